"""Why the power is what it is: one reason for every moment of an open charge."""

from dataclasses import dataclass

from kiosk.domain.snapshot import PausedReason, PowerReason

OLD_AFTER = 15.0
"""Age of the newest figures in s from which they are no longer called live."""

WARM_FROM = 45.0
"""From this temperature (°C) on batteries and chargers take their power back."""

TAPER_FROM = 85.0
"""From this state of charge (%) on a falling current is taken for the battery's taper."""

FULL_FROM = 99.5
"""At this state of charge (%) what still flows levels the cells."""

_FULL_SHARE = 0.9
"""Of what could flow; from here on it is called full."""
_NO_SHARE = 0.02
_RISING_SECONDS = 60.0

_PAUSES = {
    PausedReason.VEHICLE: PowerReason.PAUSED_BY_VEHICLE,
    PausedReason.BALANCING: PowerReason.BALANCING,
    PausedReason.STATION: PowerReason.PAUSED_BY_STATION,
}


@dataclass(frozen=True, slots=True)
class PowerFacts:
    """What tells why: seconds, %, A and °C; ``None`` where nobody has said it.

    ``offered`` is what the station offers, ``wanted`` the limit of the vehicle's battery
    management. ``age`` is that of the newest figures, ``None`` before there are any.
    """

    duration: float
    age: float | None
    link_lost: bool = False
    too_hot: bool = False
    paused: PausedReason | None = None
    soc: float | None = None
    current: float | None = None
    offered: float | None = None
    wanted: float | None = None
    temperature: float | None = None


def power_reason(facts: PowerFacts) -> PowerReason:
    """Return the weightiest reason; there is one for whatever is known."""
    if facts.link_lost:
        return PowerReason.NOT_READABLE
    if facts.paused is not None:
        return _PAUSES[facts.paused]
    if facts.age is None:
        return PowerReason.AWAITED
    if facts.age > OLD_AFTER:
        return PowerReason.OLD
    if facts.too_hot:
        return PowerReason.TOO_HOT
    return _by_current(facts)


def _by_current(facts: PowerFacts) -> PowerReason:
    limits = [limit for limit in (facts.offered, facts.wanted) if limit is not None and limit > 0]
    if facts.offered == 0.0:
        return PowerReason.PAUSED_BY_STATION
    if facts.current is None or not limits:
        return PowerReason.STEADY
    possible, soc = min(limits), facts.soc or 0.0
    share = facts.current / possible
    if share >= _FULL_SHARE:
        held_back = facts.wanted is not None and possible < _FULL_SHARE * facts.wanted
        return PowerReason.STATION_LIMIT if held_back else PowerReason.FULL
    if facts.duration < _RISING_SECONDS:
        return PowerReason.RISING
    if soc >= FULL_FROM:
        return PowerReason.BALANCING
    if share < _NO_SHARE:
        return PowerReason.NO_POWER
    if facts.temperature is not None and facts.temperature >= WARM_FROM:
        return PowerReason.WARM
    return PowerReason.TAPER if soc >= TAPER_FROM else PowerReason.VEHICLE_LIMIT
