"""The order of statuses that a station's clock and SteVe may both get wrong (F10 to F15)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.observation import StatusRecord
from kiosk.domain.ocpp import ChargePointErrorCode, ChargePointStatus
from kiosk.domain.status import (
    StatusHistory,
    error_code_of,
    is_sane,
    order_statuses,
    overriding_record,
    status_of,
)
from tests.unit.domain.rows import HOUR, LOST_CLOCK, NOON, at, status

PAST_1970 = (LOST_CLOCK - NOON).total_seconds()

words = st.sampled_from([*ChargePointStatus, "Error", ""])
stamps = st.sampled_from([None, -60.0, 0.0, 0.0, 10.0, 2 * HOUR, PAST_1970])
records = st.lists(st.builds(status, words, stamps, st.none() | st.integers(0, 5)), max_size=8)


def present(*statuses: StatusRecord, now: float = 30.0) -> str | None:
    record = order_statuses(statuses, at(now)).present
    return record.status if record else None


def ordered(*statuses: StatusRecord, now: float = 30.0) -> list[str]:
    return [record.status for record in order_statuses(statuses, at(now)).records]


@given(records=records, data=st.data())
def test_the_order_of_the_rows_does_not_matter(
    records: list[StatusRecord], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(records))
    assert order_statuses(shuffled, NOON) == order_statuses(records, NOON)


@given(records=records, data=st.data())
def test_rows_that_come_again_change_nothing(
    records: list[StatusRecord], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(records), max_size=8)) if records else []
    assert order_statuses([*again, *records], NOON) == order_statuses(records, NOON)


@given(records)
def test_putting_in_order_what_is_in_order_changes_nothing(records: list[StatusRecord]) -> None:
    history = order_statuses(records, NOON)
    assert order_statuses(history.records, NOON) == history


@given(records)
def test_no_untimely_stamp_is_believed(records: list[StatusRecord]) -> None:
    history = order_statuses(records, NOON)
    assert all(not is_sane(stamp, NOON) for stamp in history.mistimed)


@given(records)
def test_without_arrival_a_wrong_clock_never_outranks_a_right_one(
    records: list[StatusRecord],
) -> None:
    unnumbered = [replace(record, arrival=None) for record in records]
    newest = order_statuses(unnumbered, NOON).present
    if any(is_sane(record.timestamp, NOON) for record in unnumbered):
        assert newest is not None
        assert is_sane(newest.timestamp, NOON)


def test_no_record_has_no_present() -> None:
    history = order_statuses([], NOON)
    assert (history.present, history.plugged_from, status_of(None)) == (None, None, None)


def test_the_newest_stamp_is_the_present() -> None:
    assert present(status("Preparing", 10), status("Charging", 20), status("Available", 0)) == (
        "Charging"
    )


def test_a_record_from_the_future_does_not_hide_the_present() -> None:
    """F10: boot messages two hours ahead."""
    assert present(status("Available", 2 * HOUR), status("Preparing", 10)) == "Preparing"


def test_a_minute_ahead_is_allowed() -> None:
    assert present(status("Preparing", 90), status("Available", 30)) == "Preparing"
    assert present(status("Preparing", 91), status("Available", 30)) == "Available"


def test_a_record_from_the_future_counts_when_it_arrived_last() -> None:
    boot = status("Available", 2 * HOUR, arrival=7)
    assert present(boot, status("Preparing", 10, arrival=6)) == "Available"
    assert present(boot, status("Preparing", 10, arrival=8)) == "Preparing"


def test_a_record_from_1970_does_not_hide_the_present() -> None:
    """F11."""
    assert present(status("Available", PAST_1970), status("Preparing", 10)) == "Preparing"
    late = status("Available", PAST_1970, arrival=9)
    assert present(late, status("Preparing", 10, arrival=8)) == "Available"


def test_a_station_without_a_clock_goes_by_its_own_count() -> None:
    lost = [status("Available", PAST_1970), status("Preparing", PAST_1970 + 5)]
    assert present(*lost) == "Preparing"
    unstamped = [status("Available", None, 1), status("Preparing", None, 2)]
    assert present(*unstamped) == "Preparing"


def test_a_stamp_that_was_once_wrong_stays_wrong_when_time_has_caught_up() -> None:
    boot, charging = status("Available", 2 * HOUR), status("Charging", 10)
    later = at(2 * HOUR + 60)
    assert order_statuses([boot, charging], later, frozenset({at(2 * HOUR)})).present == charging
    assert order_statuses([boot, charging], later).present == boot


def test_a_record_that_was_delivered_late_steps_back() -> None:
    """F13: the arrival settles only what the stamps can't."""
    rows = [
        status("Available", 25, arrival=1),
        status("Finishing", 20, arrival=2),
        status("Charging", 5, arrival=3),
    ]
    assert ordered(*rows) == ["Charging", "Finishing", "Available"]


def test_arrival_decides_between_equal_stamps() -> None:
    assert present(status("Available", 10, 1), status("Finishing", 10, 2)) == "Finishing"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Available", "Finishing"),
        ("Finishing", "Charging"),
        ("Charging", "Preparing"),
        ("Faulted", "Available"),
        ("Unavailable", "Available"),
        ("Reserved", "Available"),
        ("Preparing", "Error"),
    ],
)
def test_among_equals_the_later_step_wins_and_what_stops_wins(one: str, other: str) -> None:
    """F12."""
    assert present(status(other, 10), status(one, 10)) == one


def test_one_notification_with_and_without_its_arrival_is_one() -> None:
    history = order_statuses([status("Available", 10), status("Available", 10, 4)], at(30))
    assert history.records == (status("Available", 10, 4),)


def test_one_notification_arriving_twice_is_two() -> None:
    assert ordered(status("Available", 10, 4), status("Available", 10, 5)) == ["Available"] * 2


class TestCable:
    def plugged_from(self, *words: str) -> int | None:
        rows = [status(word, float(place)) for place, word in enumerate(words)]
        return order_statuses(rows, at(30)).plugged_from

    @pytest.mark.parametrize("word", ["Available", "Reserved"])
    def test_it_is_out_when_the_connector_is_free(self, word: str) -> None:
        assert self.plugged_from("Preparing", "Charging", word) is None

    def test_it_is_in_since_the_record_after_the_last_free_one(self) -> None:
        assert self.plugged_from("Available", "Preparing", "Available", "Preparing") == 3
        assert self.plugged_from("Available", "Preparing", "Charging", "SuspendedEV") == 1

    def test_a_reservation_used_by_its_rider(self) -> None:
        assert self.plugged_from("Available", "Reserved", "Preparing") == 2

    def test_it_is_in_since_the_first_record_where_none_says_free(self) -> None:
        assert self.plugged_from("Preparing", "Charging") == 0

    def test_steves_own_available_before_finishing_is_passed_over(self) -> None:
        """F13."""
        assert (
            self.plugged_from("Available", "Preparing", "Charging", "Available", "Finishing") == 1
        )
        assert self.plugged_from("Available", "Finishing") == 1

    def test_the_available_after_finishing_is_believed(self) -> None:
        assert self.plugged_from("Preparing", "Charging", "Finishing", "Available") is None
        assert self.plugged_from("Charging", "Finishing", "Available", "Preparing") == 3

    def test_an_unknown_word_says_nothing_about_it(self) -> None:
        assert self.plugged_from("Available", "Preparing", "Error") == 1


class TestFreeSince:
    def free_since(self, *rows: StatusRecord, life: float = 20.0, now: float = 60.0) -> object:
        return order_statuses(rows, at(now)).free_since(at(10), at(life))

    def test_an_available_after_the_last_sign_of_life(self) -> None:
        assert self.free_since(status("Charging", 10), status("Available", 30)) == at(30)

    def test_also_when_somebody_has_plugged_in_since(self) -> None:
        rows = status("Charging", 10), status("Available", 30), status("Preparing", 40)
        assert self.free_since(*rows) == at(30)

    def test_not_before_the_start_nor_while_meter_values_come(self) -> None:
        assert self.free_since(status("Available", 5), status("Charging", 10)) is None
        assert self.free_since(status("Available", 15), life=20) is None

    def test_never_where_no_record_says_so(self) -> None:
        assert self.free_since(status("Charging", 10), status("SuspendedEV", 30)) is None
        assert StatusHistory(()).free_since(NOON, NOON) is None

    @pytest.mark.parametrize("stamp", [None, 2 * HOUR, PAST_1970])
    def test_with_a_wrong_clock_only_a_connector_that_is_free_now_counts(
        self, stamp: float | None
    ) -> None:
        free = status("Available", stamp, arrival=2)
        assert self.free_since(status("Charging", 10, arrival=1), free) == at(20)
        assert self.free_since(free, status("Preparing", 40, arrival=3)) is None


class TestWholeStation:
    """F14: connector 0."""

    def overrides(self, whole: StatusRecord, *own: StatusRecord) -> bool:
        histories = (order_statuses(rows, at(60)) for rows in ([whole], own))
        return overriding_record(*histories) is whole

    @pytest.mark.parametrize("word", ["Unavailable", "Faulted"])
    def test_out_of_service_counts_for_each_connector(self, word: str) -> None:
        assert self.overrides(status(word, 20), status("Available", 10))

    @pytest.mark.parametrize("word", ["Available", "Charging", "Error"])
    def test_nothing_else_of_it_does(self, word: str) -> None:
        assert not self.overrides(status(word, 20), status("Preparing", 10))

    @pytest.mark.parametrize("seconds", [20, 30])
    def test_a_connector_that_has_spoken_since_speaks_for_itself(self, seconds: float) -> None:
        assert not self.overrides(status("Unavailable", 20), status("Available", seconds))

    def test_a_connector_that_has_said_nothing_is_out_of_service_with_it(self) -> None:
        assert self.overrides(status("Faulted", 20))
        assert self.overrides(status("Faulted", 20), status("Available", None))

    def test_without_any_word_or_stamp_of_it_there_is_nothing(self) -> None:
        empty, own = StatusHistory(()), order_statuses([status("Available", 10)], at(60))
        assert overriding_record(empty, own) is None
        assert not self.overrides(status("Faulted", None), status("Available", 10))

    def test_from_the_future_it_does_not_hide_a_connector_for_ever(self) -> None:
        """F10: Unavailable at boot, two hours ahead; then the clock was set."""
        assert not self.overrides(status("Unavailable", 2 * HOUR), status("Available", 10))

    def test_a_station_that_is_always_ahead_is_believed(self) -> None:
        ahead = status("Available", 2 * HOUR)
        assert self.overrides(status("Faulted", 2 * HOUR + 9), ahead)
        assert not self.overrides(status("Faulted", 2 * HOUR - 9), ahead)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("GroundFailure", ChargePointErrorCode.GROUND_FAILURE),
        ("NoError", ChargePointErrorCode.NO_ERROR),
        ("Error", None),
        (None, None),
    ],
)
def test_an_error_code_is_one_of_ocpps_or_none(
    word: str | None, code: ChargePointErrorCode | None
) -> None:
    assert error_code_of(StatusRecord("Faulted", NOON, word)) is code
