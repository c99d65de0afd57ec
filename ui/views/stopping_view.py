"""STOP was pressed, and the transaction is still open."""

from ui import words
from ui.views.waiting_view import WaitingView


class StoppingView(WaitingView):
    """Says what is waited for, or what became of the command."""

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        connector = self.connector
        self.show_ring(connector, way=False)
        if connector.notice is not None:
            headline, *sentences = words.notice(connector.notice)
            self.say(headline, connector.waited, (tuple(sentences),) * 3)
            return
        stay = self.tr("Leave the plug in for a moment.")
        self.say(
            self.tr("Stopping…"),
            connector.waited,
            (
                (stay,),
                (self.tr("The station is ending the charge."), stay),
                (self.tr("This takes longer than usual."), stay),
            ),
        )
