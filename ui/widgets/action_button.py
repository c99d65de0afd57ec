"""The wide button in the lower part of a screen."""

import math
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.style import Weight
from ui.tap_gate import TapGate
from ui.widgets.run import plain
from ui.widgets.touchable import Touchable


class Kind(Enum):
    """What a press means, and so how the button looks."""

    GO = "go"
    """Filled: START."""
    STOP = "stop"
    """Outlined, with a square."""
    STOP_LATER = "stop_later"
    """As STOP, but neutral: it takes effect later."""
    HOME = "home"
    """Filled, neutral."""
    SECONDARY = "secondary"
    """Outlined, neutral."""


class ActionButton(Touchable):
    """A button with one line of capitals and, where there is one, a quiet line below it."""

    def __init__(self, kind: Kind, gate: TapGate, parent: QWidget) -> None:
        super().__init__(gate, parent)
        self._kind = kind
        self._wordings: tuple[str, ...] = ("",)
        self._details: tuple[str, ...] = ("",)

    def set_wordings(self, *wordings: str, detail: str | tuple[str, ...] = "") -> None:
        """Show the first of these that fits, the last being the shortest; the detail likewise."""
        said = tuple(map(plain, wordings))
        details = tuple(map(plain, (detail,) if isinstance(detail, str) else detail)) or ("",)
        if (said, details) != (self._wordings, self._details):
            self._wordings, self._details = said, details
            self.setAccessibleName(said[0].capitalize())
            self.setAccessibleDescription(details[0])
            self.update()

    def forget(self) -> None:
        """Say nothing."""
        self.set_wordings("")

    def set_kind(self, kind: Kind) -> None:
        """Change what a press means."""
        if kind is not self._kind:
            self._kind = kind
            self.update()

    def sizeHint(self) -> QSize:
        """Give the least that it needs: placed by the views, not by a layout."""
        height = self.style_in_force.metrics.action_height
        return QSize(self._wide(self._wordings[-1], self._details[-1]), height)

    def wanted_width(self) -> int:
        """Return the width at which it says everything."""
        return self._wide(self._wordings[0], self._details[0])

    def text(self) -> str:
        """Return what can be read."""
        return next(
            (text for text in self._wordings if self._needed(text) <= self.width()),
            self._wordings[-1],
        )

    def fits(self) -> bool:
        """Whether nothing is cut off."""
        lines_fit = not self.detail() or self._lines_height() <= self.height()
        needed = max(self._needed(self.text()), self._detail_width(self.detail()))
        return lines_fit and needed <= self.width()

    def detail(self) -> str:
        """Return what can be read below the words."""
        margin = self.style_in_force.metrics.px(32)
        return next(
            (each for each in self._details if self._detail_width(each) + margin <= self.width()),
            self._details[-1],
        )

    def _detail_width(self, text: str) -> float:
        style = self.style_in_force
        return style.advance(text, style.font(Size.S))

    def _lines_height(self) -> int:
        metrics = self.style_in_force.metrics
        return metrics.line(Size.M) + (metrics.line(Size.S) if self.detail() else 0)

    def _wide(self, text: str, detail: str) -> int:
        padding = self.style_in_force.metrics.px(32) if detail else 0
        return math.ceil(max(self._needed(text), self._detail_width(detail) + padding))

    def _needed(self, text: str) -> float:
        style = self.style_in_force
        return style.advance(text, self._font()) + self._icon_width() + style.metrics.px(32)

    def _font(self) -> QFont:
        font = self.style_in_force.font(Size.M, Weight.SEMIBOLD)
        # Capitals read better with a little air between them.
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 102.0)
        return font

    def _icon_width(self) -> float:
        stopping = self._kind in {Kind.STOP, Kind.STOP_LATER}
        return self.style_in_force.metrics.m * 1.14 if stopping else 0.0

    def _colours(self) -> tuple[str, str | None, str]:
        tokens = self.style_in_force.tokens
        if not self.isEnabled():
            return tokens.disabled, None, tokens.muted
        return {
            Kind.GO: (tokens.go, None, tokens.on_go),
            Kind.STOP: (tokens.surface, tokens.stop, tokens.stop),
            Kind.STOP_LATER: (tokens.surface, tokens.line, tokens.text),
            Kind.HOME: (tokens.home, None, tokens.on_home),
            Kind.SECONDARY: (tokens.surface, tokens.line, tokens.text),
        }[self._kind]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, square and words."""
        style = self.style_in_force
        fill, border, ink = self._colours()
        painter = QPainter(self)
        tokens = style.tokens
        stopping = self._kind is Kind.STOP
        self.paint_box(painter, fill, border, tokens.thick if stopping else tokens.thin, ink)
        font = self._font()
        metrics = QFontMetricsF(font)
        text = self.text()
        icon = self._icon_width()
        start = (self.width() - style.advance(text, font) - icon) / 2
        height = style.metrics.line(Size.M)
        detail = self.detail()
        top = (self.height() - self._lines_height()) / 2
        baseline = top + (height + metrics.ascent() - metrics.descent()) / 2
        below = top + height + style.baseline_in(style.metrics.line(Size.S), style.font(Size.S))
        if detail:
            # In some scripts letters reach below their line, and above it.
            overlap = baseline + style.ink(text, font)[1] - below
            overlap -= style.ink(detail, style.font(Size.S))[0]
            apart = max(0.0, overlap + style.metrics.px(2)) / 2
            baseline, below = baseline - apart, below + apart
        painter.setPen(QColor(ink))
        style.paint(painter, QPointF(start + icon, baseline), text, font)
        if icon:
            side = metrics.capHeight()
            painter.setBrush(QColor(ink))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(start, baseline - side, side, side), side / 8, side / 8)
        if detail:
            small = style.font(Size.S)
            painter.setPen(QColor(ink))
            start = (self.width() - style.advance(detail, small)) / 2
            style.paint(painter, QPointF(start, below), detail, small)
        painter.end()
