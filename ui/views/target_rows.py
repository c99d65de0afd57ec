"""The lines around the targets: what the chosen one takes, what it costs, the vehicle."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import ConnectorSnapshot, PriceChange, StationSnapshot, VehicleFigures
from kiosk.domain.tariff import Price
from ui import formatting, price_words, words
from ui.metrics import Size
from ui.style import Weight
from ui.views.ring_view import RingView
from ui.widgets.run import Run, muted, strong
from ui.widgets.target_card import CardState, Narrow
from ui.widgets.text_line import TextLine, Wording
from ui.widgets.worded_paragraph import WordedParagraph

translate = QCoreApplication.translate

_SOON = timedelta(hours=1)
"""A change of the price that is further off concerns nobody who is about to press START."""


class TargetRows:
    """Rows above cards that stand side by side; the terms of the price stand with any cards.

    ``range`` is the vehicle's range in words. ``further_fact`` is what an upright screen says of
    the price beside its ring: a label and a value.
    """

    def __init__(self, view: RingView) -> None:
        self._view = view
        self.terms = WordedParagraph(view)
        self._details = WordedParagraph(view)
        self._summary = TextLine(view)
        self._model = TextLine(view)
        self.forget()

    def forget(self) -> None:
        """Keep nothing of a price or a vehicle; the parts forget for themselves."""
        self.range = self._full = self._unknown = ""
        self.further_fact: tuple[str, str] | None = None
        self._prices: tuple[str, ...] = ()
        self._more: list[tuple[str, ...]] = []
        self._ways_in_full: list[tuple[Run, ...]] = []
        self._scant_ways: list[tuple[Run, ...]] = []

    def hide(self) -> None:
        """Show none of them."""
        for row in self._rows():
            row.hide()

    def _rows(self) -> tuple[QWidget, ...]:
        return self._model, self._summary, self._details, self.terms

    def show(
        self,
        station: StationSnapshot,
        connector: ConnectorSnapshot,
        vehicle: VehicleFigures,
        full: str,
    ) -> None:
        """Fill in what the snapshot says, and that the battery is ``full`` where it is."""
        self._full = full
        known = vehicle.model is not None
        unknown = translate("TargetBoard", "Time and range unknown")
        self._unknown = "" if known else unknown
        temperature = formatting.temperature(vehicle.temperature)
        voltage = formatting.voltage(vehicle.voltage)
        self._summary.set_wordings(
            *(
                Wording((muted(" · ".join(parts)),))
                for parts in ((temperature, voltage), (temperature,))
            )
        )
        distance = (formatting.kilometres(vehicle.range_km),) if known else ()
        self.range = "".join(distance)
        self._model.set_wordings(
            *(
                Wording((Run(" · ".join(parts), weight=Weight.MEDIUM),))
                for parts in (
                    (words.model(vehicle.model), *distance),
                    distance or (words.model(None),),
                )
            )
        )
        price, change = connector.price, station.price_change
        near = price is not None and change is not None and change.at - station.now <= _SOON
        self._show_terms(price, change if near else None)

    def _show_terms(self, price: Price | None, change: PriceChange | None) -> None:
        """Keep what there is to say of the price: itself, its change where one is near, more."""
        self._prices = price_words.wordings(price) if price is not None else ()
        ways: list[tuple[str, ...]] = []
        self.further_fact = price_words.idle_rate(price) if price is not None else None
        if change is not None:
            self.further_fact = price_words.change_rate(change)
            long, short = price_words.change(change)
            fixed = translate("TargetBoard", "Your price is fixed at START.")
            ways = [(long, fixed), (long,), (short,)]
        fees = price_words.idle_fee(price) if price is not None else ()
        self._more = [*((*way, fee) for way in (ways or [()]) for fee in fees if fee), *ways]

    def say_price(self, priced: bool) -> None:
        """Say the terms, with the price itself where START has no room for it."""
        ways = self._more
        if priced:
            ways = [(price, *way) for price in self._prices for way in (*self._more, ())]
        self.terms.set_ways(*(tuple(map(muted, way)) for way in ways))

    def say_chosen(self, state: CardState | None, narrow: Narrow) -> None:
        """Say what the chosen target takes, and of it what the cards have no room for first."""
        self._ways_in_full, self._scant_ways = [], []
        if state is None:
            self._ways_in_full = [(strong(self._full),)] if self._full else []
            return
        outcome = () if narrow.outcome else state.outcomes[:1]
        prices = state.prices if narrow.price is None else ()
        figures = state.rows[0].figures
        full = [((*outcome, *prices[:1]), figures[:n]) for n in range(len(figures), -1, -1)]
        if self._unknown and not state.outcomes:
            full = [((), (*figures, self._unknown)), ((), (self._unknown,)), *full]
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

    def arrange(self, column: QRect, shrunk: bool, priced: bool) -> None:
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
            terms = self.terms.height_within(width, room - line * shrunk)
            terms = terms or self.terms.height_within(width, room)
            room -= terms
        model = line if shrunk and room >= line else 0
        room -= model
        if not price:
            terms = self.terms.height_within(width, room)
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


def _apart(values: tuple[str, ...], more: tuple[str, ...]) -> tuple[Run, ...]:
    """Return runs that stand further from each other in a line than words do."""
    runs = (*map(strong, values), *map(muted, more))
    return (
        *(replace(run, text=run.text + "\N{NO-BREAK SPACE}" * 2) for run in runs[:-1]),
        *runs[-1:],
    )
