"""Energy delivered, out of an energy register that may lie.

Stations reset their register, let it overflow or run backwards, report it relative to the session
while the transaction starts at a lifetime value, or change its unit for one sample (faults F25 and
F26). What is delivered is never negative and never falls.
"""

from collections.abc import Iterable
from datetime import datetime

MAX_SESSION_WH = 10_000.0
"""More than the largest pack takes (6.5 kWh and losses): a step beyond this is no energy."""

MAX_POWER_W = 10_000.0
"""More than the hardware gives: a faster rise is a spike or another unit."""

JITTER_WH = 50.0
"""A register may step back or lead by so little without meaning anything."""


def energy_delivered(
    start_value: float | None, begun: datetime | None, readings: Iterable[tuple[datetime, float]]
) -> float | None:
    """Return the energy in Wh since the start, ``None`` while nothing tells it.

    ``start_value`` is the register in Wh at the start, ``begun`` when that was; ``readings`` the
    register afterwards in order of time. All instants are the station's clock.
    """
    delivered: float | None = None
    held = None if start_value is None else (begun, start_value)
    outlier: tuple[datetime, float] | None = None
    for instant, register in readings:
        if held is None:
            held, delivered = (instant, register), 0.0
            continue
        step, most = register - held[1], _most_between(held[0], instant)
        if 0 <= step <= most:
            gained = step
        elif -JITTER_WH <= step < 0:
            # It stepped back a little: wait until it has caught up, or energy would count twice.
            delivered = delivered or 0.0
            continue
        elif outlier and 0 <= register - outlier[1] <= _most_between(outlier[0], instant):
            # The jump is confirmed by its successor: the register was reset or replaced, or the
            # samples are of another kind than the start. Only a small one can have begun at 0.
            gained = register if outlier[1] >= 0 and register <= most else register - outlier[1]
        else:
            outlier = instant, register
            continue
        delivered = (delivered or 0.0) + gained
        held, outlier = (instant, register), None
    return delivered


def _most_between(earlier: datetime | None, later: datetime) -> float:
    if earlier is None:
        return MAX_SESSION_WH
    hours = max((later - earlier).total_seconds(), 0.0) / 3600
    return min(hours * MAX_POWER_W + JITTER_WH, MAX_SESSION_WH)
