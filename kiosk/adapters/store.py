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
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from kiosk.adapters.lesson_table import read_lessons, write_lessons
from kiosk.adapters.receipt_book import (
    ReceiptBook,
    begin_new_series,
    read_receipt_of,
    read_sessions,
)
from kiosk.adapters.store_rows import (
    INTENT_COLUMNS,
    SESSION_COLUMNS,
    SESSION_KEY,
    SUMMARY_COLUMNS,
    intent_of,
    summary_of,
    to_columns,
)
from kiosk.adapters.store_schema import MIGRATIONS
from kiosk.domain.commands import SessionCharge, StartIntent
from kiosk.domain.errors import KioskError, Misconfigured, Unreachable
from kiosk.domain.learning import Lesson
from kiosk.domain.receipt import ReceiptIssuer
from kiosk.domain.snapshot import PastSession, SummaryFigures

MAX_SESSIONS = 10_000
CALL_SECONDS = 10.0
"""How long a call may take: a disk that hangs is as good as none."""
_LOCK_SECONDS = 3.0
_KEPT_DAMAGED_FILES = 3
_DAMAGED_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


class SqliteSessionStore:
    """A :class:`kiosk.ports.SessionStore` in one SQLite file, used from one thread of its own."""

    def __init__(
        self,
        path: Path,
        issuer: ReceiptIssuer | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Nothing is opened yet. Without an ``issuer`` no receipts are issued."""
        self._path = path
        self._receipts = ReceiptBook(path, issuer, now)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    async def start_intents(self) -> tuple[StartIntent, ...]:
        """Return the intent kept for each connector. Raises Unreachable, Malformed."""
        rows = await self._call(
            lambda connection: connection.execute(
                f"SELECT {', '.join(INTENT_COLUMNS)} FROM start_intent ORDER BY connector_id"  # noqa: S608
            ).fetchall()
        )
        return tuple(intent_of(row) for row in rows)

    async def keep_start_intent(self, intent: StartIntent) -> None:
        """Keep the connector's intent in place of the one before. Raises Unreachable."""
        statement = _upsert("start_intent", INTENT_COLUMNS, ("connector_id",))
        values = to_columns(intent)
        await self._call(lambda connection: connection.execute(statement, values))

    async def forget_start_intent(self, connector_id: int) -> None:
        """Forget the connector's intent. Raises Unreachable."""
        statement = "DELETE FROM start_intent WHERE connector_id = ?"
        await self._call(lambda connection: connection.execute(statement, (connector_id,)))

    async def record_session(
        self,
        connector_id: int,
        summary: SummaryFigures,
        charge: SessionCharge | None = None,
        lessons: tuple[Lesson, ...] = (),
    ) -> None:
        """Keep a session that ended, in place of its earlier version. Raises Unreachable.

        Receipts that are due are issued in the same transaction: this session's when its
        ``charge`` is final, and that of an earlier one that can't change any more.
        """
        statement = _upsert("session", SESSION_COLUMNS, SESSION_KEY)
        values = (connector_id, *to_columns(summary))

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(statement, values)
            self._receipts.take(connection, connector_id, summary, charge)
            if lessons:
                write_lessons(connection, connector_id, summary, lessons)
            connection.execute(
                "DELETE FROM session WHERE number <= (SELECT max(number) FROM session) - ?",
                (MAX_SESSIONS,),
            )

        await self._call(write)

    async def last_session(self, connector_id: int) -> SummaryFigures | None:
        """Return the session that ended last. Raises Unreachable, Malformed."""
        row = await self._call(
            lambda connection: connection.execute(
                f"SELECT {', '.join(SUMMARY_COLUMNS)} FROM session"  # noqa: S608
                " WHERE connector_id = ? ORDER BY number DESC LIMIT 1",
                (connector_id,),
            ).fetchone()
        )
        return None if row is None else summary_of(row)

    async def sessions(self, limit: int, before: int | None = None) -> tuple[PastSession, ...]:
        """Return sessions, the last first: at most ``limit`` of those numbered below ``before``.

        Raises Unreachable, Malformed.
        """
        return await self._call(lambda connection: read_sessions(connection, limit, before))

    async def receipt_of(self, connector_id: int, summary: SummaryFigures) -> str | None:
        """Return the text of a session's receipt, ``None`` before it is issued.

        Raises Unreachable.
        """
        return await self._call(
            lambda connection: read_receipt_of(connection, connector_id, summary)
        )

    async def lessons(self) -> tuple[Lesson, ...]:
        """Return what past sessions have taught, in order of time. Raises Unreachable."""
        return await self._call(read_lessons)

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
            with transaction(self._connection):
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
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit what is done in here, or none of it."""
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
        migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up to date. Raises Misconfigured for one of a newer kiosk."""
    with transaction(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise Misconfigured(
                f"{path} was written by a newer kiosk (version {version}, this one knows "
                f"{len(MIGRATIONS)}): install that one, or name another file in store.path"
            )
        for script in MIGRATIONS[version:]:
            # Not executescript, which commits first: a migration is applied whole or not at all.
            for statement in script.split(";"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _move_aside(path: Path) -> Path:
    """Rename the file and its journals; of earlier such files only the newest are kept.

    The numbers of its receipts may be lost with it, so that the next ones are of a new series.
    """
    begin_new_series(path)
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
