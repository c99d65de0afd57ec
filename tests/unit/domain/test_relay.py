"""What the relay saw pass decides, and the station's clock does not: F8, F10 to F13, F30."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import OutOfServiceReason, SessionPhase, VehicleInfoState
from tests.builders import NOON, Kiosk, Station, arrived, charging
from tests.unit.domain.rows import HOUR

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
OFF = [-2 * HOUR, -20.0, 0.0, 20.0, 2 * HOUR]


def station(offset: float = 0.0, relay_offset: float = 0.0) -> Station:
    made = Station(relay=True, relay_offset=relay_offset)
    made.offset = offset
    return made


# F8: a station that is gone


def test_f08_a_station_that_is_disconnected_is_unreachable_at_once_and_comes_back() -> None:
    kiosk = arrived(station=station())
    kiosk.station.connected = False
    kiosk.wait(0.5)
    assert kiosk.snapshot().out_of_service is OutOfServiceReason.UNREACHABLE
    kiosk.station.connected = True
    kiosk.wait(0.5)
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.snapshot().vehicle is not None


def test_f08_a_charge_keeps_its_screen_while_its_figures_age() -> None:
    kiosk = charging(station=station())
    kiosk.station.meter(soc=60)
    kiosk.station.connected = False
    kiosk.wait(30, every=1)
    assert kiosk.phase() is SessionPhase.CHARGING
    figures = kiosk.snapshot().charging
    assert figures is not None
    assert figures.age == pytest.approx(30, abs=1)


def test_f08_a_station_that_is_connected_and_silent_for_hours_is_unreachable_all_the_same() -> None:
    kiosk = Kiosk(station()).come_up()
    kiosk.station.now += timedelta(hours=10)
    kiosk.read()
    assert kiosk.snapshot().out_of_service is OutOfServiceReason.UNREACHABLE


# F10 to F13: statuses


@pytest.mark.parametrize("stamp", [NOON + timedelta(hours=2), EPOCH, None])
def test_f10_f11_whatever_a_status_is_stamped_the_last_to_arrive_counts(
    stamp: datetime | None,
) -> None:
    made = station()
    for word in ("Faulted", "Available", "Preparing"):
        made.pass_time(20)
        fields = {"timestamp": stamp} if stamp else {}
        record = made.status(word, **fields)  # type: ignore[arg-type]
        if stamp is None:
            held = made.connectors[1].statuses[:-1]
            made.change(statuses=(*held, replace(record, timestamp=None)))
    kiosk = Kiosk(made).come_up()
    assert kiosk.phase() is SessionPhase.PREPARING
    kiosk.wait(3 * HOUR, every=HOUR)
    assert kiosk.phase() is SessionPhase.PREPARING


def test_f10_a_boot_message_two_hours_ahead_hides_nothing_after_it() -> None:
    made = station(2 * HOUR)
    made.status("Faulted")
    made.offset = 0.0
    made.pass_time(20)
    made.status("Available")
    kiosk = Kiosk(made).come_up()
    assert kiosk.phase() is SessionPhase.AVAILABLE
    kiosk.plug()
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.VALID


@pytest.mark.parametrize("words", [("Finishing", "Available"), ("Available", "Finishing")])
def test_f12_of_one_instant_the_last_to_arrive_counts(words: tuple[str, str]) -> None:
    made = station()
    made.pass_time(20)
    for word in words:
        made.status(word, timestamp=made.now)
    assert Kiosk(made).come_up().snapshot().status is ChargePointStatus(words[1])


def test_f13_closing_messages_that_a_station_shuffles_are_put_in_order() -> None:
    kiosk = charging(station=station())
    kiosk.wait(60)
    kiosk.station.stop_transaction(status=None)
    ended = kiosk.station.now
    kiosk.station.status("Available", timestamp=ended + timedelta(seconds=3))
    kiosk.station.status("Finishing", timestamp=ended)
    kiosk.wait(1)
    kiosk.dismiss()
    assert kiosk.phase() is SessionPhase.AVAILABLE


def test_f13_a_finishing_that_follows_available_is_nobody_elses_stay() -> None:
    """The central system's own rows are not among the relay's: the cable was out."""
    kiosk = arrived(station=station(), soc=60)
    kiosk.unplug()
    kiosk.wait(60)
    kiosk.station.status("Finishing")
    kiosk.wait(60)
    kiosk.station.status("Preparing")
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.snapshot().vehicle is None


# Transactions


@pytest.mark.parametrize("offset", OFF)
def test_a_charge_is_followed_to_its_end_whatever_the_stations_clock_shows(offset: float) -> None:
    made = station(offset)
    kiosk = charging(station=made, soc=60)
    assert kiosk.phase() is SessionPhase.CHARGING
    kiosk.wait(60, every=1)
    made.meter(soc=61, energy=1010)
    kiosk.wait(5)
    kiosk.finish()
    assert kiosk.phase() is SessionPhase.COMPLETE
    kiosk.wait(600, every=10)
    assert kiosk.phase() is SessionPhase.COMPLETE
    kiosk.dismiss()
    assert kiosk.phase() is SessionPhase.UNPLUG
    kiosk.unplug()
    assert kiosk.phase() is SessionPhase.AVAILABLE


@pytest.mark.parametrize("offset", OFF)
def test_a_charge_whose_stop_was_lost_is_over_when_the_connector_is_free(offset: float) -> None:
    made = station(offset)
    kiosk = charging(station=made, soc=60)
    made.meter(soc=61)
    kiosk.wait(10)
    freed = made.now + timedelta(seconds=1)
    kiosk.unplug()
    assert kiosk.phase() is SessionPhase.COMPLETE
    summary = kiosk.snapshot().summary
    assert summary is not None
    assert summary.ended == freed
    kiosk.restart()
    kiosk.read()
    assert kiosk.phase() is SessionPhase.AVAILABLE


@pytest.mark.parametrize("offset", OFF)
def test_a_finishing_with_the_transaction_open_completes_it(offset: float) -> None:
    made = station(offset)
    kiosk = charging(station=made, soc=60)
    made.pass_time(5)
    made.status("Finishing")
    finished = made.received
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.COMPLETE
    summary = kiosk.snapshot().summary
    assert summary is not None
    assert summary.ended == finished


def test_a_finishing_from_before_the_start_says_nothing() -> None:
    made = station()
    made.status("Finishing")
    made.pass_time(1)
    made.start_transaction(charging=False)
    assert Kiosk(made).come_up().phase() is SessionPhase.CHARGING


@pytest.mark.parametrize(
    ("offset", "phase"),
    [(0.0, SessionPhase.AVAILABLE), (40 * 365 * 24 * HOUR, SessionPhase.CHARGING)],
)
def test_a_start_that_was_delivered_after_its_connector_was_free_is_a_leftover(
    offset: float, phase: SessionPhase
) -> None:
    """Only a clock that can be right tells it."""
    made = station(offset)
    made.pass_time(600)
    made.status("Available")
    begun = made.stamp - timedelta(seconds=300)
    made.pass_time(10)
    made.start_transaction(charging=False)
    transaction = made.connectors[1].transaction
    assert transaction is not None
    made.change(transaction=replace(transaction, start_timestamp=begun))
    assert Kiosk(made).come_up().phase() is phase


def test_a_late_transaction_of_a_rider_who_has_left_is_not_the_next_ones() -> None:
    kiosk = arrived(station=station(), soc=60)
    kiosk.station.start_transaction(charging=False)
    kiosk.station.stop_transaction(status=None)
    transaction = kiosk.station.connectors[1].transaction
    assert transaction is not None
    earlier = kiosk.station.now - timedelta(hours=1)
    kiosk.station.change(transaction=replace(transaction, stop_timestamp=earlier))
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.PREPARING


# VehicleInfo


@pytest.mark.parametrize("relay_offset", [-20.0, 0.0, 20.0])
@pytest.mark.parametrize("offset", OFF)
def test_a_message_belongs_to_its_plugging_in_for_certain(
    offset: float, relay_offset: float
) -> None:
    made = station(offset, relay_offset)
    kiosk = Kiosk(made).come_up()
    made.pass_time(60)
    made.plug()
    made.pass_time(58)
    made.vehicle_info(soc=40)
    made.pass_time(0.5)
    made.unplug()
    made.pass_time(1.5)
    made.plug()
    kiosk.wait(0.02)
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.AWAITED
    kiosk.wait(0.03)
    made.vehicle_info(soc=70)
    kiosk.wait(0.5)
    vehicle = kiosk.snapshot().vehicle
    assert vehicle is not None
    assert vehicle.soc == 70
    kiosk.restart()
    kiosk.wait(120)
    vehicle = kiosk.snapshot().vehicle
    assert vehicle is not None
    assert vehicle.soc == 70


def test_a_message_from_a_relay_whose_clock_is_far_ahead_is_nobodys() -> None:
    kiosk = arrived(station=station(relay_offset=HOUR))
    assert kiosk.phase() is SessionPhase.PREPARING
    assert kiosk.snapshot().vehicle is None


def test_a_relay_that_is_taken_away_leaves_the_kiosk_as_it_is_without() -> None:
    made = station()
    kiosk = arrived(station=made, soc=60)
    made.relay, made.connected = False, None
    bare = (replace(it, received=None, arrival=None) for it in made.connectors[1].statuses)
    made.change(statuses=tuple(bare))
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.PREPARING
    made.vehicle_info(soc=61)
    kiosk.wait(1)
    vehicle = kiosk.snapshot().vehicle
    assert vehicle is not None
    assert vehicle.soc == 61
    kiosk.unplug()
    assert kiosk.phase() is SessionPhase.AVAILABLE


# Connector 0


def test_f14_the_whole_stations_word_counts_by_arrival_too() -> None:
    made = station(2 * HOUR)
    kiosk = Kiosk(made).come_up()
    made.pass_time(1)
    made.whole_station("Unavailable")
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.OUT_OF_SERVICE
    made.status("Available", timestamp=EPOCH)
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.AVAILABLE


def test_a_clock_that_stands_still_does_not_make_two_riders_one() -> None:
    made = station()
    kiosk = Kiosk(made).come_up()
    for soc in (40, 70):
        made.pass_time(30)
        made.status("Available", timestamp=NOON)
        kiosk.read()
        made.pass_time(30)
        made.status("Preparing", timestamp=NOON)
        kiosk.wait(1)
        assert kiosk.snapshot().vehicle is None
        made.vehicle_info(soc=soc)
        kiosk.wait(1)
        vehicle = kiosk.snapshot().vehicle
        assert vehicle is not None
        assert vehicle.soc == soc


def test_a_relay_that_is_ahead_of_the_database_loses_no_charge_at_a_restart() -> None:
    kiosk = charging(station=station(relay_offset=20), soc=60)
    kiosk.wait(60)
    kiosk.restart()
    kiosk.wait(1)
    kiosk.finish()
    assert kiosk.phase() is SessionPhase.COMPLETE
    kiosk.wait(300, every=10)
    assert kiosk.phase() is SessionPhase.COMPLETE
