import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.meter import Quantity, SampledValue, normalise, parse_number
from tests.unit.domain.rows import NOON, current, energy, power, soc, voltage


@given(st.none() | st.text() | st.from_regex(r"[+-]?[\d._eE ]{1,70}"))
def test_any_text_gives_a_finite_number_or_nothing(text: str | None) -> None:
    number = parse_number(text)
    assert number is None or math.isfinite(number)


@given(st.decimals(-(10**9), 10**9, places=6))
def test_a_plain_decimal_is_read_exactly(number: object) -> None:
    assert parse_number(str(number)) == float(str(number))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("87.00", 87),
        (" 12 ", 12),
        ("+5", 5),
        ("-0.5", -0.5),
        (".5", 0.5),
        ("5.", 5),
        ("1e3", 1000),
        ("2E-2", 0.02),
    ],
)
def test_what_meters_write_is_read(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " ",
        "-",
        ".",
        "e3",
        "NaN",
        "inf",
        "Infinity",
        "1e999",
        "1_0",
        "0x10",
        "1,5",
        "١٢",
        "१२",
        "²",
        "1 2",
        "9" * 5000,
        "x" * 1000000,
        "\ud800",
        "5\x00",
    ],
    ids=lambda text: repr(text)[:12],
)
def test_what_is_no_number_is_nothing(text: str | None) -> None:
    assert parse_number(text) is None


@given(
    st.builds(
        SampledValue,
        st.just(NOON),
        *[st.none() | st.text() | st.sampled_from(["5", "NaN", "SoC", "Wh", "L1", "Raw"])] * 7,
    )
)
def test_any_row_gives_a_finite_reading_or_nothing(sampled: SampledValue) -> None:
    reading = normalise(sampled)
    assert reading is None or math.isfinite(reading.value)


@pytest.mark.parametrize(
    ("measurand", "unit", "quantity", "value"),
    [
        ("Energy.Active.Import.Register", "Wh", Quantity.ENERGY, 7.0),
        ("Energy.Active.Import.Register", "kWh", Quantity.ENERGY, 7000.0),
        ("Energy.Active.Import.Register", None, Quantity.ENERGY, 7.0),
        (None, None, Quantity.ENERGY, 7.0),
        (None, "kWh", Quantity.ENERGY, 7000.0),
        ("", "", Quantity.ENERGY, 7.0),
        ("Power.Active.Import", "kW", Quantity.POWER, 7000.0),
        ("Power.Active.Import", None, Quantity.POWER, 7.0),
        ("Current.Import", "A", Quantity.CURRENT, 7.0),
        ("Current.Offered", "A", Quantity.CURRENT_OFFERED, 7.0),
        ("Voltage", "V", Quantity.VOLTAGE, 7.0),
        ("SoC", "Percent", Quantity.SOC, 7.0),
        ("Temperature", "Celsius", Quantity.TEMPERATURE, 7.0),
    ],
)
def test_each_unit_comes_down_to_one_a_quantity(
    measurand: str | None, unit: str | None, quantity: Quantity, value: float
) -> None:
    reading = normalise(SampledValue(NOON, "7", measurand, unit))
    assert reading is not None
    assert (reading.quantity, reading.value) == (quantity, value)


@pytest.mark.parametrize(
    "sampled",
    [
        SampledValue(NOON, "7", "Energy.Reactive.Import.Register", "varh"),
        SampledValue(NOON, "7", "Frequency"),
        SampledValue(NOON, "7", "SoC", "V"),
        SampledValue(NOON, "7", "SoC", "per cent"),
        SampledValue(NOON, "7", "Temperature", "Fahrenheit"),
        SampledValue(NOON, "7", "Temperature", "K"),
        SampledValue(NOON, "7", None, "Percent"),
        SampledValue(NOON, "7", format="SignedData"),
        SampledValue(NOON, None),
        SampledValue(NOON, "OCMF|{}"),
        soc(0, 65535),
        soc(0, "NaN"),
        soc(0, -1),
        voltage(0, 65535),
        current(0, 65535),
        power(0, 60, "kW"),
        power(0, -51),
        energy(0, "1e13"),
    ],
    ids=repr,
)
def test_what_can_not_be_used_is_passed_over(sampled: SampledValue) -> None:
    assert normalise(sampled) is None


@pytest.mark.parametrize("sampled", [power(0, -0.4), power(0, "-0.04", "kW"), current(0, "-0.01")])
def test_a_meters_noise_at_rest_is_nothing(sampled: SampledValue) -> None:
    reading = normalise(sampled)
    assert reading is not None
    assert str(reading.value) == "0.0"


def test_minus_nothing_is_nothing() -> None:
    reading = normalise(current(0, "-0.00"))
    assert reading is not None
    assert str(reading.value) == "0.0"


def test_a_register_and_a_temperature_may_be_below_nothing() -> None:
    cold = normalise(SampledValue(NOON, "-12", "Temperature", "Celsius"))
    odd = normalise(energy(0, -4076, "kWh"))
    assert cold is not None
    assert odd is not None
    assert (cold.value, odd.value) == (-12.0, -4_076_000.0)


def test_an_electrical_phase_is_kept_and_an_empty_one_is_none() -> None:
    phases = [normalise(power(0, 5, phase=phase)) for phase in ("L1", "", None)]
    assert [reading and reading.phase for reading in phases] == ["L1", None, None]


def test_raw_data_may_say_so() -> None:
    assert normalise(power(0, 5, format="Raw")) is not None
