"""The kinds of values that a tariff and receipts have."""

import re
from collections.abc import Callable
from datetime import UTC, timedelta, timezone, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.domain.gstin import is_gstin
from kiosk.domain.money import MAX_RATE, parse_decimal
from kiosk.domain.serial import is_prefix
from kiosk.domain.tariff import DayWindow, Tax
from kiosk.settings.kinds import Kind, text, texts

_WINDOW = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d) +(\S+)", re.ASCII)
_TAX = re.compile(r"([A-Za-z][A-Za-z ]{0,18}[A-Za-z]) +(\d{1,2}(?:\.\d{1,2})?)", re.ASCII)
_UPI_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,99}@[A-Za-z][A-Za-z0-9.-]{1,63}", re.ASCII)
_OFFSET = re.compile(r"([+-])(0\d|1[0-4]):([0-5]\d)", re.ASCII)


def _plain(kind: Kind, problem: str, is_right: Callable[[str], bool]) -> Kind:
    def read(value: object) -> str:
        string: str = kind.read(value)
        if string and not is_right(string):
            raise ValueError(problem)
        return string

    return Kind(read)


def rate() -> Kind:
    """An amount of money as a decimal: a text such as ``"14.00"``, or a number."""

    def read(value: object) -> Decimal:
        # The shortest decimal that is this float is the one that was written.
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = repr(value)
        try:
            amount = parse_decimal(value if isinstance(value, str) else "")
        except ValueError:
            amount = MAX_RATE + 1
        if amount > MAX_RATE:
            problem = f"an amount up to {MAX_RATE}, with at most four decimals"
            raise ValueError(f'must be {problem}, such as "14.00"')
        return amount

    return Kind(read)


def currency() -> Kind:
    """Three capital letters."""
    problem = "must be three capital letters, such as INR"

    def read(value: object) -> str:
        if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{3}", value):
            raise ValueError(problem)
        return value

    return Kind(read)


def prefix() -> Kind:
    """What receipt numbers begin with; empty for none."""
    return _plain(text(), "must be four of A-Z and 0-9, such as RM01", is_prefix)


def gstin() -> Kind:
    """A GSTIN with the right check digit; empty for none."""
    return _plain(text(), "is no GSTIN: 15 characters, of which the last checks them", is_gstin)


def sac() -> Kind:
    """A service accounting code; empty for none."""
    problem = "must be four to eight digits, such as 998714"
    return _plain(text(), problem, lambda code: bool(re.fullmatch(r"\d{4,8}", code, re.ASCII)))


def upi_id() -> Kind:
    """A UPI id (virtual payment address), such as ``rivot@examplebank``; empty for none."""
    problem = "is no UPI id, such as rivot@examplebank"
    return _plain(text(), problem, lambda each: bool(_UPI_ID.fullmatch(each)))


def public_keys() -> Kind:
    """Ed25519 public keys, 32 bytes in base64url."""

    def read(value: object) -> tuple[str, ...]:
        found: tuple[str, ...] = texts(64).read(value)
        if not all(re.fullmatch(r"[A-Za-z0-9_-]{43}", key) for key in found):
            raise ValueError(
                "must hold keys of 43 characters, as kiosk receipt --public-key prints"
            )
        return found

    return Kind(read, is_text=False)


def time_zone() -> Kind:
    """An offset or a zone's name that :func:`zone_of` understands."""

    def read(value: object) -> str:
        string: str = text(64).read(value)
        zone_of(string)
        return string

    return Kind(read)


def zone_of(string: str) -> tzinfo:
    """Return the zone of an offset or a name. Raises :class:`ValueError`."""
    if match := _OFFSET.fullmatch(string):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
        return timezone(-offset if match[1] == "-" else offset)
    if string == "UTC":
        return UTC
    try:
        return ZoneInfo(string)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("must be an offset such as +05:30, or a zone known here") from None


def windows() -> Kind:
    """Hours with prices, which do not overlap."""

    def read(value: object) -> tuple[str, ...]:
        found: tuple[str, ...] = texts(40).read(value)
        taken: set[int] = set()
        for each in map(window_of, found):
            if taken & each.minutes():
                raise ValueError("must not overlap")
            taken |= each.minutes()
        return found

    return Kind(read, is_text=False)


def window_of(string: str) -> DayWindow:
    """Read hours with a price: ``09:00-16:00 12.00``. Raises :class:`ValueError`."""
    match = _WINDOW.fullmatch(string)
    if match is None:
        raise ValueError('must hold texts such as "09:00-16:00 12.00"')
    begin, end = (int(match[place]) * 60 + int(match[place + 1]) for place in (1, 3))
    if begin == end:
        raise ValueError("must hold windows that end at another time than they begin")
    amount: Decimal = rate().read(match[5])
    return DayWindow(begin, end, amount)


def taxes() -> Kind:
    """Taxes with their rates in %, each name once."""

    def read(value: object) -> tuple[str, ...]:
        found: tuple[str, ...] = texts(40).read(value)
        names = [tax_of(each).name for each in found]
        if len(set(names)) != len(names):
            raise ValueError("must name each tax once")
        return found

    return Kind(read, is_text=False)


def tax_of(string: str) -> Tax:
    """Read a tax with its rate in %: ``CGST 9``. Raises :class:`ValueError`."""
    match = _TAX.fullmatch(string)
    if match is None:
        raise ValueError('must hold texts such as "CGST 9"')
    return Tax(match[1], Decimal(match[2]))
