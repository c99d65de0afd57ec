"""The charge has ended: what came of it, and the way home."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from kiosk.domain.intents import Dismissed, MoreTimeRequested
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import (
    EndedBy,
    SummaryFigures,
    SummarySource,
)
from ui import formatting, words
from ui.metrics import Size
from ui.reading_order import ReadingOrder
from ui.tap_gate import DEAF_SECONDS
from ui.theme import Tint
from ui.views.ring_view import RingView, fact
from ui.views.view import Surroundings
from ui.widgets.action_button import ActionButton, Kind
from ui.widgets.button_row import put_side_by_side
from ui.widgets.paragraph import Paragraph
from ui.widgets.ring_gauge import RingState
from ui.widgets.rule import Rule
from ui.widgets.run import muted, strong
from ui.widgets.small_button import SmallButton, small_button_height
from ui.widgets.text_line import TextLine, Wording
from ui.widgets.tick_sign import TickSign

_TRIO, _ROWS = 3, 5
_BY_WEIGHT = (4, 0, 1, 3, 2)
"""The rows in the order in which large text has them give way, the last ones first."""


class CompleteView(RingView):
    """The summary. It closes by itself after a countdown that one tap begins anew."""

    receipt_wanted = Signal()
    """The rider would like to see the receipt."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(surroundings, parent)
        self._reading = ReadingOrder()
        self._tick = TickSign(self)
        self._headline = TextLine(self)
        self._reason = Paragraph(self)
        self._trio = tuple((TextLine(self), TextLine(self)) for _ in range(_TRIO))
        self._rule = Rule(self)
        self._rows = tuple(TextLine(self) for _ in range(_ROWS))
        self.more_time = SmallButton(surroundings.gate, self)
        self.more_time.clicked.connect(self._ask_for_time)
        self.receipt = ActionButton(Kind.SECONDARY, surroundings.gate, self)
        self.receipt.clicked.connect(self._show_receipt)
        self.receipt.setObjectName("receipt")
        self.home = ActionButton(Kind.HOME, surroundings.gate, self)
        self.home.clicked.connect(
            lambda: self.intent_raised.emit(Dismissed(self.connector.connector_id))
        )
        self._actions: tuple[bool, bool] | None = None
        self._counted = 0
        self._said: list[tuple[Wording, ...]] = []
        self._ended_well = False

    def primary(self) -> QWidget | None:
        """BACK TO HOME."""
        return self.home

    def begin_presenting(self) -> None:
        """Forget which buttons the summary before had."""
        super().begin_presenting()
        self._actions = None

    def forget_figures(self) -> None:
        """Let every part say nothing, and keep none of the rows' wordings."""
        super().forget_figures()
        self._said = []

    def _ask_for_time(self) -> None:
        self.intent_raised.emit(MoreTimeRequested(self.connector.connector_id))

    def _show_receipt(self) -> None:
        if self.connector.countdown is not None:
            self._ask_for_time()
        self.receipt_wanted.emit()

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        connector = self.connector
        left = formatting.duration(connector.countdown)
        self.more_time.set_wordings(
            self.tr("MORE TIME"),
            self.tr("+ TIME"),
            self.tr("WAIT"),
            notes=(
                self.tr("Closes in {time}").format(time=left),
                self.tr("{time} left").format(time=left),
                left,
                "",
            ),
        )
        self.receipt.set_wordings(self.tr("VIEW RECEIPT"), self.tr("RECEIPT"), self.tr("BILL"))
        self.home.set_wordings(self.tr("BACK TO HOME"), self.tr("HOME"))
        self._keep_taps_from_strangers()
        summary = connector.summary
        headline, short = self.tr("Charge complete"), self.tr("Complete")
        self._ended_well = summary is not None and summary.ended_by is not EndedBy.STATION
        if summary is None:
            self._show_nothing()
        else:
            if not self._ended_well:
                # Nobody knows whether it is safe: no word of unplugging.
                headline, short = self.tr("The charge has ended"), self.tr("Charge ended")
            elif (
                connector.status is not ChargePointStatus.AVAILABLE
                and summary.ended_by is not EndedBy.UNPLUGGED
            ):
                headline, short = self.tr("You can unplug now"), self.tr("Unplug now")
            self._show_summary(summary)
        self._headline.set_wordings(
            Wording((strong(headline, Size.M),)),
            Wording((strong(headline),)),
            Wording((strong(short),)),
        )

    def _keep_taps_from_strangers(self) -> None:
        """Be deaf for a moment where a button comes up in the place of another."""
        actions = (bool(self.connector.receipt), self.connector.countdown is not None)
        if self._actions not in {None, actions}:
            self.surroundings.gate.close_for(DEAF_SECONDS)
        self._actions = actions

    def _show_nothing(self) -> None:
        """Leave none of another's figures."""
        self._said = []
        self.ring.set_state(RingState(None))
        self._reason.set_sentences()
        self.set_caption()
        self.set_facts()
        for line in (*self._rows, *(line for pair in self._trio for line in pair)):
            line.set_runs()

    def _show_summary(self, summary: SummaryFigures) -> None:
        gained = formatting.gain(summary.soc_gain, 2) if summary.soc_gain is not None else ""
        self.ring.set_state(
            RingState(
                soc=summary.final_soc,
                start=summary.start_soc,
                second=gained,
                second_tint=Tint.GO,
                label=words.model(summary.model),
            )
        )
        self._show_times(summary)
        # The more exact, the wider: where there is little room, a place or two are left out.
        exact = [
            (
                formatting.percent(summary.start_soc, places),
                formatting.percent(summary.final_soc, places),
                formatting.gain(summary.soc_gain, places),
            )
            for places in (2, 1)
        ]
        names = (self.tr("Started"), self.tr("Finished"), self.tr("Gained"))
        for (label, value), name, figures in zip(
            self._trio, names, zip(*exact, strict=True), strict=True
        ):
            label.set_runs(muted(name))
            value.set_wordings(*(Wording((strong(figure),)) for figure in figures))
        self.set_facts(*(fact(name, figure) for name, figure in zip(names, exact[0], strict=True)))
        self._show_rows(summary)

    def _show_times(self, summary: SummaryFigures) -> None:
        """Say why it ended, and when; or, more important, that the figures are worked out."""
        cost = self.connector.cost
        reason = [muted(words.ended(summary, cost.currency if cost else ""))]
        worked_out = summary.source is SummarySource.WORKED_OUT
        start, end = formatting.clock(summary.started), formatting.clock(summary.ended)
        if worked_out:
            self.set_caption(
                Wording((muted(self.tr("Figures from the meter")),)),
                Wording((muted(self.tr("From the meter")),)),
            )
        else:
            times = self.tr("{start} to {end}").format(start=start, end=end)
            self.set_caption(Wording((muted(times),)))
        if worked_out and not self._captioned():
            # That must be known; why it ended can give way.
            metrics = self.style_in_force.metrics
            if metrics.large or metrics.compact:
                reason = [muted(self.tr("From the meter"))]
            else:
                reason.insert(0, muted(self.tr("The figures are from the meter.")))
        self._reason.set_sentences(*reason)

    def _show_rows(self, summary: SummaryFigures) -> None:
        start, end = formatting.clock(summary.started), formatting.clock(summary.ended)
        duration = self.tr("Duration")
        names: list[tuple[str, ...]] = [
            (self.tr("Energy"),),
            (duration,),
            (self.tr("Average power"),),
            (self.tr("Range added"), self.tr("Added")),
        ]
        if not self._captioned():
            names[1] = (f"{duration}, {start}–{end}", duration)
        figures = [
            formatting.energy_total(summary.energy_wh),
            formatting.duration(summary.duration, exact=True),
            formatting.power(summary.average_power, 1),
            formatting.kilometres_gained(summary.range_added_km, sign=""),
        ]
        cost = self.connector.cost
        if cost is not None:
            names.append((self.tr("Total") if cost.final else self.tr("Total so far"),))
            figures.append(formatting.money(cost.amount, cost.currency))
        self._counted = len(figures)
        self._said = [
            (
                *(Wording((muted(name),), (strong(figure),)) for name in said),
                Wording((strong(figure),)),
            )
            for said, figure in zip(names, figures, strict=True)
        ]

    def _captioned(self) -> bool:
        """Whether the line below the ring is there, and free of the countdown."""
        return self.frame.caption is not None and self.connector.countdown is None

    def arrange(self) -> None:
        """Put everything in its place."""
        frame, metrics = self.frame, self.style_in_force.metrics
        self.arrange_ring()
        for row, wordings in zip(self._rows, self._said, strict=False):
            row.set_wordings(*wordings)
        column, line = QRect(frame.column), metrics.line(Size.S)
        self._arrange_actions(column)
        medium = metrics.line(Size.M)
        side, gap = (metrics.px(44), metrics.px(20)) if self._ended_well else (0, 0)
        self._tick.setVisible(self._ended_well)
        y = column.top()
        self._tick.setGeometry(column.left(), y, side, medium)
        self._headline.setGeometry(
            column.left() + side + gap, y, column.width() - side - gap, medium
        )
        y += medium
        if metrics.large or not self._has_room_for_trio(column.width()):
            self._arrange_large(QRect(column.left(), y, column.width(), column.bottom() + 1 - y))
            return
        trio_shown = frame.facts is None
        trio = 2 * line if trio_shown else 0
        room = column.bottom() + 1 - y
        two_columns = room < trio + self._counted * line
        lines = -(-self._counted // 2) if two_columns else self._counted
        spare = room - trio - lines * line
        height = self._height_of_reason(column.width(), spare)
        self._reason.setVisible(height > 0)
        if height:
            self._reason.setGeometry(column.left(), y, column.width(), height)
            y += height
            spare -= height
        gap = max(0, min(metrics.px(28), spare // 3))
        y += gap
        self._arrange_trio(trio_shown, QRect(column.left(), y, column.width(), 2 * line))
        y += trio
        self._rule.setVisible(gap >= metrics.px(6))
        self._rule.setGeometry(column.left(), y + gap, column.width(), max(1, metrics.px(2)))
        self._arrange_rows(column, y + 2 * gap, line, two_columns)

    def _height_of_reason(self, width: int, room: int) -> int:
        """Return what there is room for: all its sentences, the first, or nothing."""
        heights = (self._reason.height_for(width), self._reason.height_for(width, 1))
        return next((height for height in heights if height <= room), 0)

    def _arrange_large(self, area: QRect) -> None:
        """Show the lines that there is room for; what the ring tells is not said again."""
        line = self.style_in_force.metrics.line(Size.S)
        self._arrange_trio(False, area)
        self._rule.hide()
        summary = self.connector.summary
        worked_out = summary is not None and summary.source is SummarySource.WORKED_OUT
        kept = self._height_of_reason(area.width(), area.height()) if worked_out else 0
        count = min(self._counted, (area.height() - kept) // line)
        chosen = sorted([n for n in _BY_WEIGHT if n < self._counted][:count])
        height = self._height_of_reason(area.width(), area.height() - count * line)
        self._reason.setVisible(height > 0)
        self._reason.setGeometry(area.left(), area.top(), area.width(), height)
        y = area.top() + height
        for number, row in enumerate(self._rows):
            row.setVisible(number in chosen)
            if number in chosen:
                row.setGeometry(area.left(), y, area.width(), line)
                y += line

    def _has_room_for_trio(self, width: int) -> bool:
        """Whether the three stand side by side, or elsewhere anyway."""
        part = width // _TRIO - self.style_in_force.metrics.px(24)
        lines = (line for pair in self._trio for line in pair)
        return self.frame.facts is not None or all(line.least_width() <= part for line in lines)

    def _arrange_trio(self, shown: bool, area: QRect) -> None:
        part = area.width() // _TRIO
        half = area.height() // 2
        for number, (label, value) in enumerate(self._trio):
            label.setVisible(shown)
            value.setVisible(shown)
            left = area.left() + number * part
            label_width = part - self.style_in_force.metrics.px(24)
            label.setGeometry(left, area.top(), label_width, half)
            value.setGeometry(left, area.top() + half, label_width, half)

    def _arrange_rows(self, column: QRect, top: int, line: int, two_columns: bool) -> None:
        room = column.bottom() + 1 - top
        rows = self._rows[: self._counted]
        for unused in self._rows[self._counted :]:
            unused.hide()
        if two_columns:
            part = (column.width() - line) // 2
            pairs = list(zip(rows, self._said, strict=False))[: len(rows) // 2 * 2]
            style = self.style_in_force
            if any(wordings[-2].width(style) > part for _, wordings in pairs):
                # All figures have their names beside them, or none.
                for row, wordings in pairs:
                    row.set_wordings(wordings[-1])
                    row.setAccessibleName(wordings[0].text)
            for number, row in enumerate(rows):
                left = column.left() + (number % 2) * (part + line)
                y = top + (number // 2) * line
                # The last of an odd number, which is the price, has a line of its own.
                alone = number % 2 == 0 and number == len(rows) - 1
                row.setGeometry(left, y, column.width() if alone else part, line)
                row.setVisible(y + line <= column.bottom() + 1)
            return
        pitch = min(room // max(1, len(rows)), self.style_in_force.metrics.px(64))
        # The last row ends with the column, level with the caption below the ring.
        first = top if self.frame.facts is not None else column.bottom() + 1 - len(rows) * pitch
        for number, row in enumerate(rows):
            row.setVisible(True)
            row.setGeometry(column.left(), first + number * pitch, column.width(), pitch)

    def _arrange_actions(self, column: QRect) -> None:
        """Put the buttons side by side, and the countdown where it is in nobody's way.

        It takes the place of the caption; where there is none, the foot of the column, which is
        then shorter; on a small panel a place among the buttons.
        """
        frame, metrics = self.frame, self.style_in_force.metrics
        counting = self.connector.countdown is not None
        self.more_time.setVisible(counting)
        self.receipt.setVisible(bool(self.connector.receipt))
        self.caption.setVisible(self._captioned())
        row: list[ActionButton | SmallButton] = [self.home]
        place = self._place_of_countdown(column)
        if counting and place is None:
            row.insert(0, self.more_time)
        elif counting and place is not None:
            self.more_time.setGeometry(place)
            if frame.caption is None:
                column.setBottom(place.top() - metrics.px(16) - 1)
        if self.connector.receipt:
            row.insert(0, self.receipt)
        put_side_by_side(row, frame.action, max(metrics.px(24), metrics.mm(4)))
        self._reading.follow((self.more_time, self.receipt, self.home))

    def _place_of_countdown(self, column: QRect) -> QRect | None:
        """Return where the countdown stands, ``None`` for a place among the buttons."""
        frame, metrics = self.frame, self.style_in_force.metrics
        height = small_button_height(metrics)
        top = frame.action.top() - metrics.gap - height
        if frame.caption is not None:
            width = column.left() - metrics.px(24) - frame.action.left()
            return QRect(frame.action.left(), top, width, height)
        place = QRect(column.left(), top, column.width(), height)
        small = metrics.compact and not metrics.large
        return None if small or place.top() < metrics.reach_top else place
