"""Sentences, wrapped; where there are too many, the last ones give way."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.style import Style, Styled
from ui.widgets.run import Run

_Word = tuple[float, Run, str]


class Paragraph(QWidget, Styled):
    """Paints runs as flowing text. Each run is a sentence, which is there as a whole or not."""

    def __init__(
        self, parent: QWidget, alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._alignment = alignment
        self._sentences: tuple[Run, ...] = ()

    def set_sentences(self, *sentences: Run) -> None:
        """Say this; ``\\n`` can't be said, a new line is a new paragraph."""
        said = tuple(sentence for sentence in sentences if sentence.text)
        if said != self._sentences:
            self._sentences = said
            self.setAccessibleName(" ".join(sentence.text for sentence in said))
            self.update()

    def set_style(self, style: Style) -> None:
        """Take the style over."""
        super().set_style(style)
        self.update()

    def line_height(self) -> int:
        """Height of a line in px: that of the largest sentence."""
        metrics = self.style_in_force.metrics
        return max((metrics.line(run.size) for run in self._sentences), default=0)

    def height_for(self, width: int) -> int:
        """Return the height in px that everything takes at a width."""
        return len(self._lines(self._sentences, width)) * self.line_height()

    def shown(self) -> tuple[Run, ...]:
        """Return the sentences that there is room for; the first always."""
        sentences = self._sentences
        while len(sentences) > 1 and not self._has_room(sentences):
            sentences = sentences[:-1]
        return sentences

    def text(self) -> str:
        """Return what can be read."""
        return " ".join(sentence.text for sentence in self.shown())

    def fits(self) -> bool:
        """Whether nothing is cut off."""
        return self._has_room(self.shown())

    def _has_room(self, sentences: tuple[Run, ...]) -> bool:
        lines = self._lines(sentences, self.width())
        widest = max((start + self._advance(run, word) for line in lines for start, run, word in line),
                     default=0.0)
        return len(lines) * self.line_height() <= self.height() and widest <= self.width()

    def _advance(self, run: Run, word: str) -> float:
        return QFontMetricsF(run.font(self.style_in_force)).horizontalAdvance(word)

    def _lines(self, sentences: tuple[Run, ...], width: int) -> list[list[_Word]]:
        lines: list[list[_Word]] = [[]]
        position = 0.0
        for run in sentences:
            metrics = QFontMetricsF(run.font(self.style_in_force))
            space = metrics.horizontalAdvance(" ")
            # str.split() would also part at the no-break space before a unit.
            for word in run.text.split(" "):
                advance = metrics.horizontalAdvance(word)
                if lines[-1] and position + advance > width:
                    lines.append([])
                    position = 0.0
                lines[-1].append((position, run, word))
                position += advance + space
        return lines if sentences else []

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sentences that there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        height = self.line_height()
        for number, line in enumerate(self._lines(self.shown(), self.width())):
            start, run, word = line[-1]
            spare = self.width() - start - self._advance(run, word)
            offset = spare / 2 if self._alignment == Qt.AlignmentFlag.AlignHCenter else 0.0
            for start, run, word in line:
                font = run.font(self.style_in_force)
                metrics = QFontMetricsF(font)
                baseline = number * height + (height + metrics.ascent() - metrics.descent()) / 2
                painter.setFont(font)
                painter.setPen(self.style_in_force.tint(run.tint))
                painter.drawText(QPointF(offset + start, baseline), word)
        painter.end()
