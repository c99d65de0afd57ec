"""A target that can be chosen, with what it takes."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.style import Weight
from ui.tap_gate import TapGate
from ui.theme import Tint
from ui.widgets.run import Run, muted, plain, strong
from ui.widgets.tick import paint_tick
from ui.widgets.touchable import Touchable


@dataclass(frozen=True, slots=True)
class CardState:
    """What a card says. An empty text is left out.

    ``name`` stands before the percentage ("Custom"), ``figures`` are gain, range and energy.
    """

    percent: str
    time: str = ""
    name: str = ""
    figures: tuple[str, str, str] = ("", "", "")
    chosen: bool = False


class TargetCard(Touchable):
    """Paints a :class:`CardState`: two lines, or percentage over time where it is ``narrow``.

    Chosen shows by three signs: the border, the raised surface, and the tick on its edge, for
    which the card is wider to the left than its box by ``overhang`` px.
    """

    def __init__(self, gate: TapGate, parent: QWidget) -> None:
        super().__init__(gate, parent)
        self.setCheckable(True)
        self._state = CardState("")
        self._narrow = False
        self._timed = True

    def set_state(self, state: CardState) -> None:
        """Show this."""
        if state != self._state:
            self._state = state
            self.setAccessibleName(" ".join(p for p in (state.name, state.percent) if p))
            self.setAccessibleDescription(
                ", ".join(plain(p) for p in (state.time, *state.figures) if p)
            )
            self.update()
        self.setChecked(state.chosen)

    def forget(self) -> None:
        """Say nothing."""
        self.set_state(CardState(""))

    def nextCheckState(self) -> None:
        """Leave the choice to whoever gives the states: a tap alone chooses nothing."""

    def set_narrow(self, narrow: bool, timed: bool = True) -> None:
        """Leave the figures out and put the time below the percentage, or leave it out too."""
        if (narrow, timed) != (self._narrow, self._timed):
            self._narrow, self._timed = narrow, timed
            self.update()

    def _time(self) -> str:
        return self._state.time if self._timed or not self._narrow else ""

    def sizeHint(self) -> QSize:
        """Give the least that it needs: placed by the views, not by a layout."""
        metrics = self.style_in_force.metrics
        return QSize(round(self._needed()), metrics.target_height)

    def fits(self) -> bool:
        """Whether nothing is cut off or runs into its neighbour."""
        return self._needed() <= self.width() and self._lines_height() <= self.height()

    def text(self) -> str:
        """Return what can be read."""
        state = self._state
        figures = () if self._narrow else state.figures
        return " ".join(
            part for part in (state.name, state.percent, self._time(), *figures) if part
        )

    @property
    def overhang(self) -> int:
        """Px by which the tick reaches beyond the left edge of the box."""
        return 0 if self._narrow else self.style_in_force.metrics.px(26)

    def box(self) -> QRectF:
        """Return the box without the overhang."""
        return QRectF(self.rect()).adjusted(self.overhang, 0, 0, 0)

    def _padding(self) -> int:
        px = self.style_in_force.metrics.px
        return px(20) if self._narrow else px(32)

    def _heading(self) -> tuple[Run, ...]:
        percent = strong(self._state.percent, Size.M)
        if not self._state.name:
            return (percent,)
        if self._narrow and self._state.percent:
            named = (muted(self._state.name + " "), percent)
            needed = sum(run.advance(self.style_in_force) for run in named)
            return named if needed <= self.width() - 2 * self._padding() else (percent,)
        gap = " " if self._state.percent else ""
        return (muted(self._state.name + gap), percent)

    def _lines_height(self) -> int:
        metrics = self.style_in_force.metrics
        return round(metrics.m * 1.1) + round(metrics.s * 1.1)

    def _needed(self) -> float:
        style = self.style_in_force
        gap = style.metrics.s * 0.6
        heading = sum(run.advance(style) for run in self._heading())
        time = strong(self._time()).advance(style)
        if self._narrow:
            return max(heading, time) + 2 * style.metrics.px(12)
        widths = [muted(figure).advance(style) for figure in self._state.figures]
        return max(heading + time, sum(widths) + gap) + gap + 2 * self._padding() + self.overhang

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box and what it says."""
        style = self.style_in_force
        tokens, metrics = style.tokens, style.metrics
        painter = QPainter(self)
        chosen = self._state.chosen
        self.paint_box(
            painter,
            tokens.raised if chosen else tokens.surface,
            tokens.go if chosen else tokens.line,
            tokens.thick if chosen else tokens.thin,
            tokens.text,
        )
        first = QFontMetricsF(style.font(Size.M, Weight.SEMIBOLD))
        second = QFontMetricsF(style.font(Size.S))
        has_second = bool(self._time()) if self._narrow else any(self._state.figures)
        space = metrics.px(30) if self.height() > metrics.px(136) else metrics.px(24)
        ink = first.capHeight() + (
            second.capHeight() + max(space, second.descent() * 1.6) if has_second else 0
        )
        upper = (self.height() - ink) / 2 + first.capHeight()
        lower = (self.height() + ink) / 2
        if self._narrow:
            self._paint_centred(painter, self._heading(), upper)
            if has_second:
                self._paint_centred(painter, (strong(self._time()),), lower)
        else:
            self._paint_wide(painter, upper, lower)
        if chosen:
            self._paint_tick(painter)
        painter.end()

    def _paint_tick(self, painter: QPainter) -> None:
        """On the left edge; in a narrow card in its corner, if there is room beside the words."""
        style = self.style_in_force
        side = style.metrics.px(40)
        if not self._narrow:
            centre = self.box().left() + style.metrics.px(2)
            disc = QRectF(centre - side / 2, (self.height() - side) / 2, side, side)
            paint_tick(painter, disc, style.tokens, halo=style.metrics.px(6))
            return
        inset = style.metrics.px(10)
        heading = sum(run.advance(style) for run in self._heading())
        if (self.width() - heading) / 2 >= side + 1.5 * inset:
            paint_tick(painter, QRectF(inset, inset, side, side), style.tokens)

    def _paint_wide(self, painter: QPainter, upper: float, lower: float) -> None:
        style = self.style_in_force
        end = self.width() - self._padding()
        padding = self.overhang + self._padding()
        position = float(padding)
        for run in self._heading():
            self._paint_run(painter, run, position, upper)
            position += run.advance(style)
        time = strong(self._time())
        self._paint_run(painter, time, end - time.advance(style), upper)
        gained, distance, energy = map(muted, self._state.figures)
        self._paint_run(painter, gained, padding, lower)
        # The second column begins where the widest gain ("+13 %") is clear of it.
        second = padding + max(
            muted("+100 %").advance(style) + style.metrics.s * 0.5, style.metrics.px(152)
        )
        before_energy = end - energy.advance(style) - style.metrics.s * 0.4
        second = min(second, before_energy - distance.advance(style))
        self._paint_run(painter, distance, second, lower)
        self._paint_run(painter, energy, end - energy.advance(style), lower)

    def _paint_centred(self, painter: QPainter, runs: tuple[Run, ...], baseline: float) -> None:
        start = (self.width() - sum(run.advance(self.style_in_force) for run in runs)) / 2
        for run in runs:
            self._paint_run(painter, run, start, baseline)
            start += run.advance(self.style_in_force)

    def _paint_run(self, painter: QPainter, run: Run, x: float, baseline: float) -> None:
        style = self.style_in_force
        tint = run.tint if self.isEnabled() else Tint.MUTED
        painter.setPen(QColor(style.tint(tint)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        style.paint(painter, QPointF(x, baseline), run.text, run.font(style))
