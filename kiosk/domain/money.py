"""Amounts of money as decimals, rounded to the smallest coin."""

import re
from decimal import ROUND_HALF_UP, Decimal

COIN = Decimal("0.01")
"""The smallest coin: a paisa, a hundredth of the currency's unit."""

MAX_RATE = Decimal(100_000)
"""More than any price a unit."""

_DECIMAL = re.compile(r"\d{1,12}(?:\.\d{1,4})?", re.ASCII)


def rounded(amount: Decimal, step: Decimal = COIN) -> Decimal:
    """Round half up to a multiple of ``step``, a power of ten."""
    return amount.quantize(step, ROUND_HALF_UP)


def parse_decimal(text: str) -> Decimal:
    """Read a plain decimal number, such as 14.00. Raises :class:`ValueError` for anything else."""
    if not _DECIMAL.fullmatch(text):
        raise ValueError("is no plain decimal number")
    return Decimal(text)
