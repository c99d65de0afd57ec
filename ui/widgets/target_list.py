"""The targets to choose from; "Custom" opens the stepper in their place."""

import math
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import TargetOffer
from ui import formatting
from ui.style import Styled
from ui.tap_gate import TapGate
from ui.widgets.action_button import ActionButton, Kind
from ui.widgets.stepper import HIGHEST, Stepper
from ui.widgets.target_card import CardState, TargetCard

_CARDS = 3
_FIRST_CUSTOM = 80


class TargetList(QWidget, Styled):
    """Three cards, the last one being the rider's own target."""

    target_chosen = Signal(int, bool)
    """A target in %, and whether it comes from the stepper."""
    layout_changed = Signal()

    def __init__(self, gate: TapGate, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards = tuple(TargetCard(gate, self) for _ in range(_CARDS))
        self.stepper = Stepper(gate, self)
        self.done = ActionButton(Kind.SECONDARY, gate, self)
        self.stepper.hide()
        self.done.hide()
        self._offers: tuple[TargetOffer, ...] = ()
        self._custom: TargetOffer | None = None
        self._soc = 0.0
        self._below_each_other = True
        for card in self.cards:
            card.clicked.connect(self._card_touched)
        self.stepper.percent_chosen.connect(lambda percent: self.target_chosen.emit(percent, True))
        self.done.clicked.connect(self._close_touched)

    @property
    def stepping(self) -> bool:
        """Whether the stepper stands in place of the list."""
        return not self.stepper.isHidden()

    def lowest(self) -> int:
        """The least target that can be chosen: a whole per cent above the present state."""
        return min(HIGHEST, math.floor(self._soc) + 1)

    def set_offers(
        self,
        offers: tuple[TargetOffer, ...],
        target: int | None,
        soc: float,
    ) -> None:
        """Show offers, the chosen target and the state of charge they start from."""
        self._soc = soc
        self._offers = tuple(offer for offer in offers if not offer.custom)[: _CARDS - 1]
        self._custom = next((offer for offer in offers if offer.custom), None)
        fixed = {offer.percent for offer in self._offers}
        own = target is not None and target not in fixed
        for card, offer in zip(self.cards, self._offers, strict=False):
            card.set_state(card_state(offer, offer.percent == target))
            card.setEnabled(offer.reachable)
        self.done.set_wordings(self.tr("ALL TARGETS"), self.tr("BACK"), self.tr("OK"))
        name = self.tr("Custom")
        state = CardState("", self.tr("your choice"), name=name)
        if self._custom is not None:
            state = replace(card_state(self._custom, own), name=name)
        self.cards[-1].set_state(replace(state, chosen=own))
        self.cards[-1].setEnabled(soc < HIGHEST)
        self._show_step(target)

    def _show_step(self, target: int | None) -> None:
        value = target if target is not None else HIGHEST
        offers = [*self._offers, *([self._custom] if self._custom else [])]
        offer = next((offer for offer in offers if offer.percent == value), None)
        time = formatting.minutes_range(offer.minutes) if offer and offer.minutes else ""
        figures = card_state(offer, False).figures if offer else ("", "", "")
        self.stepper.set_target(value, self.lowest(), time, figures)

    def close_stepper(self) -> None:
        """Show the list."""
        self.stepper.hide()
        self.done.hide()
        for card in self.cards:
            card.show()

    def _close_touched(self) -> None:
        self.close_stepper()
        self.layout_changed.emit()
        self.cards[-1].setFocus()

    def _card_touched(self) -> None:
        card = self.sender()
        for shown, offer in zip(self.cards, self._offers, strict=False):
            if card is shown:
                self.target_chosen.emit(offer.percent, False)
        if card is self.cards[-1]:
            self._open_stepper()

    def _open_stepper(self) -> None:
        for card in self.cards:
            card.hide()
        self.stepper.show()
        self.done.show()
        first = self._custom.percent if self._custom else max(_FIRST_CUSTOM, self.lowest())
        self.target_chosen.emit(first, True)
        self.layout_changed.emit()
        self.stepper.steps[-1].setFocus()

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
        """Put the cards, or the stepper, into the list as it is now."""
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
        self._arrange_stepper(below_each_other)

    def _arrange_stepper(self, tall: bool) -> None:
        metrics = self.style_in_force.metrics
        gap, height = metrics.gap, metrics.target_height
        if tall:
            left, width = self.overhang, self.width() - self.overhang
            self.stepper.setGeometry(left, 0, width, self.height() - height - gap)
            self.done.setGeometry(left, self.height() - height, width, height)
        else:
            # Four steps and the way back share the row: the ring and the line above say the rest.
            part = (self.width() - 4 * gap) // 5
            self.stepper.setGeometry(0, 0, 4 * part + 3 * gap, self.height())
            left = 4 * (part + gap)
            self.done.setGeometry(left, 0, self.width() - left, self.height())
        self.stepper.arrange()


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
