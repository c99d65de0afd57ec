"""Checks of the ring and the curve, which are no words."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor

from tests.ui.gallery.painted import Screen
from ui.theme import contrast
from ui.widgets import ring_geometry
from ui.widgets.live_curve import LiveCurve
from ui.widgets.ring_gauge import RingGauge

_SEEN = 3.0
_GROUND = 1.1
_PARTS = range(2, 100, 4)
"""Percentages at which the ring is looked at."""


def faint_parts(screen: Screen) -> Iterator[str]:
    """Yield parts of ring and curve that are seen, but with less than 3:1 to what is around."""
    ground = screen.window.current_view().style_in_force.tokens.background
    for ring in screen.window.findChildren(RingGauge):
        if ring.isVisible():
            for percent in _PARTS:
                found = _colour_at(screen, _point(screen, ring, percent))
                if found and _GROUND < contrast(found, ground) < _SEEN - 0.05:
                    yield f"the ring at {percent} % is {found} on {ground}"
    for curve in screen.window.findChildren(LiveCurve):
        if curve.isVisible():
            colours = screen.colours(screen.place(curve))
            if not any(contrast(colour, ground) >= _SEEN - 0.05 for colour in colours):
                yield "the curve has no line that is seen"


def _point(screen: Screen, ring: RingGauge, percent: float, beyond: float = 0.0) -> QPointF:
    turn = math.radians(ring_geometry.angle(percent))
    reach = ring._radius + beyond
    centre = QPointF(screen.place(ring).topLeft()) + ring._centre
    return centre + QPointF(math.cos(turn) * reach, -math.sin(turn) * reach)


def _colour_at(screen: Screen, point: QPointF) -> str:
    """The colour of a spot, empty where more than one meet."""
    place = point.toPoint()
    colours = screen.colours(QRect(place.x() - 1, place.y() - 1, 3, 3))
    return next(iter(colours)) if len(colours) == 1 else ""


def thickness(screen: Screen, ring: RingGauge, percent: float) -> float:
    """How thick the ring is there in grey, in the steps of the grid (a radius of 180)."""
    grey = [
        QColor(screen.picture.pixel(_point(screen, ring, percent, beyond).toPoint())).lightness()
        for beyond in _beyond(ring)
    ]
    ground = grey[0]
    thick = sum(1 for shade in grey if abs(shade - ground) > 24)
    return thick * 0.5 * ring_geometry.RADIUS / ring._radius


def _beyond(ring: RingGauge) -> list[float]:
    """Half px from the inner side of the ring to the outer one."""
    reach = round(30 * ring._radius / ring_geometry.RADIUS)
    return [step / 2 for step in range(-2 * reach, 2 * reach)]
