"""The geometry of the ring, free of Qt: angles in degrees, counter-clockwise from 3 o'clock.

0 % stands at 7 o'clock and 100 % at 5 o'clock, 3 degrees a per cent, clockwise. Lengths are in
steps of the grid, for a ring whose middle radius is 180 of them.
"""

import math
from dataclasses import dataclass

RADIUS = 180.0
RAIL, HELD, ADDED, WAY = 8.0, 24.0, 40.0, 16.0
GAP = 5.0
MARK_INNER, MARK_OUTER, MARK_NUMBER = 158.0, 214.0, 248.0
_FIRST, _A_PERCENT = 240.0, 3.0
_SHORTEST_ADDED = 8.0
_ROUND_FROM_PERCENT = 3.0


@dataclass(frozen=True, slots=True)
class Arc:
    """An arc from ``start`` to ``end`` in %, its thickness, and which of its ends are round."""

    start: float
    end: float
    thickness: float
    round_start: bool = False
    round_end: bool = False


def angle(percent: float) -> float:
    """Return the angle of a percentage."""
    return _FIRST - _A_PERCENT * percent


def percent_of(length: float) -> float:
    """Return how many per cent a length along the middle of the ring is."""
    return math.degrees(length / RADIUS) / _A_PERCENT


def length_of(percent: float) -> float:
    """Return the length of so many per cent along the middle of the ring."""
    return math.radians(percent * _A_PERCENT) * RADIUS


def held_arc(start: float, followed: bool) -> Arc:
    """What the battery held: round at 0 %, round at its head only where nothing follows."""
    return Arc(0.0, start, HELD, round_start=True, round_end=not followed)


def added_arc(start: float, head: float) -> Arc:
    """What is added: after a gap, thicker the longer it is, never too short to be seen."""
    begin = start + percent_of(GAP)
    length = max(length_of(head - begin), _SHORTEST_ADDED)
    thickness = HELD + (ADDED - HELD) * min(1.0, length / 40.0)
    end = begin + percent_of(length)
    if not (rounded := head - start > _ROUND_FROM_PERCENT):
        return Arc(begin, end, thickness)
    # A round end reaches half its thickness further: the head stays where the percentage is.
    return Arc(begin, max(begin, end - percent_of(thickness / 2)), thickness, round_end=rounded)


def way_arc(start: float, target: float) -> Arc:
    """The way to the target, before it is gone."""
    begin = start + percent_of(GAP)
    return Arc(begin, max(begin, target), WAY)
