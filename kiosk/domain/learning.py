"""What finished sessions teach about time, by model and band of the state of charge.

A lesson is how long a band took over what :mod:`kiosk.domain.charge_curve` says of it, so that
what was learned at one current serves for others.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kiosk.domain.charge_curve import MINUTES_AT_1C, plain_minutes
from kiosk.domain.progress import USUAL_EFFORT, Flow, Step, steps
from kiosk.domain.samples import MeterSeries
from kiosk.domain.vehicle import VehicleModel

BAND_EDGES = (0, 10, 20, 30, 40, 50, 60, 70, 80, 85, 90, 92, 94, 95, 96, 97, 98, 99, 100)
"""In %; bands get narrow where a pack's current falls."""

BANDS = tuple(pairwise(BAND_EDGES))

MOST_LESSONS = 60
"""So many lessons are kept of each model and band, the newest."""

_LEAST_RATIO, _MOST_RATIO = 0.4, 5.0
_LEAST_C_RATE, _MOST_C_RATE = 0.01, 4.0
_LONGEST_NAME = 100

_CROSSED = 0.75
"""A band counts from this part of its width on."""

_DOUBT = 1.5
"""So many lessons weigh as much as what is assumed without any."""

_NEAR = 0.5
"""Lessons from a current that is further off than this (natural logarithm) weigh little."""

MOST_EFFORT = 1.02
_FULL_CURRENT_BELOW = 80

_PARTS = (0.08, 0.5, 0.92)
_MOST_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class Lesson:
    """One band of one session: ``band`` is its lower edge in %, ``c_rate`` the vehicle's limit
    over its pack (1/h), ``ratio`` the time it took over the formula's."""

    model: str
    band: int
    c_rate: float
    ratio: float

    def makes_sense(self) -> bool:
        """Tell whether it can be true; nothing else is believed."""
        return (
            len(self.model) <= _LONGEST_NAME
            and self.band in BAND_EDGES[:-1]
            and _LEAST_C_RATE <= self.c_rate <= _MOST_C_RATE
            and _LEAST_RATIO <= self.ratio <= _MOST_RATIO
        )


@dataclass(frozen=True, slots=True)
class Spread:
    """A range with its middle."""

    low: float
    middle: float
    high: float

    def times(self, factor: float) -> "Spread":
        """Return it so many times as large."""
        return Spread(self.low * factor, self.middle * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class BandTime:
    """How long a whole band takes: minutes by the formula, and the ratio of the truth to them."""

    plain: float
    ratio: Spread


class Experience:
    """The lessons of a station's sessions. They never change; what makes no sense is left out."""

    def __init__(self, lessons: Iterable[Lesson] = ()) -> None:
        """``lessons`` are in order of time: of too many, the first are dropped."""
        kept: dict[tuple[str, int], list[Lesson]] = {}
        for lesson in lessons:
            if lesson.makes_sense():
                kept.setdefault((lesson.model, lesson.band), []).append(lesson)
        self._lessons = {key: tuple(group[-MOST_LESSONS:]) for key, group in kept.items()}
        self._efforts = {model: self._effort(model) for model, _ in kept}
        self._remembered: dict[tuple[str, int, float], BandTime] = {}

    def __len__(self) -> int:
        return sum(map(len, self._lessons.values()))

    def effort(self, model: str) -> float:
        """Return what a % point takes of the charge that it takes by the model."""
        return self._efforts.get(model, USUAL_EFFORT)

    def _effort(self, model: str) -> float:
        """Work it out of the bands that are crossed with full current.

        That a band took longer than by the model tells of the current, not of the pack.
        """
        ratios = sorted(
            min(lesson.ratio, MOST_EFFORT)
            for (name, band), lessons in self._lessons.items()
            if name == model and band < _FULL_CURRENT_BELOW
            for lesson in lessons
        )
        trust = len(ratios) / (len(ratios) + 2 * _DOUBT)
        middle = ratios[len(ratios) // 2] if ratios else USUAL_EFFORT
        return USUAL_EFFORT + trust * (middle - USUAL_EFFORT)

    def band(self, model: str, band: int, c_rate: float) -> BandTime:
        """Return how long a band (its lower edge in %) takes at a current.

        The less is known, the closer it is to what is assumed.
        """
        key = model, band, c_rate
        if key not in self._remembered:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            guess = assumed(band, c_rate)
            self._remembered[key] = BandTime(guess.plain, self._ratio(key, guess.ratio))
        return self._remembered[key]

    def _ratio(self, key: tuple[str, int, float], guess: Spread) -> Spread:
        model, band, c_rate = key
        lessons = self._lessons.get((model, band), ())
        weighted = sorted((lesson.ratio, _weight(lesson.c_rate, c_rate)) for lesson in lessons)
        known = sum(weight for _, weight in weighted)
        trust = known / (known + _DOUBT)
        low, middle, high = (
            guessed * (_quantile(weighted, part * known, guessed) / guessed) ** trust
            for guessed, part in zip((guess.low, guess.middle, guess.high), _PARTS, strict=True)
        )
        return Spread(min(low, middle), middle, max(high, middle))


NOTHING_LEARNED = Experience()


def band_of(soc: float) -> int:
    """Return the lower edge of the band of a state of charge in %."""
    place = bisect_right(BAND_EDGES, soc) - 1
    return BAND_EDGES[min(max(place, 0), len(BANDS) - 1)]


def assumed(band: int, c_rate: float) -> BandTime:
    """Return how long a band takes of which nothing is known.

    Packs hold less than when they were new, strong currents warm them up until they take less, and
    where the current falls it is a guess by how much.
    """
    end = BAND_EDGES[BAND_EDGES.index(band) + 1]
    plain = plain_minutes(band, end, c_rate)
    doubt = 1.6 - 0.6 * (end - band) * MINUTES_AT_1C / c_rate / plain
    warmth = 0.06 * min(1.0, c_rate**2)
    return BandTime(plain, Spread(0.89 / doubt, USUAL_EFFORT, (1.06 + warmth) * doubt))


def lessons_of(
    series: MeterSeries, model: VehicleModel | None, max_current: float | None
) -> tuple[Lesson, ...]:
    """Return what a session teaches: nothing where states of charge or currents are missing.

    ``max_current`` is the limit (A) that the vehicle had named; without it the highest current
    that flowed stands in. Pauses do not count.
    """
    if model is None:
        return ()
    flow = Flow(series, model.nominal_voltage)
    c_rate = (max_current or flow.full()) / model.pack_ah
    if not _LEAST_C_RATE <= c_rate <= _MOST_C_RATE:
        return ()
    way = steps(series, flow)
    lessons = (_lesson(model.name, band, c_rate, way) for band in BANDS)
    return tuple(lesson for lesson in lessons if lesson is not None and lesson.makes_sense())


def _lesson(model: str, band: tuple[int, int], c_rate: float, way: Sequence[Step]) -> Lesson | None:
    begin, end = band
    seconds = crossed = plain = 0.0
    for step in way:
        low, high = max(step.soc, begin), min(step.until, end)
        # Without a second of charging in between, its readings are too far apart.
        if low < high and step.seconds > 0:
            seconds += step.seconds * (high - low) / (step.until - step.soc)
            crossed += high - low
            plain += plain_minutes(low, high, c_rate)
    if crossed < _CROSSED * (end - begin):
        return None
    return Lesson(model, begin, c_rate, seconds / 60 / plain)


def _weight(known: float, asked: float) -> float:
    return math.exp(-0.5 * (math.log(known / asked) / _NEAR) ** 2)


def _quantile(weighted: Sequence[tuple[float, float]], wanted: float, otherwise: float) -> float:
    for value, weight in weighted:
        wanted -= weight
        if wanted <= 0:
            return value
    return otherwise
