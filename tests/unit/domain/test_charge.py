"""The newest transaction, from its start to its summary."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.charge import MAX_TRANSACTION_ID, ChargeLog
from kiosk.domain.commands import Remark
from kiosk.domain.meter import SampledValue
from kiosk.domain.observation import (
    ConnectorObservation,
    DataTransferRecord,
    StatusRecord,
    TransactionRecord,
)
from kiosk.domain.snapshot import SummarySource
from kiosk.domain.status import order_statuses
from kiosk.domain.vehicle import CLASSIC
from tests.unit.domain.rows import (
    HOUR,
    LOST_CLOCK,
    NOON,
    SUMMARY_SAID,
    at,
    energy,
    power,
    session_summary,
    soc,
    status,
    transaction,
)

CHARGING = (status("Preparing", -10), status("Charging", 1))
SKEWS = [-2 * HOUR, -3.0, 0.0, 3.0, 2 * HOUR]


def take(
    charge: ChargeLog,
    record: TransactionRecord | None,
    *sampled: SampledValue,
    now: float = 60.0,
    statuses: tuple[StatusRecord, ...] = CHARGING,
) -> ChargeLog:
    observation = ConnectorObservation(
        1, statuses=statuses, transaction=record, sampled_values=sampled
    )
    charge.take(observation, order_statuses(statuses, at(now)), at(now))
    return charge


def sum_up(
    charge: ChargeLog, record: DataTransferRecord | None = None, now: float = 120.0
) -> Remark | None:
    return charge.sum_up(
        record, at(now), model=CLASSIC, start_soc=87.0, intent=None, stopped_for=None
    )


@pytest.fixture
def charge() -> ChargeLog:
    return ChargeLog()


class TestWhichTransaction:
    def test_at_first_there_is_none(self, charge: ChargeLog) -> None:
        take(charge, None)
        assert (charge.transaction_id, charge.open, charge.over, charge.ended) == (
            0,
            False,
            False,
            None,
        )
        assert charge.quiet_for(NOON) is None
        assert charge.age(NOON) is None
        assert charge.soc() is None

    @pytest.mark.parametrize("transaction_id", [-1, 0, 2**31, 2**63 - 1])
    def test_an_id_that_means_none_is_none(self, charge: ChargeLog, transaction_id: int) -> None:
        """F24."""
        take(charge, transaction(transaction_id))
        assert (charge.transaction_id, charge.open) == (0, False)

    @pytest.mark.parametrize("transaction_id", [1, MAX_TRANSACTION_ID])
    def test_any_other_is_one(self, charge: ChargeLog, transaction_id: int) -> None:
        take(charge, transaction(transaction_id))
        assert (charge.transaction_id, charge.open, charge.over) == (transaction_id, True, False)

    def test_the_newest_is_the_one_that_counts(self, charge: ChargeLog) -> None:
        """F16."""
        take(charge, transaction(8), soc(10, 60), energy(10, 1010))
        take(charge, transaction(9))
        assert (charge.transaction_id, charge.soc(), charge.energy_wh()) == (9, None, None)
        take(charge, transaction(8, stopped=at(50)), soc(20, 61))
        assert (charge.transaction_id, charge.open, charge.soc()) == (9, True, None)

    def test_what_is_closed_stays_closed(self, charge: ChargeLog) -> None:
        take(charge, transaction(stopped=at(50)))
        take(charge, transaction())
        assert (charge.open, charge.over, charge.ended) == (False, True, at(50))

    def test_it_is_kept_when_a_reading_lacks_it(self, charge: ChargeLog) -> None:
        take(charge, transaction(), soc(10, 60))
        take(charge, None)
        assert (charge.open, charge.soc()) == (True, 60)

    def test_seeing_the_same_again_changes_nothing(self, charge: ChargeLog) -> None:
        """F15."""
        rows = soc(10, 60), power(10, 150), energy(10, 1010)
        take(charge, transaction(), *rows)
        before = charge.series.version, charge.curve(), charge.energy_wh(), charge.age(at(60))
        take(charge, transaction(), *rows, *rows)
        after = charge.series.version, charge.curve(), charge.energy_wh(), charge.age(at(60))
        assert after == before


@pytest.mark.parametrize("stamp", [-10, 7200])
def test_a_finishing_that_was_not_after_the_start_does_not_end_it(
    charge: ChargeLog, stamp: float
) -> None:
    """The one before it, or one whose time can't be right (F10)."""
    take(charge, transaction(), statuses=(status("Finishing", stamp),))
    assert (charge.open, charge.over) == (True, False)


class TestLeftover:
    """A transaction without a stop on a connector that has been free since."""

    FREED = (*CHARGING, status("Available", 30))

    def test_one_that_was_followed_is_over(self, charge: ChargeLog) -> None:
        take(charge, transaction(), soc(10, 60))
        take(charge, transaction(), statuses=self.FREED)
        assert (charge.open, charge.over, charge.ended) == (False, True, at(30))

    def test_one_from_before_the_kiosk_came_up_is_nothing_to_show(self, charge: ChargeLog) -> None:
        take(charge, transaction(), statuses=self.FREED)
        assert (charge.open, charge.over) == (False, False)

    def test_meter_values_after_it_was_free_say_that_it_goes_on(self, charge: ChargeLog) -> None:
        """F13: SteVe itself writes Available while the cable is in."""
        take(charge, transaction(), statuses=self.FREED)
        take(charge, transaction(), soc(40, 60), statuses=self.FREED)
        assert charge.open

    def test_a_connector_that_was_free_before_the_start_says_nothing(
        self, charge: ChargeLog
    ) -> None:
        take(charge, transaction(), statuses=(status("Available", -30), *CHARGING))
        assert charge.open

    def test_a_start_in_1970_is_taken_by_the_central_systems_clock(self, charge: ChargeLog) -> None:
        """F11."""
        rows = status("Available", -30), *CHARGING
        take(charge, transaction(start_timestamp=LOST_CLOCK), statuses=rows)
        assert charge.open

    @pytest.mark.parametrize("skew", SKEWS)
    def test_when_it_ended_is_told_on_the_databases_clock(
        self, charge: ChargeLog, skew: float
    ) -> None:
        """F30."""
        record = transaction(start_timestamp=at(skew))
        rows = status("Preparing", skew - 10), status("Charging", skew)
        take(charge, record, soc(skew + 10, 60), now=10, statuses=rows)
        freed = (*rows, status("Available", skew + 30))
        take(charge, record, now=31, statuses=freed)
        assert charge.over
        assert charge.ended is not None
        assert abs((charge.ended - at(30)).total_seconds()) <= 20
        sum_up(charge, now=31)
        assert charge.summary is not None
        assert charge.summary.duration <= 60

    def test_a_stop_that_comes_late_after_all_counts(self, charge: ChargeLog) -> None:
        take(charge, transaction(), soc(10, 60))
        take(charge, transaction(), statuses=self.FREED)
        take(charge, transaction(stopped=at(500)), statuses=self.FREED)
        assert (charge.over, charge.ended) == (True, at(500))


class TestClocks:
    """F30."""

    @pytest.mark.parametrize("skew", SKEWS)
    def test_age_and_duration_hold_whatever_the_stations_clock_shows(
        self, charge: ChargeLog, skew: float
    ) -> None:
        record = transaction(start_timestamp=at(skew))
        for seconds in range(10, 121, 10):
            take(charge, record, soc(seconds + skew, 60), now=seconds + 1)
        assert charge.age(at(125)) == pytest.approx(5, abs=1)
        assert charge.duration(at(125)) == pytest.approx(125, abs=1)

    def test_a_start_that_was_delivered_late_lasts_since_it_happened(
        self, charge: ChargeLog
    ) -> None:
        record = transaction(started=at(HOUR), start_timestamp=NOON)
        take(charge, record, soc(HOUR, 60), now=HOUR + 1)
        assert charge.duration(at(HOUR + 1)) == pytest.approx(HOUR, abs=2)

    @pytest.mark.parametrize("stamped", [None, LOST_CLOCK])
    def test_without_the_stations_word_the_central_systems_counts(
        self, charge: ChargeLog, stamped: datetime | None
    ) -> None:
        """F11."""
        take(charge, transaction(start_timestamp=stamped), soc(10, 60), power(10, 150))
        assert charge.duration(at(60)) == 60
        assert charge.curve()[-1].seconds <= 10

    def test_neither_is_ever_negative(self, charge: ChargeLog) -> None:
        take(charge, transaction(), soc(10, 60), now=20)
        assert charge.duration(at(-60)) == 0
        assert charge.age(at(-60)) == 0

    def test_the_last_sign_of_life(self, charge: ChargeLog) -> None:
        take(charge, transaction(), now=5)
        assert charge.quiet_for(at(50)) == timedelta(seconds=50)
        take(charge, transaction(), soc(40, 60), now=40)
        assert charge.quiet_for(at(50)) == timedelta(seconds=10)
        take(charge, transaction(stopped=at(45)), now=46)
        assert charge.quiet_for(at(50)) == timedelta(seconds=5)


class TestFigures:
    def test_the_curve_counts_from_the_start(self, charge: ChargeLog) -> None:
        take(charge, transaction(), power(10, 150), soc(10, 60))
        assert [point.seconds for point in charge.curve()] == [10.0]
        take(charge, transaction(), power(20, 151))
        assert [point.seconds for point in charge.curve()] == [10.0, 20.0]

    @given(
        st.lists(
            st.tuples(st.integers(1, 400), st.integers(0, 10**7), st.sampled_from(["Wh", "kWh"])),
            max_size=15,
        )
    )
    def test_energy_never_falls_whatever_rows_come_and_when(
        self, rows: list[tuple[int, int, str]]
    ) -> None:
        charge, shown = ChargeLog(), 0.0
        for seconds, register, unit in rows:
            take(charge, transaction(), energy(seconds, register, unit))
            delivered = charge.energy_wh()
            assert delivered is None or delivered >= shown
            shown = delivered or shown

    def test_a_late_row_that_lowers_the_energy_leaves_what_was_shown(
        self, charge: ChargeLog
    ) -> None:
        take(charge, transaction(start_value=None), energy(20, 1020), energy(40, 1040))
        assert charge.energy_wh() == 20
        take(charge, transaction(start_value=None), energy(30, 2))
        take(charge, transaction(start_value=None), energy(35, 3))
        assert charge.energy_wh() == 20


class TestSummary:
    @pytest.fixture
    def over(self, charge: ChargeLog) -> ChargeLog:
        rows = soc(10, 87), energy(10, 1000), soc(80, "87.1"), energy(80, 1003)
        return take(charge, transaction(stopped=at(90), stop_timestamp=at(90)), *rows, now=91)

    def test_it_is_worked_out_until_the_message_comes_and_replaces_it(
        self, over: ChargeLog
    ) -> None:
        assert sum_up(over) is None
        assert over.summary is not None
        assert (over.summary.source, over.summary.energy_wh) == (SummarySource.WORKED_OUT, 3)
        sum_up(over, session_summary())
        assert over.summary.source is SummarySource.VEHICLE
        assert over.summary.energy_wh == SUMMARY_SAID["energyDelivered"]

    @pytest.mark.parametrize(
        "record", [None, session_summary(data="{"), session_summary(-600, key="other")]
    )
    def test_the_vehicles_figures_are_never_given_up(
        self, over: ChargeLog, record: DataTransferRecord | None
    ) -> None:
        sum_up(over, session_summary())
        before = over.summary
        sum_up(over, record)
        assert over.summary == before

    def test_a_message_that_can_not_be_read_is_told_and_done_without(self, over: ChargeLog) -> None:
        """F28."""
        remark = sum_up(over, session_summary(data='{"finalSoc": NaN}'))
        assert remark is not None
        assert "130" in remark.key
        assert over.summary is not None
        assert over.summary.source is SummarySource.WORKED_OUT

    def test_meter_values_that_come_late_are_worked_in(self, over: ChargeLog) -> None:
        sum_up(over)
        stopped = transaction(stopped=at(90), stop_timestamp=at(90))
        take(over, stopped, soc(88, "87.2"), energy(88, 1004), now=200)
        sum_up(over)
        assert over.summary is not None
        assert (over.summary.final_soc, over.summary.energy_wh) == (87.2, 4)

    def test_the_next_transaction_begins_without_it(self, over: ChargeLog) -> None:
        sum_up(over)
        take(over, transaction(131))
        assert over.summary is None
