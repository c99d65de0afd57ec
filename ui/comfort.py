"""How a rider wants the screens, their language and modes: until nobody is there any more."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.frame import Frame
from ui.languages import speak
from ui.modes import Mode, Modes
from ui.style import Style
from ui.tap_gate import DEAF_SECONDS, TapGate
from ui.widgets.rail import Rail
from ui.widgets.screen_list import ScreenList

REST_SECONDS = 30.0
"""So long nobody must have touched a screen without a session for everything to be as at first."""


class Comfort(QObject):
    """Owns the rail and the list, and what was chosen in them.

    ``changed`` tells that all texts are to be said anew and everything laid out anew. ``first`` is
    the language, ``modes`` are the modes to begin with and to return to. ``screen`` holds the rail,
    and makes way for the list over the ``window``. ``clock`` gives seconds that never jump.
    """

    changed = Signal()

    def __init__(
        self,
        languages: Sequence[str],
        first: str,
        modes: Modes,
        gate: TapGate,
        clock: Callable[[], float],
        *,
        screen: QWidget,
        window: QWidget,
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._gate, self._clock = gate, clock
        self._first = first, modes
        self._language, self._modes = first, modes
        self._count = len(languages)
        self._touched_at = clock()
        self.rail = Rail(languages, gate, screen)
        self.rail.list_wanted.connect(lambda: self._show_list(True))
        self.list = ScreenList(languages, gate, window)
        self.list.closed.connect(self._close)
        for place in (self.rail, self.list):
            place.language_chosen.connect(self._choose_language)
            place.mode_touched.connect(self._toggle)
            place.hide()
        speak(first)
        self._show_choice()

    @property
    def language(self) -> str:
        """The language of the screen."""
        return self._language

    @property
    def modes(self) -> Modes:
        """The modes that are on."""
        return self._modes

    @property
    def languages(self) -> int:
        """How many languages there are to choose from."""
        return self._count

    def touched(self) -> None:
        """Somebody is there."""
        self._touched_at = self._clock()

    def rest(self, resting: bool) -> None:
        """Return to the beginning where nobody's session is shown and nothing is touched.

        To be called with each snapshot, before it is shown.
        """
        if not resting:
            self.touched()
        elif self._clock() - self._touched_at >= REST_SECONDS:
            self.close_list()
            self._take(*self._first)

    def close_list(self) -> None:
        """Give the screen back its place."""
        if not self.list.isHidden():
            self._show_list(False)

    def _close(self) -> None:
        self.touched()
        self.close_list()

    def _choose_language(self, code: str) -> None:
        self._close()
        self._take(code, self._modes)

    def _toggle(self, mode: Mode) -> None:
        self._close()
        # Everything moves: what now lies below the finger was not meant.
        self._gate.close_for(DEAF_SECONDS)
        self._take(self._language, self._modes.toggled(mode))

    def _take(self, language: str, modes: Modes) -> None:
        if (language, modes) == (self._language, self._modes):
            return
        if language != self._language:
            speak(language)
        self._language, self._modes = language, modes
        self._show_choice()
        self.changed.emit()

    def _show_choice(self) -> None:
        for place in (self.rail, self.list):
            place.show_choice(self._language, self._modes)

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
        self.rail.show()
        self.rail.setGeometry(frame.rail)
        self.rail.arrange(frame.single_language)
        self.list.setGeometry(self._screen.geometry())
        self.list.arrange()
