"""A past session in a line, or in two where one does not hold it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from ui.metrics import Size
from ui.style import Style, Styled
from ui.widgets.run import Run
from ui.widgets.text_line import TextLine

Cells = tuple[Run, ...]
"""When it ended, from-to, energy, duration, money."""

CELLS = 5
_GAP_EM = 0.8


def column_widths(rows: list[Cells], style: Style) -> list[int]:
    """Return the widths that hold the widest cell of each column."""
    return [max(round(cells[n].advance(style)) + 2 for cells in rows) for n in range(CELLS)]


def in_one_line(widths: list[int], style: Style, width: int) -> bool:
    """Whether a line of a width holds all columns."""
    return sum(widths) + _gap(style) * (CELLS - 1) <= width


def _gap(style: Style) -> int:
    return round(style.metrics.s * _GAP_EM)


class HistoryRow(QWidget, Styled):
    """Cells below those of the row above; the money ends at the right edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        right = Qt.AlignmentFlag.AlignRight
        left = Qt.AlignmentFlag.AlignLeft
        self._cells = tuple(TextLine(self, side) for side in (left, right, right, right, right))

    def set_cells(self, cells: Cells) -> None:
        """Show this session."""
        for line, run in zip(self._cells, cells, strict=True):
            line.set_runs(run)

    def arrange(self, widths: list[int]) -> None:
        """Put the cells into their columns."""
        style = self.style_in_force
        line, gap = style.metrics.line(Size.S), _gap(style)
        if in_one_line(widths, style, self.width()):
            spare = self.width() - sum(widths) - gap * (CELLS - 1)
            between = gap + min(style.metrics.px(48), spare // (CELLS - 1))
            top = (self.height() - line) // 2
            lefts = [sum(widths[:n]) + between * n for n in range(CELLS)]
            lefts[-1] = self.width() - widths[-1]
            tops = [top] * CELLS
        else:
            # When and money above, the rest below.
            top = (self.height() - 2 * line) // 2
            lefts = [0, 0, widths[1] + gap, widths[1] + widths[2] + 2 * gap, 0]
            lefts[-1] = self.width() - widths[-1]
            tops = [top, top + line, top + line, top + line, top]
        for cell, left, y, width in zip(self._cells, lefts, tops, widths, strict=True):
            cell.setGeometry(QRect(left, y, width, line))
