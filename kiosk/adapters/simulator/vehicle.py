"""A scooter at the cable: battery, its management, its temperature. Pure.

Units: %, A, V, W, °C, s. The figures of the pack are those of a 72 V pack that shows 76.38 V at
87 %, as in the vendor's sample; all three models are the same cells, more or fewer in parallel.
"""

import math
from dataclasses import dataclass, replace
from enum import Enum

from kiosk.domain.vehicle import VehicleModel

FULL_VOLTAGE = 84.0
"""What the charger holds the pack at, at most: constant voltage from there on."""

TRICKLE_C_RATE = 0.01
"""Current while balancing, as a part of the pack's Ah."""

BALANCING_SECONDS = 180.0
DERATING_FROM = 45.0
DERATED_TO_ZERO = 60.0

# State of charge in %, open-circuit voltage in V.
_OPEN_CIRCUIT = (
    (0.0, 66.0),
    (5.0, 70.0),
    (20.0, 72.8),
    (40.0, 74.2),
    (60.0, 75.0),
    (80.0, 75.9),
    (87.0, 76.38),
    (93.0, 77.8),
    (98.0, 81.8),
    (100.0, 83.9),
)
# For 1 Ah of cells, so that every model warms alike at the same C-rate.
_RESISTANCE_OHM_AH = 4.5
_HEAT_CAPACITY_J_PER_AH = 400.0
_COOLING_W_PER_AH = 0.2


class VehicleInfoManner(Enum):
    """How a vehicle announces itself after it was plugged in."""

    PROMPT = "prompt"
    LATE = "late"
    NEVER = "never"
    GARBLED = "garbled"


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One scooter at one moment. ``max_current`` is its battery management's limit.

    ``balanced`` counts the seconds for which it has been balancing at 100 %.
    """

    model: VehicleModel
    soc: float
    max_current: float
    temperature: float = 26.6
    ambient: float = 26.6
    balanced: float = 0.0
    manner: VehicleInfoManner = VehicleInfoManner.PROMPT

    @property
    def open_circuit_voltage(self) -> float:
        """Voltage with no current."""
        lower = _OPEN_CIRCUIT[0]
        for upper in _OPEN_CIRCUIT[1:]:
            if self.soc <= upper[0]:
                part = (self.soc - lower[0]) / (upper[0] - lower[0])
                return lower[1] + part * (upper[1] - lower[1])
            lower = upper
        return lower[1]

    def voltage(self, current: float) -> float:
        """Voltage at the plug while ``current`` flows."""
        return self.open_circuit_voltage + current * self._resistance

    def current(self, offered: float) -> float:
        """Return what the battery takes of the current that is offered.

        The least of: the offer, the management's limit (less when the battery is warm), and what
        brings the pack to :data:`FULL_VOLTAGE`. At 100 % a trickle for balancing, then nothing.
        """
        if self.soc >= 100.0:
            trickle = TRICKLE_C_RATE * self.model.pack_ah
            return min(offered, trickle) if self.balanced < BALANCING_SECONDS else 0.0
        cool = (DERATED_TO_ZERO - self.temperature) / (DERATED_TO_ZERO - DERATING_FROM)
        limit = self.max_current * min(1.0, max(0.0, cool))
        held = (FULL_VOLTAGE - self.open_circuit_voltage) / self._resistance
        return max(0.0, min(offered, limit, held))

    def after(self, seconds: float, current: float) -> "Vehicle":
        """Return the vehicle after ``seconds`` in which ``current`` flowed.

        What a full pack still takes is burnt in its balancing resistors.
        """
        gain = current * seconds / 3600.0 / self.model.pack_ah * 100.0
        # Exact for a constant current, so that any step is stable.
        settled = self.ambient + current**2 * self._resistance / self._cooling
        kept = math.exp(-seconds * _COOLING_W_PER_AH / _HEAT_CAPACITY_J_PER_AH)
        return replace(
            self,
            soc=min(100.0, self.soc + gain),
            temperature=settled + (self.temperature - settled) * kept,
            balanced=self.balanced + seconds if self.soc >= 100.0 and current else self.balanced,
        )

    @property
    def _resistance(self) -> float:
        return _RESISTANCE_OHM_AH / self.model.pack_ah

    @property
    def _cooling(self) -> float:
        return _COOLING_W_PER_AH * self.model.pack_ah
