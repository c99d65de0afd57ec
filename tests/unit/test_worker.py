"""The worker with a simulated station, on a clock that is moved by hand."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from kiosk.adapters.simulator.clock import ManualClock
from kiosk.adapters.simulator.rider import ScriptedRider
from kiosk.adapters.simulator.scenarios import SCENARIOS, scenario_named
from kiosk.adapters.simulator.station import SimulatedStation
from kiosk.domain.commands import CommandResult
from kiosk.domain.intents import StartRequested, StopRequested
from kiosk.domain.learning import BANDS, Lesson
from kiosk.domain.observation import StationObservation
from kiosk.domain.rules import SessionRules
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    EndedBy,
    Notice,
    SessionPhase,
    StationSnapshot,
    SummarySource,
)
from kiosk.worker import StationPlan, StationPorts, StationWorker
from tests.fake_store import FakeStore


class Bench:
    """A worker, its simulated station and the snapshots that it published."""

    def __init__(self, scenario: str, store: FakeStore | None = None) -> None:
        self.clock = ManualClock()
        self.scenario = scenario_named(scenario)
        self.station = SimulatedStation(self.scenario, clock=self.clock)
        self.store = store or FakeStore()
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
        # What has been sent goes on although the kiosk is killed.
        sent = asyncio.ensure_future(self.station.remote_start(connector_id, id_tag))
        return await asyncio.shield(sent)

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
    asyncio.run(asyncio.wait_for(test(), 50))


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
    assert all(c.session_phase is SessionPhase.AVAILABLE for c in bench.snapshots[-1].connectors), (
        bench.phases
    )


async def charging(bench: Bench, after: float = 30) -> None:
    """Bring connector 1 to charging, and some way on."""
    await bench.play_until(lambda: bool(bench.snapshots) and bench.connector().can_start)
    bench.worker.submit(StartRequested(1))
    await bench.play_until(lambda: bench.connector().session_phase is CH)
    await bench.clock.play(after)


def test_a_tap_is_answered_at_once_while_a_read_hangs() -> None:
    async def play() -> None:
        bench = Bench("ordinary-90")
        async with bench.running():
            await bench.play_until(lambda: bool(bench.snapshots) and bench.connector().can_start)
            bench.read_hangs = asyncio.Event()
            await bench.clock.play(1)
            bench.worker.submit(StartRequested(1))
            assert bench.connector().session_phase is S

    run(play)


def test_a_read_that_hangs_counts_as_a_lost_connection() -> None:
    async def play() -> None:
        bench = Bench("ordinary-90")
        async with bench.running():
            await charging(bench)
            bench.read_hangs = asyncio.Event()
            await bench.clock.play(7)
            assert bench.connector().link_lost is not None
            assert bench.connector().session_phase is CH
            bench.read_hangs.set()
            bench.read_hangs = None
            await bench.clock.play(1)
            assert bench.connector().link_lost is None

    run(play)


def test_a_hundred_taps_start_once() -> None:
    async def play() -> None:
        bench = Bench("ordinary-90")
        async with bench.running():
            await bench.play_until(lambda: bool(bench.snapshots) and bench.connector().can_start)
            for _ in range(100):
                bench.worker.submit(StartRequested(1))
            await bench.play_until(lambda: bench.connector().session_phase is CH)
            assert bench.starts == [1]

    run(play)


@pytest.mark.parametrize("moment", [S, CH, ST, CO])
def test_the_target_outlives_a_kill(moment: SessionPhase) -> None:
    async def play() -> None:
        bench = Bench("ordinary-90")
        async with bench.running():
            await bench.play_until(lambda: bool(bench.snapshots) and bench.connector().can_start)
            bench.worker.submit(StartRequested(1))
            await bench.play_until(lambda: bench.connector().session_phase is moment)
        bench.restart()
        bench.snapshots.clear()
        async with bench.running():
            await bench.play_until(
                lambda: (
                    1 in bench.store.recorded
                    and bench.store.recorded[1].source is SummarySource.VEHICLE
                )
            )
        assert bench.store.recorded[1].target == 90
        assert bench.store.recorded[1].ended_by is EndedBy.TARGET_REACHED
        assert bench.starts == [1]

    run(play)


def test_a_stop_outlives_a_kill() -> None:
    async def play() -> None:
        bench = Bench("stop-ignored")
        async with bench.running():
            await charging(bench)
            bench.worker.submit(StopRequested(1))
            await bench.play_until(lambda: bench.connector().notice is Notice.STOP_SLOW)
        bench.restart()
        async with bench.running():
            await bench.play_until(lambda: bench.connector().session_phase is CO)
        assert bench.store.recorded[1].ended_by is EndedBy.RIDER

    run(play)


def test_a_full_disk_does_not_keep_anybody_from_charging() -> None:
    async def play() -> None:
        bench = Bench("rider-stops", FakeStore(broken=True))
        await bench.play_scenario()
        assert bench.phases[1] == WAYS["rider-stops"]

    run(play)


def offered(bench: Bench) -> tuple[float, float]:
    """The minutes to 90 % that were offered first."""
    shown = next(s for s in bench.snapshots if s.connectors[0].offers)
    minutes = shown.connectors[0].offers[0].minutes
    assert minutes is not None
    return minutes


def test_what_sessions_have_taught_counts_after_a_restart_and_gives_way() -> None:
    slow = tuple(Lesson("Classic", band, 0.4, 2.0) for band, _ in BANDS for _ in range(40))
    bench = Bench("ordinary-90")
    bench.store.learned = slow
    run(bench.play_scenario)
    assert offered(bench)[0] > offered(played("ordinary-90"))[1]
    assert bench.store.learned != slow
    assert {lesson.model for lesson in bench.store.learned} == {"Classic"}
    assert all(0.9 < lesson.ratio < 1.1 for lesson in bench.store.learned)


def test_the_database_is_read_again_within_two_seconds_of_its_return() -> None:
    async def play() -> None:
        bench = Bench("ordinary-90")
        async with bench.running():
            await charging(bench)
            bench.station.act("database_gone", 1)
            await bench.clock.play(600)
            assert bench.connector().session_phase is CH
            assert bench.connector().link_lost is not None
            bench.station.act("database_back", 1)
            await bench.clock.play(2)
            assert bench.connector().link_lost is None

    run(play)


class BrokenCommands:
    """Commands that fail in a way that no adapter should."""

    async def remote_start(self, connector_id: int, id_tag: str) -> CommandResult:
        raise RuntimeError("unforeseen")

    async def remote_stop(self, transaction_id: int) -> CommandResult:
        raise RuntimeError("unforeseen")

    async def close(self) -> None:
        pass


def test_an_unforeseen_failure_of_a_command_leaves_the_outcome_unknown() -> None:
    async def play() -> None:
        bench = Bench("ordinary-90")
        plan = StationPlan("RIVOT_100A_01", (1,), SessionRules("KIOSK01"))
        ports = StationPorts(bench, BrokenCommands(), bench.store, bench.clock)
        bench.worker = StationWorker(plan, ports, bench._take)
        async with bench.running():
            await bench.play_until(lambda: bool(bench.snapshots) and bench.connector().can_start)
            bench.worker.submit(StartRequested(1))
            await bench.clock.play(8)
            assert bench.connector().notice is Notice.START_NOT_ANSWERED
            assert bench.connector().can_start

    run(play)


def test_changes_of_phase_are_logged_with_their_reason(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="kiosk.worker")
    played("rider-stops")
    assert "connector 1: charging -> stopping: a stop was asked for" in caplog.text
    assert "KIOSK01" not in caplog.text


def test_a_poke_reads_at_once() -> None:
    async def play() -> None:
        bench = Bench("ordinary-90")
        async with bench.running():
            await bench.play_until(lambda: bool(bench.snapshots) and bench.connector().can_start)
            bench.station.act("unplug", 1)
            bench.station.act("plug_in_classic_87", 1)
            bench.station.act("unplug", 1)
            await bench.clock.play(0.3)
            bench.worker.poke()
            await bench.clock.play(0)
            assert bench.connector().session_phase is A

    run(play)
