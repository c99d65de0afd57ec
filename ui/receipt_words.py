"""A receipt in the rider's language. What is signed is its text; this is only how it is read."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from kiosk.domain.receipt import ChargingRecord, Receipt
from kiosk.domain.tariff import Bill, BillLine, Component
from ui import formatting
from ui.metrics import Size
from ui.widgets.run import Run, muted, strong
from ui.widgets.text_line import Wording

translate = QCoreApplication.translate

_LONG_NAME = 24
_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the receipt in one of its wordings, the longest first, or a text that flows.

    Where there is little room, one that ``gives_way`` is left out: the signed text has it.
    """

    wordings: tuple[Wording, ...] = ()
    flowing: Run | None = None
    gives_way: bool = False

    @property
    def size(self) -> Size:
        """The size of its letters."""
        return self.flowing.size if self.flowing else self.wordings[0].left[0].size


@dataclass(frozen=True, slots=True)
class ReceiptEntries:
    """All lines of a receipt, by the parts of the sheet."""

    head: tuple[Entry, ...] = ()
    lines: tuple[Entry, ...] = ()
    total: tuple[Entry, ...] = ()
    foot: tuple[Entry, ...] = ()

    def needed(self) -> "ReceiptEntries":
        """Return the lines without those that give way."""
        parts = (self.head, self.lines, self.total, self.foot)
        return ReceiptEntries(
            *(tuple(entry for entry in part if not entry.gives_way) for part in parts)
        )


def entries(receipt: Receipt) -> ReceiptEntries:
    """Return what the sheet shows."""
    lines = _measured(receipt.record) if receipt.record else []
    total: tuple[Entry, ...] = ()
    if receipt.bill is not None:
        lines, total = _amounts(receipt.bill), (_total(receipt.bill),)
    return ReceiptEntries(_head(receipt), tuple(lines), total, _foot(receipt))


def _measured(record: ChargingRecord) -> list[Entry]:
    """Return what was charged where nothing is to be paid."""
    minutes = f"{formatting.quantity(record.minutes)}{_SPACE}{translate('Figures', 'min')}"
    rows = [_row((translate("Receipt", "Duration"),), minutes)]
    if record.kwh is not None:
        energy = f"{formatting.quantity(record.kwh)}{_SPACE}kWh"
        rows.insert(0, _row((translate("Receipt", "Energy"),), energy))
    if record.soc is not None:
        name = translate("Receipt", "Battery")
        exact = f"{formatting.quantity(record.soc[0])} – {formatting.quantity(record.soc[1])}"
        begin, end = (formatting.whole_percent(float(soc)) for soc in record.soc)
        figures = (f"{exact}{_SPACE}%", f"{begin}–{formatting.percent(end)}")
        rows.append(Entry(tuple(Wording((Run(name),), (Run(figure),)) for figure in figures)))
    return rows


def _amounts(bill: Bill) -> list[Entry]:
    currency = bill.currency
    lines = [
        _row(_charged(line, currency), formatting.money(line.amount, currency))
        for line in bill.lines
    ]
    if bill.taxes:
        taxable = formatting.money(bill.taxable, currency)
        lines.append(_row((translate("Receipt", "Taxable value"),), taxable, gives_way=True))
    lines += [
        _row(
            (f"{line.tax.name} {_percent(line.tax.percent)}",),
            formatting.money(line.amount, currency),
        )
        for line in bill.taxes
    ]
    return lines


def _head(receipt: Receipt) -> tuple[Entry, ...]:
    name = receipt.seller
    titles: tuple[str, ...] = (translate("Receipt", "Receipt {number}"),)
    if receipt.bill is None:
        titles = (
            translate("Receipt", "Charging record {number}"),
            translate("Receipt", "Record {number}"),
        )
    elif receipt.gstin:
        titles = (translate("Receipt", "Tax invoice {number}"),)
    numbered = (Run(title.format(number=receipt.serial)) for title in titles)
    found = [
        Entry(flowing=strong(name, Size.S if len(name) > _LONG_NAME else Size.M)),
        _line(*numbered, Run(receipt.serial)),
        _line(*map(muted, _times(receipt.started, receipt.ended))),
    ]
    if receipt.issued.date() != receipt.ended.date():
        issued = translate("Receipt", "Issued {date}")
        found.append(_line(muted(issued.format(date=formatting.day(receipt.issued, year=True)))))
    if receipt.address:
        found.insert(1, Entry(flowing=muted(receipt.address), gives_way=True))
    return tuple(found)


def _times(started: datetime, ended: datetime) -> tuple[str, ...]:
    """Return the day and the hours, from the longest wording to the shortest."""
    first, last = formatting.time_of_day(started), formatting.time_of_day(ended)
    if started.date() != ended.date():
        last = f"{formatting.day(ended)}, {last}"
    span = translate("Receipt", "{day}, {start} to {end}")
    long, short = formatting.day(started, year=True), formatting.day(started)
    return (
        span.format(day=long, start=first, end=last),
        span.format(day=short, start=first, end=last),
        f"{short}, {first}–{last}",
        long,
    )


def _charged(line: BillLine, currency: str) -> tuple[str, ...]:
    """Return what is charged for, from the longest wording to the shortest."""
    name = {
        Component.ENERGY: translate("Receipt", "Energy"),
        Component.SERVICE: translate("Receipt", "Service charge"),
        Component.TIME: translate("Receipt", "Time"),
        Component.SESSION: translate("Receipt", "Session fee"),
        Component.IDLE: translate("Receipt", "Idle time"),
    }[line.component]
    if not line.component.unit:
        return (name,)
    unit = "kWh" if line.component.unit == "kWh" else translate("Figures", "min")
    measured = f"{formatting.quantity(line.quantity)}{_SPACE}{unit}"
    times = f"{measured} × {formatting.money(line.rate, currency)}"
    if line.component in {Component.ENERGY, Component.TIME}:
        return (times, measured, name)
    short = (translate("Receipt", "Service"),) if line.component is Component.SERVICE else ()
    return (f"{name} {times}", name, *short)


def _percent(value: Decimal) -> str:
    return f"{formatting.quantity(value.normalize())}{_SPACE}%"


def _total(bill: Bill) -> Entry:
    figure = formatting.money(bill.total, bill.currency)
    name = translate("Receipt", "Total")
    return Entry(
        tuple(Wording((strong(name, size),), (strong(figure, size),)) for size in (Size.M, Size.S))
    )


def _foot(receipt: Receipt) -> tuple[Entry, ...]:
    found = []
    if receipt.sac:
        found.append(translate("Receipt", "SAC {code}").format(code=receipt.sac))
    if receipt.place_of_supply:
        found.append(receipt.place_of_supply)
    parts = [Entry(flowing=muted(", ".join(found)))] if found else []
    if receipt.gstin:
        said = translate("Receipt", "GSTIN {number}").format(number=receipt.gstin)
        parts.append(_line(muted(said), muted(receipt.gstin)))
    return tuple(parts)


def _line(*runs: Run) -> Entry:
    return Entry(tuple(Wording((run,)) for run in runs))


def _row(names: tuple[str, ...], figure: str, gives_way: bool = False) -> Entry:
    wordings = tuple(Wording((Run(name),), (Run(figure),)) for name in names)
    return Entry(wordings, gives_way=gives_way)
