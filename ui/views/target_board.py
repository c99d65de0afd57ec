"""The targets on the screen before START, and the lines around them."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import ConnectorSnapshot, PriceChange, StationSnapshot, VehicleFigures
from ui import formatting, price_words, words
from ui.metrics import ACTION_MM, Size
from ui.style import Weight
from ui.tap_gate import DEAF_SECONDS
from ui.views.ring_view import RingView
from ui.widgets.banner import Banner
from ui.widgets.run import Run, muted, strong
from ui.widgets.target_card import Narrow
from ui.widgets.target_list import NARROW, TargetList
from ui.widgets.text_line import TextLine, Wording
from ui.widgets.worded_paragraph import WordedParagraph

translate = QCoreApplication.translate

_SOON = timedelta(hours=1)
"""A change of the price that is further off concerns nobody who is about to press START."""

_RANGE_IN_RING = 1.36
"""The width of the range, in radii, that the ring and its mark leave free below the number."""


class TargetBoard:
    """Puts the cards below each other where three fit, else side by side, in a column or across.

    On a panel so small that a row of its own would be out of reach, the chosen card alone stands
    beside START; its touch unfolds all of them in the place of both.

    Around them: a label, or the figures of the chosen target; what a ring that gave way left out;
    the terms of the price.
    """

    def __init__(self, view: RingView) -> None:
        self._view = view
        self.cards = TargetList(view.surroundings.gate, view)
        self._label = TextLine(view)
        self._details = WordedParagraph(view)
        self._summary = TextLine(view)
        self._model = TextLine(view)
        self._terms = WordedParagraph(view)
        self._prices: tuple[str, ...] = ()
        self._more: list[tuple[str, ...]] = []
        self.unfolded = self.has_banner = False
        self.cards.unfolding.connect(lambda: self.unfold(True))
        self.cards.target_chosen.connect(lambda: self.unfold(False))
        self.cards.own_wanted.connect(self.fold)
        self._marked = False
        self._range = self._full = ""
        self._ways_in_full: list[tuple[Run, ...]] = []
        self._scant_ways: list[tuple[Run, ...]] = []
        self._change: PriceChange | None = None
        self.further_fact: tuple[str, str] | None = None
        """What an upright screen says of the price beside its ring: a label and a value."""

    def hide(self) -> None:
        """Show nothing of it."""
        for part in (self.cards, self._label, *self._rows()):
            part.hide()

    def fold(self) -> None:
        """Show the chosen card alone, where there is room for no more."""
        self.unfolded = False

    def unfold(self, unfolded: bool) -> None:
        """Show all cards in the place of START, or the chosen one beside it."""
        if self._folds():
            self.unfolded = unfolded
            # START comes to stand where cards were, and the other way round.
            self._view.surroundings.gate.close_for(DEAF_SECONDS)
            self._view.arrange()
            next(iter(self.cards.shown_cards())).setFocus()

    def _folds(self) -> bool:
        """Whether a row of targets above START would be out of reach, or leave words no room."""
        metrics = self._view.style_in_force.metrics
        crowded = self.has_banner and metrics.large
        return crowded or self._row_height() < metrics.mm(ACTION_MM)

    def _row_height(self) -> int:
        """The height of a row of cards above START, as far as it is in reach."""
        metrics = self._view.style_in_force.metrics
        room = self._view.frame.action.top() - metrics.gap - metrics.reach_top
        return min(metrics.target_height, room) if metrics.low_reach else metrics.target_height

    def start_place(self) -> QRect | None:
        """Return where START stands, ``None`` while the cards have its place."""
        action = self._view.frame.action
        self.cards.folded = self._folds() and not self.unfolded
        if not self._folds():
            return action
        return None if self.unfolded else action.adjusted(self._beside_start().right(), 0, 0, 0)

    def _beside_start(self) -> QRect:
        """Return the place of the one card, with the gap between it and START."""
        metrics = self._view.style_in_force.metrics
        action = self._view.frame.action
        width = max(round(action.width() * 0.3), self.cards.least_width())
        return QRect(0, 0, width + metrics.gap, action.height())

    def forget(self) -> None:
        """Keep nothing of a price or a vehicle; the parts forget for themselves."""
        self._prices, self._more = (), []
        self._range = self._full = ""
        self._change = self.further_fact = None
        self._ways_in_full, self._scant_ways = [], []

    def _rows(self) -> tuple[QWidget, ...]:
        return self._model, self._summary, self._details, self._terms

    def show(
        self, station: StationSnapshot, connector: ConnectorSnapshot, vehicle: VehicleFigures
    ) -> None:
        """Fill in what the snapshot says."""
        known = vehicle.model is not None
        full = translate("TargetBoard", "Your battery is full")
        self._full = full if vehicle.soc >= 100 else ""
        label = self._full or translate("TargetBoard", "Charge to")
        unknown = translate("TargetBoard", "time and range unknown") if not known else ""
        self._label.set_wordings(
            Wording((muted(label),), (muted(unknown),)) if unknown else Wording((muted(label),)),
            Wording((muted(unknown or label),)),
            Wording((muted(label),)),
        )
        temperature = formatting.temperature(vehicle.temperature)
        voltage = formatting.voltage(vehicle.voltage)
        self._summary.set_wordings(
            *(
                Wording((muted(" · ".join(parts)),))
                for parts in ((temperature, voltage), (temperature,))
            )
        )
        distance = (formatting.kilometres(vehicle.range_km),) if known else ()
        self._range = "".join(distance)
        self._model.set_wordings(
            *(
                Wording((Run(" · ".join(parts), weight=Weight.MEDIUM),))
                for parts in (
                    (words.model(vehicle.model), *distance),
                    distance or (words.model(None),),
                )
            )
        )
        self.cards.set_offers(connector, vehicle.soc)
        self._marked = connector.target is not None
        self._change = _near_change(station, connector)
        self._show_terms(connector)

    def _show_terms(self, connector: ConnectorSnapshot) -> None:
        """Keep what there is to say of the price: itself, its change where one is near, more."""
        price = connector.price
        self._prices = price_words.wordings(price) if price is not None else ()
        ways: list[tuple[str, ...]] = []
        self.further_fact = price_words.idle_rate(price) if price is not None else None
        if self._change is not None:
            self.further_fact = price_words.change_rate(self._change)
            long, short = price_words.change(self._change)
            fixed = translate("TargetBoard", "Your price is fixed at START.")
            ways = [(long, fixed), (long,), (short,)]
        fees = price_words.idle_fee(price) if price is not None else ()
        self._more = [*((*way, fee) for way in (ways or [()]) for fee in fees if fee), *ways]

    def _set_terms(self, priced: bool) -> None:
        """Say the terms, with the price itself where START has no room for it."""
        ways = self._more
        if priced:
            ways = [(price, *way) for price in self._prices for way in (*self._more, ())]
        self._terms.set_ways(*(tuple(map(muted, way)) for way in ways))

    def arrange(self, column: QRect, banner: Banner | None, priced: bool) -> None:
        """Put the cards and their lines into the column, below a banner, if there is one.

        The price is among the lines where it is not on START and ``priced`` asks for it.
        """
        metrics = self._view.style_in_force.metrics
        self._set_terms(priced)
        # The cards stay: what is hidden loses the focus, and the press that is under way.
        for part in (self._label, *self._rows()):
            part.hide()
        self.cards.show()
        above = self._view.frame.action.top() - metrics.gap
        column.setBottom(min(column.bottom(), above - 1))
        if self._folds():
            self._arrange_in_the_place_of_start(column, banner, priced)
            return
        below = self.cards.height_below_each_other()
        if banner is not None or column.height() < below or metrics.low_reach:
            self._arrange_side_by_side(column, banner, priced)
            return
        line, gap = metrics.line(Size.S), metrics.px(4)
        column = QRect(column)
        upright = self._view.frame.facts is not None
        if upright and self.further_fact is None:
            # The model is a fact beside the ring, which leaves the line below it free.
            column.setTop(column.top() - line + gap)
        spare = column.height() - below
        labelled = spare >= line and not (upright and self.further_fact)
        top, bottom = column.top(), column.bottom() + 1
        terms = self._terms.height_within(column.width(), spare - line - 2 * gap)
        if terms:
            bottom -= terms
            self._terms.settle(QRect(column.left(), bottom, column.width(), terms))
            bottom -= gap
        elif not upright and (terms := self._terms.height_within(column.width(), spare - gap)):
            # Of two things to be said above the cards the price matters more.
            labelled = False
            self._terms.settle(QRect(column.left(), top, column.width(), terms))
            top = bottom - below - max(0, spare - terms - metrics.px(8))
        self._label.setVisible(labelled)
        if labelled:
            # The mark of a target at 100 % reaches down to it.
            narrow = upright and self._marked
            width = metrics.px(256) if narrow else column.width()
            self._label.setGeometry(column.left(), top, width, line)
            top = min(top + line + metrics.px(16 if upright else 8), bottom - below)
        overhang = self.cards.overhang
        self.cards.setGeometry(
            column.left() - overhang, top, column.width() + overhang, bottom - top
        )
        self.cards.arrange_below_each_other()

    def _arrange_side_by_side(self, column: QRect, banner: Banner | None, priced: bool) -> None:
        view = self._view
        frame, metrics = view.frame, view.style_in_force.metrics
        height = self._row_height()
        area = QRect(column.left(), column.bottom() + 1 - height, column.width(), height)
        narrow = self.cards.narrowed(area.width(), area.height())
        bare = False
        wide = (narrow != NARROW[0] or metrics.low_reach) and not metrics.portrait
        if wide:
            # Across the whole width, directly above START; the ring gives way.
            area = QRect(frame.action)
            area.setHeight(height)
            area.moveBottom(frame.action.top() - metrics.gap - 1)
            if area.bottom() < frame.rail.top():
                area.setRight(frame.header.right())
            if frame.strip is not None:
                area.setRight(min(area.right(), frame.strip.left() - metrics.gap))
            narrow = self.cards.narrowed(area.width(), area.height())
            column.setBottom(area.top() - metrics.px(8))
            self._shrink_ring(column)
        elif bare := self._needs_bare_ring(frame.ring_radius):
            view.ring.place(*view.ring_place(), bare)
        self._show_details(narrow)
        self.cards.setGeometry(area)
        self.cards.arrange_side_by_side(narrow)
        column.setBottom(min(column.bottom(), area.top() - 1))
        if banner is not None:
            column.setTop(place_banner(banner, column) + metrics.px(8))
        self._arrange_rows(column, wide or bare, priced)

    def _arrange_in_the_place_of_start(
        self, column: QRect, banner: Banner | None, priced: bool
    ) -> None:
        metrics = self._view.style_in_force.metrics
        area = QRect(self._view.frame.action)
        if self.cards.folded:
            area.setWidth(self._beside_start().width() - metrics.gap)
        narrow = self.cards.narrowed(area.width(), area.height())
        self._show_details(narrow)
        self.cards.setGeometry(area)
        self.cards.arrange_side_by_side(narrow)
        if banner is not None:
            column.setTop(place_banner(banner, column) + metrics.px(8))
        bare = self._needs_bare_ring(self._view.frame.ring_radius)
        if bare:
            self._view.ring.place(*self._view.ring_place(), bare)
        self._arrange_rows(column, bare, priced)

    def _show_details(self, narrow: Narrow) -> None:
        """Say what the chosen target takes, and of it what the cards have no room for first."""
        state = next((card.state for card in self.cards.cards if card.state.chosen), None)
        self._ways_in_full, self._scant_ways = [], []
        if state is None:
            self._ways_in_full = [(strong(self._full),)] if self._full else []
            return
        outcome = () if narrow.outcome else state.outcomes[:1]
        prices = state.prices if narrow.price is None else ()
        figures = state.rows[0].figures
        full = [((*outcome, *prices[:1]), figures[:n]) for n in range(len(figures), -1, -1)]
        scant = [((*outcome, *prices[-1:]), ()), (outcome or prices[-1:], ())]
        self._ways_in_full, self._scant_ways = (
            [_apart(first, more) for first, more in ways] for ways in (full, scant)
        )

    def _fit_details(self, width: int, line: int, room: int) -> int:
        """Take one line for the figures if that holds them, else as many as there are."""
        for ways, height in (
            (self._ways_in_full, min(line, room)),
            # A line is left for the model, if it can be.
            (self._ways_in_full, room - line),
            (self._ways_in_full, room),
            (self._scant_ways, room),
        ):
            self._details.set_ways(*ways)
            if taken := self._details.height_within(width, height):
                return taken
        return 0

    def _arrange_rows(self, column: QRect, shrunk: bool, priced: bool) -> None:
        """Put what the chosen target takes above the cards, and what a small ring leaves out.

        What there is no room for is left out: first the battery's temperature and voltage, then
        what comes to the price, then the model; the price never.
        """
        line, width = self._view.style_in_force.metrics.line(Size.S), column.width()
        room = column.height()
        price = line if priced and self._prices else 0
        details = self._fit_details(width, line, room - price)
        room -= details
        terms = 0
        if price:
            terms = self._terms.height_within(width, room - line * shrunk)
            terms = terms or self._terms.height_within(width, room)
            room -= terms
        model = line if shrunk and room >= line else 0
        room -= model
        if not price:
            terms = self._terms.height_within(width, room)
            room -= terms
        summary = line if shrunk and room >= line else 0
        room -= summary
        top = column.top() + max(0, room // 2)
        heights = zip(self._rows(), (model, summary, details, terms), strict=True)
        for row, height in heights:
            box = QRect(column.left(), top, width, height)
            if height and isinstance(row, WordedParagraph):
                row.settle(box)
            elif height:
                row.setGeometry(box)
                row.show()
            top += height

    def _shrink_ring(self, column: QRect) -> None:
        view = self._view
        metrics = view.style_in_force.metrics
        smallest = round(min(metrics.width, metrics.height) / 6 * 180 / 192)
        radius = max(smallest, round(column.height() * 180 / (200 + 172)))
        radius = min(radius, view.frame.ring_radius)
        bare = radius < 0.8 * view.frame.ring_radius or self._needs_bare_ring(radius)
        centre = QPoint(view.frame.ring_centre.x(), column.top() + round(radius * 200 / 180))
        bounds = QRect(0, column.top(), column.left() - 2, column.height())
        view.ring.place(centre, radius, bounds, bare)
        view.caption.hide()

    def _needs_bare_ring(self, radius: int) -> bool:
        """Tell whether the range would run into the ring, or into the mark on it."""
        style = self._view.style_in_force
        width = style.advance(self._range, style.font(Size.M, Weight.MEDIUM))
        return self._view.frame.bare_ring or width > _RANGE_IN_RING * radius


def _apart(values: tuple[str, ...], more: tuple[str, ...]) -> tuple[Run, ...]:
    """Return runs that stand further from each other in a line than words do."""
    runs = (*map(strong, values), *map(muted, more))
    return (
        *(replace(run, text=run.text + "\N{NO-BREAK SPACE}" * 2) for run in runs[:-1]),
        *runs[-1:],
    )


def _near_change(station: StationSnapshot, connector: ConnectorSnapshot) -> PriceChange | None:
    change = station.price_change if connector.price is not None else None
    return change if change is not None and change.at - station.now <= _SOON else None


def place_banner(banner: Banner, column: QRect) -> int:
    """Put a banner at the top of a column, and return the y below it."""
    height = banner.height_for(column.width(), column.height())
    banner.setGeometry(column.left(), column.top() + 1, column.width(), height)
    banner.arrange()
    return banner.geometry().bottom() + 1
