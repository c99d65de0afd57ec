"""Lengths: the grid of 1280 by 800 (upright 800 by 1280), scaled, with floors in millimetres."""

import math
from dataclasses import dataclass
from enum import Enum

CAPITAL_MM = 4.8
"""Height of a capital letter that no text falls below (ADA 707.7)."""
LARGE_SHARE = 0.01222
"""Height of a capital in large-text mode, for each unit of the viewing distance (EN 301 549)."""
REACH_SHARE = 0.4
"""The lower part of the window that holds all controls in low-reach mode."""
TOUCH_MM = 12.0
"""Side of the smallest area that can be touched."""
ACTION_MM = 22.0
"""Height of START, STOP and the targets."""
GAP_MM = 2.0

# Height of a capital of Noto Sans, in ems.
_CAPITAL_EM = 0.714
# Of the window's width and height: above these no screen would hold its words any more.
_MOST_OF_WIDTH, _MOST_OF_HEIGHT = 0.08, 0.117
# Inches of the diagonal where nothing else is known: the usual panels of these resolutions.
_DIAGONAL, _SMALL_DIAGONAL = 10.1, 7.0


class Size(Enum):
    """The text sizes. A screen uses three."""

    S = "s"
    M = "m"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a window of ``width`` by ``height`` px on a panel of a known density is laid out by.

    ``unit`` is px for one step of the grid, ``density`` px a millimetre. Text sizes are px.
    ``large`` is large-text mode, where there is one size but for the headline, and ``low_reach``
    the mode that has all controls below :attr:`reach_top`.
    """

    width: int
    height: int
    unit: float
    density: float
    s: int
    m: int
    headline: int
    large: bool = False
    low_reach: bool = False

    @property
    def portrait(self) -> bool:
        """Whether the window is upright."""
        return self.height > self.width

    def px(self, grid: float) -> int:
        """Return a length of the grid in px."""
        return round(grid * self.unit)

    def mm(self, length: float) -> int:
        """Return the px that are at least so many millimetres."""
        return math.ceil(length * self.density)

    def text(self, size: Size) -> int:
        """Height of the font in px."""
        return {Size.S: self.s, Size.M: self.m, Size.HEADLINE: self.headline}[size]

    def line(self, size: Size) -> int:
        """Height of a line of text in px."""
        factor = {Size.S: 1.2, Size.M: 72 / 56, Size.HEADLINE: 1.2}[size]
        if self.large and size is not Size.HEADLINE:
            factor = 1.2 if self.compact else 1.25
        return math.ceil(self.text(size) * factor)

    @property
    def compact(self) -> bool:
        """Whether the panel is so small that text is larger on it than on the grid by far."""
        return _font_of(CAPITAL_MM, self.density) > 1.2 * 40 * self.unit

    @property
    def reach_top(self) -> int:
        """The y above which nothing that can be touched may stand; 0 without low-reach mode."""
        return math.ceil((1 - REACH_SHARE) * self.height) if self.low_reach else 0

    @property
    def gap(self) -> int:
        """The distance between two areas that can be touched."""
        return max(self.px(16), self.mm(GAP_MM))

    @property
    def action_height(self) -> int:
        """The height of START, STOP and their like."""
        return max(self.px(136), self.mm(ACTION_MM))

    @property
    def target_height(self) -> int:
        """The least height of a target."""
        return max(math.ceil(1.15 * (self.m + self.s)), self.mm(ACTION_MM))


def _font_of(capital_mm: float, density: float) -> int:
    """Return the px of the font whose capitals are at least so high."""
    return math.ceil(capital_mm * density / _CAPITAL_EM)


def measure(
    width: int,
    height: int,
    panel_mm: tuple[float, float] | None = None,
    *,
    large: bool = False,
    low_reach: bool = False,
    viewing_distance_mm: float = 600.0,
) -> Metrics:
    """Work the metrics out for a window that fills a panel of ``panel_mm`` (width, height).

    Large text is made for ``viewing_distance_mm``, as far as the window can hold it.
    """
    upright = height > width
    unit = min(width / 800, height / 1280) if upright else min(width / 1280, height / 800)
    if panel_mm:
        density = math.hypot(width, height) / math.hypot(*panel_mm)
    else:
        small = max(width, height) <= 800
        inches = _SMALL_DIAGONAL if small else _DIAGONAL
        # A larger window is a larger panel, not a finer one.
        inches *= max(1.0, unit)
        density = math.hypot(width, height) / (inches * 25.4)
    floor = _font_of(CAPITAL_MM, density)
    s = max(round(40 * unit), floor)
    m = max(round(56 * unit), round(s * 1.1))
    if large:
        wanted = _font_of(LARGE_SHARE * viewing_distance_mm, density)
        most = math.floor(min(_MOST_OF_WIDTH * width, _MOST_OF_HEIGHT * height))
        s = m = max(round(64 * unit), m, min(wanted, most))
    return Metrics(
        width=width,
        height=height,
        unit=unit,
        density=density,
        s=s,
        m=m,
        headline=max(round(88 * unit), m if large else round(m * 1.15)),
        large=large,
        low_reach=low_reach,
    )
