"""The ways of a charging session, from plugging in to the next rider."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.commands import (
    CommandOutcome,
    ForgetStartIntent,
    KeepStartIntent,
    RecordSession,
    RemoteStart,
    RemoteStop,
    StartIntent,
)
from kiosk.domain.ocpp import StopReason
from kiosk.domain.snapshot import (
    EndedBy,
    Notice,
    OutOfServiceReason,
    SessionPhase,
    SummarySource,
    VehicleInfoState,
)
from tests.builders import CARD_TAG, KIOSK_TAG, RULES, Kiosk, Station, arrived, charging


def complete() -> Kiosk:
    """A charge at this kiosk that the rider has stopped; the cable is still in."""
    kiosk = charging(soc=60)
    kiosk.station.meter(soc=60, energy=1000, power=1900, voltage=76)
    kiosk.wait(600)
    kiosk.station.meter(soc=70, energy=1228, power=1900, voltage=76)
    kiosk.wait(1)
    kiosk.press_stop()
    kiosk.stop_finished(CommandOutcome.ACCEPTED)
    return kiosk.finish()


# The ordinary way


def test_a_charge_from_plugging_in_to_the_last_session() -> None:
    kiosk = Kiosk(Station())
    assert kiosk.phase() is SessionPhase.CONNECTING
    kiosk.come_up()
    assert kiosk.phase() is SessionPhase.AVAILABLE

    kiosk.station.pass_time(30)
    kiosk.station.plug()
    kiosk.read()
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.AWAITED
    kiosk.station.vehicle_info(soc=60)
    kiosk.wait(1)
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.VALID

    kiosk.choose(90)
    (kept, start) = kiosk.press_start()
    assert isinstance(kept, KeepStartIntent)
    assert kept.intent.target == 90
    assert start == RemoteStart(1)
    assert kiosk.phase() is SessionPhase.STARTING
    kiosk.start_finished(CommandOutcome.ACCEPTED)
    assert kiosk.phase() is SessionPhase.STARTING

    kiosk.station.pass_time(2)
    number = kiosk.station.start_transaction()
    (kept,) = kiosk.read()
    assert isinstance(kept, KeepStartIntent)
    assert kept.intent.transaction_id == number
    assert kiosk.phase() is SessionPhase.CHARGING

    kiosk.station.meter(soc=89.9, energy=1600)
    assert kiosk.wait(10) == ()
    kiosk.station.meter(soc=90.1, energy=1700)
    assert kiosk.wait(10) == (RemoteStop(number),)
    assert kiosk.phase() is SessionPhase.STOPPING
    kiosk.stop_finished(CommandOutcome.ACCEPTED)
    assert kiosk.wait(6) == (RemoteStop(number),)
    kiosk.stop_finished(CommandOutcome.ACCEPTED)

    kiosk.station.stop_transaction()
    (record,) = kiosk.read()
    assert isinstance(record, RecordSession)
    assert record.summary.ended_by is EndedBy.TARGET_REACHED
    assert kiosk.phase() is SessionPhase.COMPLETE
    kiosk.dismiss()
    assert kiosk.phase() is SessionPhase.UNPLUG
    kiosk.unplug()
    assert kiosk.phase() is SessionPhase.AVAILABLE
    assert kiosk.snapshot().last_summary == record.summary
    assert kiosk.starts == [RemoteStart(1)]


def test_each_phase_says_why() -> None:
    kiosk = Kiosk(Station())
    assert kiosk.session.why == ""
    kiosk.come_up()
    assert kiosk.session.why == "the connector is free"


def test_time_waited_in_a_phase_begins_with_the_phase() -> None:
    kiosk = arrived()
    waited = kiosk.snapshot().waited
    kiosk.wait(5)
    assert kiosk.snapshot().waited == waited + 5
    kiosk.press_start()
    assert kiosk.snapshot().waited == 0


# Target


def test_the_target_chosen_is_the_one_kept() -> None:
    kiosk = arrived(soc=60)
    assert kiosk.snapshot().target == 90
    kiosk.choose(100)
    assert kiosk.snapshot().target == 100
    kiosk.choose(77, custom=True)
    assert kiosk.snapshot().target == 77
    assert kiosk.snapshot().custom_target == 77
    kiosk.press_start()
    kiosk.read()
    assert kiosk.snapshot().target == 77


@pytest.mark.parametrize("percent", [0, 60, 101, -1])
def test_a_target_out_of_reach_is_passed_over(percent: int) -> None:
    kiosk = arrived(soc=60)
    kiosk.choose(percent, custom=True)
    assert kiosk.snapshot().target == 90
    assert kiosk.snapshot().custom_target is None


def test_a_target_is_chosen_of_a_known_vehicle_only() -> None:
    kiosk = Kiosk(Station()).come_up()
    kiosk.choose(100)
    kiosk.station.plug()
    kiosk.wait(1)
    kiosk.choose(100)
    assert kiosk.snapshot().target is None


def test_a_new_state_of_charge_above_the_chosen_target_takes_the_default() -> None:
    kiosk = arrived(soc=60)
    kiosk.choose(65, custom=True)
    kiosk.station.vehicle_info(soc=70)
    kiosk.wait(1)
    assert kiosk.snapshot().target == 90


def test_a_full_vehicle_has_nothing_to_start() -> None:
    kiosk = arrived(soc=100)
    assert not kiosk.snapshot().can_start
    assert kiosk.press_start() == ()


def test_at_hundred_percent_the_vehicle_ends_the_charge() -> None:
    kiosk = charging(100, soc=95)
    for soc in (99.0, 100.0, 100.0):
        kiosk.station.meter(soc=soc)
        kiosk.wait(60)
    assert kiosk.stops == []
    assert kiosk.phase() is SessionPhase.CHARGING
    kiosk.finish("Local")
    assert kiosk.recorded[1].ended_by is EndedBy.VEHICLE_FULL


def test_a_charge_begun_by_card_has_no_target_and_is_not_stopped_by_itself() -> None:
    kiosk = arrived(soc=60)
    kiosk.station.start_transaction(CARD_TAG)
    kiosk.wait(1)
    kiosk.station.meter(soc=100)
    kiosk.wait(10)
    assert kiosk.phase() is SessionPhase.CHARGING
    assert kiosk.snapshot().target is None
    assert kiosk.stops == []


# START


@pytest.mark.parametrize(
    ("outcome", "notice"),
    [
        (CommandOutcome.REJECTED, Notice.START_REJECTED),
        (CommandOutcome.STATION_ERROR, Notice.START_ERROR),
        (CommandOutcome.STATION_OFFLINE, Notice.STATION_OFFLINE),
        (CommandOutcome.TAG_NOT_ELIGIBLE, Notice.TAG_NOT_ACCEPTED),
        (CommandOutcome.NOT_ACTIVE, Notice.CENTRAL_SYSTEM_ERROR),
        (CommandOutcome.UNAUTHORIZED, Notice.NOT_SET_UP),
        (CommandOutcome.NO_SUCH_INTERFACE, Notice.NOT_SET_UP),
        (CommandOutcome.SERVER_ERROR, Notice.CENTRAL_SYSTEM_ERROR),
        (CommandOutcome.UNREACHABLE, Notice.CENTRAL_SYSTEM_UNREACHABLE),
    ],
)
def test_a_start_that_failed_says_so_and_can_be_given_again(
    outcome: CommandOutcome, notice: Notice
) -> None:
    kiosk = arrived()
    kiosk.press_start()
    kiosk.start_finished(outcome)
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.snapshot().notice is notice
    assert kiosk.wait(1) == ()
    kiosk.dismiss()
    assert kiosk.snapshot().notice is None
    kiosk.press_start()
    assert len(kiosk.starts) == 2
    assert kiosk.phase() is SessionPhase.STARTING


@pytest.mark.parametrize("outcome", [CommandOutcome.UNKNOWN, CommandOutcome.NOT_ANSWERED])
def test_a_start_of_unknown_outcome_is_decided_by_the_database(outcome: CommandOutcome) -> None:
    kiosk = arrived()
    kiosk.press_start()
    kiosk.start_finished(outcome)
    kiosk.wait(4)
    assert kiosk.phase() is SessionPhase.STARTING
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.snapshot().notice is Notice.START_NOT_ANSWERED
    kiosk.station.start_transaction()
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.CHARGING
    assert kiosk.snapshot().target == 90
    assert kiosk.snapshot().notice is None


def test_a_start_command_that_never_comes_back_is_given_up() -> None:
    kiosk = arrived()
    kiosk.press_start()
    kiosk.wait(59)
    assert kiosk.phase() is SessionPhase.STARTING
    kiosk.wait(1)
    assert kiosk.snapshot().notice is Notice.START_NOT_ANSWERED
    kiosk.start_finished(CommandOutcome.REJECTED)
    assert kiosk.snapshot().notice is Notice.START_NOT_ANSWERED


def test_the_notice_goes_with_the_cable() -> None:
    kiosk = arrived()
    kiosk.press_start()
    kiosk.start_finished(CommandOutcome.REJECTED)
    kiosk.unplug()
    assert kiosk.snapshot().notice is None
    assert kiosk.kept_intent is None


def test_an_accepted_start_is_not_waited_for_once_the_cable_is_out() -> None:
    kiosk = arrived()
    kiosk.press_start()
    kiosk.start_finished(CommandOutcome.ACCEPTED)
    kiosk.unplug()
    assert kiosk.phase() is SessionPhase.AVAILABLE
    kiosk.wait(1)
    assert kiosk.effects[-1] == ForgetStartIntent(1)
    assert kiosk.kept_intent is None


def test_a_start_under_way_is_waited_for_though_the_cable_is_out() -> None:
    kiosk = arrived()
    kiosk.press_start()
    kiosk.unplug()
    assert kiosk.phase() is SessionPhase.STARTING


def test_a_card_that_was_faster_than_start_wins() -> None:
    kiosk = arrived()
    kiosk.press_start()
    kiosk.start_finished(CommandOutcome.ACCEPTED)
    kiosk.station.start_transaction(CARD_TAG)
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.CHARGING
    assert kiosk.snapshot().target is None
    assert kiosk.effects[-1] == ForgetStartIntent(1)


def test_an_old_transaction_is_not_taken_for_the_one_started() -> None:
    kiosk = arrived()
    kiosk.wait(100)
    kiosk.press_start()
    kiosk.start_finished(CommandOutcome.ACCEPTED)
    kiosk.station.start_transaction()
    transaction = kiosk.station.connectors[1].transaction
    assert transaction is not None
    early = transaction.started - timedelta(seconds=90)
    kiosk.station.change(transaction=replace(transaction, started=early))
    kiosk.wait(1)
    assert kiosk.snapshot().target is None


# STOP


@pytest.mark.parametrize(
    ("outcome", "notice"),
    [
        (CommandOutcome.ACCEPTED, None),
        (CommandOutcome.NOT_ACTIVE, None),
        (CommandOutcome.TAG_NOT_ELIGIBLE, None),
        (CommandOutcome.REJECTED, Notice.STOP_REJECTED),
        (CommandOutcome.STATION_ERROR, Notice.STOP_REJECTED),
        (CommandOutcome.NOT_ANSWERED, Notice.STOP_UNANSWERED),
        (CommandOutcome.UNKNOWN, Notice.STOP_UNANSWERED),
        (CommandOutcome.STATION_OFFLINE, Notice.STATION_OFFLINE),
        (CommandOutcome.UNAUTHORIZED, Notice.NOT_SET_UP),
        (CommandOutcome.NO_SUCH_INTERFACE, Notice.NOT_SET_UP),
        (CommandOutcome.SERVER_ERROR, Notice.CENTRAL_SYSTEM_ERROR),
        (CommandOutcome.UNREACHABLE, Notice.CENTRAL_SYSTEM_UNREACHABLE),
    ],
)
def test_a_stop_is_repeated_whatever_comes_of_it(
    outcome: CommandOutcome, notice: Notice | None
) -> None:
    kiosk = charging()
    kept, stop = kiosk.press_stop()
    assert isinstance(kept, KeepStartIntent)
    assert kept.intent.stop_requested
    assert stop == RemoteStop(1)
    kiosk.stop_finished(outcome)
    assert kiosk.phase() is SessionPhase.STOPPING
    assert kiosk.snapshot().notice is notice
    kiosk.wait(60, every=1)
    assert len(kiosk.stops) == 2
    kiosk.finish()
    assert kiosk.phase() is SessionPhase.COMPLETE
    assert kiosk.snapshot().notice is None
    assert kiosk.recorded[1].ended_by is EndedBy.RIDER


def test_a_stop_that_never_comes_back_is_repeated() -> None:
    kiosk = charging()
    kiosk.press_stop()
    kiosk.wait(59, every=1)
    assert len(kiosk.stops) == 1
    kiosk.wait(1)
    assert len(kiosk.stops) == 2


def test_the_outcome_of_another_stop_is_passed_over() -> None:
    kiosk = charging()
    kiosk.press_stop()
    kiosk.stop_finished(CommandOutcome.REJECTED, transaction_id=99)
    assert kiosk.snapshot().notice is None
    assert arrived().stop_finished(CommandOutcome.REJECTED) == ()


def test_others_charges_can_be_kept_from_being_stopped_here() -> None:
    kiosk = Kiosk(Station(), rules=replace(RULES, stop_others=False)).come_up().plug()
    kiosk.station.start_transaction(CARD_TAG)
    kiosk.wait(1)
    assert kiosk.press_stop() == ()
    kiosk.station.stop_transaction()
    kiosk.unplug()
    kiosk.plug().start()
    assert kiosk.press_stop()[-1] == RemoteStop(2)


def test_stopping_anothers_charge_keeps_no_intent() -> None:
    kiosk = arrived()
    kiosk.station.start_transaction(CARD_TAG)
    kiosk.wait(1)
    assert kiosk.press_stop() == (RemoteStop(1),)
    kiosk.finish("Remote")
    assert kiosk.recorded[1].ended_by is EndedBy.RIDER


def test_stop_means_nothing_without_a_charge() -> None:
    kiosk = arrived()
    assert kiosk.press_stop() == ()
    assert kiosk.tap(object()) == ()


# The summary


def test_a_session_summary_replaces_what_was_worked_out() -> None:
    kiosk = complete()
    worked_out = kiosk.snapshot().summary
    assert worked_out is not None
    assert worked_out.source is SummarySource.WORKED_OUT
    assert worked_out.energy_wh == 228
    kiosk.station.session_summary(70.5, 230.0, 10.2)
    (record,) = kiosk.wait(1)
    assert isinstance(record, RecordSession)
    assert kiosk.snapshot().summary == record.summary
    assert record.summary.source is SummarySource.VEHICLE
    assert record.summary.energy_wh == 230
    assert record.summary.duration == pytest.approx(612)
    assert record.summary.ended_by is EndedBy.RIDER


def test_a_session_summary_may_come_before_the_stop() -> None:
    kiosk = charging(soc=60)
    kiosk.wait(600)
    kiosk.station.meter(soc=70, energy=1228)
    kiosk.station.session_summary(70.5, 230.0, 10.0)
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.CHARGING
    kiosk.finish()
    assert kiosk.recorded[1].source is SummarySource.VEHICLE


def test_figures_of_the_vehicle_are_kept_when_its_message_is_out_of_reach() -> None:
    kiosk = complete()
    kiosk.station.session_summary(70.5, 230.0, 10.2)
    kiosk.wait(1)
    kiosk.station.data_transfer_failed = True
    assert kiosk.wait(1) == ()
    assert kiosk.recorded[1].source is SummarySource.VEHICLE


def test_an_unreadable_session_summary_is_for_the_log() -> None:
    kiosk = complete()
    kiosk.station.session_summary(data='{"finalSoc": 1')
    (remark,) = kiosk.wait(1)
    assert kiosk.remarks == [remark]
    assert kiosk.recorded[1].source is SummarySource.WORKED_OUT


def test_a_late_session_summary_reaches_a_summary_that_was_put_away() -> None:
    kiosk = complete()
    kiosk.dismiss()
    kiosk.unplug()
    kiosk.station.session_summary(70.5, 230.0, 10.2)
    kiosk.wait(5)
    last = kiosk.snapshot().last_summary
    assert last is not None
    assert last.source is SummarySource.VEHICLE
    assert kiosk.phase() is SessionPhase.AVAILABLE


def test_a_session_is_recorded_once_and_again_when_its_receipt_is_due() -> None:
    kiosk = complete()
    kiosk.wait(30, every=1)
    kiosk.dismiss()
    kiosk.unplug()
    kiosk.wait(30, every=1)
    recorded = [effect for effect in kiosk.effects if isinstance(effect, RecordSession)]
    assert [each.charge and each.charge.final for each in recorded] == [False, True]
    assert recorded[0].summary == recorded[1].summary


def test_the_model_a_summary_was_made_with_outlives_the_cable() -> None:
    kiosk = arrived(soc=60, max_current=25)
    kiosk.station.start_transaction(CARD_TAG)
    kiosk.station.meter(soc=60)
    kiosk.wait(600)
    kiosk.station.meter(soc=70)
    kiosk.finish()
    assert kiosk.recorded[1].range_added_km == pytest.approx(8.1)
    kiosk.unplug()
    assert kiosk.recorded[1].range_added_km == pytest.approx(8.1)
    kiosk.restart()
    kiosk.wait(5)
    assert kiosk.recorded[1].range_added_km == pytest.approx(8.1)


def test_the_next_vehicle_does_not_change_the_summary_of_the_one_before() -> None:
    kiosk = arrived(soc=60, max_current=25)
    kiosk.station.start_transaction(CARD_TAG)
    kiosk.station.meter(soc=60)
    kiosk.wait(600)
    kiosk.station.meter(soc=70)
    kiosk.finish()
    kiosk.unplug()
    before = kiosk.recorded[1]
    kiosk.plug(soc=20, max_current=80)
    kiosk.wait(5)
    assert kiosk.recorded[1] == before


def test_reaching_the_target_is_still_the_reason_after_a_restart() -> None:
    kiosk = charging(90, soc=60)
    kiosk.wait(600)
    kiosk.station.meter(soc=90.0, energy=1700)
    kiosk.wait(1)
    kiosk.station.session_summary(89.9, 690.0, 10.0)
    kiosk.finish("Remote")
    assert kiosk.recorded[1].ended_by is EndedBy.TARGET_REACHED
    kiosk.restart()
    kiosk.read()
    assert kiosk.recorded[1].ended_by is EndedBy.TARGET_REACHED


def test_unplugging_in_mid_charge_is_told() -> None:
    kiosk = charging(soc=60)
    kiosk.wait(60)
    kiosk.station.stop_transaction("EVDisconnected", status="Available")
    kiosk.wait(1)
    summary = kiosk.snapshot().summary
    assert summary is not None
    assert summary.ended_by is EndedBy.UNPLUGGED
    assert summary.stop_reason is StopReason.EV_DISCONNECTED


def test_a_charge_without_any_figures_has_a_summary_with_none() -> None:
    kiosk = arrived(soc=60, max_current=200).start(start_value=None)
    kiosk.finish(None)
    summary = kiosk.snapshot().summary
    assert summary is not None
    assert summary.energy_wh is None
    assert summary.soc_gain is None
    assert summary.model is None


# After the summary


def test_with_the_cable_in_the_summary_stays() -> None:
    kiosk = complete()
    kiosk.wait(3600, every=60)
    assert kiosk.phase() is SessionPhase.COMPLETE
    assert kiosk.snapshot().countdown is None


def test_with_the_cable_out_the_summary_closes_by_itself() -> None:
    kiosk = complete().unplug()
    assert kiosk.snapshot().countdown == 60
    kiosk.wait(40)
    assert kiosk.snapshot().countdown == 20
    kiosk.ask_for_more_time()
    assert kiosk.snapshot().countdown == 60
    kiosk.wait(59)
    assert kiosk.phase() is SessionPhase.COMPLETE
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.AVAILABLE
    assert kiosk.snapshot().last_summary == kiosk.recorded[1]


def test_more_time_means_nothing_without_a_countdown() -> None:
    kiosk = complete()
    assert kiosk.ask_for_more_time() == ()
    assert kiosk.snapshot().countdown is None


def test_the_last_session_is_shown_for_half_an_hour() -> None:
    kiosk = complete()
    kiosk.dismiss()
    kiosk.unplug()
    kiosk.wait(1790)
    assert kiosk.snapshot().last_summary is not None
    kiosk.wait(20)
    assert kiosk.snapshot().last_summary is None


def test_the_next_rider_takes_the_place_of_a_summary() -> None:
    kiosk = complete().unplug()
    kiosk.plug(soc=20)
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.snapshot().summary is None
    assert kiosk.snapshot().last_summary == kiosk.recorded[1]
    vehicle = kiosk.snapshot().vehicle
    assert vehicle is not None
    assert vehicle.soc == 20


def test_the_next_charge_takes_the_place_of_a_summary() -> None:
    kiosk = complete()
    kiosk.station.start_transaction(CARD_TAG)
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.CHARGING
    assert kiosk.snapshot().last_summary == kiosk.recorded[1]


def test_the_next_rider_sees_nothing_of_the_one_before_within_five_minutes() -> None:
    kiosk = arrived(soc=87)
    kiosk.unplug()
    kiosk.station.pass_time(10)
    kiosk.at += 10
    kiosk.station.plug()
    kiosk.wait(1)
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.AWAITED
    assert kiosk.snapshot().vehicle is None
    assert not kiosk.snapshot().can_start
    kiosk.station.vehicle_info(soc=20)
    kiosk.wait(1)
    assert kiosk.snapshot().can_start


def test_the_choice_of_one_rider_is_not_the_next_ones() -> None:
    kiosk = arrived(soc=60)
    kiosk.choose(75, custom=True)
    kiosk.unplug()
    kiosk.station.pass_time(10)
    kiosk.at += 10
    kiosk.plug(soc=60)
    assert kiosk.snapshot().target == 90
    assert kiosk.snapshot().custom_target is None


def test_a_late_delivered_charge_of_another_rider_is_not_shown_to_this_one() -> None:
    """A station that was offline delivers a whole transaction after the next rider plugged in."""
    kiosk = arrived(soc=40)
    station = kiosk.station
    station.start_transaction(CARD_TAG, charging=False)
    station.stop_transaction("Local", status=None)
    transaction = station.connectors[1].transaction
    assert transaction is not None
    assert transaction.start_timestamp is not None
    assert transaction.stop_timestamp is not None
    station.change(
        transaction=replace(
            transaction,
            start_timestamp=transaction.start_timestamp - timedelta(hours=2),
            stop_timestamp=transaction.stop_timestamp - timedelta(hours=1),
        )
    )
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.snapshot().summary is None
    assert kiosk.snapshot().can_start


# Records out of reach


def test_a_valid_message_is_kept_while_records_are_out_of_reach() -> None:
    kiosk = arrived(soc=60)
    kiosk.station.data_transfer_failed = True
    kiosk.wait(30, every=1)
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.VALID
    assert kiosk.snapshot().can_start
    kiosk.wait(300)
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.STALE


def test_a_message_is_never_kept_for_the_next_vehicle() -> None:
    kiosk = arrived(soc=60)
    kiosk.station.data_transfer_failed = True
    kiosk.unplug()
    kiosk.station.pass_time(10)
    kiosk.station.plug()
    kiosk.wait(1)
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.AWAITED
    assert kiosk.snapshot().vehicle is None


# The link to the data


def test_a_short_loss_of_the_link_changes_nothing_but_start() -> None:
    kiosk = arrived()
    kiosk.lose_link(4.5)
    assert kiosk.snapshot().link_lost is None
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.press_start() == ()
    kiosk.wait(1)
    assert kiosk.snapshot().can_start


def test_after_five_seconds_the_screen_says_since_when() -> None:
    kiosk = arrived()
    since = kiosk.station.now
    kiosk.lose_link(5)
    assert kiosk.snapshot().link_lost == since
    assert kiosk.phase() is SessionPhase.PREPARING


@pytest.mark.parametrize("plugged", [True, False])
def test_after_thirty_seconds_no_charge_is_offered(plugged: bool) -> None:
    kiosk = arrived()
    if not plugged:
        kiosk.unplug()
    kiosk.lose_link(29)
    assert kiosk.phase() in (SessionPhase.PREPARING, SessionPhase.AVAILABLE)
    kiosk.lose_link(1)
    assert kiosk.phase() is SessionPhase.OUT_OF_SERVICE
    assert kiosk.snapshot().out_of_service is OutOfServiceReason.NO_CONNECTION
    kiosk.wait(1)
    assert kiosk.phase() in (SessionPhase.PREPARING, SessionPhase.AVAILABLE)


def test_a_charge_stays_on_screen_without_the_link_and_can_be_stopped() -> None:
    kiosk = charging()
    kiosk.lose_link(3600, every=60)
    assert kiosk.phase() is SessionPhase.CHARGING
    assert kiosk.press_stop()[-1] == RemoteStop(1)
    assert kiosk.phase() is SessionPhase.STOPPING
    assert kiosk.snapshot().stop_waiting
    kiosk.stop_finished(CommandOutcome.UNREACHABLE)
    kiosk.lose_link(5)
    assert len(kiosk.stops) == 2


def test_a_summary_stays_on_screen_without_the_link() -> None:
    kiosk = complete()
    kiosk.lose_link(60)
    assert kiosk.phase() is SessionPhase.COMPLETE


def test_a_start_that_failed_is_told_without_the_link() -> None:
    kiosk = arrived()
    kiosk.press_start()
    kiosk.lose_link(29)
    assert kiosk.phase() is SessionPhase.STARTING
    kiosk.start_finished(CommandOutcome.REJECTED)
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.snapshot().notice is Notice.START_REJECTED
    assert kiosk.press_start() == ()


@pytest.mark.parametrize("followed", [True, False])
def test_what_became_of_a_start_is_seen_when_the_link_is_back(followed: bool) -> None:
    kiosk = arrived()
    kiosk.press_start()
    kiosk.start_finished(CommandOutcome.UNKNOWN)
    kiosk.lose_link(30)
    assert kiosk.phase() is SessionPhase.OUT_OF_SERVICE
    if followed:
        kiosk.station.start_transaction()
    kiosk.wait(1)
    assert kiosk.phase() is (SessionPhase.CHARGING if followed else SessionPhase.PREPARING)
    assert kiosk.snapshot().notice is (None if followed else Notice.START_NOT_ANSWERED)


def test_without_a_first_reading_it_is_connecting() -> None:
    kiosk = Kiosk(Station())
    kiosk.lose_link(60)
    assert kiosk.phase() is SessionPhase.CONNECTING
    assert kiosk.press_start() == ()


# Restarts of the kiosk


def test_a_restart_while_available_keeps_the_last_session() -> None:
    kiosk = complete()
    kiosk.dismiss()
    kiosk.unplug()
    kiosk.wait(120)
    recorded = kiosk.recorded[1]
    kiosk.restart()
    kiosk.read()
    assert kiosk.phase() is SessionPhase.AVAILABLE
    assert kiosk.snapshot().last_summary == kiosk.recorded[1] == recorded


def test_a_charge_that_ended_while_the_kiosk_was_down_is_the_last_session() -> None:
    kiosk = charging(soc=60)
    kiosk.station.meter(soc=70, energy=1228)
    kiosk.station.pass_time(60)
    kiosk.station.stop_transaction()
    kiosk.station.pass_time(5)
    kiosk.station.unplug()
    kiosk.station.pass_time(300)
    kiosk.restart()
    (record,) = kiosk.read()
    assert isinstance(record, RecordSession)
    assert kiosk.phase() is SessionPhase.AVAILABLE
    assert kiosk.snapshot().last_summary == record.summary
    assert record.summary.target == 90


def test_a_restart_while_preparing_finds_the_vehicle_again() -> None:
    kiosk = arrived(20, soc=60)
    kiosk.restart()
    kiosk.read()
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.VALID


def test_a_kill_between_start_and_its_row_finds_the_transaction() -> None:
    kiosk = arrived(soc=60)
    kiosk.choose(75, custom=True)
    kiosk.press_start()
    kiosk.restart()
    kiosk.read()
    assert kiosk.phase() is SessionPhase.STARTING
    kiosk.station.start_transaction()
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.CHARGING
    assert kiosk.snapshot().target == 75
    assert len(kiosk.starts) == 1


def test_a_kill_before_start_went_out_gives_none_by_itself() -> None:
    kiosk = arrived(soc=60)
    kiosk.press_start()
    kiosk.restart()
    kiosk.wait(61, every=1)
    assert kiosk.snapshot().notice is Notice.START_NOT_FOLLOWED
    assert kiosk.phase() is SessionPhase.PREPARING
    assert len(kiosk.starts) == 1


def test_an_old_start_is_not_waited_for_after_a_restart() -> None:
    kiosk = arrived(soc=60)
    kiosk.press_start()
    kiosk.station.pass_time(150)
    kiosk.restart()
    kiosk.read()
    assert kiosk.phase() is SessionPhase.PREPARING


def test_a_restart_in_mid_charge_keeps_the_target() -> None:
    kiosk = charging(75, soc=60)
    kiosk.restart()
    kiosk.read()
    assert kiosk.phase() is SessionPhase.CHARGING
    assert kiosk.snapshot().target == 75
    kiosk.station.meter(soc=75)
    assert kiosk.wait(1) == (RemoteStop(1),)


def test_a_restart_while_stopping_goes_on_stopping() -> None:
    kiosk = charging()
    kiosk.press_stop()
    kiosk.restart()
    assert kiosk.read() == (RemoteStop(1),)
    assert kiosk.phase() is SessionPhase.STOPPING
    kiosk.finish("Local")
    assert kiosk.recorded[1].ended_by is EndedBy.RIDER


def test_after_a_restart_the_reason_for_an_end_is_known_from_the_intent() -> None:
    kiosk = charging()
    kiosk.press_stop()
    kiosk.station.stop_transaction("Local")
    kiosk.restart()
    kiosk.read()
    assert kiosk.recorded[1].ended_by is EndedBy.RIDER


def test_a_restart_while_complete_shows_the_summary_again() -> None:
    kiosk = complete()
    kiosk.restart()
    assert kiosk.read() == ()
    assert kiosk.phase() is SessionPhase.COMPLETE
    assert kiosk.snapshot().summary == kiosk.recorded[1]
    kiosk.unplug()
    kiosk.restart()
    kiosk.read()
    assert kiosk.phase() is SessionPhase.COMPLETE


def test_a_summary_is_shown_though_the_plugging_in_is_out_of_sight() -> None:
    """A vehicle that pauses again and again fills the records that are read."""
    kiosk = charging(soc=60)
    for _ in range(9):
        for word in ("SuspendedEV", "Charging"):
            kiosk.station.pass_time(60)
            kiosk.station.status(word)
    kiosk.station.change(statuses=kiosk.station.connectors[1].statuses[-15:])
    kiosk.restart()
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.CHARGING
    kiosk.finish()
    assert kiosk.phase() is SessionPhase.COMPLETE


def test_a_restart_forgets_no_figures_of_the_vehicle() -> None:
    kiosk = complete()
    kiosk.station.session_summary(70.5, 230.0, 10.2)
    kiosk.wait(1)
    kiosk.station.change(session_summary=None)
    recorded = kiosk.recorded[1]
    kiosk.restart()
    kiosk.read()
    assert kiosk.recorded[1] == recorded
    assert recorded.source is SummarySource.VEHICLE


def test_at_first_sight_a_charge_long_over_is_no_news() -> None:
    station = Station()
    station.plug()
    station.start_transaction(CARD_TAG)
    station.stop_transaction()
    station.unplug()
    station.pass_time(86_400)
    kiosk = Kiosk(station).come_up()
    assert kiosk.phase() is SessionPhase.AVAILABLE
    assert kiosk.snapshot().last_summary is None


def test_a_restart_with_the_next_rider_plugged_in_shows_that_rider() -> None:
    kiosk = complete().unplug()
    kiosk.station.pass_time(10)
    kiosk.station.plug()
    kiosk.station.pass_time(1)
    kiosk.station.vehicle_info(soc=20)
    kiosk.restart()
    kiosk.read()
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.snapshot().can_start


def test_an_intent_without_its_cable_is_forgotten_after_a_restart() -> None:
    kiosk = arrived()
    kiosk.press_start()
    kiosk.station.unplug()
    kiosk.restart()
    kiosk.read()
    kiosk.wait(1)
    assert kiosk.kept_intent is None
    assert kiosk.phase() is SessionPhase.AVAILABLE


def test_a_kept_intent_of_an_older_transaction_is_none_of_this_one() -> None:
    station = Station()
    station.plug()
    station.start_transaction(CARD_TAG, transaction_id=9)
    kiosk = Kiosk(station)
    intent = StartIntent(1, 90, station.now, 6, transaction_id=7)
    kiosk.session.restore(intent, None, kiosk.at)
    kiosk.read()
    assert kiosk.snapshot().target is None


# Leftovers, and a poll that comes late


def test_an_open_transaction_of_a_free_connector_is_a_leftover() -> None:
    station = Station()
    station.start_transaction(CARD_TAG)
    station.pass_time(600)
    station.unplug()
    station.pass_time(60)
    kiosk = Kiosk(station).come_up()
    assert kiosk.phase() is SessionPhase.AVAILABLE
    kiosk.plug()
    assert kiosk.snapshot().can_start


def test_a_charge_whose_stop_was_lost_ends_with_the_cable() -> None:
    kiosk = charging(soc=60)
    kiosk.wait(600)
    kiosk.station.meter(soc=70, energy=1228)
    kiosk.wait(5)
    kiosk.unplug()
    assert kiosk.phase() is SessionPhase.COMPLETE
    summary = kiosk.snapshot().summary
    assert summary is not None
    assert summary.energy_wh == 228
    kiosk.plug(soc=20)
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.snapshot().can_start


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_leftover_stays_one_when_the_clock_was_wrong_as_it_was_left(year: int) -> None:
    kiosk = charging(soc=60)
    kiosk.station.meter(soc=61, energy=1010)
    kiosk.wait(60)
    kiosk.station.status("Available", timestamp=kiosk.station.now.replace(year=year), arrival=None)
    kiosk.station.change(
        statuses=tuple(
            replace(record, arrival=place)
            for place, record in enumerate(kiosk.station.connectors[1].statuses)
        )
    )
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.COMPLETE
    kiosk.wait(61)
    assert kiosk.phase() is SessionPhase.AVAILABLE
    kiosk.station.status("Preparing", arrival=10)
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.PREPARING


def test_a_session_between_two_polls_is_seen_by_its_end() -> None:
    kiosk = arrived(soc=60)
    kiosk.press_start()
    kiosk.start_finished(CommandOutcome.ACCEPTED)
    kiosk.station.start_transaction()
    kiosk.station.pass_time(30)
    kiosk.station.meter(soc=61, energy=1010)
    kiosk.station.stop_transaction("EVDisconnected", status="Available")
    kiosk.lose_link(30)
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.COMPLETE
    assert kiosk.recorded[1].target == 90


def test_two_sessions_between_two_polls_leave_the_newest() -> None:
    kiosk = arrived(soc=60)
    for _ in range(2):
        kiosk.station.start_transaction(CARD_TAG)
        kiosk.station.pass_time(60)
        kiosk.station.stop_transaction(status="Available")
        kiosk.station.pass_time(10)
        kiosk.station.plug()
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.PREPARING
    assert set(kiosk.recorded) == {2}


def test_each_connector_has_its_own_session() -> None:
    station = Station((1, 2))
    one, two = Kiosk(station, 1).come_up(), Kiosk(station, 2).come_up()
    two.plug(soc=30)
    one.read()
    assert one.phase() is SessionPhase.AVAILABLE
    two.press_start()
    station.start_transaction(KIOSK_TAG, connector_id=2)
    one.read()
    two.read()
    assert one.phase() is SessionPhase.AVAILABLE
    assert two.phase() is SessionPhase.CHARGING
    assert two.press_stop()[-1] == RemoteStop(1)
    assert one.stops == []


def test_a_connector_that_is_not_in_the_reading_was_never_seen() -> None:
    kiosk = Kiosk(Station((2,)), connector_id=1).come_up()
    assert kiosk.phase() is SessionPhase.OUT_OF_SERVICE
    assert kiosk.snapshot().out_of_service is OutOfServiceReason.NEVER_SEEN
