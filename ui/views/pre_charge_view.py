"""A vehicle is plugged in: its state, the targets, START."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from kiosk.domain.intents import StartRequested, TargetChosen
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    VehicleFigures,
    VehicleInfoState,
)
from ui import formatting, words
from ui.metrics import Size
from ui.style import Weight
from ui.views.ring_view import RingView, fact
from ui.views.view import HeadlineBlock, Surroundings
from ui.widgets.action_button import ActionButton, Kind
from ui.widgets.banner import Banner
from ui.widgets.number_pad import NumberPad
from ui.widgets.picture import Motif, Picture
from ui.widgets.ring_gauge import RingState
from ui.widgets.run import Run, muted, strong
from ui.widgets.target_card import CardState
from ui.widgets.target_list import TargetList, card_state
from ui.widgets.text_line import TextLine, Wording

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
        self._label = TextLine(self)
        self._details = TextLine(self)
        self._summary = TextLine(self)
        self._model = TextLine(self)
        self.targets = TargetList(surroundings.gate, self)
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
        self._figures: tuple[str, ...] = ()
        self._time = ""

    def begin_presenting(self) -> None:
        """Forget the vehicle before: its ring, its number pad, its START."""
        super().begin_presenting()
        self._asked = False
        self.pad.forget()

    def forget_figures(self) -> None:
        """Forget the vehicle."""
        super().forget_figures()
        self._figures, self._time = (), ""

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
        self.start.set_wordings(self.tr("START CHARGING"), self.tr("START"))
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
        self._block.set_headline(headline)
        self._block.paragraphs[0].set_sentences(*map(muted, sentences[:1]))
        self._block.paragraphs[1].set_sentences(*map(strong, sentences[1:]))
        self.picture.set_motif(Motif.READING if state in _WAITING else Motif.UNPLUG)

    def _show_vehicle(self, connector: ConnectorSnapshot, vehicle: VehicleFigures) -> None:
        known = vehicle.model is not None
        self.ring.set_state(
            RingState(
                soc=vehicle.soc,
                target=connector.target,
                way=True,
                second=formatting.kilometres(vehicle.range_km) if known else "",
                label=words.model(vehicle.model),
            )
        )
        temperature = formatting.temperature(vehicle.temperature)
        voltage = formatting.voltage(vehicle.voltage)
        battery = self.tr("Battery") + " "
        self.set_caption(
            Wording((muted(f"{battery}{temperature} · {voltage}"),)),
            Wording((muted(f"{temperature} · {voltage}"),)),
        )
        self.set_facts(
            fact(self.tr("Model"), words.model(vehicle.model) if known else self.tr("Unknown")),
            fact(self.tr("Temperature"), temperature),
            fact(self.tr("Voltage"), voltage),
        )
        label = self.tr("Charge to")
        if vehicle.soc >= 100:
            label = self.tr("Your battery is full")
        unknown = self.tr("time and range unknown") if not known else ""
        self._label.set_wordings(
            Wording((muted(label),), (muted(unknown),)) if unknown else Wording((muted(label),)),
            Wording((muted(unknown or label),)),
            Wording((muted(label),)),
        )
        self._summary.set_wordings(
            *(
                Wording((muted(" · ".join(parts)),))
                for parts in ((temperature, voltage), (temperature,))
            )
        )
        distance = (formatting.kilometres(vehicle.range_km),) if known else ()
        self._model.set_wordings(
            *(
                Wording((Run(" · ".join(parts), weight=Weight.MEDIUM),))
                for parts in (
                    (words.model(vehicle.model), *distance),
                    distance or (words.model(None),),
                )
            )
        )
        self.targets.set_offers(connector, vehicle.soc)
        self._show_details(connector)

    def _show_details(self, connector: ConnectorSnapshot) -> None:
        chosen = next((o for o in connector.offers if o.percent == connector.target), None)
        state = card_state(chosen, chosen=True) if chosen else CardState("")
        self._figures = tuple(figure for figure in state.figures if figure)
        self._time = state.time

    def _set_details(self, timed: bool) -> None:
        """Say what the chosen target takes, with its time where the cards have no room for it."""
        head = () if timed or not self._time else (strong(self._time + "   "),)
        self._details.set_wordings(
            *(
                Wording((*head, muted("   ".join(self._figures[:count]))))
                for count in range(len(self._figures), -1, -1)
            )
        )

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
        self.start.show()
        self.start.setGeometry(frame.action)
        valid = self._valid
        for widget in (self.ring, self.caption, self._label, self.targets):
            widget.setVisible(valid)
        self.picture.setVisible(not valid)
        self._block.set_visible(not valid)
        self._details.hide()
        self._summary.hide()
        self._model.hide()
        self._banner.setVisible(self._has_notice)
        column = QRect(frame.column)
        if self._has_notice and not valid:
            column.setTop(self._place_banner(column) + metrics.px(16))
        self.arrange_ring()
        # It speaks of a vehicle that may be gone.
        self.caption.setVisible(valid and self.has_caption())
        if valid:
            self._arrange_targets(column)
        else:
            for label, value in self._facts:
                label.hide()
                value.hide()
            self.picture.place(*self.ring_place(centred=True))
            if metrics.portrait and not self._has_notice:
                # Clear of the cable that hangs from the plug.
                column.setTop(column.top() + metrics.px(20))
            self._block.arrange(column, None if self._has_notice else self.middle())

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

    def _place_banner(self, column: QRect) -> int:
        height = self._banner.height_for(column.width(), column.height())
        self._banner.setGeometry(column.left(), column.top() + 1, column.width(), height)
        self._banner.arrange()
        return self._banner.geometry().bottom() + 1

    def _arrange_targets(self, column: QRect) -> None:
        """Below each other where three fit, else side by side, in the column or across all."""
        metrics = self.style_in_force.metrics
        line = metrics.line(Size.S)
        below = self.targets.height_below_each_other()
        if self._has_notice or column.height() < below:
            self._arrange_side_by_side(column, line)
            return
        labelled = column.height() >= below + line
        self._label.setVisible(labelled)
        self._label.setGeometry(column.left(), column.top(), column.width(), line)
        top = column.top()
        if labelled:
            top = min(top + line + metrics.px(8), column.bottom() + 1 - below)
        overhang = self.targets.overhang
        self.targets.setGeometry(
            column.left() - overhang, top, column.width() + overhang, column.bottom() + 1 - top
        )
        self.targets.arrange(below_each_other=True)

    def _arrange_side_by_side(self, column: QRect, line: int) -> None:
        frame, metrics = self.frame, self.style_in_force.metrics
        height = metrics.target_height
        area = QRect(column.left(), column.bottom() + 1 - height, column.width(), height)
        timed = self.targets.fits_side_by_side(area.width())
        wide = not timed and not metrics.portrait
        if wide:
            # Across the whole width, directly above START; the ring gives way.
            area = QRect(frame.action)
            area.setHeight(height)
            area.moveBottom(frame.action.top() - metrics.gap - 1)
            if frame.strip is not None:
                area.setRight(min(area.right(), frame.strip.left() - metrics.gap))
            timed = self.targets.fits_side_by_side(area.width())
            column.setBottom(area.top() - metrics.px(8))
            self._shrink_ring(column)
        self._set_details(timed)
        self.targets.setGeometry(area)
        self.targets.arrange(below_each_other=False, timed=timed)
        if self._has_notice:
            column.setTop(self._place_banner(column) + metrics.px(8))
        column.setBottom(min(column.bottom(), area.top() - 1))
        self._arrange_rows(column, line, shrunk=wide)

    def _arrange_rows(self, column: QRect, line: int, shrunk: bool) -> None:
        """Put what the chosen target takes above the cards, and what a small ring leaves out."""
        rows: list[tuple[QWidget, int]] = [(self._details, line)]
        if shrunk:
            rows = [(self._model, line), (self._summary, line), *rows]
        while rows and len(rows) * line > column.height():
            # The battery's temperature and voltage go first, the model last.
            rows.pop(1 if len(rows) > 1 else 0)
        self._label.hide()
        for row, _ in rows:
            row.show()
        spare = max(0, (column.height() - len(rows) * line) // 2)
        self.stack(rows, column.adjusted(0, spare, 0, 0))

    def _shrink_ring(self, column: QRect) -> None:
        metrics = self.style_in_force.metrics
        smallest = round(min(metrics.width, metrics.height) / 6 * 180 / 192)
        radius = max(smallest, round(column.height() * 180 / (200 + 172)))
        radius = min(radius, self.frame.ring_radius)
        bare = radius < 0.8 * self.frame.ring_radius
        centre = QPoint(self.frame.ring_centre.x(), column.top() + round(radius * 200 / 180))
        bounds = QRect(0, column.top(), column.left() - 2, column.height())
        self.ring.place(centre, radius, bounds, bare)
        self.caption.hide()
