"""The meter values of one transaction, gathered from rows that come late, twice and shuffled."""

from collections.abc import Iterable
from datetime import datetime

from kiosk.domain.meter import Quantity, Reading, SampledValue, normalise
from kiosk.domain.register import energy_delivered

# What a total is when a station reports electrical phases only.
_SUMMED = frozenset({Quantity.ENERGY, Quantity.POWER})

SOC_JUMP = 10.0
"""A state of charge that leaps by more % points than this has to be said twice."""

SOC_PER_MINUTE = 5.0
"""Faster than any pack charges: so many % points more may lie between readings far apart."""


class MeterSeries:
    """All usable readings of one transaction; adding the same rows again changes nothing."""

    def __init__(self) -> None:
        self._readings: dict[Quantity, dict[datetime, dict[str | None, float]]] = {}
        self._sorted: dict[Quantity, tuple[tuple[datetime, float], ...]] = {}
        self._energy: float | None = None
        self.newest: datetime | None = None
        """When the newest reading was taken, on the station's clock."""
        self.version = 0
        """Grows with each reading that is new."""

    def add(self, sampled_values: Iterable[SampledValue]) -> bool:
        """Take rows in any order; tells whether any of them was new."""
        changed = False
        for sampled in sampled_values:
            reading = normalise(sampled)
            if reading is not None and self._add(reading):
                changed = True
        return changed

    def _add(self, reading: Reading) -> bool:
        at = self._readings.setdefault(reading.quantity, {}).setdefault(reading.timestamp, {})
        held = at.get(reading.phase)
        # Two values for one instant: the larger one, so that their order does not matter.
        if held is not None and held >= reading.value:
            return False
        at[reading.phase] = reading.value
        self._sorted.pop(reading.quantity, None)
        self.version += 1
        if self.newest is None or reading.timestamp > self.newest:
            self.newest = reading.timestamp
        return True

    def series(self, quantity: Quantity) -> tuple[tuple[datetime, float], ...]:
        """Return the readings of a quantity in order of time."""
        if quantity not in self._sorted:
            by_time = sorted(self._readings.get(quantity, {}).items())
            series = tuple((instant, _total(quantity, phases)) for instant, phases in by_time)
            self._sorted[quantity] = _settled(series) if quantity is Quantity.SOC else series
        return self._sorted[quantity]

    def last(self, quantity: Quantity) -> float | None:
        """Return the newest reading of a quantity."""
        series = self.series(quantity)
        return series[-1][1] if series else None

    def first(self, quantity: Quantity) -> float | None:
        """Return the oldest reading of a quantity."""
        series = self.series(quantity)
        return series[0][1] if series else None

    def energy_wh(self, start_value: float | None, begun: datetime | None) -> float | None:
        """Return the energy delivered since the register stood at ``start_value`` (Wh).

        It never falls below what it was before, whatever rows that come late may say.
        """
        energy = energy_delivered(start_value, begun, self.series(Quantity.ENERGY))
        if self._energy is None or (energy is not None and energy > self._energy):
            self._energy = energy
        return self._energy


def _total(quantity: Quantity, phases: dict[str | None, float]) -> float:
    if None in phases:
        return phases[None]
    if quantity in _SUMMED:
        return sum(phases.values())
    return max(phases.values())


def _settled(series: tuple[tuple[datetime, float], ...]) -> tuple[tuple[datetime, float], ...]:
    """Leave out a single state of charge that leaps away; at its second saying it is believed."""
    settled: list[tuple[datetime, float]] = []
    doubted: tuple[datetime, float] | None = None
    for reading in series:
        if not settled or _follows(settled[-1], reading):
            settled.append(reading)
            doubted = None
        elif doubted is not None and _follows(doubted, reading):
            # Nothing bears out a first reading that these contradict: batteries begin with a 0.
            settled = [doubted, reading] if len(settled) == 1 else [*settled, doubted, reading]
            doubted = None
        else:
            doubted = reading
    return tuple(settled)


def _follows(earlier: tuple[datetime, float], later: tuple[datetime, float]) -> bool:
    minutes = (later[0] - earlier[0]).total_seconds() / 60
    return abs(later[1] - earlier[1]) <= SOC_JUMP + SOC_PER_MINUTE * minutes
