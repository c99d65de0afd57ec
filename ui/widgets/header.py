"""The line at the top of each screen: the station, the number for help, the clock."""

from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.style import Styled, Weight
from ui.theme import Tint
from ui.widgets.run import Run
from ui.widgets.text_line import TextLine, Wording


class Header(QWidget, Styled):
    """Quiet text in one line, in two where the screen is upright."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._station = TextLine(self)
        self._help = TextLine(self)
        self._clock = TextLine(self)
        self._names: tuple[str, ...] = ()
        self._helps: tuple[str, ...] = ()

    def set_station(self, *names: str) -> None:
        """Name the station and connector, from the longest wording to the shortest."""
        self._names = names
        self._station.set_wordings(*(Wording((Run(name, tint=Tint.QUIET),)) for name in names))

    def set_help(self, *texts: str) -> None:
        """Say how to get help, from the longest wording to the shortest; empty: nothing."""
        self._helps = texts
        self._help.set_wordings(*(Wording((Run(text, tint=Tint.QUIET),)) for text in texts))

    def set_clock(self, text: str) -> None:
        """Show the time of day."""
        self._clock.set_runs(Run(text, weight=Weight.MEDIUM))

    def arrange(self) -> None:
        """Put the lines into the header as it is now; the name gives way to the number."""
        style = self.style_in_force
        height, gap = style.metrics.line(Size.S), style.metrics.px(28)
        clock = round(self._clock.chosen().width(style)) + 2
        self._clock.setGeometry(self.width() - clock, 0, clock, height)
        left = self.width() - clock - gap
        self._station.show()
        if style.metrics.portrait:
            self._help.setGeometry(0, height + style.metrics.px(4), self.width(), height)
        else:
            shortest = self._wide(self._names[-1:])
            self._help.resize(max(0, left - gap - shortest), height)
            number = round(self._help.chosen().width(style)) + 2
            self._help.setGeometry(left - number, 0, number, height)
            left -= number + gap
            # Where there is no room for both, the number for help stays.
            if left < shortest and any(self._helps):
                self._station.hide()
                self._help.setGeometry(0, 0, max(0, self.width() - clock - gap), height)
        self._station.setGeometry(0, 0, max(0, left), height)

    def _wide(self, texts: tuple[str, ...]) -> int:
        return max((round(Run(text).advance(self.style_in_force)) + 2 for text in texts), default=0)
