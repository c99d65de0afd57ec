"""The newest transaction of a connector, followed from its start to its summary."""

from datetime import datetime, timedelta

from kiosk.domain import figures
from kiosk.domain.clocks import StationClock
from kiosk.domain.commands import Remark, StartIntent
from kiosk.domain.errors import Malformed
from kiosk.domain.meter import Quantity, parse_number
from kiosk.domain.observation import ConnectorObservation, DataTransferRecord, TransactionRecord
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.progress import Progress, progress_of
from kiosk.domain.samples import MeterSeries
from kiosk.domain.snapshot import CurvePoint, EndedBy, SummaryFigures, SummarySource
from kiosk.domain.status import StatusHistory, is_sane, status_of
from kiosk.domain.summary import own_session_summary, work_out_summary
from kiosk.domain.vehicle import VehicleModel

MAX_TRANSACTION_ID = 2**31 - 1
"""OCPP 1.6 transaction ids have 32 bits; stations have sent -1, 0 and 2^63-1 for "none" (F24)."""


class ChargeLog:
    """What is known of the newest transaction. Ids only grow, and what is closed stays closed."""

    def __init__(self) -> None:
        self.transaction: TransactionRecord | None = None
        self.series = MeterSeries()
        self.clock = StationClock()
        self.summary: SummaryFigures | None = None
        self._free_since: datetime | None = None
        self._finishing_since: datetime | None = None
        """Both by the database's clock."""
        self._followed = False
        self.asked_for: datetime | None = None
        """When START was pressed for it (database's clock), where that was here."""
        self._earliest: datetime | None = None
        self._energy: tuple[int, float | None] = (0, None)
        self._curve: tuple[int, tuple[CurvePoint, ...]] = (0, ())
        self._progress: tuple[object, Progress | None] = (None, None)

    @property
    def transaction_id(self) -> int:
        """The newest transaction's id, 0 where there has been none."""
        return self.transaction.transaction_id if self.transaction else 0

    @property
    def open(self) -> bool:
        """Whether it goes on. A leftover, whose connector has been free since, does not."""
        transaction = self.transaction
        return transaction is not None and transaction.stopped is None and self._free_since is None

    @property
    def over(self) -> bool:
        """Whether there is a session that ended; leftovers count when they were seen to charge.

        A connector that is Finishing gives no more energy, although some stations close their
        transaction only when the cable is out: it is over, and open.
        """
        if self.transaction is None:
            return False
        if self.open:
            return self._finishing_since is not None
        return self.transaction.stopped is not None or self._followed

    @property
    def ended(self) -> datetime | None:
        """When it ended (database's clock), as well as is known."""
        if self.transaction is not None and self.transaction.stopped is not None:
            return self.transaction.stopped
        return self._free_since or self._finishing_since

    def take(
        self, observation: ConnectorObservation, history: StatusHistory, now: datetime
    ) -> None:
        """Take what was read at ``now`` (database's clock)."""
        transaction = observation.transaction
        if transaction is None or not 0 < transaction.transaction_id <= MAX_TRANSACTION_ID:
            transaction = None
        elif transaction.transaction_id > self.transaction_id:
            self._begin(transaction)
        elif transaction.transaction_id < self.transaction_id:
            transaction = None
        if transaction is not None and not self._reopens(transaction):
            self.transaction = transaction
        if self.transaction is None:
            return
        if transaction is not None:
            before = self.series.newest
            self.series.add(observation.sampled_values)
            if self.series.newest is not None and self.series.newest != before:
                self.clock.learn(self.series.newest, now)
        self._free_since = self._left_free(self.transaction, history, now)
        self._finishing_since = self._finishing(self.transaction, history, now)
        self._followed = self._followed or self.open

    def _begin(self, transaction: TransactionRecord) -> None:
        self.series = MeterSeries()
        self.clock = StationClock()
        self.summary = None
        self._free_since = self._finishing_since = None
        self._followed = False
        self.asked_for = self._earliest = None
        self._energy, self._curve, self._progress = (0, None), (0, ()), (None, None)
        if transaction.start_timestamp is not None:
            self.clock.learn(transaction.start_timestamp, transaction.started)

    def _reopens(self, transaction: TransactionRecord) -> bool:
        held = self.transaction
        return (
            held is not None
            and held.transaction_id == transaction.transaction_id
            and held.stopped is not None
            and transaction.stopped is None
        )

    def _left_free(
        self, transaction: TransactionRecord, history: StatusHistory, now: datetime
    ) -> datetime | None:
        """Return since when the connector has been free although there is no stop."""
        if transaction.stopped is not None:
            return None
        newest = self.series.newest or _begun(transaction, now)
        alive = self.clock.on_database(newest)
        present = history.present
        if present is None or present.received is None:
            free = history.free_since(_begun(transaction, now), newest)
            free = None if free is None else self.clock.on_database(free)
        else:
            arrived = _arrived(transaction)
            alive = arrived if self.series.newest is None else alive
            free = history.free_since(arrived, alive)
            if free is None and history.says_free_after(newest, now):
                # A start that was delivered late arrives after its connector was free.
                free = present.received
        # The record that tells it moves out of sight; only a meter value speaks against it.
        held = self._free_since
        return held if free is None and held is not None and alive <= held else free

    def _finishing(
        self, transaction: TransactionRecord, history: StatusHistory, now: datetime
    ) -> datetime | None:
        """Return since when an open transaction brings no more energy."""
        record = history.present
        if transaction.stopped is not None or record is None or record.instant is None:
            return None
        if status_of(record) is not ChargePointStatus.FINISHING:
            return None
        if record.received is not None:
            return record.received if record.received > _arrived(transaction) else None
        if record.instant in history.mistimed or record.instant <= _begun(transaction, now):
            return None
        return self.clock.on_database(record.instant)

    def curve(self) -> tuple[CurvePoint, ...]:
        """Return power and state of charge over the seconds since the start."""
        assert self.transaction is not None
        if self._curve[0] != self.series.version:
            begun = self.transaction.start_timestamp or self.transaction.started
            self._curve = self.series.version, figures.curve(self.series, begun)
        return self._curve[1]

    def progress(
        self,
        model: VehicleModel,
        start_soc: float | None,
        max_current: float | None,
        usual_effort: float,
    ) -> Progress | None:
        """Return where the charge stands (see :func:`kiosk.domain.progress.progress_of`)."""
        asked = self.series.version, model, start_soc, max_current, usual_effort
        if self._progress[0] != asked:
            self._progress = asked, progress_of(self.series, *asked[1:])
        return self._progress[1]

    def duration(self, now: datetime) -> float:
        """Return the seconds from the start to ``now`` (database's clock)."""
        assert self.transaction is not None
        begun = self.transaction.started
        stamped = self.transaction.start_timestamp
        # A start that was delivered late shows on the station's own clock.
        if stamped is not None and is_sane(stamped, now):
            # One that seems to be from before it was asked for tells of a clock that was set.
            told = self.clock.on_database(stamped)
            begun = min(begun, max(told, self.asked_for or told))
        # Neither it nor what is charged by it falls while the clocks are being compared.
        self._earliest = min(begun, self._earliest or begun)
        return max(0.0, (now - self._earliest).total_seconds())

    def age(self, now: datetime) -> float | None:
        """Return the age in seconds of the newest meter value at ``now`` (database's clock)."""
        if self.series.newest is None:
            return None
        return max(0.0, (now - self.clock.on_database(self.series.newest)).total_seconds())

    def energy_wh(self) -> float | None:
        """Return the energy delivered so far in Wh; it never falls."""
        assert self.transaction is not None
        if self._energy[0] != self.series.version:
            energy = self.series.energy_wh(
                parse_number(self.transaction.start_value), self.transaction.start_timestamp
            )
            self._energy = self.series.version, energy
        return self._energy[1]

    def soc(self) -> float | None:
        """Return the newest state of charge in %."""
        return self.series.last(Quantity.SOC)

    def sum_up(
        self,
        record: DataTransferRecord | None,
        now: datetime,
        *,
        model: VehicleModel | None,
        start_soc: float | None,
        intent: StartIntent | None,
        stopped_for: EndedBy | None,
    ) -> Remark | None:
        """Bring the summary up to date; figures of the vendor's message are never given up."""
        assert self.transaction is not None
        message, remark = None, None
        try:
            message = own_session_summary(record, self.transaction, self.series)
        except Malformed as error:
            remark = Remark(f"summary {self.transaction_id}", f"SessionSummary ignored: {error}")
        held = self.summary
        if message is None and held is not None and held.source is SummarySource.VEHICLE:
            return remark
        self.summary = work_out_summary(
            self.transaction,
            self.series,
            ended=self.ended or now,
            message=message,
            model=model,
            start_soc=start_soc,
            intent=intent,
            stopped_for=stopped_for,
        )
        return remark

    def quiet_for(self, now: datetime) -> timedelta | None:
        """Return how long ago the transaction last gave a sign of life."""
        if self.transaction is None:
            return None
        signs = [self.transaction.started]
        if self.transaction.stopped is not None:
            signs.append(self.transaction.stopped)
        if self.series.newest is not None:
            signs.append(self.clock.on_database(self.series.newest))
        return now - max(signs)


def _begun(transaction: TransactionRecord, now: datetime) -> datetime:
    """Return the start on the station's clock, the central system's where that was wrong."""
    stamped = transaction.start_timestamp
    return stamped if stamped is not None and is_sane(stamped, now) else transaction.started


def _arrived(transaction: TransactionRecord) -> datetime:
    """Return the start on the relay's clock, the central system's where the relay wasn't there."""
    return transaction.arrived or transaction.started
