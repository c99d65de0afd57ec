"""What a charge costs: the tariff with its hours, and the price fixed for one session at START.

All amounts are before tax, as India's invoices show them; the bill adds the taxes. Each line is
worked out from the quantity as it is printed and rounded to the smallest coin, and the total is the
sum of the lines, so that whoever adds up a bill gets the same. Components stand in the order of
article 5 of the EU's AFIR: per kWh, per minute, per session, others.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from enum import Enum
from typing import Any

from kiosk.domain.errors import Malformed
from kiosk.domain.money import MAX_RATE, parse_decimal, rounded

_DAY = 24 * 60
_MAX_TEXT = 2_000
_MAX_HOURS_IDLE = 24
_WH, _CENTIMINUTE, _MINUTE = Decimal("0.001"), Decimal("0.01"), Decimal(1)


class Component(Enum):
    """What is charged for; the value is its name in a stored price and on a receipt's line."""

    ENERGY = "Energy"
    SERVICE = "Service charge"
    """By the kWh too: the Indian guidelines want it apart from the supply tariff."""
    TIME = "Time"
    SESSION = "Session fee"
    IDLE = "Idle time"

    @property
    def unit(self) -> str:
        """The unit of its quantity, empty where it comes once a session."""
        return _UNITS[self]


_UNITS = {
    Component.ENERGY: "kWh",
    Component.SERVICE: "kWh",
    Component.TIME: "min",
    Component.SESSION: "",
    Component.IDLE: "min",
}


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax on the whole bill: its name, such as CGST, and its rate in %."""

    name: str
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """What one session is charged by. ``rates`` are before tax, of the components that cost."""

    rates: tuple[tuple[Component, Decimal], ...]
    taxes: tuple[Tax, ...] = ()
    currency: str = "INR"
    idle_grace_minutes: int = 0

    def rate(self, component: Component) -> Decimal:
        """Return the rate before tax, 0 for what costs nothing."""
        return dict(self.rates).get(component, Decimal(0))

    def rate_with_tax(self, component: Component) -> Decimal:
        """Return the rate with all taxes, to the smallest coin: what a rider is shown."""
        percent = sum((tax.percent for tax in self.taxes), Decimal(100))
        return rounded(self.rate(component) * percent / 100)


@dataclass(frozen=True, slots=True)
class DayWindow:
    """Hours of each day with a price of their own for the energy.

    ``begin`` and ``end`` are minutes since midnight, local time; a window may go past midnight.
    """

    begin: int
    end: int
    per_kwh: Decimal

    def minutes(self) -> frozenset[int]:
        """Return the minutes of the day that it holds."""
        length = (self.end - self.begin) % _DAY
        return frozenset((self.begin + each) % _DAY for each in range(length))

    def holds(self, minute: int) -> bool:
        """Tell whether the minute of the day lies in it."""
        return (minute - self.begin) % _DAY < (self.end - self.begin) % _DAY


@dataclass(frozen=True, slots=True)
class Tariff:
    """The operator's prices: ``price`` outside of all windows, and windows that do not overlap."""

    price: Price
    windows: tuple[DayWindow, ...] = ()

    def price_at(self, instant: datetime, zone: tzinfo) -> Price:
        """Return the price of a session that starts at the instant."""
        local = instant.astimezone(zone)
        minute = local.hour * 60 + local.minute
        window = next((each for each in self.windows if each.holds(minute)), None)
        if window is None:
            return self.price
        rates = {**dict(self.price.rates), Component.ENERGY: window.per_kwh}
        return replace(self.price, rates=_in_order(rates))

    def next_change(self, instant: datetime, zone: tzinfo) -> tuple[datetime, Price] | None:
        """Return when the price changes next, within a day, and what it is from then on."""
        now = self.price_at(instant, zone)
        local = instant.astimezone(zone)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        bounds = {minute for window in self.windows for minute in (window.begin, window.end)}
        moments = sorted(
            midnight + timedelta(days=day, minutes=minute) for day in (0, 1) for minute in bounds
        )
        for moment in moments:
            if moment > local and (price := self.price_at(moment, zone)) != now:
                return moment, price
        return None


@dataclass(frozen=True, slots=True)
class Usage:
    """What a session used: Wh (``None``: not known, and not charged for) and seconds."""

    energy_wh: float | None
    seconds: float
    idle_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class BillLine:
    """One component: ``amount`` is ``quantity`` (in its unit) times ``rate``, rounded."""

    component: Component
    quantity: Decimal
    rate: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One tax on the taxable value."""

    tax: Tax
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Bill:
    """A session's price with all its parts."""

    currency: str
    lines: tuple[BillLine, ...]
    taxes: tuple[TaxLine, ...]

    @property
    def taxable(self) -> Decimal:
        """The sum before tax."""
        return sum((line.amount for line in self.lines), Decimal("0.00"))

    @property
    def total(self) -> Decimal:
        """The sum with tax, exactly that of the lines."""
        return sum((line.amount for line in self.taxes), self.taxable)


def bill(price: Price, usage: Usage) -> Bill:
    """Return what a session costs; idle time counts from the end of the grace time."""
    idle = max(0.0, min(usage.idle_seconds, _MAX_HOURS_IDLE * 3600.0))
    # Begun minutes of idling are not charged, nor is energy that nobody measured.
    idle_minutes = max(0, int(idle // 60) - price.idle_grace_minutes)
    kwh = rounded(Decimal(max(0.0, usage.energy_wh or 0.0)) / 1000, _WH)
    quantities = {
        Component.ENERGY: kwh,
        Component.SERVICE: kwh,
        Component.TIME: rounded(Decimal(max(0.0, usage.seconds)) / 60, _CENTIMINUTE),
        Component.SESSION: Decimal(1),
        Component.IDLE: Decimal(idle_minutes),
    }
    lines = tuple(
        _line(component, quantities[component], rate)
        for component, rate in price.rates
        if component is not Component.IDLE or idle_minutes
    )
    untaxed = Bill(price.currency, lines, ())
    taxes = tuple(TaxLine(tax, rounded(untaxed.taxable * tax.percent / 100)) for tax in price.taxes)
    return replace(untaxed, taxes=taxes)


def _line(component: Component, quantity: Decimal, rate: Decimal) -> BillLine:
    amount = rounded(quantity * rate)
    return BillLine(component, quantity, rate if component.unit else amount, amount)


def estimate(
    price: Price, energy_wh: float | None, minutes: tuple[float, float] | None
) -> tuple[Decimal, Decimal] | None:
    """Return what a charge will come to (low, high), ``None`` where that can't be told."""
    if energy_wh is None and (price.rate(Component.ENERGY) or price.rate(Component.SERVICE)):
        return None
    if minutes is None and price.rate(Component.TIME):
        return None
    low, high = minutes or (0.0, 0.0)
    return (
        bill(price, Usage(energy_wh, low * 60)).total,
        bill(price, Usage(energy_wh, high * 60)).total,
    )


def price_to_text(price: Price) -> str:
    """Return the price as text, to be stored with the session that it was fixed for."""
    return json.dumps(
        {
            "currency": price.currency,
            "rates": {component.name.lower(): str(rate) for component, rate in price.rates},
            "taxes": [[tax.name, str(tax.percent)] for tax in price.taxes],
            "idle_grace_minutes": price.idle_grace_minutes,
        },
        separators=(",", ":"),
    )


def price_of_text(text: str) -> Price:
    """Read a stored price. Raises :class:`Malformed` for whatever else it is given."""
    try:
        if len(text) > _MAX_TEXT:
            raise ValueError("is too long")
        fields = json.loads(text)
        rates = {
            Component[name.upper()]: _rate(rate) for name, rate in dict(fields["rates"]).items()
        }
        taxes = tuple(Tax(_word(name), _rate(percent)) for name, percent in fields["taxes"])
        return Price(
            _in_order(rates), taxes, _word(fields["currency"]), _grace(fields["idle_grace_minutes"])
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Malformed(f"a stored price can't be read: {type(error).__name__}") from None


def stored_price(text: str) -> Price | None:
    """Read a stored price, ``None`` where there is none that can be read."""
    try:
        return price_of_text(text)
    except Malformed:
        return None


def make_price(
    rates: Mapping[Component, Decimal],
    taxes: tuple[Tax, ...] = (),
    currency: str = "INR",
    idle_grace_minutes: int = 0,
) -> Price:
    """Return a price with its components in order; those that cost nothing are left out."""
    return Price(_in_order(rates), taxes, currency, idle_grace_minutes)


def _in_order(rates: Mapping[Component, Decimal]) -> tuple[tuple[Component, Decimal], ...]:
    return tuple((each, rates[each]) for each in Component if rates.get(each))


def _rate(value: Any) -> Decimal:
    rate = parse_decimal(_word(value))
    if rate > MAX_RATE:
        raise ValueError("is too much")
    return rate


def _word(value: Any) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= 20 or not value.isprintable():
        raise TypeError("is no word")
    return value


def _grace(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _DAY:
        raise TypeError("is no number of minutes")
    return value
