"""The receipt as a sheet of paper, torn off at its end."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.receipt_words import Entry, ReceiptEntries
from ui.style import Styled
from ui.widgets.paragraph import Paragraph
from ui.widgets.text_line import TextLine


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that belong together, and how wide the rule above them is on the grid."""

    entries: tuple[Entry, ...]
    rule: int = 0


_Leaf = tuple[_Block, ...]
"""What is seen at once."""


class ReceiptSheet(QWidget, Styled):
    """Lays the lines of a receipt out; on leaves, the total first, where one does not hold all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._entries = ReceiptEntries()
        self._rules: list[QRect] = []
        self._lines: list[TextLine] = []
        self._paragraphs: list[Paragraph] = []
        self._measure = Paragraph(self)
        self._measure.hide()

    def set_entries(self, entries: ReceiptEntries) -> None:
        """Show these lines, once they have been arranged."""
        self._entries = entries

    def forget(self) -> None:
        """Keep no line of the receipt."""
        self._entries = ReceiptEntries()
        self._measure.forget()

    def leaves(self, width: int, height: int) -> int:
        """Return how many leaves of a size it takes."""
        return len(self._plan(self._inner(QRect(0, 0, width, height))))

    def arrange(self, number: int = 0) -> None:
        """Put the lines of a leaf into the sheet as it is now."""
        inner, gap = self._inner(self.rect()), self._gap()
        plan = self._plan(inner)
        leaf = plan[min(number, len(plan) - 1)]
        spare = inner.height() - self._height(leaf, inner.width())
        # Air between the lines first; what is left then stands above the last block.
        count = sum(len(block.entries) for block in leaf)
        air = max(0, min(self._px(8), spare // max(1, count)))
        spare -= air * count
        self._rules = []
        lines, paragraphs = 0, 0
        y = inner.top()
        for block in leaf:
            if block is not leaf[0]:
                if block.rule:
                    top = y + (gap - self._px(block.rule)) // 2
                    self._rules.append(
                        QRect(inner.left(), top, inner.width(), max(1, self._px(block.rule)))
                    )
                y += gap + (spare if block is leaf[-1] and not block.rule else 0)
            for entry in block.entries:
                widget: QWidget
                if entry.flowing:
                    widget = self._paragraph(paragraphs, entry)
                    paragraphs += 1
                else:
                    widget = self._line(lines, entry)
                    lines += 1
                height = self._entry_height(entry, inner.width()) + air
                widget.setGeometry(inner.left(), y, inner.width(), height)
                y += height
        for unused in (*self._lines[lines:], *self._paragraphs[paragraphs:]):
            unused.hide()
        self.update()

    def _plan(self, inner: QRect) -> tuple[_Leaf, ...]:
        """Part the lines into as few leaves as hold them."""
        every, needed = self._entries, self._entries.needed()
        for entries in (every, needed):
            leaf = _leaf(
                _Block(entries.head),
                _Block(entries.lines, 2),
                _Block(entries.total, 4),
                _Block(entries.foot),
            )
            if self._height(leaf, inner.width()) <= inner.height():
                return (leaf,)
        lines = self._parted(inner, _Block(needed.lines), _Block(needed.foot))
        total = _Block(needed.total, 4)
        for head in (every.head, needed.head):
            first = self._parted(inner, _Block(head), total)
            if len(first) == 1:
                return (*first, *lines)
        # Whatever else has no room there, the first leaf says what it comes to.
        return (*self._parted(inner, _Block(needed.total), _Block(needed.head, 2)), *lines)

    def _parted(self, inner: QRect, *blocks: _Block) -> list[_Leaf]:
        """Fill leaf after leaf; a block that is continued has no rule above it."""
        leaves: list[_Leaf] = []
        for block in blocks:
            for number, entry in enumerate(block.entries):
                begun = _Block((entry,), 0 if number else block.rule)
                leaf = leaves[-1] if leaves else ()
                if number and leaf:
                    last = leaf[-1]
                    longer = (*leaf[:-1], _Block((*last.entries, entry), last.rule))
                else:
                    longer = (*leaf, begun)
                if leaf and self._height(longer, inner.width()) <= inner.height():
                    leaves[-1] = longer
                else:
                    leaves.append((begun,))
        return leaves

    def _height(self, leaf: _Leaf, width: int) -> int:
        entries = sum(self._entry_height(each, width) for block in leaf for each in block.entries)
        return entries + self._gap() * (len(leaf) - 1)

    def _entry_height(self, entry: Entry, width: int) -> int:
        if not entry.flowing:
            return self.style_in_force.metrics.line(entry.size)
        self._measure.set_sentences(entry.flowing)
        return self._measure.height_for(width)

    def _line(self, number: int, entry: Entry) -> TextLine:
        if number == len(self._lines):
            self._lines.append(TextLine(self))
            self._lines[-1].set_style(self.style_in_force)
        line = self._lines[number]
        line.set_wordings(*entry.wordings)
        line.show()
        return line

    def _paragraph(self, number: int, entry: Entry) -> Paragraph:
        if number == len(self._paragraphs):
            self._paragraphs.append(Paragraph(self))
            self._paragraphs[-1].set_style(self.style_in_force)
        paragraph = self._paragraphs[number]
        if entry.flowing:
            paragraph.set_sentences(entry.flowing)
        paragraph.show()
        return paragraph

    def _px(self, grid: float) -> int:
        return self.style_in_force.metrics.px(grid)

    def _gap(self) -> int:
        return self._px(24)

    def _inner(self, sheet: QRect) -> QRect:
        side = self._px(32)
        top, foot = (8, 20) if self.style_in_force.metrics.compact else (16, 28)
        return sheet.adjusted(side, self._px(top), -side, -self._px(foot))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet with its torn edge, and the rules."""
        tokens = self.style_in_force.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke = max(1, self._px(tokens.thin))
        painter.setPen(QPen(QColor(tokens.line), stroke))
        painter.setBrush(QColor(tokens.surface))
        painter.drawPolygon(self._outline(stroke / 2))
        for rule in self._rules:
            painter.fillRect(rule, QColor(tokens.text if rule.height() > stroke else tokens.line))
        painter.end()

    def _outline(self, inset: float) -> QPolygonF:
        left, right = inset, self.width() - inset
        bottom, depth = self.height() - inset, self._px(12)
        teeth = max(2, round((right - left) / (2 * depth)))
        step = (right - left) / teeth
        points = [QPointF(left, inset), QPointF(right, inset), QPointF(right, bottom - depth)]
        for tooth in range(teeth):
            x = right - tooth * step
            points += [QPointF(x - step / 2, bottom), QPointF(x - step, bottom - depth)]
        return QPolygonF(points)


def _leaf(*blocks: _Block) -> _Leaf:
    return tuple(block for block in blocks if block.entries)
