"""Prices: exact to the smallest coin, fixed at START, by the hour of the day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Malformed
from kiosk.domain.money import parse_decimal
from kiosk.domain.tariff import (
    Component,
    DayWindow,
    Price,
    Tariff,
    Tax,
    Usage,
    bill,
    estimate,
    make_price,
    price_of_text,
    price_to_text,
)

INDIA = timezone(timedelta(hours=5, minutes=30))
GST = (Tax("CGST", Decimal(9)), Tax("SGST", Decimal(9)))
PRICE = make_price({Component.SESSION: Decimal("2.00"), Component.ENERGY: Decimal("14.00")}, GST)

rates = st.decimals(0, 10_000, places=4, allow_nan=False, allow_infinity=False)
taxes = st.lists(
    st.builds(Tax, st.sampled_from(["CGST", "SGST", "IGST", "Cess"]), st.decimals(0, 99, places=2)),
    max_size=3,
).map(tuple)
prices = st.builds(
    make_price,
    st.dictionaries(st.sampled_from(Component), rates),
    taxes,
    st.sampled_from(["INR", "EUR"]),
    st.integers(0, 1440),
)
usages = st.builds(
    Usage,
    st.none() | st.floats(-10, 1e6),
    st.floats(-10, 1e6),
    st.floats(-10, 1e6),
)


def amounts(price: Price, usage: Usage) -> list[str]:
    return [str(line.amount) for line in bill(price, usage).lines]


def test_the_session_of_the_mock_up() -> None:
    found = bill(PRICE, Usage(731.0, 3660.0))
    assert [(line.component, str(line.amount)) for line in found.lines] == [
        (Component.ENERGY, "10.23"),
        (Component.SESSION, "2.00"),
    ]
    assert [str(line.amount) for line in found.taxes] == ["1.10", "1.10"]
    assert (str(found.taxable), str(found.total)) == ("12.23", "14.43")


def test_components_come_in_the_order_of_the_regulation() -> None:
    price = make_price(dict.fromkeys(reversed(Component), Decimal(1)))
    found = bill(price, Usage(1000.0, 60.0, 3600.0))
    assert [line.component for line in found.lines] == list(Component)
    assert [str(line.quantity) for line in found.lines] == ["1.000", "1.000", "1.00", "1", "60"]


@given(prices, usages)
def test_a_bill_adds_up_as_it_is_printed(price: Price, usage: Usage) -> None:
    found = bill(price, usage)
    for line in found.lines:
        assert abs(line.quantity * line.rate - line.amount) <= Decimal("0.005")
    every = [*(line.amount for line in found.lines), *(line.amount for line in found.taxes)]
    assert found.total == sum(every, Decimal(0)) >= 0
    assert all(amount.as_tuple().exponent == -2 for amount in (*every, found.total))


def test_energy_that_nobody_measured_costs_nothing() -> None:
    assert amounts(PRICE, Usage(None, 60.0)) == ["0.00", "2.00"]


@pytest.mark.parametrize(
    ("idle", "cost"),
    [(0.0, []), (11 * 60 - 1, []), (11 * 60, ["0.50"]), (1e9, ["715.00"])],
)
def test_idling_costs_whole_minutes_after_the_grace_time(idle: float, cost: list[str]) -> None:
    price = make_price({Component.IDLE: Decimal("0.50")}, idle_grace_minutes=10)
    assert amounts(price, Usage(1.0, 1.0, idle)) == cost


def test_what_is_shown_has_the_taxes_in_it() -> None:
    assert PRICE.rate_with_tax(Component.ENERGY) == Decimal("16.52")
    assert PRICE.rate_with_tax(Component.TIME) == 0


# By the hour

SOLAR = DayWindow(9 * 60, 16 * 60, Decimal("11.00"))
NIGHT = DayWindow(22 * 60, 6 * 60, Decimal(0))
TARIFF = Tariff(PRICE, (SOLAR, NIGHT))


def local(hour: int, minute: int = 0, day: int = 21) -> datetime:
    return datetime(2026, 1, day, hour, minute, tzinfo=INDIA)


@pytest.mark.parametrize(
    ("hour", "minute", "per_kwh"),
    [(8, 59, 14), (9, 0, 11), (15, 59, 11), (16, 0, 14), (22, 0, 0), (0, 0, 0), (5, 59, 0)],
)
def test_the_price_is_that_of_the_window(hour: int, minute: int, per_kwh: int) -> None:
    price = TARIFF.price_at(local(hour, minute).astimezone(UTC), INDIA)
    assert price.rate(Component.ENERGY) == per_kwh
    assert price.rate(Component.SESSION) == 2


def test_the_next_change_is_told() -> None:
    assert TARIFF.next_change(local(8), INDIA) == (local(9), TARIFF.price_at(local(9), INDIA))
    assert TARIFF.next_change(local(16), INDIA) == (local(22), TARIFF.price_at(local(23), INDIA))
    changed = TARIFF.next_change(local(23), INDIA)
    assert changed == (local(6, day=22), PRICE)
    assert Tariff(PRICE).next_change(local(8), INDIA) is None
    same = replace(SOLAR, per_kwh=Decimal("14.00"))
    assert Tariff(PRICE, (same,)).next_change(local(8), INDIA) is None


def test_a_window_holds_its_minutes() -> None:
    assert len(SOLAR.minutes()) == 7 * 60
    assert NIGHT.minutes() == frozenset(m for m in range(1440) if NIGHT.holds(m))


# Before the charge


def test_what_a_charge_will_come_to() -> None:
    timed = replace(PRICE, rates=((Component.TIME, Decimal(1)),))
    assert estimate(PRICE, 731.0, None) == (Decimal("14.43"), Decimal("14.43"))
    assert estimate(timed, None, (10.0, 20.0)) == (Decimal("11.80"), Decimal("23.60"))
    assert estimate(PRICE, None, (10.0, 20.0)) is None
    assert estimate(timed, 731.0, None) is None


# As stored


@given(prices)
def test_a_stored_price_comes_back(price: Price) -> None:
    assert price_of_text(price_to_text(price)) == price


@given(st.text() | st.recursive(st.none(), st.lists).map(repr))
def test_no_text_breaks_the_reading_of_a_price(text: str) -> None:
    with pytest.raises(Malformed):
        price_of_text(text)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ('"14.00"', '"-1"'),
        ('"14.00"', "14"),
        ('"14.00"', '"1E+3"'),
        ('"14.00"', '"100001"'),
        ('"energy"', '"enrgy"'),
        ('"INR"', '""'),
        ('"INR"', f'"{"x" * 3000}"'),
        ('"CGST"', "null"),
        ('_minutes":0', '_minutes":true'),
        ('_minutes":0', '_minutes":-1'),
        ('_minutes":0', '_minutes":"1"'),
        ('"rates"', '"rate"'),
    ],
)
def test_a_stored_price_is_checked(part: str, other: str) -> None:
    text = price_to_text(PRICE)
    assert part in text
    with pytest.raises(Malformed):
        price_of_text(text.replace(part, other))


@pytest.mark.parametrize("text", ["", "1.", ".5", "-1", "1_0", "١", "1e3", "nan", "1.00000"])
def test_only_plain_decimals_are_amounts(text: str) -> None:
    with pytest.raises(ValueError, match="decimal"):
        parse_decimal(text)
