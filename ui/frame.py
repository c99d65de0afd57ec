"""Where the parts of every screen stand, worked out from the metrics."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from ui.metrics import TOUCH_MM, Metrics, Size

# The ring on the grid: its radius, what it needs above its centre, how far below its centre the
# line in its opening begins, and half the width of its column.
_RADIUS, _ABOVE, _LABEL, _HALF = 180, 200, 160, 220


@dataclass(frozen=True, slots=True)
class Frame:
    """Rectangles in px of the window.

    ``caption`` is the line below the ring, ``None`` where there is no room: what it says then
    stands in the column. ``facts`` is the space beside the ring of an upright screen, ``strip``
    that of further connectors, ``rail`` that of the languages, which is for one button only where
    ``single_language`` is set.
    """

    header: QRect
    ring_centre: QPoint
    ring_radius: int
    caption: QRect | None
    column: QRect
    action: QRect
    facts: QRect | None = None
    strip: QRect | None = None
    rail: QRect | None = None
    single_language: bool = False


def landscape(metrics: Metrics, strip: bool, languages: int, names: bool) -> Frame:
    """The frame of a screen that is wider than high."""
    px, line = metrics.px, metrics.line(Size.S)
    margin = px(32)
    width, height = metrics.width, metrics.height
    header = QRect(margin, max(px(8), px(24) - max(0, line - px(48))), width - 2 * margin, line)
    action_top = height - px(24) - metrics.action_height
    top, bottom = header.bottom() + 1 + px(16), action_top - px(16)

    centre_x, half = margin + px(_HALF) - px(12), px(_HALF)
    radius = px(_RADIUS)
    centre_y = top + px(224)
    caption_top = centre_y + round(radius * _LABEL / _RADIUS) + line + px(16)
    caption_room = bottom - caption_top - line
    caption: QRect | None
    if caption_room >= 0:
        caption_top += min(caption_room, px(24))
        caption = QRect(centre_x - px(232), caption_top, px(464), line)
        # Column and caption end on one line.
        bottom = caption.bottom() + 1
    else:
        caption = None
        radius = min(radius, round((bottom - top - line) * _RADIUS / (_ABOVE + _LABEL)))
        centre_y = top + round(radius * _ABOVE / _RADIUS)
    column_left = margin + 2 * half + px(32)
    right = width - margin
    action = QRect(margin, action_top, width - 2 * margin, metrics.action_height)
    strip_bottom = action_top - px(16)
    rail = _rail(metrics, languages, names, action)
    if rail is not None:
        action.setRight(rail.left() - (metrics.gap if metrics.compact else px(32)) - 1)
        if not metrics.compact:
            right = action.right() + 1
            strip_bottom = rail.top() - metrics.gap
    strip_rect = None
    if strip:
        strip_width = max(px(120), metrics.mm(12), round(metrics.s * 2.9))
        strip_left = width - margin - strip_width
        if rail is not None and not metrics.compact:
            strip_width = max(strip_width, rail.width())
            strip_left = rail.right() + 1 - strip_width
        strip_rect = QRect(strip_left, top, strip_width, strip_bottom - top)
        right = min(right, strip_rect.left() - px(24))
    return Frame(
        header=header,
        ring_centre=QPoint(centre_x, centre_y),
        ring_radius=radius,
        caption=caption,
        column=QRect(column_left, top, right - column_left, bottom - top),
        action=action,
        strip=strip_rect,
        rail=rail,
        single_language=metrics.compact,
    )


def _rail(metrics: Metrics, languages: int, names: bool, action: QRect) -> QRect | None:
    """The buttons in the lower right corner; on a small panel one, at the end of the action."""
    if languages < 2:
        return None
    right = metrics.width - metrics.px(24)
    least = max(metrics.px(96), metrics.mm(TOUCH_MM), round(metrics.s * 1.9))
    if metrics.compact:
        return QRect(right - least, action.top(), least, action.height())
    width = max(least, round(metrics.s * 4.4)) if names else least
    side = max(metrics.px(88), metrics.mm(TOUCH_MM))
    height = languages * side + (languages - 1) * metrics.gap
    return QRect(right - width, action.bottom() + 1 - height, width, height)


def portrait(metrics: Metrics, strip: bool, languages: int) -> Frame:
    """The frame of an upright screen: the ring above, the column below it, the languages last."""
    px, line = metrics.px, metrics.line(Size.S)
    margin = px(32)
    width, height = metrics.width, metrics.height
    header = QRect(margin, px(24), width - 2 * margin, 2 * line + px(4))
    bottom = height - px(32)
    rail = None
    if languages > 1:
        side = max(px(88), metrics.mm(TOUCH_MM))
        rail = QRect(margin, height - px(24) - side, width - 2 * margin, side)
        bottom = rail.top() - metrics.gap
    strip_rect = None
    if strip:
        strip_height = max(px(88), metrics.mm(12), 2 * line + px(8))
        strip_rect = QRect(margin, bottom - strip_height, width - 2 * margin, strip_height)
        bottom = strip_rect.top() - metrics.gap
    action_top = bottom - metrics.action_height
    radius = px(164)
    centre = QPoint(px(232), header.bottom() + px(24) + radius + px(20))
    column_top = centre.y() + round(radius * _LABEL / _RADIUS) + line + px(16)
    return Frame(
        header=header,
        ring_centre=centre,
        ring_radius=radius,
        caption=None,
        column=QRect(margin, column_top, width - 2 * margin, action_top - px(16) - column_top),
        action=QRect(margin, action_top, width - 2 * margin, metrics.action_height),
        facts=QRect(
            px(512),
            centre.y() - px(176),
            width - px(512) - margin,
            column_top - centre.y() + px(160),
        ),
        strip=strip_rect,
        rail=rail,
    )


def frame_for(metrics: Metrics, strip: bool, languages: int = 1, names: bool = False) -> Frame:
    """Return the frame, with room for further connectors where ``strip`` is set.

    So many ``languages`` can be chosen from, by their full ``names`` where there is room.
    """
    if metrics.portrait:
        return portrait(metrics, strip, languages)
    return landscape(metrics, strip, languages, names)
