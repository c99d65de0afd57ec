"""The last sessions of this kiosk, a page at a time. Nothing in them tells whose they were."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import PastSession
from ui import formatting
from ui.metrics import Size
from ui.reading_order import ReadingOrder
from ui.theme import Tint
from ui.views.page_view import PageView
from ui.views.view import Surroundings
from ui.widgets.action_button import ActionButton, Kind
from ui.widgets.button_row import put_side_by_side
from ui.widgets.history_row import Cells, HistoryRow, column_widths, lines_for
from ui.widgets.paragraph import Paragraph
from ui.widgets.rule import Rule
from ui.widgets.run import Run, muted, strong
from ui.widgets.text_line import TextLine, Wording


class HistoryView(PageView):
    """Lies over the idle screen until nobody reads it any more."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(surroundings, parent)
        self._reading = ReadingOrder()
        self._title = TextLine(self)
        self._empty = Paragraph(self, stacked=True)
        self._rows: list[HistoryRow] = []
        self._rules: list[Rule] = []
        self.newer = ActionButton(Kind.SECONDARY, surroundings.gate, self)
        self.older = ActionButton(Kind.SECONDARY, surroundings.gate, self)
        self.older.setObjectName("older")
        self.newer.clicked.connect(lambda: self._turn(-1))
        self.older.clicked.connect(lambda: self._turn(1))
        self._page = 0

    def begin_presenting(self) -> None:
        """Begin with the newest."""
        self._page = 0

    def show_figures(self) -> None:
        """Say what does not depend on the room there is."""
        self.back.set_wordings(self.tr("BACK"))
        self.newer.set_wordings(self.tr("NEWER"), self.tr("NEW"))
        self.older.set_wordings(self.tr("OLDER"), self.tr("OLD"))
        self._empty.set_sentences(
            strong(self.tr("No sessions yet.")),
            muted(self.tr("The first one will stand here.")),
        )

    def _turn(self, by: int) -> None:
        self._page += by
        self.touched.emit()
        self.arrange()

    def arrange(self) -> None:
        """Put as many sessions on the page as there is room for."""
        frame, style = self.frame, self.style_in_force
        metrics = style.metrics
        area = QRect(frame.action.left(), 0, 0, 0)
        area.setTop(frame.header.bottom() + 1 + metrics.px(16))
        area.setBottom(frame.action.top() - metrics.px(16) - 1)
        area.setRight(frame.action.right() if metrics.portrait else frame.column.right())
        title = metrics.line(Size.M)
        self._title.setGeometry(area.left(), area.top(), area.width(), title)
        area.setTop(area.top() + title + metrics.px(8))
        cells = [self._cells_of(past) for past in self.station.history]
        widths = column_widths(cells, style) if cells else []
        lines = lines_for(widths, style, area.width()) if cells else 1
        least = lines * metrics.line(Size.S) + metrics.px(16 if lines > 1 else 12)
        count = max(1, area.height() // least)
        pages = max(1, -(-len(cells) // count))
        self._page = min(self._page, pages - 1)
        self._show_title(pages)
        shown = cells[self._page * count : (self._page + 1) * count]
        self._empty.setVisible(not cells)
        self._empty.setGeometry(area.adjusted(0, metrics.px(24), 0, 0))
        self._arrange_rows(shown, widths, area, min(area.height() // count, least + metrics.px(16)))
        self._arrange_actions(pages)

    def _show_title(self, pages: int) -> None:
        title = strong(self.tr("Last sessions"), Size.M)
        if pages == 1:
            self._title.set_runs(title)
            return
        here = self.tr("Page {page} of {pages}").format(
            page=formatting.decimal(self._page + 1), pages=formatting.decimal(pages)
        )
        short = f"{formatting.decimal(self._page + 1)}/{formatting.decimal(pages)}"
        self._title.set_wordings(
            Wording((title,), (muted(here),)), Wording((title,), (muted(short),)), Wording((title,))
        )

    def _cells_of(self, past: PastSession) -> Cells:
        summary = past.summary
        ended = summary.ended.astimezone()
        span = formatting.UNKNOWN
        if summary.start_soc is not None and summary.final_soc is not None:
            first, last = map(formatting.whole_percent, (summary.start_soc, summary.final_soc))
            span = f"{formatting.decimal(first)}–{formatting.percent(last)}"
        total = ""
        if past.total is not None and past.currency is not None:
            total = formatting.money(past.total, past.currency)
        return (
            Run(f"{formatting.day(ended)}, {formatting.time_of_day(ended)}", tint=Tint.MUTED),
            Run(span),
            Run(formatting.energy_total(summary.energy_wh)),
            Run(formatting.duration(summary.duration)),
            strong(total),
        )

    def _arrange_rows(self, shown: list[Cells], widths: list[int], area: QRect, pitch: int) -> None:
        while len(self._rows) < len(shown):
            self._rows.append(HistoryRow(self))
            self._rules.append(Rule(self))
            self._rows[-1].set_style(self.style_in_force)
            self._rules[-1].set_style(self.style_in_force)
        stroke = max(1, self.style_in_force.metrics.px(2))
        for number, (row, rule) in enumerate(zip(self._rows, self._rules, strict=True)):
            row.setVisible(number < len(shown))
            rule.setVisible(number < len(shown))
            if number < len(shown):
                top = area.top() + number * pitch
                rule.setGeometry(area.left(), top, area.width(), stroke)
                row.setGeometry(area.left(), top + stroke, area.width(), pitch - stroke)
                row.set_cells(shown[number])
                row.arrange(widths)

    def _arrange_actions(self, pages: int) -> None:
        action, gap = self.frame.action, self.style_in_force.metrics.gap
        paged = pages > 1
        self.newer.setVisible(paged)
        self.older.setVisible(paged)
        if not paged:
            self.back.setGeometry(action)
            return
        self.newer.setEnabled(self._page > 0)
        self.older.setEnabled(self._page < pages - 1)
        row = (self.newer, self.back, self.older)
        put_side_by_side(row, action, gap)
        self._reading.follow(row)
