"""Faults from the field that the charging domain must survive, each by its number.

Status F9 to F15, transactions F16, F17, F18, F20, F22 to F24, figures F25 to F27, messages F28 and
F29, clocks F30.
"""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kiosk.domain.commands import CommandOutcome, Remark, RemoteStart, RemoteStop
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import (
    Notice,
    OutOfServiceReason,
    SessionPhase,
    SummaryFigures,
    SummarySource,
    VehicleInfoState,
)
from tests.builders import CARD_TAG, NOON, Kiosk, Station, arrived, charging

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def energy_shown(kiosk: Kiosk) -> float | None:
    figures = kiosk.snapshot().charging
    assert figures is not None
    return figures.energy_wh


def soc_shown(kiosk: Kiosk) -> float | None:
    figures = kiosk.snapshot().charging
    assert figures is not None
    return figures.soc


def summary_shown(kiosk: Kiosk) -> SummaryFigures:
    summary = kiosk.snapshot().summary
    assert summary is not None
    return summary


# F9: every status has a screen


@pytest.mark.parametrize(
    ("word", "phase"),
    [
        (ChargePointStatus.AVAILABLE, SessionPhase.AVAILABLE),
        (ChargePointStatus.PREPARING, SessionPhase.PREPARING),
        (ChargePointStatus.CHARGING, SessionPhase.PREPARING),
        (ChargePointStatus.SUSPENDED_EV, SessionPhase.PREPARING),
        (ChargePointStatus.SUSPENDED_EVSE, SessionPhase.PREPARING),
        (ChargePointStatus.FINISHING, SessionPhase.UNPLUG),
        (ChargePointStatus.RESERVED, SessionPhase.RESERVED),
        (ChargePointStatus.UNAVAILABLE, SessionPhase.OUT_OF_SERVICE),
        (ChargePointStatus.FAULTED, SessionPhase.OUT_OF_SERVICE),
        ("Occupied", SessionPhase.OUT_OF_SERVICE),
        ("", SessionPhase.OUT_OF_SERVICE),
        ("<b>Available</b>" * 100, SessionPhase.OUT_OF_SERVICE),
    ],
)
def test_f09_every_status_has_a_phase(word: str, phase: SessionPhase) -> None:
    station = Station()
    station.pass_time(1)
    station.status(word)
    assert Kiosk(station).come_up().phase() is phase


@pytest.mark.parametrize("word", ["Charging", "SuspendedEV", "SuspendedEVSE", "Preparing", "Odd"])
def test_f09_a_transaction_is_shown_whatever_the_status_says_of_it(word: str) -> None:
    kiosk = charging()
    kiosk.station.pass_time(1)
    kiosk.station.status(word)
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.CHARGING


def test_f09_every_status_of_the_vocabulary_is_among_them() -> None:
    for word, last in itertools.product(ChargePointStatus, ChargePointStatus):
        station = Station()
        for status in (word, last):
            station.pass_time(1)
            station.status(status)
        phase = Kiosk(station).come_up().phase()
        assert phase is not SessionPhase.CONNECTING


def test_f09_an_unknown_word_is_logged_by_one_key() -> None:
    kiosk = Kiosk(Station())
    kiosk.station.pass_time(1)
    kiosk.station.status("Occupied")
    kiosk.wait(3, every=1)
    assert {remark.key for remark in kiosk.remarks} == {"status Occupied"}
    assert kiosk.snapshot().out_of_service is OutOfServiceReason.UNKNOWN_STATUS


def test_f09_an_unknown_error_code_is_no_error_of_ocpp() -> None:
    kiosk = Kiosk(Station())
    kiosk.station.pass_time(1)
    kiosk.station.status("Faulted", error_code="Error")
    kiosk.read()
    assert kiosk.snapshot().error_code is None
    assert kiosk.snapshot().out_of_service is OutOfServiceReason.FAULTED


# F10 and F11: statuses with a wrong time


@pytest.mark.parametrize("hours", [2, 24 * 365])
def test_f10_a_status_from_the_future_does_not_hide_the_present_one(hours: int) -> None:
    station = Station()
    station.status("Faulted", timestamp=station.now + timedelta(hours=hours))
    station.pass_time(1)
    station.plug()
    kiosk = Kiosk(station).come_up()
    assert kiosk.phase() is SessionPhase.PREPARING


def test_f10_a_status_from_the_future_stays_wrong_when_time_has_come() -> None:
    station = Station()
    station.status("Faulted", timestamp=station.now + timedelta(hours=2))
    station.pass_time(1)
    station.status("Available")
    kiosk = Kiosk(station).come_up()
    kiosk.wait(3 * 3600)
    assert kiosk.phase() is SessionPhase.AVAILABLE


def test_f10_alone_it_still_counts() -> None:
    station = Station()
    station.change(statuses=())
    station.status("Preparing", timestamp=station.now + timedelta(hours=2))
    assert Kiosk(station).come_up().phase() is SessionPhase.PREPARING


def test_f11_a_status_from_1970_counts_by_its_arrival() -> None:
    station = Station()
    station.change(statuses=())
    station.status("Available", arrival=1)
    station.status("Preparing", timestamp=EPOCH, arrival=2)
    assert Kiosk(station).come_up().phase() is SessionPhase.PREPARING


def test_f11_no_length_of_a_session_comes_from_1970() -> None:
    kiosk = arrived(soc=60)
    station = kiosk.station
    station.start_transaction()
    transaction = station.connectors[1].transaction
    assert transaction is not None
    station.change(transaction=replace(transaction, start_timestamp=EPOCH))
    kiosk.wait(600)
    figures = kiosk.snapshot().charging
    assert figures is not None
    assert figures.duration == pytest.approx(600, abs=1)
    station.meter(soc=70, power=1900)
    kiosk.finish()
    assert summary_shown(kiosk).duration == pytest.approx(600, abs=2)


# F12 and F13: ties and disorder


def test_f12_finishing_and_available_of_one_instant_in_any_order() -> None:
    results = set()
    for order in itertools.permutations(("Charging", "Finishing", "Available")):
        station = Station()
        station.change(statuses=())
        for word in order:
            station.status(word)
        results.add(Kiosk(station).come_up().phase())
    assert results == {SessionPhase.AVAILABLE}


def test_f12_all_statuses_of_one_instant_end_out_of_service() -> None:
    phases = set()
    for turn in range(len(ChargePointStatus)):
        station = Station()
        words = list(ChargePointStatus)
        for word in (*words[turn:], *words[:turn]):
            station.status(word)
        phases.add(Kiosk(station).come_up().snapshot().status)
    assert phases == {ChargePointStatus.FAULTED}


def test_f13_rows_that_arrive_late_do_not_bring_back_the_past() -> None:
    kiosk = charging().finish()
    kiosk.unplug()
    kiosk.station.status("Charging", timestamp=kiosk.station.now - timedelta(seconds=30))
    kiosk.wait(61)
    assert kiosk.phase() is not SessionPhase.CHARGING
    kiosk.dismiss()
    assert kiosk.phase() is SessionPhase.AVAILABLE


def test_f13_an_available_of_the_central_system_does_not_free_a_plugged_connector() -> None:
    kiosk = charging(soc=60)
    kiosk.station.stop_transaction(status="Available")
    kiosk.wait(1)
    kiosk.station.status("Finishing")
    kiosk.wait(120, every=1)
    assert kiosk.phase() is SessionPhase.COMPLETE
    kiosk.dismiss()
    assert kiosk.phase() is SessionPhase.UNPLUG
    kiosk.unplug()
    assert kiosk.phase() is SessionPhase.AVAILABLE


def test_f13_an_available_during_a_closed_charge_is_no_end_of_an_open_one() -> None:
    kiosk = charging(soc=60)
    kiosk.station.status("Available", timestamp=kiosk.station.now - timedelta(minutes=5))
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.CHARGING


# F14: connector 0


@pytest.mark.parametrize("word", ["Unavailable", "Faulted"])
def test_f14_a_newer_word_on_the_whole_station_overrides(word: str) -> None:
    kiosk = Kiosk(Station()).come_up()
    kiosk.station.pass_time(5)
    kiosk.station.whole_station(word)
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.OUT_OF_SERVICE
    kiosk.station.status("Available")
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.AVAILABLE


def test_f14_an_available_station_says_nothing_of_its_connectors() -> None:
    kiosk = arrived()
    kiosk.station.whole_station("Available")
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.PREPARING


# F15, rows that are replayed


def test_f15_the_same_reading_again_changes_and_does_nothing() -> None:
    steps: list[Callable[[Kiosk], Any]] = [
        lambda kiosk: kiosk.plug(),
        lambda kiosk: kiosk.press_start(),
        lambda kiosk: kiosk.start(),
        lambda kiosk: kiosk.station.meter(soc=95, energy=1010),
        lambda kiosk: kiosk.finish(),
        lambda kiosk: kiosk.unplug(),
    ]
    kiosk = Kiosk(Station()).come_up()
    for step in steps:
        step(kiosk)
        kiosk.read()
        before = kiosk.snapshot()
        assert kiosk.read() == ()
        assert kiosk.snapshot() == before


def test_f15_rows_twice_and_in_any_order_are_one() -> None:
    kiosk = charging(soc=60)
    for soc in (60, 61, 62):
        kiosk.station.pass_time(10)
        kiosk.station.meter(soc=soc, energy=1000 + soc, power=1900)
    kiosk.read()
    before = kiosk.snapshot()
    held = kiosk.station.connectors[1]
    kiosk.station.change(
        statuses=held.statuses[::-1] * 2, sampled_values=held.sampled_values[::-1] * 2
    )
    assert kiosk.read() == ()
    assert kiosk.snapshot() == before


# F16 to F18: transactions that do not close, and starts that lead nowhere


def test_f16_the_newest_of_several_open_transactions_is_the_one() -> None:
    kiosk = arrived(soc=60)
    kiosk.station.start_transaction(CARD_TAG)
    kiosk.wait(1)
    kiosk.station.start_transaction(CARD_TAG)
    kiosk.wait(1)
    assert kiosk.press_stop() == (RemoteStop(2),)
    older = replace(kiosk.station.connectors[1].transaction, transaction_id=1)  # type: ignore[type-var]
    kiosk.station.change(transaction=older)
    kiosk.wait(60, every=1)
    assert set(kiosk.stops) == {RemoteStop(2)}


@pytest.mark.parametrize("answered", [True, False])
def test_f17_after_thirty_seconds_a_stop_says_that_it_is_slow(answered: bool) -> None:
    kiosk = charging(soc=60)
    kiosk.press_stop()
    if answered:
        kiosk.stop_finished(CommandOutcome.ACCEPTED)
    kiosk.wait(29)
    assert kiosk.snapshot().notice is None
    kiosk.wait(1)
    assert kiosk.snapshot().notice is Notice.STOP_SLOW
    assert kiosk.phase() is SessionPhase.STOPPING


def test_f17_the_screen_is_left_when_the_connector_is_available() -> None:
    kiosk = charging(soc=60)
    kiosk.press_stop()
    kiosk.stop_finished(CommandOutcome.ACCEPTED)
    kiosk.wait(40)
    kiosk.unplug()
    assert kiosk.phase() is SessionPhase.COMPLETE
    assert kiosk.snapshot().notice is None
    stops = len(kiosk.stops)
    kiosk.wait(300, every=1)
    assert kiosk.phase() is SessionPhase.AVAILABLE
    assert len(kiosk.stops) == stops


def test_f18_an_accepted_start_that_leads_nowhere_is_told_after_a_minute() -> None:
    kiosk = arrived(soc=60)
    kiosk.press_start()
    kiosk.start_finished(CommandOutcome.ACCEPTED)
    kiosk.wait(59, every=1)
    assert kiosk.phase() is SessionPhase.STARTING
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.snapshot().notice is Notice.START_NOT_FOLLOWED
    assert kiosk.snapshot().can_start
    assert kiosk.starts == [RemoteStart(1)]


def test_f18_a_leftover_of_another_does_not_block_start() -> None:
    kiosk = Kiosk(Station())
    kiosk.station.start_transaction(CARD_TAG)
    kiosk.station.pass_time(100)
    kiosk.station.unplug()
    kiosk.read()
    kiosk.plug()
    kiosk.press_start()
    assert kiosk.starts == [RemoteStart(1)]


# F20, F22, F23


def test_f20_a_charge_begun_by_card_is_shown_and_start_is_not_offered_over_it() -> None:
    kiosk = arrived(soc=60)
    kiosk.station.start_transaction(CARD_TAG)
    kiosk.wait(1)
    figures = kiosk.snapshot().charging
    assert figures is not None
    assert not figures.own
    assert figures.model == "Classic"
    assert figures.start_soc == 60
    assert kiosk.press_start() == ()
    assert kiosk.starts == []


def test_f22_two_connectors_with_interleaved_transactions() -> None:
    station = Station((1, 2))
    kiosks = {number: Kiosk(station, number).come_up() for number in (1, 2)}
    for kiosk in kiosks.values():
        kiosk.plug(soc=60)
    for number in (2, 1):
        kiosks[number].start(80)
    for kiosk in kiosks.values():
        kiosk.read()
    assert kiosks[2].snapshot().transaction_id == 1
    assert kiosks[1].snapshot().transaction_id == 2
    station.meter(connector_id=1, soc=79)
    station.meter(connector_id=2, soc=80)
    for kiosk in kiosks.values():
        kiosk.read()
    assert kiosks[1].stops == []
    assert kiosks[2].stops == [RemoteStop(1)]
    station.stop_transaction(connector_id=2)
    for kiosk in kiosks.values():
        kiosk.read()
    assert kiosks[1].phase() is SessionPhase.CHARGING
    assert kiosks[2].phase() is SessionPhase.COMPLETE
    assert kiosks[1].recorded == {}


def two_kiosks() -> tuple[Station, Kiosk, Kiosk]:
    station = Station((1, 2))
    station.pass_time(10)
    return station, Kiosk(station, 1).come_up(), Kiosk(station, 2).come_up()


def read_later(seconds: float, station: Station, *kiosks: Kiosk) -> None:
    station.pass_time(seconds)
    for kiosk in kiosks:
        kiosk.at += seconds
        kiosk.read()


def share(station: Station, field: str) -> None:
    """Show a message that names no connector at both, as a table without that column does."""
    newest = max(
        (it for it in (getattr(c, field) for c in station.connectors.values()) if it),
        key=lambda it: it.received,
    )
    for number in station.connectors:
        station.change(number, **{field: newest})


def test_f22_a_message_without_a_connector_is_of_the_vehicle_plugged_in_just_before() -> None:
    station, one, two = two_kiosks()
    station.plug(1)
    read_later(1, station, one, two)
    station.vehicle_info(soc=60, connector_id=1)
    share(station, "vehicle_info")
    read_later(90, station, one, two)
    assert one.snapshot().can_start
    station.plug(2)
    read_later(1, station, one, two)
    assert two.snapshot().vehicle_info is VehicleInfoState.AWAITED
    station.vehicle_info(soc=30, connector_id=2)
    share(station, "vehicle_info")
    read_later(1, station, one, two)
    for kiosk, soc in ((one, 60), (two, 30)):
        vehicle = kiosk.snapshot().vehicle
        assert vehicle is not None
        assert vehicle.soc == soc
    one.start(75)
    assert one.phase() is SessionPhase.CHARGING


def test_f22_a_message_that_may_be_of_either_vehicle_is_nobodys() -> None:
    station, one, two = two_kiosks()
    station.plug(1)
    station.pass_time(1)
    station.plug(2)
    station.vehicle_info(soc=60, connector_id=1)
    share(station, "vehicle_info")
    read_later(1, station, one, two)
    station.unplug(2)
    read_later(1, station, one, two)
    for kiosk in (one, two):
        assert kiosk.snapshot().vehicle is None
    assert one.snapshot().vehicle_info is VehicleInfoState.AWAITED


def test_f22_a_summary_without_a_connector_is_of_the_charge_that_has_just_ended() -> None:
    station, one, two = two_kiosks()
    for number, kiosk in ((1, one), (2, two)):
        station.start_transaction(CARD_TAG, connector_id=number)
        station.meter(soc=60, energy=1000, connector_id=number)
        read_later(600, station, kiosk)
        station.meter(soc=90, energy=1600, connector_id=number)
        station.stop_transaction(connector_id=number)
        station.session_summary(90.2, 600.0 + number, 5.0, connector_id=number)
        share(station, "session_summary")
        read_later(1, station, one, two)
    assert one.recorded[1].energy_wh == 601
    assert two.recorded[2].energy_wh == 602
    read_later(100, station, one, two)
    assert one.recorded[1].energy_wh == 601


def test_f22_a_summary_of_either_charge_is_nobodys() -> None:
    station, one, two = two_kiosks()
    for number in (1, 2):
        station.start_transaction(CARD_TAG, connector_id=number)
    read_later(600, station, one, two)
    for number in (1, 2):
        station.stop_transaction(connector_id=number)
    station.session_summary(90.2, 600.0, 5.0, connector_id=1)
    share(station, "session_summary")
    read_later(1, station, one, two)
    assert {kiosk.phase() for kiosk in (one, two)} == {SessionPhase.COMPLETE}
    assert summary_shown(one).source is SummarySource.WORKED_OUT
    assert summary_shown(two).source is SummarySource.WORKED_OUT


def test_f23_a_hundred_taps_give_one_start() -> None:
    kiosk = arrived(soc=60)
    for _ in range(100):
        kiosk.press_start()
        kiosk.at += 0.01
    assert kiosk.starts == [RemoteStart(1)]


def test_f23_a_hundred_taps_give_one_stop() -> None:
    kiosk = charging()
    for _ in range(100):
        kiosk.press_stop()
        kiosk.at += 0.01
    assert kiosk.stops == [RemoteStop(1)]


def test_f23_a_tap_on_a_screen_that_is_gone_does_nothing() -> None:
    kiosk = charging(soc=60)
    assert kiosk.press_start() == ()
    kiosk.choose(100)
    kiosk.dismiss()
    assert kiosk.phase() is SessionPhase.CHARGING
    kiosk.finish()
    assert kiosk.press_stop() == ()
    assert kiosk.press_start() == ()


def test_f23_preparing_again_and_again_gives_no_start() -> None:
    kiosk = arrived(soc=60)
    for _ in range(10):
        kiosk.station.plug()
        kiosk.wait(1)
    assert kiosk.starts == []


# F24: ids that mean none


@pytest.mark.parametrize("number", [-1, 0, 2**31, 2**63 - 1])
def test_f24_an_impossible_id_is_no_transaction(number: int) -> None:
    kiosk = arrived(soc=60)
    kiosk.station.start_transaction(CARD_TAG, transaction_id=number, charging=False)
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.snapshot().transaction_id is None
    assert kiosk.press_stop() == ()
    assert kiosk.snapshot().can_start


@pytest.mark.parametrize("number", [1, 2**31 - 1])
def test_f24_the_possible_ids_are_taken(number: int) -> None:
    kiosk = arrived(soc=60)
    kiosk.station.start_transaction(CARD_TAG, transaction_id=number)
    kiosk.wait(1)
    assert kiosk.press_stop() == (RemoteStop(number),)


# F25 and F26: registers


def test_f25_a_stop_below_the_start_is_no_negative_energy() -> None:
    kiosk = charging(soc=60)
    kiosk.wait(60)
    kiosk.finish(stop_value="10")
    assert (summary_shown(kiosk).energy_wh or 0) >= 0


def test_f25_lifetime_at_the_start_and_session_in_the_samples() -> None:
    kiosk = arrived(soc=60).start(start_value="4076000")
    for minute in range(1, 4):
        kiosk.wait(60)
        kiosk.station.meter(energy=minute * 30)
        kiosk.read()
        energy = energy_shown(kiosk)
        assert energy is None or 0 <= energy <= minute * 30
    assert energy_shown(kiosk) == pytest.approx(90, abs=30)


def test_f25_energy_shown_never_falls() -> None:
    kiosk = charging(soc=60)
    shown = 0.0
    for register in (1010, 1050, 1049, 5, 12, 30, 1100, -3, 40):
        kiosk.wait(10)
        kiosk.station.meter(energy=register)
        kiosk.read()
        energy = energy_shown(kiosk)
        assert energy is not None
        assert energy >= shown
        shown = energy
    kiosk.finish(stop_value="41")
    assert (summary_shown(kiosk).energy_wh or 0) >= shown


def test_f25_a_row_that_comes_late_takes_no_energy_back_in_the_summary() -> None:
    kiosk = charging(soc=60)
    begun = kiosk.station.now
    for seconds, register in ((60, 1030), (120, 5), (180, 12)):
        kiosk.wait(60)
        stamp = begun + timedelta(seconds=seconds)
        kiosk.station.sampled(str(register), timestamp=stamp)
    kiosk.read()
    shown = energy_shown(kiosk)
    kiosk.station.sampled("1032", timestamp=begun + timedelta(seconds=150))
    kiosk.wait(1)
    assert energy_shown(kiosk) == shown
    kiosk.finish()
    assert summary_shown(kiosk).energy_wh == shown


def test_f25_without_a_usable_register_there_is_no_energy() -> None:
    kiosk = arrived(soc=60).start(start_value="-")
    kiosk.station.sampled("overflow")
    kiosk.wait(10)
    assert energy_shown(kiosk) is None
    kiosk.finish(stop_value="?")
    assert summary_shown(kiosk).energy_wh is None
    assert summary_shown(kiosk).average_power is None


def test_f26_one_register_in_two_units_and_without_a_measurand() -> None:
    kiosk = charging(soc=60)
    kiosk.wait(60)
    kiosk.station.sampled("1030")
    kiosk.wait(60)
    kiosk.station.sampled("1.06", "Energy.Active.Import.Register", "kWh")
    kiosk.wait(1)
    assert energy_shown(kiosk) == 60


def test_f26_a_sample_in_another_unit_is_held_back() -> None:
    kiosk = charging(soc=60)
    for register in (1030, 1.06, 1090):
        kiosk.wait(60)
        kiosk.station.meter(energy=register)
    kiosk.wait(1)
    assert energy_shown(kiosk) == 90


def test_f26_phases_sum_up_to_the_power() -> None:
    kiosk = charging(soc=60)
    for phase in ("L1", "L2", "L3"):
        kiosk.station.sampled("600", "Power.Active.Import", "W", phase=phase)
    kiosk.wait(1)
    figures = kiosk.snapshot().charging
    assert figures is not None
    assert figures.power == 1800


# F27: states of charge


@pytest.mark.parametrize("text", ["65535", "-1", "100.1", "NaN", "1e999", "", "eighty", "1_0"])
def test_f27_a_nonsense_state_of_charge_is_passed_over(text: str) -> None:
    kiosk = charging(75, soc=60)
    kiosk.station.sampled(text, "SoC", "Percent")
    kiosk.wait(1)
    assert soc_shown(kiosk) is None
    assert kiosk.stops == []
    kiosk.station.meter(soc=61)
    kiosk.wait(1)
    assert soc_shown(kiosk) == 61


def test_f27_one_leap_to_the_target_does_not_stop_the_charge() -> None:
    kiosk = charging(75, soc=60)
    kiosk.station.meter(soc=60)
    kiosk.wait(10)
    kiosk.station.meter(soc=100)
    kiosk.wait(10)
    assert kiosk.stops == []
    assert soc_shown(kiosk) == 60


@pytest.mark.parametrize("soc", [-1, 100.5, 65535, "87", None, True])
def test_f27_a_vehicle_that_says_nonsense_is_unreadable(soc: Any) -> None:
    data = {"soc": soc, "maxCurrent": 25, "voltage": 76, "temperature": 26}
    kiosk = arrived(data=data)
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.UNREADABLE
    assert kiosk.snapshot().vehicle is None
    assert kiosk.press_start() == ()


# F28 and F29: messages


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{",
        '{"soc": 87.0, "maxCurrent": 2, "voltage"',
        "[]",
        "87",
        "null",
        '{"soc": NaN, "maxCurrent": 2, "voltage": 76, "temperature": 26}',
        '{"soc": 1e999, "maxCurrent": 2, "voltage": 76, "temperature": 26}',
        '{"soc": ' + "9" * 5000 + ', "maxCurrent": 2, "voltage": 76, "temperature": 26}',
        "[" * 8000,
        "x" * 1_000_000,
        "\ud800",
        ["soc"],
        87,
    ],
)
def test_f28_an_unreadable_message_asks_to_reconnect(data: Any) -> None:
    kiosk = arrived(data=data)
    snapshot = kiosk.snapshot()
    assert snapshot.session_phase is SessionPhase.PREPARING
    assert snapshot.vehicle_info is VehicleInfoState.UNREADABLE
    assert kiosk.press_start() == ()
    assert {remark.key for remark in kiosk.remarks} == {"vehicle info 1"}
    assert all(len(remark.text) < 200 for remark in kiosk.remarks)


@pytest.mark.parametrize("as_text", [True, False])
def test_f28_text_and_object_are_both_read(as_text: bool) -> None:
    text = '{"soc": 87.00, "maxCurrent": 2, "voltage": 76.38, "temperature": 26.6}'
    data = {"soc": 87.0, "maxCurrent": 2, "voltage": 76.38, "temperature": 26.6}
    kiosk = arrived(data=text if as_text else data)
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.VALID


def test_f28_reconnecting_mends_an_unreadable_message() -> None:
    kiosk = arrived(data="{").unplug()
    kiosk.station.pass_time(5)
    kiosk.at += 5
    kiosk.plug(soc=60)
    assert kiosk.snapshot().can_start


def test_f29_markup_in_a_status_reaches_the_log_only_and_shortened() -> None:
    kiosk = Kiosk(Station())
    kiosk.station.pass_time(1)
    kiosk.station.status("<img src=x>" * 1000)
    (remark,) = kiosk.read()
    assert isinstance(remark, Remark)
    assert len(remark.text) < 100
    assert kiosk.snapshot().status is None


# F30, clocks that differ


@pytest.mark.parametrize("hours", [-2, 2])
def test_f30_a_station_whose_clock_is_hours_off_charges_all_the_same(hours: int) -> None:
    station = Station()
    station.change(statuses=())
    station.offset = hours * 3600.0
    station.unplug()
    kiosk = Kiosk(station).come_up()
    kiosk.wait(60, every=1)
    kiosk.plug(soc=60)
    assert kiosk.snapshot().can_start
    kiosk.start(75)
    begun = kiosk.at
    for soc in (60, 65, 70):
        kiosk.wait(60)
        station.meter(soc=soc, energy=1000 + soc, power=1900)
        kiosk.wait(1)
        figures = kiosk.snapshot().charging
        assert figures is not None
        assert figures.age is not None
        assert figures.age <= 2
        assert figures.duration == pytest.approx(kiosk.at - begun, abs=3)
    station.meter(soc=75)
    kiosk.wait(1)
    assert kiosk.stops == [RemoteStop(1)]
    kiosk.finish()
    assert summary_shown(kiosk).duration == pytest.approx(185, abs=3)
    kiosk.unplug()
    kiosk.wait(61)
    assert kiosk.phase() is SessionPhase.AVAILABLE


def test_f30_the_age_of_a_message_is_taken_on_the_databases_clock() -> None:
    kiosk = arrived(soc=60)
    # The kiosk's monotonic clock runs on between readings and is no measure across them.
    kiosk.at += 298
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.VALID
    kiosk.at += 2
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.STALE
    kiosk.read()
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.VALID
    kiosk.wait(300)
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.STALE
    assert kiosk.press_start() == ()


def test_f30_summer_time_changes_nothing() -> None:
    """Instants are UTC: the hour that a local clock repeats is none here."""
    eve = datetime(2026, 10, 25, 0, 59, tzinfo=UTC)
    kiosk = Kiosk(Station(now=eve)).come_up().plug(soc=60).start()
    kiosk.wait(120)
    figures = kiosk.snapshot().charging
    assert figures is not None
    assert figures.duration == pytest.approx(120)
    assert eve.tzinfo is NOON.tzinfo


@pytest.mark.parametrize("jump", [-7200, 7200])
def test_f30_a_leap_of_the_databases_clock_ends_no_charge(jump: float) -> None:
    kiosk = charging(soc=60)
    kiosk.station.meter(soc=60, energy=1010)
    kiosk.wait(1)
    kiosk.station.now += timedelta(seconds=jump)
    kiosk.station.offset -= jump
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.CHARGING
    figures = kiosk.snapshot().charging
    assert figures is not None
    assert figures.duration >= 0
