"""How the figures of a charge look by their age."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.reasons import OLD_AFTER
from kiosk.domain.snapshot import ChargingFigures
from ui.theme import Tint

FADES_AFTER, BLANK_AFTER = OLD_AFTER, 60.0
"""Seconds after which a figure is no longer fresh, and no longer shown."""


def nothing_yet(now: datetime) -> ChargingFigures:
    """Return the figures of a charge of which nothing is known: none of another's are left."""
    return ChargingFigures(
        started=now,
        duration=0.0,
        energy_wh=None,
        start_soc=None,
        soc=None,
        power=None,
        current=None,
        current_offered=None,
        voltage=None,
        temperature=None,
        model=None,
        range_km=None,
        target=None,
        minutes_left=None,
        age=None,
        paused=None,
        own=True,
        can_stop=False,
    )


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old the figures are, and what follows for their looks."""

    age: float | None

    @property
    def faded(self) -> bool:
        """Whether they are to be told apart from live ones."""
        return self.age is not None and self.age > FADES_AFTER

    @property
    def blank(self) -> bool:
        """Whether they are too old to be shown at all."""
        return self.age is not None and self.age > BLANK_AFTER

    @property
    def value_tint(self) -> Tint:
        """The colour of a value."""
        return Tint.QUIET if self.faded else Tint.TEXT

    @property
    def energy_tint(self) -> Tint:
        """The colour of power and energy."""
        return Tint.QUIET if self.faded else Tint.GO
