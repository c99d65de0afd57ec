"""What the command line asks of the kiosk and of the demonstration."""

from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("en", "hi", "kn")
THEMES = ("auto", "dark", "light", "high_contrast")
MODES = ("normal", "large", "low_reach", "large_low_reach")
"""How the screens can be laid out: as they are, or with what riders can turn on."""
SIZES = ((1280, 800), (1024, 600), (800, 480), (1920, 1080), (800, 1280))
"""The screens that all is made for, in px."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to run the kiosk.

    ``simulate`` names the scenario to play instead of a real station, ``speed`` is the simulated
    clock's. ``windowed``, ``size`` (pixels) and ``theme`` have overridden the settings already and
    stand here for the set-up screen, which has none; ``language`` is the one to begin with.
    ``None`` where nothing was asked for.
    """

    simulate: str | None = None
    speed: float = 1.0
    windowed: bool = False
    size: tuple[int, int] | None = None
    language: str | None = None
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """What to play off-screen, and the folder for the pictures; made if it is not there."""

    scenario: str
    pictures: Path
    speed: float | None = None
    """``None``: as fast as it goes."""
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class GalleryOptions:
    """What to paint, and the folder for it; made if it is not there.

    ``only`` is a part of the names of the states, empty for all.
    """

    folder: Path
    languages: tuple[str, ...] = LANGUAGES
    themes: tuple[str, ...] = THEMES[1:]
    sizes: tuple[tuple[int, int], ...] = SIZES
    modes: tuple[str, ...] = MODES
    only: str = ""
