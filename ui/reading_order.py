"""The order in which Tab goes from button to button: that in which they are read."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtWidgets import QAbstractButton, QWidget


class ReadingOrder:
    """Lets Tab go through the buttons of one parent line by line, wherever they stand by now."""

    def __init__(self) -> None:
        self._order: list[QAbstractButton] = []

    def follow(self, buttons: Sequence[QAbstractButton]) -> None:
        """Take over where the buttons stand and which of them are there."""
        order = _lined_up([button for button in buttons if not button.isHidden()])
        if order != self._order:
            self._order = order
            for first, second in pairwise(order):
                QWidget.setTabOrder(first, second)


def _lined_up(buttons: list[QAbstractButton]) -> list[QAbstractButton]:
    """What begins above the middle of a line's first button is of that line."""
    lines: list[list[QAbstractButton]] = []
    for button in sorted(buttons, key=lambda button: (button.y(), button.x())):
        if lines and button.y() <= lines[-1][0].geometry().center().y():
            lines[-1].append(button)
        else:
            lines.append([button])
    return [button for line in lines for button in sorted(line, key=lambda each: each.x())]
