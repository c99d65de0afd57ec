"""The languages to choose from, on each screen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.languages import LANGUAGES
from ui.style import Styled
from ui.tap_gate import TapGate
from ui.widgets.language_button import LanguageButton


class LanguageRail(QWidget, Styled):
    """A button for each language; where there is room for one only, that opens the list."""

    language_chosen = Signal(str)
    list_wanted = Signal()

    def __init__(self, codes: Sequence[str], gate: TapGate, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons = tuple(LanguageButton(code, gate, self) for code in codes)
        for button in self.buttons:
            button.clicked.connect(self._touched)
        self.opener = LanguageButton(codes[0], gate, self)
        self.opener.set_short(True)
        self.opener.clicked.connect(self.list_wanted)

    def set_language(self, code: str) -> None:
        """Show which language is in force."""
        self.opener.set_code(code)
        for button in self.buttons:
            button.set_in_force(button.code == code)

    def _touched(self) -> None:
        button = self.sender()
        if isinstance(button, LanguageButton):
            self.language_chosen.emit(button.code)

    def arrange(self, single: bool) -> None:
        """Put the buttons into the rail as it is now, with full names where all of them fit."""
        gap, count = self.style_in_force.metrics.gap, len(self.buttons)
        self.opener.setVisible(single)
        self.opener.setGeometry(self.rect())
        upright = self.height() > self.width()
        length = self.height() if upright else self.width()
        side = (length - (count - 1) * gap) // count
        width = self.width() if upright else side
        short = any(button.needed(LANGUAGES[button.code].name) > width for button in self.buttons)
        for number, button in enumerate(self.buttons):
            button.setVisible(not single)
            button.set_short(short)
            at = number * (side + gap)
            if upright:
                button.setGeometry(0, at, width, side)
            else:
                button.setGeometry(at, 0, width, self.height())
