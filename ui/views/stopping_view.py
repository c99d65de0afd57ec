"""STOP was pressed, and the transaction is still open."""

from kiosk.domain.snapshot import ConnectorSnapshot, StationSnapshot
from ui import words
from ui.views.waiting_view import WaitingView


class StoppingView(WaitingView):
    """Says what is waited for, or what became of the command."""

    def show_figures(self, station: StationSnapshot, connector: ConnectorSnapshot) -> None:
        """Fill in what the snapshot says."""
        self.show_ring(connector, way=False)
        if connector.notice is not None:
            headline, sentence = words.notice(connector.notice)
            self.say(headline, connector.waited, (sentence,) * 3)
            return
        self.say(
            self.tr("Stopping…"),
            connector.waited,
            (
                self.tr("Leave the plug in for a moment."),
                self.tr("The station is ending the charge. Leave the plug in for a moment."),
                self.tr("This takes longer than usual. Leave the plug in for a moment."),
            ),
        )
