"""The session before, on the idle screen."""

from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.widgets.panel import Fill, Panel
from ui.widgets.run import muted, strong
from ui.widgets.text_line import TextLine, Wording


class SessionCard(Panel):
    """A title and up to four figures at even distances; the last ones give way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Fill.SURFACE, parent)
        self._title = TextLine(self)
        self._figures = tuple(TextLine(self) for _ in range(4))

    def set_session(self, titles: tuple[str, ...], figures: tuple[str, ...]) -> None:
        """Show this: titles from the longest to the shortest, figures by importance."""
        self._title.set_wordings(*(Wording((muted(title),)) for title in titles))
        for line, figure in zip(self._figures, (*figures, "", "", "", ""), strict=False):
            line.set_runs(strong(figure))

    def arrange(self) -> None:
        """Put the words into the box as it is now."""
        style = self.style_in_force
        padding, height = style.metrics.px(32), style.metrics.line(Size.S)
        inner = self.width() - 2 * padding
        top = (self.height() - 2 * height - style.metrics.px(8)) // 2
        self._title.setGeometry(padding, top, inner, height)
        widths = [line.chosen().width(style) + 2 for line in self._figures]
        gap = style.metrics.s * 0.8
        count = sum(1 for width in widths if width > 2)
        while count > 1 and sum(widths[:count]) + gap * (count - 1) > inner:
            count -= 1
        spread = (inner - sum(widths[:count])) / max(1, count - 1) if count > 1 else 0.0
        spread = min(spread, style.metrics.px(160))
        left = float(padding)
        for number, line in enumerate(self._figures):
            line.setVisible(number < count)
            line.setGeometry(
                round(left), top + height + style.metrics.px(8), round(widths[number]), height
            )
            left += widths[number] + spread
