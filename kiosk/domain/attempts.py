"""One START and one STOP on their way: what is awaited, and when it is decided.

A START is never given twice for one press: it is not idempotent. A STOP is repeated until the
transaction is closed.
"""

from dataclasses import dataclass

from kiosk.domain.commands import CommandOutcome
from kiosk.domain.snapshot import EndedBy, Notice

UNKNOWN_GRACE = 5.0
"""Once the central system itself has given up waiting, how long the database is still watched."""

LONGEST_COMMAND = 60.0
"""A command that has not come back by then won't; adapters give up earlier."""

_STOP_PAUSES = (5.0, 10.0, 20.0, 30.0)
_HOPELESS_PAUSE = 60.0

_START_NOTICES = {
    CommandOutcome.REJECTED: Notice.START_REJECTED,
    CommandOutcome.STATION_ERROR: Notice.START_ERROR,
    CommandOutcome.STATION_OFFLINE: Notice.STATION_OFFLINE,
    CommandOutcome.TAG_NOT_ELIGIBLE: Notice.TAG_NOT_ACCEPTED,
    CommandOutcome.NOT_ACTIVE: Notice.CENTRAL_SYSTEM_ERROR,
    CommandOutcome.UNAUTHORIZED: Notice.NOT_SET_UP,
    CommandOutcome.NO_SUCH_INTERFACE: Notice.NOT_SET_UP,
    CommandOutcome.SERVER_ERROR: Notice.CENTRAL_SYSTEM_ERROR,
    CommandOutcome.UNREACHABLE: Notice.CENTRAL_SYSTEM_UNREACHABLE,
}

_STOP_NOTICES = {
    CommandOutcome.REJECTED: Notice.STOP_REJECTED,
    CommandOutcome.STATION_ERROR: Notice.STOP_REJECTED,
    CommandOutcome.NOT_ANSWERED: Notice.STOP_UNANSWERED,
    CommandOutcome.UNKNOWN: Notice.STOP_UNANSWERED,
    CommandOutcome.STATION_OFFLINE: Notice.STATION_OFFLINE,
    CommandOutcome.UNAUTHORIZED: Notice.NOT_SET_UP,
    CommandOutcome.NO_SUCH_INTERFACE: Notice.NOT_SET_UP,
    CommandOutcome.SERVER_ERROR: Notice.CENTRAL_SYSTEM_ERROR,
    CommandOutcome.UNREACHABLE: Notice.CENTRAL_SYSTEM_UNREACHABLE,
}

CONNECTION_OUTCOMES = frozenset({CommandOutcome.UNREACHABLE, CommandOutcome.UNKNOWN})
"""Outcomes after which a command waits for the connection."""

_HOPELESS = frozenset({CommandOutcome.UNAUTHORIZED, CommandOutcome.NO_SUCH_INTERFACE})


@dataclass(slots=True)
class StartAttempt:
    """A START that was given at ``pressed`` (monotonic seconds)."""

    pressed: float
    outcome: CommandOutcome | None = None
    answered: float = 0.0

    def finished(self, outcome: CommandOutcome, at: float) -> None:
        """Take the command's outcome; what it means is told by :meth:`failure`."""
        self.outcome, self.answered = outcome, at

    def failure(self, at: float, start_timeout: float) -> Notice | None:
        """Return why it failed, or ``None`` while a transaction may still follow."""
        if self.outcome is None:
            over = at >= self.pressed + max(start_timeout, LONGEST_COMMAND)
            return Notice.START_NOT_ANSWERED if over else None
        if self.outcome is CommandOutcome.ACCEPTED:
            over = at >= self.answered + start_timeout
            return Notice.START_NOT_FOLLOWED if over else None
        if self.outcome in (CommandOutcome.NOT_ANSWERED, CommandOutcome.UNKNOWN):
            over = at >= self.answered + UNKNOWN_GRACE
            return Notice.START_NOT_ANSWERED if over else None
        return _START_NOTICES[self.outcome]


@dataclass(slots=True)
class StopAttempt:
    """The wish to end a transaction, for as long as it takes."""

    transaction_id: int
    cause: EndedBy
    asked: float
    sent: float | None = None
    due_at: float = 0.0
    tries: int = 0
    outcome: CommandOutcome | None = None

    def due(self, at: float) -> bool:
        """Tell whether the command is to be sent now; it is never under way twice."""
        if self.sent is not None and at < self.sent + LONGEST_COMMAND:
            return False
        return at >= self.due_at

    def send(self, at: float) -> None:
        """Note that it goes out."""
        self.sent = at

    def finished(self, outcome: CommandOutcome, at: float) -> None:
        """Take the command's outcome and set the time of the next try."""
        pause = _STOP_PAUSES[min(self.tries, len(_STOP_PAUSES) - 1)]
        self.sent, self.outcome = None, outcome
        self.tries += 1
        self.due_at = at + (_HOPELESS_PAUSE if outcome in _HOPELESS else pause)

    def notice(self, at: float, stop_slow_after: float) -> Notice | None:
        """Return what to tell the rider about it, if anything."""
        if self.outcome in _STOP_NOTICES:
            return _STOP_NOTICES[self.outcome]
        return Notice.STOP_SLOW if at >= self.asked + stop_slow_after else None
