"""Receipts on paper: drawn as a picture by Qt, and sent to a thermal printer from a thread."""

import asyncio
import math
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from kiosk.adapters.printer import DOTS_PER_MM, EscposPrinter, Picture, dots_across
from kiosk.app.receipt_pdf import application_for_drawing, words_document
from kiosk.app.wiring import thermal_printer
from kiosk.domain.errors import Misconfigured, Unreachable
from kiosk.domain.receipt import parse_signed
from kiosk.settings import Settings
from ui.qr_code import code_image


class PaperReceipts:
    """A :class:`kiosk.ports.ReceiptPrinter` that prints one after the other."""

    def __init__(self, printer: EscposPrinter, paper_mm: int) -> None:
        self._printer = printer
        self._paper_mm = paper_mm
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="printer")

    async def print_receipt(self, text: str) -> None:
        """Print the receipt of a signed text.

        Raises Malformed, Misconfigured, Unreachable, NoAnswer, Refused.
        """
        try:
            printing = self._thread.submit(self._print, text)
        except RuntimeError:
            raise Unreachable("the kiosk ends") from None
        await asyncio.wrap_future(printing)

    def _print(self, text: str) -> None:
        self._printer.print_picture(receipt_picture(text, self._paper_mm))

    async def close(self) -> None:
        """Give up what is being printed, and end the thread. Idempotent."""
        self._printer.stop()
        self._thread.shutdown(wait=False, cancel_futures=True)


def print_once(text: str, settings: Settings) -> None:
    """Print the receipt of a signed text, for the command line.

    Raises Malformed, Misconfigured, Unreachable, NoAnswer, Refused.
    """
    printer = thermal_printer(settings)
    if printer is None:
        raise Misconfigured("there is no printer: name it in printer.device")
    application = application_for_drawing()
    printer.print_picture(receipt_picture(text, settings.printer.paper_mm))
    del application


def receipt_picture(text: str, paper_mm: int) -> Picture:
    """Draw the receipt of a signed text as large as the paper is wide. Raises Malformed.

    Any thread may do so; there must be a QGuiApplication.
    """
    receipt = parse_signed(text).receipt
    width = dots_across(paper_mm)
    document = words_document(receipt, width / DOTS_PER_MM)
    scale = width / document.textWidth()
    words = math.ceil(document.size().height() * scale)
    code = code_image(text)
    # Each module of the code is the same number of dots.
    code = code.scaledToWidth(code.width() * (width // code.width()))
    image = QImage(width, words + code.height(), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.drawImage((width - code.width()) // 2, words, code)
    painter.scale(scale, scale)
    document.drawContents(painter)
    painter.end()
    return Picture(width, image.height(), bytes(image.constBits()))
