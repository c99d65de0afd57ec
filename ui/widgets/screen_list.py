"""All languages and modes in place of the screen, where the rail has no room for them."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.metrics import TOUCH_MM, Size
from ui.modes import Mode, Modes
from ui.style import Styled
from ui.tap_gate import TapGate
from ui.widgets.language_button import LanguageButton
from ui.widgets.mode_button import ModeButton
from ui.widgets.touchable import Touchable


class ScreenList(QWidget, Styled):
    """A wide button for each language and mode. Any choice, the present one too, closes it."""

    language_chosen = Signal(str)
    mode_touched = Signal(Mode)
    closed = Signal()

    def __init__(self, codes: Sequence[str], gate: TapGate, parent: QWidget) -> None:
        super().__init__(parent)
        self.languages = tuple(LanguageButton(code, gate, self) for code in codes)
        for language in self.languages:
            language.set_size(Size.M)
            language.clicked.connect(self._touched)
        self.modes = tuple(ModeButton(mode, gate, self, named=True) for mode in Mode)
        for mode in self.modes:
            mode.clicked.connect(self._touched)

    def show_choice(self, code: str, modes: Modes) -> None:
        """Show what is in force."""
        for language in self.languages:
            language.set_in_force(language.code == code)
        for mode in self.modes:
            mode.set_in_force(modes.has(mode.mode))

    def focus_language(self) -> None:
        """Give the focus to the language in force."""
        next(language for language in self.languages if language.isChecked()).setFocus()

    def _touched(self) -> None:
        button = self.sender()
        if isinstance(button, LanguageButton):
            self.language_chosen.emit(button.code)
        elif isinstance(button, ModeButton):
            self.mode_touched.emit(button.mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave everything as it is by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def arrange(self) -> None:
        """Put the buttons below one another; where they would be too low, in two rows."""
        metrics = self.style_in_force.metrics
        margin, gap = metrics.px(32), metrics.gap
        top = max(margin, metrics.reach_top)
        room = self.height() - metrics.px(24) - top
        least = max(metrics.mm(TOUCH_MM), metrics.line(Size.M))
        rows: list[tuple[Touchable, ...]] = [(b,) for b in (*self.languages, *self.modes)]
        if len(rows) * (least + gap) - gap > room:
            rows = [self.languages, self.modes]
        height = min(metrics.action_height, (room - (len(rows) - 1) * gap) // len(rows))
        y = top + (room - len(rows) * (height + gap) + gap) // 2
        for row in rows:
            width = (self.width() - 2 * margin - (len(row) - 1) * gap) // len(row)
            for number, button in enumerate(row):
                button.setGeometry(QRect(margin + number * (width + gap), y, width, height))
            y += height + gap

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.style_in_force.tokens.background))
        painter.end()
