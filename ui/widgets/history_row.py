"""A past session in a line, or in two or three where one does not hold it."""

import math

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
# The cells of each line, by how many lines there are; what ends with the money fills its line.
_PARTED: dict[int, tuple[tuple[int, ...], ...]] = {
    1: ((0, 1, 2, 3, 4),),
    2: ((0, 4), (1, 2, 3)),
    3: ((0,), (1, 2), (3, 4)),
}


def column_widths(rows: list[Cells], style: Style) -> list[int]:
    """Return the widths that hold the widest cell of each column."""
    return [max(math.ceil(cells[n].advance(style)) + 2 for cells in rows) for n in range(CELLS)]


def lines_for(widths: list[int], style: Style, width: int) -> int:
    """Return how many lines of a width the columns take, 1 to 3."""
    return next((lines for lines in (1, 2) if _widest(_PARTED[lines], widths, style) <= width), 3)


def _widest(parts: tuple[tuple[int, ...], ...], widths: list[int], style: Style) -> int:
    return max(sum(widths[n] for n in part) + _gap(style) * (len(part) - 1) for part in parts)


def _gap(style: Style) -> int:
    return round(style.metrics.s * _GAP_EM)


class HistoryRow(QWidget, Styled):
    """Cells below those of the row above; the money ends at the right edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cells = tuple(TextLine(self) for _ in range(CELLS))

    def set_cells(self, cells: Cells) -> None:
        """Show this session."""
        for line, run in zip(self._cells, cells, strict=True):
            line.set_runs(run)

    def arrange(self, widths: list[int]) -> None:
        """Put the cells into their columns."""
        style = self.style_in_force
        line, gap = style.metrics.line(Size.S), _gap(style)
        parts = _PARTED[lines_for(widths, style, self.width())]
        top = (self.height() - len(parts) * line) // 2
        for number, part in enumerate(parts):
            spare = self.width() - sum(widths[n] for n in part) - gap * (len(part) - 1)
            air = min(style.metrics.px(48), max(0, spare) // max(1, len(part) - 1))
            left = 0
            for n in part:
                own = math.ceil(self._cells[n].chosen().width(style)) + 2
                # Figures stand below figures where each has a column of its own.
                begin = left + (widths[n] - own if n and len(parts) == 1 else 0)
                if n == CELLS - 1:
                    begin = self.width() - own
                self._cells[n].setGeometry(QRect(begin, top + number * line, own, line))
                left += widths[n] + gap + (air if len(parts) == 1 else 0)
