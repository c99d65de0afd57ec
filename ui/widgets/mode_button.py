"""Turns a mode on and off: larger text, lower controls."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.modes import Mode
from ui.style import Style, Weight
from ui.tap_gate import TapGate
from ui.widgets.touchable import Touchable


class ModeButton(Touchable):
    """A sign of what a press does, with its name where it is ``named`` and there is room."""

    def __init__(self, mode: Mode, gate: TapGate, parent: QWidget, named: bool = False) -> None:
        super().__init__(gate, parent)
        self.mode = mode
        self._named = named
        self.setCheckable(True)

    def set_in_force(self, in_force: bool) -> None:
        """Show whether the mode is on."""
        self.setChecked(in_force)
        self.setAccessibleName(self._name())
        self.update()

    def set_style(self, style: Style) -> None:
        """Take the style over, and with it the language."""
        super().set_style(style)
        self.setAccessibleName(self._name())

    def nextCheckState(self) -> None:
        """Leave it to whoever knows the modes: a tap alone changes nothing."""

    def text(self) -> str:
        """Return what can be read."""
        return " ".join(part for part in (self._sign(), self._shown_name()) if part)

    def fits(self) -> bool:
        """Whether nothing is cut off."""
        return self._sign_width() + 2 * self.style_in_force.metrics.px(8) <= self.width()

    def _name(self) -> str:
        if self.mode is Mode.LARGE:
            return self.tr("Normal text") if self.isChecked() else self.tr("Larger text")
        return self.tr("Buttons higher") if self.isChecked() else self.tr("Buttons lower")

    def _sign(self) -> str:
        if self.mode is Mode.LOW_REACH:
            return ""
        return "A\N{MINUS SIGN}" if self.isChecked() else "A+"

    def _shown_name(self) -> str:
        if not self._named:
            return ""
        metrics = self.style_in_force.metrics
        name = self._name()
        needed = self._sign_width() + self._gap() + self._width(name, Weight.REGULAR)
        return name if needed + 2 * metrics.px(16) <= self.width() else ""

    def _size(self) -> Size:
        return Size.M if self._named else Size.S

    def _gap(self) -> int:
        return self.style_in_force.metrics.px(24)

    def _width(self, text: str, weight: Weight) -> float:
        style = self.style_in_force
        return style.advance(text, style.font(self._size(), weight))

    def _sign_width(self) -> float:
        if self.mode is Mode.LARGE:
            return self._width(self._sign(), Weight.SEMIBOLD)
        return self.style_in_force.metrics.text(self._size()) * 1.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, the sign, and the name where there is one."""
        style = self.style_in_force
        tokens = style.tokens
        painter = QPainter(self)
        fill = tokens.raised if self.isChecked() else tokens.surface
        self.paint_box(painter, fill, tokens.line, tokens.thin, tokens.text)
        name, sign = self._shown_name(), self._sign_width()
        named = self._gap() + self._width(name, Weight.REGULAR) if name else 0.0
        start = (self.width() - sign - named) / 2
        font = style.font(self._size(), Weight.SEMIBOLD)
        baseline = style.baseline_in(self.height(), font)
        painter.setPen(QColor(tokens.text))
        if self.mode is Mode.LARGE:
            style.paint(painter, QPointF(start, baseline), self._sign(), font)
        else:
            box = QRectF(start, (self.height() - sign) / 2, sign, sign)
            _paint_reach(painter, box, tokens.text, up=self.isChecked())
        if name:
            painter.setPen(QColor(tokens.text if self.isChecked() else tokens.muted))
            font = style.font(self._size())
            style.paint(painter, QPointF(start + sign + self._gap(), baseline), name, font)
        painter.end()


def _paint_reach(painter: QPainter, box: QRectF, ink: str, *, up: bool) -> None:
    """Paint an arrow that comes down on a line, or rises from it."""
    side = box.width()

    def at(x: float, y: float) -> QPointF:
        return box.topLeft() + QPointF(side * x, side * y)

    pen = QPen(QColor(ink), side * 0.1)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    tip, shoulder = (0.08, 0.34) if up else (0.7, 0.44)
    painter.drawLine(at(0.5, 0.08), at(0.5, 0.7))
    painter.drawPolyline(QPolygonF([at(0.24, shoulder), at(0.5, tip), at(0.76, shoulder)]))
    painter.drawLine(at(0.12, 0.94), at(0.88, 0.94))
