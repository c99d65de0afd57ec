"""Nobody is plugged in."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import SummaryFigures
from ui import formatting
from ui.metrics import Size
from ui.style import Weight
from ui.views.message_view import MessageView
from ui.views.price_block import PriceBlock
from ui.views.view import Surroundings
from ui.widgets.connector_strip import ConnectorStrip
from ui.widgets.pad_layout import least_side
from ui.widgets.picture import Motif
from ui.widgets.run import Run, muted, strong
from ui.widgets.session_card import HistoryCard, SessionCard
from ui.widgets.text_line import Wording


class IdleView(MessageView):
    """Asks to plug in. Below: the last session, or a tile for each of several connectors."""

    connector_chosen = Signal(int)
    history_wanted = Signal()
    """The rider would like to see the last sessions."""
    names_languages = True
    beside_others = False

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(Motif.PLUG_IN, surroundings, parent)
        self._card = SessionCard(self)
        self.history = HistoryCard(surroundings.gate, self)
        self.history.setObjectName("history")
        self.history.clicked.connect(self.history_wanted)
        self._price = PriceBlock(self.block)
        self.tiles = ConnectorStrip(surroundings.gate, self)
        self.tiles.connector_chosen.connect(self.connector_chosen)
        self._several = False
        self._has_last = False

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        station = self.station
        connector = self.connector
        explanation = self.tr("Then choose how far to charge.")
        lost = (connector.link_lost or station.link_lost) is not None
        if lost:
            explanation = self.tr("No connection just now. We keep trying.")
        self.say(self.tr("Plug in your vehicle"), explanation)
        self._price.show_price(station.price, station.price_change)
        self._several = len(station.connectors) > 1
        summary = connector.last_summary
        self._has_last = summary is not None
        if self._several:
            self.tiles.set_connectors(station.connectors)
        else:
            self.tiles.forget()
        shown = self._last(summary) if summary is not None else self._without_last()
        for card in (self._card.figures, self.history.figures):
            card.set_session(*shown)
        self.history.setAccessibleName(self.tr("Past sessions"))

    def _without_last(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Wording, ...]]:
        past = self.tr("Past sessions")
        if self.station.history:
            return (past,), (self.tr("Figures and receipts"),), _ways(past, self.tr("Last"))
        steps = (self.tr("1  Plug in"), self.tr("2  Choose"), self.tr("3  Start"))
        # Some of the steps alone would mislead: all of them are said, or none.
        return (self.tr("How it works"),), steps, _ways("   ".join(steps))

    def _last(
        self, summary: SummaryFigures
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Wording, ...]]:
        ended = formatting.clock(summary.ended)
        titles = (self.tr("Last session, ended {time}").format(time=ended), self.tr("Last session"))
        figures = []
        if summary.start_soc is not None and summary.final_soc is not None:
            start, final = (
                formatting.percent(formatting.whole_percent(soc))
                for soc in (summary.start_soc, summary.final_soc)
            )
            figures.append(self.tr("{start} to {final}").format(start=start, final=final))
        if summary.range_added_km is not None:
            figures.append(formatting.kilometres_gained(summary.range_added_km))
        if summary.energy_wh is not None:
            figures.append(formatting.energy_total(summary.energy_wh))
        figures.append(formatting.duration(summary.duration, exact=True))
        single = tuple(
            Wording((muted(title + ": "), Run(text, weight=Weight.MEDIUM)))
            for title, text in (
                (titles[1], ", ".join(figures[:3])),
                (titles[1], figures[0]),
                *((self.tr("Last"), figure) for figure in figures[:2]),
            )
        )
        return titles, tuple(figures), (*single, *_ways(self.tr("Last")))

    def offers_phone(self) -> bool:
        """The number stands in the header: nothing is wrong."""
        return False

    def primary(self) -> QWidget | None:
        """The first tile, where there are several."""
        return self.tiles.tiles[0] if self._several else None

    def arrange(self) -> None:
        """As every message, and below it the last session, the price, or the connectors."""
        lost = (self.connector.link_lost or self.station.link_lost) is not None
        self._price.settle(self.message_area(), explained=lost)
        super().arrange()
        past = self._leads_to_past()
        self.tiles.setVisible(self._several)
        self.history.setVisible(past)
        self._card.setVisible(not past and (self._has_last or not self._several))
        frame = self.frame
        bottom = QRect(frame.action)
        self.tiles.setGeometry(bottom)
        self.tiles.arrange()
        if self._several:
            bottom = QRect(frame.column)
            bottom.setBottom(self._lowest() - 1)
            bottom.setTop(self._lowest() - self._line_height())
        self.history.setGeometry(bottom)
        self.history.arrange()
        self._card.setGeometry(bottom)
        self._card.arrange(boxed=not self._several)
        if not self._has_last and not self._card.figures.complete():
            self._card.hide()

    def _lowest(self) -> int:
        """The y that what stands above the tiles ends at."""
        above = self.frame.action.top() - self.style_in_force.metrics.gap
        return min(self.frame.column.bottom() + 1, above)

    def _line_height(self) -> int:
        """The height of the last session above the tiles, which can be touched or not."""
        metrics = self.style_in_force.metrics
        line = metrics.line(Size.S)
        return max(line, least_side(metrics)) if self._leads_to_past() else line

    def _leads_to_past(self) -> bool:
        """Whether the past sessions are offered; not where that would be out of reach."""
        metrics = self.style_in_force.metrics
        height = max(metrics.line(Size.S), least_side(metrics))
        top = self._lowest() - height
        return bool(self.station.history) and (not self._several or top >= metrics.reach_top)

    def roomy(self) -> bool:
        """Whether there is room for a large picture: not if there is a price to be read."""
        return super().roomy() and self.station.price is None

    def message_area(self) -> QRect:
        """The column, less the line of the last session."""
        area = super().message_area()
        if self._several and (self._has_last or self._leads_to_past()):
            area.setBottom(min(area.bottom(), self._lowest() - 1) - self._line_height())
        return area


def _ways(*texts: str) -> tuple[Wording, ...]:
    return tuple(Wording((strong(text),)) for text in texts)
