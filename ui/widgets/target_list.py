"""The targets to choose from; "Custom" asks for the number pad."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import ConnectorSnapshot, TargetOffer
from ui import formatting
from ui.style import Styled
from ui.tap_gate import TapGate
from ui.widgets.target_card import CardState, TargetCard

_CARDS = 3
_FULL = 100


class TargetList(QWidget, Styled):
    """Three cards, the last one being the rider's own target."""

    target_chosen = Signal(int)
    """A target in %."""
    own_wanted = Signal()

    def __init__(self, gate: TapGate, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards = tuple(TargetCard(gate, self) for _ in range(_CARDS))
        self._offers: tuple[TargetOffer, ...] = ()
        for card in self.cards:
            card.clicked.connect(self._card_touched)

    def set_offers(self, connector: ConnectorSnapshot, soc: float) -> None:
        """Show what a connector offers, what is chosen, and the state of charge it starts from."""
        offers, limit = connector.offers, connector.limit
        target = connector.target if limit is None else None
        self._offers = tuple(offer for offer in offers if not offer.custom)[: _CARDS - 1]
        custom = next((offer for offer in offers if offer.custom), None)
        fixed = {offer.percent for offer in self._offers}
        own = limit is not None or (target is not None and target not in fixed)
        for card, offer in zip(self.cards, self._offers, strict=False):
            card.set_state(card_state(offer, offer.percent == target))
            card.setEnabled(offer.reachable)
        name = self.tr("Custom")
        state = CardState("", self.tr("your choice"), name=name)
        if custom is not None:
            state = replace(card_state(custom, own), name=name)
        self.cards[-1].set_state(replace(state, chosen=own))
        self.cards[-1].setEnabled(soc < _FULL)

    def forget(self) -> None:
        """Offer nothing."""
        self._offers = ()

    def _card_touched(self) -> None:
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
        return self.style_in_force.metrics.px(26)

    def fits_side_by_side(self, width: int) -> bool:
        """Whether three narrow cards with their times fit into a width."""
        gap = self.style_in_force.metrics.gap
        for card in self.cards:
            card.set_narrow(True)
            card.resize((width - (_CARDS - 1) * gap) // _CARDS, card.sizeHint().height())
        return all(card.fits() for card in self.cards)

    def arrange(self, below_each_other: bool, timed: bool = True) -> None:
        """Put the cards into the list as it is now."""
        metrics = self.style_in_force.metrics
        gap = metrics.gap
        for number, card in enumerate(self.cards):
            card.set_narrow(not below_each_other, timed)
            if below_each_other:
                height = min(
                    (self.height() - (_CARDS - 1) * gap) // _CARDS, 2 * metrics.target_height
                )
                card.setGeometry(0, number * (height + gap), self.width(), height)
            else:
                width = (self.width() - (_CARDS - 1) * gap) // _CARDS
                card.setGeometry(number * (width + gap), 0, width, self.height())


def card_state(offer: TargetOffer, chosen: bool) -> CardState:
    """Return what a card says of an offer."""
    if not offer.reachable:
        reached = QCoreApplication.translate("TargetList", "reached")
        return CardState(formatting.percent(offer.percent), reached)
    return CardState(
        percent=formatting.percent(offer.percent),
        time=formatting.minutes_range(offer.minutes) if offer.minutes else "",
        figures=(
            formatting.gain(offer.gain),
            formatting.kilometres_gained(offer.range_km) if offer.range_km is not None else "",
            formatting.kilowatt_hours(offer.energy_wh) if offer.energy_wh is not None else "",
        ),
        chosen=chosen,
    )
