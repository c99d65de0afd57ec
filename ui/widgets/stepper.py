"""Steps to a target of one's own, in place of the list of targets."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.style import Styled, Weight
from ui.tap_gate import TapGate
from ui.widgets.run import muted, strong
from ui.widgets.text_line import TextLine, Wording
from ui.widgets.touchable import Touchable

STEPS = (-5, -1, 1, 5)
HIGHEST = 100


class StepButton(Touchable):
    """A step of so many per cent."""

    def __init__(self, step: int, gate: TapGate, parent: QWidget) -> None:
        super().__init__(gate, parent)
        self.step = step
        sign = "+" if step > 0 else "\N{MINUS SIGN}"
        self._sign = f"{sign}{abs(step)}"
        self.setAccessibleName(f"{self._sign} %")

    def text(self) -> str:
        """Return what can be read."""
        return self._sign

    def fits(self) -> bool:
        """Whether nothing is cut off."""
        font = self.style_in_force.font(Size.M, Weight.SEMIBOLD)
        return QFontMetricsF(font).horizontalAdvance(self._sign) <= self.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box and its sign."""
        style = self.style_in_force
        tokens = style.tokens
        painter = QPainter(self)
        border = tokens.line if self.isEnabled() else None
        ink = tokens.text if self.isEnabled() else tokens.line
        self.paint_box(painter, tokens.surface, border, tokens.thin, ink)
        painter.setFont(style.font(Size.M, Weight.SEMIBOLD))
        painter.setPen(QColor(ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._sign)
        painter.end()


class Stepper(QWidget, Styled):
    """The target in large, its figures, four steps, and the way back to the list."""

    percent_chosen = Signal(int)
    closed = Signal()

    def __init__(self, gate: TapGate, parent: QWidget) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._percent = TextLine(self, centre)
        self._figures = TextLine(self, centre)
        self.steps = tuple(StepButton(step, gate, self) for step in STEPS)
        self._value, self._lowest = HIGHEST, 1
        for button in self.steps:
            button.clicked.connect(self._step_taken)

    def set_target(self, value: int, lowest: int, time: str, figures: tuple[str, str, str]) -> None:
        """Show a target in %, the lowest that can be chosen, and what the target takes."""
        self._value, self._lowest = value, lowest
        self._percent.set_runs(strong(f"{value}\N{NO-BREAK SPACE}%", Size.HEADLINE))
        head = (strong(time + "   "),) if time else ()
        said = [figure for figure in figures if figure]
        self._figures.set_wordings(
            *(
                Wording((*head, muted("   ".join(said[:count]))))
                for count in range(len(said), -1, -1)
            )
        )
        for button in self.steps:
            button.setEnabled(self._after(button.step) != value)

    def _after(self, step: int) -> int:
        return min(HIGHEST, max(self._lowest, self._value + step))

    def _step_taken(self) -> None:
        button = self.sender()
        if isinstance(button, StepButton):
            self.percent_chosen.emit(self._after(button.step))

    def arrange(self) -> None:
        """Put the parts into the space as it is now: the steps below, the figures above them."""
        metrics = self.style_in_force.metrics
        gap, width = metrics.gap, self.width()
        button_width = (width - 3 * gap) // 4
        height = metrics.target_height
        top = self.height() - height
        for number, button in enumerate(self.steps):
            button.setGeometry(number * (button_width + gap), top, button_width, height)
        line, large = metrics.line(Size.S), metrics.line(Size.HEADLINE)
        room = top - metrics.px(8)
        self._percent.setVisible(room >= large)
        self._figures.setVisible(room >= large + line)
        y = max(0, (room - large - (line if room >= large + line else 0)) // 2)
        self._percent.setGeometry(0, y, width, large)
        self._figures.setGeometry(0, y + large, width, line)
