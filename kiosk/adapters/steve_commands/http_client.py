"""One HTTP exchange at a time, bounded in every direction.

It speaks to one host only, follows no redirect, obeys no proxy variable, keeps no connection,
and ends by a deadline even where the other side sends a byte a second, which the time-outs of a
socket alone would not achieve.
"""

import io
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from kiosk.domain.errors import Malformed, Misconfigured, NoAnswer, Unreachable

if TYPE_CHECKING:
    import ssl


@dataclass(frozen=True, slots=True)
class Address:
    """Where SteVe is: ``path`` is its context, as ``/steve``, without a slash at its end."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        """The host as RFC 9110 section 7.2 wants it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def parse_base_url(base_url: str) -> Address:
    """Take ``http(s)://host:port/context`` apart; Misconfigured says what is wrong with it."""
    try:
        parts = urlsplit(base_url.strip())
        port = parts.port
    except ValueError:
        # Its words may hold a password that has no place in the URL.
        raise Misconfigured("the base URL cannot be read") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Misconfigured("the base URL must be like http://host:8080/steve")
    if "@" in parts.netloc:
        raise Misconfigured("the base URL must not hold a user or password")
    if parts.query or parts.fragment:
        raise Misconfigured("the base URL must end with its path")
    if not all("!" <= character <= "~" for character in parts.hostname + parts.path):
        raise Misconfigured("the base URL must be plain ASCII without spaces")
    secure = parts.scheme == "https"
    return Address(secure, parts.hostname, port or (443 if secure else 80), parts.path.rstrip("/"))


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent. ``path`` is below the base URL; ``headers`` may hold credentials."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, whole. ``location`` is empty where none was named."""

    status: int
    location: str
    cookies: tuple[str, ...] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def redirects(self) -> bool:
        """Whether it sends the client elsewhere."""
        return 300 <= self.status < 400

    @property
    def location_path(self) -> str:
        """The path it sends to, without the ``;jsessionid`` that SteVe may add."""
        try:
            return urlsplit(self.location).path.partition(";")[0]
        except ValueError:
            return ""

    @property
    def asks_to_sign_in(self) -> bool:
        """Whether it redirects to SteVe's login page."""
        return self.redirects and self.location_path.endswith("/signin")


class HttpClient:
    """Blocking exchanges with one host, from any thread, until it is closed."""

    def __init__(self, address: Address, *, ca_file: str | None, connect_timeout: float) -> None:
        self.address = address
        self.closed = threading.Event()
        self._ca_file = ca_file
        self._connect_timeout = connect_timeout
        self._lock = threading.Lock()
        self._tls: ssl.SSLContext | None = None
        self._sockets: set[socket.socket] = set()

    def exchange(self, request: Request, *, limit: int, deadline: float) -> Reply:
        """Send the request and return the answer.

        ``limit`` bounds the answer's body in bytes; ``deadline`` is on ``time.monotonic``. Raises
        Unreachable when nothing was sent, NoAnswer when it may have been but no whole answer
        came, Malformed when what came is not HTTP or too long.
        """
        connection = self._connect(deadline)
        try:
            return self._converse(connection, request, limit, deadline)
        finally:
            with self._lock:
                self._sockets.discard(connection)
            connection.close()

    def close(self) -> None:
        """End what is under way, and let nothing new begin."""
        with self._lock:
            self.closed.set()
            for connection in self._sockets:
                try:
                    # Not SSLSocket's own, which takes the TLS object away under a reader.
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)
                except OSError:
                    continue

    def _connect(self, deadline: float) -> socket.socket:
        if self.closed.is_set():
            raise Unreachable("closed")
        timeout = min(self._connect_timeout, deadline - time.monotonic())
        if timeout <= 0:
            raise Unreachable("no time is left to connect")
        address = self.address
        try:
            connection = socket.create_connection((address.host, address.port), timeout)
        except (OSError, UnicodeError) as error:
            raise Unreachable(f"no connection to {address.host_header}: {_cause(error)}") from error
        if address.secure:
            connection = self._secured(connection)
        with self._lock:
            if not self.closed.is_set():
                self._sockets.add(connection)
                return connection
        connection.close()
        raise Unreachable("closed")

    def _secured(self, connection: socket.socket) -> socket.socket:
        try:
            return self._tls_context().wrap_socket(connection, server_hostname=self.address.host)
        except (OSError, ValueError) as error:
            connection.close()
            raise Unreachable(f"no TLS with {self.address.host_header}: {_cause(error)}") from error

    def _tls_context(self) -> "ssl.SSLContext":
        import ssl

        with self._lock:
            if self._tls is None:
                self._tls = ssl.create_default_context(cafile=self._ca_file)
            return self._tls

    def _converse(
        self, connection: socket.socket, request: Request, limit: int, deadline: float
    ) -> Reply:
        from http.client import HTTPException, HTTPResponse, IncompleteRead

        channel = cast(socket.socket, _Channel(connection, deadline))
        try:
            connection.settimeout(max(0.001, deadline - time.monotonic()))
            connection.sendall(self._encoded(request))
            with HTTPResponse(channel, method=request.method) as response:
                response.begin()
                body = response.read(limit + 1)
                unread = response.length
        except (OSError, IncompleteRead) as error:
            raise NoAnswer(f"no answer from {self.address.host_header}: {_cause(error)}") from error
        except (HTTPException, ValueError) as error:
            raise Malformed(f"not HTTP: {type(error).__name__}") from error
        if len(body) > limit:
            raise Malformed(f"the answer is longer than {limit} bytes")
        if unread:
            raise NoAnswer("the connection ended in the middle of the answer")
        return Reply(
            status=response.status,
            location=response.headers.get("Location", ""),
            cookies=tuple(response.headers.get_all("Set-Cookie", ())),
            body=body,
        )

    def _encoded(self, request: Request) -> bytes:
        headers = {
            "Host": self.address.host_header,
            "Connection": "close",
            "Accept-Encoding": "identity",
            **request.headers,
        }
        if request.method == "POST":
            headers["Content-Length"] = str(len(request.body))
        head = [f"{request.method} {self.address.path}{request.path} HTTP/1.1"]
        head += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*head, "", ""]).encode("ascii") + request.body


class _Channel:
    """As much of a socket as ``HTTPResponse`` uses: it reads until the deadline."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection = connection
        self._deadline = deadline

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._connection, self._deadline))


class _Incoming(io.RawIOBase):
    """The bytes of a socket; what is left until the deadline is the time-out of each read."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        remaining = self._deadline - time.monotonic()
        if remaining <= 0:
            raise TimeoutError("timed out")
        self._connection.settimeout(remaining)
        return self._connection.recv_into(buffer)


def _cause(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
