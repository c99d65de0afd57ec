"""The targets to choose from; "Custom" asks for the number pad."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import ConnectorSnapshot, TargetOffer
from ui.offer_words import card_state
from ui.style import Styled
from ui.tap_gate import TapGate
from ui.widgets.pad_layout import split
from ui.widgets.target_card import CardState, Narrow, TargetCard

_CARDS = 3
_FULL = 100
NARROW = (Narrow(price=0), Narrow(price=1), Narrow(), Narrow(outcome=False))
"""What three cards in a row say, from the most to the least."""


class TargetList(QWidget, Styled):
    """Three cards, the last one being the rider's own target."""

    target_chosen = Signal(int)
    """A target in %."""
    own_wanted = Signal()
    unfolding = Signal()
    """The one card that is shown was touched."""

    def __init__(self, gate: TapGate, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards = tuple(TargetCard(gate, self) for _ in range(_CARDS))
        self._offers: tuple[TargetOffer, ...] = ()
        self.cards[-1].setObjectName("custom")
        self.folded = False
        for card in self.cards:
            card.clicked.connect(self._card_touched)

    def set_offers(self, connector: ConnectorSnapshot, soc: float) -> None:
        """Show what a connector offers, what is chosen, and the state of charge it starts from."""
        currency = connector.price.currency if connector.price is not None else ""
        self._offers = tuple(o for o in connector.offers if not o.custom)[: _CARDS - 1]
        custom = next((offer for offer in connector.offers if offer.custom), None)
        chosen = chosen_offer(connector)
        for card, offer in zip(self.cards, self._offers, strict=False):
            card.set_state(card_state(offer, currency, soc, offer is chosen))
            card.setEnabled(offer.reachable)
        state = CardState("…", (self.tr("your choice"),))
        if custom is not None:
            state = card_state(custom, currency, soc, custom is chosen)
        self.cards[-1].set_state(replace(state, name=self.tr("Custom")))
        self.cards[-1].setEnabled(soc < _FULL)

    def forget(self) -> None:
        """Offer nothing."""
        self._offers = ()

    def _card_touched(self) -> None:
        if self.folded:
            self.unfolding.emit()
            return
        card = self.sender()
        for shown, offer in zip(self.cards, self._offers, strict=False):
            if card is shown:
                self.target_chosen.emit(offer.percent)
        if card is self.cards[-1]:
            self.own_wanted.emit()

    def height_below_each_other(self) -> int:
        """Return the least height in px of three cards below each other."""
        metrics = self.style_in_force.metrics
        return _CARDS * metrics.target_height + (_CARDS - 1) * metrics.gap

    @property
    def overhang(self) -> int:
        """Px by which the list reaches beyond its left edge when it stands below each other."""
        return self.style_in_force.metrics.px(24)

    def shown_cards(self) -> tuple[TargetCard, ...]:
        """Return all cards, or the chosen one where the list is folded."""
        if not self.folded:
            return self.cards
        chosen = next((card for card in self.cards if card.state.chosen), self.cards[-1])
        return (chosen,)

    def least_width(self) -> int:
        """Return the px that a folded list needs."""
        (card,) = self.shown_cards()[:1]
        card.set_narrow(NARROW[-1])
        return card.sizeHint().width() + 1

    def narrowed(self, width: int, height: int) -> Narrow:
        """Return how much the cards beside each other can say in so many px."""
        shown = self.shown_cards()
        gap = self.style_in_force.metrics.gap
        for narrow in NARROW:
            for card in shown:
                card.set_narrow(narrow)
                card.resize((width - (len(shown) - 1) * gap) // len(shown), height)
            # The price, and the time beside START, can stand above the cards; the tick can't.
            ticked = narrow.price is not None or len(shown) == 1
            if all(card.fits() and (card.has_room_for_tick() or not ticked) for card in shown):
                return narrow
        return NARROW[-1]

    def arrange_side_by_side(self, narrow: Narrow) -> None:
        """Put the cards into the list as it is now, in a row."""
        shown = self.shown_cards()
        boxes = split(self.rect(), len(shown), 1, self.style_in_force.metrics.gap)
        for card in self.cards:
            card.setVisible(card in shown)
        for card, box in zip(shown, boxes, strict=True):
            card.set_narrow(narrow)
            card.setGeometry(box)

    def arrange_below_each_other(self) -> None:
        """Put the cards into the list as it is now, in a column."""
        metrics = self.style_in_force.metrics
        gap = metrics.gap
        height = min((self.height() - (_CARDS - 1) * gap) // _CARDS, 2 * metrics.target_height)
        for number, card in enumerate(self.cards):
            card.show()
            card.setGeometry(0, number * (height + gap), self.width(), height)
        level, columns = self._columns()
        for card in self.cards:
            card.set_wide(level, columns)

    def _columns(self) -> tuple[int, tuple[float, ...]]:
        """Return the first level at which the figures of all cards stand in columns, and these.

        A card of another kind, with a limit or a refusal, spreads its figures by itself.
        """
        first, style = self.cards[0], self.style_in_force
        first.set_wide(0, ())
        states = [card.state for card in self.cards]
        most = max(len(state.rows) for state in states)
        columns: tuple[float, ...] = ()
        for level in range(most):
            rows = [state.rows[min(level, len(state.rows) - 1)].entries for state in states]
            count = max(map(len, rows))
            alike = [[run.advance(style) for run in row] for row in rows if len(row) == count]
            columns = tuple(map(max, zip(*alike, strict=True)))
            if sum(columns) + first.least_gap() * (count - 1) <= first.inner_width():
                return level, columns
        return most, columns


def chosen_offer(connector: ConnectorSnapshot) -> TargetOffer | None:
    """Return the offer that START takes: with a limit it is the rider's own."""
    return next(
        (
            offer
            for offer in connector.offers
            if (offer.custom if connector.limit else offer.percent == connector.target)
        ),
        None,
    )
