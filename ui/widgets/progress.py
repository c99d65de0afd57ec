"""Something is going on, and nobody can say for how long."""

from PySide6.QtCore import QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.style import Styled

_ROUND_MS = 1600
_PART = 0.3


class Progress(QWidget, Styled):
    """A bar with a part that travels along it, to and fro; in the middle where nothing moves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._at = 0.5
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(_ROUND_MS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setLoopCount(-1)
        self._animation.valueChanged.connect(self._move)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to move."""
        super().showEvent(event)
        if self.style_in_force.motion:
            self._animation.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody sees it."""
        super().hideEvent(event)
        self._animation.stop()

    def _move(self, turn: float) -> None:
        there_and_back = 1.0 - abs(2.0 * turn - 1.0)
        # Smoothstep: slow at the ends, where it turns.
        self._at = there_and_back * there_and_back * (3.0 - 2.0 * there_and_back)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar and the part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        tokens = self.style_in_force.tokens
        height = min(self.height(), self.style_in_force.metrics.px(16))
        half = height / 2
        top = (self.height() - height) / 2
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(QRectF(0, top, self.width(), height), half, half)
        part = self.width() * _PART
        painter.setBrush(QColor(tokens.text))
        left = (self.width() - part) * self._at
        painter.drawRoundedRect(QRectF(left, top, part, height), half, half)
        painter.end()
