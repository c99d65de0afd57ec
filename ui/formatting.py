"""Figures with their units, as the rider's locale writes them.

A no-break space stands between a figure and its unit, an en dash in a range. What can't be told
is an en dash alone.
"""

import math
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

translate = QCoreApplication.translate

UNKNOWN = "–"
_SYMBOLS = {"INR": "₹", "EUR": "€", "GBP": "£", "USD": "$"}
_SPACE = "\N{NO-BREAK SPACE}"


def decimal(value: float, places: int = 0) -> str:
    """A number with so many decimals, without grouping in so small numbers as ours."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(float(value), "f", places).replace("-", "\N{MINUS SIGN}")


def _with_unit(value: float | None, places: int, unit: str) -> str:
    if value is None or not math.isfinite(value):
        return UNKNOWN
    return f"{decimal(value, places)}{_SPACE}{unit}"


def whole_percent(soc: float) -> int:
    """The percentage as a whole number; never a per cent that has not been reached."""
    return min(100, max(0, math.floor(soc + 0.05)))


def percent(value: float | None, places: int = 0) -> str:
    """``87 %``."""
    return _with_unit(value, places, "%")


def gain(value: float | None, places: int = 0) -> str:
    """A gained percentage: ``+3 %``."""
    return UNKNOWN if value is None else f"+{percent(max(0.0, value), places)}"


def kilometres(value: float | None) -> str:
    """A range: ``70 km``."""
    return _with_unit(value, 0, translate("Figures", "km"))


def kilometres_gained(value: float | None, sign: str = "+", places: int = 1) -> str:
    """A gained range: ``+2.4 km``, from 100 km on ``+121 km``."""
    if value is None:
        return UNKNOWN
    places = 0 if value >= 99.95 else places
    return sign + _with_unit(max(0.0, value), places, translate("Figures", "km"))


def energy(watt_hours: float | None) -> str:
    """Energy as it flows in: ``456 Wh``, from 1000 Wh on ``1.46 kWh``."""
    if watt_hours is None:
        return UNKNOWN
    if watt_hours < 999.5:
        return _with_unit(max(0.0, watt_hours), 0, "Wh")
    return kilowatt_hours(watt_hours)


def energy_total(watt_hours: float | None) -> str:
    """Energy of a whole session: ``3.39 Wh``, ``45.2 Wh``, ``0.73 kWh``."""
    if watt_hours is None:
        return UNKNOWN
    if watt_hours < 9.995:
        return _with_unit(max(0.0, watt_hours), 2, "Wh")
    return _with_unit(watt_hours, 1, "Wh") if watt_hours < 99.95 else kilowatt_hours(watt_hours)


def kilowatt_hours(watt_hours: float | None) -> str:
    """``0.07 kWh``."""
    return UNKNOWN if watt_hours is None else _with_unit(watt_hours / 1000.0, 2, "kWh")


def power(watts: float | None, places: int = 0) -> str:
    """``764 W``."""
    return _with_unit(watts, places, "W")


def current(amperes: float | None) -> str:
    """``10.0 A``."""
    return _with_unit(amperes, 1, "A")


def voltage(volts: float | None) -> str:
    """``76.4 V``."""
    return _with_unit(volts, 1, "V")


def temperature(celsius: float | None) -> str:
    """``26.6 °C``."""
    return _with_unit(celsius, 1, "°C")


def duration(seconds: float | None, exact: bool = False) -> str:
    """``45 s``, ``1 min 30 s``, ``36 min``, ``1 h 1 min``.

    The seconds stand up to ten minutes where ``exact`` is asked for, else up to one.
    """
    if seconds is None or not math.isfinite(seconds):
        return UNKNOWN
    whole = max(0, round(seconds))
    minutes, rest = divmod(whole, 60)
    if minutes == 0:
        return _with_unit(rest, 0, translate("Figures", "s"))
    if exact and minutes < 10 and rest:
        text = translate("Figures", "{minutes} min {seconds} s")
        return _joined(text.format(minutes=decimal(minutes), seconds=decimal(rest)))
    hours, minutes = divmod(minutes, 60)
    if hours == 0:
        return _with_unit(minutes, 0, translate("Figures", "min"))
    if minutes == 0:
        return _with_unit(hours, 0, translate("Figures", "h"))
    text = translate("Figures", "{hours} h {minutes} min")
    return _joined(text.format(hours=decimal(hours), minutes=decimal(minutes)))


def _joined(text: str) -> str:
    return text.replace(" ", _SPACE)


def minutes_range(bounds: tuple[float, float] | None) -> str:
    """``25–30 min``; rounded outward to what can be promised, and in hours from three on."""
    if bounds is None or not all(map(math.isfinite, bounds)):
        return UNKNOWN
    low, high = (max(0.0, bound) for bound in bounds)
    if high <= 1.0:
        return _joined(translate("Figures", "under 1 min"))
    if high > 180:
        unit, low, high, step = translate("Figures", "h"), low / 60, high / 60, 0.5
    else:
        unit, step = translate("Figures", "min"), 1.0 if high <= 30 else 5.0
    low = max(math.floor(low / step + 0.05) * step, step)
    high = max(math.ceil(high / step - 0.05) * step, low)
    first, last = (decimal(bound, 0 if bound == int(bound) else 1) for bound in (low, high))
    return f"{first}{_SPACE}{unit}" if first == last else f"{first}–{last}{_SPACE}{unit}"


def clock(instant: datetime) -> str:
    """``14:48``, in the kiosk's own time zone."""
    return time_of_day(instant.astimezone())


def time_of_day(local: datetime) -> str:
    """``14:48``, in the time zone that the instant comes with."""
    return QLocale().toString(QTime(local.hour, local.minute), "HH:mm")


def day(local: datetime, year: bool = False) -> str:
    """``21 Jan``, with the year ``21 Jan 2026``, in the time zone that the instant comes with."""
    text = QLocale().toString(QDate(local.year, local.month, local.day), "d MMM yyyy")
    text = text if year else text.rpartition(" ")[0]
    return _joined(text)


def quantity(value: Decimal) -> str:
    """A measured amount with the decimals that it comes with: ``0.731``."""
    exponent = value.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return decimal(float(value), places)


def money(amount: Decimal, currency: str) -> str:
    """An amount to the smallest coin with its currency (ISO 4217): ``₹14.43``, ``CHF 14.43``."""
    return QLocale().toCurrencyString(float(amount), _symbol(currency), 2)


def money_range(amounts: tuple[Decimal, Decimal], currency: str) -> str:
    """A range of amounts, as one where both are the same: ``₹12.10–12.40``."""
    low, high = amounts
    if low == high:
        return money(low, currency)
    return f"{money(low, currency)}–{decimal(float(high), 2)}"


def money_whole(amount: Decimal, currency: str) -> str:
    """An amount without coins: ``₹20``."""
    return QLocale().toCurrencyString(float(amount), _symbol(currency), 0)


def money_range_whole(amounts: tuple[Decimal, Decimal], currency: str) -> str:
    """A range of amounts without coins: ``₹12–14``."""
    low, high = amounts
    return f"{money_whole(low, currency)}–{decimal(float(high))}"


def currency_sign(currency: str) -> str:
    """The sign of a currency (ISO 4217), or its code where it has none: ``₹``, ``CHF``."""
    return _symbol(currency).strip()


def _symbol(currency: str) -> str:
    return _SYMBOLS.get(currency, currency + _SPACE)
