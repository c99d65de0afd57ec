"""Each scenario brings about the situation it is named for, in the rows.

A rider of few words stands in for the kiosk: it starts when asked to and stops when told.
"""

from datetime import timedelta
from itertools import pairwise

import pytest

from kiosk.adapters.simulator.actions import ACTIONS
from kiosk.adapters.simulator.scenarios import DEFAULT_SCENARIO, SCENARIOS, scenario_named
from kiosk.adapters.simulator.status_table import TRANSITIONS
from kiosk.domain.commands import CommandOutcome
from kiosk.domain.errors import Malformed, Misconfigured, Unreachable
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.vendor import parse_vehicle_info
from tests.unit.simulator.playing import Playing, values


def statuses(playing: Playing, connector_id: int = 1) -> list[str]:
    return [record.status for record in playing.connector(connector_id).statuses]


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_can_be_played_to_its_end_by_allowed_transitions(name: str) -> None:
    scenario = SCENARIOS[name]
    playing = Playing(scenario)
    while not playing.after(5).station.timeline_done:
        assert playing.clock.monotonic() < scenario.limit
        for connector_id in scenario.connector_ids:
            last = playing.station.transitions(connector_id)[-1:]
            if last in (("A2",), ("F2",)):
                playing.start(connector_id)
            elif last == ("B3",) and name not in ("faulted-mid-charge", "unplugged-mid-charge"):
                playing.after(300).station.act("card_stop", connector_id)
    playing.after(5)
    for connector_id in scenario.connector_ids:
        shown = statuses(playing, connector_id)
        assert shown[-1] == "Available"
        for before, after in pairwise(shown):
            # A warning repeats the status.
            if before == after:
                continue
            assert (ChargePointStatus(before), ChargePointStatus(after)) in TRANSITIONS


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_every_scenario_says_what_it_is(scenario: object) -> None:
    found = scenario_named(getattr(scenario, "name", ""))
    assert found is scenario
    assert found.title
    assert found.shows.endswith(".")
    assert found.limit > 0
    assert {event.action for event in found.timeline} <= set(ACTIONS)
    assert {event.connector_id for event in found.timeline} <= set(found.connector_ids)
    assert {step.intent.connector_id for step in found.rider} <= set(found.connector_ids)


def test_an_unknown_scenario_is_answered_with_the_names_there_are() -> None:
    assert DEFAULT_SCENARIO in SCENARIOS
    with pytest.raises(Misconfigured, match="rider-stops"):
        scenario_named("ordinary")


def test_to_100_balances_and_the_vehicle_ends_the_charge() -> None:
    playing = Playing("to-100").after(10)
    playing.begin_charge()
    connector = playing.after(3600).connector()
    assert connector.transaction is not None
    assert connector.transaction.stop_reason == "Other"
    assert statuses(playing)[-3:] == ["SuspendedEV", "Finishing", "Available"]
    currents = values(connector, "Current.Import")
    assert currents[0] == pytest.approx(20, rel=0.01)
    assert currents[-1] == 0.0
    assert min(c for c in currents if c) == pytest.approx(0.3, rel=0.05)
    assert values(connector, "SoC")[-1] == 100.0


def test_stale_vehicle_info_is_six_minutes_old_at_first_and_fresh_after_reconnecting() -> None:
    playing = Playing("stale-vehicle-info")
    observation = playing.read()
    info = observation.connectors[0].vehicle_info
    assert playing.status() == "Preparing"
    assert info is not None
    assert observation.now - info.received > timedelta(seconds=300)
    observation = playing.after(40).read()
    fresh = observation.connectors[0].vehicle_info
    assert fresh is not None
    assert observation.now - fresh.received < timedelta(seconds=30)
    assert playing.station.elapsed == pytest.approx(40)


def test_no_vehicle_info_comes_then_nonsense_then_a_good_one() -> None:
    playing = Playing("no-vehicle-info").after(40)
    assert playing.status() == "Preparing"
    assert playing.connector().vehicle_info is None
    garbled = playing.after(15).connector().vehicle_info
    assert garbled is not None
    with pytest.raises(Malformed):
        parse_vehicle_info(garbled.data)
    good = playing.after(40).connector().vehicle_info
    assert good is not None
    assert parse_vehicle_info(good.data).soc == 87.0


@pytest.mark.parametrize(
    ("name", "outcome", "seconds"),
    [
        ("start-rejected", CommandOutcome.REJECTED, 0.25),
        ("start-not-answered", CommandOutcome.NOT_ANSWERED, 30.0),
        ("start-not-followed", CommandOutcome.ACCEPTED, 0.25),
    ],
)
def test_the_first_start_fails_and_the_second_works(
    name: str, outcome: CommandOutcome, seconds: float
) -> None:
    playing = Playing(name).after(10)
    before = playing.clock.monotonic()
    assert playing.start() is outcome
    assert playing.clock.monotonic() - before == pytest.approx(seconds, abs=0.3)
    assert playing.after(120).connector().transaction is None
    assert playing.status() == "Preparing"
    assert playing.begin_charge() == 131
    assert playing.status() == "Charging"


def test_a_stop_that_is_ignored_leaves_the_transaction_open() -> None:
    playing = Playing("stop-ignored").after(10)
    transaction_id = playing.begin_charge(60)
    for _ in range(5):
        assert playing.stop(transaction_id) is CommandOutcome.ACCEPTED
        transaction = playing.after(5).connector().transaction
        assert transaction is not None
        assert transaction.stopped is None
    assert playing.stop(transaction_id) is CommandOutcome.ACCEPTED
    assert playing.after(1).status() == "Finishing"


@pytest.mark.parametrize(
    ("name", "status", "offered"),
    [("paused-by-vehicle", "SuspendedEV", 10.0), ("paused-by-station", "SuspendedEVSE", 0.0)],
)
def test_a_pause_keeps_the_transaction_and_stops_the_flow(
    name: str, status: str, offered: float
) -> None:
    playing = Playing(name).after(10)
    playing.begin_charge(100)
    connector = playing.after(30).connector()
    assert playing.status() == status
    assert values(connector, "Current.Import")[-1] == 0.0
    assert values(connector, "Current.Offered")[-1] == offered
    assert connector.transaction is not None
    assert connector.transaction.stopped is None
    connector = playing.after(60).connector()
    assert playing.status() == "Charging"
    assert values(connector, "Current.Import")[-1] == pytest.approx(10, rel=0.01)


def test_unplugged_in_mid_charge() -> None:
    playing = Playing("unplugged-mid-charge").after(10)
    playing.begin_charge(95)
    transaction = playing.connector().transaction
    assert transaction is not None
    assert transaction.stop_reason == "EVDisconnected"
    assert statuses(playing)[-2:] == ["Finishing", "Available"]


def test_faulted_in_mid_charge() -> None:
    playing = Playing("faulted-mid-charge").after(10)
    playing.begin_charge(95)
    connector = playing.connector()
    assert connector.statuses[-1].status == "Faulted"
    assert connector.statuses[-1].error_code == "GroundFailure"
    assert connector.transaction is not None
    assert connector.transaction.stopped is not None
    playing.after(60)
    assert statuses(playing)[-3:] == ["Faulted", "Finishing", "Available"]


def test_card_start_runs_with_another_tag() -> None:
    playing = Playing("card-start").after(60)
    transaction = playing.connector().transaction
    assert transaction is not None
    assert transaction.id_tag != "KIOSK01"
    transaction = playing.after(80).connector().transaction
    assert transaction is not None
    assert transaction.stop_reason == "Local"


@pytest.mark.parametrize(
    ("name", "status"), [("reserved", "Reserved"), ("unavailable", "Unavailable")]
)
def test_out_of_use_for_a_minute(name: str, status: str) -> None:
    playing = Playing(name).after(30)
    assert playing.status() == status
    assert playing.start() is CommandOutcome.REJECTED
    assert playing.after(60).status() == "Available"


def test_database_gone_in_mid_charge() -> None:
    playing = Playing("database-gone").after(10)
    playing.begin_charge()
    playing.after(70)
    with pytest.raises(Unreachable):
        playing.read()
    assert len(playing.after(60).connector().sampled_values) > 12


def test_no_session_summary() -> None:
    playing = Playing("no-session-summary").after(10)
    playing.stop(playing.begin_charge(60))
    assert playing.after(600).connector().session_summary is None


def test_late_session_summary() -> None:
    playing = Playing("late-session-summary").after(10)
    playing.stop(playing.begin_charge(60))
    connector = playing.after(10).connector()
    assert connector.session_summary is None
    assert connector.transaction is not None
    assert connector.transaction.stopped is not None
    summary = playing.after(20).connector().session_summary
    assert summary is not None
    assert summary.received > connector.transaction.stopped + timedelta(seconds=20)


def test_the_next_rider_finds_the_first_ones_message_still_young() -> None:
    playing = Playing("next-rider").after(10)
    first = playing.connector().vehicle_info
    playing.stop(playing.begin_charge(45))
    while playing.after(1).status() != "Available":
        pass
    while playing.after(1).status() != "Preparing":
        pass
    observation = playing.after(2).read()
    assert first is not None
    assert observation.connectors[0].vehicle_info == first
    assert observation.now - first.received < timedelta(seconds=300)
    second = playing.after(8).connector().vehicle_info
    assert second is not None
    assert parse_vehicle_info(second.data).soc == 35.0


def test_two_connectors_keep_their_transactions_apart() -> None:
    playing = Playing("two-connectors").after(15)
    first, second = playing.begin_charge(connector_id=1), playing.begin_charge(connector_id=2)
    assert first != second
    playing.after(60)
    playing.stop(second)
    playing.after(1)
    assert playing.status(1) == "Charging"
    assert playing.status(2) == "Finishing"


def test_a_repeated_scenario_begins_again_after_a_pause() -> None:
    playing = Playing("start-rejected", repeat=True).after(10)
    for _ in range(2):
        assert playing.start() is CommandOutcome.REJECTED
        playing.stop(playing.begin_charge(20))
        assert playing.after(1).status() == "Finishing"
        while playing.after(1).status() != "Preparing":
            pass
        assert not playing.station.timeline_done
        playing.after(5)
