"""One transaction with all that belongs to it, for the back office."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.adapters.data_transfers import DataTransferSources
from kiosk.adapters.database import DatabaseConnection
from kiosk.adapters.steve_database import decoding, queries
from kiosk.adapters.steve_database.schema import SteveSchema
from kiosk.domain.meter import SampledValue
from kiosk.domain.observation import DataTransferRecord, TransactionRecord
from kiosk.domain.vendor import SESSION_SUMMARY, VEHICLE_INFO

_PLUGGED_BEFORE = timedelta(hours=1)
_LATE_SUMMARY = timedelta(hours=1)
# The clocks of the central system and of whoever records the messages differ by seconds.
_CLOCKS_DIFFER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class TransactionView:
    """A transaction of any station in the database.

    ``session_summary`` and ``vehicle_info`` are those recorded about its end and before its
    start; ``None`` where there are none.
    """

    charge_box_id: str
    connector_id: int
    transaction: TransactionRecord
    sampled_values: tuple[SampledValue, ...]
    vehicle_info: DataTransferRecord | None
    session_summary: DataTransferRecord | None


def read_transaction(
    database: DatabaseConnection,
    schema: SteveSchema,
    data_transfers: DataTransferSources,
    read_values: Callable[[int], Sequence[str]],
    transaction_id: int,
) -> TransactionView | None:
    """Return the transaction, or ``None`` where there is none with that id."""
    rows = database.query(queries.one_transaction(schema), (transaction_id,))
    if not rows:
        return None
    _, connector_id, *fields, charge_box_id, before, after = decoding.array(rows[0][0])
    transaction = decoding.transaction(fields)
    find = _Messages(data_transfers, charge_box_id, connector_id)
    started, stopped = transaction.started, transaction.stopped
    earliest = max(filter(None, (started - _PLUGGED_BEFORE, decoding.timestamp(before))))
    vehicle_infos = find(VEHICLE_INFO, earliest, started + _CLOCKS_DIFFER)
    summaries: Sequence[DataTransferRecord] = ()
    if stopped is not None:
        latest = min(filter(None, (stopped + _LATE_SUMMARY, decoding.timestamp(after))))
        summaries = find(SESSION_SUMMARY, started, latest)
    return TransactionView(
        charge_box_id=charge_box_id,
        connector_id=connector_id,
        transaction=transaction,
        sampled_values=decoding.sampled_values(read_values(transaction_id)),
        vehicle_info=max(vehicle_infos, key=lambda it: it.received, default=None),
        session_summary=min(
            summaries, key=lambda it: abs(it.received - (stopped or started)), default=None
        ),
    )


@dataclass(frozen=True, slots=True)
class _Messages:
    sources: DataTransferSources
    charge_box_id: str
    connector_id: int

    def __call__(
        self, message_id: str, begin: datetime, end: datetime
    ) -> Sequence[DataTransferRecord]:
        log = self.sources.source()
        if log is None:
            return ()
        found = log.between(self.charge_box_id, message_id, begin, end)
        return [record for number, record in found if number in {None, self.connector_id}]
