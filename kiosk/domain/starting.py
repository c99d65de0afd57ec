"""A START from the rider's tap to its transaction, through a restart of the kiosk if need be."""

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain.attempts import StartAttempt
from kiosk.domain.charge import ChargeLog
from kiosk.domain.commands import (
    CommandOutcome,
    Effect,
    ForgetStartIntent,
    KeepStartIntent,
    RemoteStart,
    StartIntent,
)
from kiosk.domain.goal import Goal
from kiosk.domain.rules import SessionRules
from kiosk.domain.snapshot import Notice
from kiosk.domain.tariff import Price, price_to_text
from kiosk.domain.vendor import VehicleInfo

_SLACK = timedelta(seconds=60)
"""How much earlier than the START its transaction may be stamped."""


class Starting:
    """One connector's START: at most one is open, and none is given without a tap."""

    def __init__(self, connector_id: int, rules: SessionRules) -> None:
        self._connector_id = connector_id
        self._rules = rules
        self.attempt: StartAttempt | None = None
        self.intent: StartIntent | None = None
        self.notice: Notice | None = None

    def restore(self, intent: StartIntent | None, at: float) -> None:
        """Take up the intent that an earlier run has kept."""
        self.intent = intent
        if intent is not None and intent.transaction_id is None:
            # Whether that START went out is not known; the database will tell.
            self.attempt = StartAttempt(at, CommandOutcome.ACCEPTED, at)

    def begin(
        self,
        info: VehicleInfo,
        goal: Goal,
        price: Price | None,
        now: datetime,
        after: int,
        at: float,
    ) -> tuple[Effect, ...]:
        """Give the START at the ``price`` that was shown.

        ``now`` is the database's clock, ``after`` the newest transaction's id.
        """
        self.notice = None
        self.attempt = StartAttempt(at)
        self.intent = StartIntent(
            self._connector_id,
            goal.target(info.soc),
            requested=now,
            after_transaction=after,
            start_soc=info.soc,
            max_current=info.max_current,
            tariff=price_to_text(price) if price else "",
            limit=goal.limit,
        )
        return KeepStartIntent(self.intent), RemoteStart(self._connector_id)

    def finished(self, outcome: CommandOutcome, at: float) -> None:
        """Take the command's outcome."""
        if self.attempt is not None:
            self.attempt.finished(outcome, at)
            self._decide(self.attempt, at)

    def follow(
        self, charge: ChargeLog, *, plugged: bool, now: datetime, at: float
    ) -> tuple[Effect, ...]:
        """See what the database shows of it: its transaction, or that none comes."""
        intent = self.intent
        if intent is None:
            return ()
        if charge.transaction_id > intent.after_transaction:
            self.attempt = self.notice = None
            return self._attach(intent, charge) if intent.transaction_id is None else ()
        if self.attempt is None:
            return () if plugged else self.forget()
        too_old = now - intent.requested > timedelta(seconds=2 * self._rules.start_timeout)
        answered = self.attempt.outcome is not None
        if too_old or (answered and not plugged):
            # Nobody is left to wait for it.
            self.attempt = None
        else:
            self._decide(self.attempt, at)
        return ()

    def _decide(self, attempt: StartAttempt, at: float) -> None:
        failure = attempt.failure(at, self._rules.start_timeout)
        if failure is not None:
            self.attempt, self.notice = None, failure

    def _attach(self, intent: StartIntent, charge: ChargeLog) -> tuple[Effect, ...]:
        transaction = charge.transaction
        assert transaction is not None
        own = self._rules.is_own(transaction.id_tag)
        if not own or transaction.started < intent.requested - _SLACK:
            return self.forget()
        self.intent = replace(intent, transaction_id=transaction.transaction_id)
        return (KeepStartIntent(self.intent),)

    def forget(self) -> tuple[Effect, ...]:
        """Drop the intent: nothing can follow from it any more."""
        self.intent = None
        return (ForgetStartIntent(self._connector_id),)

    def intent_of(self, transaction_id: int) -> StartIntent | None:
        """Return the intent that led to the transaction."""
        led = self.intent is not None and self.intent.transaction_id == transaction_id
        return self.intent if led else None

    def note_stop(self, transaction_id: int) -> tuple[Effect, ...]:
        """Keep that the rider wants the transaction stopped, so that it outlives a crash."""
        intent = self.intent_of(transaction_id)
        if intent is None or intent.stop_requested:
            return ()
        self.intent = replace(intent, stop_requested=True)
        return (KeepStartIntent(self.intent),)
