"""The two ways in which a rider can change how the screens are laid out."""

from dataclasses import dataclass
from enum import Enum


class Mode(Enum):
    """What a button in the rail turns on and off."""

    LARGE = "large"
    """All text so large that it is read from the viewing distance with low vision."""
    LOW_REACH = "low_reach"
    """All controls in the lower part of the screen, for who sits or is small."""


@dataclass(frozen=True, slots=True)
class Modes:
    """Which modes are on."""

    large: bool = False
    low_reach: bool = False

    def has(self, mode: Mode) -> bool:
        """Whether this one is on."""
        return self.large if mode is Mode.LARGE else self.low_reach

    def toggled(self, mode: Mode) -> "Modes":
        """Return them with one turned over."""
        if mode is Mode.LARGE:
            return Modes(not self.large, self.low_reach)
        return Modes(self.large, not self.low_reach)


PLAIN = Modes()
"""Neither of them."""
