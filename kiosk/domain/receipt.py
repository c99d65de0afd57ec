"""A receipt, and the compact text that holds all of it.

The text is what is signed, stored, printed and put into the QR code: lines that a rider reads on
any telephone, ended by one with the signature. Reading it back gives the same receipt, and accepts
nothing that writing would not have made, to the last character. It names no one who charges.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal

from kiosk.domain.errors import Malformed
from kiosk.domain.money import parse_decimal, rounded
from kiosk.domain.serial import Serial, financial_year, is_serial
from kiosk.domain.snapshot import SummaryFigures
from kiosk.domain.tariff import Bill, BillLine, Component, Tax, TaxLine, Usage, bill, price_of_text

MAX_TEXT = 2_000
"""Characters; a receipt has about five hundred, and a QR code of level L holds 2,953 bytes."""

SIGNATURE_BYTES = 64
_SIGNED = "Signed "
_STAMP = "%Y-%m-%dT%H:%M:%S%z"
_WH, _TENTH = Decimal("0.001"), Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Seller:
    """Who gives the receipts. With a GSTIN they are tax invoices (CGST rule 46)."""

    prefix: str
    name: str
    address: str = ""
    gstin: str = ""
    sac: str = ""
    place_of_supply: str = ""


@dataclass(frozen=True, slots=True)
class ChargingRecord:
    """What was charged where nothing is to be paid: kWh, minutes, and the state of charge in %.

    Energy and states are ``None`` where nobody measured them.
    """

    minutes: Decimal
    kwh: Decimal | None = None
    soc: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt as issued. Instants carry the kiosk's time zone and have whole seconds.

    It has a ``bill``, or without a tariff a ``record``.
    """

    serial: str
    seller: str
    address: str
    gstin: str
    sac: str
    place_of_supply: str
    transaction_id: int
    issued: datetime
    started: datetime
    ended: datetime
    bill: Bill | None
    record: ChargingRecord | None = None

    @property
    def title(self) -> str:
        """What kind of document it is."""
        if self.bill is None:
            return "Charging record"
        return "Tax invoice" if self.gstin else "Receipt"


@dataclass(frozen=True, slots=True)
class IssuedReceipt:
    """A receipt's number, its signed text and, where it is about money, what it came to."""

    serial: str
    text: str
    currency: str | None = None
    total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReceiptIssuer:
    """Makes receipts: ``sign`` returns the Ed25519 signature (64 bytes) of what it is given."""

    seller: Seller
    zone: tzinfo
    sign: Callable[[bytes], bytes]

    def financial_year(self, issued: datetime) -> int:
        """Return the year in which the financial year began, by the kiosk's time zone."""
        return financial_year(issued.astimezone(self.zone).date())

    def issue(
        self,
        serial: Serial,
        summary: SummaryFigures,
        price_text: str,
        idle_seconds: float,
        issued: datetime,
    ) -> IssuedReceipt:
        """Return the session's receipt, a record of the charge where the price is empty.

        Raises :class:`Malformed` for a price that can't be read.
        """
        amounts = None
        if price_text:
            usage = Usage(summary.energy_wh, summary.duration, idle_seconds)
            amounts = bill(price_of_text(price_text), usage)
        receipt = Receipt(
            serial=str(serial),
            seller=self.seller.name,
            address=self.seller.address,
            gstin=self.seller.gstin if amounts else "",
            sac=self.seller.sac if amounts else "",
            place_of_supply=self.seller.place_of_supply if amounts else "",
            transaction_id=summary.transaction_id,
            issued=self._local(issued),
            started=self._local(summary.started),
            ended=self._local(summary.ended),
            bill=amounts,
            record=None if amounts else _record_of(summary),
        )
        body = receipt_to_text(receipt)
        text = signed(body, self.sign(body.encode()))
        if amounts is None:
            return IssuedReceipt(str(serial), text)
        return IssuedReceipt(str(serial), text, amounts.currency, amounts.total)

    def _local(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class SignedReceipt:
    """A receipt with what its signature is of; whether it is right is for the key to tell."""

    receipt: Receipt
    body: bytes
    signature: bytes


def _record_of(summary: SummaryFigures) -> ChargingRecord:
    states = (summary.start_soc, summary.final_soc)
    begin, end = (None if soc is None else rounded(Decimal(soc), _TENTH) for soc in states)
    return ChargingRecord(
        rounded(Decimal(max(0.0, summary.duration)) / 60),
        None if summary.energy_wh is None else rounded(Decimal(summary.energy_wh) / 1000, _WH),
        None if begin is None or end is None else (begin, end),
    )


def receipt_to_text(receipt: Receipt) -> str:
    """Return the receipt's lines without a signature."""
    lines = [
        receipt.seller,
        *([receipt.address] if receipt.address else []),
        f"{receipt.title} {receipt.serial}",
        f"Issued {receipt.issued.strftime(_STAMP)}",
        f"From {receipt.started.strftime(_STAMP)}",
        f"To {receipt.ended.strftime(_STAMP)}",
        f"Transaction {receipt.transaction_id}",
        *(_record_lines(receipt.record) if receipt.record else ()),
        *(_amounts(receipt.bill) if receipt.bill else ()),
        *([f"SAC {receipt.sac} EV charging"] if receipt.sac else []),
        *([f"Place of supply {receipt.place_of_supply}"] if receipt.place_of_supply else []),
        *([f"GSTIN {receipt.gstin}"] if receipt.gstin else []),
    ]
    return "\n".join(lines)


def _record_lines(record: ChargingRecord) -> Iterator[str]:
    if record.kwh is not None:
        yield f"Energy {record.kwh} kWh"
    yield f"Duration {record.minutes} min"
    if record.soc is not None:
        yield f"State of charge {record.soc[0]}% to {record.soc[1]}%"


def _amounts(amounts: Bill) -> Iterator[str]:
    yield from map(line_to_text, amounts.lines)
    yield f"Taxable value {amounts.taxable}"
    for line in amounts.taxes:
        yield f"{line.tax.name} {line.tax.percent}% = {line.amount}"
    yield f"Total {amounts.currency} {amounts.total}"


def line_to_text(line: BillLine) -> str:
    """Return a line of the bill, such as ``Energy 0.731 kWh x 14.00 = 10.23``."""
    name, unit = line.component.value, line.component.unit
    if not unit:
        return f"{name} = {line.amount}"
    return f"{name} {line.quantity} {unit} x {line.rate} = {line.amount}"


def signed(body: str, signature: bytes) -> str:
    """Return the text with its signature as the last line."""
    return f"{body}\n{_SIGNED}{_encoded(signature)}"


def parse_signed(text: str) -> SignedReceipt:
    """Take a receipt's text apart. Raises :class:`Malformed` for anything that is none.

    What scanning and pasting do to the ends of lines is undone first.
    """
    lines = text[: MAX_TEXT + 1].replace("\r\n", "\n").strip("\n")
    body, _, last = lines.rpartition("\n")
    if len(text) > MAX_TEXT or not last.startswith(_SIGNED):
        raise Malformed("this is not the whole text of a receipt: its last line is the signature")
    signature = _decoded(last.removeprefix(_SIGNED))
    return SignedReceipt(_parse(body), body.encode(errors="surrogatepass"), signature)


def _encoded(signature: bytes) -> str:
    return base64.urlsafe_b64encode(signature).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    try:
        signature = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        signature = b""
    # Base64 has spare bits: two spellings of one signature would be two texts that verify.
    if len(signature) != SIGNATURE_BYTES or _encoded(signature) != text:
        raise Malformed("the signature's line is damaged")
    return signature


_AMOUNT = r"(\d{1,12}\.\d\d)"
_NUMBER = r"(\d{1,12}(?:\.\d{1,4})?)"
_INSTANT = r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4})"
_BILL_LINES = {
    component: re.compile(
        rf"{component.value} {_NUMBER} {component.unit} x {_NUMBER} = {_AMOUNT}"
        if component.unit
        else rf"{component.value} = {_AMOUNT}",
        re.ASCII,
    )
    for component in Component
}
_STATES = re.compile(r"State of charge (\d{1,3}\.\d)% to (\d{1,3}\.\d)%", re.ASCII)
_TAX = re.compile(rf"(.{{1,20}}) {_NUMBER}% = {_AMOUNT}", re.ASCII)


class _Lines:
    """The lines of a text, taken one after the other."""

    def __init__(self, text: str) -> None:
        self._left = text.split("\n")[::-1]

    def take(self, pattern: str) -> str:
        """Return the group of the next line, which must match."""
        found = self.take_if(pattern)
        if found is None:
            raise ValueError("a line is missing")
        return found

    def take_if(self, pattern: str) -> str | None:
        """Return the group of the next line if it matches, which is then done with."""
        match = re.fullmatch(pattern, self._left[-1], re.ASCII) if self._left else None
        if match is None:
            return None
        self._left.pop()
        return str(match[1])

    def take_match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.fullmatch(self._left[-1]) if self._left else None
        if match is not None:
            self._left.pop()
        return match


def _parse(body: str) -> Receipt:
    try:
        receipt = _parse_lines(_Lines(body))
    except ValueError:
        raise Malformed("this is not the text of a receipt") from None
    # Sums, order and spelling: only what writing it gives is the receipt.
    if receipt_to_text(receipt) != body:
        raise Malformed("this is not the text of a receipt: it does not add up")
    return receipt


def _parse_lines(lines: _Lines) -> Receipt:
    seller = lines.take(r"(.+)")
    title = r"(?:Tax invoice|Receipt|Charging record) ([A-Z0-9-]{1,16})"
    serial = lines.take_if(title)
    address = ""
    if serial is None:
        address, serial = lines.take(r"(.+)"), lines.take(title)
    if not is_serial(serial):
        raise ValueError("the number is none")
    issued, started, ended = (
        datetime.fromisoformat(lines.take(f"{word} {_INSTANT}"))
        for word in ("Issued", "From", "To")
    )
    transaction_id = int(lines.take(r"Transaction (\d{1,10})"))
    record = _parse_record(lines)
    amounts = None if record else _parse_bill(lines)
    return Receipt(
        serial=serial,
        seller=seller,
        address=address,
        sac=lines.take_if(r"SAC (\d{4,8}) EV charging") or "",
        place_of_supply=lines.take_if(r"Place of supply (.+)") or "",
        gstin=lines.take_if(r"GSTIN ([A-Z0-9]{15})") or "",
        transaction_id=transaction_id,
        issued=issued,
        started=started,
        ended=ended,
        bill=amounts,
        record=record,
    )


def _parse_record(lines: _Lines) -> ChargingRecord | None:
    kwh = lines.take_if(r"Energy (\d{1,9}\.\d{3}) kWh")
    minutes = lines.take_if(r"Duration (\d{1,9}\.\d\d) min")
    if minutes is None:
        return None
    states = lines.take_match(_STATES)
    soc = (Decimal(states[1]), Decimal(states[2])) if states else None
    return ChargingRecord(Decimal(minutes), None if kwh is None else Decimal(kwh), soc)


def _parse_bill(lines: _Lines) -> Bill:
    bill_lines = _bill_lines(lines)
    lines.take(f"Taxable value {_AMOUNT}")
    taxes = []
    while match := lines.take_match(_TAX):
        tax = Tax(match[1], parse_decimal(match[2]))
        taxes.append(TaxLine(tax, Decimal(match[3])))
    currency = lines.take(r"Total ([A-Z]{3}) \d{1,12}\.\d\d")
    return Bill(currency, tuple(bill_lines), tuple(taxes))


def _bill_lines(lines: _Lines) -> list[BillLine]:
    found = []
    for component, pattern in _BILL_LINES.items():
        if match := lines.take_match(pattern):
            *quantity_and_rate, amount = map(Decimal, match.groups())
            quantity, rate = quantity_and_rate or (Decimal(1), amount)
            found.append(BillLine(component, quantity, rate, amount))
    return found
