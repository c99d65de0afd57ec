"""The kiosk's own memory: what riders meant, and the sessions that ended, in SQLite.

Every call is committed to the disk before it returns. A file that is damaged is moved aside and a
fresh one begun: a kiosk that charges without its history beats one that does not start. Where the
disk is full, read-only or gone, calls raise :class:`Unreachable`, the next call tries anew, and
the kiosk works on without memory of what could not be kept.
"""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import astuple, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from kiosk.domain.commands import StartIntent
from kiosk.domain.errors import KioskError, Malformed, Misconfigured, Unreachable
from kiosk.domain.ocpp import StopReason
from kiosk.domain.snapshot import EndedBy, SummaryFigures, SummarySource

MAX_SESSIONS = 10_000
CALL_SECONDS = 10.0
"""How long a call may take: a disk that hangs is as good as none."""
_LOCK_SECONDS = 3.0
_KEPT_DAMAGED_FILES = 3
_DAMAGED_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

# One script for each version of the schema; a file's user_version counts those it has seen.
_MIGRATIONS = (
    """
    CREATE TABLE start_intent (
        connector_id INTEGER PRIMARY KEY,
        target INTEGER NOT NULL,
        requested TEXT NOT NULL,
        after_transaction INTEGER NOT NULL,
        transaction_id INTEGER,
        stop_requested INTEGER NOT NULL,
        start_soc REAL,
        max_current REAL
    );
    CREATE TABLE session (
        number INTEGER PRIMARY KEY,
        connector_id INTEGER NOT NULL,
        transaction_id INTEGER NOT NULL,
        started TEXT NOT NULL,
        ended TEXT NOT NULL,
        start_soc REAL,
        final_soc REAL,
        soc_gain REAL,
        energy_wh REAL,
        duration REAL NOT NULL,
        average_power REAL,
        range_added_km REAL,
        model TEXT,
        source TEXT NOT NULL,
        ended_by TEXT NOT NULL,
        stop_reason TEXT,
        target INTEGER,
        UNIQUE (connector_id, transaction_id, started)
    );
    CREATE INDEX session_by_connector ON session (connector_id, number);
    """,
)

_INTENT_COLUMNS = tuple(field.name for field in fields(StartIntent))
_SESSION_COLUMNS = ("connector_id", *(field.name for field in fields(SummaryFigures)))
# A central system that is set up anew begins its transaction ids again: the start tells them apart.
_SESSION_KEY = ("connector_id", "transaction_id", "started")

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


class SqliteSessionStore:
    """A :class:`kiosk.ports.SessionStore` in one SQLite file, used from one thread of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    async def start_intents(self) -> tuple[StartIntent, ...]:
        """Return the intent kept for each connector. Raises Unreachable, Malformed."""
        rows = await self._call(
            lambda connection: connection.execute(
                f"SELECT {', '.join(_INTENT_COLUMNS)} FROM start_intent ORDER BY connector_id"  # noqa: S608
            ).fetchall()
        )
        return tuple(_intent(row) for row in rows)

    async def keep_start_intent(self, intent: StartIntent) -> None:
        """Keep the connector's intent in place of the one before. Raises Unreachable."""
        statement = _upsert("start_intent", _INTENT_COLUMNS, ("connector_id",))
        values = tuple(map(_to_column, astuple(intent)))
        await self._call(lambda connection: connection.execute(statement, values))

    async def forget_start_intent(self, connector_id: int) -> None:
        """Forget the connector's intent. Raises Unreachable."""
        statement = "DELETE FROM start_intent WHERE connector_id = ?"
        await self._call(lambda connection: connection.execute(statement, (connector_id,)))

    async def record_session(self, connector_id: int, summary: SummaryFigures) -> None:
        """Keep a session that ended, in place of its earlier version. Raises Unreachable."""
        statement = _upsert("session", _SESSION_COLUMNS, _SESSION_KEY)
        values = (connector_id, *map(_to_column, astuple(summary)))

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(statement, values)
            connection.execute(
                "DELETE FROM session WHERE number <= (SELECT max(number) FROM session) - ?",
                (MAX_SESSIONS,),
            )

        await self._call(write)

    async def last_session(self, connector_id: int) -> SummaryFigures | None:
        """Return the session that ended last. Raises Unreachable, Malformed."""
        row = await self._call(
            lambda connection: connection.execute(
                f"SELECT {', '.join(_SESSION_COLUMNS[1:])} FROM session"  # noqa: S608
                " WHERE connector_id = ? ORDER BY number DESC LIMIT 1",
                (connector_id,),
            ).fetchone()
        )
        return None if row is None else _summary(row)

    async def close(self) -> None:
        """Close the file and end the thread. Idempotent."""
        if self._closed:
            return
        self._closed = True
        closing = self._executor.submit(self._disconnect)
        self._executor.shutdown(wait=False)
        try:
            async with asyncio.timeout(CALL_SECONDS):
                await asyncio.wrap_future(closing)
        except TimeoutError:
            _log.error("the store did not close in time: %s", self._path)

    async def _call(self, action: Callable[[sqlite3.Connection], _Result]) -> _Result:
        if self._closed:
            raise Unreachable("the store is closed")
        running = self._executor.submit(self._transact, action)
        try:
            async with asyncio.timeout(CALL_SECONDS):
                return await asyncio.wrap_future(running)
        except TimeoutError:
            raise Unreachable(f"the disk does not answer: {self._path}") from None

    def _transact(self, action: Callable[[sqlite3.Connection], _Result]) -> _Result:
        try:
            if self._connection is None:
                self._connection = _open(self._path)
            with _transaction(self._connection):
                return action(self._connection)
        except KioskError:
            self._disconnect()
            raise
        except (sqlite3.Error, OSError) as error:
            # Opened anew by the next call, which checks the file and finds a disk that came back.
            self._disconnect()
            raise Unreachable(f"cannot use {self._path}: {error}") from error

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return _open_checked(path)
    except sqlite3.DatabaseError as error:
        # The low byte is the kind, the rest its refinement.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED_CODES:
            raise
        aside = _move_aside(path)
        _log.error("%s is damaged (%s): moved to %s, starting afresh", path, error, aside.name)
        return _open_checked(path)


def _open_checked(path: Path) -> sqlite3.Connection:
    # Made here rather than by SQLite, for its mode; the journals beside it take the same.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)
    connection = sqlite3.connect(path, timeout=_LOCK_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA journal_size_limit = 1000000")
        connection.execute("PRAGMA trusted_schema = OFF")
        problem = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if problem != "ok":
            damaged = sqlite3.DatabaseError(problem)
            damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise damaged
        _migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    with _transaction(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(_MIGRATIONS):
            raise Misconfigured(
                f"{path} was written by a newer kiosk (version {version}, this one knows "
                f"{len(_MIGRATIONS)}): install that one, or name another file in store.path"
            )
        for script in _MIGRATIONS[version:]:
            # Not executescript, which commits first: a migration is applied whole or not at all.
            for statement in script.split(";"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")


def _move_aside(path: Path) -> Path:
    """Rename the file and its journals; of earlier such files only the newest are kept."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    aside = path.with_name(f"{path.name}.damaged-{moment}")
    path.rename(aside)
    for journal in ("-wal", "-shm"):
        beside = path.with_name(path.name + journal)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + journal))
    earlier = sorted(
        each
        for each in path.parent.glob(f"{path.name}.damaged-*")
        if not each.name.endswith(("-wal", "-shm"))
    )
    for old in earlier[:-_KEPT_DAMAGED_FILES]:
        for suffix in ("", "-wal", "-shm"):
            old.with_name(old.name + suffix).unlink(missing_ok=True)
    return aside


def _upsert(table: str, columns: tuple[str, ...], key: tuple[str, ...]) -> str:
    # Names are this module's own; values travel as parameters. An update keeps the row's number.
    values = ", ".join("?" * len(columns))
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in key)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"  # noqa: S608
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}"
    )


def _to_column(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, EndedBy | SummarySource | StopReason):
        return value.value
    return value


def _intent(row: tuple[Any, ...]) -> StartIntent:
    values = dict(zip(_INTENT_COLUMNS, row, strict=True))
    return _rebuilt(
        lambda: StartIntent(
            **values
            | {
                "requested": _instant(values["requested"]),
                "stop_requested": bool(values["stop_requested"]),
            }
        )
    )


def _summary(row: tuple[Any, ...]) -> SummaryFigures:
    values = dict(zip(_SESSION_COLUMNS[1:], row, strict=True))
    reason = values["stop_reason"]
    return _rebuilt(
        lambda: SummaryFigures(
            **values
            | {
                "started": _instant(values["started"]),
                "ended": _instant(values["ended"]),
                "source": SummarySource(values["source"]),
                "ended_by": EndedBy(values["ended_by"]),
                "stop_reason": None if reason is None else StopReason(reason),
            }
        )
    )


def _rebuilt(build: Callable[[], _Result]) -> _Result:
    try:
        return build()
    except (ValueError, TypeError) as error:
        raise Malformed(f"the store holds what it should not: {error}") from None


def _instant(text: object) -> datetime:
    return datetime.fromisoformat(str(text))
