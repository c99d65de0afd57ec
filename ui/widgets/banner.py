"""A message that comes before everything else on the screen."""

from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.theme import Tint
from ui.widgets.panel import Fill, Panel
from ui.widgets.paragraph import Paragraph
from ui.widgets.run import Run, strong
from ui.widgets.text_line import TextLine, Wording


class Banner(Panel):
    """A headline and a sentence in the colour of attention."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Fill.BANNER, parent)
        self._headline = TextLine(self)
        self._sentence = Paragraph(self)
        self._wordings: tuple[Run, ...] = ()

    def set_message(self, headline: str, sentence: str, short: str) -> None:
        """Say this; where there is little room, the short form of the sentence."""
        self._headline.set_wordings(
            Wording((strong(headline, Size.M, Tint.ON_BANNER),)),
            Wording((strong(headline, Size.S, Tint.ON_BANNER),)),
        )
        self._wordings = (Run(sentence, tint=Tint.ON_BANNER), Run(short, tint=Tint.ON_BANNER))
        self.setAccessibleName(f"{headline} {sentence}")

    def forget(self) -> None:
        """Say nothing."""
        self.set_message("", "", "")

    def height_for(self, width: int, limit: int, most: int | None = None) -> int:
        """Choose the wording for a width and a limit, and return the height in px.

        Where even the short form takes more than ``most``, there is the headline alone.
        """
        metrics = self.style_in_force.metrics
        inner = width - 2 * self._padding()
        others = metrics.line(Size.M) + 2 * metrics.px(8)
        height = 0
        for wording in self._wordings:
            self._sentence.set_sentences(wording)
            height = others + self._sentence.height_for(inner)
            if height <= limit:
                break
        if most is not None and height > most:
            self._sentence.set_sentences()
            height = others
        return height

    def _padding(self) -> int:
        return self.style_in_force.metrics.px(32)

    def arrange(self) -> None:
        """Put the words into the box as it is now."""
        metrics = self.style_in_force.metrics
        padding, line, top = self._padding(), metrics.line(Size.M), metrics.px(8)
        inner = self.width() - 2 * padding
        self._headline.setGeometry(padding, top, inner, line)
        self._sentence.setGeometry(padding, top + line, inner, self.height() - line - 2 * top)
