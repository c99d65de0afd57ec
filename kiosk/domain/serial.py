"""Receipt numbers: one series a kiosk and financial year, without gaps (CGST rule 46 (b))."""

import re
from dataclasses import dataclass
from datetime import date

MAX_NUMBER = 99_999
_FIRST_MONTH = 4
# Of one length, so that a kiosk's further letter never makes another kiosk's prefix.
_PREFIX_LENGTH = 4
_PREFIX = re.compile(r"[A-Z0-9]{4}", re.ASCII)
_SERIAL = re.compile(r"[A-Z0-9]{4}[B-Z]?-(\d{2})(\d{2})-\d{5}", re.ASCII)
_LAST_SERIES = 25


def financial_year(day: date) -> int:
    """Return the year in which the financial year of the day began, on 1 April."""
    return day.year - (day.month < _FIRST_MONTH)


def is_prefix(text: str) -> bool:
    """Tell whether it can begin a kiosk's receipt numbers."""
    return _PREFIX.fullmatch(text) is not None


def prefix_for(charge_box_id: str) -> str:
    """Return a prefix for a kiosk that was given none: the last four letters and digits."""
    plain = re.sub(r"[^A-Z0-9]", "", charge_box_id.upper())
    return plain[-_PREFIX_LENGTH:].rjust(_PREFIX_LENGTH, "K")


@dataclass(frozen=True, slots=True)
class Serial:
    """A receipt's number, at most 16 of A-Z, 0-9, - and /: ``RM01-2526-00131``.

    ``series`` counts the books that this kiosk has lost: each is followed by one that shows a
    further letter, ``RM01B-2526-00001``, so that no number is given twice.
    """

    prefix: str
    year: int
    number: int
    series: int = 0

    def __post_init__(self) -> None:
        if not is_prefix(self.prefix):
            raise ValueError("a receipt's prefix is four of A-Z and 0-9")
        if not 0 <= self.series <= _LAST_SERIES:
            raise ValueError("the letters for lost receipt books are used up: set a new prefix")
        if not 1 <= self.number <= MAX_NUMBER:
            raise ValueError("the receipt numbers of this year are used up: set a new prefix")

    @property
    def book(self) -> str:
        """What its numbers begin with; each book counts from 1 in each financial year."""
        return self.prefix + (chr(ord("A") + self.series) if self.series else "")

    def __str__(self) -> str:
        year = f"{self.year % 100:02}{(self.year + 1) % 100:02}"
        return f"{self.book}-{year}-{self.number:05}"


def is_serial(text: str) -> bool:
    """Tell whether it has a receipt number's form, its two years being successive."""
    match = _SERIAL.fullmatch(text)
    return match is not None and int(match[2]) == (int(match[1]) + 1) % 100
