"""A connector of several, to be brought forward."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.style import Weight
from ui.tap_gate import TapGate
from ui.widgets.run import plain
from ui.widgets.touchable import Touchable


class ConnectorTile(Touchable):
    """The name of a connector over its state; the first wording of each that fits."""

    def __init__(self, connector_id: int, gate: TapGate, parent: QWidget) -> None:
        super().__init__(gate, parent)
        self.connector_id = connector_id
        self._names: tuple[str, ...] = ("",)
        self._states: tuple[str, ...] = ("",)

    def set_state(self, names: tuple[str, ...], states: tuple[str, ...]) -> None:
        """Show names and states, from the longest wording to the shortest."""
        said = tuple(map(plain, names)), tuple(map(plain, states))
        if said != (self._names, self._states):
            self._names, self._states = said
            self.setAccessibleName(f"{names[0]}, {states[0]}")
            self.update()

    def forget(self) -> None:
        """Say nothing."""
        self.set_state(("",), ("",))

    def text(self) -> str:
        """Return what can be read."""
        return f"{self._fitting(self._names, Weight.REGULAR)} " + self._fitting(
            self._states, Weight.SEMIBOLD
        )

    def fits(self) -> bool:
        """Whether nothing is cut off."""
        return (
            self._width(self._names[-1], Weight.REGULAR) <= self._room()
            and self._width(self._states[-1], Weight.SEMIBOLD) <= self._room()
            and 2 * self.style_in_force.metrics.s <= self.height()
        )

    def _room(self) -> int:
        return self.width() - 2 * self.style_in_force.metrics.px(8)

    def _width(self, text: str, weight: Weight) -> float:
        font = self.style_in_force.font(Size.S, weight)
        return self.style_in_force.advance(text, font)

    def _fitting(self, wordings: tuple[str, ...], weight: Weight) -> str:
        return next(
            (text for text in wordings if self._width(text, weight) <= self._room()), wordings[-1]
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box and its two lines."""
        style = self.style_in_force
        tokens = style.tokens
        painter = QPainter(self)
        self.paint_box(
            painter,
            tokens.surface,
            tokens.line,
            tokens.thin,
            tokens.text,
        )
        line = min(style.metrics.line(Size.S), self.height() // 2)
        rows = (
            (self._names, Weight.REGULAR, tokens.muted),
            (self._states, Weight.SEMIBOLD, tokens.text),
        )
        for number, (wordings, weight, ink) in enumerate(rows):
            text, font = self._fitting(wordings, weight), style.font(Size.S, weight)
            painter.setPen(QColor(ink))
            top = self.height() / 2 - line + number * line
            start = (self.width() - style.advance(text, font)) / 2
            baseline = top + style.baseline_in(line, font)
            style.paint(painter, QPointF(start, baseline), text, font)
        painter.end()
