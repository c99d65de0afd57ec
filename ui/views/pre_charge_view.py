"""A vehicle is plugged in: its state, the targets, START."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.intents import StartRequested, TargetChosen
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    VehicleFigures,
    VehicleInfoState,
)
from ui import formatting, price_words, words
from ui.views.ring_view import RingView, fact
from ui.views.target_board import TargetBoard, place_banner
from ui.views.view import HeadlineBlock, Surroundings
from ui.widgets.action_button import ActionButton, Kind
from ui.widgets.banner import Banner
from ui.widgets.number_pad import NumberPad
from ui.widgets.picture import Motif, Picture
from ui.widgets.ring_gauge import RingState
from ui.widgets.run import muted, strong
from ui.widgets.target_list import chosen_offer
from ui.widgets.text_line import Wording

_WAITING = frozenset({VehicleInfoState.NONE, VehicleInfoState.AWAITED, VehicleInfoState.BETWEEN})


class PreChargeView(RingView):
    """The ring with the way to the target, the list of targets, START.

    Without a valid VehicleInfo there are words in place of the figures, and START rests.
    """

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(surroundings, parent)
        self.picture = Picture(Motif.READING, self)
        self._block = HeadlineBlock(self)
        self._banner = Banner(self)
        self.board = TargetBoard(self)
        self.targets = self.board.cards
        self.targets.target_chosen.connect(self._choose)
        self.targets.own_wanted.connect(self._open_pad)
        self.pad = NumberPad(surroundings.gate, self)
        self.pad.intent_raised.connect(self.intent_raised)
        self.pad.closed.connect(self._leave_pad)
        self.start = ActionButton(Kind.GO, surroundings.gate, self)
        self.start.clicked.connect(self._start)
        self._asked = False
        self._valid = False
        self._has_notice = False

    def begin_presenting(self) -> None:
        """Forget the vehicle before: its ring, its number pad, its START."""
        super().begin_presenting()
        self._asked = False
        self.pad.forget()
        self.board.fold()

    def forget_figures(self) -> None:
        """Forget the vehicle."""
        super().forget_figures()
        self.board.rows.forget()

    def primary(self) -> QWidget | None:
        """START."""
        return self.start

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        connector = self.connector
        self._asked = False
        vehicle = connector.vehicle
        known = self._valid
        self._valid = connector.vehicle_info is VehicleInfoState.VALID and vehicle is not None
        if known and not self._valid:
            self.forget_figures()
        self.start.setEnabled(self._valid and connector.can_start)
        self._has_notice = connector.notice is not None or connector.link_lost is not None
        if connector.link_lost is not None:
            self._banner.set_message(*words.link_lost(connector.link_lost))
        elif connector.notice is not None:
            headline, happened, advice = words.notice(connector.notice)
            self._banner.set_message(headline, f"{happened} {advice}", advice)
        if self._valid and vehicle is not None:
            self._show_vehicle(connector, vehicle)
        else:
            self._show_waiting(connector)
            self.pad.forget()
        if self.pad.is_open:
            self.pad.follow(connector)

    def _show_waiting(self, connector: ConnectorSnapshot) -> None:
        state = connector.vehicle_info
        headline, sentences = words.vehicle_info(state, connector.waited)
        self._block.set_headline(headline, words.vehicle_info_short(state))
        self._block.paragraphs[0].set_sentences(*map(muted, sentences[:1]))
        self._block.paragraphs[1].set_sentences(*map(strong, sentences[1:]))
        self.picture.set_motif(Motif.READING if state in _WAITING else Motif.UNPLUG)

    def _show_vehicle(self, connector: ConnectorSnapshot, vehicle: VehicleFigures) -> None:
        known = vehicle.model is not None
        chosen = chosen_offer(connector)
        self.board.show(self.station, connector, vehicle)
        further = self.board.rows.further_fact
        beside = self.frame.facts is not None and further is None
        # With a limit, how far it is expected to get; a full battery is on no way.
        target = chosen.percent if chosen is not None else connector.target
        self.ring.set_state(
            RingState(
                soc=vehicle.soc,
                target=target if vehicle.soc < 100 else None,
                way=True,
                second=formatting.kilometres(vehicle.range_km) if known else "",
                label="" if beside else words.model(vehicle.model),
            )
        )
        temperature = formatting.temperature(vehicle.temperature)
        voltage = formatting.voltage(vehicle.voltage)
        battery = self.tr("Battery") + " "
        self.set_caption(
            Wording((muted(f"{battery}{temperature} · {voltage}"),)),
            Wording((muted(f"{temperature} · {voltage}"),)),
        )
        facts = [
            fact(self.tr("Model"), words.model(vehicle.model) if known else self.tr("Unknown")),
            fact(self.tr("Temperature"), temperature),
            fact(self.tr("Voltage"), voltage),
        ]
        self.set_facts(*(facts if further is None else (*facts[1:], fact(*further))))

    def _choose(self, percent: int) -> None:
        self.intent_raised.emit(TargetChosen(self.connector.connector_id, percent))

    def _open_pad(self) -> None:
        self.pad.open_for(self.connector)
        self.arrange()

    def _leave_pad(self) -> None:
        self.arrange()
        self.targets.cards[-1].setFocus()

    def _start(self) -> None:
        if not self._asked:
            self._asked = True
            self.intent_raised.emit(StartRequested(self.connector.connector_id))

    def arrange(self) -> None:
        """Put everything in its place, or only the number pad."""
        if self.pad.is_open:
            self._arrange_pad()
            return
        frame, metrics = self.frame, self.style_in_force.metrics
        self.board.has_banner = self._has_notice
        place = self.board.start_place() if self._valid else frame.action
        self.start.setVisible(place is not None)
        self.start.setGeometry(place or frame.action)
        self.start.set_wordings(*self._start_words())
        valid = self._valid
        self.ring.setVisible(valid)
        self.picture.setVisible(not valid)
        self._block.set_visible(not valid)
        self._banner.setVisible(self._has_notice)
        column = QRect(frame.column)
        if self._has_notice and not valid:
            column.setTop(place_banner(self._banner, column) + metrics.px(16))
        self.arrange_ring()
        # It speaks of a vehicle that may be gone.
        self.caption.setVisible(valid and self.has_caption())
        if valid:
            banner = self._banner if self._has_notice else None
            self.board.arrange(column, banner, priced=not self._price_on_start())
        else:
            self.board.hide()
            for label, value in self._facts:
                label.hide()
                value.hide()
            self.picture.place(*self.ring_place(centred=True))
            if metrics.portrait and not self._has_notice:
                # Clear of the cable that hangs from the plug.
                column.setTop(column.top() + metrics.px(20))
            self._block.arrange(column, None if self._has_notice else self.middle())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold the targets by Escape."""
        if event.key() == Qt.Key.Key_Escape and self.board.unfolded:
            self.board.unfold(False)
        else:
            super().keyPressEvent(event)

    def _arrange_pad(self) -> None:
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            child.setVisible(child is self.pad)
        frame, metrics = self.frame, self.style_in_force.metrics
        area = QRect(frame.action)
        area.setTop(frame.header.bottom() + 1 + metrics.px(16))
        if frame.strip is not None and not metrics.portrait:
            area.setRight(min(area.right(), frame.strip.left() - metrics.gap))
        self.pad.setGeometry(area)
        self.pad.arrange(area.bottom() + 1 - metrics.reach_top if metrics.low_reach else None)

    def _price_on_start(self) -> bool:
        """Put the price on START if there is room for it, and say whether there is."""
        price, start = self.connector.price, self._start_words()
        if price is not None and not self.start.isHidden():
            self.start.set_wordings(*start, detail=price_words.wordings(price))
            if self.start.fits():
                return True
            self.start.set_wordings(*start)
        return False

    def _start_words(self) -> tuple[str, ...]:
        return self.tr("START CHARGING"), self.tr("START"), self.tr("GO")
