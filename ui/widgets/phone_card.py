"""The number to call."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.widgets.panel import Fill, Panel
from ui.widgets.run import muted, strong
from ui.widgets.text_line import TextLine, Wording


class PhoneCard(Panel):
    """ "Call" and the number, large enough to be dialled from a step away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Fill.RAISED, parent)
        self._line = TextLine(self)
        self._above = TextLine(self)

    def set_number(self, number: str) -> None:
        """Show this number."""
        call = QCoreApplication.translate("PhoneCard", "Call")
        self._above.set_runs(muted(call))
        self._line.set_wordings(
            Wording((muted(call, Size.M),), (strong(number, Size.M),)),
            Wording((muted(call),), (strong(number),)),
            Wording((strong(number),)),
        )

    def arrange(self) -> None:
        """Put the line into the box as it is now."""
        metrics = self.style_in_force.metrics
        padding, line = metrics.px(32), metrics.line(Size.S)
        inner = self.width() - 2 * padding
        self._line.setGeometry(padding, 0, inner, self.height())
        # A number alone would not say what it is for.
        stacked = not self._line.chosen().right and self.height() >= 2 * line
        self._above.setVisible(stacked)
        if stacked:
            top = (self.height() - 2 * line) // 2
            self._above.setGeometry(padding, top, inner, line)
            self._line.setGeometry(padding, top + line, inner, line)
