"""Where the relay writes: a SQLite file of its own, or a table on MariaDB or MySQL.

Blocking, and used from one thread.
"""

import logging
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Engine,
    Table,
    create_engine,
    delete,
    event,
    func,
    insert,
    make_url,
    select,
)
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from kiosk.relay.records import EventKind, StationEventRow
from kiosk.relay.schema import DATA_TRANSFER, METADATA, STATION_EVENT, Row, columns_of, table_of

_TIMEOUT_SECONDS = 3.0
_LOCK_SECONDS = 1.0
"""How long to wait for a lock: less than a station's answer waits for its record."""
_DAMAGED_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PRUNED_AT_ONCE = 500

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RecordAddress:
    """Where to write: ``file`` for SQLite, or else ``url`` of a MariaDB or MySQL database."""

    file: Path | None = None
    url: str = ""
    password: str | None = field(default=None, repr=False)
    tls: bool = False
    ca_file: str | None = None


class RecordDatabase:
    """Connects when there is something to write, and anew after any failure.

    Methods raise SQLAlchemy's and SQLite's errors and OSError.
    """

    def __init__(self, address: RecordAddress) -> None:
        self._address = address
        self._engine: Engine | None = None
        self._connection: Connection | None = None

    def open(self) -> None:
        """Connect, and make the tables where they are missing."""
        if self._connection is None:
            self._connection = self._connect()

    def write(self, rows: Sequence[Row]) -> None:
        """Write the rows of one transaction: all of them are durable on return, or none."""
        was_open = self._connection is not None
        try:
            self._write(rows)
        except DBAPIError as error:
            if not (was_open and error.connection_invalidated):
                raise
            # The server ends a connection that was idle for long.
            self._write(rows)

    def _write(self, rows: Sequence[Row]) -> None:
        connection = self._opened()
        # One statement for each table, each table's rows in their order.
        by_table = sorted(rows, key=lambda row: table_of(row).name)
        with self._forgetting_a_broken_connection(), connection.begin():
            for table, group in groupby(by_table, key=table_of):
                connection.execute(insert(table), [columns_of(row) for row in group])

    def end_connections(self, at: datetime) -> None:
        """Note that the stations whose connection was left open are disconnected.

        Their relay was killed. On a server they may be another relay's, and are left alone.
        """
        if self._address.file is None:
            return
        connection = self._opened()
        events = STATION_EVENT.c
        kinds = [EventKind.CONNECTED.value, EventKind.DISCONNECTED.value]
        newest = select(func.max(events.id)).where(events.kind.in_(kinds))
        left = select(events.charge_box_id).where(
            events.id.in_(newest.group_by(events.charge_box_id)), events.kind == kinds[0]
        )
        with self._forgetting_a_broken_connection(), connection.begin():
            rows = [
                columns_of(StationEventRow(who, EventKind.DISCONNECTED, at))
                for who in connection.scalars(left)
            ]
            if rows:
                connection.execute(insert(STATION_EVENT), rows)

    def prune(self, days: float, most_rows: int, now: datetime) -> bool:
        """Delete a small batch of what is too old or too much; tell whether there may be more."""
        connection = self._opened()
        with self._forgetting_a_broken_connection():
            found = [
                self._prune_table(connection, table, days, most_rows, now)
                for table in (DATA_TRANSFER, STATION_EVENT)
            ]
        return any(found)

    def close(self) -> None:
        """Disconnect. Idempotent."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        if self._engine is not None:
            self._engine.dispose()

    def _prune_table(
        self, connection: Connection, table: Table, days: float, most_rows: int, now: datetime
    ) -> bool:
        oldest = select(table.c.id, table.c.received_timestamp).order_by(table.c.id)
        with connection.begin():
            newest_id = connection.scalar(select(func.max(table.c.id))) or 0
            rows = connection.execute(oldest.limit(_PRUNED_AT_ONCE)).all()
        before = (now.astimezone(UTC) - timedelta(days=days)).replace(tzinfo=None)
        gone = [
            key
            for key, received in rows
            if key <= newest_id - most_rows or (days > 0 and received < before)
        ]
        if gone:
            with connection.begin():
                connection.execute(delete(table).where(table.c.id.in_(gone)))
        return len(gone) == _PRUNED_AT_ONCE

    def _opened(self) -> Connection:
        self.open()
        assert self._connection is not None
        return self._connection

    @contextmanager
    def _forgetting_a_broken_connection(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            # The next call begins with a fresh one.
            self.close()
            raise

    def _connect(self) -> Connection:
        if self._engine is None:
            self._engine = self._create_engine()
        try:
            return self._prepared(self._engine)
        except DBAPIError as error:
            # The low byte is the kind, the rest its refinement.
            code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
            if self._address.file is None or code not in _DAMAGED_CODES:
                raise
            aside = _move_aside(self._address.file)
            _log.error("%s is damaged: moved to %s, starting afresh", self._address.file, aside)
            return self._prepared(self._engine)

    def _prepared(self, engine: Engine) -> Connection:
        if self._address.file is not None:
            _make_private(self._address.file)
        connection = engine.connect()
        try:
            if self._address.file is not None:
                _check(connection)
            with connection.begin():
                METADATA.create_all(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _create_engine(self) -> Engine:
        if self._address.file is not None:
            engine = create_engine(
                URL.create("sqlite", database=str(self._address.file)),
                poolclass=NullPool,
                connect_args={"timeout": _LOCK_SECONDS},
            )
            event.listen(engine, "connect", _set_pragmas)
            return engine
        url = make_url(self._address.url).set(drivername="mysql+pymysql")
        if self._address.password is not None:
            url = url.set(password=self._address.password)
        return create_engine(
            url,
            poolclass=NullPool,
            connect_args={
                # PyMySQL waits for ever unless told otherwise.
                "connect_timeout": _TIMEOUT_SECONDS,
                "read_timeout": _TIMEOUT_SECONDS,
                "write_timeout": _TIMEOUT_SECONDS,
                "charset": "utf8mb4",
                **self._encryption(),
            },
        )

    def _encryption(self) -> dict[str, Any]:
        if not self._address.tls:
            # Otherwise PyMySQL loads all authorities with each connection, and then takes plain
            # text all the same.
            return {"ssl_disabled": True}
        import ssl

        return {"ssl": ssl.create_default_context(cafile=self._address.ca_file)}


def describe(error: Exception) -> str:
    """Return what went wrong, without the statement and its values."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return " ".join(f"{type(cause).__name__}: {cause}".split())[:300]


def is_lasting(error: Exception) -> bool:
    """Whether the rows themselves are at fault, so that trying again would not help."""
    if isinstance(error, DBAPIError):
        return type(error).__name__ in {"DataError", "IntegrityError"}
    return isinstance(error, SQLAlchemyError | UnicodeError)


def _make_private(file: Path) -> None:
    # Made here rather than by SQLite, for its mode; the journals beside it take the same.
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def _set_pragmas(connection: Any, _record: object) -> None:
    for pragma in (
        "journal_mode = WAL",
        # A record answered for must survive a power cut; batches share the price.
        "synchronous = FULL",
        "journal_size_limit = 1000000",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _check(connection: Connection) -> None:
    problem = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if problem != "ok":
        damaged = sqlite3.DatabaseError(problem)
        damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise DBAPIError("PRAGMA quick_check", None, damaged)
    connection.rollback()


def _move_aside(file: Path) -> str:
    """Rename the file and its journals; an earlier one that was moved gives way."""
    for suffix in ("", "-wal", "-shm"):
        beside = file.with_name(file.name + suffix)
        aside = file.with_name(f"{file.name}.damaged{suffix}")
        if beside.exists():
            beside.replace(aside)
        else:
            aside.unlink(missing_ok=True)
    return f"{file.name}.damaged"
