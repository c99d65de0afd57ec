"""The UPI link for an amount due (NPCI's linking specification 1.6): a wish, and no payment."""

from dataclasses import dataclass
from decimal import Decimal

from kiosk.domain.money import rounded

CURRENCY = "INR"
"""UPI pays in rupees only."""

MAX_NOTE = 50
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@")


@dataclass(frozen=True, slots=True)
class Payee:
    """Who is paid: a UPI id such as ``rivot@examplebank``, and the name that payers see."""

    upi_id: str
    name: str


def upi_link(payee: Payee, amount: Decimal, note: str, reference: str) -> str:
    """Return the link that any UPI app pays the amount by, in rupees.

    ``reference`` comes back with the payment; ``note`` is cut to 50 characters.
    """
    fields = {
        "pa": payee.upi_id,
        "pn": payee.name,
        "am": str(rounded(amount)),
        "cu": CURRENCY,
        "tn": note[:MAX_NOTE],
        "tr": reference,
    }
    return "upi://pay?" + "&".join(f"{name}={_encoded(value)}" for name, value in fields.items())


def _encoded(text: str) -> str:
    # RFC 3986 lets a query hold an "@", and not every UPI app decodes one.
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in text.encode())
