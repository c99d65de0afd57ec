"""Sentences, wrapped; where there are too many, the last ones give way."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.style import Style, Styled
from ui.widgets.run import Run, left_overhang

_Word = tuple[float, float, Run, str]
"""Where a word begins, where it ends, how it looks, and what it is."""
_Loose = tuple[float, float, Run, str]
"""A word's width, that of the space after it, how it looks, and what it is."""
_STOPS = (".", ",", ":", ";", "?", "!", "–")


class Paragraph(QWidget, Styled):
    """Paints runs as flowing text, in lines of about equal length.

    Each run is a sentence, which is there as a whole or not. With ``stacked`` each begins a line.
    """

    def __init__(
        self,
        parent: QWidget,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        stacked: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._alignment = alignment
        self._stacked = stacked
        self._sentences: tuple[Run, ...] = ()
        self._kept: dict[tuple[int, int], list[list[_Word]]] = {}

    def set_sentences(self, *sentences: Run) -> None:
        """Say this; empty sentences are left out."""
        said = tuple(sentence for sentence in sentences if sentence.text)
        if said != self._sentences:
            self._sentences = said
            self._kept.clear()
            self.setAccessibleName(" ".join(sentence.text for sentence in said))
            self.update()

    def set_stacked(self, stacked: bool) -> None:
        """Let each sentence begin a line, or flow on."""
        self._stacked = stacked
        self._kept.clear()

    def forget(self) -> None:
        """Say nothing."""
        self.set_sentences()

    def set_style(self, style: Style) -> None:
        """Take the style over."""
        self._kept.clear()
        super().set_style(style)

    def line_height(self) -> int:
        """Height of a line in px: that of the largest sentence."""
        metrics = self.style_in_force.metrics
        return max((metrics.line(run.size) for run in self._sentences), default=0)

    def height_for(self, width: int, sentences: int | None = None) -> int:
        """Return the height in px that everything, or the first sentences, take at a width."""
        count = min(sentences or len(self._sentences), len(self._sentences))
        return len(self._lines(count, width)) * self.line_height()

    def shown(self) -> tuple[Run, ...]:
        """Return the sentences that there is room for; the first always."""
        count = len(self._sentences)
        while count > 1 and not self._has_room(count):
            count -= 1
        return self._sentences[:count]

    def text(self) -> str:
        """Return what can be read."""
        return " ".join(sentence.text for sentence in self.shown())

    def fits(self) -> bool:
        """Whether nothing is cut off."""
        return self._has_room(len(self.shown()))

    def _has_room(self, count: int) -> bool:
        lines = self._lines(count, self.width())
        fits_below = len(lines) * self.line_height() <= self.height()
        return fits_below and _widest(lines) <= self.width()

    def _lines(self, count: int, width: int) -> list[list[_Word]]:
        """Wrap the first sentences; kept, because it is asked for again and again."""
        if (count, width) not in self._kept:
            if len(self._kept) > 8:
                self._kept.clear()
            parts = self._sentences[:count]
            groups = [(part,) for part in parts] if self._stacked else [parts] if parts else []
            self._kept[count, width] = [
                line for group in groups for line in self._balanced(group, width)
            ]
        return self._kept[count, width]

    def _balanced(self, sentences: tuple[Run, ...], width: int) -> list[list[_Word]]:
        words = self._words(sentences)
        return _set_lines(words, _balanced_breaks(words, width))

    def _words(self, sentences: tuple[Run, ...]) -> list[_Loose]:
        """Return (width, width of the space after it, run, word) of each word."""
        words = []
        for run in sentences:
            font = run.font(self.style_in_force)
            space = QFontMetricsF(font).horizontalAdvance(" ")
            # str.split() would also part at the no-break space before a unit.
            words += [
                (self.style_in_force.advance(word, font), space, run, word)
                for word in run.text.split(" ")
            ]
        return words

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sentences that there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        height, style = self.line_height(), self.style_in_force
        for number, line in enumerate(self._lines(len(self.shown()), self.width())):
            spare = self.width() - line[-1][1]
            _, _, first, begin = line[0]
            offset = left_overhang(begin, first.font(self.style_in_force))
            if self._alignment == Qt.AlignmentFlag.AlignHCenter:
                offset = spare / 2
            for start, _, run, word in line:
                font = run.font(self.style_in_force)
                painter.setPen(self.style_in_force.tint(run.tint))
                baseline = number * height + style.baseline_in(height, font)
                style.paint(painter, QPointF(offset + start, baseline), word, font)
        painter.end()


def _balanced_breaks(words: list[_Loose], width: int) -> list[int]:
    """Return the number of the first word of each line: few lines, of even length.

    A line that ends with a stop or a comma costs less, so that phrases stay together.
    """
    positions = [0.0]
    for advance, space, _, _ in words:
        positions.append(positions[-1] + advance + space)

    # For each number of words: how many lines they take, at what cost, and the last line's begin.
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(words) + 1):
        options = []
        for begin in range(end - 1, -1, -1):
            length = positions[end] - positions[begin] - words[end - 1][1]
            if length > width and begin < end - 1:
                break
            lines, cost, _ = best[begin]
            raggedness = ((width - length) / max(1, width)) ** 2
            phrase = end == len(words) or words[end - 1][3].endswith(_STOPS)
            options.append((lines + 1, cost + raggedness * (0.6 if phrase else 1.0), begin))
        best.append(min(options))
    breaks: list[int] = []
    end = len(words)
    while end:
        end = best[end][2]
        breaks.insert(0, end)
    return breaks


def _set_lines(words: list[_Loose], breaks: list[int]) -> list[list[_Word]]:
    lines: list[list[_Word]] = []
    for begin, end in zip(breaks, [*breaks[1:], len(words)], strict=True):
        position, line = 0.0, []
        for advance, space, run, word in words[begin:end]:
            line.append((position, position + advance, run, word))
            position += advance + space
        lines.append(line)
    return lines


def _widest(lines: list[list[_Word]]) -> float:
    return max((line[-1][1] for line in lines), default=0.0)
