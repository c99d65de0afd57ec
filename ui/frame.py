"""Where the parts of every screen stand, worked out from the metrics."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from ui.metrics import Metrics, Size

# The ring on the grid: its radius, what it needs above its centre, how far below its centre the
# line in its opening begins, and half the width of its column.
_RADIUS, _ABOVE, _LABEL, _HALF = 180, 200, 160, 220


@dataclass(frozen=True, slots=True)
class Frame:
    """Rectangles in px of the window.

    ``caption`` is the line below the ring, ``None`` where there is no room: what it says then
    stands in the column. ``facts`` is the space beside the ring of an upright screen, ``strip``
    that of further connectors.
    """

    header: QRect
    ring_centre: QPoint
    ring_radius: int
    caption: QRect | None
    column: QRect
    action: QRect
    facts: QRect | None = None
    strip: QRect | None = None


def landscape(metrics: Metrics, strip: bool) -> Frame:
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
    strip_rect = None
    if strip:
        strip_width = max(px(120), metrics.mm(12), round(metrics.s * 2.9))
        strip_rect = QRect(right - strip_width, top, strip_width, action_top - px(16) - top)
        right = strip_rect.left() - px(24)
    return Frame(
        header=header,
        ring_centre=QPoint(centre_x, centre_y),
        ring_radius=radius,
        caption=caption,
        column=QRect(column_left, top, right - column_left, bottom - top),
        action=QRect(margin, action_top, width - 2 * margin, metrics.action_height),
        strip=strip_rect,
    )


def portrait(metrics: Metrics, strip: bool) -> Frame:
    """The frame of an upright screen: the ring above, the column below it."""
    px, line = metrics.px, metrics.line(Size.S)
    margin = px(32)
    width, height = metrics.width, metrics.height
    header = QRect(margin, px(24), width - 2 * margin, 2 * line + px(4))
    bottom = height - px(32)
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
    )


def frame_for(metrics: Metrics, strip: bool) -> Frame:
    """Return the frame, with room for further connectors where ``strip`` is set."""
    return portrait(metrics, strip) if metrics.portrait else landscape(metrics, strip)
