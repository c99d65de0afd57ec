"""Where the keys of the number pad stand, by the room that there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRect

from ui.metrics import TOUCH_MM, Metrics, Size


@dataclass(frozen=True, slots=True)
class PadLayout:
    """Rectangles in px of the pad.

    ``digits`` are those of 1 to 9 and 0. ``tabs`` are as many as there are goals, or one, that
    leads to the next goal. ``words`` is for the value and the sentences below it. ``quick`` is the
    row for ready-made values, ``None`` where there is no room.
    """

    digits: tuple[QRect, ...]
    erase: QRect
    ok: QRect
    back: QRect
    tabs: tuple[QRect, ...]
    words: QRect
    quick: QRect | None = None


def split(area: QRect, columns: int, rows: int, gap: int) -> list[QRect]:
    """Part an area into cells of one size (but for a px), row by row."""
    across = _spans(area.left(), area.width(), columns, gap)
    down = _spans(area.top(), area.height(), rows, gap)
    return [QRect(x, y, width, height) for y, height in down for x, width in across]


def _spans(start: int, length: int, count: int, gap: int) -> list[tuple[int, int]]:
    """Return where each of so many parts begins, and how long it is; together they fill all."""
    pitch = (length + gap) / count
    bounds = [start + round(number * pitch) for number in range(count + 1)]
    return [(here, after - gap - here) for here, after in pairwise(bounds)]


def least_side(metrics: Metrics) -> int:
    """Return the px of the smallest key."""
    return max(44, metrics.mm(TOUCH_MM))


def beside(area: QRect, metrics: Metrics, goals: int) -> PadLayout:
    """Words to the left of the keys: for a screen that is wider than high."""
    gap, least = metrics.gap, least_side(metrics)
    tab = max(least, metrics.px(88), metrics.line(Size.S))
    keys = QRect(area)
    # Large words need the room more than the keys do.
    for_words = area.width() - 3 * (least + gap) if metrics.large and metrics.compact else 0
    keys.setLeft(area.left() + max(round(area.width() * 0.48), for_words) + gap)
    across = keys.height() - tab - gap >= 4 * least + 3 * gap
    if across:
        # The row of goals stands above everything.
        keys.setTop(area.top() + tab + gap)
    tab_row = QRect(area.left(), area.top(), area.width() if across else 0, tab)
    if not across:
        tab_row.setRight(keys.left() - gap - 1)
    pad = _telephone(keys, gap)
    back = QRect(area.left(), pad[-1].top(), keys.left() - gap - area.left(), pad[-1].height())
    words = QRect(area.left(), tab_row.bottom() + 1 + gap, back.width(), 0)
    words.setBottom(back.top() - gap - 1)
    quick = None
    if words.height() >= 3.6 * metrics.headline + least:
        quick = QRect(back.left(), back.top() - gap - tab, back.width(), tab)
        words.setBottom(quick.top() - gap - 1)
    return _made(pad, back, split(tab_row, goals, 1, gap), words, quick)


def stacked(area: QRect, metrics: Metrics, goals: int) -> PadLayout:
    """Words above the keys: for an upright screen."""
    gap, least = metrics.gap, least_side(metrics)
    tab = max(least, metrics.px(88), metrics.line(Size.S))
    back = QRect(area.left(), area.bottom() + 1 - tab, area.width(), tab)
    height = min(4 * metrics.action_height + 3 * gap, round(area.height() * 0.55))
    keys = QRect(area.left(), back.top() - gap - height, area.width(), height)
    tabs = split(QRect(area.left(), area.top(), area.width(), tab), goals, 1, gap)
    words = QRect(area.left(), area.top() + tab + gap, area.width(), 0)
    words.setBottom(keys.top() - gap - 1)
    quick = None
    if words.height() >= 2.6 * metrics.headline + tab:
        quick = QRect(keys.left(), keys.top() - gap - tab, keys.width(), tab)
        words.setBottom(quick.top() - gap - 1)
    return _made(_telephone(keys, gap), back, tabs, words, quick)


def wide(area: QRect, metrics: Metrics, goals: int, reach: int, word: int) -> PadLayout:
    """All keys within ``reach`` px from the lower edge, in three rows or in two.

    In two rows there is one tab, that leads to the next goal, and ``word`` px for
    each of the keys that are no digits, as far as they can be had.
    """
    gap, least = metrics.gap, least_side(metrics)
    keys = QRect(area)
    keys.setTop(area.bottom() + 1 - reach)
    words = QRect(area)
    words.setBottom(keys.top() - gap - 1)
    if reach >= 3 * least + 2 * gap:
        row = (reach - 2 * gap) // 3
        upper = QRect(keys.left(), keys.top(), keys.width(), row)
        *tabs, back = split(upper, goals + 1, 1, gap)
        keys.setTop(upper.bottom() + 1 + gap)
        first, second = _halves(split(keys, 6, 2, gap))
        return PadLayout((*first[:5], *second[:5]), first[5], second[5], back, tuple(tabs), words)
    # Digits no wider than they must be where the words need the room.
    ends = max((keys.width() - gap) // 4, 2 * word + gap)
    ends = min(ends, keys.width() - 5 * (least + gap))
    last = QRect(keys)
    last.setLeft(keys.right() + 1 - ends)
    keys.setRight(last.left() - gap - 1)
    erase, tab, back, ok = split(last, 2, 2, gap)
    return PadLayout(tuple(split(keys, 5, 2, gap)), erase, ok, back, (tab,), words)


def _telephone(area: QRect, gap: int) -> list[QRect]:
    return split(area, 3, 4, gap)


def _halves(cells: list[QRect]) -> tuple[list[QRect], list[QRect]]:
    middle = len(cells) // 2
    return cells[:middle], cells[middle:]


def _made(
    pad: Sequence[QRect], back: QRect, tabs: Sequence[QRect], words: QRect, quick: QRect | None
) -> PadLayout:
    *nine, erase, zero, ok = pad
    return PadLayout((*nine, zero), erase, ok, back, tuple(tabs), words, quick)
