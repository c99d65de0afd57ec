"""A stretch of text in one font and colour, and what is allowed into it."""

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from ui.metrics import Size
from ui.style import Style, Weight
from ui.theme import Tint

_KEPT = "\N{NO-BREAK SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
LONGEST = 400
"""More characters than any sentence of ours has; what comes from outside is cut to it."""


def plain(text: str) -> str:
    """Return text that is fit to be painted: bounded, on one line, markup left as it is."""
    cut = text[:LONGEST]
    return "".join(letter if letter.isprintable() or letter in _KEPT else " " for letter in cut)


def left_overhang(text: str, font: QFont) -> float:
    """Return the px by which the first letter reaches beyond where it begins, as a J does."""
    return max(0.0, -QFontMetricsF(font).leftBearing(text[0])) if text else 0.0


def right_overhang(text: str, font: QFont) -> float:
    """Return the px by which the last letter reaches beyond where it ends, as some below others."""
    last = text.rsplit(" ", maxsplit=1)[-1]
    metrics = QFontMetricsF(font)
    reach = metrics.tightBoundingRect(last).right() - metrics.horizontalAdvance(last)
    return max(0.0, reach) if last else 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """Text with its size, weight and colour."""

    text: str
    size: Size = Size.S
    weight: Weight = Weight.REGULAR
    tint: Tint = Tint.TEXT

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain(self.text))

    def font(self, style: Style) -> QFont:
        """Return the font of the run."""
        return style.font(self.size, self.weight)

    def advance(self, style: Style) -> float:
        """Return the width of the run in px."""
        return style.advance(self.text, self.font(style))


def strong(text: str, size: Size = Size.S, tint: Tint = Tint.TEXT) -> Run:
    """A value: semi-bold."""
    return Run(text, size, Weight.SEMIBOLD, tint)


def muted(text: str, size: Size = Size.S) -> Run:
    """A label or an explanation: regular, in the muted colour."""
    return Run(text, size, Weight.REGULAR, Tint.MUTED)
