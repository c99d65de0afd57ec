"""The vendor's recorded DataTransfer messages, wherever they are kept.

No SteVe stores them: the kiosk's own relay does, or an installation has a table for them. That is
found by its columns, never by its name alone, since every installation calls it differently.
"""

# What is put into the texts are names that were found in the schema.
# ruff: noqa: S608

import hashlib
import json
import logging
import math
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kiosk.adapters.database import GUIDE, DatabaseConnection, Row
from kiosk.domain.errors import KioskError, Misconfigured
from kiosk.domain.observation import DataTransferRecord
from kiosk.domain.vendor import MAX_DATA_CHARACTERS, SESSION_SUMMARY, VEHICLE_INFO, VENDOR_ID

_log = logging.getLogger(__name__)

_NEEDED = ("charge_box_id", "vendor_id", "message_id", "data", "received_timestamp")
_USUAL_NAME = "data_transfer"
_MESSAGES = (VEHICLE_INFO, SESSION_SUMMARY)
_TEXT_TYPES = ("char", "text", "json", "blob", "binary")
# SQLite keeps instants as text.
_TIME_TYPES = ("timestamp", "datetime", "text")

_FOLLOW_ROWS = 64
_FOLLOW_OVERLAP = 16
_LOOK_AGAIN_SECONDS = 15.0
_SLOW_SECONDS = 0.1
_SLOW_FACTOR = 20.0
_LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    key: str | None
    """A key that counts by itself, where ``index`` finds a station's rows."""
    index: str | None
    has_connector_id: bool

    @property
    def source(self) -> str:
        """The table as it stands behind FROM."""
        return f"`{self.name}` FORCE INDEX (`{self.index}`)" if self.index else f"`{self.name}`"


@dataclass(frozen=True, slots=True)
class _Column:
    kind: str
    counts: bool = False


@dataclass(frozen=True, slots=True)
class NewestDataTransfers:
    """The newest message of each kind, by message id and connector id.

    The connector id is ``None`` where the record does not tell it. With ``failed`` the records
    could not be read, and those held from before stand here.
    """

    records: Mapping[tuple[str, int | None], DataTransferRecord]
    failed: bool = False

    def of(self, message_id: str, connector_id: int) -> DataTransferRecord | None:
        """Return the newest that may be the connector's."""
        candidates = (self.records.get((message_id, it)) for it in (connector_id, None))
        return max(filter(None, candidates), key=lambda it: it.received, default=None)


class DataTransferLog:
    """One station's messages in one database. Blocking, and in one thread, as its connection."""

    def __init__(
        self,
        database: DatabaseConnection,
        charge_box_id: str,
        table: str = "",
        vendor_id: str = VENDOR_ID,
    ) -> None:
        """``table`` is looked for by its columns unless it is named."""
        self._database = database
        self._charge_box_id = charge_box_id
        self._table_name = table
        self._vendor_id = vendor_id
        self._table: _Table | None = None
        self._newest_key: int | None = None
        self._held: dict[tuple[str, int | None], DataTransferRecord] = {}

    def look(self) -> bool:
        """Look for the table, unless it has been found; tell whether there is one."""
        if self._table is None:
            self._table = self._find_table()
        return self._table is not None

    def forget(self) -> None:
        """Begin again, since the table may have changed."""
        self._table = None
        self._newest_key = None

    def newest(self) -> Mapping[tuple[str, int | None], DataTransferRecord]:
        """Return the newest messages; raises KioskError kinds. There has to be a table."""
        table = self._table
        assert table is not None
        if table.key is None or self._newest_key is None or not self._follow(table):
            self._search(table)
        return self._held

    def between(
        self, charge_box_id: str, message_id: str, begin: datetime, end: datetime
    ) -> Sequence[tuple[int | None, DataTransferRecord]]:
        """Return up to 20 messages received in that time, oldest first, each with its connector."""
        table = self._table
        assert table is not None
        rows = self._query(
            f"{self._select(table)} AND message_id = %s"
            " AND received_timestamp BETWEEN %s AND %s ORDER BY received_timestamp LIMIT 20",
            (charge_box_id, self._vendor_id, message_id, self._moment(begin), self._moment(end)),
        )
        return [(slot[1], record) for slot, record in filter(None, map(self._record, rows))]

    def _follow(self, table: _Table) -> bool:
        """Read what came in since; false where the log was emptied and begins anew."""
        assert self._newest_key is not None
        while True:
            rows = self._query(
                f"SELECT {self._columns(table)}, vendor_id FROM {table.source}"
                f" WHERE charge_box_id = %s AND `{table.key}` > %s"
                f" ORDER BY `{table.key}` LIMIT {_FOLLOW_ROWS}",
                # Records may be committed in another order than they were numbered.
                (self._charge_box_id, self._newest_key - _FOLLOW_OVERLAP),
            )
            if not rows:
                return self._newest_key == 0
            for row in rows:
                if row[-1] == self._vendor_id:
                    self._hold(row)
            newest_key, self._newest_key = self._newest_key, int(rows[-1][0])
            if len(rows) < _FOLLOW_ROWS or newest_key == self._newest_key:
                return True

    def _search(self, table: _Table) -> None:
        order = table.key or "received_timestamp"
        if table.key:
            newest = self._query(
                f"SELECT `{table.key}` FROM `{table.name}` WHERE charge_box_id = %s"
                f" ORDER BY `{table.key}` DESC LIMIT 1",
                (self._charge_box_id,),
            )
            self._newest_key = int(newest[0][0]) if newest else 0
        for message_id in _MESSAGES:
            rows = self._query(
                f"{self._select(table)} AND message_id = %s AND received_timestamp IS NOT NULL"
                f" ORDER BY `{order}` DESC LIMIT {20 if table.has_connector_id else 1}",
                (self._charge_box_id, self._vendor_id, message_id),
            )
            for row in reversed(rows):
                self._hold(row)

    def _hold(self, row: Row) -> None:
        if found := self._record(row):
            slot, record = found
            self._held[slot] = record

    def _select(self, table: _Table) -> str:
        return (
            f"SELECT {self._columns(table)} FROM {table.source}"
            " WHERE charge_box_id = %s AND vendor_id = %s"
        )

    @staticmethod
    def _columns(table: _Table) -> str:
        key = f"`{table.key}`" if table.key else "NULL"
        connector_id = "connector_id" if table.has_connector_id else "NULL"
        # One more than may be: enough to tell that it is too long.
        data = f"SUBSTR(data, 1, {MAX_DATA_CHARACTERS + 1})"
        return f"{key}, message_id, {data}, received_timestamp, {connector_id}"

    def _record(self, row: Row) -> tuple[tuple[str, int | None], DataTransferRecord] | None:
        key, message_id, data, received, connector_id = row[:5]
        moment = _moment(received)
        if message_id not in _MESSAGES or moment is None:
            return None
        text = data.decode(errors="replace") if isinstance(data, bytes) else str(data or "")
        if key is None:
            digest = hashlib.sha256(f"{message_id} {text}".encode(errors="replace")).hexdigest()
            key = f"{moment.isoformat()}-{digest[:16]}"
        slot = (message_id, connector_id if isinstance(connector_id, int) else None)
        return slot, DataTransferRecord(str(key), message_id, _unwrapped(text), moment)

    def _moment(self, moment: datetime) -> Any:
        naive = moment.astimezone(UTC).replace(tzinfo=None)
        return naive.isoformat(" ", "microseconds") if self._database.is_sqlite else naive

    def _query(self, sql: str, parameters: tuple[Any, ...]) -> Sequence[Row]:
        if self._database.is_sqlite:
            sql = sql.replace("%s", "?")
        return self._database.query(sql, parameters)

    def _find_table(self) -> _Table | None:
        if self._database.is_sqlite:
            if not self._database.sqlite_file.exists():
                return None
            tables, indexes = self._sqlite_columns(), {}
        else:
            tables, indexes = self._mysql_columns(), self._mysql_indexes()
        # A fixed order, so that the choice doesn't depend on chance.
        for name in sorted(tables, key=lambda it: (it != _USUAL_NAME, it)):
            if self._table_name not in {"", name} or "`" in name or not _fits(tables[name]):
                continue
            index = indexes.get(name)
            key = next((it for it, column in tables[name].items() if column.counts), None)
            # By its key only where the station's rows are found by an index: the whole table
            # would be walked for a station that has been silent for long.
            usable = index is not None or self._database.is_sqlite
            return _Table(name, key if usable else None, index, "connector_id" in tables[name])
        if self._table_name:
            raise Misconfigured(
                f"there is no table {self._table_name!r} with the columns {', '.join(_NEEDED)}"
                f" that the account may read ({GUIDE})"
            )
        return None

    def _mysql_columns(self) -> dict[str, dict[str, _Column]]:
        tables: dict[str, dict[str, _Column]] = defaultdict(dict)
        for table, column, kind, extra in self._database.query(
            "SELECT table_name, column_name, data_type, extra FROM information_schema.columns"
            " WHERE table_schema = DATABASE() AND table_name IN"
            " (SELECT table_name FROM information_schema.columns"
            " WHERE table_schema = DATABASE() AND column_name = 'received_timestamp')"
        ):
            tables[table][column] = _Column(kind, "auto_increment" in str(extra).lower())
        return tables

    def _mysql_indexes(self) -> dict[str, str]:
        rows = self._database.query(
            "SELECT table_name, index_name, COUNT(*), MIN(IF(seq_in_index = 1, column_name, NULL))"
            " FROM information_schema.statistics WHERE table_schema = DATABASE()"
            " GROUP BY table_name, index_name"
        )
        # An index of nothing but charge_box_id holds its entries in the order of the key.
        return {
            table: index
            for table, index, columns, first in rows
            if columns == 1 and first == "charge_box_id" and "`" not in index
        }

    def _sqlite_columns(self) -> dict[str, dict[str, _Column]]:
        return {
            table: {
                name: _Column(kind, bool(key) and kind.upper() == "INTEGER")
                for _, name, kind, _, _, key in self._database.query(
                    f'PRAGMA table_info("{table}")'
                )
            }
            for (table,) in self._database.query(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            )
            if '"' not in table
        }


class DataTransferSources:
    """The first of several logs that has a table. A failure is kept here and told, not raised."""

    def __init__(
        self, logs: Sequence[DataTransferLog], monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._logs = logs
        self._monotonic = monotonic
        self._log: DataTransferLog | None = None
        self._newest = NewestDataTransfers({})
        self._not_before = self._look_again = -math.inf
        self._pause = 0.0
        self._last_words = ""

    def newest(self) -> NewestDataTransfers:
        """Return what is recorded; a source that failed or is slow is asked more rarely."""
        began = self._monotonic()
        if began < self._not_before:
            return self._newest
        try:
            source = self.source()
            records = source.newest() if source else {}
        except KioskError as error:
            self._failed(error)
        else:
            self._succeeded(records, self._monotonic() - began)
        return self._newest

    def source(self) -> DataTransferLog | None:
        """Return the log that is read; raises KioskError kinds."""
        # One that comes earlier may have got its table since.
        if self._log is not self._logs[0] and self._monotonic() >= self._look_again:
            self._log = next((log for log in self._logs if log.look()), None)
            self._look_again = self._monotonic() + _LOOK_AGAIN_SECONDS
        return self._log

    def _succeeded(
        self, records: Mapping[tuple[str, int | None], DataTransferRecord], seconds: float
    ) -> None:
        self._newest = NewestDataTransfers(records)
        self._pause = 0.0
        if self._log is None:
            self._say("there is no table of DataTransfer messages")
        elif seconds > _SLOW_SECONDS:
            self._say("reading DataTransfer messages is slow: an index on charge_box_id would help")
            self._not_before = self._monotonic() + min(seconds * _SLOW_FACTOR, _LONGEST_PAUSE)
        else:
            self._say("")

    def _failed(self, error: KioskError) -> None:
        self._say(f"DataTransfer messages can't be read: {error}")
        self._newest = NewestDataTransfers(self._newest.records, failed=True)
        self._pause = min(max(1.0, self._pause * 2), _LONGEST_PAUSE)
        self._not_before = self._monotonic() + self._pause
        if isinstance(error, Misconfigured):
            for log in self._logs:
                log.forget()
            self._log = None
            self._look_again = -math.inf

    def _say(self, words: str) -> None:
        """Say it when it begins, not with every poll."""
        if words != self._last_words:
            self._last_words = words
            if words:
                _log.warning("%s", words)
            else:
                _log.info("DataTransfer messages are read again")


def _fits(columns: Mapping[str, _Column]) -> bool:
    kinds = {name: column.kind.lower() for name, column in columns.items()}
    if not kinds.keys() >= set(_NEEDED):
        return False
    *texts, time_kind = (kinds[name] for name in _NEEDED)
    return all(any(it in kind for it in _TEXT_TYPES) for kind in texts) and any(
        it in time_kind for it in _TIME_TYPES
    )


def _moment(received: Any) -> datetime | None:
    if isinstance(received, str):
        try:
            received = datetime.fromisoformat(received)
        except ValueError:
            return None
    if not isinstance(received, datetime):
        return None
    return received.astimezone(UTC) if received.tzinfo else received.replace(tzinfo=UTC)


def _unwrapped(text: str) -> str:
    """A JSON column holds a message that is a text as a JSON text within quotes."""
    if text.startswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            return text
    return text
