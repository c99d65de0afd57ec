"""The vendor's recorded DataTransfer messages, wherever they are kept.

No SteVe stores them: the kiosk's own relay does, or an installation has a table for them.
"""

# What is put into the texts are names that were found in the schema.
# ruff: noqa: S608

import hashlib
import json
import logging
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kiosk.adapters.data_transfer_table import (
    USUAL_NAME,
    DataTransferTable,
    find_data_transfer_table,
)
from kiosk.adapters.database import DatabaseConnection
from kiosk.domain.errors import KioskError, Malformed, Misconfigured
from kiosk.domain.observation import DataTransferRecord
from kiosk.domain.vendor import SESSION_SUMMARY, VEHICLE_INFO, VENDOR_ID

_log = logging.getLogger(__name__)

_MESSAGES = (VEHICLE_INFO, SESSION_SUMMARY)

Slot = tuple[str, int | None]
"""A message id, and the connector id where the record tells it."""

_FOLLOW_ROWS = 64
_FOLLOW_OVERLAP = 16
_LOOK_AGAIN_SECONDS = 15.0
_SLOW_SECONDS = 0.1
_SLOW_FACTOR = 20.0
_LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class NewestDataTransfers:
    """The newest message of each kind, by message id and connector id.

    The connector id is ``None`` where the record does not tell it. With ``failed`` the records
    could not be read, and those held from before stand here.
    """

    records: Mapping[Slot, DataTransferRecord]
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
        self.database = database
        self._charge_box_id = charge_box_id
        self._table_name = table
        self._vendor_id = vendor_id
        self._table: DataTransferTable | None = None
        self._newest_key: int | None = None
        self._held: dict[Slot, DataTransferRecord] = {}

    def look(self) -> bool:
        """Look for the table, unless it has been found; tell whether there is one."""
        if self._table is None:
            self._table = find_data_transfer_table(self.database, self._table_name)
        return self._table is not None

    def newest_key(self, database: DatabaseConnection) -> str | None:
        """Return a select that tells by its value whether there is more, for that connection.

        Its ``?`` is the charge box id. ``None`` where there is no such select.
        """
        if self._table is None or self._table.key is None or self.database is not database:
            return None
        return f"SELECT MAX({self._table.key}) FROM {self._table.source} WHERE charge_box_id = ?"

    def is_relays_in(self, database: DatabaseConnection) -> bool:
        """Tell whether the table is that which a relay makes there."""
        found = self._table
        return self.database is database and found is not None and found.name == USUAL_NAME

    def forget(self) -> None:
        """Begin again, since the table may have changed."""
        self._table = None
        self._newest_key = None

    def newest(self) -> Mapping[Slot, DataTransferRecord]:
        """Return the newest messages; raises KioskError kinds. There has to be a table."""
        table = self._known_table()
        if self._newest_key is None or not self._follow(table, self._newest_key):
            self._search(table)
        return self._held

    def between(
        self, charge_box_id: str, message_id: str, begin: datetime, end: datetime
    ) -> Sequence[tuple[int | None, DataTransferRecord]]:
        """Return up to 20 messages received in that time, oldest first, each with its connector."""
        table = self._known_table()
        rows = self._query(
            f"SELECT {table.row} FROM {table.source} WHERE charge_box_id = %s AND vendor_id = %s"
            " AND message_id = %s AND received_timestamp BETWEEN %s AND %s"
            " ORDER BY received_timestamp LIMIT 20",
            (charge_box_id, self._vendor_id, message_id, self._moment(begin), self._moment(end)),
        )
        return [(slot[1], record) for slot, record in filter(None, map(self._record, rows))]

    def _follow(self, table: DataTransferTable, newest_key: int) -> bool:
        """Read what came in since; false where the log was emptied and begins anew."""
        while True:
            rows = self._query(
                f"SELECT {table.row} FROM {table.source} WHERE charge_box_id = %s"
                f" AND {table.key} > %s ORDER BY {table.key} LIMIT {_FOLLOW_ROWS}",
                # Records may be committed in another order than they were numbered.
                (self._charge_box_id, newest_key - _FOLLOW_OVERLAP),
            )
            if not rows:
                return newest_key == 0
            for row in rows:
                self._hold(row)
            newest_key = self._newest_key = rows[-1][0]
            if len(rows) < _FOLLOW_ROWS:
                return True

    def _search(self, table: DataTransferTable) -> None:
        if table.key:
            # Before the messages: what comes in between is found by following.
            ((newest_key,),) = self._query(
                f"SELECT JSON_ARRAY(MAX({table.key})) FROM {table.source} WHERE charge_box_id = %s",
                (self._charge_box_id,),
            )
            self._newest_key = newest_key or 0
        for message_id in _MESSAGES:
            rows = self._query(
                f"SELECT {table.row} FROM {table.source} WHERE charge_box_id = %s"
                " AND vendor_id = %s AND message_id = %s AND received_timestamp IS NOT NULL"
                f" ORDER BY {table.key or 'received_timestamp'} DESC"
                f" LIMIT {20 if table.has_connector_id else 1}",
                (self._charge_box_id, self._vendor_id, message_id),
            )
            for row in reversed(rows):
                self._hold(row)

    def _hold(self, row: Sequence[Any]) -> None:
        if found := self._record(row):
            slot, record = found
            self._held[slot] = record

    def _known_table(self) -> DataTransferTable:
        if self._table is None:
            raise Misconfigured("there is no table of DataTransfer messages")
        return self._table

    def _record(self, row: Sequence[Any]) -> tuple[Slot, DataTransferRecord] | None:
        key, vendor_id, message_id, data, received, connector_id = row
        moment = _moment(received)
        if vendor_id != self._vendor_id or message_id not in _MESSAGES or moment is None:
            return None
        text = str(data or "")
        if key is None:
            digest = hashlib.sha256(f"{message_id} {text}".encode(errors="replace")).hexdigest()
            key = f"{moment.isoformat()}-{digest[:16]}"
        slot = (message_id, connector_id if isinstance(connector_id, int) else None)
        return slot, DataTransferRecord(str(key), message_id, _unwrapped(text), moment)

    def _moment(self, moment: datetime) -> Any:
        naive = moment.astimezone(UTC).replace(tzinfo=None)
        return naive.isoformat(" ", "microseconds") if self.database.is_sqlite else naive

    def _query(self, sql: str, parameters: tuple[Any, ...]) -> Sequence[list[Any]]:
        if self.database.is_sqlite:
            sql = sql.replace("%s", "?")
        try:
            return [json.loads(text) for (text,) in self.database.query(sql, parameters)]
        except ValueError as error:
            raise Malformed(f"a row makes no sense: {error}") from error


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

    def newest_key(self, database: DatabaseConnection) -> str | None:
        """Return :meth:`DataTransferLog.newest_key` while that is all there is to look at."""
        if self._newest.failed or self._log is None or self._has_to_look():
            return None
        return self._log.newest_key(database)

    def is_beside(self, database: DatabaseConnection) -> bool:
        """Tell whether the messages are read from the relay's own table there."""
        return self._log is not None and self._log.is_relays_in(database)

    def fails_in(self, database: DatabaseConnection) -> bool:
        """Tell whether the messages are read from there, and the last attempt failed."""
        return self._newest.failed and self._log is not None and self._log.database is database

    def forget(self) -> None:
        """Look for the tables again, since they may have changed."""
        for log in self._logs:
            log.forget()
        self._log = None
        self._look_again = -math.inf

    def source(self) -> DataTransferLog | None:
        """Return the log that is read; raises KioskError kinds."""
        if self._has_to_look():
            self._log = next((log for log in self._logs if log.look()), None)
            self._look_again = self._monotonic() + _LOOK_AGAIN_SECONDS
        return self._log

    def _has_to_look(self) -> bool:
        # One that comes earlier may have got its table since.
        return self._log is not self._logs[0] and self._monotonic() >= self._look_again

    def _succeeded(self, records: Mapping[Slot, DataTransferRecord], seconds: float) -> None:
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
            self.forget()

    def _say(self, words: str) -> None:
        """Say it when it begins, not with every poll."""
        if words != self._last_words:
            self._last_words = words
            if words:
                _log.warning("%s", words)
            else:
                _log.info("DataTransfer messages are read again")


def _moment(received: Any) -> datetime | None:
    if not isinstance(received, str):
        return None
    try:
        moment = datetime.fromisoformat(received)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _unwrapped(text: str) -> str:
    """A JSON column holds a message that is a text as a JSON text within quotes."""
    if text.startswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            return text
    return text
