"""The statements that read a station.

One statement reads it all, so that what is read belongs together. It is made of small selects,
each bounded and by index, and each row of it is a JSON array that begins with a :class:`Part`:
the parts have different columns, and decoding JSON costs a fraction of what the driver takes to
decode columns.
"""

# What is put into the texts are numbers, and names that were found in the schema.
# ruff: noqa: S608

from collections.abc import Iterable, Mapping
from enum import IntEnum

from kiosk.adapters.steve_database.schema import SteveSchema

STATUSES_BY_ARRIVAL = 16
STATUSES_BY_TIME = 4
VALUES_PAGE = 24


class Part(IntEnum):
    """What a row of the statement is: the first element of its array."""

    NOW = 0
    """Part, the database's clock."""
    CHARGE_BOX = 1
    """Part, last_heartbeat_timestamp, registration_status."""
    CONNECTOR = 2
    """Part, connector id, key."""
    TRANSACTION = 3
    """Part, connector id, the five of a start, the array of its newest stop or null."""
    STATUS_BY_ARRIVAL = 4
    """Part, connector id, the six of a status; newest first."""
    STATUS_BY_TIME = 5
    """The same, by the station's clock."""
    VALUE = 6
    """Part, transaction id, the eight of a sampled value; newest first."""


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


def poll(
    schema: SteveSchema,
    connector_ids: Iterable[int],
    connector_pks: Mapping[int, int],
    transaction_ids: Iterable[int],
) -> str:
    """Return the statement that reads the station; its one parameter (``?``) is used twice.

    ``connector_pks`` are the keys known by now (connector 0 is the station as a whole), and
    ``transaction_ids`` those whose newest sampled values are wanted.
    """
    parts = [f"SELECT JSON_ARRAY({Part.NOW:d}, UTC_TIMESTAMP(6))"]
    parts.append(
        f"SELECT JSON_ARRAY({Part.CHARGE_BOX:d}, last_heartbeat_timestamp, registration_status)"
        " FROM charge_box WHERE charge_box_id = ?"
    )
    parts.append(
        f"SELECT JSON_ARRAY({Part.CONNECTOR:d}, {schema.connector_id}, {schema.connector_pk})"
        f" FROM {schema.connector_table} WHERE charge_box_id = ?"
        f" AND {schema.connector_id} IN ({', '.join(map(str, (0, *connector_ids)))})"
        + _of_ocpp_16(schema)
    )
    for connector_id, connector_pk in connector_pks.items():
        parts += _statuses(schema, connector_id, connector_pk)
        if connector_id:
            parts.append(
                f"SELECT JSON_ARRAY({Part.TRANSACTION:d}, {connector_id}, {_START}, {_STOP})"
                f" FROM transaction_start t{_forced(schema.transactions_index)}"
                f" WHERE t.{schema.connector_pk} = {connector_pk}"
                " ORDER BY t.transaction_pk DESC LIMIT 1"
            )
    if schema.values_arrival_index:
        parts += [
            values(schema, transaction_id, VALUES_PAGE, 0) for transaction_id in transaction_ids
        ]
    return " UNION ALL ".join(f"({part})" for part in parts)


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


def _statuses(schema: SteveSchema, connector_id: int, connector_pk: int) -> Iterable[str]:
    by_time = STATUSES_BY_ARRIVAL
    if schema.status_arrival_index:
        by_time = STATUSES_BY_TIME
        yield (
            f"SELECT JSON_ARRAY({Part.STATUS_BY_ARRIVAL:d}, {connector_id}, {_STATUS})"
            f" FROM connector_status{_forced(schema.status_arrival_index)}"
            f" WHERE {_only(schema.connector_pk, connector_pk)} LIMIT {STATUSES_BY_ARRIVAL}"
        )
    yield (
        f"SELECT JSON_ARRAY({Part.STATUS_BY_TIME:d}, {connector_id}, {_STATUS})"
        f" FROM connector_status{_forced(schema.status_time_index)}"
        f" WHERE {schema.connector_pk} = {connector_pk}"
        f" ORDER BY status_timestamp DESC LIMIT {by_time}"
    )


def _only(column: str, key: int) -> str:
    # An equality would be read forwards whatever the order asked for; a range is read backwards,
    # and so begins with the row that arrived last.
    return f"{column} > {key - 1:d} AND {column} < {key + 1:d} ORDER BY {column} DESC"


def _forced(index: str | None) -> str:
    return f" FORCE INDEX (`{index.replace('`', '``')}`)" if index else ""


def _of_ocpp_16(schema: SteveSchema) -> str:
    return " AND topology_source = 'ocpp1'" if schema.connector_table == "evse" else ""
