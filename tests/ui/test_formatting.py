"""Figures with their units."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from ui import formatting


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (formatting.percent(87), "87 %"),
        (formatting.percent(87.17667389, 2), "87.18 %"),
        (formatting.gain(0.17667389, 2), "+0.18 %"),
        (formatting.kilometres(70.47), "70 km"),
        (formatting.kilometres_gained(2.43), "+2.4 km"),
        (formatting.kilometres_gained(240.57), "+241 km"),
        (formatting.kilometres_gained(0.143, sign=""), "0.1 km"),
        (formatting.energy(456.2), "456 Wh"),
        (formatting.energy(1456.2), "1.46 kWh"),
        (formatting.energy_total(3.387327194), "3.39 Wh"),
        (formatting.energy_total(45.23), "45.2 Wh"),
        (formatting.energy_total(731.0), "0.73 kWh"),
        (formatting.kilowatt_hours(68.7), "0.07 kWh"),
        (formatting.power(764.2), "764 W"),
        (formatting.power(135.7, 1), "135.7 W"),
        (formatting.current(10), "10.0 A"),
        (formatting.voltage(76.38), "76.4 V"),
        (formatting.temperature(-10.5), "−10.5 °C"),
        (formatting.duration(45), "45 s"),
        (formatting.duration(89.855, exact=True), "1 min 30 s"),
        (formatting.duration(89.855), "1 min"),
        (formatting.duration(2160, exact=True), "36 min"),
        (formatting.duration(3660), "1 h 1 min"),
        (formatting.duration(36000), "10 h"),
        (formatting.minutes_range((25.0, 30.0)), "25–30 min"),
        (formatting.minutes_range((116.3, 139.0)), "115–140 min"),
        (formatting.minutes_range((21.9, 26.3)), "21–27 min"),
        (formatting.minutes_range((0.2, 0.8)), "under 1 min"),
        (formatting.minutes_range((5.0, 5.0)), "5 min"),
        (formatting.minutes_range((200.0, 250.0)), "3–4.5 h"),
    ],
)
def test_figures(shown: str, expected: str) -> None:
    assert shown.replace("\xa0", " ") == expected


@pytest.mark.parametrize(
    "shown",
    [
        formatting.percent, formatting.gain, formatting.kilometres, formatting.kilometres_gained,
        formatting.energy, formatting.energy_total, formatting.kilowatt_hours, formatting.power,
        formatting.current, formatting.voltage, formatting.temperature, formatting.duration,
        formatting.minutes_range,
    ],
)  # fmt: skip
def test_what_is_not_known_is_a_dash(shown: Callable[[None], str]) -> None:
    assert shown(None) == "–"


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_a_dash(value: float) -> None:
    assert formatting.power(value) == formatting.duration(value) == "–"
    assert formatting.minutes_range((1.0, value)) == "–"


@given(st.floats(0, 100))
def test_no_per_cent_is_shown_before_it_is_reached(soc: float) -> None:
    assert 0 <= formatting.whole_percent(soc) <= soc + 0.05


@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_a_range_of_time_promises_nothing_better(low: float, more: float) -> None:
    text = formatting.minutes_range((low, low + more))
    if text.startswith("under"):
        return
    span, unit = text.split("\xa0")
    worst = float(span.split("–")[-1]) * (60 if unit == "h" else 1)
    assert worst >= (low + more) - 0.05 * (60 if unit == "h" else 5)


@pytest.fixture
def india() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_IN"))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("india")
@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (Decimal("14.43"), "INR", "₹14.43"),
        (Decimal("0.05"), "INR", "₹0.05"),
        (Decimal("123456.5"), "INR", "₹1,23,456.50"),
        (Decimal(2), "CHF", "CHF\N{NO-BREAK SPACE}2.00"),
    ],
)
def test_money_has_its_smallest_coin(amount: Decimal, currency: str, shown: str) -> None:
    assert formatting.money(amount, currency) == shown


@pytest.mark.usefixtures("india")
def test_a_range_of_money_names_its_currency_once() -> None:
    assert formatting.money_range((Decimal("12.1"), Decimal("12.4")), "INR") == "₹12.10–12.40"
    assert formatting.money_range((Decimal(2), Decimal(2)), "INR") == "₹2.00"
