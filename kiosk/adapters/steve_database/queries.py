"""The statements that read a station.

One statement reads it all, so that what is read belongs together. It is made of small selects,
each bounded and by index, and each row of it is a JSON array that begins with a :class:`Part`:
the parts have different columns, and decoding JSON costs a fraction of what the driver takes to
decode columns.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from kiosk.adapters.steve_database.schema import SteveSchema

# What is put into the texts are numbers, and names that were found in the schema.
# ruff: noqa: S608


STATUSES_BY_ARRIVAL = 16
STATUSES_BY_TIME = 4
VALUES = 24
# Whatever comes in becomes the newest.
_GLANCE = 2


class Part(IntEnum):
    """What a row of a statement is: the first element of its array."""

    NOW = 0
    """The database's clock."""
    STATION = 1
    """The clock, last_heartbeat_timestamp, registration_status, and a connector: id, key."""
    TRANSACTION = 2
    """Connector id, the five of a start, the array of its newest stop or null."""
    STATUS_BY_ARRIVAL = 3
    """Connector id, the six of a status; newest first."""
    STATUS_BY_TIME = 4
    """The same, by the station's clock."""
    VALUE = 5
    """Transaction id, the eight of a sampled value; newest first."""
    CHANGE = 6
    """Anything whose change tells that something has come in."""


_STATUS = "status_timestamp, status, error_code, error_info, vendor_id, vendor_error_code"
_START = "t.transaction_pk, t.id_tag, t.event_timestamp, t.start_timestamp, t.start_value"
# No number is longer than 64 characters, and the column takes 64 KiB.
_VALUE = (
    "value_timestamp, LEFT(value, 65), measurand, unit, phase, location, reading_context, format"
)
_STOP = (
    "(SELECT JSON_ARRAY(event_timestamp, stop_timestamp, stop_value, stop_reason)"
    " FROM transaction_stop p WHERE p.transaction_pk = t.transaction_pk"
    " ORDER BY event_timestamp DESC LIMIT 1)"
)


@dataclass(frozen=True, slots=True)
class Watched:
    """What is known of the station by now, and so can be asked for by its key.

    ``connector_pks`` are keys by connector id (0 is the station as a whole). ``transaction_ids``
    are those whose newest sampled values are wanted.
    """

    connector_pks: Mapping[int, int]
    transaction_ids: frozenset[int]


def full(schema: SteveSchema, connector_ids: Iterable[int], watched: Watched) -> str:
    """Return the statement that reads the station; the charge box id is its ``%s``, twice."""
    parts = [f"SELECT JSON_ARRAY({Part.NOW:d}, UTC_TIMESTAMP(6))"]
    parts.append(_station(schema, connector_ids, "%s"))
    for connector_id, connector_pk in watched.connector_pks.items():
        by_time = STATUSES_BY_ARRIVAL
        if schema.status_arrival_index:
            by_time = STATUSES_BY_TIME
            parts.append(_by_arrival(schema, connector_id, connector_pk, STATUSES_BY_ARRIVAL))
        parts.append(_by_time(schema, connector_id, connector_pk, by_time))
        if connector_id:
            parts.append(
                f"SELECT JSON_ARRAY({Part.TRANSACTION:d}, {connector_id}, {_START}, {_STOP})"
                f" FROM transaction_start t{_forced(schema.transactions_index)}"
                f" WHERE t.{schema.connector_pk} = {connector_pk}"
                " ORDER BY t.transaction_pk DESC LIMIT 1"
            )
    if schema.values_arrival_index:
        parts += [values(schema, it, VALUES, 0) for it in watched.transaction_ids]
    return _together(parts)


def glance(
    schema: SteveSchema, connector_ids: Iterable[int], watched: Watched, data_transfers: str | None
) -> str:
    """Return the statement that tells whether anything has changed.

    It reads the station's own row, and of all else just enough to see that more came in.
    ``data_transfers`` is a select of a station's newest DataTransfer, if there is one. The charge
    box id is its ``?``: twice, and once more with ``data_transfers``.
    """
    parts = [_station(schema, connector_ids, "?")]
    statuses = _by_arrival if schema.status_arrival_index else _by_time
    for connector_id, connector_pk in watched.connector_pks.items():
        parts.append(statuses(schema, connector_id, connector_pk, _GLANCE))
        if connector_id:
            parts.append(
                f"SELECT JSON_ARRAY({Part.CHANGE:d}, MAX(transaction_pk))"
                f" FROM transaction_start{_forced(schema.transactions_index)}"
                f" WHERE {schema.connector_pk} = {connector_pk}"
            )
    for transaction_id in watched.transaction_ids:
        parts.append(
            f"SELECT JSON_ARRAY({Part.CHANGE:d}, MAX(event_timestamp))"
            f" FROM transaction_stop WHERE transaction_pk = {transaction_id}"
        )
        if schema.values_arrival_index:
            parts.append(values(schema, transaction_id, _GLANCE, 0))
    if data_transfers:
        parts.append(f"SELECT JSON_ARRAY({Part.CHANGE:d}, ({data_transfers}))")
    return _together(parts)


def values(schema: SteveSchema, transaction_id: int, limit: int, offset: int) -> str:
    """Return the statement for a page of a transaction's sampled values, newest first.

    Without an index in the order of arrival there is no order, and so no pages.
    """
    index = schema.values_arrival_index
    newest_first = _only("transaction_pk", transaction_id)
    return (
        f"SELECT JSON_ARRAY({Part.VALUE:d}, transaction_pk, {_VALUE})"
        f" FROM connector_meter_value{_forced(index)}"
        f" WHERE {newest_first if index else f'transaction_pk = {transaction_id:d}'}"
        f" LIMIT {limit:d} OFFSET {offset:d}"
    )


def one_transaction(schema: SteveSchema) -> str:
    """Return the statement for a transaction by its id, with its station and connector."""
    return (
        f"SELECT JSON_ARRAY({Part.TRANSACTION:d}, c.{schema.connector_id}, {_START}, {_STOP},"
        f" c.charge_box_id, {_neighbour(schema, '<', 'DESC')}, {_neighbour(schema, '>', 'ASC')})"
        f" FROM transaction_start t JOIN {schema.connector_table} c"
        f" ON c.{schema.connector_pk} = t.{schema.connector_pk}"
        " WHERE t.transaction_pk = %s"
    )


def _neighbour(schema: SteveSchema, comparison: str, order: str) -> str:
    key = schema.connector_pk
    return (
        f"(SELECT n.event_timestamp FROM transaction_start n WHERE n.{key} = t.{key}"
        f" AND n.transaction_pk {comparison} t.transaction_pk"
        f" ORDER BY n.transaction_pk {order} LIMIT 1)"
    )


def _station(schema: SteveSchema, connector_ids: Iterable[int], mark: str) -> str:
    return (
        f"SELECT JSON_ARRAY({Part.STATION:d}, UTC_TIMESTAMP(6), b.last_heartbeat_timestamp,"
        f" b.registration_status, c.{schema.connector_id}, c.{schema.connector_pk})"
        f" FROM charge_box b LEFT JOIN {schema.connector_table} c ON c.charge_box_id = {mark}"
        f" AND c.{schema.connector_id} IN ({', '.join(map(str, (0, *connector_ids)))})"
        f"{_of_ocpp_16(schema)} WHERE b.charge_box_id = {mark}"
    )


def _by_arrival(schema: SteveSchema, connector_id: int, connector_pk: int, limit: int) -> str:
    return (
        f"SELECT JSON_ARRAY({Part.STATUS_BY_ARRIVAL:d}, {connector_id}, {_STATUS})"
        f" FROM connector_status{_forced(schema.status_arrival_index)}"
        f" WHERE {_only(schema.connector_pk, connector_pk)} LIMIT {limit:d}"
    )


def _by_time(schema: SteveSchema, connector_id: int, connector_pk: int, limit: int) -> str:
    return (
        f"SELECT JSON_ARRAY({Part.STATUS_BY_TIME:d}, {connector_id}, {_STATUS})"
        f" FROM connector_status{_forced(schema.status_time_index)}"
        f" WHERE {schema.connector_pk} = {connector_pk}"
        f" ORDER BY status_timestamp DESC LIMIT {limit:d}"
    )


def _only(column: str, key: int) -> str:
    # An equality would be read forwards whatever the order asked for; a range is read backwards,
    # and so begins with the row that arrived last.
    return f"{column} > {key - 1:d} AND {column} < {key + 1:d} ORDER BY {column} DESC"


def _together(parts: Iterable[str]) -> str:
    return " UNION ALL ".join(f"({part})" for part in parts)


def _forced(index: str | None) -> str:
    return f" FORCE INDEX ({index})" if index else ""


def _of_ocpp_16(schema: SteveSchema) -> str:
    return " AND c.topology_source = 'ocpp1'" if schema.connector_table == "evse" else ""
