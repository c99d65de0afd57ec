"""The kiosk's history and receipts, for the command line."""

from kiosk.adapters.session_history import SessionHistory
from kiosk.adapters.signing import SigningKey, is_signed_by
from kiosk.backoffice.history import as_csv, as_json, as_table
from kiosk.domain.errors import KioskError
from kiosk.domain.receipt import parse_signed
from kiosk.settings import Settings
from kiosk.settings.money import zone_of
from kiosk.settings.prices import has_prices

_TABLE_ROWS, _ALL = 50, 2**31


def history_text(settings: Settings, form: str, limit: int | None) -> str:
    """Return the last sessions as ``csv``, ``json`` or ``table``, at most ``limit`` of them.

    Money stands in it where there is a tariff, or was one. Raises Misconfigured, Malformed.
    """
    with SessionHistory(settings.store.path) as history:
        sessions = history.sessions(limit or (_TABLE_ROWS if form == "table" else _ALL))
    with_money = has_prices(settings.tariff) or any(each.total is not None for each in sessions)
    if form == "csv":
        return as_csv(sessions, with_money=with_money)
    if form == "json":
        return as_json(sessions, with_money=with_money) + "\n"
    return as_table(sessions, zone_of(settings.tariff.time_zone), with_money=with_money)


def receipt_text(settings: Settings, number: str) -> str:
    """Return a receipt's signed text. Raises KioskError where there is none."""
    with SessionHistory(settings.store.path) as history:
        text = history.receipt(number)
    if text is None:
        raise KioskError("there is no receipt of this number; kiosk history lists those there are")
    return text


def verified(settings: Settings, text: str) -> str:
    """Return what a genuine receipt is, as a line. Raises KioskError for any other text."""
    signed = parse_signed(text)
    own = SigningKey(settings.receipt_key_file).public_key()
    keys = (*([own] if own else []), *settings.receipt.public_keys)
    if not keys:
        raise KioskError("there is no key to verify by: name public keys in receipt.public_keys")
    if not is_signed_by(keys, signed.body, signed.signature):
        raise KioskError("the signature is wrong: it is no receipt of this kiosk, or was changed")
    bill = signed.receipt.bill
    came_to = f"{bill.currency} {bill.total}" if bill else "a record without money"
    return f"genuine: {signed.receipt.serial}, {came_to}"


def public_key(settings: Settings) -> str:
    """Return the key that others verify this kiosk's receipts by. Raises KioskError."""
    key = SigningKey(settings.receipt_key_file).public_key()
    if key is None:
        raise KioskError("there is no key yet: it is made with the first receipt")
    return key
