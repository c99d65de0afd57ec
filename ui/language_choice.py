"""Which language the screen speaks: the rider's choice, until nobody is there any more."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.frame import Frame
from ui.languages import speak
from ui.style import Style
from ui.tap_gate import DEAF_SECONDS, TapGate
from ui.widgets.language_list import LanguageList
from ui.widgets.language_rail import LanguageRail

REST_SECONDS = 30.0
"""So long nobody must have touched a screen without a session for the first language to return."""


class LanguageChoice(QObject):
    """Owns the rail and the list, and changes the language of the application.

    ``changed`` tells that all texts are to be said anew. ``screen`` holds the rail, and makes way
    for the list over the ``window``. ``clock`` gives seconds that never jump.
    """

    changed = Signal()

    def __init__(
        self,
        languages: Sequence[str],
        first: str,
        gate: TapGate,
        clock: Callable[[], float],
        screen: QWidget,
        window: QWidget,
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._gate, self._clock = gate, clock
        self._first = self._current = first
        self._count = len(languages)
        self._touched_at = clock()
        self.rail = LanguageRail(languages, gate, screen)
        self.rail.language_chosen.connect(self._choose)
        self.rail.list_wanted.connect(lambda: self._show_list(True))
        self.list = LanguageList(languages, gate, window)
        self.list.language_chosen.connect(self._choose)
        self.rail.hide()
        self.list.hide()
        self._speak(first)

    @property
    def current(self) -> str:
        """The language of the screen."""
        return self._current

    @property
    def count(self) -> int:
        """How many languages there are to choose from."""
        return self._count

    def touched(self) -> None:
        """Somebody is there."""
        self._touched_at = self._clock()

    def rest(self, resting: bool) -> None:
        """Return to the first language where nobody's session is shown and nothing is touched.

        To be called with each snapshot, before it is shown.
        """
        if not resting:
            self.touched()
        elif self._clock() - self._touched_at >= REST_SECONDS:
            self.close_list()
            if self._current != self._first:
                self._speak(self._first)
                self.changed.emit()

    def close_list(self) -> None:
        """Give the screen back its place."""
        if not self.list.isHidden():
            self._show_list(False)

    def _choose(self, code: str) -> None:
        self.touched()
        self.close_list()
        if code != self._current:
            self._speak(code)
            self.changed.emit()

    def _speak(self, code: str) -> None:
        speak(code)
        self._current = code
        self.rail.set_language(code)
        self.list.set_language(code)

    def _show_list(self, shown: bool) -> None:
        self.touched()
        self._gate.close_for(DEAF_SECONDS)
        self._screen.setHidden(shown)
        self.list.setVisible(shown)
        if shown:
            self.list.focus_language()
        else:
            self.rail.opener.setFocus()

    def set_style(self, style: Style) -> None:
        """Take the style over."""
        self.rail.set_style(style)
        self.list.set_style(style)

    def arrange(self, frame: Frame) -> None:
        """Put the rail into its place in the frame, the list over everything."""
        self.rail.setVisible(frame.rail is not None)
        if frame.rail is not None:
            self.rail.setGeometry(frame.rail)
            self.rail.arrange(frame.single_language)
        self.list.setGeometry(self._screen.geometry())
        self.list.arrange()
