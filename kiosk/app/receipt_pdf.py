"""A receipt as a page: its lines, and the QR code that holds its signed text."""

import os
import sys
from collections.abc import Iterator
from decimal import Decimal
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QSizeF, QUrl
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from kiosk.domain.errors import Unreachable
from kiosk.domain.receipt import ChargingRecord, Receipt, parse_signed
from kiosk.domain.tariff import Bill, BillLine
from ui.fonts import load_fonts
from ui.languages import LANGUAGES, families
from ui.qr_code import code_image

_WIDTH_MM, _MARGIN_MM, _CODE_MM = 80.0, 5.0, 66.0
_POINTS_PER_MM = 72 / 25.4
_PIXELS_A_MODULE = 8
_CODE = QUrl("receipt:code")
_DATE, _TIME = "%d %b %Y, %H:%M", "%H:%M"


def write_pdf(text: str, file: Path) -> None:
    """Write the receipt of a signed text as PDF, one page 80 mm wide.

    Raises Malformed for a text that is no receipt, Unreachable where the file can't be written.
    """
    receipt = parse_signed(text).receipt
    application = application_for_drawing()
    page = receipt_document(receipt, text)
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setTitle(f"{receipt.title} {receipt.serial}")
    writer.setResolution(72)
    writer.setPageLayout(page_layout(page))
    painter = QPainter(writer)
    page.drawContents(painter)
    painter.end()
    try:
        file.write_bytes(content.data().data())
    except OSError as error:
        raise Unreachable(f"cannot write {file}: {error.strerror or error}") from None
    del application


def application_for_drawing() -> QCoreApplication:
    """Return the application, a new one without a display where there is none.

    Without it there are no fonts; whoever draws keeps it meanwhile.
    """
    running = QGuiApplication.instance()
    if running is not None:
        return running
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication(sys.argv[:1])
    # A seller may have a name in any of the scripts.
    load_fonts(tuple(LANGUAGES))
    return application


def page_layout(page: QTextDocument) -> QPageLayout:
    """Return a paper that holds the page and its margins."""
    size = QSizeF(_WIDTH_MM, page.size().height() / _POINTS_PER_MM + 2 * _MARGIN_MM + 1)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    paper = QPageSize(size, QPageSize.Unit.Millimeter)
    return QPageLayout(
        paper, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
    )


def receipt_document(receipt: Receipt, text: str) -> QTextDocument:
    """Return the page. ``text`` is the receipt's signed text. Needs a QGuiApplication."""
    width = round(_CODE_MM * _POINTS_PER_MM)
    sheet = f'<p align="center"><img src="{_CODE.toString()}" width="{width}"></p>'
    document = QTextDocument()
    code = code_image(text, _PIXELS_A_MODULE)
    document.addResource(QTextDocument.ResourceType.ImageResource, _CODE, code)
    return _set(document, receipt, _WIDTH_MM - 2 * _MARGIN_MM, sheet)


def words_document(receipt: Receipt, width_mm: float) -> QTextDocument:
    """Return the page without its code, for paper of that width. Needs a QGuiApplication."""
    return _set(QTextDocument(), receipt, width_mm)


def _set(document: QTextDocument, receipt: Receipt, width_mm: float, *more: str) -> QTextDocument:
    document.setDocumentMargin(0)
    font = QFont(list(families(tuple(LANGUAGES))))
    # Pixels: points would depend on the screen, which has nothing to do with paper.
    font.setPixelSize(11)
    document.setDefaultFont(font)
    document.setHtml("".join((*_html(receipt), *more)))
    document.setTextWidth(width_mm * _POINTS_PER_MM)
    return document


def _html(receipt: Receipt) -> Iterator[str]:
    yield f'<p style="font-size:19px; font-weight:600">{escape(receipt.seller)}</p>'
    if receipt.address:
        yield f"<p>{escape(receipt.address)}</p>"
    yield f"<p>{receipt.title} {receipt.serial}<br>{receipt.issued.strftime(_DATE)}</p>"
    same_day = receipt.started.date() == receipt.ended.date()
    ended = receipt.ended.strftime(_TIME if same_day else _DATE)
    yield f"<p>{receipt.started.strftime(_DATE)} – {ended}<br>"
    yield f"Transaction {receipt.transaction_id}</p><hr>"
    yield '<table width="100%" cellspacing="0">'
    if receipt.record is not None:
        yield from _measured(receipt.record)
    if receipt.bill is not None:
        yield from _charged(receipt.bill)
    yield "</table><hr>"
    if receipt.sac:
        yield f"<p>SAC {receipt.sac}, charging of an electric vehicle</p>"
    if receipt.place_of_supply:
        yield f"<p>Place of supply: {escape(receipt.place_of_supply)}</p>"
    if receipt.gstin:
        yield f"<p>GSTIN {receipt.gstin}</p>"


def _measured(record: ChargingRecord) -> Iterator[str]:
    if record.kwh is not None:
        yield _row("Energy", f"{record.kwh} kWh")
    yield _row("Duration", f"{record.minutes} min")
    if record.soc is not None:
        yield _row("State of charge", f"{record.soc[0]} % – {record.soc[1]} %")


def _charged(amounts: Bill) -> Iterator[str]:
    for line in amounts.lines:
        yield _row(_words(line), line.amount)
    if amounts.taxes:
        yield _row("Taxable value", amounts.taxable)
    for tax_line in amounts.taxes:
        yield _row(f"{tax_line.tax.name} {tax_line.tax.percent} %", tax_line.amount)
    total = f"<b>{amounts.currency} {amounts.total}</b>"
    yield f'<tr><td><b>Total</b></td><td align="right">{total}</td></tr>'


def _words(line: BillLine) -> str:
    name, unit = line.component.value, line.component.unit
    return f"{name} {line.quantity} {unit} × {line.rate}" if unit else str(name)


def _row(words: str, amount: Decimal | str) -> str:
    return f'<tr><td>{escape(words)}</td><td align="right">{amount}</td></tr>'
