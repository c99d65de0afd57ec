"""What every screen says of the station: its name, the time, the number for help."""

from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import ConnectorSnapshot, StationSnapshot
from ui import formatting, words
from ui.help_words import help_wordings
from ui.style import Style
from ui.theme import Tint
from ui.views.view import View
from ui.widgets.header import Header
from ui.widgets.run import Run
from ui.widgets.text_line import TextLine, Wording


class StationLines:
    """The header, and a line at the foot for the number where the header has no room for it."""

    def __init__(self, help_number: str, parent: QWidget) -> None:
        self._number = help_number
        self._header = Header(parent)
        self._help = TextLine(parent)

    def set_style(self, style: Style) -> None:
        """Take the style over."""
        self._header.set_style(style)
        self._help.set_style(style)

    def show(self, snapshot: StationSnapshot, connector: ConnectorSnapshot, view: View) -> None:
        """Say it around a view."""
        name = snapshot.name or snapshot.charge_box_id
        names = [name]
        if connector.connector_id:
            names.insert(0, f"{name} · {words.connector_name(connector.connector_id)}")
        self._header.set_station(*names)
        self._header.set_clock(formatting.clock(snapshot.now))
        self._show_help(view)
        geometry = view.frame.header
        if view.header_left is not None:
            geometry = geometry.adjusted(view.header_left - geometry.left(), 0, 0, 0)
        self._header.setGeometry(geometry)
        self._header.arrange()

    def _show_help(self, view: View) -> None:
        shown = bool(self._number) and view.shows_help
        helps = help_wordings(self._number) if shown else ("",)
        line = view.frame.help
        self._help.setVisible(shown and line is not None)
        if line is None:
            self._header.set_help(*helps)
            return
        self._header.set_help("")
        self._help.setGeometry(line)
        self._help.set_wordings(*(Wording((Run(text, tint=Tint.QUIET),)) for text in helps))
