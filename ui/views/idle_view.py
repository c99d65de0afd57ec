"""Nobody is plugged in."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import SummaryFigures
from ui import formatting
from ui.style import Weight
from ui.theme import Tint
from ui.views.message_view import MessageView
from ui.views.view import Surroundings
from ui.widgets.connector_strip import ConnectorStrip
from ui.widgets.picture import Motif
from ui.widgets.run import Run
from ui.widgets.session_card import SessionCard
from ui.widgets.text_line import TextLine, Wording


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
        self._last = TextLine(self)
        self.tiles = ConnectorStrip(surroundings.gate, self)
        self.tiles.connector_chosen.connect(self.connector_chosen)
        self._several = False
        self._has_last = False

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        station = self.station
        connector = self.connector
        explanation = self.tr("Then choose how far to charge.")
        if (connector.link_lost or station.link_lost) is not None:
            explanation = self.tr("No connection just now. We keep trying.")
        self.say(self.tr("Plug in your vehicle"), explanation)
        self._several = len(station.connectors) > 1
        summary = connector.last_summary
        self._has_last = summary is not None
        if self._several:
            self.tiles.set_connectors(station.connectors)
        else:
            self.tiles.forget()
        if summary is not None:
            self._show_last(summary)
        else:
            steps = (self.tr("1  Plug in"), self.tr("2  Choose"), self.tr("3  Press START"))
            self._card.set_session((self.tr("How it works"),), steps)
            self._last.forget()

    def _show_last(self, summary: SummaryFigures) -> None:
        ended = formatting.clock(summary.ended)
        titles = (self.tr("Last session, ended {time}").format(time=ended), self.tr("Last session"))
        figures = []
        span = ""
        if summary.start_soc is not None and summary.final_soc is not None:
            start, final = (
                formatting.percent(formatting.whole_percent(soc))
                for soc in (summary.start_soc, summary.final_soc)
            )
            span = self.tr("{start} to {final}").format(start=start, final=final)
            figures.append(span)
        if summary.range_added_km is not None:
            figures.append(formatting.kilometres_gained(summary.range_added_km))
        if summary.energy_wh is not None:
            figures.append(formatting.energy_total(summary.energy_wh))
        figures.append(formatting.duration(summary.duration, exact=True))
        self._card.set_session(titles, tuple(figures))
        quiet = Tint.MUTED
        self._last.set_wordings(
            *(
                Wording((Run(title + ": ", tint=quiet), Run(text, weight=Weight.MEDIUM)))
                for title, text in (
                    (titles[1], ", ".join(figures[:3])),
                    (titles[1], figures[0]),
                    (self.tr("Last"), figures[0]),
                )
            )
        )

    def offers_phone(self) -> bool:
        """The number stands in the header: nothing is wrong."""
        return False

    def primary(self) -> QWidget | None:
        """The first tile, where there are several."""
        return self.tiles.tiles[0] if self._several else None

    def arrange(self) -> None:
        """As every message, and below it the last session or the connectors."""
        super().arrange()
        self.tiles.setVisible(self._several)
        self._card.setVisible(not self._several)
        self._last.setVisible(self._has_last and self._several)
        frame, metrics = self.frame, self.style_in_force.metrics
        bottom = QRect(frame.action)
        self.tiles.setGeometry(bottom)
        self.tiles.arrange()
        self._card.setGeometry(bottom)
        self._card.arrange()
        line = self._last.style_in_force.metrics.px(48)
        line = max(line, round(metrics.s * 1.2))
        column = frame.column
        self._last.setGeometry(column.left(), column.bottom() + 1 - line, column.width(), line)

    def message_area(self) -> QRect:
        """The column, less the line of the last session."""
        area = super().message_area()
        if self._has_last and self._several:
            area.setBottom(area.bottom() - round(self.style_in_force.metrics.s * 1.2))
        return area
