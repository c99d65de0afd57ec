"""Where the parts of every screen stand, worked out from the metrics."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from ui.metrics import TOUCH_MM, Metrics, Size

# The ring on the grid: its radius, what it needs above and below its centre, how far below its
# centre the line in its opening begins, and half the width of its column.
_RADIUS, _ABOVE, _BELOW, _LABEL, _HALF = 180, 200, 190, 160, 220
# A ring that has to give way is still a third of the short side, with its line.
_LEAST_RING = 1 / 6 * _RADIUS / (_RADIUS + 12)


@dataclass(frozen=True, slots=True)
class Frame:
    """Rectangles in px of the window.

    ``caption`` is the line below the ring, ``None`` where there is no room: what it says then
    stands in the column. ``bare_ring`` tells that the ring is too small for more than its number.
    ``facts`` is the space beside the ring of an upright screen, ``strip`` that of further
    connectors, ``help`` the line of the help number where that has no room in the header. ``rail``
    is the space of the buttons for language, text size and reach; where ``single_language`` is set
    one button there opens the list of all of them.
    """

    header: QRect
    ring_centre: QPoint
    ring_radius: int
    caption: QRect | None
    column: QRect
    action: QRect
    rail: QRect
    facts: QRect | None = None
    strip: QRect | None = None
    help: QRect | None = None
    single_language: bool = False
    bare_ring: bool = False


def rail_slots(languages: int, single: bool, compact: bool) -> int:
    """How many buttons the rail has; on a small panel that for the reach is in the list only."""
    if languages < 2:
        return 2
    return (1 if single else languages) + (1 if compact else 2)


def landscape(metrics: Metrics, others: int, languages: int, names: bool) -> Frame:
    """The frame of a screen that is wider than high."""
    px, line = metrics.px, metrics.line(Size.S)
    margin = px(32)
    width, height = metrics.width, metrics.height
    # On a small panel large letters leave no room for margins.
    tight = metrics.large and metrics.compact
    header_top = 0 if tight else max(px(8), px(24) - max(0, line - px(48)))
    header = QRect(margin, header_top, width - 2 * margin, line)
    top = header.bottom() + 1 + px(0 if tight else 8 if metrics.large else 16)
    modes = metrics.compact or metrics.large or metrics.low_reach
    single = languages > 1 and (modes or (others > 0 and languages > 2))
    slots = rail_slots(languages, single, metrics.compact)
    helped = metrics.large and not metrics.low_reach and not metrics.compact
    foot = height - px(12 if tight else 24)
    if helped:
        foot = height - px(8) - line - px(8)
    action = QRect(margin, foot - metrics.action_height, 0, metrics.action_height)

    # One other connector finds room at the end of the action, more of them need a column.
    in_row = others == 1 and (metrics.low_reach or metrics.large)
    strip_width = max(px(120), metrics.mm(TOUCH_MM), round(metrics.s * 2.9)) if others else 0
    strip = None
    right = end = width - margin
    if metrics.compact:
        rail = _rail_in_row(metrics, slots, action)
        if others:
            strip = QRect(end - strip_width, top, strip_width, action.top() - px(16) - top)
            if in_row or metrics.low_reach:
                strip.setTop(action.top() if in_row else metrics.reach_top)
                strip.setBottom(action.bottom())
                rail.moveRight(strip.left() - metrics.gap - 1)
        action.setRight(rail.left() - metrics.gap - 1)
    else:
        rail = _rail_in_corner(metrics, slots, names and not single)
        end = rail.left()
        right = end - px(32)
        if in_row or (others and metrics.low_reach):
            end -= strip_width + px(32)
            strip = QRect(end, rail.top(), strip_width, rail.height())
            if in_row:
                strip.setTop(action.top())
                strip.setBottom(action.bottom())
        elif others:
            strip_width = max(strip_width, rail.width())
            strip_left = rail.right() + 1 - strip_width
            strip = QRect(strip_left, top, strip_width, rail.top() - metrics.gap - top)
        action.setRight(end - (metrics.gap if in_row else px(32)) - 1)
    if strip is not None and not in_row:
        right = min(right, strip.left() - px(24))

    bottom = action.top() - px(8 if tight else 16)
    ring = _ring(metrics, QRect(margin, top, 2 * px(_HALF), bottom - top))
    if ring.caption is not None:
        # Column and caption end on one line.
        bottom = ring.caption.bottom() + 1
    return Frame(
        header=header,
        ring_centre=ring.centre,
        ring_radius=ring.radius,
        caption=ring.caption,
        column=QRect(ring.right, top, right - ring.right, bottom - top),
        action=action,
        strip=strip,
        rail=rail,
        help=QRect(margin, foot + px(8), action.width(), line) if helped else None,
        single_language=single,
        bare_ring=ring.bare,
    )


@dataclass(frozen=True, slots=True)
class _Ring:
    """Where the ring of a wide screen stands, and where the column beside it begins."""

    centre: QPoint
    radius: int
    caption: QRect | None
    right: int
    bare: bool = False


def _ring(metrics: Metrics, area: QRect) -> _Ring:
    px, line = metrics.px, metrics.line(Size.S)
    if metrics.large and metrics.compact:
        radius = round(min(metrics.width, metrics.height) * _LEAST_RING)
        half = round(radius * _HALF / _RADIUS)
        centre = QPoint(area.left() + half, area.center().y())
        return _Ring(centre, radius, None, area.left() + 2 * half + px(16), bare=True)
    x, radius = area.left() + px(_HALF - 12), px(_RADIUS)
    right = area.left() + 2 * px(_HALF) + px(32)
    y = area.top() + px(224)
    caption_top = y + round(radius * _LABEL / _RADIUS) + line + px(16)
    room = area.bottom() + 1 - caption_top - line
    if metrics.large:
        radius = min(radius, round(area.height() * _RADIUS / (_ABOVE + _RADIUS)))
        return _Ring(QPoint(x, area.top() + round(radius * _ABOVE / _RADIUS)), radius, None, right)
    if room < 0:
        radius = min(radius, round((area.height() - line) * _RADIUS / (_ABOVE + _LABEL)))
        return _Ring(QPoint(x, area.top() + round(radius * _ABOVE / _RADIUS)), radius, None, right)
    caption = QRect(x - px(232), caption_top + min(room, px(24)), px(464), line)
    return _Ring(QPoint(x, y), radius, caption, right)


def _least_button(metrics: Metrics, ems: float = 1.9) -> int:
    return max(metrics.px(96), metrics.mm(TOUCH_MM), round(metrics.s * ems))


def _row_length(metrics: Metrics, slots: int) -> int:
    """The length of so many buttons side by side, which leave each other little room."""
    return slots * _least_button(metrics, 1.7) + (slots - 1) * metrics.gap


def _rail_in_row(metrics: Metrics, slots: int, action: QRect) -> QRect:
    """The buttons of a small panel: side by side, at the end of the action."""
    length = _row_length(metrics, slots)
    right = metrics.width - metrics.px(24)
    return QRect(right - length, action.top(), length, action.height())


def _rail_in_corner(metrics: Metrics, slots: int, names: bool) -> QRect:
    """The buttons above each other in the lower right corner."""
    least = _least_button(metrics)
    width = max(least, round(metrics.s * 4.4)) if names else least
    height = slots * _button_side(metrics) + (slots - 1) * metrics.gap
    foot = metrics.height - metrics.px(24)
    if metrics.low_reach:
        height = min(height, foot - metrics.reach_top)
    return QRect(metrics.width - metrics.px(24) - width, foot - height, width, height)


def _button_side(metrics: Metrics) -> int:
    return max(metrics.px(88), metrics.mm(TOUCH_MM))


def portrait(metrics: Metrics, others: int, languages: int) -> Frame:
    """The frame of an upright screen: the ring above, the column below it, the rail last."""
    px, line = metrics.px, metrics.line(Size.S)
    margin = px(32)
    width, height = metrics.width, metrics.height
    header = QRect(margin, px(24), width - 2 * margin, 2 * line + px(4))
    # Low down, and where letters are large, there is one row for connectors and rail.
    beside = others > 0 and (metrics.low_reach or metrics.large)
    single = languages > 1 and (metrics.large or beside)
    strip_height = max(px(88), metrics.mm(TOUCH_MM), 2 * line + px(8)) if others else 0
    side = max(_button_side(metrics), strip_height if beside else 0)
    rail = QRect(margin, height - px(24) - side, width - 2 * margin, side)
    bottom = rail.top() - metrics.gap
    strip = None
    if beside:
        slots = rail_slots(languages, single, compact=False)
        rail.setLeft(rail.right() + 1 - _row_length(metrics, slots))
        strip = QRect(margin, rail.top(), rail.left() - metrics.gap - margin, side)
    elif others:
        strip = QRect(margin, bottom - strip_height, width - 2 * margin, strip_height)
        bottom = strip.top() - metrics.gap
    action = QRect(
        margin, bottom - metrics.action_height, width - 2 * margin, metrics.action_height
    )
    radius = px(180 if metrics.large else 164)
    gap = px(4 if metrics.large else 24)
    centre = QPoint(px(232), header.bottom() + gap + radius + px(20))
    column_top = centre.y() + round(radius * _LABEL / _RADIUS) + px(16)
    facts = None
    if metrics.large:
        # There is no room beside it, nor a line in its opening: only a mark at 100 %.
        centre.setX(width // 2)
        column_top = centre.y() + round(radius * _BELOW / _RADIUS)
    else:
        column_top += line
        facts = QRect(
            px(512),
            centre.y() - px(176),
            width - px(512) - margin,
            column_top - centre.y() + px(160),
        )
    return Frame(
        header=header,
        ring_centre=centre,
        ring_radius=radius,
        caption=None,
        column=QRect(margin, column_top, width - 2 * margin, action.top() - px(16) - column_top),
        action=action,
        facts=facts,
        strip=strip,
        rail=rail,
        single_language=single,
    )


def frame_for(metrics: Metrics, others: int = 0, languages: int = 1, names: bool = False) -> Frame:
    """Return the frame, with room for so many ``others``: connectors that are not in view.

    So many ``languages`` can be chosen from, by their full ``names`` where there is room.
    """
    if metrics.portrait:
        return portrait(metrics, others, languages)
    return landscape(metrics, others, languages, names)
