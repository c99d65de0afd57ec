"""The scripted rider taps in order, once, and only what is enabled."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kiosk.adapters.simulator.rider import ScriptedRider
from kiosk.adapters.simulator.scenario import RiderStep, Scenario
from kiosk.adapters.simulator.scenarios import SCENARIOS
from kiosk.domain.intents import Dismissed, StartRequested, TargetChosen
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    Notice,
    SessionPhase,
    StationSnapshot,
    VehicleInfoState,
)

PREPARING = ConnectorSnapshot(
    1, SessionPhase.PREPARING, vehicle_info=VehicleInfoState.VALID, can_start=True
)


@dataclass
class Progress:
    elapsed: float = 0.0
    timeline_done: bool = True


def station(*connectors: ConnectorSnapshot) -> StationSnapshot:
    return StationSnapshot("RIVOT_100A_01", datetime(2026, 1, 21, tzinfo=UTC), connectors)


def test_gives_each_step_once_and_in_order() -> None:
    rider = ScriptedRider(SCENARIOS["ordinary-90"])
    taps = [tap for second in range(30) for tap in rider.react(station(PREPARING), second)]
    assert taps == [TargetChosen(1, 90), StartRequested(1)]
    complete = station(ConnectorSnapshot(1, SessionPhase.COMPLETE))
    assert rider.react(complete, 30) == ()
    assert rider.react(complete, 40) == (Dismissed(1),)


def test_the_seconds_count_from_the_phase_and_from_the_step_before() -> None:
    rider = ScriptedRider(SCENARIOS["ordinary-90"])
    assert rider.react(station(PREPARING), 100.0) == ()
    assert rider.react(station(PREPARING), 103.9) == ()
    assert rider.react(station(PREPARING), 104.0) == (TargetChosen(1, 90),)
    assert rider.react(station(PREPARING), 105.9) == ()
    assert rider.react(station(PREPARING), 106.0) == (StartRequested(1),)


def test_taps_nothing_that_is_not_enabled() -> None:
    rider = ScriptedRider(SCENARIOS["ordinary-90"])
    stale = replace(PREPARING, vehicle_info=VehicleInfoState.STALE, can_start=False)
    assert not any(rider.react(station(stale), second) for second in range(60))
    assert rider.react(station(PREPARING), 60) == (TargetChosen(1, 90),)
    assert not any(
        rider.react(station(replace(PREPARING, can_start=False)), second)
        for second in range(60, 120)
    )


def test_waits_for_a_notice_where_the_script_says_so() -> None:
    step = RiderStep(SessionPhase.PREPARING, StartRequested(1), after=1, noticed=True)
    rider = ScriptedRider(Scenario("x", "X", "X.", (), (step,)))
    assert not any(rider.react(station(PREPARING), second) for second in range(10))
    noticed = replace(PREPARING, notice=Notice.START_REJECTED)
    assert rider.react(station(noticed), 10) == (StartRequested(1),)


def test_connectors_do_not_wait_for_one_another() -> None:
    rider = ScriptedRider(SCENARIOS["two-connectors"])
    both = station(PREPARING, replace(PREPARING, connector_id=2))
    assert rider.react(both, 0) == ()
    assert rider.react(both, 5) == (TargetChosen(1, 90), TargetChosen(2, 100))


def test_a_summary_that_closed_by_itself_needs_not_be_put_away() -> None:
    rider = ScriptedRider(SCENARIOS["unplugged-mid-charge"])
    taps = [tap for second in range(30) for tap in rider.react(station(PREPARING), second)]
    assert taps == [TargetChosen(1, 90), StartRequested(1)]
    free = station(ConnectorSnapshot(1, SessionPhase.AVAILABLE))
    assert not rider.finished(free, Progress())
    assert rider.react(free, 30) == ()
    assert rider.finished(free, Progress())


def test_a_summary_that_made_way_for_the_next_scooter_needs_not_be_put_away() -> None:
    steps = (
        RiderStep(SessionPhase.COMPLETE, Dismissed(1), after=6),
        RiderStep(SessionPhase.PREPARING, StartRequested(1), after=0),
    )
    rider = ScriptedRider(Scenario("x", "X", "X.", (), steps))
    assert rider.react(station(PREPARING), 0) == ()
    assert rider.react(station(ConnectorSnapshot(1, SessionPhase.COMPLETE)), 30) == ()
    assert rider.react(station(PREPARING), 60) == (StartRequested(1),)


def test_a_scenario_is_over_when_all_is_done_or_its_time_is_up() -> None:
    scenario = SCENARIOS["reserved"]
    rider = ScriptedRider(scenario)
    free = station(ConnectorSnapshot(1, SessionPhase.AVAILABLE))
    reserved = station(ConnectorSnapshot(1, SessionPhase.RESERVED))
    assert rider.finished(free, Progress())
    assert not rider.finished(reserved, Progress())
    assert not rider.finished(free, Progress(timeline_done=False))
    assert rider.finished(reserved, Progress(elapsed=scenario.limit))
    with_steps = ScriptedRider(SCENARIOS["ordinary-90"])
    assert not with_steps.finished(free, Progress())
