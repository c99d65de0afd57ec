"""What a station has still to tell its central system, online or not."""

import asyncio
import logging
from collections import deque

from kiosk.adapters.simulator.messages import (
    DataTransfer,
    Message,
    MeterValues,
    StartTransaction,
    StatusNotification,
    StopTransaction,
)

MOST_KEPT = 10_000
"""A day of MeterValues; beyond that the oldest of them go."""

TRANSACTION_MESSAGES = (StartTransaction, StopTransaction, MeterValues)

_log = logging.getLogger(__name__)


class Outbox:
    """Keeps messages in their order until each was answered.

    While the station is not ``online``, those of transactions queue up (OCPP 1.6 section 3.7),
    and of the others the newest of each kind and connector is kept. ``connected`` is a hand's
    wish: whether the station may be online at all.
    """

    def __init__(self, charge_box_id: str) -> None:
        self.online = False
        self.statuses: dict[int, StatusNotification] = {}
        """The newest of each connector."""
        self._charge_box_id = charge_box_id
        self._messages: deque[Message] = deque()
        self._changed = asyncio.Event()
        self._connected = True

    @property
    def connected(self) -> bool:
        """Whether the station may be online."""
        return self._connected

    @connected.setter
    def connected(self, connected: bool) -> None:
        self._connected = connected
        self._changed.set()

    def reconnect(self, _now: float, /) -> None:
        """Let the station go online again."""
        self.connected = True

    def send(self, message: Message, _at: float = 0.0, /) -> None:
        """Put a message at the end."""
        if isinstance(message, StatusNotification):
            self._note(message)
        if not self.online and not isinstance(message, TRANSACTION_MESSAGES):
            kind = _kind(message)
            self._messages = deque(kept for kept in self._messages if _kind(kept) != kind)
        self._messages.append(message)
        if len(self._messages) > MOST_KEPT:
            oldest = next((m for m in self._messages if isinstance(m, MeterValues)), message)
            self._messages.remove(oldest)
        self._changed.set()

    async def first(self) -> Message:
        """Wait for a message; it stays the first until it is removed."""
        while not self._messages:
            await self._change()
        return self._messages[0]

    def has_status(self, connector_id: int) -> bool:
        """Tell whether a StatusNotification of the connector waits."""
        return any(
            isinstance(message, StatusNotification) and message.connector_id == connector_id
            for message in self._messages
        )

    def remove(self, message: Message) -> None:
        """Forget a message that was delivered, or never will be."""
        if self._messages and self._messages[0] is message:
            self._messages.popleft()

    async def wait_connected(self, connected: bool) -> None:
        """Wait until a hand wants it so."""
        while self._connected is not connected:
            await self._change()

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    def _note(self, message: StatusNotification) -> None:
        before = self.statuses.get(message.connector_id)
        self.statuses[message.connector_id] = message
        news = (message.status, message.error_code)
        if before is None or news != (before.status, before.error_code):
            number = message.connector_id
            _log.info("%s connector %d: %s, %s", self._charge_box_id, number, *news)


def _kind(message: Message) -> tuple[object, ...]:
    connector_id = getattr(message, "connector_id", None)
    message_id = message.message_id if isinstance(message, DataTransfer) else None
    return type(message), connector_id, message_id
