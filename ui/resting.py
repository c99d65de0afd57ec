"""What becomes of the window while nobody is there, and how it wakes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import StationSnapshot
from ui.rest import Rest, RestLevel, RestOptions, inviting
from ui.style import Style
from ui.widgets.attract import Attract
from ui.widgets.guard import Guard

_SHADES = {RestLevel.DIM: 0.5, RestLevel.BLANK: 1.0}
_TOUCHES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress})


class Resting(QObject):
    """Lays the attract screen and the guard over the ``screen`` in a ``window``.

    ``brightness_wanted`` tells the panel's light as a share of the usual, whenever that changes.
    ``lying_down`` comes before the screen is covered, ``woke`` after it is seen again; ``touched``
    with each touch and key, whatever they are for.
    """

    brightness_wanted = Signal(float)
    lying_down = Signal()
    woke = Signal()
    touched = Signal()

    def __init__(
        self,
        options: RestOptions,
        languages: Sequence[str],
        help_number: str,
        clock: Callable[[], float],
        screen: QWidget,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._options = options
        self._rest = Rest(options, clock)
        self._light = 1.0
        self._covered = False
        self._snapshot: StationSnapshot | None = None
        self._screen, self._window = screen, window
        self.attract = Attract(languages, help_number, clock, window)
        self.guard = Guard(window)
        self.guard.touched.connect(self._touch)
        # A window has no native one, which hears of everything, before it is shown.
        window.installEventFilter(self)

    @property
    def level(self) -> RestLevel:
        """How deep the screen rests now."""
        return self._rest.level

    def follow(self, snapshot: StationSnapshot) -> None:
        """Wake, or rest deeper, as a snapshot says; to be called with each, after it is shown."""
        self._snapshot = snapshot
        self._rest.follow(snapshot)
        self._show()

    def wake(self) -> None:
        """Be awake, as if somebody had touched the screen."""
        self._touch()

    def set_style(self, style: Style) -> None:
        """Take style and size over."""
        for layer in (self.attract, self.guard):
            layer.setGeometry(self._window.rect())
        self.attract.set_style(style)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the window appears, and each touch of it; let everything pass."""
        if watched is self._window:
            if event.type() == QEvent.Type.Show:
                self._window.window().windowHandle().installEventFilter(self)
        elif event.type() in _TOUCHES and self.guard.isHidden():
            self._touch()
        return False

    def _touch(self) -> None:
        self._rest.touched()
        self._show()
        self.touched.emit()

    def _show(self) -> None:
        level, snapshot = self._rest.level, self._snapshot
        attracts = (
            RestLevel.ATTRACT <= level < RestLevel.BLANK
            and self._options.attract > 0
            and snapshot is not None
            and inviting(snapshot)
        )
        if attracts and snapshot is not None:
            self.attract.present(snapshot)
        self._cover(attracts or level is RestLevel.BLANK)
        self.attract.setVisible(attracts)
        self._stand_guard(attracts or level >= RestLevel.DIM)
        light = self._options.light(level)
        if light != self._light:
            self._light = light
            self.brightness_wanted.emit(light)

    def _cover(self, covered: bool) -> None:
        if covered != self._covered:
            self._covered = covered
            if covered:
                self.lying_down.emit()
            # What nobody sees needs no painting, and does not move.
            self._screen.setHidden(covered)

    def _stand_guard(self, needed: bool) -> None:
        self.guard.set_shade(_SHADES.get(self._rest.level, 0.0))
        if needed and self.guard.isHidden():
            self.attract.raise_()
            self.guard.raise_()
            self.guard.show()
            self.guard.setFocus()
        elif not needed and not self.guard.isHidden():
            self.guard.hide()
            self.woke.emit()
