"""SteVe's schema as it is found: which generation, and by which indexes it is read."""

# What is put into the texts are marks for parameters.
# ruff: noqa: S608

import re
from collections import defaultdict
from dataclasses import dataclass

from kiosk.adapters.database import GUIDE, DatabaseConnection
from kiosk.domain.errors import Misconfigured

_CONNECTOR_KEYS = {"evse_pk": ("evse", "evse_id"), "connector_pk": ("connector", "connector_id")}

_COLUMNS = {
    "charge_box": {"charge_box_id", "last_heartbeat_timestamp", "registration_status"},
    "connector_status": {
        "status_timestamp",
        "status",
        "error_code",
        "error_info",
        "vendor_id",
        "vendor_error_code",
    },
    "connector_meter_value": {
        "transaction_pk",
        "value_timestamp",
        "value",
        "reading_context",
        "format",
        "measurand",
        "location",
        "unit",
        "phase",
    },
    "transaction_start": {
        "transaction_pk",
        "event_timestamp",
        "id_tag",
        "start_timestamp",
        "start_value",
    },
    "transaction_stop": {
        "transaction_pk",
        "event_timestamp",
        "stop_timestamp",
        "stop_value",
        "stop_reason",
    },
}

# Any other name could not stand in a statement as it is.
_PLAIN_NAME = re.compile(r"\w+", re.ASCII)

_LOGS = ("connector_status", "connector_meter_value")


@dataclass(frozen=True, slots=True)
class SteveSchema:
    """One generation's names and indexes.

    ``connector_table`` is ``connector`` (to migration 1.1.3) or ``evse`` (from 1.1.4 on).
    ``status_arrival_index`` and ``values_arrival_index`` hold nothing but the connector's and the
    transaction's key, so that their entries are in the order of arrival; ``None`` where there is
    no such index or the order isn't certain (docs/decisions/0002-read-in-arrival-order.md).
    """

    connector_table: str
    connector_pk: str
    connector_id: str
    status_arrival_index: str | None
    status_time_index: str | None
    values_arrival_index: str | None
    transactions_index: str | None


def find_schema(database: DatabaseConnection) -> SteveSchema:
    """Look at the schema; raises Misconfigured with what is missing."""
    tables = ("connector", "evse", *_COLUMNS)
    marks = ", ".join(["%s"] * len(tables))
    of_ours = f"WHERE table_schema = DATABASE() AND table_name IN ({marks})"
    columns: dict[str, set[str]] = defaultdict(set)
    counted: dict[str, set[str]] = defaultdict(set)
    for table, column, extra in database.query(
        f"SELECT table_name, column_name, extra FROM information_schema.columns {of_ours}",
        tables,
    ):
        columns[table].add(column)
        if "auto_increment" in str(extra).lower():
            counted[table].add(column)
    indexes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for table, index, column in database.query(
        "SELECT table_name, index_name, column_name FROM information_schema.statistics"
        f" {of_ours} ORDER BY table_name, index_name, seq_in_index",
        tables,
    ):
        indexes[table][index].append(column)
    plain = {
        table
        for table, engine, options in database.query(
            f"SELECT table_name, engine, create_options FROM information_schema.tables {of_ours}",
            tables,
        )
        if engine == "InnoDB" and "partitioned" not in str(options).lower()
    }
    _check(columns)
    connector_pk = next(key for key in _CONNECTOR_KEYS if key in columns["connector_status"])
    connector_table, connector_id = _CONNECTOR_KEYS[connector_pk]
    # Rows with equal keys are in the order of the row id, which counts arrivals where there is
    # no primary key or one that counts too.
    in_order = {
        table
        for table in plain.intersection(_LOGS)
        if set(indexes[table].get("PRIMARY", ())) <= counted[table]
    }

    def named(table: str, *of: str) -> str | None:
        found = (name for name, names in indexes[table].items() if names == [*of])
        return next(filter(_PLAIN_NAME.fullmatch, found), None)

    def arrival_index(table: str, column: str) -> str | None:
        return named(table, column) if table in in_order else None

    return SteveSchema(
        connector_table,
        connector_pk,
        connector_id,
        status_arrival_index=arrival_index("connector_status", connector_pk),
        status_time_index=named("connector_status", connector_pk, "status_timestamp"),
        values_arrival_index=arrival_index("connector_meter_value", "transaction_pk"),
        transactions_index=named("transaction_start", connector_pk),
    )


def _check(columns: dict[str, set[str]]) -> None:
    faults = []
    for table, needed in _COLUMNS.items():
        if not columns[table]:
            faults.append(table)
        else:
            faults += [f"{table}.{column}" for column in sorted(needed - columns[table])]
    key = next((key for key in _CONNECTOR_KEYS if key in columns["connector_status"]), None)
    if key is None and columns["connector_status"]:
        faults.append("connector_status.evse_pk (or connector_pk)")
    if key is not None:
        table, number = _CONNECTOR_KEYS[key]
        faults += [f"{table}.{name}" for name in (key, number) if name not in columns[table]]
        if key not in columns["transaction_start"] and columns["transaction_start"]:
            faults.append(f"transaction_start.{key}")
    if faults:
        raise Misconfigured(
            f"not found: {', '.join(faults)}. Either this is not SteVe's database, or the account"
            f" may not read them ({GUIDE})"
        )
