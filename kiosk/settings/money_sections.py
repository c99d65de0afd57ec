"""The settings about money: what charging costs, and how that is put on paper and paid."""

# ruff: noqa: RUF009 - the calls make dataclass fields, as field() does

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kiosk.settings import kinds, money, printing
from kiosk.settings.declaring import setting
from kiosk.settings.kinds import Address


@dataclass(frozen=True, slots=True)
class TariffSettings:
    """What charging costs, before tax. Without any price no money appears anywhere."""

    per_kwh: Decimal = setting(money.rate(), Decimal(0), "for each kWh, such as 14.00")
    service_per_kwh: Decimal = setting(
        money.rate(), Decimal(0), "service charge for each kWh, a line of its own on the receipt"
    )
    per_minute: Decimal = setting(money.rate(), Decimal(0), "for each minute of charging")
    per_session: Decimal = setting(money.rate(), Decimal(0), "for each session")
    idle_per_minute: Decimal = setting(
        money.rate(),
        Decimal(0),
        "for each minute that a vehicle stays plugged in after its charge",
    )
    idle_grace_minutes: float = setting(
        kinds.number(0, 1440), 10.0, "minutes after the end of a charge until idling costs"
    )
    windows: tuple[str, ...] = setting(
        money.windows(),
        (),
        'hours with another price for each kWh, such as ["09:00-16:00 12.00"]; the price at START '
        "holds for the whole session",
    )
    taxes: tuple[str, ...] = setting(
        money.taxes(), (), 'taxes in %, such as ["CGST 9", "SGST 9"] or ["IGST 18"]'
    )
    currency: str = setting(money.currency(), "INR", "the currency's three letters (ISO 4217)")
    time_zone: str = setting(
        money.time_zone(),
        "+05:30",
        "the zone of windows and receipts: an offset, or a name such as Asia/Kolkata",
    )


@dataclass(frozen=True, slots=True)
class ReceiptSettings:
    """Who gives the receipts; without a tariff they are records of the charge."""

    prefix: str = setting(
        money.prefix(),
        "",
        "four of A-Z and 0-9, another for each kiosk: receipts are numbered RM01-2526-00001;"
        " empty, where nothing costs anything: the end of the charge box id",
    )
    name: str = setting(kinds.text(60), "", "the seller's name")
    address: str = setting(kinds.text(120), "", "the seller's address, in one line")
    gstin: str = setting(
        money.gstin(), "", "the seller's GSTIN; with it receipts are tax invoices by rule 46"
    )
    sac: str = setting(money.sac(), "998714", "the service's accounting code; empty: not shown")
    place_of_supply: str = setting(
        kinds.text(40), "", "the state where the kiosk stands, such as Karnataka (29)"
    )
    wait_seconds: float = setting(
        kinds.number(0, 600),
        30.0,
        "how many seconds after the end of a charge its receipt waits for the vehicle's summary",
    )
    key_file: Path | None = setting(
        kinds.path(),
        None,
        "the key that signs receipts, made when it is first needed; empty: beside the store",
    )
    public_keys: tuple[str, ...] = setting(
        money.public_keys(),
        (),
        "further kiosks' public keys, to verify their receipts here (kiosk receipt --public-key)",
    )


@dataclass(frozen=True, slots=True)
class PaymentSettings:
    """Where riders pay: a UPI QR code beside the receipt, for the amount due."""

    upi_id: str = setting(
        money.upi_id(), "", "the payee's UPI id, such as rivot@examplebank; empty: no code"
    )
    upi_name: str = setting(kinds.text(50), "", "the payee's name; empty: receipt.name")


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """A thermal printer (ESC/POS) for receipts; it takes the installation's extra ``printer``."""

    device: Path | Address | None = setting(
        printing.place(),
        None,
        "where it is: a device such as /dev/usb/lp0, or host:port such as 192.168.1.50:9100; "
        "empty: there is none",
    )
    paper_mm: int = setting(printing.paper(), 80, "the width of its paper in mm: 58 or 80")
