"""Charges that end after so many minutes, or before they cost more than an amount."""

from datetime import datetime
from decimal import Decimal

from kiosk.domain import figures
from kiosk.domain.charge import ChargeLog
from kiosk.domain.commands import StartIntent
from kiosk.domain.register import MAX_POWER_W
from kiosk.domain.snapshot import Limit, LimitKind, Refusal
from kiosk.domain.tariff import Price, Usage, bill, stored_price
from kiosk.domain.vendor import VehicleInfo

MOST_MINUTES = 24 * 60
MOST_MONEY = Decimal(5_000)
"""More than a rider of a scooter can mean, in the tariff's currency."""

WORTH_IT_SECONDS = 60.0
"""An amount must buy charging for so long."""

AHEAD_SECONDS = 15.0
"""So long energy may flow on once a stop is decided on: it has to be read, sent and followed."""

MOST_VOLTS = 90.0
"""Of any of the vehicles, for a station that reports no power."""

_EARLY, _LATE = 0.95, 1.1

Minutes = tuple[float, float]


def refusal_of(limit: Limit, info: VehicleInfo, price: Price | None) -> Refusal | None:
    """Return why a limit makes no sense for the vehicle, ``None`` where it does."""
    if limit.kind is LimitKind.MINUTES:
        if limit.value < 1:
            return Refusal.TOO_SHORT
        return Refusal.TOO_LONG if limit.value > MOST_MINUTES else None
    if limit.value > MOST_MONEY:
        return Refusal.TOO_MUCH
    energy = min(info.max_current * info.voltage, MAX_POWER_W) * WORTH_IT_SECONDS / 3600
    if price is None or limit.value < bill(price, Usage(energy, WORTH_IT_SECONDS)).total:
        return Refusal.TOO_LITTLE
    return None


def limit_reached(intent: StartIntent, charge: ChargeLog, *, paused: bool, now: datetime) -> bool:
    """Tell whether the charge must stop now (database's clock) so as to keep to its limit."""
    limit = intent.limit
    if limit is None:
        return False
    if limit.kind is LimitKind.MINUTES:
        return charge.duration(now) >= float(limit.value) * 60
    price = stored_price(intent.tariff)
    ahead = _usage(intent, charge, paused, now, AHEAD_SECONDS)
    return price is not None and bill(price, ahead).total > limit.value


def minutes_to_limit(
    intent: StartIntent, charge: ChargeLog, *, paused: bool, now: datetime
) -> Minutes | None:
    """Return the range of minutes left until the limit, ``None`` where there is no end in sight."""
    limit = intent.limit
    if limit is None:
        return None
    if limit.kind is LimitKind.MINUTES:
        left = max(0.0, float(limit.value) - charge.duration(now) / 60)
        return left, left
    price = stored_price(intent.tariff)
    if price is None:
        return None
    spent, later = (
        bill(price, _usage(intent, charge, paused, now, seconds)).total for seconds in (0.0, 3600.0)
    )
    if later <= spent:
        return None
    left = max(0.0, float((limit.value - spent) / (later - spent)) * 60)
    return left * _EARLY, left * _LATE


def sooner(one: Minutes | None, other: Minutes | None) -> Minutes | None:
    """Return the range of what comes first of two."""
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), min(one[1], other[1])


def _usage(
    intent: StartIntent, charge: ChargeLog, paused: bool, now: datetime, ahead: float
) -> Usage:
    """Return what will have been used in so many seconds, for the last reading is past already."""
    seconds, age = charge.duration(now), charge.age(now)
    watts = figures.present_power(charge.series)
    if watts is None:
        watts = (intent.max_current or 0.0) * MOST_VOLTS
    unread = ahead + (seconds if age is None else age)
    flowing = 0.0 if paused else min(watts, MAX_POWER_W) * unread / 3600
    return Usage((charge.energy_wh() or 0.0) + flowing, seconds + ahead)
