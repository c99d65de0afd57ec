"""The meter values of one transaction (F15, F26, F27)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.meter import Quantity, SampledValue
from kiosk.domain.samples import MeterSeries
from tests.unit.domain.rows import NOON, at, current, energy, power, series, soc, voltage

rows = st.lists(
    st.builds(
        SampledValue,
        st.integers(0, 5).map(lambda place: at(place * 10)),
        st.sampled_from(["0", "3", "60", "61.5", "87", "1000", "65535", "-1", "x"]),
        st.sampled_from([None, "SoC", "Power.Active.Import", "Voltage"]),
        st.sampled_from([None, "Wh", "kWh", "W", "V", "Percent"]),
        st.sampled_from([None, "", "L1", "L2"]),
    ),
    max_size=20,
)


def content(gathered: MeterSeries) -> object:
    return gathered.newest, [gathered.series(quantity) for quantity in Quantity]


@given(rows=rows, data=st.data())
def test_the_order_of_the_rows_does_not_matter(
    rows: list[SampledValue], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(rows))
    assert content(series(*rows)) == content(series(*shuffled))


@given(rows)
def test_rows_that_come_again_change_nothing(rows: list[SampledValue]) -> None:
    gathered = series(*rows)
    before, version = content(gathered), gathered.version
    assert not gathered.add(rows)
    assert not gathered.add(reversed(rows))
    assert (content(gathered), gathered.version) == (before, version)


@given(rows)
def test_rows_may_come_one_by_one(rows: list[SampledValue]) -> None:
    gathered = MeterSeries()
    for row in rows:
        gathered.add([row])
        for quantity in Quantity:
            gathered.series(quantity)
    assert content(gathered) == content(series(*rows))


def test_nothing_is_known_at_first() -> None:
    empty = MeterSeries()
    assert empty.newest is None
    assert empty.first(Quantity.SOC) is None
    assert empty.last(Quantity.SOC) is None
    assert empty.energy_wh(1000, NOON) is None


def test_a_new_reading_is_told_and_a_useless_one_is_not() -> None:
    gathered = MeterSeries()
    assert gathered.add([soc(0, 60)])
    assert not gathered.add([soc(10, 65535), soc(20, "NaN")])
    assert gathered.newest == NOON
    assert gathered.last(Quantity.SOC) == 60


def test_a_late_row_takes_its_place_in_time() -> None:
    gathered = series(power(0, 100), power(20, 120))
    gathered.add([power(10, 110)])
    assert [value for _, value in gathered.series(Quantity.POWER)] == [100, 110, 120]
    assert gathered.newest == at(20)


def test_a_total_is_taken_before_the_phases() -> None:
    gathered = series(power(0, 100), power(0, 60, phase="L1"), power(0, 70, phase="L2"))
    assert gathered.last(Quantity.POWER) == 100


@pytest.mark.parametrize("measure", [power, energy])
def test_where_there_are_phases_only_they_make_the_total(measure: object) -> None:
    assert callable(measure)
    gathered = series(measure(0, 60, phase="L1"), measure(0, 70, phase="L2"))
    quantity = Quantity.POWER if measure is power else Quantity.ENERGY
    assert gathered.last(quantity) == 130


def test_currents_and_voltages_of_phases_are_not_added_up() -> None:
    gathered = series(
        SampledValue(NOON, "230", "Voltage", "V", phase="L1"),
        SampledValue(NOON, "231", "Voltage", "V", phase="L2"),
    )
    assert gathered.last(Quantity.VOLTAGE) == 231


def test_energy_is_counted_from_the_start_value() -> None:
    gathered = series(energy(10, "1.010", "kWh"), energy(20, 1020), SampledValue(at(30), "1030"))
    assert gathered.energy_wh(1000, NOON) == pytest.approx(30)


def test_the_recorded_session_in_short() -> None:
    gathered = series(energy(10, 0), power(10, 142), soc(10, "87.00"), voltage(10, 77.15))
    gathered.add([energy(100, 4), power(100, 142), soc(100, "87.16"), current(100, 1.85)])
    assert gathered.energy_wh(0, NOON) == 4
    assert (gathered.first(Quantity.SOC), gathered.last(Quantity.SOC)) == (87.0, 87.16)


class TestStateOfChargeThatLeaps:
    def test_a_single_leap_is_left_out(self) -> None:
        gathered = series(soc(0, 60), soc(10, 60.1), soc(20, 100), soc(30, 60.2))
        assert [value for _, value in gathered.series(Quantity.SOC)] == [60, 60.1, 60.2]

    def test_the_newest_leap_waits_to_be_said_again(self) -> None:
        gathered = series(soc(0, 60), soc(10, 60.1), soc(20, 90))
        assert gathered.last(Quantity.SOC) == 60.1
        gathered.add([soc(30, 90.1)])
        assert gathered.last(Quantity.SOC) == 90.1

    def test_leaps_to_and_fro_are_not_believed(self) -> None:
        gathered = series(soc(0, 60), soc(10, 90), soc(20, 30), soc(30, 60.2))
        assert [value for _, value in gathered.series(Quantity.SOC)] == [60, 60.2]

    def test_a_battery_that_begins_with_a_nought_did_not_begin_empty(self) -> None:
        gathered = series(soc(0, 0), soc(10, 87), soc(20, 87.02))
        assert gathered.first(Quantity.SOC) == 87

    def test_what_charged_while_nobody_heard_of_it_is_no_leap(self) -> None:
        gathered = series(soc(0, 20), soc(3600, 60), soc(3610, 60.1))
        assert gathered.first(Quantity.SOC) == 20
        assert gathered.last(Quantity.SOC) == 60.1
