"""What the window shows before anything is loaded: the empty ring in its place."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Tokens

# The ring on the grid of 1280 by 800, upright 800 by 1280: centre, radius, width of the rail.
_LANDSCAPE, _UPRIGHT, _RADIUS, _RAIL = (240, 312), (400, 384), 180, 8
_START, _SPAN = 240 * 16, -300 * 16


class Opening(QWidget):
    """A window that is painted at once. What is to be seen later is laid over it.

    Nothing here may need the ``Qt`` namespace: its enumerations take as long to come up as all the
    rest of the first paint.
    """

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._tokens = tokens

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the background and the rail of the ring."""
        width, height = self.width(), self.height()
        upright = height > width
        unit = min(width, height) / 800 if upright else min(width / 1280, height / 800)
        x, y = _UPRIGHT if upright else _LANDSCAPE
        radius = _RADIUS * unit
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._tokens.background))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._tokens.rail), _RAIL * unit))
        ring = QRectF(x * unit - radius, y * unit - radius, 2 * radius, 2 * radius)
        painter.drawArc(ring, _START, _SPAN)
        painter.end()
