"""A language to choose, by its name in its own script."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.languages import LANGUAGES
from ui.metrics import Size
from ui.style import Weight
from ui.tap_gate import TapGate
from ui.widgets.touchable import Touchable


class LanguageButton(Touchable):
    """The name of a language, or its short one; underlined where it is the one in force."""

    def __init__(self, code: str, gate: TapGate, parent: QWidget) -> None:
        super().__init__(gate, parent)
        self.setCheckable(True)
        self._short = False
        self._size = Size.S
        self.set_code(code)

    def set_code(self, code: str) -> None:
        """Stand for this language."""
        self.code = code
        self.setAccessibleName(LANGUAGES[code].name)
        self.update()

    def set_short(self, short: bool) -> None:
        """Show the short name."""
        self._short = short
        self.update()

    def set_size(self, size: Size) -> None:
        """Show the name in letters of this size."""
        self._size = size

    def set_in_force(self, in_force: bool) -> None:
        """Show whether this is the language of the screen."""
        self.setChecked(in_force)
        self.update()

    def nextCheckState(self) -> None:
        """Leave it to whoever knows the language: a tap alone changes nothing."""

    def text(self) -> str:
        """Return what can be read."""
        language = LANGUAGES[self.code]
        return language.short if self._short else language.name

    def needed(self, text: str) -> float:
        """Return the px that a name takes with its margins."""
        style = self.style_in_force
        font = style.font(self._size, Weight.SEMIBOLD)
        return QFontMetricsF(font).horizontalAdvance(text) + 2 * style.metrics.px(8)

    def fits(self) -> bool:
        """Whether nothing is cut off."""
        return self.needed(self.text()) <= self.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, the name and its underline."""
        style = self.style_in_force
        tokens, px = style.tokens, style.metrics.px
        painter = QPainter(self)
        fill = tokens.raised if self.isChecked() else tokens.surface
        ink = QColor(tokens.text if self.isChecked() else tokens.muted)
        self.paint_box(painter, fill, tokens.line, tokens.thin, tokens.text)
        painter.setFont(
            style.font(self._size, Weight.SEMIBOLD if self.isChecked() else Weight.REGULAR)
        )
        painter.setPen(ink)
        thick = max(2, px(4))
        foot = px(8) + thick
        # In a low button the name stands clear of the line below it.
        low = self.isCheckable() and self.height() < style.metrics.line(self._size) + 2 * foot
        box = self.rect().adjusted(0, 0, 0, -foot if low else 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked():
            line = QRectF(px(16), self.height() - foot, self.width() - 2 * px(16), thick)
            painter.setPen(QPen(Qt.PenStyle.NoPen))
            painter.setBrush(ink)
            painter.drawRoundedRect(line, thick / 2, thick / 2)
        painter.end()
