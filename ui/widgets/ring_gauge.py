"""The hero of every screen: the state of charge as a ring with the number inside it."""

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QEasingCurve, QPoint, QPointF, QRect, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import formatting
from ui.metrics import Size
from ui.style import Styled, Weight
from ui.theme import Tint
from ui.widgets import ring_geometry as geometry
from ui.widgets.run import plain

_GLIDE_MS, _MARK_MS = 600, 250
_NOISE = 1.0
"""A state of charge that falls by less than this within one charge is noise."""


@dataclass(frozen=True, slots=True)
class RingState:
    """What the ring shows; percentages of 0 to 100.

    ``soc`` is ``None`` where it is unknown or too old to be shown: there is only the rail then.
    ``start`` is where the added arc begins, ``None`` where nothing is added. ``way`` shows the way
    to the target in place of an added arc. ``second`` stands below the number, ``label`` in the
    opening. ``faded`` tells that the figures are not fresh.
    """

    soc: float | None
    start: float | None = None
    target: float | None = None
    way: bool = False
    second: str = ""
    second_tint: Tint = Tint.TEXT
    label: str = ""
    faded: bool = False


class RingGauge(QWidget, Styled):
    """Paints a :class:`RingState`. Its head glides to a new value and is not drawn back by noise.

    The widget is larger than the ring, for the number of the mark; ``place`` puts it by the centre.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._state = RingState(None)
        self._head = 0.0
        self._mark = 0.0
        self._settled = False
        self._radius = 1
        self._centre = QPointF()
        self._bare = False
        self._glide = self._animation(_GLIDE_MS, self._move_head)
        self._travel = self._animation(_MARK_MS, self._move_mark)

    def _animation(self, milliseconds: int, step: object) -> QVariantAnimation:
        animation = QVariantAnimation(self)
        animation.setDuration(milliseconds)
        animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        animation.valueChanged.connect(step)
        return animation

    def place(self, centre: QPoint, radius: int, bounds: QRect, bare: bool = False) -> None:
        """Put the centre of the ring there; ``bounds`` is what the widget may cover.

        A ``bare`` ring is too small for more than the percentage in it.
        """
        self._bare = bare
        reach = round(radius * (geometry.MARK_NUMBER + 40) / geometry.RADIUS)
        box = QRect(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)
        self.setGeometry(box.intersected(bounds))
        self._centre = QPointF(centre - self.geometry().topLeft())
        self._radius = radius
        self.update()

    def forget(self) -> None:
        """Show nothing, and take the next state at once: it is another screen, or vehicle."""
        self._settled = False
        self._glide.stop()
        self._travel.stop()
        self._state = RingState(None)
        self._head = self._mark = 0.0
        self.setAccessibleName("")
        self.update()

    def set_state(self, state: RingState) -> None:
        """Show this."""
        known = self._state.soc
        if (
            self._settled
            and state.soc is not None
            and known is not None
            and state.start == self._state.start
            and known - _NOISE < state.soc < known
        ):
            state = replace(state, soc=known)
        if state == self._state and self._settled:
            return
        before, self._state = self._state, state
        self.setAccessibleName(self.text())
        moving = self._settled and self.style_in_force.motion and self.isVisible()
        if state.soc is not None:
            glides = moving and before.soc is not None
            self._go(self._glide, self._head, state.soc, glides, self._move_head)
        if state.target is not None:
            travels = moving and before.target is not None
            self._go(self._travel, self._mark, state.target, travels, self._move_mark)
        self._settled = True
        self.update()

    @staticmethod
    def _go(
        animation: QVariantAnimation, now: float, goal: float, moving: bool, step: object
    ) -> None:
        if animation.state() == QVariantAnimation.State.Running and animation.endValue() == goal:
            return
        animation.stop()
        if moving and now != goal:
            animation.setStartValue(float(now))
            animation.setEndValue(float(goal))
            animation.start()
        else:
            step(goal)  # type: ignore[operator]

    def _move_head(self, value: float) -> None:
        self._head = value
        self.update()

    def _move_mark(self, value: float) -> None:
        self._mark = value
        self.update()

    def text(self) -> str:
        """Return what can be read."""
        state = self._state
        number = formatting.UNKNOWN if state.soc is None else self._number() + " %"
        target = f"→ {round(state.target)}" if state.target is not None else ""
        inside = () if self._bare else (state.second, self._label())
        return " ".join(part for part in (number, *inside, target) if part)

    def fits(self) -> bool:
        """Whether what stands inside the ring is clear of it."""
        style = self.style_in_force
        clear = 2 * (self._radius - self._px(geometry.HELD / 2))
        second = style.advance(self._state.second, self._second_font())
        number = QFontMetricsF(self._number_font()).horizontalAdvance(self._number())
        sign = QFontMetricsF(self._sign_font()).horizontalAdvance("%")
        # At the height of the second line the chord is shorter than the diameter.
        if self._bare:
            # What is painted, without the white at both ends of it.
            ink = QFontMetricsF(self._number_font())
            return ink.tightBoundingRect(self._number()).width() + sign <= clear
        return number + sign + style.metrics.px(8) <= clear and (
            second <= clear * 0.86 and self._label_width() <= self.width()
        )

    def _number(self) -> str:
        soc = self._state.soc
        return formatting.UNKNOWN if soc is None else str(formatting.whole_percent(soc))

    def _px(self, length: float) -> float:
        return length * self._radius / geometry.RADIUS

    def _number_font(self) -> QFont:
        metrics = self.style_in_force.metrics
        two = 160 if metrics.large else 152
        size = round(self._px(128 if len(self._number()) > 2 else two))
        if metrics.large:
            size = max(size, metrics.m)
        return self.style_in_force.font_px(size, Weight.MEDIUM)

    def _sign_font(self) -> QFont:
        metrics = self.style_in_force.metrics
        size = max(min(metrics.m, round(self._px(64))), round(self._px(48)), metrics.s)
        if metrics.large:
            size = metrics.m
        return self.style_in_force.font_px(size, Weight.MEDIUM)

    def _sign_gap(self) -> float:
        return 0.0 if self._bare else self._px(10)

    def _second_font(self) -> QFont:
        font = self.style_in_force.font(Size.M, Weight.MEDIUM)
        clear = 2 * (self._radius - self._px(geometry.HELD / 2)) * 0.8
        advance = self.style_in_force.advance(self._state.second, font)
        if advance > clear:
            font = self.style_in_force.font(Size.S, Weight.MEDIUM)
        return font

    def _wide_second(self) -> bool:
        clear = 2 * (self._radius - self._px(geometry.HELD / 2))
        return self.style_in_force.advance(self._state.second, self._second_font()) > 0.72 * clear

    def _label(self) -> str:
        """The line in the opening, which large letters leave no room for."""
        return "" if self.style_in_force.metrics.large else plain(self._state.label)

    def _label_width(self) -> float:
        style = self.style_in_force
        return style.advance(self._label(), style.font(Size.S))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint rail, arcs, mark and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self.style_in_force.tokens
        state = self._state
        self._paint_arc(painter, geometry.Arc(0, 100, geometry.RAIL, True, True), tokens.rail)
        if state.soc is not None:
            self._paint_charge(painter, state)
        if state.target is not None:
            self._paint_mark(painter, state)
        self._paint_words(painter, state)
        painter.end()

    def _paint_charge(self, painter: QPainter, state: RingState) -> None:
        tokens = self.style_in_force.tokens
        held = tokens.held_faded if state.faded else tokens.held
        head = self._head
        start = head if state.start is None else min(state.start, head)
        added = state.start is not None and head > start
        way = state.way and state.target is not None and self._mark > head
        if start > 0.2:
            self._paint_arc(painter, geometry.held_arc(start, added or way), held)
        if added:
            colour = tokens.added_faded if state.faded else tokens.go
            self._paint_arc(painter, geometry.added_arc(start, head), colour, cut=True)
        elif way:
            self._paint_arc(painter, geometry.way_arc(head, self._mark), tokens.go, cut=True)

    def _paint_arc(
        self, painter: QPainter, arc: geometry.Arc, colour: str, cut: bool = False
    ) -> None:
        box = QRectF(
            self._centre.x() - self._radius,
            self._centre.y() - self._radius,
            2 * self._radius,
            2 * self._radius,
        )
        if cut:
            # The gap also cuts the rail, which would otherwise show through it.
            gap = geometry.percent_of(geometry.GAP)
            ground = QPen(QColor(self.style_in_force.tokens.background), self._px(geometry.ADDED))
            ground.setCapStyle(Qt.PenCapStyle.FlatCap)
            self._stroke(painter, ground, box, arc.start - gap, arc.start)
        pen = QPen(QColor(colour), self._px(arc.thickness))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._stroke(painter, pen, box, arc.start, arc.end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        half = self._px(arc.thickness / 2)
        for is_round, percent in ((arc.round_start, arc.start), (arc.round_end, arc.end)):
            if is_round:
                painter.drawEllipse(self._at(percent, geometry.RADIUS), half, half)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    @staticmethod
    def _stroke(painter: QPainter, pen: QPen, box: QRectF, start: float, end: float) -> None:
        painter.setPen(pen)
        first = round(geometry.angle(start) * 16)
        painter.drawArc(box, first, round(geometry.angle(end) * 16) - first)

    def _at(self, percent: float, radius: float) -> QPointF:
        turn = math.radians(geometry.angle(percent))
        reach = self._px(radius)
        return self._centre + QPointF(math.cos(turn) * reach, -math.sin(turn) * reach)

    def _paint_mark(self, painter: QPainter, state: RingState) -> None:
        style = self.style_in_force
        inner = self._at(self._mark, geometry.MARK_INNER)
        outer = self._at(self._mark, geometry.MARK_OUTER)
        ink = style.tokens.muted if state.faded else style.tokens.text
        for width, colour in ((16.0, style.tokens.background), (8.0, ink)):
            pen = QPen(QColor(colour), self._px(width))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(inner, outer)
        box = self._mark_number_box()
        if box is not None:
            painter.setPen(QColor(ink))
            painter.setFont(style.font(Size.S, Weight.SEMIBOLD))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(round(self._state.target or 0)))

    def _mark_number_box(self) -> QRectF | None:
        """Where the number of the mark stands, ``None`` where there is no room for it."""
        font = self.style_in_force.font(Size.S, Weight.SEMIBOLD)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(str(round(self._state.target or 0)))
        height = metrics.capHeight() * 1.3
        if metrics.capHeight() > self._px(40):
            return None
        box = QRectF(0, 0, width, height)
        # The further to the side, the more of the number's width lies towards the ring.
        sideways = abs(math.cos(math.radians(geometry.angle(self._mark))))
        reach = geometry.MARK_NUMBER + sideways * max(0.0, width / self._px(1.0) - 44) / 2
        box.moveCenter(self._at(self._mark, reach))
        if box.top() < 0:
            # Above the ring is the header: the number goes beside its mark.
            side = -1 if self._mark < 50 else 1
            box.moveCenter(
                QPointF(
                    self._at(self._mark, geometry.MARK_OUTER).x()
                    + side * (width / 2 + self._px(16)),
                    height / 2,
                )
            )
        if box.bottom() > self.height():
            # Below the ring is the column.
            box.moveBottom(self.height())
            box.moveLeft(self._at(self._mark, geometry.MARK_OUTER).x() + self._px(16))
        box.moveLeft(min(max(box.left(), 0.0), self.width() - width))
        return box

    def _paint_words(self, painter: QPainter, state: RingState) -> None:
        style = self.style_in_force
        number_font, sign_font = self._number_font(), self._sign_font()
        number, sign = QFontMetricsF(number_font), QFontMetricsF(sign_font)
        ink = style.tint(Tint.QUIET if state.faded or state.soc is None else Tint.TEXT)
        text = self._number()
        gap = self._sign_gap()
        sign_width = sign.horizontalAdvance("%") + gap if state.soc is not None else 0.0
        start = self._centre.x() - (number.horizontalAdvance(text) + sign_width) / 2
        # The figures' feet are 24 steps below the centre, whatever the size of the font; higher
        # where what stands below them needs the width.
        feet = self._px(4 if self._wide_second() else 24)
        baseline = self._centre.y() + (number.capHeight() / 2 if self._bare else feet)
        painter.setPen(ink)
        painter.setFont(number_font)
        painter.drawText(QPointF(start, baseline), text)
        if state.soc is not None:
            painter.setFont(sign_font)
            painter.drawText(QPointF(start + number.horizontalAdvance(text) + gap, baseline), "%")
        if self._bare:
            return
        second_font = self._second_font()
        painter.setPen(ink if state.faded else style.tint(state.second_tint))
        below = self._px(36) + QFontMetricsF(second_font).capHeight()
        width = style.advance(state.second, second_font)
        start = self._centre.x() - width / 2
        if state.target is not None and 84 <= self._mark <= 98:
            # The mark is level with it: a wide one moves aside, as far as the ring lets it.
            clear = self._at(self._mark, geometry.MARK_INNER).x() - self._px(12)
            start = max(min(start, clear - width), start - self._px(14))
        style.paint(painter, QPointF(start, baseline + below), state.second, second_font)
        label_font = style.font(Size.S)
        label = QFontMetricsF(label_font)
        painter.setPen(style.tint(Tint.QUIET if state.faded else Tint.MUTED))
        text = self._label()
        baseline = self._label_baseline()
        if baseline + label.capHeight() / 3 <= self.height():
            start = self._centre.x() - style.advance(text, label_font) / 2
            style.paint(painter, QPointF(start, baseline), text, label_font)

    def _label_baseline(self) -> float:
        capital = QFontMetricsF(self.style_in_force.font(Size.S)).capHeight()
        # What is wider than the opening stands below the ends of the ring.
        lower = self._px(10) if self._label_width() > self._px(144) else 0.0
        return self._centre.y() + self._px(160) + lower + capital * 1.36
