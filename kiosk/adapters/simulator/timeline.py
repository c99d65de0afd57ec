"""Plays a scenario's events."""

from collections.abc import Callable

from kiosk.adapters.simulator.scenario import Moment, StationEvent


class Timeline:
    """The events of one connector, one after another.

    ``act`` performs an action by its key; ``after`` has something done in so many seconds.
    """

    def __init__(
        self,
        events: tuple[StationEvent, ...],
        act: Callable[[str], object],
        after: Callable[[float, Callable[[], None]], None],
    ) -> None:
        self._events = events
        self._act = act
        self._after = after
        self._next = 0

    @property
    def done(self) -> bool:
        """Whether all events have been."""
        return self._next >= len(self._events)

    def begin(self) -> None:
        """Play from the first event on."""
        self._next = 0
        self.happened(Moment.PREVIOUS)

    def happened(self, moment: Moment) -> None:
        """Set the next event going if it waited for this moment."""
        if not self.done and self._events[self._next].after is moment:
            event = self._events[self._next]
            self._after(event.seconds, lambda: self._play(event))

    def _play(self, event: StationEvent) -> None:
        self._next += 1
        self._act(event.action)
        self.happened(Moment.PREVIOUS)
