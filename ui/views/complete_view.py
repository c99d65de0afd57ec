"""The charge has ended: what came of it, and the way home."""

from PySide6.QtCore import QRect
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
from ui.theme import Tint
from ui.views.ring_view import RingView, fact
from ui.views.view import Surroundings
from ui.widgets.action_button import ActionButton, Kind
from ui.widgets.paragraph import Paragraph
from ui.widgets.ring_gauge import RingState
from ui.widgets.rule import Rule
from ui.widgets.run import muted, strong
from ui.widgets.text_line import TextLine, Wording
from ui.widgets.tick_sign import TickSign

_TRIO, _ROWS = 3, 4


class CompleteView(RingView):
    """The summary. It closes by itself after a countdown that one tap begins anew."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(surroundings, parent)
        self._tick = TickSign(self)
        self._headline = TextLine(self)
        self._reason = Paragraph(self)
        self._trio = tuple((TextLine(self), TextLine(self)) for _ in range(_TRIO))
        self._rule = Rule(self)
        self._rows = tuple(TextLine(self) for _ in range(_ROWS))
        self.more_time = ActionButton(Kind.SECONDARY, surroundings.gate, self)
        self.more_time.clicked.connect(
            lambda: self.intent_raised.emit(MoreTimeRequested(self.connector.connector_id))
        )
        self.home = ActionButton(Kind.HOME, surroundings.gate, self)
        self.home.clicked.connect(
            lambda: self.intent_raised.emit(Dismissed(self.connector.connector_id))
        )
        self._counting = False
        self._ended_well = False

    def primary(self) -> QWidget | None:
        """BACK TO HOME."""
        return self.home

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        connector = self.connector
        self._counting = connector.countdown is not None
        left = formatting.duration(connector.countdown)
        self.more_time.set_wordings(
            self.tr("MORE TIME"), detail=self.tr("Closes in {time}").format(time=left)
        )
        self.home.set_wordings(self.tr("BACK TO HOME"), self.tr("HOME"))
        summary = connector.summary
        headline = self.tr("Charge complete")
        self._ended_well = summary is not None and summary.ended_by is not EndedBy.STATION
        if summary is None:
            self._show_nothing()
        else:
            if not self._ended_well:
                # Nobody knows whether it is safe: no word of unplugging.
                headline = self.tr("The charge has ended")
            elif (
                connector.status is not ChargePointStatus.AVAILABLE
                and summary.ended_by is not EndedBy.UNPLUGGED
            ):
                headline = self.tr("You can unplug now")
            self._reason.set_sentences(muted(words.ended(summary)))
            self._show_summary(summary)
        self._headline.set_wordings(
            Wording((strong(headline, Size.M),)), Wording((strong(headline),))
        )

    def _show_nothing(self) -> None:
        """Leave none of another's figures."""
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
        start, end = formatting.clock(summary.started), formatting.clock(summary.ended)
        times = self.tr("{start} to {end}").format(start=start, end=end)
        if summary.source is SummarySource.WORKED_OUT:
            self.set_caption(
                Wording((muted(self.tr("Figures from the meter")),)),
                Wording((muted(self.tr("From the meter")),)),
            )
        else:
            self.set_caption(Wording((muted(times),)))
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
        distance = formatting.kilometres_gained(summary.range_added_km, sign="")
        rows = (
            (self.tr("Energy"), formatting.energy_total(summary.energy_wh)),
            (self.tr("Duration"), formatting.duration(summary.duration, exact=True)),
            (self.tr("Average power"), formatting.power(summary.average_power, 1)),
            (self.tr("Range added"), distance),
        )
        for row, (name, figure) in zip(self._rows, rows, strict=True):
            row.set_wordings(Wording((muted(name),), (strong(figure),)), Wording((strong(figure),)))

    def arrange(self) -> None:
        """Put everything in its place."""
        frame, metrics = self.frame, self.style_in_force.metrics
        self.arrange_ring()
        self._arrange_actions(frame.action)
        column, line = QRect(frame.column), metrics.line(Size.S)
        medium = metrics.line(Size.M)
        side, gap = (metrics.px(44), metrics.px(20)) if self._ended_well else (0, 0)
        self._tick.setVisible(self._ended_well)
        y = column.top()
        self._tick.setGeometry(column.left(), y, side, medium)
        self._headline.setGeometry(
            column.left() + side + gap, y, column.width() - side - gap, medium
        )
        y += medium
        trio_shown = frame.facts is None
        trio = 2 * line if trio_shown else 0
        room = column.bottom() + 1 - y
        two_columns = room < trio + _ROWS * line
        rows = (_ROWS // 2 if two_columns else _ROWS) * line
        spare = room - trio - rows
        height = self._reason.height_for(column.width())
        self._reason.setVisible(0 < height <= spare)
        if 0 < height <= spare:
            self._reason.setGeometry(column.left(), y, column.width(), height)
            y += height
            spare -= height
        gap = min(metrics.px(28), spare // 3)
        y += gap
        self._arrange_trio(trio_shown, QRect(column.left(), y, column.width(), 2 * line))
        y += trio
        self._rule.setVisible(gap >= metrics.px(6))
        self._rule.setGeometry(column.left(), y + gap, column.width(), max(1, metrics.px(2)))
        self._arrange_rows(column, y + 2 * gap, line, two_columns)

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
        if two_columns:
            part = (column.width() - line) // 2
            for number, row in enumerate(self._rows):
                left = column.left() + (number % 2) * (part + line)
                y = top + (number // 2) * line
                row.setGeometry(left, y, part, line)
                row.setVisible(y + line <= column.bottom() + 1)
            return
        pitch = min(room // _ROWS, self.style_in_force.metrics.px(64))
        # The last row ends with the column, level with the caption below the ring.
        first = top if self.frame.facts is not None else column.bottom() + 1 - _ROWS * pitch
        for number, row in enumerate(self._rows):
            row.setVisible(True)
            row.setGeometry(column.left(), first + number * pitch, column.width(), pitch)

    def _arrange_actions(self, area: QRect) -> None:
        metrics = self.style_in_force.metrics
        self.more_time.setVisible(self._counting)
        if not self._counting:
            self.home.setGeometry(area)
            return
        gap = max(metrics.px(24), metrics.mm(4))
        part = (area.width() - gap) // 2
        self.more_time.setGeometry(area.left(), area.top(), part, area.height())
        self.home.setGeometry(area.right() + 1 - part, area.top(), part, area.height())
