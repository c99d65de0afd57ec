"""Reads the station: blocking, in one thread, as its connection."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.adapters.data_transfers import DataTransferSources, NewestDataTransfers
from kiosk.adapters.database import DatabaseConnection, SchemaChanged
from kiosk.adapters.station_events import StationEvents
from kiosk.adapters.steve_database import decoding, queries
from kiosk.adapters.steve_database.meter_values import MAX_VALUES, new_values
from kiosk.adapters.steve_database.schema import SteveSchema, find_schema
from kiosk.domain.errors import KioskError, Malformed, Misconfigured
from kiosk.domain.observation import ConnectorObservation, StationObservation, TransactionRecord
from kiosk.domain.vendor import SESSION_SUMMARY, VEHICLE_INFO

_log = logging.getLogger(__name__)

LATE_VALUES = timedelta(minutes=10)
"""How long after a stop values of the transaction are still looked for."""

Tails = Mapping[int, tuple[str, ...]]
"""The newest delivered rows of the transactions whose values have been delivered."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a poll reads, and in which of the connections."""

    connection: int
    schema: SteveSchema
    watched: queries.Watched
    data_transfers: str | None
    """The select that tells of more DataTransfer messages, where there is one."""


class Station:
    """One station in SteVe's database."""

    def __init__(
        self,
        charge_box_id: str,
        connector_ids: Sequence[int],
        database: DatabaseConnection,
        data_transfers: DataTransferSources,
        events: StationEvents | None = None,
    ) -> None:
        """``events`` are what the relay saw, if there may be one."""
        self._charge_box_id = charge_box_id
        self._connector_ids = connector_ids
        self._database = database
        self._data_transfers = data_transfers
        self._events = events
        self._schema: SteveSchema | None = None
        self._schema_connection = 0
        self._plan: _Plan | None = None
        """What the prepared glance reads."""
        self._glanced: Sequence[str] | None = None
        self._newest = NewestDataTransfers({})
        self._rows: decoding.PollRows | None = None
        self._connector_pks: Mapping[int, int] = {}
        self._read_on: frozenset[int] = frozenset()

    def read(self, tails: Tails) -> tuple[StationObservation, Tails]:
        """Read all, with the values that ``tails`` don't hold; return the tails that then do."""
        try:
            return self._read(tails)
        except Misconfigured as fault:
            # SteVe may just have been upgraded.
            self._forget()
            self._data_transfers.forget()
            if not isinstance(fault, SchemaChanged):
                raise
            _log.info("Looking at the schema again: %s", fault)
            return self._read(tails)
        except KioskError:
            self._forget()
            raise

    def _forget(self) -> None:
        self._schema = None
        self._plan = None

    def schema(self) -> SteveSchema:
        """Return the schema as it was found with this connection."""
        self._database.connect()
        if self._schema is None or self._schema_connection != self._database.connections:
            self._schema = find_schema(self._database)
            self._schema_connection = self._database.connections
            _log.info("SteVe's connectors are in the table %s", self._schema.connector_table)
        return self._schema

    def all_values(self, transaction_id: int) -> Sequence[str]:
        """Return the rows of all sampled values of a transaction."""
        return self._new_values(transaction_id, (), None)[0]

    def _new_values(
        self, transaction_id: int, tail: Sequence[str], page: Sequence[str] | None
    ) -> tuple[Sequence[str], tuple[str, ...]]:
        schema = self.schema()

        def read_page(limit: int, offset: int) -> Sequence[str]:
            return self._texts(queries.values(schema, transaction_id, limit, offset))

        if schema.values_arrival_index is None:
            return read_page(MAX_VALUES, 0), ()
        return new_values(page, tail, read_page)

    def _read(self, tails: Tails) -> tuple[StationObservation, Tails]:
        rows, changed = self._poll()
        if changed or self._plan is None or self._plan.data_transfers is None:
            self._newest = self._data_transfers.newest()
        if self._events is not None:
            # After the messages: then the plugging-in that one belongs to has been read too.
            self._events.read()
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
            new[transaction_id], kept[transaction_id] = self._new_values(
                transaction_id, tail or (), page
            )
        self._read_on = frozenset(read_on)
        self._prepare_glance(self._current_plan())
        observation = self._observation(rows, new)
        return self._events.laid_over(observation) if self._events else observation, kept

    def _poll(self) -> tuple[decoding.PollRows, bool]:
        """Read the station, all of it only if anything has changed; tell whether it has."""
        plan = self._current_plan()
        glanced: Sequence[str] | None = None
        if plan == self._plan:
            station, glanced = self._glance()
            if station and glanced == self._glanced and self._rows is not None:
                head = decoding.split(station)
                if head.connector_pks == self._rows.connector_pks:
                    self._rows.take_over(head)
                    return self._rows, False
        # The glance was taken first: what came in since then will be another change.
        self._rows, self._glanced = self._read_all(plan), glanced
        return self._rows, True

    def _read_all(self, plan: _Plan) -> decoding.PollRows:
        for _ in range(3):
            statement = queries.full(plan.schema, self._connector_ids, plan.watched)
            rows = decoding.split(self._texts(statement, (self._charge_box_id,) * 2))
            if plan.schema.values_arrival_index:
                # None of them is something else than not asked for.
                for transaction_id in plan.watched.transaction_ids:
                    rows.values.setdefault(transaction_id, [])
            if rows.connector_pks == plan.watched.connector_pks:
                return rows
            # A connector was heard of for the first time, or was made anew.
            self._connector_pks = rows.connector_pks
            plan = self._current_plan()
        raise Malformed("the connectors' keys change with every look")

    def _current_plan(self) -> _Plan:
        # First, for it makes the connection.
        schema = self.schema()
        watched = queries.Watched(self._connector_pks, self._read_on)
        data_transfers = self._data_transfers.newest_key(self._database)
        return _Plan(self._database.connections, schema, watched, data_transfers)

    def _prepare_glance(self, plan: _Plan) -> None:
        if plan == self._plan:
            return
        self._plan, self._glanced = None, None
        statement = queries.glance(
            plan.schema, self._connector_ids, plan.watched, plan.data_transfers
        )
        self._database.query("SET @charge_box_id = %s", (self._charge_box_id,))
        self._database.query("PREPARE glance FROM %s", (statement,))
        self._plan = plan

    def _glance(self) -> tuple[Sequence[str], Sequence[str]]:
        """Return the station's own rows, and those that tell of a change."""
        station: list[str] = []
        others: list[str] = []
        assert self._plan is not None
        parameters = ", ".join(["@charge_box_id"] * (3 if self._plan.data_transfers else 2))
        for text in self._texts(f"EXECUTE glance USING {parameters}"):
            (station if text.startswith(decoding.STATION_PREFIX) else others).append(text)
        return station, others

    def _texts(self, sql: str, parameters: tuple[str, ...] = ()) -> Sequence[str]:
        return [row[0] for row in self._database.query(sql, parameters)]

    def _observation(
        self,
        rows: decoding.PollRows,
        new: Mapping[int, Sequence[str]],
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
                    vehicle_info=self._newest.of(VEHICLE_INFO, connector_id),
                    session_summary=self._newest.of(SESSION_SUMMARY, connector_id),
                )
            )
        return StationObservation(
            now=rows.now,
            registered=rows.registered,
            last_heartbeat=rows.last_heartbeat,
            connectors=tuple(connectors),
            station_statuses=rows.statuses(0),
            data_transfer_failed=self._newest.failed,
        )


def _gets_values(transaction: TransactionRecord, now: datetime) -> bool:
    return transaction.stopped is None or now - transaction.stopped < LATE_VALUES
