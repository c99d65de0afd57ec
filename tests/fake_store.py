"""A SessionStore that is looked into by tests, and can fail."""

from kiosk.domain.commands import SessionCharge, StartIntent
from kiosk.domain.errors import Unreachable
from kiosk.domain.learning import Lesson
from kiosk.domain.snapshot import PastSession, SummaryFigures


class FakeStore:
    """Keeps what it is given; ``broken`` makes every call fail like a full disk."""

    def __init__(self, *, broken: bool = False) -> None:
        self.intents: dict[int, StartIntent] = {}
        self.recorded: dict[int, SummaryFigures] = {}
        self.charges: dict[int, SessionCharge] = {}
        self.learned: tuple[Lesson, ...] = ()
        self.broken = broken

    async def start_intents(self) -> tuple[StartIntent, ...]:
        """Return the intent kept for each connector."""
        self._check()
        return tuple(self.intents.values())

    async def keep_start_intent(self, intent: StartIntent) -> None:
        """Keep the connector's intent in place of the one before."""
        self._check()
        self.intents[intent.connector_id] = intent

    async def forget_start_intent(self, connector_id: int) -> None:
        """Forget the connector's intent."""
        self._check()
        self.intents.pop(connector_id, None)

    async def record_session(
        self,
        connector_id: int,
        summary: SummaryFigures,
        charge: SessionCharge | None = None,
        lessons: tuple[Lesson, ...] = (),
    ) -> None:
        """Keep the connector's last session, what each is charged by, and what it taught."""
        self._check()
        self.recorded[connector_id] = summary
        self.learned = lessons or self.learned
        if charge is not None:
            self.charges[summary.transaction_id] = charge

    async def last_session(self, connector_id: int) -> SummaryFigures | None:
        """Return the session that ended last."""
        self._check()
        return self.recorded.get(connector_id)

    async def sessions(self, limit: int, before: int | None = None) -> tuple[PastSession, ...]:
        """Return each connector's last session."""
        self._check()
        assert before is None
        return tuple(
            PastSession(summary.transaction_id, number, summary)
            for number, summary in self.recorded.items()
        )[:limit]

    async def receipt_of(self, connector_id: int, summary: SummaryFigures) -> str | None:
        """Nobody signs anything here."""
        self._check()
        return None

    async def lessons(self) -> tuple[Lesson, ...]:
        """Return what the last session that taught anything has taught."""
        self._check()
        return self.learned

    async def close(self) -> None:
        """Nothing is open."""

    def _check(self) -> None:
        if self.broken:
            raise Unreachable("the disk is full")
