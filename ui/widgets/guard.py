"""What lies over a screen that rests, and takes the touch that wakes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget


class Guard(QWidget):
    """A layer of black, from none at all to opaque. No touch and no key goes through it."""

    touched = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shade = 0.0
        self.hide()

    @property
    def shade(self) -> float:
        """How much of the light below is kept back, from 0 to 1."""
        return self._shade

    def set_shade(self, shade: float) -> None:
        """Keep back so much of the light below."""
        if shade != self._shade:
            self._shade = shade
            self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, shade >= 1)
            self.update()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Take a touch."""
        self.touched.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Take a turn of a wheel, which means nothing."""
        event.accept()

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        """Take a key."""
        self.touched.emit()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Take Tab as any other key."""
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Darken what is below."""
        if self._shade:
            painter = QPainter(self)
            painter.fillRect(self.rect(), QColor.fromRgbF(0, 0, 0, self._shade))
            painter.end()
