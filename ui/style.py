"""What every widget is painted with: tokens, metrics and fonts."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from ui.languages import families
from ui.metrics import Metrics, Size
from ui.theme import Tint, Tokens


class Weight(IntEnum):
    """The weights in use, which are those that are shipped."""

    REGULAR = 400
    MEDIUM = 500
    SEMIBOLD = 600


@dataclass(frozen=True, slots=True)
class Style:
    """Tokens and metrics in force; ``motion`` is off where nothing may move.

    ``families`` are the fonts, of which each has the letters that those before it lack.
    """

    tokens: Tokens
    metrics: Metrics
    motion: bool = True
    families: tuple[str, ...] = families(("en",))

    def font(self, size: Size, weight: Weight = Weight.REGULAR) -> QFont:
        """Return the font of a text size."""
        return self.font_px(self.metrics.text(size), weight)

    def font_px(self, pixels: int, weight: Weight = Weight.REGULAR) -> QFont:
        """Return a font of so many px."""
        font = QFont(list(self.families))
        font.setPixelSize(max(1, pixels))
        font.setWeight(QFont.Weight(weight))
        return font

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
