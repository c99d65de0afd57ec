"""What every widget is painted with: tokens, metrics and fonts."""

import re
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from ui.languages import LANGUAGES, Language, families
from ui.metrics import Metrics, Size
from ui.theme import Tint, Tokens

_DESCENDER_EM = 0.28


class Weight(IntEnum):
    """The weights in use, which are those that are shipped."""

    REGULAR = 400
    MEDIUM = 500
    SEMIBOLD = 600


@dataclass(frozen=True, slots=True)
class Style:
    """Tokens and metrics in force; ``motion`` is off where nothing may move.

    ``families`` are the fonts, of which each has the letters that those before it lack.
    ``language`` is the one that is spoken.
    """

    tokens: Tokens
    metrics: Metrics
    motion: bool = True
    families: tuple[str, ...] = families(("en",))
    language: Language = LANGUAGES["en"]

    def font(self, size: Size, weight: Weight = Weight.REGULAR) -> QFont:
        """Return the font of a text size."""
        return self.font_px(self.metrics.text(size), weight)

    def font_px(self, pixels: int, weight: Weight = Weight.REGULAR) -> QFont:
        """Return a font of so many px."""
        font = QFont(list(self.families))
        font.setPixelSize(max(1, pixels))
        font.setWeight(QFont.Weight(weight))
        return font

    def advance(self, text: str, font: QFont) -> float:
        """Return the px that text takes when it is painted."""
        metrics = QFontMetricsF(font)
        return sum(metrics.horizontalAdvance(piece) for piece, _ in self._pieces(text, font))

    def ink(self, text: str, font: QFont) -> tuple[float, float]:
        """Return how far text reaches above the baseline, as a negative number, and below it."""
        metrics = QFontMetricsF(font)
        boxes = [
            metrics.tightBoundingRect(piece).translated(0, drop)
            for piece, drop in self._pieces(text, font)
        ]
        return min(box.top() for box in boxes), max(box.bottom() for box in boxes)

    def paint(self, painter: QPainter, start: QPointF, text: str, font: QFont) -> None:
        """Paint text, all of it on one baseline, which begins at ``start``."""
        painter.setFont(font)
        metrics, x = QFontMetricsF(font), start.x()
        for piece, drop in self._pieces(text, font):
            painter.drawText(QPointF(x, start.y() + drop), piece)
            x += metrics.horizontalAdvance(piece)

    def _pieces(self, text: str, font: QFont) -> list[tuple[str, float]]:
        """Part text where its fonts do, and say by how many px each part is to be painted lower."""
        raised = self.language.raised * font.pixelSize()
        if not raised:
            return [(text, 0.0)]
        first, last = self.language.letters
        return [
            (piece, raised if any(first <= letter <= last for letter in piece) else 0.0)
            for piece in re.findall(r"\s+|\S+", text)
        ] or [("", 0.0)]

    def baseline_in(self, height: float, font: QFont) -> float:
        """Return the y of the baseline in a line of a height: capitals centred, nothing cut."""
        middle = (height + QFontMetricsF(font).capHeight()) / 2
        return min(middle, height - (_DESCENDER_EM + self.language.raised) * font.pixelSize())

    def tint(self, tint: Tint) -> QColor:
        """Return a text colour."""
        return QColor(getattr(self.tokens, tint.value))


class Styled:
    """Makes a widget take a style, hand it on to its children, and paint itself anew."""

    style_in_force: Style

    def set_style(self, style: Style) -> None:
        """Take the style over."""
        self.style_in_force = style
        if isinstance(self, QWidget):
            hand_on(self, style)
            self.update()


def hand_on(widget: QWidget, style: Style) -> None:
    """Give the style to the children of a widget, and they to theirs."""
    for child in widget.children():
        if isinstance(child, Styled):
            child.set_style(style)
