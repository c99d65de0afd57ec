"""The relay's two tables, in SQLite, MariaDB or MySQL. All times are UTC, without a zone."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.mysql import DATETIME, MEDIUMTEXT

from kiosk.relay.records import DataTransferRow, StationEventRow

METADATA = MetaData()

# SQLite counts by itself only in a column of exactly this type.
_KEY = BigInteger().with_variant(Integer, "sqlite")
_MOMENT = DateTime().with_variant(DATETIME(fsp=6), "mysql", "mariadb")
_LONG_TEXT = Text().with_variant(MEDIUMTEXT(), "mysql", "mariadb")
# A number is never given out twice, since readers ask for those after the last one they saw.
_OPTIONS: dict[str, Any] = {
    "sqlite_autoincrement": True,
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mariadb_engine": "InnoDB",
    "mariadb_charset": "utf8mb4",
    "mariadb_collate": "utf8mb4_bin",
}

DATA_TRANSFER = Table(
    "data_transfer",
    METADATA,
    Column("id", _KEY, primary_key=True, autoincrement=True),
    Column("charge_box_id", String(255), nullable=False),
    Column("vendor_id", String(255), nullable=False),
    Column("message_id", String(50), nullable=False),
    Column("data", _LONG_TEXT, nullable=False),
    Column("received_timestamp", _MOMENT, nullable=False),
    Column("unique_id", String(255), nullable=False),
    Column("connector_id", Integer),
    Index("data_transfer_newest", "charge_box_id", "vendor_id", "message_id", "id"),
    # Of nothing else: then a station's rows stand in it in their order.
    Index("data_transfer_station", "charge_box_id"),
    **_OPTIONS,
)

STATION_EVENT = Table(
    "station_event",
    METADATA,
    Column("id", _KEY, primary_key=True, autoincrement=True),
    Column("charge_box_id", String(255), nullable=False),
    Column("connector_id", Integer),
    Column("kind", String(16), nullable=False),
    Column("status", String(50)),
    Column("error_code", String(50)),
    Column("vendor_error_code", String(50)),
    Column("info", String(255)),
    Column("station_timestamp", _MOMENT),
    Column("transaction_id", BigInteger),
    Column("received_timestamp", _MOMENT, nullable=False),
    Index("station_event_station", "charge_box_id"),
    **_OPTIONS,
)

Row = DataTransferRow | StationEventRow


def table_of(row: Row) -> Table:
    """Return the table that the row belongs to."""
    return DATA_TRANSFER if isinstance(row, DataTransferRow) else STATION_EVENT


def columns_of(row: Row) -> dict[str, Any]:
    """Return the row's values by column."""
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    values["received_timestamp"] = values.pop("received")
    return {name: _column(value) for name, value in values.items()}


def _column(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    # An enumeration's member is not a plain str to every driver.
    return str(value) if isinstance(value, str) else value
