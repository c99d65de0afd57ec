"""What is known of a lithium pack before any has charged here: how fast it can be filled.

Up to a state of charge it takes all the current that it is given; from there on the voltage is
held, and the current falls to next to nothing at 100 %. Currents are C-rates: amperes over the
pack's ampere-hours, which hold for packs of any size.
"""

import math
from itertools import pairwise

MINUTES_AT_1C = 0.6
"""What one % point takes at a C-rate of 1."""

CEILING = (
    (0.0, 3.0),
    (80.0, 2.0),
    (90.0, 1.5),
    (95.0, 1.0),
    (97.0, 0.65),
    (98.0, 0.45),
    (99.0, 0.23),
    (100.0, 0.03),
)
"""States of charge (%) and the highest C-rate that a pack takes at each."""


def ceiling(soc: float) -> float:
    """Return the highest C-rate at a state of charge in %."""
    for (begin, first), (end, last) in pairwise(CEILING):
        if soc <= end:
            return first + (last - first) * (max(soc, begin) - begin) / (end - begin)
    return CEILING[-1][1]


def highest_soc(c_rate: float) -> float:
    """Return the highest state of charge (%) at which a pack takes a current."""
    for (begin, first), (end, last) in pairwise(CEILING):
        if c_rate > last:
            return begin + (end - begin) * max(0.0, first - c_rate) / (first - last)
    return 100.0


def share_taken(soc: float, c_rate: float) -> float:
    """Return the part of a current that a pack takes at a state of charge in %, up to 1."""
    return min(1.0, ceiling(soc) / c_rate)


def plain_minutes(soc: float, until: float, c_rate: float) -> float:
    """Return how long a new pack takes from one state of charge (%) to another at a current.

    The vendor's formula (gain by current) up to where the ceiling comes down to the current.
    """
    points = 0.0
    for (begin, first), (end, last) in pairwise(CEILING):
        low, high = max(soc, begin), min(until, end)
        if low >= high:
            continue
        slope = (first - last) / (end - begin)
        free = min(high, max(low, begin + (first - c_rate) / slope))
        points += free - low
        if free < high:
            # The integral of current over ceiling, which falls along a line.
            points += c_rate / slope * math.log(ceiling(free) / ceiling(high))
    return points * MINUTES_AT_1C / c_rate
