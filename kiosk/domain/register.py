"""Energy delivered, out of an energy register that may lie.

Stations reset their register, let it overflow or run backwards, report it relative to the session
while the transaction starts at a lifetime value, or change its unit for one sample (faults F25 and
F26). What is delivered is never negative and never falls.
"""

from collections.abc import Iterable
from datetime import datetime

MAX_SESSION_WH = 10_000.0
"""More than the largest pack takes (6.5 kWh and losses): a first step beyond this is no energy."""

MAX_POWER_W = 10_000.0
"""More than the hardware gives: a faster rise is a spike or another unit."""

JITTER_WH = 50.0
"""A register may step back or lead by so little without meaning anything."""


def energy_delivered(
    start_value: float | None, readings: Iterable[tuple[datetime, float]]
) -> float | None:
    """Return the energy in Wh since the start, ``None`` while nothing tells it.

    ``start_value`` is the register at the start in Wh, ``readings`` the register afterwards in
    order of time.
    """
    delivered: float | None = None
    held: tuple[datetime, float] | None = None
    outlier: tuple[datetime, float] | None = None
    for instant, register in readings:
        if held is None or delivered is None:
            delivered = _first_step(start_value, register)
            held = instant, register
            continue
        step = register - held[1]
        if 0 <= step <= _most_between(held[0], instant):
            delivered += step
        elif -JITTER_WH <= step < 0:
            # It stepped back a little: wait until it has caught up, or energy would count twice.
            continue
        elif outlier is not None and 0 <= register - outlier[1] <= _most_between(
            outlier[0], instant
        ):
            # The jump is confirmed by its successor: the register was reset or replaced.
            restarted = outlier[1] if 0 <= outlier[1] <= _most_between(held[0], instant) else 0.0
            delivered += restarted + register - outlier[1]
        else:
            outlier = instant, register
            continue
        held, outlier = (instant, register), None
    return delivered


def _first_step(start_value: float | None, register: float) -> float:
    if start_value is None:
        return 0.0
    step = register - start_value
    if 0 <= step <= MAX_SESSION_WH:
        return step
    if -JITTER_WH <= step < 0:
        return 0.0
    # The transaction began at a lifetime value and the samples count from the session's start, or
    # the other way round: only a register that is small can be the session's own.
    return register if 0 <= register <= MAX_SESSION_WH and step < 0 else 0.0


def _most_between(earlier: datetime, later: datetime) -> float:
    hours = max((later - earlier).total_seconds(), 0.0) / 3600
    return hours * MAX_POWER_W + JITTER_WH
