"""The session before, on the idle screen; where there were more, the way to them."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.style import Styled
from ui.tap_gate import TapGate
from ui.widgets.panel import Fill, Panel
from ui.widgets.run import muted, strong
from ui.widgets.sign import Sign, paint_sign
from ui.widgets.text_line import TextLine, Wording
from ui.widgets.touchable import Touchable


class SessionFigures(QWidget, Styled):
    """A title and up to four figures at even distances, or one line where there is no room.

    Of the figures the last ones give way.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = TextLine(self)
        self._single = TextLine(self)
        self._figures = tuple(TextLine(self) for _ in range(4))

    def set_session(
        self, titles: tuple[str, ...], figures: tuple[str, ...], single: tuple[Wording, ...]
    ) -> None:
        """Show titles from the longest to the shortest, figures by importance, or the one line."""
        self._title.set_wordings(*(Wording((muted(title),)) for title in titles))
        self._single.set_wordings(*single)
        for line, figure in zip(self._figures, (*figures, "", "", "", ""), strict=False):
            line.set_runs(strong(figure))

    def arrange(self) -> None:
        """Put the words into the space as it is now."""
        style = self.style_in_force
        height, inner = style.metrics.line(Size.S), self.width()
        both = self.height() >= 2 * height
        self._title.setVisible(both)
        self._single.setVisible(not both)
        self._single.setGeometry(0, (self.height() - height) // 2, inner, height)
        gap = max(0, min(style.metrics.px(8), self.height() - 2 * height))
        top = (self.height() - 2 * height - gap) // 2
        self._title.setGeometry(0, top, inner, height)
        widths = [line.chosen().width(style) + 2 for line in self._figures]
        least = style.metrics.s * 0.6
        count = sum(1 for width in widths if width > 2)
        while count > 1 and sum(widths[:count]) + least * (count - 1) > inner:
            count -= 1
        spread = (inner - sum(widths[:count])) / max(1, count - 1) if count > 1 else 0.0
        spread = min(spread, style.metrics.px(160))
        left = 0.0
        for number, line in enumerate(self._figures):
            line.setVisible(both and number < count)
            line.setGeometry(round(left), top + height + gap, round(widths[number]), height)
            left += widths[number] + spread

    def complete(self) -> bool:
        """Whether there is room for all of the figures."""
        if not self._single.isHidden():
            return self._single.fits()
        return not any(line.isHidden() and line.chosen().left[0].text for line in self._figures)


class SessionCard(Panel):
    """A box with the figures, that can't be touched."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Fill.SURFACE, parent)
        self.figures = SessionFigures(self)
        self._boxed = True

    def arrange(self, boxed: bool = True) -> None:
        """Put the figures into the box as it is now, or just where it is."""
        self._boxed = boxed
        padding = self.style_in_force.metrics.px(32) if boxed else 0
        self.figures.setGeometry(self.rect().adjusted(padding, 0, -padding, 0))
        self.figures.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, if there is to be one."""
        if self._boxed:
            super().paintEvent(event)


class HistoryCard(Touchable):
    """A box with the figures, whose touch opens the sessions before."""

    def __init__(self, gate: TapGate, parent: QWidget) -> None:
        super().__init__(gate, parent)
        self.figures = SessionFigures(self)

    def arrange(self) -> None:
        """Put the figures into the box as it is now."""
        metrics = self.style_in_force.metrics
        padding = metrics.px(32)
        self.figures.setGeometry(self.rect().adjusted(padding, 0, -padding - self._sign_width(), 0))
        self.figures.arrange()

    def _sign_width(self) -> int:
        return round(self.style_in_force.metrics.m * 0.6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, and the sign that there is more behind it."""
        style = self.style_in_force
        tokens = style.tokens
        painter = QPainter(self)
        self.paint_box(painter, tokens.surface, tokens.line, tokens.thin, tokens.text)
        padding = style.metrics.px(24)
        middle = QPointF(self.width() - padding - self._sign_width() / 2, self.height() / 2)
        paint_sign(painter, Sign.MORE, middle, style.metrics.m / 20, tokens.text)
        painter.end()
