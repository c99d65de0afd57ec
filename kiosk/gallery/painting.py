"""Paints scenes: a window for each look, and one scene after another in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.gallery.scene import ATTRACT_SECONDS, DIM_SECONDS, Scene
from ui.languages import LANGUAGES
from ui.main_window import MainWindow, WindowOptions
from ui.modes import Modes
from ui.rest import RestOptions
from ui.theme import DARK, HIGH_CONTRAST, LIGHT, Tokens

HELP_NUMBER = "1800 000 1234"
_TOKENS = {"dark": DARK, "light": LIGHT, "high_contrast": HIGH_CONTRAST}
_COLOURS = 256


@dataclass(frozen=True, slots=True)
class Look:
    """How the screen looks, whatever it shows; ``size`` is in px."""

    size: tuple[int, int]
    theme: str
    mode: str
    language: str

    @property
    def folder(self) -> str:
        """Where its pictures lie in the gallery's folder."""
        width, height = self.size
        return f"{width}x{height}/{self.theme}/{self.mode}/{self.language}"


@dataclass(slots=True)
class Easel:
    """A window that nobody sees, and the seconds that have passed for it."""

    window: MainWindow
    clock: "_Clock"

    def show(self, scene: Scene) -> bool:
        """Show a scene as if nothing had been shown before.

        Returns ``False`` where a button that is to be touched is not to be seen: then this look
        does not have the scene.
        """
        self.window.start_over()
        self.window.render(scene.snapshot)
        for name in scene.touched:
            button = self.window.findChild(QAbstractButton, name)
            if button is None or not button.isVisible():
                return False
            button.click()
        self.clock.seconds += scene.quiet
        self.window.render(scene.snapshot)
        return True


@dataclass(slots=True)
class _Clock:
    """Stands still until somebody moves it."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@contextmanager
def easel(look: Look) -> Iterator[Easel]:
    """Open a window that nobody sees; motion is off, and time passes only in scenes."""
    clock = _Clock()
    window = MainWindow(
        WindowOptions(
            help_number=HELP_NUMBER,
            theme=look.theme,
            motion=False,
            languages=tuple(LANGUAGES),
            language=look.language,
            modes=Modes("large" in look.mode, "low_reach" in look.mode),
            rest=RestOptions(attract=ATTRACT_SECONDS, dim=DIM_SECONDS),
            clock=clock,
        )
    )
    try:
        window.resize(*look.size)
        window.show()
        window.load_curve()
        yield Easel(window, clock)
    finally:
        window.allow_close = True
        window.close()
        window.deleteLater()
        QApplication.processEvents()


def picture(stand: Easel, scene: Scene, theme: str) -> QImage | None:
    """Return what a scene looks like, ``None`` where this look does not have it.

    256 colours are enough, and a third of the bytes; but those of a dim screen are others.
    """
    if not stand.show(scene):
        return None
    painted = stand.window.grab().toImage()
    if scene.quiet >= DIM_SECONDS:
        return painted
    return painted.convertToFormat(
        QImage.Format.Format_Indexed8,
        _colour_table(_TOKENS[theme]),
        Qt.ImageConversionFlag.ThresholdDither,
    )


@cache
def _colour_table(tokens: Tokens) -> tuple[int, ...]:
    """Return the colours of the theme, and what lies between inks and their grounds.

    Letters are painted in one ink on one ground, with edges between the two.
    """
    named = {
        field.name: colour
        for field in fields(tokens)
        if isinstance(colour := getattr(tokens, field.name), str)
    }
    grounds = [tokens.background, tokens.surface, tokens.raised]
    inks = [tokens.text, tokens.muted, tokens.quiet, tokens.go, tokens.stop, tokens.attention]
    pairs = [(ink, ground) for ground in grounds for ink in inks]
    pairs += [
        (colour, named[name.removeprefix("on_")])
        for name, colour in named.items()
        if name.startswith("on_")
    ]
    pairs += [(tokens.line, tokens.background), ("#000000", "#FFFFFF")]
    flat = dict.fromkeys(QColor(colour).rgb() for colour in named.values())
    steps = (_COLOURS - len(flat)) // len(pairs)
    for ink, ground in pairs:
        flat |= dict.fromkeys(_between(ground, ink, step / steps) for step in range(steps + 1))
    return tuple(flat)[:_COLOURS]


def _between(ground: str, ink: str, share: float) -> int:
    below, above = QColor(ground), QColor(ink)
    return QColor(
        round(below.red() + (above.red() - below.red()) * share),
        round(below.green() + (above.green() - below.green()) * share),
        round(below.blue() + (above.blue() - below.blue()) * share),
    ).rgb()
