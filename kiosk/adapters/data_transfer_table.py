"""The table that an installation keeps the DataTransfer messages in.

It is found by its columns, never by its name alone, since every installation calls it differently.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.adapters.database import GUIDE, DatabaseConnection
from kiosk.domain.errors import Misconfigured
from kiosk.domain.vendor import MAX_DATA_CHARACTERS

_NEEDED = ("charge_box_id", "vendor_id", "message_id", "data", "received_timestamp")
USUAL_NAME = "data_transfer"
"""The relay's name for it."""
_TEXT_TYPES = ("char", "text", "json", "blob", "binary")
# SQLite keeps instants as text.
_TIME_TYPES = ("timestamp", "datetime", "text")


@dataclass(frozen=True, slots=True)
class DataTransferTable:
    """The table and how it is read.

    ``row`` and ``source`` stand behind SELECT and FROM. A row is the text of a JSON array: key,
    vendor id, message id, data, received timestamp, connector id. ``key`` counts by itself, and a
    station's rows are found in its order by an index; ``None`` where that isn't so.
    """

    name: str
    row: str
    source: str
    key: str | None
    has_connector_id: bool


@dataclass(frozen=True, slots=True)
class _Column:
    kind: str
    counts: bool


_Tables = Mapping[str, Mapping[str, _Column]]


def find_data_transfer_table(database: DatabaseConnection, name: str) -> DataTransferTable | None:
    """Look for the table, or only for the one called ``name``.

    Raises Misconfigured where that has not the columns.
    """
    if database.is_sqlite:
        if not database.sqlite_file.exists():
            return None
        tables, indexes = _sqlite_tables(database), None
    else:
        tables, indexes = _mysql_tables(database), _mysql_indexes(database)
    # A fixed order, so that the choice doesn't depend on chance.
    for found in sorted(tables, key=lambda it: (it != USUAL_NAME, it)):
        if name in {"", found} and "`" not in found and _fits(tables[found]):
            return _table(found, tables[found], indexes)
    if name:
        raise Misconfigured(
            f"there is no table {name!r} with the columns {', '.join(_NEEDED)}"
            f" that the account may read ({GUIDE})"
        )
    return None


def _table(
    name: str, columns: Mapping[str, _Column], indexes: Mapping[str, str] | None
) -> DataTransferTable:
    key = next((f"`{it}`" for it, column in columns.items() if column.counts), None)
    has_connector_id = "connector_id" in columns
    source, text = f"`{name}`", "CAST(data AS TEXT)"
    if indexes is not None:
        text = "CONVERT(data USING utf8mb4)"
        if index := indexes.get(name):
            source += f" FORCE INDEX (`{index}`)"
        else:
            # The whole table would be walked for a station that has been silent for long.
            key = None
    row = ", ".join(
        (
            key or "NULL",
            "vendor_id",
            "message_id",
            # One character more than may be: enough to tell that it is too long.
            f"SUBSTR({text}, 1, {MAX_DATA_CHARACTERS + 1})",
            "received_timestamp",
            "connector_id" if has_connector_id else "NULL",
        )
    )
    return DataTransferTable(name, f"JSON_ARRAY({row})", source, key, has_connector_id)


def _fits(columns: Mapping[str, _Column]) -> bool:
    kinds = {name: column.kind.lower() for name, column in columns.items()}
    if not kinds.keys() >= set(_NEEDED):
        return False
    *texts, time = (kinds[name] for name in _NEEDED)
    return all(any(it in kind for it in _TEXT_TYPES) for kind in texts) and any(
        it in time for it in _TIME_TYPES
    )


def _mysql_tables(database: DatabaseConnection) -> _Tables:
    tables: dict[str, dict[str, _Column]] = defaultdict(dict)
    for table, column, kind, extra in database.query(
        "SELECT table_name, column_name, data_type, extra FROM information_schema.columns"
        " WHERE table_schema = DATABASE() AND table_name IN"
        " (SELECT table_name FROM information_schema.columns"
        " WHERE table_schema = DATABASE() AND column_name = 'received_timestamp')"
    ):
        tables[table][column] = _Column(kind, "auto_increment" in str(extra).lower())
    return tables


def _mysql_indexes(database: DatabaseConnection) -> Mapping[str, str]:
    rows = database.query(
        "SELECT table_name, index_name, COUNT(*), MIN(IF(seq_in_index = 1, column_name, NULL))"
        " FROM information_schema.statistics WHERE table_schema = DATABASE()"
        " GROUP BY table_name, index_name"
    )
    # An index of nothing but charge_box_id holds its entries in the order of the primary key.
    return {
        table: index
        for table, index, columns, first in rows
        if columns == 1 and first == "charge_box_id" and "`" not in index
    }


def _sqlite_tables(database: DatabaseConnection) -> _Tables:
    names = database.query("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {
        table: {
            name: _Column(kind, bool(key) and kind.upper() == "INTEGER")
            for _, name, kind, _, _, key in database.query(f'PRAGMA table_info("{table}")')
        }
        for (table,) in names
        if '"' not in table
    }
