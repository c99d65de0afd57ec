"""A kiosk on an X server of its own, and its likeness."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.thermal_printer import ThermalPrinter
from tests.x11.display import Display
from tests.x11.kiosk_on_x import KioskOnX
from tests.x11.likeness import Likeness
from ui.fonts import load_fonts
from ui.languages import LANGUAGES

SPEED = 1.5
"""Half a minute passes between the end of a charge and the next vehicle: enough for a slow machine
to look at a receipt and print it."""


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    """An X server."""
    with Display(tmp_path) as display:
        yield display


@pytest.fixture
def printer() -> Iterator[ThermalPrinter]:
    """A thermal printer on the network."""
    with ThermalPrinter({4: 0x12, 2: 0x12}) as printer:
        yield printer


@pytest.fixture
def kiosk(tmp_path: Path, display: Display, printer: ThermalPrinter) -> Iterator[KioskOnX]:
    """A kiosk in its window, at a station where a rider is about to plug in."""
    with KioskOnX(tmp_path, display, printer.address, "rider-stops", SPEED) as kiosk:
        kiosk.comes_up()
        yield kiosk


@pytest.fixture
def likeness(qapp: QApplication) -> Iterator[Likeness]:
    """The same window off-screen."""
    load_fonts(tuple(LANGUAGES))
    likeness = Likeness()
    yield likeness
    likeness.close()
