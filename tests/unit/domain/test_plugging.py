"""A VehicleInfo belongs to one plugging-in and never to another rider's, by any clock (F30)."""

from collections.abc import Sequence

import pytest

from kiosk.domain.observation import DataTransferRecord, StatusRecord
from kiosk.domain.plugging import PluggingLog
from kiosk.domain.status import order_statuses
from tests.unit.domain.rows import HOUR, LOST_CLOCK, NOON, at, status, transaction, vehicle_info

SKEWS = [-2 * HOUR, -30.0, 0.0, 30.0, 2 * HOUR]
PAST_1970 = (LOST_CLOCK - NOON).total_seconds()


class Kiosk:
    """Reads one connector whose station's clock is ``skew`` seconds ahead of the database's."""

    def __init__(self, skew: float = 0.0) -> None:
        self.skew = skew
        self.log = PluggingLog()
        self.rows: list[StatusRecord] = []

    def says(self, word: str, seconds: float) -> "Kiosk":
        self.rows.append(status(word, seconds + self.skew))
        return self

    def read(self, now: float, info: DataTransferRecord | None = None) -> bool:
        """Read; tells whether the VehicleInfo is the present rider's."""
        self.see(self.rows, now, info)
        return info is not None and self.log.owns(info, at(now))

    def see(
        self, rows: Sequence[StatusRecord], now: float, info: DataTransferRecord | None = None
    ) -> None:
        distrusted = frozenset(
            row.timestamp for row in self.rows if row.timestamp and row.timestamp > at(now + 60)
        )
        self.log.observe(order_statuses(rows, at(now), distrusted), info, at(now))

    def restart(self) -> "Kiosk":
        self.log = PluggingLog()
        return self


@pytest.mark.parametrize("skew", SKEWS)
class TestWhateverTheStationsClockShows:
    def test_what_comes_while_the_cable_is_in_is_its_riders(self, skew: float) -> None:
        kiosk = Kiosk(skew).says("Available", -100)
        kiosk.read(-1)
        kiosk.says("Preparing", 0).read(0.5)
        assert kiosk.read(2, vehicle_info(1.5))
        assert kiosk.read(290, vehicle_info(1.5))

    def test_what_is_recorded_seconds_before_the_status_shows_is_its_riders(
        self, skew: float
    ) -> None:
        kiosk = Kiosk(skew).says("Available", -100)
        kiosk.read(-1)
        assert not kiosk.read(1, vehicle_info(0.5))
        kiosk.says("Preparing", 0)
        assert kiosk.read(4, vehicle_info(0.5))

    def test_a_swap_within_ten_seconds_is_seen(self, skew: float) -> None:
        kiosk = Kiosk(skew).says("Available", -100)
        kiosk.read(-1)
        kiosk.says("Preparing", 0)
        assert kiosk.read(1, vehicle_info(0.5))
        kiosk.says("Available", 4)
        assert not kiosk.read(4.5, vehicle_info(0.5))
        kiosk.says("Preparing", 8)
        assert not kiosk.read(8.5, vehicle_info(0.5))
        assert kiosk.read(10, vehicle_info(9.5, key="b"))

    def test_a_swap_between_two_readings_is_seen_too(self, skew: float) -> None:
        kiosk = Kiosk(skew).says("Available", -100).says("Preparing", 0)
        assert kiosk.read(1, vehicle_info(0.5))
        kiosk.says("Available", 3).says("Preparing", 6)
        assert not kiosk.read(7, vehicle_info(0.5))

    def test_what_lay_there_with_no_cable_in_is_nobodys(self, skew: float) -> None:
        kiosk = Kiosk(skew).says("Preparing", -100).says("Available", -50)
        assert not kiosk.read(0, vehicle_info(-90))
        kiosk.says("Preparing", 1)
        assert not kiosk.read(2, vehicle_info(-90))

    def test_a_restart_after_the_swap_never_shows_an_earlier_riders(self, skew: float) -> None:
        kiosk = Kiosk(skew).says("Preparing", 0).says("Available", 30).says("Preparing", 60)
        assert not kiosk.restart().read(61, vehicle_info(1))


def test_a_restart_in_the_stay_keeps_its_message() -> None:
    kiosk = Kiosk().says("Available", -100).says("Preparing", 0)
    assert kiosk.restart().read(120, vehicle_info(2))


@pytest.mark.parametrize("skew", [-2 * HOUR, 2 * HOUR])
def test_a_restart_with_a_station_that_is_hours_off_waits_for_a_new_message(skew: float) -> None:
    """Nothing tells when the cable came in, so that nothing is guessed."""
    kiosk = Kiosk(skew).says("Available", -100).says("Preparing", 0)
    assert not kiosk.restart().read(120, vehicle_info(2))
    assert kiosk.read(130, vehicle_info(129, key="b"))


@pytest.mark.parametrize("skew", [-2 * HOUR, 2 * HOUR])
def test_a_rider_whom_nobody_saw_come_and_go_leaves_nothing_to_the_next(skew: float) -> None:
    """Both came while the database could not be read, and the station's clock tells nothing."""
    kiosk = Kiosk(skew).says("Available", -100)
    kiosk.read(-1)
    kiosk.says("Preparing", 10).says("Available", 40).says("Preparing", 50)
    assert not kiosk.read(60, vehicle_info(11))


@pytest.mark.parametrize("skew", [-3.0, 0.0, 3.0])
def test_a_rider_whom_nobody_saw_come_is_known_by_a_clock_that_is_right(skew: float) -> None:
    kiosk = Kiosk(skew).says("Available", -100)
    kiosk.read(-1)
    kiosk.says("Preparing", 2)
    assert kiosk.read(60, vehicle_info(3))


def test_the_clocks_may_differ_by_seconds() -> None:
    kiosk = Kiosk().says("Available", -100)
    kiosk.read(-20)
    kiosk.says("Preparing", 4)
    assert kiosk.read(5, vehicle_info(0))
    assert not kiosk.restart().read(5, vehicle_info(-2, key="b"))


def test_a_message_from_the_future_is_nobodys() -> None:
    kiosk = Kiosk().says("Preparing", 0)
    assert not kiosk.read(5, vehicle_info(66))
    assert kiosk.read(5, vehicle_info(64, key="b"))


def test_without_a_cable_nothing_is_owned() -> None:
    kiosk = Kiosk().says("Available", 0)
    assert not kiosk.read(1, vehicle_info(0.5))
    assert kiosk.log.present is None
    assert not kiosk.log.had(transaction())


def test_a_stay_whose_beginning_has_slid_out_of_the_records_is_the_same() -> None:
    kiosk = Kiosk().says("Available", -100).says("Preparing", 0).says("Charging", 10)
    assert kiosk.read(12, vehicle_info(1))
    stay = kiosk.log.present
    kiosk.see(kiosk.rows[2:], 20, vehicle_info(1))
    assert kiosk.log.present is stay


def test_a_stay_that_began_before_all_records_is_told_by_the_first() -> None:
    kiosk = Kiosk().says("Preparing", 0)
    assert kiosk.read(1, vehicle_info(0.5))
    assert kiosk.log.present is not None
    assert kiosk.log.present.since == NOON


@pytest.mark.parametrize("stamp", [None, PAST_1970])
def test_stays_without_a_clock_are_told_apart_by_arrival(stamp: float | None) -> None:
    """A station that stamps all alike, or nothing at all."""
    kiosk = Kiosk()
    kiosk.rows = [status("Available", stamp, 1), status("Preparing", stamp, 2)]
    assert kiosk.read(1, vehicle_info(0.5))
    kiosk.rows += [status("Available", stamp, 3), status("Preparing", stamp, 4)]
    assert not kiosk.read(4, vehicle_info(0.5))


def test_seeing_the_same_again_changes_nothing() -> None:
    kiosk = Kiosk().says("Available", -100).says("Preparing", 0)
    kiosk.read(1, vehicle_info(0.5))
    stay = kiosk.log.present
    for now in range(2, 60):
        assert kiosk.read(now, vehicle_info(0.5))
    assert kiosk.log.present is stay


def test_many_riders_later_it_still_tells_them_apart() -> None:
    kiosk = Kiosk()
    for rider in range(40):
        begun = 100.0 * rider
        kiosk.says("Available", begun).says("Preparing", begun + 50)
        assert kiosk.read(begun + 52, vehicle_info(begun + 51, key=str(rider)))
        assert not kiosk.read(begun + 53, vehicle_info(begun - 49, key=str(rider - 1)))


class TestTransactionOfThisStay:
    def test_one_that_started_since(self) -> None:
        kiosk = Kiosk().says("Available", -100).says("Preparing", 0)
        kiosk.read(1)
        assert kiosk.log.had(transaction(started=at(20)))

    def test_one_of_a_rider_who_had_left_that_was_delivered_late(self) -> None:
        kiosk = Kiosk().says("Available", -100).says("Preparing", 0)
        kiosk.read(1)
        assert not kiosk.log.had(transaction(started=at(20), stop_timestamp=at(-50)))
        assert kiosk.log.had(transaction(started=at(20), stop_timestamp=at(50)))

    def test_one_that_started_before(self) -> None:
        kiosk = Kiosk().says("Available", -100).says("Preparing", 0)
        kiosk.read(1)
        assert not kiosk.log.had(transaction(started=at(-60)))
