"""All languages in place of the screen, where it has room for one button only."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.style import Styled
from ui.tap_gate import TapGate
from ui.widgets.language_button import LanguageButton


class LanguageList(QWidget, Styled):
    """A wide button for each language. Any choice, that of the present one too, closes it."""

    language_chosen = Signal(str)

    def __init__(self, codes: Sequence[str], gate: TapGate, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons = tuple(LanguageButton(code, gate, self) for code in codes)
        self._in_force = codes[0]
        for button in self.buttons:
            button.set_size(Size.M)
            button.clicked.connect(self._touched)

    def set_language(self, code: str) -> None:
        """Show which language is in force."""
        self._in_force = code
        for button in self.buttons:
            button.set_in_force(button.code == code)

    def focus_language(self) -> None:
        """Give the focus to the language in force."""
        next(button for button in self.buttons if button.code == self._in_force).setFocus()

    def _touched(self) -> None:
        button = self.sender()
        if isinstance(button, LanguageButton):
            self.language_chosen.emit(button.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave everything as it is by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.language_chosen.emit(self._in_force)
        else:
            super().keyPressEvent(event)

    def arrange(self) -> None:
        """Put the buttons below one another, in the middle."""
        metrics = self.style_in_force.metrics
        margin, gap, count = metrics.px(32), metrics.gap, len(self.buttons)
        room = self.height() - 2 * margin - (count - 1) * gap
        height = min(metrics.action_height, room // count)
        top = (self.height() - count * height - (count - 1) * gap) // 2
        for number, button in enumerate(self.buttons):
            button.setGeometry(
                margin, top + number * (height + gap), self.width() - 2 * margin, height
            )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.style_in_force.tokens.background))
        painter.end()
