"""SteVe's tables as both generations have them, made from the records in tests/data/steve."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import pymysql

from kiosk.adapters.database import DatabaseAddress
from tests.integration.mariadb_server import MariaDBServer

RECORDS = Path(__file__).parents[1] / "data" / "steve"

CHARGE_BOX_ID = "STATION_01"

DATA_TRANSFER_TABLE = """
CREATE TABLE `{name}` (
    pk BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    charge_box_id VARCHAR(255) NOT NULL,
    vendor_id VARCHAR(255) NOT NULL,
    message_id VARCHAR(255) NULL,
    data {data_type} NULL,
    received_timestamp TIMESTAMP(6) NULL,
    {more}
    KEY data_transfer_charge_box_id_idx (charge_box_id)
)
"""

_VIEWS = (
    """
    CREATE VIEW transaction AS
    SELECT s.transaction_pk, s.{connector}_pk, s.id_tag,
           s.event_timestamp AS start_event_timestamp, s.start_timestamp, s.start_value,
           p.event_actor AS stop_event_actor, p.event_timestamp AS stop_event_timestamp,
           p.stop_timestamp, p.stop_value, p.stop_reason
    FROM transaction_start s
    LEFT JOIN transaction_stop p ON p.transaction_pk = s.transaction_pk AND p.event_timestamp =
        (SELECT MAX(q.event_timestamp) FROM transaction_stop q
         WHERE q.transaction_pk = s.transaction_pk)
    """,
    """
    CREATE VIEW ocpp_tag_activity AS
    SELECT o.ocpp_tag_pk, o.id_tag, o.parent_id_tag, o.expiry_date,
           o.max_active_transaction_count, o.note,
           COUNT(t.id_tag) AS active_transaction_count,
           COUNT(t.id_tag) > 0 AS in_transaction,
           o.max_active_transaction_count = 0 AS blocked
    FROM ocpp_tag o
    LEFT JOIN transaction t ON t.id_tag = o.id_tag AND t.stop_timestamp IS NULL
    GROUP BY o.ocpp_tag_pk
    """,
)


class Generation(Enum):
    """How SteVe calls a connector's table, and its key."""

    CONNECTOR = "connector"
    EVSE = "evse"


@dataclass(frozen=True, slots=True)
class Sample:
    """One sampled value to be inserted."""

    value: str | None
    measurand: str | None = None
    unit: str | None = None
    phase: str | None = None


class SteveDatabase:
    """A schema of its own on a server, with the rows a test wants in it."""

    def __init__(
        self, server: MariaDBServer, name: str, generation: Generation = Generation.EVSE
    ) -> None:
        self.server = server
        self.name = name
        self.generation = generation
        self.connection = server.connect()
        self.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci")
        self.connection.select_db(name)
        for statement in schema(generation):
            self.execute(statement)

    def drop(self) -> None:
        """Delete it, with its users."""
        # A test may have stopped the server or changed the connection.
        self.connection.close()
        self.connection = self.server.connect()
        self.execute(f"DROP DATABASE `{self.name}`")
        for (user,) in self.query("SELECT User FROM mysql.user WHERE User = %s", self.user):
            self.execute(f"DROP USER '{user}'@'%%'")
        self.connection.close()

    @property
    def user(self) -> str:
        """The name of the kiosk's account, made by :meth:`create_user`."""
        return f"kiosk_{self.name}"

    def address(self, port: int | None = None, **more: Any) -> DatabaseAddress:
        """Where the kiosk finds it, as the administrator unless ``more`` says otherwise."""
        user = more.pop("user", "root")
        host = more.pop("host", "127.0.0.1")
        url = f"mysql://{user}@{host}:{port or self.server.port}/{self.name}"
        return DatabaseAddress(url, more.pop("password", None), **more)

    def create_user(self, grants: str) -> DatabaseAddress:
        """Make an account by the statements in ``grants``, as docs/database.md words them."""
        text = grants.replace("stevedb", self.name).replace("'kiosk'", f"'{self.user}'")
        text = text.replace("%", "%%")
        for statement in filter(None, (part.strip() for part in text.split(";"))):
            self.execute(statement)
        return self.address(user=self.user, password="choose-a-password")

    def execute(self, sql: str, *parameters: Any) -> int:
        """Run a statement and return the last inserted id."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return int(cursor.lastrowid or 0)

    def query(self, sql: str, *parameters: Any) -> Sequence[tuple[Any, ...]]:
        """Return the rows of a statement."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return tuple(cursor.fetchall())

    def now(self) -> datetime:
        """The server's clock."""
        moment: datetime = self.query("SELECT UTC_TIMESTAMP(6)")[0][0]
        return moment.replace(tzinfo=UTC)

    def insert(self, table: str, **values: Any) -> int:
        """Insert a row; ``connector_pk`` stands for either generation's column."""
        if self.generation is Generation.EVSE and "connector_pk" in values:
            values["evse_pk"] = values.pop("connector_pk")
        columns = ", ".join(f"`{name}`" for name in values)
        marks = ", ".join(["%s"] * len(values))
        return self.execute(
            f"INSERT INTO `{table}` ({columns}) VALUES ({marks})", *map(_naive, values.values())
        )

    def charge_box(self, charge_box_id: str = CHARGE_BOX_ID, **values: Any) -> int:
        """Register a station, by default with a Heartbeat just now."""
        values.setdefault("last_heartbeat_timestamp", self.now())
        return self.insert("charge_box", charge_box_id=charge_box_id, **values)

    def connector(self, connector_id: int, charge_box_id: str = CHARGE_BOX_ID) -> int:
        """Make the connector known, and return its key."""
        if self.generation is Generation.EVSE:
            return self.insert(
                "evse", charge_box_id=charge_box_id, evse_id=connector_id, topology_source="ocpp1"
            )
        return self.insert("connector", charge_box_id=charge_box_id, connector_id=connector_id)

    def status(
        self,
        connector_pk: int,
        status: str | None,
        at: datetime | None,
        error_code: str | None = "NoError",
        **values: Any,
    ) -> None:
        """Insert a StatusNotification."""
        self.insert(
            "connector_status",
            connector_pk=connector_pk,
            status=status,
            status_timestamp=at,
            error_code=error_code,
            **values,
        )

    def start(self, connector_pk: int, at: datetime, id_tag: str = "KIOSK01", **values: Any) -> int:
        """Start a transaction, and return its id."""
        row = {"event_timestamp": at, "start_timestamp": at, "start_value": "0"} | values
        # The tags of a real SteVe are a foreign key; here one row serves them all.
        with suppress(pymysql.err.IntegrityError):
            self.insert("ocpp_tag", id_tag=id_tag)
        return self.insert("transaction_start", connector_pk=connector_pk, id_tag=id_tag, **row)

    def stop(self, transaction_id: int, at: datetime, **values: Any) -> None:
        """Insert a stop row."""
        row = {
            "event_timestamp": at,
            "event_actor": "station",
            "stop_timestamp": at,
            "stop_value": "3",
            "stop_reason": "Remote",
        } | values
        self.insert("transaction_stop", transaction_pk=transaction_id, **row)

    def meter_values(
        self, connector_pk: int, transaction_id: int | None, at: datetime | None, *samples: Sample
    ) -> None:
        """Insert the sampled values of one meter value."""
        for sample in samples:
            self.insert(
                "connector_meter_value",
                connector_pk=connector_pk,
                transaction_pk=transaction_id,
                value_timestamp=at,
                value=sample.value,
                measurand=sample.measurand,
                unit=sample.unit,
                phase=sample.phase,
                reading_context="Sample.Periodic",
            )

    def data_transfer_table(
        self, name: str = "data_transfer", data_type: str = "TEXT", more: str = ""
    ) -> None:
        """Create an installation's table of DataTransfer messages."""
        self.execute(DATA_TRANSFER_TABLE.format(name=name, data_type=data_type, more=more))

    def data_transfer(
        self,
        message_id: str,
        data: Any,
        at: datetime | None,
        table: str = "data_transfer",
        **values: Any,
    ) -> int:
        """Record a DataTransfer of the vendor."""
        row = {
            "charge_box_id": CHARGE_BOX_ID,
            "vendor_id": "RivotMotors",
            "message_id": message_id,
            "data": data if isinstance(data, str | bytes | None) else json.dumps(data),
            "received_timestamp": at,
        } | values
        return self.insert(table, **row)

    def replay(self, row: "RecordedRow", charge_box_id: str = CHARGE_BOX_ID) -> None:
        """Insert a row of the recorded session, making what it needs first."""
        values: dict[str, Any] = dict(row.values)
        if row.table in {"charge_box", "data_transfer"}:
            values["charge_box_id"] = charge_box_id
        if row.table == "transaction_start":
            self.insert("ocpp_tag", id_tag=values["id_tag"])
        if "connector_id" in values:
            values["connector_pk"] = self.connector_pk(charge_box_id, values.pop("connector_id"))
        self.insert(row.table, **values)

    def connector_pk(self, charge_box_id: str, connector_id: int) -> int:
        """Return a connector's key, making it known first where it is not."""
        word = self.generation.value
        found = self.query(
            f"SELECT {word}_pk FROM {word} WHERE charge_box_id = %s AND {word}_id = %s",
            charge_box_id,
            connector_id,
        )
        return int(found[0][0]) if found else self.connector(connector_id, charge_box_id)


@dataclass(frozen=True, slots=True)
class RecordedRow:
    """A row that the recorded session wrote, at the time its frame passed (UTC).

    ``connector_id`` stands in ``values`` for the connector's key.
    """

    at: datetime
    table: str
    values: dict[str, Any]


def recorded_session(begin: datetime | None = None) -> Iterator[RecordedRow]:
    """Yield the rows of the recorded session in their true order, DataTransfers included.

    It lasts 102 s. With ``begin`` its first frame, and all timestamps with it, move there.
    """
    text = (RECORDS / "session.frames.jsonl").read_text()
    frames = [json.loads(line) for line in text.splitlines()]
    statuses = _session_rows("connector_status")
    sampled = _session_rows("connector_meter_value")
    (transaction,) = _session_rows("transaction")
    date = str(transaction["start_event_timestamp"])[:10]
    moments = [datetime.fromisoformat(f"{date}T{frame['at']}+00:00") for frame in frames]
    shift = begin - moments[0] if begin else timedelta()
    for moment, (kind, _, *rest) in zip(moments, (f["frame"] for f in frames), strict=True):
        if kind != 2:
            continue
        at = moment + shift
        action, payload = rest
        for table, row in _rows_of(action, payload, at, statuses, sampled, transaction):
            moved = {
                name: _moved(value, shift) if name.endswith("timestamp") else value
                for name, value in row.items()
            }
            yield RecordedRow(at, table, moved)


def _rows_of(
    action: str,
    payload: dict[str, Any],
    at: datetime,
    statuses: list[dict[str, Any]],
    sampled: list[dict[str, Any]],
    transaction: dict[str, Any],
) -> Iterator[tuple[str, dict[str, Any]]]:
    if action == "BootNotification":
        yield "charge_box", {"last_heartbeat_timestamp": at}
    elif action == "StatusNotification":
        yield "connector_status", statuses.pop(0)
    elif action == "MeterValues":
        for _ in (s for value in payload["meterValue"] for s in value["sampledValue"]):
            yield "connector_meter_value", sampled.pop(0)
    elif action == "DataTransfer":
        yield (
            "data_transfer",
            {
                "vendor_id": payload["vendorId"],
                "message_id": payload["messageId"],
                "data": payload["data"],
                "received_timestamp": at,
            },
        )
    elif action == "StartTransaction":
        row = {name: transaction[name] for name in ("transaction_pk", "connector_id", "id_tag")}
        row |= {name: transaction[name] for name in ("start_timestamp", "start_value")}
        yield "transaction_start", row | {"event_timestamp": transaction["start_event_timestamp"]}
    elif action == "StopTransaction":
        row = {
            name: transaction[name]
            for name in ("transaction_pk", "stop_timestamp", "stop_value", "stop_reason")
        }
        row |= {
            "event_actor": transaction["stop_event_actor"],
            "event_timestamp": transaction["stop_event_timestamp"],
        }
        yield "transaction_stop", row


def _session_rows(table: str) -> list[dict[str, Any]]:
    rows = []
    for record in _tsv(f"session.{table}.tsv"):
        row: dict[str, Any] = {
            name: None if value == "NULL" else value for name, value in record.items()
        }
        row["connector_id"] = int(row.pop("evse_pk"))
        rows.append(row)
    return rows


def _moved(value: Any, shift: timedelta) -> datetime:
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC) + shift
    assert isinstance(value, datetime)
    return value


def _naive(value: Any) -> Any:
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value


def schema(generation: Generation) -> Iterator[str]:
    """Yield the statements that make a generation's tables and views."""
    indexes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    unique: dict[tuple[str, str], bool] = {}
    for row in _tsv(f"{generation.value}-generation.indexes.tsv"):
        indexes[row["table_name"]][row["index_name"]].append(row["column_name"])
        unique[row["table_name"], row["index_name"]] = row["non_unique"] == "0"
    tables: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _tsv(f"{generation.value}-generation.columns.tsv"):
        tables[row["table_name"]].append(row)
    for table, columns in tables.items():
        if table in {"transaction", "ocpp_tag_activity"}:
            continue
        keys = dict(indexes[table])
        if not keys and columns[0]["column_key"] == "PRI":
            keys["PRIMARY"] = [columns[0]["column_name"]]
        numbered = keys.get("PRIMARY", [])
        parts = [_column(row, numbered) for row in columns]
        for index, names in keys.items():
            quoted = ", ".join(f"`{name}`" for name in names)
            if index == "PRIMARY":
                parts.append(f"PRIMARY KEY ({quoted})")
            else:
                word = "UNIQUE KEY" if unique[table, index] else "KEY"
                parts.append(f"{word} `{index}` ({quoted})")
        yield f"CREATE TABLE `{table}` ({', '.join(parts)}) ENGINE=InnoDB"
    for view in _VIEWS:
        yield view.format(connector=generation.value)


def _column(row: dict[str, str], primary_key: Sequence[str]) -> str:
    text = f"`{row['column_name']}` {row['column_type']}"
    text += " NULL" if row["is_nullable"] == "YES" else " NOT NULL"
    # The records don't tell which keys count by themselves: those that are one number.
    if primary_key == [row["column_name"]] and row["column_type"].startswith("int"):
        return f"{text} AUTO_INCREMENT"
    if row["column_default"] not in {"", "NULL"}:
        text += f" DEFAULT {row['column_default']}"
    return text


def _tsv(name: str) -> list[dict[str, str]]:
    with (RECORDS / name).open(newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))
