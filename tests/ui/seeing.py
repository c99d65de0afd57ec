"""What a rider sees of a window: the texts, and where they stand."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.main_window import MainWindow
from ui.widgets.action_button import ActionButton
from ui.widgets.connector_strip import ConnectorStrip
from ui.widgets.connector_tile import ConnectorTile
from ui.widgets.header import Header
from ui.widgets.language_button import LanguageButton
from ui.widgets.live_curve import LiveCurve
from ui.widgets.mode_button import ModeButton
from ui.widgets.number_pad import NumberPad
from ui.widgets.pad_key import PadKey
from ui.widgets.paragraph import Paragraph
from ui.widgets.rail import Rail
from ui.widgets.ring_gauge import RingGauge
from ui.widgets.screen_list import ScreenList
from ui.widgets.small_button import SmallButton
from ui.widgets.target_card import TargetCard
from ui.widgets.target_list import TargetList
from ui.widgets.text_line import TextLine

Written = (
    TextLine
    | Paragraph
    | RingGauge
    | ActionButton
    | TargetCard
    | PadKey
    | ConnectorTile
    | LanguageButton
    | ModeButton
    | SmallButton
)

# They hold leaves, and are nothing to be seen themselves.
_HOLDERS = (Header, Rail, ScreenList, ConnectorStrip, TargetList, NumberPad)


def leaves(window: MainWindow) -> Iterator[QWidget]:
    """Yield each widget in view that paints something of its own."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, (*Written.__args__, LiveCurve)):
            yield widget


def written(window: MainWindow) -> Iterator[Written]:
    """Yield each widget in view that says something."""
    for widget in leaves(window):
        if isinstance(widget, Written) and widget.text():
            yield widget


def texts(window: MainWindow) -> str:
    """Return all that can be read, the no-break spaces as plain ones."""
    return " | ".join(widget.text() for widget in written(window)).replace("\xa0", " ")


def place(widget: QWidget, window: MainWindow) -> QRect:
    """Return where a widget stands in the window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def buttons(window: MainWindow) -> list[QAbstractButton]:
    """Return the buttons in view."""
    return [button for button in window.findChildren(QAbstractButton) if button.isVisible()]


def button(window: MainWindow, text: str) -> QAbstractButton:
    """Return the button in view that says this."""
    found = [shown for shown in buttons(window) if text in shown.text().replace("\xa0", " ")]
    if len(found) != 1:
        raise LookupError(f"{len(found)} buttons say {text!r} in {texts(window)}")
    return found[0]
