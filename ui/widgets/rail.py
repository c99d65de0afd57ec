"""The buttons for language, text size and reach, on each screen."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from ui.languages import LANGUAGES
from ui.modes import Mode, Modes
from ui.style import Styled
from ui.tap_gate import TapGate
from ui.widgets.language_button import LanguageButton
from ui.widgets.mode_button import ModeButton
from ui.widgets.touchable import Touchable


class Rail(QWidget, Styled):
    """A button for each language, or one that opens the list; after them those of the modes."""

    language_chosen = Signal(str)
    mode_touched = Signal(Mode)
    list_wanted = Signal()

    def __init__(self, codes: Sequence[str], gate: TapGate, parent: QWidget) -> None:
        super().__init__(parent)
        self.opener = LanguageButton(codes[0], gate, self)
        self.opener.setObjectName("list")
        self.opener.set_short(True)
        self.opener.setCheckable(False)
        self.opener.clicked.connect(self.list_wanted)
        self.languages = tuple(LanguageButton(code, gate, self) for code in codes)
        for language in self.languages:
            language.clicked.connect(self._touched)
        self.modes = tuple(ModeButton(mode, gate, self) for mode in Mode)
        for mode in self.modes:
            mode.clicked.connect(self._touched)

    def show_choice(self, code: str, modes: Modes) -> None:
        """Show what is in force."""
        self.opener.set_code(code)
        for language in self.languages:
            language.set_in_force(language.code == code)
        for mode in self.modes:
            mode.set_in_force(modes.has(mode.mode))

    def _touched(self) -> None:
        button = self.sender()
        if isinstance(button, LanguageButton):
            self.language_chosen.emit(button.code)
        elif isinstance(button, ModeButton):
            self.mode_touched.emit(button.mode)

    def arrange(self, single: bool) -> None:
        """Put the buttons into the rail as it is now, with full names where all of them fit.

        With ``single`` one button opens the list; on a small panel the reach is found only there.
        """
        metrics = self.style_in_force.metrics
        several = len(self.languages) > 1
        choices: tuple[LanguageButton, ...] = ()
        if several:
            choices = (self.opener,) if single else self.languages
        modes = self.modes[:1] if several and metrics.compact else self.modes
        shown: tuple[Touchable, ...] = (*choices, *modes)
        for button in (self.opener, *self.languages, *self.modes):
            button.setVisible(button in shown)
        boxes = self._boxes(len(choices), len(modes))
        short = single or any(
            choice.needed(LANGUAGES[choice.code].name) > box.width()
            for choice, box in zip(choices, boxes, strict=False)
        )
        for button, box in zip(shown, boxes, strict=True):
            button.setGeometry(box)
            if isinstance(button, LanguageButton):
                button.set_short(short)

    def _boxes(self, languages: int, modes: int) -> list[QRect]:
        """Part the rail; in a row the names have more room than the signs."""
        gap, count = self.style_in_force.metrics.gap, languages + modes
        if self.height() > self.width():
            side = (self.height() - (count - 1) * gap) // count
            return [QRect(0, number * (side + gap), self.width(), side) for number in range(count)]
        even = (self.width() - (count - 1) * gap) // count
        narrow = min(even, self.style_in_force.metrics.px(96)) if languages > 1 else even
        rest = self.width() - modes * (narrow + gap) - (languages - 1) * gap
        wide = rest // languages if languages else narrow
        boxes, at = [], 0
        for width in (*[wide] * languages, *[narrow] * modes):
            boxes.append(QRect(at, 0, width, self.height()))
            at += width + gap
        return boxes
