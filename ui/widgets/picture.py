"""Pictures drawn by hand: the plug that waits, and the signs of the screens without figures."""

import math
from enum import Enum

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPainterPath, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.style import Styled
from ui.widgets import ring_geometry as geometry

_RISE_MS, _RISE = 2400, 12.0


class Motif(Enum):
    """What is drawn inside the empty ring."""

    PLUG_IN = "plug_in"
    UNPLUG = "unplug"
    READING = "reading"
    ATTENTION = "attention"
    CLOSED = "closed"
    OFFLINE = "offline"
    RESERVED = "reserved"


class Picture(QWidget, Styled):
    """The empty rail with a motif in it. The plug's prongs rise and return while it waits.

    With the plug goes its cable, which leaves the screen at the left edge. One that is not
    ``restless`` moves only when it is told to.
    """

    def __init__(self, motif: Motif, parent: QWidget, *, restless: bool = True) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._motif = motif
        self._radius = 1
        self._centre = QPointF()
        self._rise = 0.0
        self._place: tuple[QRect, QPoint, int] | None = None
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(_RISE_MS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._restless = restless
        self._animation.setLoopCount(-1 if restless else 1)
        self._animation.valueChanged.connect(self._move)

    def set_motif(self, motif: Motif) -> None:
        """Draw this."""
        if motif is not self._motif:
            self._motif = motif
            self._animate()
            self.update()

    def move_once(self) -> None:
        """Move for a moment, unless nothing may."""
        if self.style_in_force.motion and self.isVisible():
            self._animation.start()

    def place(self, centre: QPoint, radius: int, bounds: QRect) -> None:
        """Put the centre of the ring there; ``bounds`` is what the widget may cover."""
        reach = round(radius * 1.36)
        box = QRect(0, centre.y() - reach, centre.x() + reach, 2 * reach).intersected(bounds)
        if (box, centre, radius) == self._place:
            # Painting it takes a small machine a while, and this is asked for every second.
            return
        self._place = (box, QPoint(centre), radius)
        self.setGeometry(box)
        self._centre = QPointF(centre - self.geometry().topLeft())
        self._radius = radius
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to move."""
        super().showEvent(event)
        self._animate()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody sees it."""
        super().hideEvent(event)
        self._animation.stop()

    def _animate(self) -> None:
        moving = self._motif in {Motif.PLUG_IN, Motif.UNPLUG, Motif.READING}
        if moving and self._restless and self.isVisible() and self.style_in_force.motion:
            if self._animation.state() != QVariantAnimation.State.Running:
                self._animation.start()
        else:
            self._animation.stop()
            self._rise = 0.0

    def _move(self, turn: float) -> None:
        # Steps of a px, and of the prongs only: this goes on all day, on a small machine.
        rise = float(round(math.sin(turn * math.pi) ** 2 * _RISE))
        if self._motif is Motif.READING:
            rise = round(turn * 48) / 48
        if rise != self._rise:
            self._rise = rise
            self.update(self._prongs() if self._motif is Motif.PLUG_IN else self.rect())

    def _prongs(self) -> QRect:
        top_left = QPointF(self._px(-60), self._px(-140))
        bottom_right = QPointF(self._px(60), self._px(-30))
        return QRectF(self._centre + top_left, self._centre + bottom_right).toAlignedRect()

    def _px(self, length: float) -> float:
        return length * self._radius / geometry.RADIUS

    def _pen(self, colour: str, width: float) -> QPen:
        pen = QPen(QColor(colour), self._px(width))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rail and the motif."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self.style_in_force.tokens
        painter.setPen(self._pen(tokens.rail, geometry.RAIL))
        box = QRectF(0, 0, 2 * self._radius, 2 * self._radius)
        box.moveCenter(self._centre)
        painter.drawArc(box, 240 * 16, -300 * 16)
        {
            Motif.PLUG_IN: self._paint_plug,
            Motif.UNPLUG: self._paint_plug,
            Motif.READING: self._paint_reading,
            Motif.ATTENTION: self._paint_attention,
            Motif.CLOSED: self._paint_closed,
            Motif.OFFLINE: self._paint_offline,
            Motif.RESERVED: self._paint_reserved,
        }[self._motif](painter)
        painter.end()

    def _paint_plug(self, painter: QPainter) -> None:
        tokens = self.style_in_force.tokens
        painter.translate(self._centre)
        scale = self._radius / geometry.RADIUS
        painter.scale(scale, scale)
        lift = -self._rise
        if self._motif is Motif.UNPLUG:
            # The socket stays, the plug has come out of it and goes down.
            painter.setPen(self._grid_pen(tokens.text, 12))
            socket = QPainterPath(QPointF(-66, -128))
            socket.lineTo(-66, -112)
            socket.quadTo(-66, -96, -50, -96)
            socket.lineTo(50, -96)
            socket.quadTo(66, -96, 66, -112)
            socket.lineTo(66, -128)
            painter.drawPath(socket)
            painter.translate(0, 34 + self._rise)
            lift = 0.0
        painter.setPen(self._grid_pen(tokens.go, 12))
        for x in (-27, 27):
            painter.drawLine(
                QPointF(x, (-96 if self._motif is Motif.UNPLUG else -106) + lift),
                QPointF(x, -60 + lift),
            )
        painter.setPen(self._grid_pen(tokens.text, 12))
        body = QPainterPath(QPointF(-53, -28))
        body.quadTo(-53, -44, -37, -44)
        body.lineTo(37, -44)
        body.quadTo(53, -44, 53, -28)
        body.lineTo(53, 8)
        body.cubicTo(53, 42, 28, 62, 0, 62)
        body.cubicTo(-28, 62, -53, 42, -53, 8)
        body.closeSubpath()
        painter.drawPath(body)
        cable = QPainterPath(QPointF(0, 62))
        foot = 236 - painter.transform().dy() / scale + self._centre.y() / scale
        cable.lineTo(0, foot - 44)
        cable.quadTo(0, foot, -44, foot)
        cable.lineTo(-self._centre.x() / scale - 20, foot)
        painter.drawPath(cable)

    def _grid_pen(self, colour: str, width: float) -> QPen:
        pen = QPen(QColor(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen

    def _paint_reading(self, painter: QPainter) -> None:
        # A quarter of an arc goes round on the rail; three dots say the same without motion.
        tokens = self.style_in_force.tokens
        painter.setPen(self._pen(tokens.held, geometry.HELD))
        box = QRectF(0, 0, 2 * self._radius, 2 * self._radius)
        box.moveCenter(self._centre)
        reach = 60.0
        begin = self._rise * (300.0 - reach)
        painter.drawArc(box, round((240 - begin) * 16), round(-reach * 16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.text))
        for x in (-48, 0, 48):
            painter.drawEllipse(self._centre + QPointF(self._px(x), 0), self._px(12), self._px(12))

    def _paint_attention(self, painter: QPainter) -> None:
        tokens = self.style_in_force.tokens
        painter.setPen(self._pen(tokens.attention, 24))
        painter.drawLine(
            self._centre + QPointF(0, self._px(-76)), self._centre + QPointF(0, self._px(20))
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.attention))
        painter.drawEllipse(self._centre + QPointF(0, self._px(70)), self._px(16), self._px(16))

    def _paint_closed(self, painter: QPainter) -> None:
        painter.setPen(self._pen(self.style_in_force.tokens.text, 24))
        painter.drawLine(
            self._centre + QPointF(self._px(-64), 0), self._centre + QPointF(self._px(64), 0)
        )

    def _paint_offline(self, painter: QPainter) -> None:
        # Waves that reach nobody, struck through.
        tokens = self.style_in_force.tokens
        foot = self._centre + QPointF(0, self._px(64))
        painter.setPen(self._pen(tokens.text, 12))
        for reach in (52, 96, 140):
            box = QRectF(0, 0, 2 * self._px(reach), 2 * self._px(reach))
            box.moveCenter(foot)
            painter.drawArc(box, 48 * 16, 84 * 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.text))
        painter.drawEllipse(foot, self._px(13), self._px(13))
        for width, colour in ((36, tokens.background), (12, tokens.attention)):
            painter.setPen(self._pen(colour, width))
            painter.drawLine(
                self._centre + QPointF(self._px(-76), self._px(-84)),
                self._centre + QPointF(self._px(76), self._px(84)),
            )

    def _paint_reserved(self, painter: QPainter) -> None:
        tokens = self.style_in_force.tokens
        painter.setPen(self._pen(tokens.text, 12))
        painter.drawEllipse(self._centre, self._px(84), self._px(84))
        painter.drawLine(self._centre, self._centre + QPointF(0, self._px(-52)))
        painter.drawLine(self._centre, self._centre + QPointF(self._px(38), self._px(22)))
