"""The end of a charge: its summary, for how long that is shown, and which session was the last."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.domain.charge import ChargeLog
from kiosk.domain.commands import Effect, RecordSession, SessionCharge
from kiosk.domain.errors import Malformed
from kiosk.domain.learning import Lesson
from kiosk.domain.observation import TransactionRecord
from kiosk.domain.receipt import Receipt, parse_signed
from kiosk.domain.rules import SessionRules
from kiosk.domain.snapshot import SummaryFigures


class Ending:
    """Follows one connector's summaries; each version of each is recorded once."""

    def __init__(self, connector_id: int, rules: SessionRules) -> None:
        self.last: SummaryFigures | None = None
        """The session that ended last and is not shown as a summary any more."""
        self.closes_at: float | None = None
        self._connector_id = connector_id
        self._rules = rules
        self._dismissed = 0
        self._recorded: SummaryFigures | None = None
        self._unbilled: tuple[SummaryFigures, SessionCharge] | None = None
        self._billed: tuple[SummaryFigures, SessionCharge] | None = None
        self._receipt: tuple[Receipt, str] | None = None

    def restore(self, last: SummaryFigures | None) -> None:
        """Take up the session that an earlier run has recorded last."""
        self.last = self._recorded = last

    def shows(self, charge: ChargeLog) -> bool:
        """Tell whether the charge is over and its summary waits to be seen."""
        return charge.over and charge.transaction_id != self._dismissed

    def begin(self, charge: ChargeLog, previous: SummaryFigures | None) -> tuple[Effect, ...]:
        """Note a charge that follows on one which came to ``previous``.

        Where an earlier run has summed it up, that is where its summary goes on from. The one
        before can't change any more: its receipt, if it still waits, is due.
        """
        self.last = previous or self.last
        self.closes_at = None
        kept = self._recorded
        assert charge.transaction is not None
        if kept is not None and _is_of(kept, charge.transaction):
            charge.summary = kept
        unbilled, self._unbilled = self._unbilled, None
        if unbilled is None:
            return ()
        summary, billing = unbilled
        return (RecordSession(self._connector_id, summary, replace(billing, final=True)),)

    def fixed_price(self, transaction_id: int) -> str | None:
        """Return the price of a charge whose receipt waits, ``None`` for any other."""
        if self._unbilled is None or self._unbilled[0].transaction_id != transaction_id:
            return None
        return self._unbilled[1].tariff

    def billed(self, charge: ChargeLog) -> tuple[SummaryFigures, SessionCharge] | None:
        """Return what the charge was billed by, once that is final."""
        billed = self._billed
        return billed if billed and billed[0].transaction_id == charge.transaction_id else None

    def record(
        self,
        charge: ChargeLog,
        billing: SessionCharge | None,
        taught: Callable[[], tuple[Lesson, ...]],
    ) -> tuple[Effect, ...]:
        """Record the summary of a charge that is over, where it says anything new.

        What is billed here is recorded again once that is final, and from then on without it.
        ``taught`` tells its lessons, and is asked only then.
        """
        summary = charge.summary
        assert summary is not None
        if self.billed(charge) is not None:
            billing = None
        final = billing is not None and billing.final
        if billing is not None:
            self._unbilled = None if final else (summary, billing)
        if billing is not None and billing.final:
            self._billed = summary, billing
        if summary == self._recorded and not final:
            return ()
        self._recorded = summary
        if self._dismissed == summary.transaction_id:
            self.last = summary
        return (RecordSession(self._connector_id, summary, billing, taught()),)

    def not_kept(self, lost: RecordSession) -> None:
        """Note that a record could not be stored: the next reading brings its newest version."""
        if self._recorded == lost.summary:
            self._recorded = None
        if self._billed == (lost.summary, lost.charge):
            self._unbilled, self._billed = self._billed, None

    def take_receipt(self, text: str) -> None:
        """Take the signed text of a receipt that was issued; what is none is passed over."""
        try:
            self._receipt = parse_signed(text).receipt, text
        except Malformed:
            return

    def receipt(self, charge: ChargeLog) -> tuple[Receipt, str] | None:
        """Return the receipt of a charge whose summary is shown, with its signed text."""
        issued = self._receipt
        if issued is None or not self.shows(charge):
            return None
        return issued if issued[0].transaction_id == charge.transaction_id else None

    def dismiss(self, charge: ChargeLog) -> None:
        """Put the summary away."""
        self._dismissed = charge.transaction_id
        self.last = charge.summary or self.last
        self.closes_at = self._receipt = None

    def more_time(self, at: float) -> None:
        """Begin the countdown again, where there is one."""
        if self.closes_at is not None:
            self.closes_at = at + self._rules.summary_seconds

    def settle(self, charge: ChargeLog, *, plugged: bool, at: float) -> None:
        """While the cable is in, the summary stays; after that it closes by itself."""
        if not self.shows(charge) or plugged:
            self.closes_at = None
        elif self.closes_at is None:
            self.closes_at = at + self._rules.summary_seconds
        elif at >= self.closes_at:
            self.dismiss(charge)


def _is_of(summary: SummaryFigures, transaction: TransactionRecord) -> bool:
    # Transaction ids begin again where the central system is set up anew.
    same_id = summary.transaction_id == transaction.transaction_id
    return same_id and summary.started == transaction.started
