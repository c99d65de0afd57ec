"""The end of a charge by this kiosk: when its goal is reached, or its rider has had enough."""

from datetime import datetime

from kiosk.domain.attempts import StopAttempt
from kiosk.domain.charge import ChargeLog
from kiosk.domain.commands import CommandOutcome, Effect, RemoteStop, StartIntent
from kiosk.domain.limits import limit_reached
from kiosk.domain.snapshot import EndedBy


class Stopping:
    """One connector's STOP, which is repeated until the transaction is closed."""

    def __init__(self) -> None:
        self.attempt: StopAttempt | None = None

    def ask(self, charge: ChargeLog, cause: EndedBy, at: float) -> None:
        """Begin to stop the open transaction."""
        self.attempt = StopAttempt(charge.transaction_id, cause, at)

    def due(self, at: float) -> tuple[Effect, ...]:
        """Return the command, where it is to be sent now."""
        if self.attempt is None or not self.attempt.due(at):
            return ()
        self.attempt.send(at)
        return (RemoteStop(self.attempt.transaction_id),)

    def finished(self, transaction_id: int, outcome: CommandOutcome, at: float) -> None:
        """Take the outcome of the command for a transaction."""
        if self.attempt is not None and self.attempt.transaction_id == transaction_id:
            self.attempt.finished(outcome, at)

    def cause(self, intent: StartIntent | None, charge: ChargeLog, now: datetime) -> EndedBy | None:
        """Return why this kiosk ended a charge that is over, ``None`` where it didn't."""
        if self.attempt is not None:
            return self.attempt.cause
        if intent is not None and intent.stop_requested:
            return EndedBy.RIDER
        # An earlier run may have stopped it, of which only its summary and its figures tell.
        summary, ended = charge.summary, charge.ended or now
        reached = summary is not None and summary.ended_by is EndedBy.TARGET_REACHED
        kept = intent is not None and limit_reached(intent, charge, paused=False, now=ended)
        return EndedBy.TARGET_REACHED if reached or kept else None


def goal_reached(intent: StartIntent, charge: ChargeLog, *, paused: bool, now: datetime) -> bool:
    """Tell whether an open charge has come to where its rider wanted it."""
    if intent.limit is not None:
        return limit_reached(intent, charge, paused=paused, now=now)
    # At 100 % the battery balances, and the vehicle ends the charge by itself.
    soc = charge.soc()
    return soc is not None and intent.target < 100 and soc >= intent.target
