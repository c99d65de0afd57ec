"""What the worker needs of the world outside, as small protocols.

Adapters implement them; the simulator does so too. Every coroutine raises only
:class:`kiosk.domain.errors.KioskError` kinds, and ends within the time-outs of its adapter.
"""

from datetime import datetime
from typing import Protocol

from kiosk.domain.commands import CommandResult, SessionCharge, StartIntent
from kiosk.domain.learning import Lesson
from kiosk.domain.observation import StationObservation
from kiosk.domain.snapshot import PastSession, SummaryFigures


class Clock(Protocol):
    """Time as the worker feels it; the simulated one runs faster."""

    def monotonic(self) -> float:
        """Seconds that never jump."""
        ...

    def utc(self) -> datetime:
        """The wall clock, aware."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait for so many seconds of this clock."""
        ...


class StationReader(Protocol):
    """Reads the whole station in one go."""

    async def read(self) -> StationObservation:
        """Return what is there now. Raises Unreachable, NoAnswer, Misconfigured, Malformed."""
        ...

    async def close(self) -> None:
        """Give connections and threads back. Idempotent."""
        ...


class ChargingCommands(Protocol):
    """Gives remote commands. A result, never an exception: every end is an outcome."""

    async def remote_start(self, connector_id: int, id_tag: str) -> CommandResult:
        """RemoteStartTransaction (OCPP 1.6 section 5.11), with the connector always named."""
        ...

    async def remote_stop(self, transaction_id: int) -> CommandResult:
        """RemoteStopTransaction (OCPP 1.6 section 5.12)."""
        ...

    async def close(self) -> None:
        """Give connections and threads back. Idempotent."""
        ...


class SessionStore(Protocol):
    """The kiosk's own memory. Each call is durable when it returns."""

    async def start_intents(self) -> tuple[StartIntent, ...]:
        """Return the intent kept for each connector."""
        ...

    async def keep_start_intent(self, intent: StartIntent) -> None:
        """Keep the connector's intent in place of the one before."""
        ...

    async def forget_start_intent(self, connector_id: int) -> None:
        """Forget the connector's intent."""
        ...

    async def record_session(
        self,
        connector_id: int,
        summary: SummaryFigures,
        charge: SessionCharge | None = None,
        lessons: tuple[Lesson, ...] = (),
    ) -> None:
        """Keep a session that ended, in place of an earlier version of the same transaction.

        With a final ``charge`` its receipt is issued, once. ``lessons`` replace those of the
        earlier version, if there are any.
        """
        ...

    async def lessons(self) -> tuple[Lesson, ...]:
        """Return what past sessions have taught, in order of time."""
        ...

    async def last_session(self, connector_id: int) -> SummaryFigures | None:
        """Return the session that ended last."""
        ...

    async def sessions(self, limit: int, before: int | None = None) -> tuple[PastSession, ...]:
        """Return sessions, the last first: at most ``limit`` of those numbered below ``before``."""
        ...

    async def receipt_of(self, connector_id: int, summary: SummaryFigures) -> str | None:
        """Return the signed text of a session's receipt, ``None`` before it is issued."""
        ...

    async def close(self) -> None:
        """Close it. Idempotent."""
        ...


class ReceiptPrinter(Protocol):
    """Puts receipts on paper."""

    async def print_receipt(self, text: str) -> None:
        """Print the receipt of a signed text; returns when the printer has taken all of it.

        Raises Malformed, Misconfigured, Unreachable, NoAnswer, Refused.
        """
        ...

    async def close(self) -> None:
        """Give up what is being printed, and give the thread back. Idempotent."""
        ...
