"""The Indian tax number of a business."""

import re

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FORM = re.compile(r"\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]", re.ASCII)


def is_gstin(text: str) -> bool:
    """Tell whether it is a GSTIN: state, PAN, entity, Z and a check digit that is right.

    The check digit makes the sum of all digits to base 36, every second one doubled and its two
    figures added, a multiple of 36.
    """
    if not _FORM.fullmatch(text):
        return False
    products = (_DIGITS.index(digit) * (1 + place % 2) for place, digit in enumerate(text[:14]))
    total = sum(sum(divmod(product, 36)) for product in products)
    return text[14] == _DIGITS[-total % 36]
