"""An event loop that is Qt's too, for flows through the whole kiosk."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from kiosk.adapters.simulator.clock import ManualClock
from kiosk.adapters.simulator.scenarios import scenario_named
from kiosk.adapters.simulator.station import SimulatedStation
from kiosk.app.simulation import simulated_work
from kiosk.domain.commands import CommandResult
from kiosk.domain.rules import SessionRules
from kiosk.settings import Settings
from kiosk.worker import StationPlan, StationPorts
from tests.fake_store import FakeStore
from tests.flows.stage import Kiosk
from ui.fonts import load_fonts
from ui.rest import NEVER, RestOptions

Run = Callable[[Coroutine[Any, Any, None]], None]


@pytest.fixture
def run(qapp: QApplication) -> Iterator[Run]:
    """Return a function that runs a coroutine to its end."""
    load_fonts()
    # As in the kiosk itself: a flow may close its window and go on.
    qapp.setQuitOnLastWindowClosed(False)
    with QEventLoop(qapp) as loop:

        def to_its_end(flow: Coroutine[Any, Any, None]) -> None:
            loop.run_until_complete(asyncio.wait_for(flow, 50))

        yield to_its_end
    # It is closed with Qt's timers of all cancelled waits still running. Whichever thread collects
    # it would destroy them, and Qt then crashes over one that another thread has destroyed.
    shiboken6.delete(loop._timer)


class SimulatedKiosk(Kiosk):
    """A kiosk at the simulated station of a scenario, on a clock that is moved by hand."""

    def __init__(
        self, scenario: str, settings: Settings | None = None, rest: RestOptions = NEVER
    ) -> None:
        """With ``settings`` it has their tariff, and gives receipts as they say."""
        self.clock = ManualClock()
        self.station = SimulatedStation(scenario_named(scenario), clock=self.clock)
        self.store = FakeStore()
        self.plan = StationPlan(
            self.station.charge_box_id, self.station.connector_ids, SessionRules("KIOSK01")
        )
        self.starts = 0
        ports = StationPorts(self.station, self, self.store, self.clock)
        if settings is not None:
            self.plan, ports = simulated_work(settings, self.station, self.clock)
            ports = replace(ports, commands=self)
        super().__init__(self.plan, ports, lambda: _Simulated(self.clock), rest)

    async def remote_start(self, connector_id: int, id_tag: str) -> CommandResult:
        """Count it, and pass it on."""
        self.starts += 1
        return await self.station.remote_start(connector_id, id_tag)

    async def remote_stop(self, transaction_id: int) -> CommandResult:
        """Pass it on."""
        return await self.station.remote_stop(transaction_id)

    async def close(self) -> None:
        """Nothing is open."""


class _Simulated:
    """Two hours of simulated time, a second at a time."""

    def __init__(self, clock: ManualClock) -> None:
        self._clock = clock
        self._until = clock.monotonic() + 7200

    async def pass_on(self) -> None:
        await self._clock.play(1)

    def over(self) -> bool:
        return self._clock.monotonic() > self._until
