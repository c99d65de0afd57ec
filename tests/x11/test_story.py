"""A rider's whole story on a real X server, by touches alone and by keyboard alone.

The kiosk runs as it does at a station. What it has understood is told by /status, and what it
shows is read off the screen: places and colours by a likeness, the receipt by its QR code.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
import zxingcpp
from PySide6.QtGui import QImage

from kiosk.domain.receipt import parse_signed
from kiosk.domain.snapshot import Printing
from tests.thermal_printer import Paper, ThermalPrinter, printed_on
from tests.ui.samples_receipt import DONE
from tests.ui.samples_targets import COSTS, priced
from tests.ui.snapshots import CHARGE, PRE_CHARGE
from tests.x11.display import Display
from tests.x11.kiosk_on_x import KioskOnX
from tests.x11.likeness import Likeness

pytestmark = [pytest.mark.x11, pytest.mark.timeout(150)]

Press = Callable[[str], None]


def codes_on(picture: QImage) -> list[str]:
    """Return the texts of the QR codes in a picture."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
    return [code.text for code in zxingcpp.read_barcodes(pixels)]


def picture_of(paper: Paper) -> QImage:
    """Return what is on paper as a picture."""
    drawn = paper.picture
    kind = QImage.Format.Format_Grayscale8
    return QImage(drawn.pixels, drawn.width, drawn.height, drawn.width, kind).copy()


def by_touch(kiosk: KioskOnX, likeness: Likeness) -> Press:
    """Return what touches the button that says something."""

    def press(text: str) -> None:
        middle = likeness.place(text).center()
        kiosk.tap(middle.x(), middle.y())

    return press


def by_keyboard(kiosk: KioskOnX, likeness: Likeness) -> Press:
    """Return what goes to the button that says something by Tab, and presses Enter."""

    def press(text: str) -> None:
        kiosk.keys(*["Tab"] * likeness.tabs_to(text), "Return")

    return press


@pytest.mark.parametrize("hand", [by_touch, by_keyboard], ids=["touch", "keyboard"])
def test_from_the_plug_to_the_receipt_and_home(
    kiosk: KioskOnX,
    display: Display,
    likeness: Likeness,
    printer: ThermalPrinter,
    hand: Callable[[KioskOnX, Likeness], Press],
) -> None:
    press = hand(kiosk, likeness)

    def shows(text: str) -> None:
        kiosk.until(lambda: likeness.is_on(display.picture(), text))

    kiosk.tells(session_phase="preparing", soc_percent=87.0, target_percent=90)
    likeness.show(priced(PRE_CHARGE, *COSTS))
    shows("START CHARGING")
    kiosk.does_until(lambda: press("100 %"), target_percent=100)
    kiosk.does_until(lambda: press("START CHARGING"), session_phase="charging")

    likeness.show(CHARGE)
    shows("STOP CHARGING")
    kiosk.does_until(lambda: press("STOP CHARGING"), session_phase="complete")

    likeness.show(DONE)
    kiosk.until(lambda: bool(kiosk.connector().get("cost", {}).get("final")))
    shows("VIEW RECEIPT")
    kiosk.acts_until(lambda: press("VIEW RECEIPT"), lambda: bool(codes_on(display.picture())))
    (text,) = codes_on(display.picture())
    receipt = parse_signed(text).receipt
    assert receipt.seller == "RivotMotors"
    assert receipt.bill is not None
    assert str(receipt.bill.total) == kiosk.connector()["cost"]["amount"]

    likeness.press("VIEW RECEIPT")
    shows("PRINT")
    kiosk.acts_until(lambda: press("PRINT"), printer.has_received, again_after=8.0)
    assert codes_on(picture_of(printed_on(printer.received()))) == [text]
    for state in (Printing.UNDER_WAY, Printing.DONE):
        likeness.show(replace(DONE, printing=state))
    kiosk.acts_until(lambda: press("BACK"), lambda: not codes_on(display.picture()))
    likeness.press("BACK")
    kiosk.tells(session_phase="complete", status="Available")
    kiosk.does_until(lambda: press("BACK TO HOME"), session_phase="available")


def test_a_target_in_ones_own_language_and_size_by_keyboard(
    kiosk: KioskOnX, display: Display, likeness: Likeness
) -> None:
    press = by_keyboard(kiosk, likeness)
    kiosk.tells(session_phase="preparing", soc_percent=87.0)
    likeness.show(priced(PRE_CHARGE, *COSTS))
    for wish in ("हि", "A+"):
        before = display.picture()

        def changed(before: QImage = before) -> bool:
            return display.picture() != before

        kiosk.acts_until(partial(press, wish), changed)
        likeness.press(wish)
    press("अन्य")
    typed = ("BackSpace", "BackSpace", "9", "6", "Return")
    kiosk.does_until(lambda: kiosk.keys(*typed), target_percent=96)
