"""A box that can't be touched: the last session, the telephone number, the banner."""

from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.style import Styled


class Fill(Enum):
    """What a panel is for; the value is the name of its token."""

    SURFACE = "surface"
    RAISED = "raised"
    BANNER = "banner"
    SAFETY = "safety"


class Panel(QWidget, Styled):
    """A filled box with round corners; square where it is a whole side of the screen."""

    def __init__(self, fill: Fill, parent: QWidget, rounded: bool = True) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._fill = fill
        self._rounded = rounded

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(self.style_in_force.tokens, self._fill.value)))
        radius = self.style_in_force.metrics.px(16) if self._rounded else 0
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.end()
