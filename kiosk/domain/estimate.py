"""Energy, time and power on the way to a target."""

import math
from dataclasses import dataclass

from kiosk.domain.vehicle import VehicleModel

TAPER_BEGINS = 90.0
"""Above this state of charge (%) lithium packs are charged with falling current."""

TAPER_AT_FULL = 0.7
"""Share of the full current that is left at 100 %."""

_EARLY, _LATE = 0.98, 1.05


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a target takes: Wh, km and a range of minutes (low, high)."""

    energy_wh: float
    range_km: float
    minutes: tuple[float, float] | None


def taper(soc: float) -> float:
    """Return the share of the full power that a pack takes at a state of charge in %."""
    if soc <= TAPER_BEGINS:
        return 1.0
    return 1.0 - (1.0 - TAPER_AT_FULL) * (min(soc, 100.0) - TAPER_BEGINS) / (100.0 - TAPER_BEGINS)


def tapered_gain(soc: float, target: float) -> float:
    """Return the gain in % points that full power would reach in the time to ``target``.

    The integral of 1 / taper over the way; equal to the plain gain below the taper.
    """
    flat = max(0.0, min(target, TAPER_BEGINS) - soc)
    begin = max(soc, TAPER_BEGINS)
    if target <= begin:
        return flat
    slope = (1.0 - TAPER_AT_FULL) / (100.0 - TAPER_BEGINS)
    return flat + math.log(taper(begin) / taper(target)) / slope


def estimate_to_target(
    model: VehicleModel, soc: float, target: float, voltage: float, power: float | None
) -> Estimate:
    """Work out what lies between ``soc`` and ``target`` (%) at a voltage in V and power in W.

    Energy = gain x pack x voltage (the vendor's formula); time = energy / power, up to the time
    that the taper adds. ``power`` is what the pack takes below the taper; without it, or at none
    worth the name, there is no time.
    """
    gain = max(0.0, target - soc)
    energy = model.energy_wh(gain, voltage)
    minutes = None
    if power is not None and power >= 1.0:
        per_percent = model.energy_wh(1.0, voltage) / power * 60
        minutes = gain * per_percent * _EARLY, tapered_gain(soc, target) * per_percent * _LATE
    return Estimate(energy, model.range_km(gain), minutes)
