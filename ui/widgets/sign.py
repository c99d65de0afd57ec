"""Signs that stand beside words, and where there is no room for any."""

from enum import Enum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF


class Sign(Enum):
    """What is drawn; the value is the letter that looks like it."""

    ERASE = "\N{ERASE TO THE LEFT}"
    BACK = "\N{LEFTWARDS ARROW}"
    DONE = "\N{CHECK MARK}"
    MORE = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
    CLOCK = "\N{WATCH}"


SIGN_WIDTH = 26.0
"""Units that a sign takes with its lines."""
_CLOCK_RADIUS = 10.0
_LINES: dict[Sign, tuple[tuple[tuple[float, float], ...], ...]] = {
    Sign.ERASE: (
        ((-12, 0), (-5, -8), (11, -8), (11, 8), (-5, 8), (-12, 0)),
        ((0, -3.5), (7, 3.5)),
        ((0, 3.5), (7, -3.5)),
    ),
    Sign.BACK: (((-11, 0), (11, 0)), ((-3, -8), (-11, 0), (-3, 8))),
    Sign.DONE: (((-9, 1), (-3, 7), (9, -7)),),
    Sign.MORE: (((-4, -9), (5, 0), (-4, 9)),),
    Sign.CLOCK: (((0, -6), (0, 0), (4, 3)),),
}


def paint_sign(painter: QPainter, sign: Sign, middle: QPointF, unit: float, ink: str) -> None:
    """Paint a sign around a point; ``unit`` is px, ``ink`` a colour."""
    pen = QPen(QColor(ink), max(2.0, 1.6 * unit))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in _LINES[sign]:
        painter.drawPolyline(QPolygonF([middle + QPointF(x, y) * unit for x, y in line]))
    if sign is Sign.CLOCK:
        painter.drawEllipse(middle, _CLOCK_RADIUS * unit, _CLOCK_RADIUS * unit)
