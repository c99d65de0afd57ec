"""What a charge under way says of its end and of its price."""

import math
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from kiosk.domain.snapshot import ChargingFigures, ConnectorSnapshot, Limit, LimitKind
from ui import formatting, words

translate = QCoreApplication.translate

_NOTICEABLE = 0.5
"""A charge that is full by so many minutes before its limit ends by being full."""


def headline(connector: ConnectorSnapshot, charging: ChargingFigures, live: bool) -> list[str]:
    """Return wordings of when the charge ends, from the longest to the shortest.

    Where the figures are not ``live``, nothing is said that they would have to tell.
    """
    if charging.paused is not None:
        return [words.paused(charging.paused)[0], translate("Charge", "Paused")]
    minutes = charging.minutes_left if live else None
    left = _minutes_to_limit(connector.limit, charging)
    if left is not None and (minutes is None or minutes[1] > left - _NOTICEABLE):
        time = formatting.duration(60.0 * max(1, math.ceil(left)))
        return [translate("Charge", "{time} left").format(time=time)]
    target = ""
    if charging.target is not None and not most(connector):
        target = formatting.percent(charging.target)
    if minutes is None:
        charge = translate("Charge", "Charging")
        to = translate("Charge", "Charging to {target}").format(target=target)
        return [to, charge] if target else [charge]
    time = formatting.minutes_range(minutes)
    if target:
        return [translate("Charge", "{time} to {target}").format(time=time, target=target), time]
    return [translate("Charge", "{time} left").format(time=time), time]


def tells_time(connector: ConnectorSnapshot, charging: ChargingFigures, live: bool) -> bool:
    """Whether the headline says how long it takes."""
    if charging.paused is not None:
        return False
    known = live and charging.minutes_left is not None
    return known or _minutes_to_limit(connector.limit, charging) is not None


def most(connector: ConnectorSnapshot) -> str:
    """Return the amount that the rider set as the most; empty where that is not the goal."""
    limit = connector.limit
    if limit is None or limit.kind is not LimitKind.MONEY or connector.cost is None:
        return ""
    amount = formatting.money(limit.value, connector.cost.currency)
    return translate("Charge", "up to {amount}").format(amount=amount)


def end_time(
    now: datetime, connector: ConnectorSnapshot, charging: ChargingFigures, live: bool
) -> str:
    """Return at what time of day it is likely to end; empty where that can't be told."""
    if charging.minutes_left is None or charging.paused is not None or not live:
        return ""
    minutes = sum(charging.minutes_left) / 2
    left = _minutes_to_limit(connector.limit, charging)
    if left is not None:
        minutes = min(minutes, left)
    time = formatting.clock(now + timedelta(minutes=minutes))
    return translate("Charge", "about {time}").format(time=time)


def cost(connector: ConnectorSnapshot) -> list[str]:
    """Return wordings of what the charge costs so far; none where there is no tariff."""
    if connector.cost is None:
        return []
    amount = formatting.money(connector.cost.amount, connector.cost.currency)
    return [translate("Charge", "{amount} so far").format(amount=amount), amount]


def _minutes_to_limit(limit: Limit | None, charging: ChargingFigures) -> float | None:
    if limit is None or limit.kind is not LimitKind.MINUTES:
        return None
    return max(0.0, float(limit.value) - charging.duration / 60)
