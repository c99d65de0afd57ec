"""A command is under way: no button, something that moves, words that change while one waits."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import ConnectorSnapshot
from ui import formatting, words
from ui.metrics import Size
from ui.views.ring_view import RingView
from ui.views.view import HeadlineBlock, Surroundings
from ui.widgets.progress import Progress
from ui.widgets.ring_gauge import RingState
from ui.widgets.run import muted, strong

_SOON, _LONG = 3.0, 12.0


class WaitingView(RingView):
    """The ring as it was, a headline, sentences, and a bar where the button was."""

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(surroundings, parent)
        self._block = HeadlineBlock(self, paragraphs=1)
        self._progress = Progress(self)

    def say(self, headline: str, waited: float, sentences: Sequence[tuple[str, ...]]) -> None:
        """Show the sentences for the time waited: at once, from 3 s on, from 12 s on."""
        self._block.set_headline(headline)
        since = self.connector.link_lost or self.station.link_lost
        if since is not None:
            lost, sentence, _ = words.link_lost(since)
            sentences = ((f"{lost} {sentence}",),) * 3
        number = 0 if waited < _SOON else 1 if waited < _LONG else 2
        looks = strong if number == 2 else muted
        self._block.paragraphs[0].set_sentences(*map(looks, sentences[number]))

    def show_ring(self, connector: ConnectorSnapshot, way: bool) -> None:
        """Show the state of charge as far as it is known."""
        charging, vehicle = connector.charging, connector.vehicle
        target = connector.target
        if charging is not None:
            state = RingState(
                soc=charging.soc,
                start=charging.start_soc,
                target=charging.target,
                second=formatting.kilometres(charging.range_km) if charging.range_km else "",
                label=words.model(charging.model) if charging.model else "",
            )
        elif vehicle is not None:
            state = RingState(
                soc=vehicle.soc,
                target=target,
                way=way,
                second=formatting.kilometres(vehicle.range_km) if vehicle.range_km else "",
                label=words.model(vehicle.model) if vehicle.model else "",
            )
        else:
            state = RingState(None)
        self.ring.set_state(state)

    def arrange(self) -> None:
        """Ring, words, and the bar in the middle of the button's place."""
        frame, metrics = self.frame, self.style_in_force.metrics
        self.arrange_ring()
        self._block.arrange(frame.column, self.middle())
        height = metrics.line(Size.S)
        bar = QRect(frame.action)
        bar.setTop(frame.action.center().y() - height // 2)
        bar.setHeight(height)
        self._progress.setGeometry(bar)
