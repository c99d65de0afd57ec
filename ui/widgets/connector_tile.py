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
        return " ".join(text for text, _ in self._rows())

    def fits(self) -> bool:
        """Whether nothing is cut off."""
        rows = self._rows()
        least = len(rows) * self.style_in_force.metrics.s
        widest = max(self._width(text, weight) for text, weight in rows)
        return widest <= self._room() and least <= self.height()

    def _rows(self) -> list[tuple[str, Weight]]:
        """The name over the state; in one line where the tile is low, the name going first."""
        name = self._fitting(self._names, Weight.REGULAR)
        state = self._fitting(self._states, Weight.SEMIBOLD)
        two = [(name, Weight.REGULAR), (state, Weight.SEMIBOLD)]
        if all(self._fits_in_half(text, weight) for text, weight in two):
            return two
        both = f"{self._names[-1]} {self._states[-1]}"
        return [(self._fitting((both, self._names[-1]), Weight.SEMIBOLD), Weight.SEMIBOLD)]

    def _fits_in_half(self, text: str, weight: Weight) -> bool:
        style = self.style_in_force
        font, half = style.font(Size.S, weight), self.height() / 2
        above, below = style.ink(text, font) if text else (0.0, 0.0)
        baseline = style.baseline_in(half, font)
        return baseline + above >= 0 and baseline + below <= half

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
        """Paint the box and its lines."""
        style = self.style_in_force
        tokens = style.tokens
        painter = QPainter(self)
        self.paint_box(painter, tokens.surface, tokens.line, tokens.thin, tokens.text)
        rows = self._rows()
        line = min(style.metrics.line(Size.S), self.height() // len(rows))
        top = (self.height() - len(rows) * line) / 2
        for number, (text, weight) in enumerate(rows):
            font = style.font(Size.S, weight)
            regular = weight is Weight.REGULAR
            painter.setPen(QColor(tokens.muted if regular else tokens.text))
            start = (self.width() - style.advance(text, font)) / 2
            baseline = top + number * line + style.baseline_in(line, font)
            style.paint(painter, QPointF(start, baseline), text, font)
        painter.end()
