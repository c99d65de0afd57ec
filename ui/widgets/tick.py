"""The tick in a disc: chosen, or done."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.theme import Tokens


def paint_tick(painter: QPainter, box: QRectF, tokens: Tokens, halo: float = 0.0) -> None:
    """Paint it into a square box; ``halo`` is the width of background around it."""
    painter.setPen(Qt.PenStyle.NoPen)
    if halo:
        painter.setBrush(QColor(tokens.background))
        painter.drawEllipse(box.adjusted(-halo, -halo, halo, halo))
    painter.setBrush(QColor(tokens.go))
    painter.drawEllipse(box)
    pen = QPen(QColor(tokens.on_go), box.width() * 0.1)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    side = box.width()
    painter.drawPolyline(
        QPolygonF(
            [
                box.topLeft() + QPointF(side * x, side * y)
                for x, y in ((0.30, 0.52), (0.44, 0.66), (0.70, 0.37))
            ]
        )
    )
