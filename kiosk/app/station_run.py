"""One station, real or simulated, with all that works for it: worker, ports and monitoring."""

import asyncio
import logging
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kiosk.adapters.poke import PokeListener
from kiosk.app.wiring import station_plan, station_ports
from kiosk.domain.errors import Misconfigured
from kiosk.domain.intents import Intent
from kiosk.domain.snapshot import StationSnapshot
from kiosk.settings import Settings
from kiosk.worker import TICK_SECONDS, StationWorker

if TYPE_CHECKING:
    from kiosk.adapters.simulator.station import SimulatedStation
    from kiosk.backoffice.monitoring import MonitoringServer

_log = logging.getLogger(__name__)

RESTART_PAUSE = 1.0
"""Seconds until a worker that fell over is replaced."""


class StationRun:
    """Opens what a station needs, runs its worker, and closes everything again."""

    def __init__(
        self,
        settings: Settings,
        publish: Callable[[StationSnapshot], None],
        *,
        scenario: str | None = None,
        speed: float = 1.0,
    ) -> None:
        """Prepare it; ``scenario`` names a simulated station, whose clock runs at ``speed``."""
        self._settings = settings
        self._publish = publish
        self.simulation: SimulatedStation | None = None
        if scenario is None:
            self._plan, self._ports = station_plan(settings), station_ports(settings)
        else:
            # A real kiosk has no use for the simulator, nor memory to spare for it.
            from kiosk.adapters.simulator.clock import SimulatedClock
            from kiosk.app.simulation import simulated_station, simulated_work

            clock = SimulatedClock(speed)
            self.simulation = simulated_station(scenario, clock, repeat=True)
            self._plan, self._ports = simulated_work(settings, self.simulation, clock)
        self._worker = self._new_worker()
        self._monitoring = self._new_monitoring()
        self._pokes: PokeListener | None = None

    async def __aenter__(self) -> Self:
        if self._monitoring is not None:
            try:
                self._monitoring.start()
            except Misconfigured as error:
                # Riders can be served all the same.
                _log.error("no monitoring: %s", error)
                self._monitoring = None
        if self.simulation is None:
            try:
                self._pokes = PokeListener(self._settings.poke_socket, self._poke)
            except Misconfigured as error:
                _log.error("the relay can't poke, so polls must do: %s", error)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._monitoring is not None:
            self._monitoring.close()
        if self._pokes is not None:
            self._pokes.close()
        # At once, for each may have to wait for an answer that is under way.
        ports = (self._ports.reader, self._ports.commands, self._ports.store, self._ports.printer)
        await asyncio.gather(*(port.close() for port in ports if port is not None))

    def submit(self, intent: Intent) -> None:
        """Take a rider's tap."""
        self._worker.submit(intent)

    def act(self, key: str, connector_id: int) -> None:
        """Perform a hand action at the simulated station."""
        if self.simulation is not None:
            self.simulation.act(key, connector_id)
            self._poke()

    def _poke(self) -> None:
        self._worker.poke()

    async def run(self) -> None:
        """Look after the station until cancelled; a worker that falls over is replaced."""
        while True:
            try:
                await self._worker.run()
            except Exception:  # noqa: BLE001 - whatever it was, riders must be served
                _log.exception("the worker fell over and begins anew")
                self._worker = self._new_worker()
                await asyncio.sleep(RESTART_PAUSE)

    def _new_worker(self) -> StationWorker:
        return StationWorker(self._plan, self._ports, self._take)

    def _take(self, snapshot: StationSnapshot) -> None:
        if self._monitoring is not None:
            self._monitoring.publish(snapshot, time.monotonic())
        self._publish(snapshot)

    def _new_monitoring(self) -> "MonitoringServer | None":
        listen = self._settings.monitoring.listen
        if listen is None:
            return None
        # While a reading hangs, only the worker's ticks publish.
        # It brings in an HTTP server, which most kiosks have no use for.
        from kiosk.backoffice.monitoring import MonitoringServer

        slowest = max(self._plan.poll_seconds, self._plan.idle_poll_seconds, TICK_SECONDS)
        return MonitoringServer(listen.host, listen.port, stale_after=3 * slowest)
