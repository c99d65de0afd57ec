"""A key of the number pad."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.style import Weight
from ui.tap_gate import TapGate
from ui.widgets.run import plain
from ui.widgets.sign import SIGN_WIDTH, Sign, paint_sign
from ui.widgets.touchable import Touchable


class Look(Enum):
    """What a key is for, and so how it looks."""

    DIGIT = "digit"
    TAB = "tab"
    """One of several, of which one is chosen: raised and underlined."""
    WORD = "word"
    GO = "go"


class PadKey(Touchable):
    """A box with the first of its wordings that fits, or with a sign where none does."""

    def __init__(
        self, look: Look, gate: TapGate, parent: QWidget, sign: Sign | None = None
    ) -> None:
        super().__init__(gate, parent)
        self.look = look
        self.sign = sign
        self._wordings: tuple[str, ...] = ("",)
        self.setCheckable(look is Look.TAB)

    def set_wordings(self, name: str, *wordings: str) -> None:
        """Say one of these, best first; ``name`` is for whoever can't see it."""
        self.setAccessibleName(name)
        if wordings != self._wordings:
            self._wordings = tuple(map(plain, wordings))
            self.update()

    def forget(self) -> None:
        """Say nothing."""
        self.set_wordings("", "")

    def nextCheckState(self) -> None:
        """Leave it to whoever knows what is chosen: a tap alone changes nothing."""

    def text(self) -> str:
        """Return what can be read, a sign as the letter that looks like it."""
        fitting = [text for text in self._wordings if self.needed(text) <= self.width()]
        if fitting:
            return fitting[0]
        return self.sign.value if self.sign else self._wordings[-1]

    def least_width(self) -> int:
        """Return the px without which none of its wordings fits."""
        return round(min(map(self.needed, self._wordings))) + 1

    def needed(self, text: str) -> float:
        """Return the px that a text takes with its margins."""
        style = self.style_in_force
        return style.advance(text, style.font(self._size(), Weight.SEMIBOLD)) + 2 * self._margin()

    def fits(self) -> bool:
        """Whether nothing is cut off."""
        high_enough = self.style_in_force.metrics.line(self._size()) <= self.height()
        return self._shows_sign() or (self.needed(self.text()) <= self.width() and high_enough)

    def _shows_sign(self) -> bool:
        return self.sign is not None and self.text() == self.sign.value

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
        if self.sign is not None and self._shows_sign():
            unit = min(style.metrics.m / 20, (self.width() - 2 * self._margin()) / SIGN_WIDTH)
            paint_sign(painter, self.sign, QRectF(self.rect()).center(), unit, ink)
        else:
            font, text = style.font(self._size(), Weight.SEMIBOLD), self.text()
            left = (self.width() - style.advance(text, font)) / 2
            baseline = style.baseline_in(self.height(), font)
            if self.look is Look.DIGIT:
                # Digits reach neither above nor below, in no language.
                baseline = (self.height() + QFontMetricsF(font).capHeight()) / 2
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
