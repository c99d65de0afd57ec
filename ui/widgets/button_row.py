"""Buttons side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QRect

from ui.widgets.action_button import ActionButton
from ui.widgets.small_button import SmallButton


def put_side_by_side(buttons: Sequence[ActionButton | SmallButton], area: QRect, gap: int) -> None:
    """Fill an area with buttons, of one width where the words allow it.

    Where they don't, each is as wide as its words and a share of the rest, and where that is too
    much the words are the shortest.
    """
    room = area.width() - gap * (len(buttons) - 1)
    part = room // len(buttons)
    wanted = [button.wanted_width() for button in buttons]
    needed = [button.sizeHint().width() for button in buttons]
    if max(wanted) <= part:
        widths = [part] * len(buttons)
    elif sum(wanted) <= room:
        widths = _shared(wanted, room)
    elif max(needed) <= part:
        widths = [part] * len(buttons)
    else:
        widths = _shared(needed, room)
    left = area.left()
    for button, width in zip(buttons, widths, strict=True):
        button.setGeometry(left, area.top(), width, area.height())
        left += width + gap


def _shared(widths: list[int], room: int) -> list[int]:
    share = (room - sum(widths)) // len(widths)
    return [width + share for width in widths]
