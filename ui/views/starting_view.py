"""START was pressed, and nothing flows yet."""

from ui.views.waiting_view import WaitingView


class StartingView(WaitingView):
    """Says what is waited for."""

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        connector = self.connector
        self.show_ring(connector, way=True)
        self.say(
            self.tr("Starting…"),
            connector.waited,
            (
                self.tr("Leave the plug in."),
                self.tr("The station and your vehicle are getting ready. Leave the plug in."),
                self.tr("This takes longer than usual. Leave the plug in."),
            ),
        )
