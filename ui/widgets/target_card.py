"""A target that can be chosen, with what it takes."""

from dataclasses import dataclass
from operator import gt

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
class Row:
    """One way to say what a target takes: figures, and what it costs."""

    figures: tuple[str, ...] = ()
    price: str = ""

    @property
    def entries(self) -> tuple[Run, ...]:
        """The runs of its columns, the price last."""
        price = (strong(self.price),) if self.price else ()
        return (*map(muted, self.figures), *price)


@dataclass(frozen=True, slots=True)
class CardState:
    """What a card says. An empty text is left out.

    ``heading`` is what ends the charge, ``name`` stands before it ("Custom") where there is room,
    ``outcomes`` are the time it takes or how far it gets, ``rows`` the rest and ``prices`` the
    price alone, each in ways of which the first is the best and the last the shortest.
    """

    heading: str
    outcomes: tuple[str, ...] = ()
    name: str = ""
    rows: tuple[Row, ...] = (Row(),)
    prices: tuple[str, ...] = ()
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a card says in a row of cards besides its heading: the outcome below, the price beside.

    ``price`` is the place in the state's prices, ``None`` where there is no room.
    """

    outcome: bool = True
    price: int | None = None


class TargetCard(Touchable):
    """Paints a :class:`CardState` in two lines; where it is narrow, without the figures.

    Chosen shows by three signs: the border, the raised surface, and the tick on its edge, for
    which the card is wider to the left than its box by ``overhang`` px.
    """

    def __init__(self, gate: TapGate, parent: QWidget) -> None:
        super().__init__(gate, parent)
        self.setCheckable(True)
        self._state = CardState("")
        self._narrow: Narrow | None = None
        self._level = 0
        self._columns: tuple[float, ...] = ()

    @property
    def state(self) -> CardState:
        """What it says."""
        return self._state

    def set_state(self, state: CardState) -> None:
        """Show this."""
        if state != self._state:
            self._state = state
            self.setAccessibleName(" ".join(p for p in (state.name, state.heading) if p))
            row = state.rows[0]
            self.setAccessibleDescription(
                ", ".join(plain(p) for p in (*state.outcomes[:1], *row.figures, row.price) if p)
            )
            self.update()
        self.setChecked(state.chosen)

    def forget(self) -> None:
        """Say nothing."""
        self.set_state(CardState(""))
        self._columns = ()

    def nextCheckState(self) -> None:
        """Leave the choice to whoever gives the states: a tap alone chooses nothing."""

    def set_narrow(self, narrow: Narrow) -> None:
        """Leave the figures out and put the outcome below the heading."""
        self._narrow = narrow
        self.update()

    def set_wide(self, level: int, columns: tuple[float, ...]) -> None:
        """Show the row of the state at ``level``, or a shorter one, in columns of these widths."""
        self._narrow, self._level, self._columns = None, level, columns
        self.update()

    def _outcome(self) -> str:
        """The outcome that there is room for, beside the heading or below it."""
        if not self._state.outcomes or (self._narrow is not None and not self._narrow.outcome):
            return ""
        style, room = self.style_in_force, self.inner_width()
        if self._narrow is None:
            room -= strong(self._state.heading, Size.M).advance(style) + style.metrics.s * 0.6
        fitting = (o for o in self._state.outcomes if strong(o).advance(style) <= room)
        return next(fitting, self._state.outcomes[-1])

    def _price(self) -> str:
        """What a narrow card says of the price."""
        if self._narrow is None or self._narrow.price is None or not self._state.prices:
            return ""
        return self._state.prices[min(self._narrow.price, len(self._state.prices) - 1)]

    def row(self) -> Row:
        """Return what stands in the second line of a wide card."""
        if self._narrow is not None:
            return Row()
        rows = self._state.rows[self._level :] or self._state.rows[-1:]
        return next((row for row in rows if self._row_fits(row)), rows[-1])

    def _row_fits(self, row: Row) -> bool:
        style = self.style_in_force
        widths = [run.advance(style) for run in row.entries]
        gaps = self.least_gap() * max(0, len(widths) - 1)
        return sum(widths) + gaps <= self.inner_width()

    def least_gap(self) -> float:
        """Return the px between two figures, at least."""
        return self.style_in_force.metrics.s * 0.3

    def inner_width(self) -> float:
        """Return the px within the padding."""
        return self.box().width() - 2 * self._padding()

    def sizeHint(self) -> QSize:
        """Give the least that it needs: placed by the views, not by a layout."""
        metrics = self.style_in_force.metrics
        return QSize(round(self._needed()), metrics.target_height)

    def fits(self) -> bool:
        """Whether nothing is cut off or runs into its neighbour."""
        fits = self._needed() <= self.width() and self._lines_height() <= self.height()
        return fits and self._row_fits(self.row())

    def text(self) -> str:
        """Return what can be read."""
        heading = (run.text.strip() for run in self._heading())
        said = (*heading, self._outcome(), *(run.text for run in self.row().entries))
        return " ".join(part for part in said if part)

    @property
    def overhang(self) -> int:
        """Px by which the tick reaches beyond the left edge of the box."""
        return 0 if self._narrow is not None else self.style_in_force.metrics.px(24)

    def box(self) -> QRectF:
        """Return the box without the overhang."""
        return QRectF(self.rect()).adjusted(self.overhang, 0, 0, 0)

    def _padding(self) -> int:
        px = self.style_in_force.metrics.px
        return px(12) if self._narrow is not None else px(24)

    def _heading(self) -> tuple[Run, ...]:
        """The name, if there is room for it, the heading, and a narrow card's price."""
        state = self._state
        heading = strong(state.heading, Size.M)
        price = (strong("  " + self._price()),) if self._price() else ()
        bare = (heading, *price)
        named = (muted(state.name + (" " if state.heading else "")), *bare)
        if not state.heading:
            return named
        room = self.inner_width()
        if self._narrow is None and state.outcomes:
            style = self.style_in_force
            room -= strong(self._outcome()).advance(style) + style.metrics.s * 0.6
        needed = sum(run.advance(self.style_in_force) for run in named)
        if state.chosen and self._narrow is not None and self._narrow.outcome:
            # The tick says more than the name.
            room -= 2 * self.style_in_force.metrics.px(28)
        return named if state.name and needed <= room else bare

    def _has_second(self) -> bool:
        return bool(self._outcome() if self._narrow is not None else self.row().entries)

    def _lines_height(self) -> int:
        metrics = self.style_in_force.metrics
        return round(metrics.m * 1.1) + round(metrics.s * 1.1) * self._has_second()

    def _needed(self) -> float:
        style = self.style_in_force
        heading = sum(run.advance(style) for run in self._heading())
        outcome = strong(self._outcome()).advance(style)
        if self._narrow is not None:
            return max(heading, outcome) + 2 * self._padding()
        gap = style.metrics.s * 0.6 if outcome else 0.0
        return heading + outcome + gap + 2 * self._padding() + self.overhang

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
        has_second = self._has_second()
        space = metrics.px(30) if self.height() > metrics.px(136) else metrics.px(24)
        ink = first.capHeight() + (
            second.capHeight() + max(space, second.descent() * 1.6) if has_second else 0
        )
        upper = (self.height() - ink) / 2 + first.capHeight()
        lower = (self.height() + ink) / 2
        if self._narrow is not None:
            self._paint_centred(painter, self._heading(), upper)
            if has_second:
                self._paint_centred(painter, (strong(self._outcome()),), lower)
        else:
            self._paint_wide(painter, upper, lower)
        if chosen:
            self._paint_tick(painter)
        painter.end()

    def _paint_tick(self, painter: QPainter) -> None:
        """On the left edge; in a narrow card in its corner, if there is room beside the words."""
        style = self.style_in_force
        side = style.metrics.px(40)
        if self._narrow is None:
            centre = self.box().left() + style.metrics.px(2)
            disc = QRectF(centre - side / 2, (self.height() - side) / 2, side, side)
            paint_tick(painter, disc, style.tokens, halo=style.metrics.px(6))
            return
        for corner in self._corners():
            paint_tick(painter, corner, style.tokens)
            return

    def has_room_for_tick(self) -> bool:
        """Whether a narrow card has a corner for the tick, chosen or not."""
        return bool(self._corners())

    def _corners(self) -> list[QRectF]:
        """Return the places of the tick beside the words of a narrow card, the largest first."""
        style = self.style_in_force
        inset = style.metrics.px(8)
        outcome = strong(self._outcome()).advance(style)
        heading = sum(run.advance(style) for run in self._heading())
        return [
            QRectF(inset, y, side, side)
            for side in (style.metrics.px(40), style.metrics.px(28))
            for words, y in ((heading, inset), (outcome, self.height() - inset - side))
            if (self.width() - words) / 2 >= side + 1.7 * inset
        ]

    def _paint_wide(self, painter: QPainter, upper: float, lower: float) -> None:
        style = self.style_in_force
        end = self.width() - self._padding()
        padding = self.overhang + self._padding()
        position = float(padding)
        for run in self._heading():
            self._paint_run(painter, run, position, upper)
            position += run.advance(style)
        outcome = strong(self._outcome())
        self._paint_run(painter, outcome, end - outcome.advance(style), upper)
        for run, x in self._set_row(padding, end):
            self._paint_run(painter, run, x, lower)

    def _set_row(self, start: float, end: float) -> list[tuple[Run, float]]:
        """Spread the figures from one edge to the other: in the columns where they fit into them.

        The last one ends at the right edge.
        """
        runs, style = self.row().entries, self.style_in_force
        widths = [run.advance(style) for run in runs]
        columns = self._columns
        if len(columns) != len(widths) or any(map(gt, widths, columns)):
            columns = tuple(widths)
        gap = (end - start - sum(columns)) / max(1, len(columns) - 1)
        placed = []
        for number, (run, width) in enumerate(zip(runs, widths, strict=True)):
            last = number and number == len(runs) - 1
            placed.append((run, end - width if last else start))
            start += columns[number] + gap
        return placed

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
