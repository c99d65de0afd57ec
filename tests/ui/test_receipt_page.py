"""The receipt's page: what stands on it, and a QR code that another library reads back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtWidgets import QApplication

from kiosk.app.receipt_pdf import page_layout, receipt_document
from kiosk.domain.receipt import MAX_TEXT, parse_signed
from tests.ui.codes import read_codes
from tests.unit.domain.test_receipt import ISSUED, ISSUER, SERIAL, SUMMARY
from ui.qr_code import code_image

RECEIPT = parse_signed(ISSUED.text).receipt


@pytest.mark.parametrize(
    "text", [ISSUED.text, ISSUED.text.replace("RivotMotors", "ರಿವೋಟ್ ₹"), "x" * MAX_TEXT]
)
def test_the_code_holds_the_whole_receipt(qapp: QApplication, text: str) -> None:
    image = code_image(text)
    assert read_codes(image.scaledToWidth(image.width() * 2)) == [text]


def test_the_page_shows_the_code_as_it_is_printed(qapp: QApplication) -> None:
    document = receipt_document(RECEIPT, ISSUED.text)
    image = QImage(document.size().toSize() * 4 + QSize(3, 0), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.scale(4, 4)
    document.drawContents(painter)
    painter.end()
    assert read_codes(image) == [ISSUED.text]


def test_the_paper_holds_the_page(qapp: QApplication) -> None:
    document = receipt_document(RECEIPT, ISSUED.text)
    layout = page_layout(document)
    paper = layout.fullRect(QPageLayout.Unit.Millimeter)
    room = layout.paintRect(QPageLayout.Unit.Point)
    assert paper.width() == pytest.approx(80, abs=0.5)
    assert room.width() == pytest.approx(document.size().width(), abs=1)
    assert 0 <= room.height() - document.size().height() < 10


def test_the_page_says_what_the_receipt_does(qapp: QApplication) -> None:
    words = receipt_document(RECEIPT, ISSUED.text).toPlainText()
    for each in ("Tax invoice RM01-2526-00131", "Energy 0.731 kWh × 14.00", "10.23", "INR 14.43"):
        assert each in words


def test_a_record_says_what_was_charged_and_nothing_of_money(qapp: QApplication) -> None:
    text = ISSUER.issue(SERIAL, SUMMARY, "", 0.0, SUMMARY.ended).text
    words = receipt_document(parse_signed(text).receipt, text).toPlainText()
    for each in ("Charging record RM01-2526-00131", "0.731 kWh", "61.00 min", "58.0 % – 90.0 %"):
        assert each in words
    for each in ("Total", "INR", "SAC", "GST"):
        assert each not in words


def test_a_record_leaves_out_what_nobody_measured(qapp: QApplication) -> None:
    bare = replace(SUMMARY, energy_wh=None, final_soc=None)
    text = ISSUER.issue(SERIAL, bare, "", 0.0, SUMMARY.ended).text
    words = receipt_document(parse_signed(text).receipt, text).toPlainText()
    assert "Duration" in words
    for each in ("Energy", "State"):
        assert each not in words


def test_a_seller_is_no_markup(qapp: QApplication) -> None:
    text = ISSUED.text.replace("RivotMotors", "<b>R & D</b>").replace("12 MG Road", "<hr>")
    text = text.replace("Karnataka (29)", "<i>")
    words = receipt_document(parse_signed(text).receipt, text).toPlainText()
    assert "<b>R & D</b>" in words
    assert "<hr>" in words
    assert "<i>" in words
