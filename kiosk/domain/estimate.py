"""Energy and time on the way to a target.

Time is a range: the formula, band by band, corrected by what sessions before have taught and by
what this one has shown so far.
"""

from dataclasses import dataclass, replace

from kiosk.domain.charge_curve import MINUTES_AT_1C, ceiling, plain_minutes, share_taken
from kiosk.domain.learning import BANDS, NOTHING_LEARNED, Experience, Spread, band_of
from kiosk.domain.progress import Progress
from kiosk.domain.vehicle import VehicleModel

LEAST_CURRENT = 0.01
"""With less (A) there is no time worth the name."""

MOST_MINUTES = 24 * 60
"""A vehicle that wants more than a day has not told its limit, and no time is told either."""

LONGEST_AGE = 120.0
"""A range goes on so long (s) from the last reading; after that nobody knows."""

_LEAST_GAIN = 1e-6
_SLACK_MINUTES = 0.35
"""Beginning and end, which no ratio tells of."""

_EFFORT_SPREAD = 0.05
_SOC_ERROR = 0.1
_TAPER_SHARE = 0.8
"""From this part of the ceiling on it is the pack that holds the current down."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a target takes: Wh, km and a range of minutes (low, high)."""

    energy_wh: float
    range_km: float
    minutes: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of the way within one band: from one state of charge (%) to another, in minutes.

    ``share`` of the current is what the pack takes up to the end of the band.
    """

    soc: float
    until: float
    minutes: Spread
    share: float


@dataclass(frozen=True, slots=True)
class Remaining:
    """The rest of a charge under way: minutes (low, high), its legs, and the current in A that the
    pack would take at present below its taper, over its Ah."""

    minutes: tuple[float, float]
    legs: tuple[Leg, ...]
    c_rate: float


def estimate_to_target(
    model: VehicleModel,
    soc: float,
    target: float,
    voltage: float,
    current: float,
    experience: Experience = NOTHING_LEARNED,
) -> Estimate:
    """Work out what lies between ``soc`` and ``target`` (%) before a charge has begun.

    Energy = gain x pack x voltage (the vendor's formula). ``current`` is the limit of the battery
    management in A.
    """
    gain = max(0.0, target - soc)
    minutes = None
    if current >= LEAST_CURRENT:
        minutes = _range(legs(model, soc, target, current / model.pack_ah, experience), 0.0)
        if minutes[1] > MOST_MINUTES:
            minutes = None
    return Estimate(model.energy_wh(gain, voltage), model.range_km(gain), minutes)


def legs(
    model: VehicleModel, soc: float, target: float, c_rate: float, experience: Experience
) -> tuple[Leg, ...]:
    """Return the way to a target (%) for a vehicle that takes ``c_rate`` below its taper."""
    found = []
    for begin, end in BANDS:
        low, high = max(soc, begin), min(target, end)
        if high - low > _LEAST_GAIN:
            band = experience.band(model.name, begin, c_rate)
            whole = band.plain if low == begin else plain_minutes(low, end, c_rate)
            plain = whole if high == end else plain_minutes(low, high, c_rate)
            share = (end - low) * MINUTES_AT_1C / c_rate / whole
            found.append(Leg(low, high, band.ratio.times(plain), share))
    return tuple(found)


def remaining(
    model: VehicleModel,
    progress: Progress,
    target: float,
    experience: Experience = NOTHING_LEARNED,
    age: float = 0.0,
) -> Remaining:
    """Work out what a charge has before it; ``age`` is that of its newest reading in s.

    What the present % point takes corrects what lies ahead, the more so the more alike it is.
    """
    now = progress.current / model.pack_ah
    tapers = now > _TAPER_SHARE * ceiling(progress.soc)
    c_rate = max(now, progress.full_current / model.pack_ah) if tapers else now
    taken = share_taken(progress.soc, c_rate)
    effort, certainty = _effort(progress, experience.effort(model.name))
    usual = experience.band(model.name, band_of(progress.soc), c_rate).ratio.middle
    excess = min(3.0, max(1 / 3, effort * c_rate * taken / now / usual))
    corrected = []
    for leg in legs(model, progress.soc, target, c_rate, experience):
        alike = 1.0 - min(1.0, 1.5 * abs(leg.share - taken))
        minutes = leg.minutes.times(excess**alike)
        kept = 1.0 - 0.5 * alike * certainty
        corrected.append(replace(leg, minutes=_narrowed(minutes, kept, 1.0 - leg.share)))
    pace = MINUTES_AT_1C / now
    low, high = _range(tuple(corrected), progress.doubt * pace)
    gone = min(age, LONGEST_AGE) / 60
    return Remaining((max(0.0, low - gone), max(0.0, high - gone)), tuple(corrected), c_rate)


def _range(way: tuple[Leg, ...], doubt: float) -> tuple[float, float]:
    if not way:
        return 0.0, 0.0
    slack = _SLACK_MINUTES + doubt
    low = sum(leg.minutes.low for leg in way) - slack
    return max(0.0, low), sum(leg.minutes.high for leg in way) + slack


def _effort(progress: Progress, usual: float) -> tuple[float, float]:
    """Return the effort of a % point, out of what is usual and what was seen, and how certain that
    is (0 to 1)."""
    # In % points: what may be off, and how far apart packs are after such a gain.
    off, apart = _SOC_ERROR + 2 * progress.doubt, _EFFORT_SPREAD * progress.gain
    certainty = apart**2 / (apart**2 + off**2)
    effort = usual * (progress.effort / usual) ** certainty
    return min(1.3, max(0.7, effort)), certainty


def _narrowed(minutes: Spread, kept: float, taper: float) -> Spread:
    """Return a range that keeps so much of its width; how a taper goes stays a guess."""
    low = min((minutes.low / minutes.middle) ** kept, 0.97 - 0.12 * taper)
    high = max((minutes.high / minutes.middle) ** kept, 1.05 + 0.2 * taper)
    return Spread(minutes.middle * low, minutes.middle, minutes.middle * high)
