"""START was pressed, and nothing flows yet."""

from ui.views.waiting_view import WaitingView


class StartingView(WaitingView):
    """Says what is waited for."""

    def show_figures(self) -> None:
        """Fill in what the snapshot says."""
        connector = self.connector
        stay = self.tr("Leave the plug in.")
        self.show_ring(connector, way=True)
        self.say(
            self.tr("Starting…"),
            connector.waited,
            (
                (stay,),
                (self.tr("The station and your vehicle are getting ready."), stay),
                (self.tr("This takes longer than usual."), stay),
            ),
        )
