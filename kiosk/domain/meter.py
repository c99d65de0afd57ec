"""Sampled values of the meter and their normalisation to one unit a quantity.

OCPP 1.6 section 7.43: a sampled value without a measurand is the energy register, one without a
unit is in Wh where it is energy. ``value`` is text and can be anything at all.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from kiosk.domain.ocpp import Measurand, UnitOfMeasure, lookup


class Quantity(Enum):
    """What a reading measures; the value is the unit it is normalised to."""

    ENERGY = "Wh"
    POWER = "W"
    CURRENT = "A"
    CURRENT_OFFERED = "A offered"
    VOLTAGE = "V"
    SOC = "%"
    TEMPERATURE = "°C"


@dataclass(frozen=True, slots=True)
class SampledValue:
    """One sampled value as recorded; ``timestamp`` is the station's clock (UTC)."""

    timestamp: datetime
    value: str | None
    measurand: str | None = None
    unit: str | None = None
    phase: str | None = None
    location: str | None = None
    context: str | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One usable value in the unit of its quantity."""

    timestamp: datetime
    quantity: Quantity
    value: float
    phase: str | None = None


@dataclass(frozen=True, slots=True)
class _Scale:
    quantity: Quantity
    units: dict[UnitOfMeasure | None, float]
    lowest: float
    highest: float
    noise: float = 0.0


# A unit that is missing is the specification's default (Wh) for energy and the plain SI unit for
# the rest. The bounds are what the hardware could ever show (a scooter charger: 50-90 V, up to
# 100 A); a register counts a lifetime and may start anywhere. At rest a meter shows a little noise
# below nothing, which means nothing: passed over, it would leave the last reading standing.
_SCALES = {
    Measurand.ENERGY_ACTIVE_IMPORT_REGISTER: _Scale(
        Quantity.ENERGY,
        {None: 1.0, UnitOfMeasure.WH: 1.0, UnitOfMeasure.KWH: 1000.0},
        -1e12,
        1e12,
    ),
    Measurand.POWER_ACTIVE_IMPORT: _Scale(
        Quantity.POWER,
        {None: 1.0, UnitOfMeasure.W: 1.0, UnitOfMeasure.KW: 1000.0},
        0.0,
        50_000.0,
        noise=50.0,
    ),
    Measurand.CURRENT_IMPORT: _Scale(
        Quantity.CURRENT, {None: 1.0, UnitOfMeasure.A: 1.0}, 0.0, 500.0, noise=0.5
    ),
    Measurand.CURRENT_OFFERED: _Scale(
        Quantity.CURRENT_OFFERED, {None: 1.0, UnitOfMeasure.A: 1.0}, 0.0, 500.0
    ),
    Measurand.VOLTAGE: _Scale(Quantity.VOLTAGE, {None: 1.0, UnitOfMeasure.V: 1.0}, 0.0, 1000.0),
    Measurand.SOC: _Scale(Quantity.SOC, {None: 1.0, UnitOfMeasure.PERCENT: 1.0}, 0.0, 100.0),
    Measurand.TEMPERATURE: _Scale(
        Quantity.TEMPERATURE, {None: 1.0, UnitOfMeasure.CELSIUS: 1.0}, -60.0, 150.0
    ),
}

# float() also takes "1_0", "infinity" and other alphabets' digits, none of which a meter means.
_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:[eE][+-]?\d{1,2})?", re.ASCII)


def parse_number(text: str | None) -> float | None:
    """Read a decimal number, or return ``None`` for text that is none.

    Total: any text of any length gives a finite float or ``None``.
    """
    if text is None or len(text) > 64 or not _NUMBER.fullmatch(stripped := text.strip()):
        return None
    return float(stripped)


def normalise(sampled: SampledValue) -> Reading | None:
    """Return the reading in its quantity's unit, or ``None`` when it can't be used.

    Passed over: measurands the kiosk doesn't know, signed data, units that do not belong to the
    measurand, and numbers out of any plausible range. A value of one electrical phase keeps its
    phase, so that it is not taken for the total.
    """
    if (sampled.format or "Raw") != "Raw":
        return None
    measurand = lookup(
        Measurand, sampled.measurand or Measurand.ENERGY_ACTIVE_IMPORT_REGISTER.value
    )
    if measurand is None:
        return None
    scale = _SCALES[measurand]
    unit = lookup(UnitOfMeasure, sampled.unit) if sampled.unit else None
    if (sampled.unit and unit is None) or unit not in scale.units:
        return None
    number = parse_number(sampled.value)
    if number is None:
        return None
    value = number * scale.units[unit]
    if not scale.lowest - scale.noise <= value <= scale.highest:
        return None
    value = max(scale.lowest, value)
    return Reading(sampled.timestamp, scale.quantity, value, sampled.phase or None)
