"""What can be touched."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.style import Styled
from ui.tap_gate import TapGate

_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select})
_BY_KEYBOARD = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


class Touchable(QAbstractButton, Styled):
    """A button that is deaf while the gate is closed, and that Enter presses too.

    The outline of the focus is painted only for who moves it by keyboard.
    """

    def __init__(self, gate: TapGate, parent: QWidget) -> None:
        super().__init__(parent)
        self._gate = gate
        self._outlined = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Painted at once, not when the event loop comes round to it: a press must be seen.
        self.pressed.connect(self.repaint)

    def hitButton(self, pos: QPoint) -> bool:
        """Say whether a touch at this place counts."""
        return self._gate.open and self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button by its keys; the rest (arrows) is as Qt has it."""
        if event.key() not in _KEYS:
            super().keyPressEvent(event)
        elif self._gate.open and not event.isAutoRepeat():
            self.click()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Keep Qt from pressing a second time on release."""
        if event.key() not in _KEYS:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how the focus came."""
        self._outlined = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def box(self) -> QRectF:
        """Return what is painted as the button: all of it, unless something overhangs."""
        return QRectF(self.rect())

    def paint_box(
        self, painter: QPainter, fill: str, border: str | None, width: int, ink: str
    ) -> None:
        """Paint the rounded box, and the outline of the focus in the colour of the words.

        While it is pressed the box is darker, or lighter where it is dark.
        """
        metrics = self.style_in_force.metrics
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(fill)
        if self.isDown():
            colour = colour.darker(125) if colour.lightness() > 128 else colour.lighter(160)
        stroke = max(1, metrics.px(width)) if border else 0
        half = stroke / 2
        radius = metrics.px(16) - half
        painter.setBrush(colour)
        painter.setPen(QPen(QColor(border), stroke) if border else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self.box().adjusted(half, half, -half, -half), radius, radius)
        if self.hasFocus() and self._outlined:
            inset = metrics.px(8)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(ink), max(2, metrics.px(3))))
            outline = self.box().adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(outline, radius / 2, radius / 2)
