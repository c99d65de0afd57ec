"""Reads the station: blocking, in one thread, as its connection."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.adapters.data_transfers import DataTransferSources, NewestDataTransfers
from kiosk.adapters.database import DatabaseConnection, SchemaChanged
from kiosk.adapters.steve_database import decoding, queries
from kiosk.adapters.steve_database.meter_values import MAX_VALUES, new_values, tail_of
from kiosk.adapters.steve_database.schema import SteveSchema, find_schema
from kiosk.domain.errors import Malformed, Misconfigured
from kiosk.domain.observation import ConnectorObservation, StationObservation, TransactionRecord
from kiosk.domain.vendor import SESSION_SUMMARY, VEHICLE_INFO

_log = logging.getLogger(__name__)

LATE_VALUES = timedelta(minutes=10)
"""How long after a stop values of the transaction are still looked for."""

Tails = Mapping[int, tuple[str, ...]]
"""The newest delivered rows of the transactions whose values have been delivered."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the statement that is prepared in the session reads."""

    connection: int
    connector_pks: Mapping[int, int]
    transaction_ids: frozenset[int]


class Station:
    """One station in SteVe's database."""

    def __init__(
        self,
        charge_box_id: str,
        connector_ids: Sequence[int],
        database: DatabaseConnection,
        data_transfers: DataTransferSources,
    ) -> None:
        self._charge_box_id = charge_box_id
        self._connector_ids = connector_ids
        self._database = database
        self._data_transfers = data_transfers
        self._schema: SteveSchema | None = None
        self._schema_connection = 0
        self._plan: _Plan | None = None
        self._connector_pks: Mapping[int, int] = {}
        self._read_on: frozenset[int] = frozenset()

    def read(self, tails: Tails) -> tuple[StationObservation, Tails]:
        """Read all, with the values that ``tails`` don't hold; return the tails that then do."""
        try:
            return self._read(tails)
        except SchemaChanged as change:
            # SteVe may just have been upgraded.
            _log.info("Looking at the schema again: %s", change)
            self._schema = None
            try:
                return self._read(tails)
            except Misconfigured:
                self._schema = None
                raise

    def schema(self) -> SteveSchema:
        """Return the schema as it was found with this connection."""
        self._database.connect()
        if self._schema is None or self._schema_connection != self._database.connections:
            self._plan = None
            self._schema = find_schema(self._database)
            self._schema_connection = self._database.connections
            _log.info("SteVe's connectors are in the table %s", self._schema.connector_table)
        return self._schema

    def values(
        self, transaction_id: int, tail: Sequence[str] = (), page: Sequence[str] | None = None
    ) -> Sequence[str]:
        """Return the rows of a transaction's sampled values that ``tail`` doesn't hold.

        ``page`` are its newest rows, where they have been read already.
        """
        schema = self.schema()

        def read_page(limit: int, offset: int) -> Sequence[str]:
            return self._texts(queries.values(schema, transaction_id, limit, offset))

        if schema.values_arrival_index is None:
            return read_page(MAX_VALUES, 0)
        return new_values(page, tail, read_page)

    def _read(self, tails: Tails) -> tuple[StationObservation, Tails]:
        rows = self._poll()
        read_on = set()
        new: dict[int, Sequence[str]] = {}
        kept: dict[int, tuple[str, ...]] = {}
        for transaction in rows.transactions.values():
            transaction_id = transaction.transaction_id
            tail = tails.get(transaction_id)
            if _gets_values(transaction, rows.now):
                read_on.add(transaction_id)
            elif tail is not None:
                kept[transaction_id] = tail
                continue
            page = rows.values.get(transaction_id)
            new[transaction_id] = self.values(transaction_id, tail or (), page)
            kept[transaction_id] = tail_of(new[transaction_id], tail or ())
        self._read_on = frozenset(read_on)
        data_transfers = self._data_transfers.newest()
        return self._observation(rows, new, data_transfers), kept

    def _poll(self) -> decoding.PollRows:
        for _ in range(3):
            self._prepare()
            rows = decoding.split(
                self._texts("EXECUTE station USING @charge_box_id, @charge_box_id")
            )
            if rows.connector_pks == self._connector_pks:
                return rows
            # A connector was heard of for the first time, or was made anew.
            self._connector_pks = rows.connector_pks
        raise Malformed("the connectors' keys change with every look")

    def _prepare(self) -> None:
        schema = self.schema()
        plan = _Plan(self._database.connections, dict(self._connector_pks), self._read_on)
        if plan == self._plan:
            return
        statement = queries.poll(
            schema, self._connector_ids, plan.connector_pks, sorted(plan.transaction_ids)
        )
        self._plan = None
        self._database.execute("SET @charge_box_id = %s", (self._charge_box_id,))
        self._database.execute("PREPARE station FROM %s", (statement,))
        self._plan = plan

    def _texts(self, sql: str) -> Sequence[str]:
        return [row[0] for row in self._database.query(sql)]

    def _observation(
        self,
        rows: decoding.PollRows,
        new: Mapping[int, Sequence[str]],
        data_transfers: NewestDataTransfers,
    ) -> StationObservation:
        connectors = []
        for connector_id in self._connector_ids:
            transaction = rows.transactions.get(connector_id)
            texts = new.get(transaction.transaction_id, ()) if transaction else ()
            connectors.append(
                ConnectorObservation(
                    connector_id,
                    seen=connector_id in rows.connector_pks,
                    statuses=rows.statuses(connector_id),
                    transaction=transaction,
                    sampled_values=decoding.sampled_values(texts),
                    vehicle_info=data_transfers.of(VEHICLE_INFO, connector_id),
                    session_summary=data_transfers.of(SESSION_SUMMARY, connector_id),
                )
            )
        last_heartbeat, registration_status = rows.charge_box or (None, None)
        return StationObservation(
            now=rows.now,
            registered=registration_status == "Accepted",
            last_heartbeat=decoding.timestamp(last_heartbeat),
            connectors=tuple(connectors),
            station_statuses=rows.statuses(0),
            data_transfer_failed=data_transfers.failed,
        )


def _gets_values(transaction: TransactionRecord, now: datetime) -> bool:
    return transaction.stopped is None or now - transaction.stopped < LATE_VALUES
