"""How far a charge has come, worked out of its meter values."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise

from kiosk.domain.charge_curve import highest_soc
from kiosk.domain.meter import Quantity
from kiosk.domain.samples import MeterSeries
from kiosk.domain.vehicle import VehicleModel

LONGEST_GAP = timedelta(minutes=10)
"""What lies between readings further apart than this is not known."""

PRESENT = timedelta(seconds=60)
"""The present current is the mean of so long, for one sample says little."""

LEAST_CURRENT = 0.2
"""Less than this (A) is a pause."""

USUAL_EFFORT = 0.97
"""What a % point takes of the charge that it took when packs were new."""

_UNREPORTED_DOUBT = 0.08
"""How far off a gain may be that was worked out of the charge, as a part of it."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one state of charge (%) to a higher one: seconds without pauses, and charge in Ah."""

    soc: float
    until: float
    seconds: float
    charge: float


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a charge stands.

    ``soc`` (%) goes on from the last one reported by the charge that has flowed since, and may be
    off by ``doubt`` % points. ``current`` (A) is the present one, ``full_current`` the highest
    that has flowed for some time. ``effort`` is what a % point took of the charge that it takes
    by the model, told by the last ``gain`` % points.
    """

    soc: float
    doubt: float
    current: float
    full_current: float
    effort: float = USUAL_EFFORT
    gain: float = 0.0


class Flow:
    """The current of a charge over time, and what it adds up to without the pauses."""

    def __init__(self, series: MeterSeries, nominal_voltage: float) -> None:
        """Where no current is reported it is worked out of power and voltage."""
        readings = series.series(Quantity.CURRENT)
        if not readings:
            voltage = series.last(Quantity.VOLTAGE) or nominal_voltage
            readings = tuple((at, power / voltage) for at, power in series.series(Quantity.POWER))
        self._readings = readings
        self._instants = [at for at, _ in readings]
        flown = [_between(*pair) for pair in pairwise(readings)]
        self._seconds = list(accumulate((seconds for seconds, _ in flown), initial=0.0))
        self._charge = list(accumulate((charge for _, charge in flown), initial=0.0))

    @property
    def lasted(self) -> timedelta:
        """How long it is from the first reading to the last."""
        return self._instants[-1] - self._instants[0]

    def seconds(self, begin: datetime, end: datetime) -> float:
        """Return for how long it charged between two instants."""
        return self._at(self._seconds, end) - self._at(self._seconds, begin)

    def charge(self, begin: datetime | None = None, end: datetime | None = None) -> float:
        """Return the charge in Ah that flowed from an instant (the first reading) to another."""
        total = self._charge[-1] if end is None else self._at(self._charge, end)
        return total if begin is None else total - self._at(self._charge, begin)

    def present(self) -> float:
        """Return the mean current in A over the last while of charging, 0 where it never did."""
        recent: list[float] = []
        newest: datetime | None = None
        for at, current in reversed(self._readings):
            if newest is not None and (at < newest - PRESENT or current < LEAST_CURRENT):
                break
            if current >= LEAST_CURRENT:
                newest = newest or at
                recent.append(current)
        return sum(recent) / len(recent) if recent else 0.0

    def full(self) -> float:
        """Return the highest current in A, but for a tenth of the readings; 0 without any."""
        ordered = sorted(current for _, current in self._readings)
        return ordered[len(ordered) * 9 // 10] if ordered else 0.0

    def _at(self, totals: Sequence[float], at: datetime) -> float:
        place = bisect_right(self._instants, at)
        if place == 0:
            return 0.0
        if place == len(self._instants):
            return totals[-1]
        first, last = self._instants[place - 1], self._instants[place]
        part = (at - first) / (last - first)
        return totals[place - 1] + part * (totals[place] - totals[place - 1])


def _between(earlier: tuple[datetime, float], later: tuple[datetime, float]) -> tuple[float, float]:
    """Return the seconds of charging, and the Ah, between two readings of the current."""
    (first, begin), (last, end) = earlier, later
    if begin < LEAST_CURRENT or last - first > LONGEST_GAP:
        return 0.0, 0.0
    seconds = (last - first).total_seconds()
    mean = (begin + end) / 2 if end >= LEAST_CURRENT else begin
    return seconds, mean * seconds / 3600


def steps(series: MeterSeries, flow: Flow) -> tuple[Step, ...]:
    """Return the way from one reported state of charge to the next one above it.

    Readings that repeat a state or fall below it are passed over.
    """
    rising: list[tuple[datetime, float]] = []
    for at, soc in series.series(Quantity.SOC):
        if not rising or soc > rising[-1][1]:
            rising.append((at, soc))
    return tuple(
        Step(soc, until, flow.seconds(begin, end), flow.charge(begin, end))
        for (begin, soc), (end, until) in pairwise(rising)
    )


def progress_of(
    series: MeterSeries,
    model: VehicleModel,
    start_soc: float | None,
    max_current: float | None,
    usual_effort: float,
) -> Progress | None:
    """Return where a charge stands, ``None`` where nothing tells it.

    ``start_soc`` (%) and ``max_current`` (A) are what the vehicle said before. Where no state is
    reported later, it goes on from there by the charge that has flowed, at the usual effort; and
    at the beginning the current is on its way up to the limit.
    """
    flow = Flow(series, model.nominal_voltage)
    current, percent = flow.present(), model.pack_ah / 100
    if current == 0:
        return None
    if max_current and flow.lasted < PRESENT:
        current = max(current, min(max_current, series.last(Quantity.CURRENT_OFFERED) or math.inf))
    full, states = flow.full(), series.series(Quantity.SOC)
    if states:
        coarse = _coarseness(states)
        way = steps(series, flow)
        # How far the first of coarse states had been passed nobody knows.
        told = [step for step in way[1 if coarse == 1.0 else 0 :] if step.charge > 0]
        gain = sum(step.until - step.soc for step in told)
        effort = sum(step.charge for step in told) / gain / percent if gain else usual_effort
        soc = _carried_on(states, flow, percent * effort, coarse)
        return Progress(soc, coarse / 2, current, full, effort, gain)
    if start_soc is None:
        return None
    gain = flow.charge() / percent / usual_effort
    # A pack that still takes this current is not as full as that.
    soc = min(start_soc + gain, max(start_soc, highest_soc(current / model.pack_ah)))
    return Progress(soc, _UNREPORTED_DOUBT * gain, current, full, usual_effort)


def _carried_on(
    states: tuple[tuple[datetime, float], ...], flow: Flow, per_point: float, coarse: float
) -> float:
    """Return the present state of charge (%): the last one and, by the charge in Ah that a % point
    takes, what came since."""
    newest = states[-1][1]
    since = next(at for at, soc in states if soc >= newest)
    # Within a step that is still reported it can't have gone on by more than the step.
    held = min(coarse, flow.charge(since, states[-1][0]) / per_point)
    return min(100.0, newest + held + flow.charge(states[-1][0]) / per_point)


def _coarseness(states: tuple[tuple[datetime, float], ...]) -> float:
    """Return the step in % in which a vehicle tells its state of charge, 0 for a fine one."""
    if all(soc == int(soc) for _, soc in states):
        return 1.0
    return 0.1 if all(round(soc * 10) == soc * 10 for _, soc in states) else 0.0
