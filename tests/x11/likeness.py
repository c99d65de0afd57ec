"""The same window off-screen, to know where everything stands on the X server's screen."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.domain.snapshot import ConnectorSnapshot
from tests.ui.conftest import FakeClock
from tests.ui.seeing import button, place
from tests.ui.snapshots import station
from tests.x11.kiosk_on_x import SIZE
from ui.languages import LANGUAGES
from ui.main_window import MainWindow, WindowOptions

_MOST_TABS = 60
_INSIDE = 14
"""Px from a button's corner to where it is of one colour."""


class Likeness:
    """Follows the kiosk's screens by samples, and does what is done there."""

    def __init__(self) -> None:
        self._clock = FakeClock()
        self.window = MainWindow(
            WindowOptions(theme="dark", motion=False, languages=tuple(LANGUAGES), clock=self._clock)
        )
        self.window.resize(*SIZE)
        self.window.show()

    def close(self) -> None:
        """Give the window up."""
        self.window.allow_close = True
        self.window.close()
        self.window.deleteLater()

    def show(self, connector: ConnectorSnapshot) -> None:
        """Show a sample of a station with a printer."""
        self.window.render(station(connector, can_print=True))
        self._settle()

    def place(self, text: str) -> QRect:
        """Return where the button that says this stands."""
        return place(button(self.window, text), self.window)

    def press(self, text: str) -> None:
        """Press the button that says this."""
        QTest.mouseClick(button(self.window, text), Qt.MouseButton.LeftButton)
        self._settle()

    def tabs_to(self, text: str) -> int:
        """Go to the button that says this, and return by how many Tabs."""
        wanted = button(self.window, text)
        for count in range(_MOST_TABS):
            focus = self.window.focusWidget()
            if focus is wanted:
                return count
            assert focus is not None
            QTest.keyClick(focus, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {text!r}")

    def is_on(self, picture: QImage, text: str) -> bool:
        """Tell whether the picture has a button of the same ground at the same place."""
        at = self.place(text).topLeft()
        at += type(at)(_INSIDE, _INSIDE)
        here = self.window.grab().toImage()
        return picture.pixelColor(at) == here.pixelColor(at)

    def _settle(self) -> None:
        QApplication.processEvents()
        self._clock.seconds += 1.0
