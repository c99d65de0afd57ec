"""The connector is kept for somebody."""

from PySide6.QtWidgets import QWidget

from ui.views.message_view import MessageView
from ui.views.view import Surroundings
from ui.widgets.picture import Motif


class ReservedView(MessageView):
    """Says so, and what somebody else can do."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(Motif.RESERVED, surroundings, parent)

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        self.say(
            self.tr("Reserved"),
            self.tr("This charger is kept for a rider who is on the way."),
            self.tr("Is it you? Start with your card or app."),
            self.tr("Otherwise please use another charger."),
        )
