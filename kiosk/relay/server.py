"""The relay's server: for each station that connects, SteVe is dialled first."""

import asyncio
import hmac
import logging
import re
import ssl
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from websockets.client import ClientProtocol
from websockets.datastructures import Headers
from websockets.exceptions import InvalidHandshake, InvalidStatus
from websockets.headers import parse_subprotocol
from websockets.http11 import Request, Response
from websockets.server import ServerProtocol
from websockets.uri import WebSocketURI, parse_uri

from kiosk.domain.errors import Unreachable
from kiosk.prometheus import CONTENT_TYPE
from kiosk.relay.connection import SERVICE_RESTART, Pair, PairCounters, PairTimes
from kiosk.relay.link import WIRE_LOGGER, Link, LinkLimits
from kiosk.relay.tap import RecordKeeper, Tap

_SEGMENT = re.compile(r"[A-Za-z0-9\-._~!$&'()*+,;=:@%]{1,1024}")
_PASSED_REQUEST_HEADERS = ("Authorization", "Origin", "User-Agent")
_NOT_PASSED_RESPONSE_HEADERS = {
    "connection", "keep-alive", "upgrade", "trailer", "transfer-encoding", "content-length",
}  # fmt: skip
_MOST_REFUSALS_REMEMBERED = 1000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RelayPlan:
    """How the relay works. Times in seconds."""

    host: str
    port: int
    upstream: str
    """SteVe's OCPP-J address, without the charge box id."""
    vendors: frozenset[str] = frozenset()
    tls: ssl.SSLContext | None = None
    """For the stations' side; ``None``: ws."""
    upstream_tls: ssl.SSLContext | None = None
    limits: LinkLimits = field(default_factory=LinkLimits)
    times: PairTimes = field(default_factory=PairTimes)
    handshake_seconds: float = 10.0
    most_connections: int = 2000


@dataclass(slots=True)
class RelayCounters:
    """What the relay did since its start, and how many stations are connected."""

    connected: int = 0
    accepted: int = 0
    refused: int = 0
    replaced: int = 0
    passed: PairCounters = field(default_factory=PairCounters)


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a station's request leads."""

    charge_box_id: str
    uri: WebSocketURI


class _Refused(Exception):
    """The station is not let in."""

    def __init__(self, response: Response, why: str) -> None:
        super().__init__(why)
        self.response = response


class Relay:
    """Listens for stations from :meth:`start` to :meth:`close`."""

    def __init__(
        self,
        plan: RelayPlan,
        keeper: RecordKeeper,
        poke: Callable[[], None] = lambda: None,
        utc: Callable[[], datetime] = lambda: datetime.now(UTC),
        metrics: "Callable[[RelayCounters], str] | None" = None,
    ) -> None:
        """``metrics`` makes the text that a GET of /metrics from this machine is answered with."""
        self.counters = RelayCounters()
        self._plan = plan
        self._upstream = parse_uri(plan.upstream)
        self._keeper = keeper
        self._poke = poke
        self._utc = utc
        self._metrics = metrics
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._stations: dict[str, tuple[Pair, str]] = {}
        """By charge box id, each with its credentials."""
        self._refusals: OrderedDict[str, str] = OrderedDict()

    @property
    def port(self) -> int:
        """The port it listens at."""
        assert self._server is not None
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def start(self) -> None:
        """Listen. Raises Unreachable."""
        loop = asyncio.get_running_loop()
        tls = self._plan.tls
        try:
            self._server = await loop.create_server(
                self._new_link,
                self._plan.host,
                self._plan.port,
                ssl=tls,
                ssl_handshake_timeout=self._plan.handshake_seconds if tls else None,
                # A thousand stations come back at once after a power cut.
                backlog=1024,
            )
        except OSError as error:
            where = f"{self._plan.host}:{self._plan.port}"
            raise Unreachable(
                f"can't listen at {where}: {error.strerror or error}; is another relay running? "
                "relay.listen names the address"
            ) from error

    async def close(self) -> None:
        """Close all connections, so that the stations come back, and stop. Idempotent."""
        if self._server is not None:
            self._server.close()
        pairs = [pair for pair, _ in self._stations.values()]
        for pair in pairs:
            pair.end("the relay stops", to_station=SERVICE_RESTART)
        # Each connection ends within its own time.
        await asyncio.gather(*(pair.wait_ended() for pair in pairs))
        for task in list(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    def _new_link(self) -> Link:
        wire = ServerProtocol(max_size=self._plan.limits.frame_bytes, logger=WIRE_LOGGER)
        return Link(wire, self._plan.limits, self._connected)

    def _connected(self, station: Link) -> None:
        if len(self._tasks) >= self._plan.most_connections:
            station.abort()
            self._say_refused("a connection", "there are too many")
            return
        task = asyncio.get_running_loop().create_task(self._serve(station))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, station: Link) -> None:
        """Look after a connection from its first byte to its last."""
        try:
            # Nothing was asked that could be answered, or nobody is there any more.
            with suppress(InvalidHandshake, ConnectionError):
                async with asyncio.timeout(self._plan.handshake_seconds):
                    request = await station.handshake
                assert isinstance(request, Request)
                await self._answer(station, request)
            # An answer may still be on its way.
            await asyncio.shield(station.ended)
        except TimeoutError:
            station.abort()
        except BaseException:
            station.abort()
            raise

    async def _answer(self, station: Link, request: Request) -> None:
        assert isinstance(station.wire, ServerProtocol)
        answer = station.wire.accept(request)
        if answer.status_code != 101:
            if self._metrics is not None and request.path == "/metrics" and station.is_local:
                answer = _text(self._metrics(self.counters))
            station.send_handshake(answer)
            return
        who = "a station"
        try:
            target = self._target(station.wire, request.path)
            who = target.charge_box_id
            credentials = request.headers.get_all("Authorization")
            await self._end_older(who, "\n".join(credentials))
            steve = await self._dial(station, request, target)
        except _Refused as refused:
            self.counters.refused += 1
            self._say_refused(who, str(refused))
            station.send_handshake(refused.response)
            return
        try:
            await self._end_older(who)
            if station.ended.done():
                return
            if steve.wire.subprotocol is not None:
                station.wire.subprotocol = steve.wire.subprotocol
                answer.headers["Sec-WebSocket-Protocol"] = steve.wire.subprotocol
            station.send_handshake(answer)
            await self._relay(who, "\n".join(credentials), station, steve)
        finally:
            steve.abort()

    def _target(self, wire: ServerProtocol, path: str) -> _Target:
        """Find out which station it is; what stands before the last slash is of no account."""
        path, _, query = path.partition("?")
        segment = path.rpartition("/")[2]
        charge_box_id = unquote(segment, errors="replace")
        if (
            not _SEGMENT.fullmatch(segment)
            or not 1 <= len(charge_box_id) <= 255
            or not charge_box_id.isprintable()
            or "\N{REPLACEMENT CHARACTER}" in charge_box_id
            or charge_box_id in {".", ".."}
        ):
            text = "The address must end with the station's ChargeBoxId.\n"
            raise _Refused(wire.reject(404, text), "the address has no charge box id")
        upstream = f"{self._upstream.path.rstrip('/')}/{segment}"
        return _Target(charge_box_id, replace(self._upstream, path=upstream, query=query))

    async def _end_older(self, charge_box_id: str, credentials: str | None = None) -> None:
        """End an older connection of the same station, SteVe's side of it first.

        With ``credentials`` only where they are the same: whoever has others must first convince
        SteVe, or anybody could throw a station out.
        """
        while found := self._stations.get(charge_box_id):
            older, its_credentials = found
            if credentials is not None and not hmac.compare_digest(
                credentials.encode(), its_credentials.encode()
            ):
                return
            self.counters.replaced += 1
            older.replace()
            await older.wait_ended()
            # Its own task does the same, perhaps a moment later.
            self._forget(charge_box_id, older)

    def _forget(self, charge_box_id: str, pair: Pair) -> None:
        if self._stations.get(charge_box_id, (None,))[0] is pair:
            del self._stations[charge_box_id]
            self.counters.connected -= 1

    async def _dial(self, station: Link, request: Request, target: _Target) -> Link:
        """Connect to SteVe as the station would. Raises _Refused with what to answer it."""
        assert isinstance(station.wire, ServerProtocol)
        dialling = asyncio.ensure_future(self._connect(request, target.uri))
        try:
            either: set[asyncio.Future[Any]] = {dialling, station.ended}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if not dialling.done():
                dialling.cancel()
        if station.ended.done():
            # It has given up waiting, and comes again.
            steve = (await asyncio.gather(dialling, return_exceptions=True))[0]
            if isinstance(steve, Link):
                steve.abort()
            raise ConnectionResetError
        try:
            return dialling.result()
        except InvalidStatus as error:
            why = f"SteVe answers {error.response.status_code}"
            raise _Refused(_passed_on(error.response), why) from None
        except (InvalidHandshake, OSError, TimeoutError) as error:
            why = " ".join(f"SteVe can't be reached: {str(error) or type(error).__name__}".split())
            text = "The central system can't be reached.\n"
            raise _Refused(station.wire.reject(503, text), why) from None

    async def _connect(self, request: Request, uri: WebSocketURI) -> Link:
        offered = [
            subprotocol
            for value in request.headers.get_all("Sec-WebSocket-Protocol")
            for subprotocol in parse_subprotocol(value)
        ]
        wire = ClientProtocol(
            uri,
            subprotocols=offered or None,
            max_size=self._plan.limits.frame_bytes,
            logger=WIRE_LOGGER,
        )
        steve = Link(wire, self._plan.limits)
        asking = wire.connect()
        for name in _PASSED_REQUEST_HEADERS:
            for value in request.headers.get_all(name):
                asking.headers[name] = value
        try:
            async with asyncio.timeout(self._plan.handshake_seconds):
                await asyncio.get_running_loop().create_connection(
                    lambda: steve,
                    uri.host,
                    uri.port,
                    ssl=self._plan.upstream_tls if uri.secure else None,
                    server_hostname=uri.host if uri.secure else None,
                )
                steve.send_handshake(asking)
                await steve.handshake
        except BaseException:
            steve.abort()
            raise
        return steve

    async def _relay(self, who: str, credentials: str, station: Link, steve: Link) -> None:
        tap = Tap(who, self._plan.vendors, self._keeper, self._poke, self._utc)
        pair = Pair(station, steve, tap, self._plan.times, self.counters.passed)
        self._stations[who] = (pair, credentials)
        self._refusals.pop(who, None)
        self.counters.accepted += 1
        self.counters.connected += 1
        _log.info("%s connected", who)
        try:
            await pair.run()
        finally:
            self._forget(who, pair)
            _log.info("%s disconnected: %s", who, pair.why)

    def _say_refused(self, who: str, why: str) -> None:
        """Say it when it begins: a station that is refused tries again for ever."""
        level = logging.DEBUG if self._refusals.get(who) == why else logging.WARNING
        self._refusals[who] = why
        if len(self._refusals) > _MOST_REFUSALS_REMEMBERED:
            self._refusals.popitem(last=False)
        _log.log(level, "%s was refused: %s", who, why)


def _text(text: str) -> Response:
    body = text.encode()
    headers = Headers(
        {
            "Content-Type": CONTENT_TYPE,
            "Content-Length": str(len(body)),
            "Connection": "close",
        }
    )
    return Response(200, "OK", headers, body)


def _passed_on(response: Response) -> Response:
    """Return SteVe's answer as one of ours, with all but what concerns its own connection."""
    headers = Headers(
        (name, value)
        for name, value in response.headers.raw_items()
        if name.lower() not in _NOT_PASSED_RESPONSE_HEADERS
    )
    headers["Content-Length"] = str(len(response.body))
    headers["Connection"] = "close"
    return Response(response.status_code, response.reason_phrase, headers, response.body)
