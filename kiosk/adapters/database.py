"""One kept connection to a database, and its failures by kind.

Blocking: it belongs to one thread. SQLAlchemy and PyMySQL are imported on first use, in that
thread, since loading them takes longer than painting the first screen.
"""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kiosk.domain.errors import KioskError, Malformed, Misconfigured, NoAnswer, Unreachable

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.exc import DBAPIError

GUIDE = "see docs/database.md"

Row = Sequence[Any]

_MYSQL_NAMES = {"mysql", "mariadb"}
_URL_OPTIONS = {"unix_socket", "charset"}

_MISCONFIGURED = {
    1044: "the account may not use this database: grant it",
    1045: "user name or password is wrong",
    1049: "there is no such database: correct its name in the address",
    1129: "the server has blocked this host: have an administrator run FLUSH HOSTS",
    1130: "the server lets nobody in from this host: create the account for it",
    1142: "the account lacks a grant",
    1143: "the account lacks a grant on a column",
    1193: "the server is too old: MariaDB 10.6 or MySQL 8.0 is needed",
    1227: "the account lacks a privilege",
    1251: "the account's way of logging in is not supported",
    1305: "the server is too old: MariaDB 10.6 or MySQL 8.0 is needed",
    1370: "the account lacks a grant",
    1524: "the account's way of logging in is not supported",
    1698: "the account can't log in with a password",
    1862: "the account's password has expired",
    4151: "the account is locked",
}
_SCHEMA_CHANGED = {
    1054: "a column is missing",
    1146: "a table is missing",
    1176: "an index is missing",
    1356: "a view is broken",
}
_STATEMENT_LIMIT = {1317, 1969, 3024}
_CONNECTION_ENDED = {1053, 1080, 1152, 1153, 1154, 1155, 1156, 1157, 1158, 1159, 1160, 1161, 1927}


class SchemaChanged(Misconfigured):
    """A table, column or index that was there is gone: look again before giving up."""


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Where a database is: ``mysql://user@host:port/name`` or ``sqlite:////path``.

    ``mariadb://`` is the same as ``mysql://``; ``?unix_socket=/path`` is understood. With ``tls``
    the server has to show a certificate for its host name from ``ca_file``, or else from an
    authority that the system trusts; without it the connection is plain.
    """

    url: str
    password: str | None = field(default=None, repr=False)
    tls: bool = False
    ca_file: str | None = None

    def __repr__(self) -> str:
        """Return it without any password."""
        url = re.sub(r"(//[^:/@]*):[^/]*@", r"\1:***@", self.url)
        return f"DatabaseAddress({url!r}, tls={self.tls}, ca_file={self.ca_file!r})"


class DatabaseConnection:
    """Connects when first asked, and again after any failure that broke the connection.

    Read-only, in autocommit, with all times in UTC. Each method raises kinds of
    :class:`kiosk.domain.errors.KioskError`, and none waits longer than ``timeout`` seconds for
    the other side to say anything. The server itself ends a statement after
    ``statement_timeout`` seconds.
    """

    def __init__(self, address: DatabaseAddress, timeout: float, statement_timeout: float) -> None:
        self._address = address
        self._timeout = timeout
        self._statement_timeout = statement_timeout
        self._engine: Engine | None = None
        self._connection: Connection | None = None
        self._file: tuple[int, int] | None = None
        self.connections = 0
        """How many connections there have been: what a session held is gone when it grows."""

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of the kiosk's own, with ``?`` for parameters."""
        return self._address.url.startswith("sqlite:")

    @property
    def sqlite_file(self) -> Path:
        """The file of a ``sqlite`` address."""
        return Path(self._address.url.removeprefix("sqlite:///"))

    def connect(self) -> None:
        """Make sure that there is a connection."""
        if self.is_sqlite:
            self._check_file()
        if self._connection is not None:
            return
        try:
            if self._engine is None:
                self._engine = self._create_engine()
            self._connection = self._engine.connect()
            self._prepare_session(self._connection)
        except Exception as error:
            self.close()
            raise _failure(error) from error
        self.connections += 1

    def query(self, sql: str, parameters: tuple[Any, ...] = ()) -> Sequence[Row]:
        """Run a statement and return its rows, if it has any.

        ``%s`` (``?`` for SQLite) stands for a parameter.
        """
        self.connect()
        assert self._connection is not None
        try:
            result = self._connection.exec_driver_sql(sql, parameters)
            return result.fetchall() if result.returns_rows else ()
        except Exception as error:
            if not _connection_survives(error):
                self.close()
            raise _failure(error) from error

    def close(self) -> None:
        """Drop the connection. Idempotent."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            # Not merely closed: nothing more is to be said to a peer that may be gone.
            connection.invalidate()
            connection.close()

    def _check_file(self) -> None:
        """See that the file is there, and that it is still the one that was opened."""
        try:
            found = self.sqlite_file.stat()
        except FileNotFoundError:
            self.close()
            raise Misconfigured(f"there is no {self.sqlite_file}") from None
        except OSError as error:
            self.close()
            raise Unreachable(f"can't reach {self.sqlite_file}: {error.strerror}") from error
        if (found.st_dev, found.st_ino) != self._file:
            # The relay moves a damaged one aside.
            self.close()
            self._file = found.st_dev, found.st_ino

    def _create_engine(self) -> "Engine":
        from sqlalchemy import create_engine
        from sqlalchemy.pool import NullPool

        if self.is_sqlite:
            # Not as SQLAlchemy's URL: that would lose what is quoted in the name.
            file = f"file:{quote(str(self.sqlite_file))}?mode=ro"
            return create_engine(
                "sqlite://",
                poolclass=NullPool,
                creator=lambda: sqlite3.connect(file, uri=True, timeout=self._statement_timeout),
            )
        return create_engine(
            self._mysql_url(),
            poolclass=NullPool,
            # Nothing is written, so that there is nothing to roll back.
            pool_reset_on_return=None,
            isolation_level="AUTOCOMMIT",
            connect_args={
                # PyMySQL waits for ever unless told otherwise.
                "connect_timeout": self._timeout,
                "read_timeout": self._timeout,
                "write_timeout": self._timeout,
                "charset": "utf8mb4",
                **self._encryption(),
            },
        )

    def _mysql_url(self) -> "URL":
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            url = make_url(self._address.url)
        except (ArgumentError, ValueError):
            raise Misconfigured("the database's address is not a URL") from None
        if url.drivername.split("+")[0] not in _MYSQL_NAMES:
            raise Misconfigured(f"the database's address begins with {url.drivername!r}, not mysql")
        if not url.database:
            raise Misconfigured("the database's address names no database: …/stevedb")
        if unknown := set(url.query) - _URL_OPTIONS:
            raise Misconfigured(f"the database's address has unknown options: {sorted(unknown)}")
        if self._address.password is not None:
            url = url.set(password=self._address.password)
        return url.set(drivername="mysql+pymysql")

    def _encryption(self) -> dict[str, Any]:
        if not self._address.tls:
            # Otherwise PyMySQL loads all authorities the system knows with each connection, and
            # then takes plain text all the same.
            return {"ssl_disabled": True}
        import ssl

        try:
            return {"ssl": ssl.create_default_context(cafile=self._address.ca_file)}
        except OSError as error:
            raise Misconfigured(f"can't read {self._address.ca_file}: {error}") from error

    def _prepare_session(self, connection: "Connection") -> None:
        if self.is_sqlite:
            return
        if getattr(connection.dialect, "is_mariadb", False):
            limit = f"max_statement_time = {self._statement_timeout:.3f}"
        else:
            limit = f"max_execution_time = {self._statement_timeout * 1000:.0f}"
        connection.exec_driver_sql(f"SET SESSION time_zone = '+00:00', SESSION {limit}")
        connection.exec_driver_sql("SET SESSION TRANSACTION READ ONLY")


def _failure(error: Exception) -> KioskError:
    """Return the kind of a failure, with what can be done about it where a person must act."""
    from sqlalchemy.exc import DBAPIError

    if isinstance(error, KioskError):
        return error
    if not isinstance(error, DBAPIError) or error.orig is None:
        # A peer that talks nonsense can make the driver raise anything.
        return Malformed(f"the database's answer makes no sense: {type(error).__name__}: {error}")
    code, text = _code(error), " ".join(map(str, error.orig.args))
    if code in _SCHEMA_CHANGED:
        return SchemaChanged(f"{_SCHEMA_CHANGED[code]}: {text} ({GUIDE})")
    if code in _MISCONFIGURED:
        return Misconfigured(f"{_MISCONFIGURED[code]}: {text} ({GUIDE})")
    if code in _STATEMENT_LIMIT:
        return NoAnswer(f"the database took too long and gave up: {text}")
    return _broken_connection(error.orig, code, text)


def _broken_connection(error: BaseException, code: int, text: str) -> KioskError:
    import ssl

    cause = getattr(error, "original_exception", None) or error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError) or code == 2026:
        return Misconfigured(f"no trusted encrypted connection: {text} ({GUIDE})")
    if isinstance(cause, TimeoutError) or "database is locked" in text:
        return NoAnswer(f"the database does not answer: {text}")
    if type(error).__name__ in {"OperationalError", "InterfaceError"}:
        return Unreachable(f"no connection to the database: {text}")
    if type(error).__name__ == "ProgrammingError":
        return Misconfigured(f"the database does not understand: {text} ({GUIDE})")
    return Malformed(f"the database's answer makes no sense: {text}")


def _connection_survives(error: Exception) -> bool:
    """Whether the server itself reported the error, in good order."""
    from sqlalchemy.exc import DBAPIError

    if not isinstance(error, DBAPIError):
        return False
    code = _code(error)
    return (1000 <= code < 2000 or code >= 3000) and code not in _CONNECTION_ENDED


def _code(error: "DBAPIError") -> int:
    code = error.orig.args[0] if error.orig and error.orig.args else 0
    return code if isinstance(code, int) else 0
