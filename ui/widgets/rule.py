"""A thin line between two groups."""

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.style import Styled


class Rule(QWidget, Styled):
    """A horizontal line as high as the widget."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.style_in_force.tokens.line))
        painter.end()
