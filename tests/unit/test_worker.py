"""The worker with a simulated station, on a clock that is moved by hand."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from kiosk.adapters.simulator.clock import ManualClock
from kiosk.adapters.simulator.rider import ScriptedRider
from kiosk.adapters.simulator.scenarios import SCENARIOS, scenario_named
from kiosk.adapters.simulator.station import SimulatedStation
from kiosk.domain.commands import CommandOutcome, CommandResult, StartIntent
from kiosk.domain.errors import Unreachable
from kiosk.domain.intents import StartRequested, StopRequested
from kiosk.domain.observation import StationObservation
from kiosk.domain.rules import SessionRules
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    EndedBy,
    Notice,
    SessionPhase,
    StationSnapshot,
    SummaryFigures,
    SummarySource,
)
from kiosk.worker import StationPlan, StationPorts, StationWorker


@dataclass
class MemoryStore:
    """A SessionStore that outlives the worker and not the test."""

    intents: dict[int, StartIntent] = field(default_factory=dict)
    sessions: dict[int, SummaryFigures] = field(default_factory=dict)
    broken: bool = False

    def _check(self) -> None:
        if self.broken:
            raise Unreachable("the disk is full")

    async def start_intents(self) -> tuple[StartIntent, ...]:
        self._check()
        return tuple(self.intents.values())

    async def keep_start_intent(self, intent: StartIntent) -> None:
        self._check()
        self.intents[intent.connector_id] = intent

    async def forget_start_intent(self, connector_id: int) -> None:
        self._check()
        self.intents.pop(connector_id, None)

    async def record_session(self, connector_id: int, summary: SummaryFigures) -> None:
        self._check()
        self.sessions[connector_id] = summary

    async def last_session(self, connector_id: int) -> SummaryFigures | None:
        self._check()
        return self.sessions.get(connector_id)

    async def close(self) -> None:
        pass


class Bench:
    """A worker, its simulated station and the snapshots that it published."""

    def __init__(self, scenario: str, store: MemoryStore | None = None) -> None:
        self.clock = ManualClock()
        self.scenario = scenario_named(scenario)
        self.station = SimulatedStation(self.scenario, clock=self.clock)
        self.store = store or MemoryStore()
        self.starts: list[int] = []
        self.snapshots: list[StationSnapshot] = []
        self.phases: dict[int, list[SessionPhase]] = {n: [] for n in self.station.connector_ids}
        self.notices: list[Notice] = []
        self.read_hangs: asyncio.Event | None = None
        self.worker = self._worker()

    def _worker(self) -> StationWorker:
        plan = StationPlan(
            "RIVOT_100A_01", self.station.connector_ids, SessionRules("KIOSK01"), simulated=True
        )
        return StationWorker(plan, StationPorts(self, self, self.store, self.clock), self._take)

    def restart(self) -> None:
        self.worker = self._worker()

    def _take(self, snapshot: StationSnapshot) -> None:
        self.snapshots.append(snapshot)
        for connector in snapshot.connectors:
            phases = self.phases[connector.connector_id]
            if not phases or phases[-1] is not connector.session_phase:
                phases.append(connector.session_phase)
            if connector.notice and connector.notice not in self.notices:
                self.notices.append(connector.notice)

    def connector(self, number: int = 1) -> ConnectorSnapshot:
        return next(c for c in self.snapshots[-1].connectors if c.connector_id == number)

    async def read(self) -> StationObservation:
        if self.read_hangs is not None:
            await self.read_hangs.wait()
        return await self.station.read()

    async def remote_start(self, connector_id: int, id_tag: str) -> CommandResult:
        self.starts.append(connector_id)
        return await self.station.remote_start(connector_id, id_tag)

    async def remote_stop(self, transaction_id: int) -> CommandResult:
        return await self.station.remote_stop(transaction_id)

    async def close(self) -> None:
        pass

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.worker.run())
        try:
            yield
        finally:
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    async def play_until(self, met: Callable[[], bool], limit: float = 7200) -> None:
        for _ in range(int(limit)):
            if met():
                return
            await self.clock.play(1)
        pytest.fail(f"did not come about; phases {self.phases}, notices {self.notices}")

    async def play_scenario(self) -> None:
        rider = ScriptedRider(self.scenario)
        async with self.running():

            def react_and_see() -> bool:
                if not self.snapshots:
                    return False
                for intent in rider.react(self.snapshots[-1], self.clock.monotonic()):
                    self.worker.submit(intent)
                return rider.finished(self.snapshots[-1], self.station)

            await self.play_until(react_and_see)


def run(test: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(test(), 50))  # type: ignore[arg-type]


def played(scenario: str) -> Bench:
    bench: list[Bench] = []

    async def play() -> None:
        bench.append(Bench(scenario))
        await bench[0].play_scenario()

    run(play)
    return bench[0]


C, A, P, S = (
    SessionPhase.CONNECTING,
    SessionPhase.AVAILABLE,
    SessionPhase.PREPARING,
    SessionPhase.STARTING,
)
CH, ST, CO = SessionPhase.CHARGING, SessionPhase.STOPPING, SessionPhase.COMPLETE
U, R, X = SessionPhase.UNPLUG, SessionPhase.RESERVED, SessionPhase.OUT_OF_SERVICE

WAYS = {
    "ordinary-90": [C, A, P, S, CH, ST, CO, U, A],
    "rider-stops": [C, A, P, S, CH, ST, CO, U, A],
    "to-100": [C, A, P, S, CH, CO, U, A],
}


@pytest.mark.parametrize(("scenario", "way"), WAYS.items())
def test_a_scenario_goes_its_way(scenario: str, way: list[SessionPhase]) -> None:
    assert played(scenario).phases[1] == way


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_scenario_comes_to_its_end(scenario: str) -> None:
    bench = played(scenario)
    assert all(
        c.session_phase is bench.scenario.ends_in for c in bench.snapshots[-1].connectors
    ), bench.phases
