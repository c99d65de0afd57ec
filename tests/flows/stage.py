"""A whole kiosk off-screen, told in words: what a rider sees, and what a rider taps."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Protocol, Self

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from kiosk.domain.snapshot import ConnectorSnapshot, StationSnapshot
from kiosk.worker import StationPlan, StationPorts, StationWorker
from tests.ui.seeing import button, texts
from ui.main_window import MainWindow, WindowOptions
from ui.rest import NEVER, RestOptions

HELP_NUMBER = "1800 000 1234"
_LEFT = Qt.MouseButton.LeftButton


class Passing(Protocol):
    """How time goes by while a rider waits for something to be seen."""

    async def pass_on(self) -> None:
        """Let a moment pass."""
        ...

    def over(self) -> bool:
        """Tell whether it has taken too long."""
        ...


class Kiosk(AbstractAsyncContextManager["Kiosk"]):
    """Worker and window of one station; enter it to start it, leave it to end it."""

    def __init__(
        self,
        plan: StationPlan,
        ports: StationPorts,
        waiting: Callable[[], Passing],
        rest: RestOptions = NEVER,
    ) -> None:
        self.window = MainWindow(
            WindowOptions(
                help_number=HELP_NUMBER,
                theme="dark",
                motion=False,
                rest=rest,
                clock=ports.clock.monotonic,
            )
        )
        self.worker = StationWorker(plan, ports, self._render)
        self.window.intent_raised.connect(self.worker.submit)
        self.snapshots: list[StationSnapshot] = []
        self._waiting = waiting
        self._work: asyncio.Future[None] | None = None

    def _render(self, snapshot: StationSnapshot) -> None:
        self.snapshots.append(snapshot)
        self.window.render(snapshot)

    @property
    def connector(self) -> ConnectorSnapshot:
        """The first connector, as it was last published."""
        return self.snapshots[-1].connectors[0]

    async def sees(self, *words: str, but_not: str = "") -> None:
        """Wait until the screen says all of this, whatever it says besides."""
        waiting = self._waiting()
        while not self._says(words, but_not):
            if waiting.over():
                raise AssertionError(f"never saw {words} without {but_not!r}: {self.screen}")
            await waiting.pass_on()
        assert not self.window.grab().isNull()

    def _says(self, words: tuple[str, ...], but_not: str) -> bool:
        if not self.snapshots:
            return False
        screen = self.screen
        return all(word in screen for word in words) and not (but_not and but_not in screen)

    @property
    def screen(self) -> str:
        """All that can be read on the screen."""
        return texts(self.window)

    async def taps(self, text: str) -> None:
        """Tap the button that says this, once it is deaf no more."""
        pressed = await self.ready(text)
        await outside_of_a_task(lambda: QTest.mouseClick(pressed, _LEFT))

    async def ready(self, text: str) -> QAbstractButton:
        """Wait until the button that says this is deaf no more, and return it."""
        waiting = self._waiting()
        await waiting.pass_on()
        while not (pressed := button(self.window, text)).hitButton(pressed.rect().center()):
            assert not waiting.over(), f"{text!r} stays deaf"
            await waiting.pass_on()
        assert pressed.isEnabled(), f"{text!r} can't be pressed"
        return pressed

    async def taps_at_once(self, text: str) -> None:
        """Tap the button that says this without waiting for anything."""
        pressed = button(self.window, text)
        await outside_of_a_task(lambda: QTest.mouseClick(pressed, _LEFT))

    async def taps_often(self, text: str, times: int) -> None:
        """Tap where the button that says this is, so many times, whatever comes of it."""
        await self._waiting().pass_on()
        pressed = button(self.window, text)
        place = pressed.mapTo(self.window, pressed.rect().center())

        def tap() -> None:
            QTest.mouseClick(self.window.childAt(place) or self.window, _LEFT)

        for _ in range(times):
            await outside_of_a_task(tap)

    async def waits(self, condition: Callable[[], bool]) -> None:
        """Wait until this holds."""
        waiting = self._waiting()
        while not condition():
            assert not waiting.over(), f"it never came: {self.screen}"
            await waiting.pass_on()

    async def __aenter__(self) -> Self:
        self.window.show()
        # Hours go by in a moment: what nobody looks at needs no painting.
        self.window.setUpdatesEnabled(False)
        self._work = asyncio.ensure_future(self.worker.run())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._work is not None
        self._work.cancel()
        await asyncio.gather(self._work, return_exceptions=True)
        self.window.allow_close = True
        self.window.close()
        self.window.deleteLater()


async def outside_of_a_task(act: Callable[[], None]) -> None:
    """Act where events may be processed: a task that is being run must not be entered again."""
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def act_and_tell() -> None:
        act()
        done.set_result(None)

    loop.call_soon(act_and_tell)
    await done
