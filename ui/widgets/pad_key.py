"""A key of the number pad."""

from enum import Enum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.style import Weight
from ui.tap_gate import TapGate
from ui.widgets.run import plain
from ui.widgets.touchable import Touchable


class Look(Enum):
    """What a key is for, and so how it looks."""

    DIGIT = "digit"
    ERASE = "erase"
    """A sign in place of words."""
    TAB = "tab"
    """One of several, of which one is chosen: raised and underlined."""
    WORD = "word"
    GO = "go"


_SIGN = "\N{ERASE TO THE LEFT}"


class PadKey(Touchable):
    """A box with the first of its wordings that fits."""

    def __init__(self, look: Look, gate: TapGate, parent: QWidget) -> None:
        super().__init__(gate, parent)
        self.look = look
        self._wordings: tuple[str, ...] = ("",)
        self.setCheckable(look is Look.TAB)

    def set_wordings(self, *wordings: str, name: str = "") -> None:
        """Say one of these, best first; ``name`` is for whoever can't see it."""
        self.setAccessibleName(name or wordings[0])
        if wordings != self._wordings:
            self._wordings = tuple(map(plain, wordings))
            self.update()

    def nextCheckState(self) -> None:
        """Leave it to whoever knows what is chosen: a tap alone changes nothing."""

    def text(self) -> str:
        """Return what can be read."""
        if self.look is Look.ERASE:
            return _SIGN
        return next(
            (text for text in self._wordings if self.needed(text) <= self.width()),
            self._wordings[-1],
        )

    def least_width(self) -> int:
        """Return the px without which nothing that it could say fits."""
        return round(min(map(self.needed, self._wordings))) + 1

    def needed(self, text: str) -> float:
        """Return the px that a text takes with its margins."""
        style = self.style_in_force
        return style.advance(text, style.font(self._size(), Weight.SEMIBOLD)) + 2 * self._margin()

    def fits(self) -> bool:
        """Whether nothing is cut off."""
        high_enough = self.style_in_force.metrics.line(self._size()) <= self.height()
        return self.look is Look.ERASE or (self.needed(self.text()) <= self.width() and high_enough)

    def _size(self) -> Size:
        return Size.M if self.look in {Look.DIGIT, Look.GO} else Size.S

    def _margin(self) -> int:
        return self.style_in_force.metrics.px(8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box and what it says."""
        style = self.style_in_force
        tokens = style.tokens
        painter = QPainter(self)
        fill, border, ink = tokens.surface, tokens.line, tokens.text
        if not self.isEnabled():
            fill, border, ink = tokens.disabled, "", tokens.muted
        elif self.look is Look.GO:
            fill, border, ink = tokens.go, "", tokens.on_go
        elif self.isChecked():
            fill = tokens.raised
        elif self.look is Look.TAB:
            ink = tokens.muted
        self.paint_box(painter, fill, border or None, tokens.thin, ink)
        painter.setPen(QColor(ink))
        if self.look is Look.ERASE:
            self._paint_sign(painter, ink)
        else:
            font, text = style.font(self._size(), Weight.SEMIBOLD), self.text()
            left = (self.width() - style.advance(text, font)) / 2
            baseline = style.baseline_in(self.height(), font)
            style.paint(painter, QPointF(left, baseline), text, font)
        if self.isChecked():
            self._paint_underline(painter, ink)
        painter.end()

    def _paint_underline(self, painter: QPainter, ink: str) -> None:
        px = self.style_in_force.metrics.px
        thick = max(2, px(4))
        painter.fillRect(
            px(16), self.height() - px(8) - thick, self.width() - 2 * px(16), thick, QColor(ink)
        )

    def _paint_sign(self, painter: QPainter, ink: str) -> None:
        """Paint an arrow's head to the left with a cross in it."""
        unit = self.style_in_force.metrics.m / 20
        pen = QPen(QColor(ink), max(2.0, 1.6 * unit))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.translate(self.width() / 2, self.height() / 2)
        head = ((-12, 0), (-5, -8), (11, -8), (11, 8), (-5, 8))
        painter.drawPolygon(QPolygonF([QPointF(x, y) * unit for x, y in head]))
        for side in (-1, 1):
            painter.drawLine(QPointF(0, -3.5 * side) * unit, QPointF(7, 3.5 * side) * unit)
        painter.resetTransform()
