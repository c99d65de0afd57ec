"""Whether memory stays where it is, however many riders come.

Sessions one after the other in one process, as ``kiosk --simulate`` has them: worker, simulated
station, store with receipts, and the window, which renders every snapshot; in every tenth session
it is on show, so that screens are painted and fade. The clock is moved by hand, so that minutes go
by at once. Riders differ in vehicle, target or limit, and in how they end it. Bar: after 10,000
sessions the process holds at most 5 MiB more than it did after 100.
"""

import asyncio
import gc
import os
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

if __name__ == "__main__":
    # Started as a file, only this folder would be on the path.
    sys.path[0] = str(Path(__file__).parents[1])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from kiosk.adapters.simulator.clock import ManualClock
from kiosk.app.simulation import simulated_station, simulated_work
from kiosk.domain.intents import (
    Dismissed,
    LimitChosen,
    StartRequested,
    StopRequested,
    TargetChosen,
)
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    Limit,
    LimitKind,
    SessionPhase,
    StationSnapshot,
    VehicleInfoState,
)
from kiosk.settings import PaymentSettings, ReceiptSettings, Settings, TariffSettings
from kiosk.worker import StationWorker
from ui.fonts import load_fonts
from ui.languages import LANGUAGES
from ui.main_window import MainWindow, WindowOptions
from ui.views.complete_view import CompleteView

SESSIONS, SETTLED, STEP = 10_000, 100, 1000
MOST_MIB = 5.0
SIZE = (800, 480)
SHOWN_EVERY = 10

VEHICLES = ("classic_58", "pro_35", "classic_87", "max_20", "classic_92", "unknown")
WISHES = (
    TargetChosen(1, 95, custom=True),
    LimitChosen(1, Limit(LimitKind.MINUTES, Decimal(30))),
    TargetChosen(1, 100),
    LimitChosen(1, Limit(LimitKind.MONEY, Decimal(20))),
)
SETTINGS = Settings(
    tariff=TariffSettings(per_kwh=Decimal(14), per_session=Decimal(2), taxes=("CGST 9", "SGST 9")),
    receipt=ReceiptSettings(prefix="RM01", name="RivotMotors", wait_seconds=1.0),
    payment=PaymentSettings("rivot@examplebank"),
)


class Kiosk:
    """A simulated station with its worker and window, and riders who come and go."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self.clock = ManualClock()
        self._station = simulated_station("ordinary-90", self.clock, repeat=False)
        plan, ports = simulated_work(SETTINGS, self._station, self.clock)
        self.worker = StationWorker(plan, ports, self._take)
        self._window = MainWindow(
            WindowOptions(theme="dark", languages=tuple(LANGUAGES), clock=self.clock.monotonic)
        )
        self._window.intent_raised.connect(self.worker.submit)
        self._window.resize(*SIZE)
        self._window.load_curve()
        self._shown: tuple[SessionPhase, VehicleInfoState] | None = None
        self.snapshot: StationSnapshot | None = None

    def close(self) -> None:
        """Give the window up."""
        self._window.allow_close = True
        self._window.close()
        self._window.deleteLater()
        self._paint()

    @property
    def connector(self) -> ConnectorSnapshot:
        """The connector, as it was last published."""
        assert self.snapshot is not None
        return self.snapshot.connectors[0]

    def _take(self, snapshot: StationSnapshot) -> None:
        self.snapshot = snapshot
        self._window.render(snapshot)
        screen = self.connector.session_phase, self.connector.vehicle_info
        if screen != self._shown:
            self._shown = screen
            self._paint()

    def _paint(self) -> None:
        self._application.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _look_at_the_receipt(self) -> None:
        view = self._window.current_view()
        if self._window.isVisible() and isinstance(view, CompleteView):
            view.receipt.click()
            self._paint()

    async def until(self, met: Callable[[], bool]) -> None:
        """Let time pass until this holds."""
        for _ in range(300):
            if self.snapshot is not None and met():
                return
            await self.clock.play(1)
        raise RuntimeError(f"this never came about: {self.connector}")

    async def phase(self, phase: SessionPhase) -> None:
        """Let time pass until it is this phase."""
        await self.until(lambda: self.connector.session_phase is phase)

    async def session(self, number: int) -> None:
        """Let a rider come, charge a little, and go."""
        submit = self.worker.submit
        self._window.setVisible(number % SHOWN_EVERY == 0)
        self._station.act(f"plug_in_{VEHICLES[number % len(VEHICLES)]}")
        await self.until(lambda: self.connector.vehicle_info is VehicleInfoState.VALID)
        submit(WISHES[number % len(WISHES)])
        submit(StartRequested(1))
        await self.phase(SessionPhase.CHARGING)
        await self.clock.play(4)
        if number % 5:
            submit(StopRequested(1))
        else:
            self._station.act("unplug")
        await self.phase(SessionPhase.COMPLETE)
        await self.until(lambda: bool(self.connector.receipt))
        self._look_at_the_receipt()
        if number % 5:
            self._station.act("unplug")
            await self.clock.play(2)
        submit(Dismissed(1))
        await self.phase(SessionPhase.AVAILABLE)


def main() -> int:
    """Measure, print and judge."""
    application = QApplication.instance() or QApplication(["memory"])
    assert isinstance(application, QApplication)
    load_fonts(tuple(LANGUAGES))
    sizes = asyncio.run(run(application, SESSIONS, SETTLED))
    grown = sizes[-1] - sizes[0]
    print(f"{SESSIONS} sessions: {grown:+.1f} MiB since the first {SETTLED} (at most {MOST_MIB})")
    return 0 if grown <= MOST_MIB else 1


async def run(application: QApplication, sessions: int, settled: int) -> list[float]:
    """Let so many riders come; return the MiB held after ``settled`` of them and from then on."""
    kiosk = Kiosk(application)
    work = asyncio.ensure_future(kiosk.worker.run())
    sizes = []
    began = time.monotonic()
    try:
        await kiosk.phase(SessionPhase.AVAILABLE)
        for number in range(1, sessions + 1):
            await kiosk.session(number)
            if number in (settled, sessions) or number % STEP == 0:
                sizes.append(resident_mib())
                taken = time.monotonic() - began
                print(f"{number:6} sessions {sizes[-1]:7.1f} MiB {taken:6.0f} s", flush=True)
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        kiosk.close()
    return sizes


def resident_mib() -> float:
    """Return how much memory the process holds, without what is only waiting to be collected."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    sys.exit(main())
