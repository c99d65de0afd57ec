"""The sessions and receipts of a kiosk's file, for the command line."""

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.adapters.receipt_book import read_sessions
from kiosk.adapters.store_schema import MIGRATIONS
from kiosk.domain.errors import Misconfigured
from kiosk.domain.snapshot import PastSession


class SessionHistory:
    """Reads a kiosk's file without changing it, also while the kiosk runs."""

    def __init__(self, path: Path) -> None:
        """Raises Misconfigured for a file that is missing, or of another version."""
        if not path.is_file():
            raise Misconfigured(f"no session has been recorded yet: there is no {path}")
        self._path = path
        self._connection = self._checked()

    def _checked(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.Error as error:
            raise self._unreadable(error) from error
        if version != len(MIGRATIONS):
            connection.close()
            problem = "is of another version than this kiosk: start the kiosk once"
            raise Misconfigured(f"{self._path} {problem}")
        return connection

    def sessions(self, limit: int) -> tuple[PastSession, ...]:
        """Return the last sessions, the newest first. Raises Misconfigured, Malformed."""
        try:
            return read_sessions(self._connection, limit, None)
        except sqlite3.Error as error:
            raise self._unreadable(error) from error

    def receipt(self, serial: str) -> str | None:
        """Return a receipt's text, ``None`` where there is none. Raises Misconfigured."""
        try:
            row = self._connection.execute(
                "SELECT text FROM receipt WHERE serial = ?", (serial,)
            ).fetchone()
        except sqlite3.Error as error:
            raise self._unreadable(error) from error
        return None if row is None else str(row[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection.close()

    def _unreadable(self, error: sqlite3.Error) -> Misconfigured:
        return Misconfigured(f"cannot read {self._path}: {error}")
