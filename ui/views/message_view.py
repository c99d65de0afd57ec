"""A screen without figures: a picture in the empty ring, a headline, sentences."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.style import Weight
from ui.theme import Tint
from ui.views.view import HeadlineBlock, Surroundings, View
from ui.widgets.phone_card import PhoneCard
from ui.widgets.picture import Motif, Picture
from ui.widgets.run import Run, muted, strong


class MessageView(View):
    """Lays out what its subclasses say."""

    def __init__(self, motif: Motif, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(surroundings, parent)
        self.picture = Picture(motif, self)
        self.block = HeadlineBlock(self, paragraphs=3)
        self.phone = PhoneCard(self)

    def say(
        self, headline: str, explanation: str, advice: str = "", more: str = "", *, short: str = ""
    ) -> None:
        """Show a headline, why, and what to do; the ``short`` headline where there is no room."""
        number = self.surroundings.help_number
        self.phone.set_number(number.replace(" ", "\N{NO-BREAK SPACE}"))
        self.block.set_headline(headline, short)
        self.block.paragraphs[0].set_sentences(muted(explanation))
        advices = [strong(advice), Run(more, Size.S, Weight.REGULAR, Tint.TEXT)]
        self.block.paragraphs[1].set_sentences(*(run for run in advices if run.text))

    def message_area(self) -> QRect:
        """Return where the words stand."""
        metrics = self.style_in_force.metrics
        area = QRect(self.frame.column)
        if metrics.portrait:
            centre, radius, _ = self.picture_place()
            gap = metrics.px(48 if self.roomy() else 24)
            area.setTop(centre.y() + round(radius * 1.36) + gap)
        return area

    def picture_place(self) -> tuple[QPoint, int, QRect]:
        """Return the arguments of the picture's ``place``: larger where the screen is upright."""
        centre, radius, bounds = self.ring_place(centred=True)
        metrics = self.style_in_force.metrics
        if metrics.portrait:
            radius = metrics.px(200 if self.roomy() else 120 if metrics.large else 136)
            centre.setY(self.frame.header.bottom() + metrics.px(56) + radius)
        if self.frame.bare_ring:
            # Below it is a line.
            centre.setY(centre.y() - metrics.line(Size.S) // 2)
        return centre, radius, bounds

    def roomy(self) -> bool:
        """Whether neither connectors nor large letters take room from an upright screen."""
        return self.frame.strip is None and not self.style_in_force.metrics.large

    def arrange(self) -> None:
        """Picture in the ring's place, words in the column, the number in the action's place."""
        self.picture.place(*self.picture_place())
        self.block.arrange(self.message_area(), self.middle())
        frame = self.frame
        has_number = bool(self.surroundings.help_number) and self.offers_phone()
        self.phone.setVisible(has_number)
        metrics = self.style_in_force.metrics
        wide = metrics.portrait or frame.bare_ring
        # Large letters need the room below the picture, unless a field of colour is there.
        wide = wide or (metrics.large and self.header_left is None)
        left = frame.action.left() if wide else frame.column.left()
        self.phone.setGeometry(
            left, frame.action.top(), frame.action.right() + 1 - left, frame.action.height()
        )
        self.phone.arrange()

    def offers_phone(self) -> bool:
        """Whether the number to call is shown large."""
        return True

    @property
    def shows_help(self) -> bool:
        """Not twice on one screen."""
        return not self.offers_phone()
