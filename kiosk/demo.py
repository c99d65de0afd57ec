"""``kiosk demo``: plays a simulated scenario off-screen to its end, with a picture a screen."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

# Before Qt is loaded: a demonstration has no use for a display, and mostly there is none.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from kiosk.adapters.simulator.clock import ManualClock, SimulatedClock
from kiosk.adapters.simulator.rider import ScriptedRider
from kiosk.adapters.simulator.scenarios import scenario_named
from kiosk.app.simulation import simulated_station, simulated_work
from kiosk.domain.errors import Unreachable
from kiosk.domain.receipt import parse_signed
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    SessionPhase,
    StationSnapshot,
    VehicleInfoState,
)
from kiosk.run_options import DemoOptions
from kiosk.settings import Settings
from kiosk.worker import StationWorker
from ui.main_window import MainWindow, WindowOptions

HELP_NUMBER = "1800 000 1234"


def play(options: DemoOptions, settings: Settings) -> int:
    """Play the scenario; returns the exit code. Raises Misconfigured, Unreachable.

    ``settings`` give the tariff and who gives the receipts.
    """
    from qasync import QEventLoop

    try:
        options.pictures.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unreachable(f"no pictures can be put in {options.pictures}: {error}") from None
    application = QApplication.instance() or QApplication(["kiosk"])
    with QEventLoop(application) as loop:
        loop.run_until_complete(_Demonstration(options, settings).run())
    return 0


class _Demonstration:
    """One scenario from its beginning to its end."""

    def __init__(self, options: DemoOptions, settings: Settings) -> None:
        self._scenario = scenario_named(options.scenario)
        self._clock = SimulatedClock(options.speed) if options.speed else ManualClock()
        self._station = simulated_station(options.scenario, self._clock, repeat=False)
        plan, ports = simulated_work(settings, self._station, self._clock)
        self._worker = StationWorker(plan, ports, self._take)
        self._album = _Album(options.pictures, options.size or (1280, 800))
        self._album.window.intent_raised.connect(self._worker.submit)
        self._latest: StationSnapshot | None = None
        self._shown: dict[int, object] = {}

    async def run(self) -> None:
        """Play it, and say what there is to see."""
        print(f"{self._scenario.name}: {self._scenario.shows}")
        rider = ScriptedRider(self._scenario)
        work = asyncio.ensure_future(self._worker.run())
        try:
            while not self._is_over(rider) and not work.done():
                if isinstance(self._clock, ManualClock):
                    await self._clock.play(1)
                else:
                    await self._clock.sleep(1)
                if self._latest is not None:
                    for intent in rider.react(self._latest, self._clock.monotonic()):
                        self._worker.submit(intent)
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            self._album.close()
        print(f"{self._album.taken} pictures are in {self._album.folder.resolve()}")

    def _is_over(self, rider: ScriptedRider) -> bool:
        return self._latest is not None and rider.finished(self._latest, self._station)

    def _take(self, snapshot: StationSnapshot) -> None:
        self._latest = snapshot
        for connector in snapshot.connectors:
            moment = _moment(connector)
            if self._shown.get(connector.connector_id) == moment:
                continue
            self._shown[connector.connector_id] = moment
            elapsed = timedelta(seconds=int(self._station.elapsed))
            where = f"connector {connector.connector_id}  " if len(snapshot.connectors) > 1 else ""
            phase = connector.session_phase.value
            print(f"{elapsed}  {where}{phase:<15}{_figures(connector)}".rstrip())
            self._album.take(snapshot, connector)


def _moment(connector: ConnectorSnapshot) -> object:
    """Return what makes a screen worth a line and a picture of its own."""
    charging = connector.charging
    progress = None
    if charging is not None and charging.soc is not None and charging.start_soc is not None:
        way = (charging.target or 100) - charging.start_soc
        progress = int(2 * (charging.soc - charging.start_soc) / way) if way > 0 else None
    return (
        connector.session_phase,
        connector.vehicle_info is VehicleInfoState.VALID,
        connector.vehicle_info is VehicleInfoState.STALE,
        connector.notice,
        charging.paused if charging else None,
        progress if connector.session_phase is SessionPhase.CHARGING else None,
        connector.link_lost is not None,
        connector.summary.source if connector.summary else None,
        bool(connector.receipt),
    )


def _figures(connector: ConnectorSnapshot) -> str:
    parts: list[str] = []
    if (vehicle := connector.vehicle) is not None:
        parts += [vehicle.model or "unknown model", f"{vehicle.soc:.1f} %"]
        parts += [f"{vehicle.range_km:.0f} km"] if vehicle.range_km is not None else []
        parts += [f"{vehicle.voltage:.1f} V", f"{vehicle.temperature:.1f} °C"]
        parts += [f"target {connector.target} %"] if connector.target else []
    elif connector.session_phase is SessionPhase.PREPARING:
        parts.append(f"vehicle info {connector.vehicle_info.value}")
    if (charging := connector.charging) is not None:
        named = (
            (charging.soc, "{:.1f} %"),
            (charging.power, "{:.0f} W"),
            (charging.energy_wh, "+{:.0f} Wh"),
            (charging.duration, "{:.0f} s"),
        )
        parts += [text.format(value) for value, text in named if value is not None]
        parts += [f"paused by {charging.paused.value}"] if charging.paused else []
    if (summary := connector.summary) is not None:
        figures = (
            (summary.start_soc, "{:.2f} %"),
            (summary.final_soc, "to {:.2f} %"),
            (summary.energy_wh, "{:.2f} Wh"),
            (summary.duration, "{:.0f} s"),
            (summary.average_power, "{:.1f} W"),
            (summary.range_added_km, "+{:.1f} km"),
        )
        parts += [text.format(value) for value, text in figures if value is not None]
        parts.append(summary.source.value.replace("_", " "))
    if (cost := connector.cost) is not None:
        parts.append(f"{cost.currency} {cost.amount}{'' if cost.final else ' so far'}")
    if connector.receipt:
        parts.append(f"receipt {parse_signed(connector.receipt).receipt.serial}")
    if connector.out_of_service is not None:
        parts.append(connector.out_of_service.value.replace("_", " "))
    if connector.notice is not None:
        parts.append(connector.notice.value.replace("_", " "))
    if connector.link_lost is not None:
        parts.append("connection lost")
    return ", ".join(parts)


class _Album:
    """The window that nobody sees, and the pictures taken of it."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self.folder = folder
        self.taken = 0
        self.window = MainWindow(WindowOptions(help_number=HELP_NUMBER, theme="dark", motion=False))
        self.window.resize(*size)
        self.window.render(StationSnapshot("", datetime.now(UTC), ()))
        self.window.show()
        self.window.load_curve()

    def take(self, snapshot: StationSnapshot, connector: ConnectorSnapshot) -> None:
        """Render the snapshot and keep what it looks like."""
        self.window.render(snapshot)
        self.taken += 1
        name = f"{self.taken:02}-{connector.session_phase.value.replace('_', '-')}.png"
        path = self.folder / name
        if not self.window.grab().save(str(path)):
            raise Unreachable(f"the picture {path} can't be written: is the disk full?")

    def close(self) -> None:
        """Give the window up."""
        self.window.allow_close = True
        self.window.close()
        self.window.deleteLater()
