"""A price in words, with its taxes, in the order that AFIR asks for: per kWh, minute, session."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from kiosk.domain.snapshot import PriceChange
from kiosk.domain.tariff import Component, Price
from ui import formatting

translate = QCoreApplication.translate

_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class _Part:
    """What one component costs: in full, and as short as it can be said."""

    long: str
    short: str


def lead(price: Price) -> str:
    """What costs most riders most: ``₹16.52 per kWh``, or what comes first where energy is free."""
    parts = _parts(price)
    return parts[0].long if parts else translate("Price", "Free of charge")


def rest(price: Price) -> tuple[str, str]:
    """What comes to it, and what is in it: ``+ ₹2.36 per session``, ``GST included``.

    Either is empty where there is nothing to say.
    """
    more = " ".join(f"+{_SPACE}{part.long}" for part in _parts(price)[1:])
    return more, _tax(price)


def wordings(price: Price) -> tuple[str, ...]:
    """The whole price on one line, in several ways of which each is shorter.

    The last does not say how much the fees are.
    """
    parts = _parts(price)
    if not parts:
        return (lead(price),)
    long, short = (" + ".join(way) for way in ([p.long for p in parts], [p.short for p in parts]))
    tax = _tax(price)
    taxed = (f"{long}, {tax}", f"{short}, {tax}") if tax else ()
    ways = [*taxed[:1], long, *taxed[1:], short]
    if len(parts) > 1:
        fees = translate("Price", "{price} + fees")
        return (*ways, fees.format(price=parts[0].short))
    return tuple(ways)


def idle_fee(price: Price) -> tuple[str, str]:
    """What staying plugged in costs after the charge, in full and short, empty where nothing."""
    rate = price.rate_with_tax(Component.IDLE)
    if not rate:
        return "", ""
    money = formatting.money(rate, price.currency)
    if not price.idle_grace_minutes:
        long = translate("Price", "When the charge is over: {price} per min.")
        short = translate("Price", "Idle time: {price}/min.")
        return long.format(price=money), short.format(price=money)
    grace = formatting.duration(60.0 * price.idle_grace_minutes)
    long = translate("Price", "When the charge is over: {grace} free, then {price} per min.")
    short = translate("Price", "Idle time: {price}/min after {grace}.")
    return long.format(grace=grace, price=money), short.format(grace=grace, price=money)


def idle_rate(price: Price) -> tuple[str, str] | None:
    """What is charged for and how much: ``Idle time``, ``₹1.18/min``."""
    rate = price.rate_with_tax(Component.IDLE)
    if not rate:
        return None
    short = translate("Price", "{price}/min").format(price=formatting.money(rate, price.currency))
    return translate("Price", "Idle time"), short.replace(" ", _SPACE)


def change(change: PriceChange) -> tuple[str, str]:
    """From when on the price is another, in full and short: ``From 16:00: ₹12.00 per kWh.``"""
    time, short = change_rate(change)
    return f"{time}: {lead(change.price)}.", f"{time}: {short}."


def change_rate(change: PriceChange) -> tuple[str, str]:
    """From when on the price is another, and which: ``From 16:00``, ``₹12.00/kWh``."""
    time = translate("Price", "From {time}").format(time=formatting.clock(change.at))
    return time.replace(" ", _SPACE), _lead_short(change.price)


def _lead_short(price: Price) -> str:
    parts = _parts(price)
    return parts[0].short if parts else lead(price)


def per_kwh(price: Price) -> Decimal:
    """What a kWh costs with its tax and with the service charge, 0 where it is free."""
    return price.rate_with_tax(Component.ENERGY) + price.rate_with_tax(Component.SERVICE)


def _parts(price: Price) -> list[_Part]:
    amounts = (
        (
            per_kwh(price),
            translate("Price", "{price} per kWh"),
            translate("Price", "{price}/kWh"),
        ),
        (
            price.rate_with_tax(Component.TIME),
            translate("Price", "{price} per min"),
            translate("Price", "{price}/min"),
        ),
        (
            price.rate_with_tax(Component.SESSION),
            translate("Price", "{price} per session"),
            translate("Price", "{price} fee"),
        ),
    )
    parts = []
    for amount, *ways in amounts:
        money = formatting.money(amount, price.currency)
        if amount:
            parts.append(_Part(*(way.format(price=money).replace(" ", _SPACE) for way in ways)))
    return parts


def _tax(price: Price) -> str:
    if not price.taxes:
        return ""
    if all(tax.name.upper().endswith("GST") for tax in price.taxes):
        return translate("Price", "GST included")
    return translate("Price", "tax included")
