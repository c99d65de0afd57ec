"""Paints scenes: a window for each look, and one scene after another in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.gallery.scenes import Scene
from ui.languages import LANGUAGES
from ui.main_window import MainWindow, WindowOptions
from ui.modes import Modes
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


@contextmanager
def easel(look: Look) -> Iterator[MainWindow]:
    """Open a window that nobody sees; motion is off, and its clock stands still."""
    window = MainWindow(
        WindowOptions(
            help_number=HELP_NUMBER,
            theme=look.theme,
            motion=False,
            languages=tuple(LANGUAGES),
            language=look.language,
            modes=Modes("large" in look.mode, "low_reach" in look.mode),
            clock=lambda: 0.0,
        )
    )
    try:
        window.resize(*look.size)
        window.show()
        window.load_curve()
        yield window
    finally:
        window.allow_close = True
        window.close()
        window.deleteLater()
        QApplication.processEvents()


def show(window: MainWindow, scene: Scene) -> bool:
    """Show a scene as if nothing had been shown before.

    Returns ``False`` where a button that is to be touched is not to be seen: then this look does
    not have the scene.
    """
    window.start_over()
    window.render(scene.snapshot)
    for name in scene.touched:
        button = window.findChild(QAbstractButton, name)
        if button is None or not button.isVisible():
            return False
        button.click()
    return True


def picture(window: MainWindow, theme: str) -> QImage:
    """Return what the window looks like in 256 colours, which is a third of the bytes."""
    return (
        window.grab()
        .toImage()
        .convertToFormat(
            QImage.Format.Format_Indexed8,
            _colour_table(_TOKENS[theme]),
            Qt.ImageConversionFlag.ThresholdDither,
        )
    )


def _colour_table(tokens: Tokens) -> list[int]:
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
    return list(flat)[:_COLOURS]


def _between(ground: str, ink: str, share: float) -> int:
    below, above = QColor(ground), QColor(ink)
    return QColor(
        round(below.red() + (above.red() - below.red()) * share),
        round(below.green() + (above.green() - below.green()) * share),
        round(below.blue() + (above.blue() - below.blue()) * share),
    ).rgb()
