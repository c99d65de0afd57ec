"""The summary was put away, and the plug is still in."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.views.message_view import MessageView
from ui.views.view import Surroundings
from ui.widgets.picture import Motif


class UnplugView(MessageView):
    """Asks to unplug, and says how to charge again."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(Motif.UNPLUG, surroundings, parent)

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        self.say(
            self.tr("Please unplug your vehicle"),
            self.tr("The charge is complete."),
            self.tr("To charge again: unplug, wait 10 seconds, plug in again."),
            short=self.tr("Please unplug"),
        )

    def message_area(self) -> QRect:
        """The column, down to the foot of the screen where no button stands there."""
        area = super().message_area()
        if not self.style_in_force.metrics.compact:
            area.setBottom(self.frame.action.bottom())
            strip = self.frame.strip
            if strip is not None and strip.intersects(area):
                area.setBottom(strip.top() - self.style_in_force.metrics.gap - 1)
        return area

    def offers_phone(self) -> bool:
        """The number stands in the header: nothing is wrong."""
        return False
