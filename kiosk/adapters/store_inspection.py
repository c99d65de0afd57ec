"""Tries the store for ``kiosk doctor``, without changing anything in it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from kiosk.domain.errors import Malformed, NoAnswer, Unreachable

_LOCK_SECONDS = 2.0


def try_store(path: Path) -> None:
    """Make sure that the store can be written, or made. Raises Unreachable, NoAnswer, Malformed."""
    if not path.exists():
        folder = next(each for each in path.parents if each.exists())
        if not os.access(folder, os.W_OK | os.X_OK):
            raise Unreachable(f"{path} cannot be made: {folder} may not be written")
        return
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise Unreachable(f"{path.parent} may not be written, and the journals belong there")
    try:
        with closing(
            sqlite3.connect(f"file:{quote(str(path))}?mode=rw", _LOCK_SECONDS, uri=True)
        ) as connection:
            connection.isolation_level = None
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            problem = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise NoAnswer(f"{path} stays locked by another program") from None
        raise Unreachable(f"{path} cannot be written: {error}") from None
    except sqlite3.DatabaseError as error:
        raise Malformed(f"{path} is damaged: {error}") from None
    if problem != "ok":
        raise Malformed(f"{path} is damaged: {problem}")
