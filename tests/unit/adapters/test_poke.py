"""The kiosk is poked: at once, not too often, and never for the last time unheard."""

import asyncio
import socket
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import qasync
import shiboken6
from PySide6.QtWidgets import QApplication

from kiosk.adapters.poke import PokeListener
from kiosk.domain.errors import Misconfigured
from kiosk.relay.poke import Poker

PAUSE = 0.02


class Pokes:
    """Counts, with the loop's time of each."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.came = asyncio.Event()

    def __call__(self) -> None:
        self.times.append(asyncio.get_running_loop().time())
        self.came.set()

    async def next(self) -> None:
        self.came.clear()
        await self.came.wait()


def on_plain_asyncio(main: Callable[[], Any]) -> None:
    asyncio.run(main())


def on_qasync(main: Callable[[], Any]) -> None:
    app = QApplication.instance() or QApplication([])
    loop = qasync.QEventLoop(app)
    with loop:
        loop.run_until_complete(main())
    # Closed with Qt's timers of cancelled waits still running: a collection in another thread would
    # destroy them there, over which Qt crashes.
    shiboken6.delete(loop._timer)


@pytest.fixture(params=[on_plain_asyncio, on_qasync])
def run(request: pytest.FixtureRequest) -> Any:
    if request.param is on_qasync:
        request.getfixturevalue("qapp")
    return request.param


def test_one_poke_is_heard_at_once(tmp_path: Path, run: Any) -> None:
    async def main() -> None:
        pokes = Pokes()
        listener = PokeListener(tmp_path / "poke", pokes, PAUSE)
        poker = Poker(tmp_path / "poke")
        poker.poke()
        await pokes.next()
        poker.poke()
        await pokes.next()
        assert len(pokes.times) == 2
        listener.close()
        poker.close()

    run(main)


def test_many_pokes_count_as_few_and_the_last_is_heard(tmp_path: Path, run: Any) -> None:
    async def main() -> None:
        pokes = Pokes()
        listener = PokeListener(tmp_path / "poke", pokes, PAUSE)
        poker = Poker(tmp_path / "poke")
        for _ in range(1000):
            poker.poke()
        await pokes.next()
        # This one comes in the pause, and is heard after it.
        poker.poke()
        await pokes.next()
        first, second = pokes.times
        # Qt's timers may be a little early.
        assert second - first > PAUSE / 2
        listener.close()
        poker.close()

    run(main)


def test_the_socket_is_the_owners_and_goes_with_the_listener(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "poke"

    async def main() -> None:
        listener = PokeListener(path, lambda: None)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        listener.close()
        listener.close()
        assert not path.exists()

    asyncio.run(main())


def test_a_socket_that_was_left_behind_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "poke"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as dead:
        dead.bind(str(path))

    async def main() -> None:
        pokes = Pokes()
        listener = PokeListener(path, pokes, PAUSE)
        poker = Poker(path)
        poker.poke()
        await pokes.next()
        listener.close()
        poker.close()

    asyncio.run(main())


def test_a_file_that_is_no_socket_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "poke"
    path.write_text("mine")

    async def main() -> None:
        with pytest.raises(Misconfigured, match="poke"):
            PokeListener(path, lambda: None)

    asyncio.run(main())
    assert path.read_text() == "mine"


def test_a_listener_that_took_the_place_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "poke"

    async def main() -> None:
        older = PokeListener(path, lambda: None)
        newer = PokeListener(path, lambda: None)
        older.close()
        assert path.exists()
        newer.close()
        assert not path.exists()

    asyncio.run(main())


def test_a_path_that_is_too_long_is_told(tmp_path: Path) -> None:
    async def main() -> None:
        with pytest.raises(Misconfigured):
            PokeListener(tmp_path / ("x" * 120), lambda: None)

    asyncio.run(main())


def test_nobody_who_listens_costs_nothing(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path / ("x" * 200), tmp_path):
        poker = Poker(path)
        for _ in range(3):
            poker.poke()
        poker.close()
    before = len(list(Path("/proc/self/fd").iterdir()))
    Poker(tmp_path).close()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
