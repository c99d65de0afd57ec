"""What the command line asks of the kiosk and of the demonstration."""

from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("en", "hi", "kn")
THEMES = ("auto", "dark", "light", "high_contrast")


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
