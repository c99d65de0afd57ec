"""Nothing has been read yet."""

from PySide6.QtWidgets import QWidget

from ui.views.message_view import MessageView
from ui.views.view import Surroundings
from ui.widgets.picture import Motif


class ConnectingView(MessageView):
    """Says so, and after a while that it takes longer than it should."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(Motif.READING, surroundings, parent)
        self._waited = 0.0

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        connector = self.connector
        self._waited = connector.waited
        if connector.waited < 10:
            explanation = self.tr("This takes a moment.")
        else:
            explanation = self.tr("The charger can't be seen yet. We keep trying.")
        self.say(self.tr("Connecting…"), explanation)

    def offers_phone(self) -> bool:
        """Only to who has waited."""
        return self._waited >= 10
