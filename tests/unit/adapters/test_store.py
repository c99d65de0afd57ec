"""The kiosk's own memory: durable, self-healing, bounded."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters import store as store_module
from kiosk.adapters.store import SqliteSessionStore
from kiosk.domain.commands import StartIntent
from kiosk.domain.errors import Malformed, Misconfigured, Unreachable
from kiosk.domain.ocpp import StopReason
from kiosk.domain.snapshot import EndedBy, Limit, LimitKind, SummaryFigures, SummarySource

NOON = datetime(2026, 1, 21, 12, 0, 0, 123456, tzinfo=UTC)

INTENT = StartIntent(
    connector_id=1,
    target=90,
    requested=NOON,
    after_transaction=129,
    start_soc=87.0,
    max_current=2.0,
)
SUMMARY = SummaryFigures(
    transaction_id=130,
    started=NOON,
    ended=NOON + timedelta(seconds=90),
    start_soc=87.0,
    final_soc=87.17667389,
    soc_gain=0.17667389,
    energy_wh=3.387327194,
    duration=89.85500334,
    average_power=135.71,
    range_added_km=0.1431,
    model="Classic",
    source=SummarySource.VEHICLE,
    ended_by=EndedBy.RIDER,
    stop_reason=StopReason.REMOTE,
    target=90,
)
BARE_SUMMARY = replace(
    SUMMARY,
    start_soc=None,
    final_soc=None,
    soc_gain=None,
    energy_wh=None,
    average_power=None,
    range_added_km=None,
    model=None,
    source=SummarySource.WORKED_OUT,
    stop_reason=None,
    target=None,
)

LIMITED_SUMMARY = replace(
    SUMMARY,
    ended_by=EndedBy.TARGET_REACHED,
    target=100,
    limit=Limit(LimitKind.MONEY, Decimal("20.50")),
)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[SqliteSessionStore]:
    store = SqliteSessionStore(path)
    try:
        yield store
    finally:
        await store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "kiosk.sqlite3"


def remembered(path: Path) -> tuple[tuple[StartIntent, ...], SummaryFigures | None]:
    async def read() -> tuple[tuple[StartIntent, ...], SummaryFigures | None]:
        async with opened(path) as store:
            return await store.start_intents(), await store.last_session(1)

    return asyncio.run(read())


def write(
    path: Path, *intents: StartIntent, sessions: tuple[tuple[int, SummaryFigures], ...] = ()
) -> None:
    async def run() -> None:
        async with opened(path) as store:
            for intent in intents:
                await store.keep_start_intent(intent)
            for connector_id, summary in sessions:
                await store.record_session(connector_id, summary)

    asyncio.run(run())


limits = st.builds(
    Limit,
    st.sampled_from(LimitKind),
    st.integers(0, 10**6).map(Decimal) | st.decimals(0, 10**6, places=2) | st.just(Decimal("2E+1")),
)


@given(
    connector_id=st.integers(1, 99),
    target=st.integers(1, 100),
    requested=st.datetimes(timezones=st.just(UTC)),
    transaction_id=st.none() | st.integers(1, 2**31 - 1),
    stop_requested=st.booleans(),
    start_soc=st.none() | st.floats(0, 100),
    limit=st.none() | limits,
)
def test_an_intent_comes_back_as_it_was_kept(
    tmp_path_factory: pytest.TempPathFactory,
    connector_id: int,
    target: int,
    requested: datetime,
    transaction_id: int | None,
    stop_requested: bool,
    start_soc: float | None,
    limit: Limit | None,
) -> None:
    intent = StartIntent(
        connector_id, target, requested, 0, transaction_id, stop_requested, start_soc, limit=limit
    )
    path = tmp_path_factory.mktemp("store") / "kiosk.sqlite3"
    write(path, intent)
    assert remembered(path)[0] == (intent,)


def test_the_newer_intent_of_a_connector_replaces_the_older(path: Path) -> None:
    newer = replace(INTENT, transaction_id=130, stop_requested=True)
    other = replace(INTENT, connector_id=2)
    write(path, other, INTENT, newer)
    assert remembered(path)[0] == (newer, other)


def test_a_forgotten_intent_is_gone(path: Path) -> None:
    async def forget() -> None:
        async with opened(path) as store:
            await store.keep_start_intent(INTENT)
            await store.forget_start_intent(1)
            await store.forget_start_intent(1)

    asyncio.run(forget())
    assert remembered(path)[0] == ()


@pytest.mark.parametrize("summary", [SUMMARY, BARE_SUMMARY, LIMITED_SUMMARY])
def test_a_session_comes_back_as_it_was_recorded(path: Path, summary: SummaryFigures) -> None:
    write(path, sessions=((1, summary),))
    assert remembered(path)[1] == summary


def test_a_later_version_replaces_a_session_and_does_not_make_it_the_last(path: Path) -> None:
    second = replace(SUMMARY, transaction_id=131, started=NOON + timedelta(hours=1))
    late = replace(BARE_SUMMARY, energy_wh=4.0)
    write(path, sessions=((1, BARE_SUMMARY), (1, second), (1, late)))
    assert remembered(path)[1] == second
    rows = sqlite3.connect(path)
    energies = rows.execute("SELECT energy_wh FROM session ORDER BY number").fetchall()
    rows.close()
    assert energies == [(4.0,), (SUMMARY.energy_wh,)]


def test_the_last_session_is_the_connectors_own(path: Path) -> None:
    write(path, sessions=((1, SUMMARY), (2, replace(SUMMARY, transaction_id=131))))
    assert remembered(path)[1] == SUMMARY


def test_only_the_newest_sessions_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "MAX_SESSIONS", 3)
    sessions = tuple((1, replace(SUMMARY, transaction_id=number)) for number in range(1, 8))
    write(path, sessions=sessions)
    rows = sqlite3.connect(path)
    numbers = rows.execute("SELECT transaction_id FROM session ORDER BY 1").fetchall()
    rows.close()
    assert numbers == [(5,), (6,), (7,)]


def test_nobody_else_can_read_it(path: Path) -> None:
    async def modes() -> dict[str, int]:
        async with opened(path) as store:
            await store.keep_start_intent(INTENT)
            return {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}

    found = asyncio.run(modes())
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert found == dict.fromkeys([path.name, f"{path.name}-wal", f"{path.name}-shm"], 0o600)


def overwrite_all(path: Path) -> None:
    path.write_bytes(b"not a database at all, but long enough to look at" * 200)


def overwrite_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : len(content)] = os.urandom(len(content) - 4096)
    path.write_bytes(content)


def cut_off(path: Path) -> None:
    os.truncate(path, 4096 + 100)


@pytest.mark.parametrize("damage", [overwrite_all, overwrite_middle, cut_off])
def test_a_damaged_file_is_moved_aside_and_a_fresh_one_begun(
    path: Path, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    write(path, INTENT, sessions=((1, SUMMARY),))
    damage(path)
    damaged = path.read_bytes()
    assert remembered(path) == ((), None)
    (aside,) = path.parent.glob("kiosk.sqlite3.damaged-*")
    assert aside.read_bytes() == damaged
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    write(path, INTENT)
    assert remembered(path)[0] == (INTENT,)


def test_damaged_files_do_not_pile_up(path: Path) -> None:
    for _ in range(5):
        write(path, INTENT)
        overwrite_all(path)
    assert remembered(path)[0] == ()
    assert len(list(path.parent.glob("*.damaged-*"))) == 3


def test_a_file_of_a_newer_kiosk_is_left_alone(path: Path) -> None:
    write(path, INTENT)
    rows = sqlite3.connect(path)
    rows.execute("PRAGMA user_version = 99")
    rows.close()
    with pytest.raises(Misconfigured, match="newer kiosk"):
        remembered(path)
    assert not list(path.parent.glob("*.damaged-*"))


@pytest.mark.parametrize(
    "wrong",
    ["ended_by = 'sabotage'", "rider_limit = 'hours 2'", "rider_limit = 'money NaN'"],
)
def test_words_that_nobody_knows_are_malformed(path: Path, wrong: str) -> None:
    write(path, sessions=((1, SUMMARY),))
    rows = sqlite3.connect(path)
    rows.execute(f"UPDATE session SET {wrong}")
    rows.commit()
    rows.close()
    with pytest.raises(Malformed):
        remembered(path)


def test_a_disk_that_comes_back_is_used_again(path: Path) -> None:
    """The folder's place is taken by a file, which fails as a missing disk does, also for root."""

    async def lose_and_find() -> tuple[StartIntent, ...]:
        path.parent.touch()
        async with opened(path) as store:
            with pytest.raises(Unreachable):
                await store.keep_start_intent(INTENT)
            with pytest.raises(Unreachable):
                await store.start_intents()
            path.parent.unlink()
            await store.keep_start_intent(INTENT)
            return await store.start_intents()

    assert asyncio.run(lose_and_find()) == (INTENT,)


def test_a_full_disk_refuses_and_keeps_what_was_there(path: Path) -> None:
    async def fill() -> tuple[tuple[StartIntent, ...], SummaryFigures | None]:
        async with opened(path) as store:
            await store.keep_start_intent(INTENT)
            connection = store._connection
            assert connection is not None
            await asyncio.wrap_future(store._executor.submit(limit_pages, connection))
            with pytest.raises(Unreachable, match="full"):
                await store.record_session(1, replace(SUMMARY, model="x" * 100_000))
            await store.record_session(1, SUMMARY)
            return await store.start_intents(), await store.last_session(1)

    def limit_pages(connection: sqlite3.Connection) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    assert asyncio.run(fill()) == ((INTENT,), SUMMARY)


def test_a_lock_that_stays_is_unreachable(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_LOCK_SECONDS", 0.05)
    write(path, INTENT)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unreachable, match="locked"):
        write(path, INTENT)
    other.close()


def test_a_disk_that_hangs_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(path, INTENT)
    monkeypatch.setattr(store_module, "CALL_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")

    async def read() -> None:
        async with opened(path) as store:
            try:
                with pytest.raises(Unreachable, match="does not answer"):
                    await store.start_intents()
            finally:
                other.close()

    asyncio.run(read())


def test_closing_twice_is_fine_and_then_nothing_works(path: Path) -> None:
    async def use() -> None:
        store = SqliteSessionStore(path)
        await store.close()
        await store.close()
        with pytest.raises(Unreachable):
            await store.start_intents()

    asyncio.run(use())


_WRITER = """
import asyncio, sys
from dataclasses import replace
from pathlib import Path
from kiosk.adapters.store import SqliteSessionStore
from kiosk.domain.commands import StartIntent
from datetime import UTC, datetime

async def main(path, first):
    store = SqliteSessionStore(path)
    intent = StartIntent(1, 90, datetime(2026, 1, 21, tzinfo=UTC), 0)
    for number in range(first, first + 100_000):
        await store.keep_start_intent(replace(intent, transaction_id=number))
        print(number, flush=True)

asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
"""


def test_what_a_call_kept_survives_kill_9(path: Path) -> None:
    said = 0
    for round_number in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), str(said + 1)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        for _ in range(3 + 7 * round_number):
            said = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split("\n")[:-1]
        writer.stdout.close()
        assert writer.wait() == -signal.SIGKILL
        said = int(rest[-1]) if rest else said
        (kept,) = remembered(path)[0]
        # The call after the last one that returned may have been committed too.
        assert kept.transaction_id in {said, said + 1}
        said = kept.transaction_id or 0
    assert not list(path.parent.glob("*.damaged-*"))
