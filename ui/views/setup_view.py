"""The settings are wrong: the list of faults, for the technician."""

from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.views.view import Surroundings, View
from ui.widgets.paragraph import Paragraph
from ui.widgets.run import muted, strong
from ui.widgets.text_line import TextLine, Wording

_MOST = 8


class SetupView(View):
    """As many faults as there is room for, and how many more there are."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(surroundings, parent)
        self._headline = TextLine(self)
        self._explanation = Paragraph(self)
        self._faults = tuple(Paragraph(self) for _ in range(_MOST))
        self._more = TextLine(self)
        self._count = 0

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        station = self.station
        self.show_faults(station.settings_faults)

    def show_faults(self, faults: tuple[str, ...]) -> None:
        """Show these sentences."""
        self._count = len(faults)
        headlines = (self.tr("This kiosk needs to be set up"), self.tr("Set-up needed"))
        self._headline.set_wordings(*(Wording((strong(text, Size.M),)) for text in headlines))
        self._explanation.set_sentences(
            muted(self.tr("It goes on by itself once the settings are mended."))
        )
        padded = (*faults, *[""] * _MOST)
        for paragraph, fault in zip(self._faults, padded, strict=False):
            paragraph.set_sentences(strong(fault))

    def arrange(self) -> None:
        """Put the faults below one another while there is room."""
        frame, metrics = self.frame, self.style_in_force.metrics
        left, width = frame.action.left(), frame.action.width()
        bottom, line = frame.action.bottom() + 1, metrics.line(Size.S)
        if frame.bare_ring:
            # Large letters on a small panel need the whole width, which is free above the buttons.
            width, bottom = frame.header.width(), frame.action.top()
        y = frame.header.bottom() + 1 + metrics.px(8 if metrics.large else 32)
        self._headline.setGeometry(left, y, width, metrics.line(Size.M))
        y += metrics.line(Size.M)
        height = self._explanation.height_for(width)
        least = height + self._faults[0].height_for(width) + line
        self._explanation.setVisible(y + least + metrics.px(24) <= bottom)
        if not self._explanation.isHidden():
            self._explanation.setGeometry(left, y, width, height)
            y += height
        y += metrics.px(24 if not metrics.large else 8)
        shown = 0
        for number, paragraph in enumerate(self._faults[: self._count]):
            height = paragraph.height_for(width)
            reserve = line if number + 1 < self._count else 0
            if y + height + reserve > bottom:
                break
            paragraph.setGeometry(left, y, width, height)
            y += height + metrics.px(16)
            shown += 1
        for number, paragraph in enumerate(self._faults):
            paragraph.setVisible(number < shown)
        rest = self._count - shown
        self._more.setVisible(rest > 0)
        self._more.set_runs(muted(self.tr("and %n more", "", rest)))
        self._more.setGeometry(left, y, frame.action.width(), line)
