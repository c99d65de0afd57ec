"""A button for what is not the point of a screen: quiet, and large enough for a finger."""

import math

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.metrics import TOUCH_MM, Metrics, Size
from ui.style import Weight
from ui.tap_gate import TapGate
from ui.widgets.run import plain
from ui.widgets.touchable import Touchable


def small_button_height(metrics: Metrics) -> int:
    """Return the height that it has where there is no reason for another."""
    return max(metrics.px(72), metrics.mm(TOUCH_MM), metrics.line(Size.S) + metrics.px(8))


class SmallButton(Touchable):
    """Says what it does, and before that a quiet word or two; above it where there is room."""

    def __init__(self, gate: TapGate, parent: QWidget) -> None:
        super().__init__(gate, parent)
        self._wordings: tuple[str, ...] = ("",)
        self._notes: tuple[str, ...] = ("",)

    def set_wordings(self, *wordings: str, notes: tuple[str, ...] = ("",)) -> None:
        """Show the first of these that fits, with the first note that fits to it."""
        said, noted = tuple(map(plain, wordings)), tuple(map(plain, notes))
        if (said, noted) != (self._wordings, self._notes):
            self._wordings, self._notes = said, noted
            self.setAccessibleName(said[0].capitalize())
            self.setAccessibleDescription(noted[0])
            self.update()

    def forget(self) -> None:
        """Say nothing, until it is told anew what to say."""
        self.set_wordings("")

    def sizeHint(self) -> QSize:
        """Give the least that it needs: placed by the views, not by a layout."""
        height = small_button_height(self.style_in_force.metrics)
        words = self._wordings[-1], self._notes[-1]
        return QSize(math.ceil(self._needed(*words)), height)

    def wanted_width(self) -> int:
        """Return the width at which it says everything."""
        return math.ceil(self._needed(self._wordings[0], self._notes[0]))

    def text(self) -> str:
        """Return what can be read."""
        return " ".join(filter(None, reversed(self._chosen())))

    def fits(self) -> bool:
        """Whether nothing is cut off."""
        height = self.style_in_force.metrics.line(Size.S)
        return self._needed(*self._chosen()) <= self.width() and height <= self.height()

    def _chosen(self) -> tuple[str, str]:
        pairs = [(words, note) for words in self._wordings for note in self._notes]
        fitting = (pair for pair in pairs if self._needed(*pair) <= self.width())
        return next(fitting, pairs[-1])

    def _stacked(self) -> bool:
        return self.height() >= 2 * self.style_in_force.metrics.line(Size.S)

    def _fonts(self) -> tuple[QFont, QFont]:
        style = self.style_in_force
        return style.font(Size.S, Weight.SEMIBOLD), style.font(Size.S)

    def _widths(self, words: str, note: str) -> tuple[float, float]:
        bold, regular = self._fonts()
        style = self.style_in_force
        return style.advance(words, bold), style.advance(note, regular) if note else 0.0

    def _between(self, note: str) -> float:
        return self.style_in_force.metrics.s * 0.5 if note else 0.0

    def _needed(self, words: str, note: str) -> float:
        widths = self._widths(words, note)
        wide = max(widths) if self._stacked() else sum(widths) + self._between(note)
        return wide + self.style_in_force.metrics.px(32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box and words."""
        style = self.style_in_force
        tokens = style.tokens
        painter = QPainter(self)
        ink = tokens.text if self.isEnabled() else tokens.muted
        self.paint_box(painter, tokens.surface, tokens.line, tokens.thin, ink)
        words, note = self._chosen()
        (wide, quiet), (bold, regular) = self._widths(words, note), self._fonts()
        line = style.metrics.line(Size.S)
        if note and self._stacked():
            top = (self.height() - 2 * line) / 2
            places = ((self.width() - quiet) / 2, top), ((self.width() - wide) / 2, top + line)
        else:
            top = (self.height() - line) / 2
            left = (self.width() - wide - quiet - self._between(note)) / 2
            places = (left, top), (left + quiet + self._between(note), top)
        if note:
            painter.setPen(QColor(tokens.muted))
            y = places[0][1] + style.baseline_in(line, regular)
            style.paint(painter, QPointF(places[0][0], y), note, regular)
        painter.setPen(QColor(ink))
        y = places[1][1] + style.baseline_in(line, bold)
        style.paint(painter, QPointF(places[1][0], y), words, bold)
        painter.end()
