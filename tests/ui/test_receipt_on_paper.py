"""The receipt as a thermal printer gets it, over a connection of its own."""

import asyncio
import threading

import pytest
import zxingcpp
from PySide6.QtWidgets import QApplication

from kiosk.adapters.printer import EscposPrinter, Picture, dots_across
from kiosk.app.receipt_printing import PaperReceipts, receipt_picture
from kiosk.domain.errors import Malformed, NoAnswer, Unreachable
from tests.thermal_printer import ThermalPrinter, printed_on
from tests.unit.domain.test_receipt import ISSUED

INDIC = ISSUED.text.replace("RivotMotors", "ರಿವೋಟ್ ಮೋಟರ್ಸ್").replace("12 MG Road", "एम जी रोड")


def codes_on(picture: Picture) -> list[str]:
    pixels = memoryview(picture.pixels).cast("B", (picture.height, picture.width))
    return [code.text for code in zxingcpp.read_barcodes(pixels)]


def print_on(printer: ThermalPrinter, text: str, paper_mm: int) -> None:
    async def printing() -> None:
        receipts = PaperReceipts(EscposPrinter(printer.address, paper_mm), paper_mm)
        try:
            await receipts.print_receipt(text)
        finally:
            await receipts.close()

    asyncio.run(printing())


@pytest.mark.parametrize("paper_mm", [58, 80])
@pytest.mark.parametrize("text", [ISSUED.text, INDIC], ids=["plain", "indic"])
def test_the_code_on_the_paper_holds_the_receipt(
    qapp: QApplication, paper_mm: int, text: str
) -> None:
    with ThermalPrinter({4: 0x12, 2: 0x12}) as printer:
        print_on(printer, text, paper_mm)
        paper = printed_on(printer.received())
    assert paper.picture.width == dots_across(paper_mm)
    assert set(paper.picture.pixels) == {0, 255}
    assert codes_on(paper.picture) == [text]
    assert paper.cuts == 1


def test_a_thread_draws_the_letters_as_the_window_does(qapp: QApplication) -> None:
    drawn: list[Picture] = []
    thread = threading.Thread(target=lambda: drawn.append(receipt_picture(INDIC, 80)))
    thread.start()
    thread.join()
    assert drawn == [receipt_picture(INDIC, 80)]
    assert receipt_picture(INDIC, 80) != receipt_picture(ISSUED.text, 80)


def test_a_dead_printer_fails_soon(qapp: QApplication) -> None:
    with ThermalPrinter() as printer:
        printer.stall()
        receipts = PaperReceipts(EscposPrinter(printer.address, 58, 1.0), 58)

        async def printing() -> None:
            try:
                with pytest.raises(NoAnswer):
                    await receipts.print_receipt(ISSUED.text)
            finally:
                await receipts.close()
            with pytest.raises(Unreachable, match="the kiosk ends"):
                await receipts.print_receipt(ISSUED.text)

        asyncio.run(asyncio.wait_for(printing(), 10.0))


def test_what_is_no_receipt_is_not_printed(qapp: QApplication) -> None:
    with pytest.raises(Malformed):
        receipt_picture("hello", 58)
