"""The relay's table of what happened at a station, in the order in which it came by."""

# What is put into the texts are the names below, and that of an index that was found.
# ruff: noqa: S608

import json
import re
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kiosk.adapters.database import DatabaseConnection
from kiosk.domain.errors import Malformed
from kiosk.domain.observation import StatusRecord

_TABLE = "station_event"
_COLUMNS = (
    "id, connector_id, kind, status, error_code, vendor_error_code, info, station_timestamp,"
    " transaction_id, received_timestamp"
)
_NEEDED = {"charge_box_id", *_COLUMNS.split(", ")}
_AT_FIRST = 128
_PAGE = 256
_STATUSES_HELD = 16
_TRANSACTIONS_HELD = 16
_PLAIN_NAME = re.compile(r"\w+", re.ASCII)


@dataclass(frozen=True, slots=True)
class LastEvent:
    """What happened last (``received``: the relay's clock)."""

    kind: str
    received: datetime


class StationEventLog:
    """One station's events in one database. Blocking, and in one thread, as its connection."""

    def __init__(
        self, database: DatabaseConnection, charge_box_id: str, connector_ids: Collection[int]
    ) -> None:
        self.database = database
        self.last: LastEvent | None = None
        self.starts: Mapping[int, datetime] = {}
        """When a transaction's start was answered, by its id."""
        self.turns: Sequence[datetime] = ()
        """The station's clock at the newest starts and stops."""
        self._charge_box_id = charge_box_id
        self._connector_ids = {0, *connector_ids}
        self._source: str | None = None
        self._newest: str | None = None
        self._forget_events()

    def look(self) -> bool:
        """Look for the table, unless it has been found; tell whether there is one."""
        if self._source is None:
            self._source = _find_source(self.database)
        return self._source is not None

    def forget(self) -> None:
        """Begin again, since the table may have changed."""
        self._source = None
        self._forget_events()

    def statuses(self, connector_id: int) -> tuple[StatusRecord, ...]:
        """Return the connector's newest statuses, oldest first."""
        return tuple(self._statuses.get(connector_id, ()))

    def read(self) -> None:
        """Read what came in since; raises KioskError kinds. There has to be a table."""
        rows = self._since(self._newest) if self._newest else ()
        if not rows or rows[0] != self._newest:
            # At first, or the newest is gone: the log was emptied, or is another one.
            self._forget_events()
            rows = self._select("ORDER BY id DESC LIMIT ?", _AT_FIRST)[::-1]
            self._take(rows)
            return
        self._take(rows[1:])
        while len(rows) == _PAGE:
            rows = self._since(rows[-1])
            self._take(rows[1:])

    def _forget_events(self) -> None:
        self._newest = self.last = None
        self._statuses: dict[int, deque[StatusRecord]] = {}
        self._starts: dict[int, datetime] = {}
        self._turns: deque[datetime] = deque(maxlen=2 * _TRANSACTIONS_HELD)
        self.starts, self.turns = self._starts, self._turns

    def _since(self, row: str) -> Sequence[str]:
        """Return the page that begins with the row, if that is still there."""
        return self._select("AND id >= ? ORDER BY id LIMIT ?", _array(row)[0], _PAGE)

    def _select(self, which: str, *parameters: int) -> Sequence[str]:
        statement = (
            f"SELECT JSON_ARRAY({_COLUMNS}) FROM {self._source} WHERE charge_box_id = ? {which}"
        )
        if not self.database.is_sqlite:
            statement = statement.replace("?", "%s")
        rows = self.database.query(statement, (self._charge_box_id, *parameters))
        return [str(text) for (text,) in rows]

    def _take(self, rows: Sequence[str]) -> None:
        for row in rows:
            self._newest = row
            self._hold(_array(row))

    def _hold(self, row: Sequence[Any]) -> None:
        key, connector_id, kind, status, error_code, vendor_error_code, info, *rest = row
        stamped, transaction_id, received = _moment(rest[0]), rest[1], _moment(rest[2])
        if received is None:
            return
        self.last = LastEvent(str(kind), received)
        if kind == "status" and connector_id in self._connector_ids:
            record = StatusRecord(
                status=str(status or ""),
                timestamp=stamped,
                error_code=error_code,
                info=info,
                vendor_error_code=vendor_error_code,
                arrival=key,
                received=received,
            )
            held = self._statuses.setdefault(connector_id, deque(maxlen=_STATUSES_HELD))
            held.append(record)
        elif kind in {"start", "stop"}:
            if stamped is not None:
                self._turns.append(stamped)
            if kind == "start" and isinstance(transaction_id, int):
                # The newest: a central system that was set up anew counts from 1 again.
                self._starts.pop(transaction_id, None)
                self._starts[transaction_id] = received
                while len(self._starts) > _TRANSACTIONS_HELD:
                    del self._starts[next(iter(self._starts))]


def _find_source(database: DatabaseConnection) -> str | None:
    """Return what stands behind FROM, ``None`` where there is no such table."""
    if database.is_sqlite:
        if not database.sqlite_file.exists():
            return None
        columns = {row[1] for row in database.query(f"PRAGMA table_info({_TABLE})")}
        return _TABLE if columns >= _NEEDED else None
    where = f"WHERE table_schema = DATABASE() AND table_name = '{_TABLE}'"
    found = database.query(f"SELECT column_name FROM information_schema.columns {where}")
    if not {name for (name,) in found} >= _NEEDED:
        return None
    # An index of nothing but charge_box_id holds its entries in the order of the primary key.
    indexes = database.query(
        "SELECT index_name, COUNT(*), MIN(column_name) FROM information_schema.statistics"
        f" {where} GROUP BY index_name"
    )
    index = next(
        (name for name, columns, first in indexes if (columns, first) == (1, "charge_box_id")), None
    )
    # Without it a poll could walk the whole table.
    return f"{_TABLE} FORCE INDEX ({index})" if index and _PLAIN_NAME.fullmatch(index) else None


def _array(text: str) -> list[Any]:
    try:
        row = json.loads(text)
    except ValueError as error:
        raise Malformed(f"an event makes no sense: {error}") from error
    if not isinstance(row, list) or not isinstance(row[0], int):
        raise Malformed("an event is no array, or has no number")
    return row


def _moment(text: Any) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None
