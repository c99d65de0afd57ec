"""Simulated time, and what is due when; nothing moves by itself.

Energy flows in pieces of at most a second that end at events, never where somebody happened to
look: so a run is the same whether it is read a thousand times or once.
"""

import heapq
import math
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from kiosk.adapters.simulator.messages import Message

_MESSAGE_SECONDS = 0.015
"""What a message takes to be answered; the next one isn't sent before."""


class CentralSystemLink(Protocol):
    """Where a station's messages go. A hand may take the link away, and give it back."""

    connected: bool

    def send(self, message: Message, at: float, /) -> None:
        """Put the message, sent at ``at`` s, on its way; messages stay in their order."""
        ...

    def reconnect(self, now: float, /) -> None:
        """Let the messages kept meanwhile go out, from ``now`` on."""
        ...


class World:
    """What the connectors of one station share. ``now`` counts seconds from ``origin``.

    ``clock_offset`` is how far the station's clock is ahead, in s; ``speed`` how many times
    faster than that clock everything goes.
    """

    def __init__(
        self,
        origin: datetime,
        central_system: CentralSystemLink,
        random: Random,
        *,
        clock_offset: float,
        speed: float = 1.0,
    ) -> None:
        self.now = 0.0
        self.random = random
        self.central_system = central_system
        self.database_reachable = True
        self._station_origin = origin + timedelta(seconds=clock_offset)
        self.speed = speed
        self._sent = 0.0
        self._flowed_to = 0.0
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._count = 0

    @property
    def next_due(self) -> float:
        """When something is due next, in s."""
        return self._due[0][0] if self._due else math.inf

    def after(self, seconds: float, do: Callable[[], None]) -> None:
        """Have something done in so many seconds; in order where it is at the same time."""
        self._count += 1
        heapq.heappush(self._due, (self.now + seconds, self._count, do))

    def send(self, message: Callable[[datetime], Message]) -> None:
        """Send what ``message`` makes of the station's time, after what was sent before."""
        self._sent = max(self.now, self._sent + _MESSAGE_SECONDS)
        timestamp = self._station_origin + timedelta(seconds=self._sent / self.speed)
        # SteVe keeps what a station sends: milliseconds.
        timestamp = timestamp.replace(microsecond=timestamp.microsecond // 1000 * 1000)
        self.central_system.send(message(timestamp), self._sent)

    def advance(self, to: float, flow: Callable[[float], bool]) -> None:
        """Let time pass. ``flow`` moves energy for so many seconds, and tells whether any flows."""
        flowing = flow(0.0)
        while True:
            stop = self.next_due
            if flowing:
                stop = min(stop, self._flowed_to + 1.0)
            if stop > to:
                break
            self.now = stop
            flowing = self.catch_up(flow)
            while self._due and self._due[0][0] <= stop:
                heapq.heappop(self._due)[2]()
                flowing = flow(0.0)
        self.now = max(self.now, to)

    def catch_up(self, flow: Callable[[float], bool]) -> bool:
        """Let flow what is still to flow until now."""
        piece, self._flowed_to = self.now - self._flowed_to, self.now
        return flow(piece)
