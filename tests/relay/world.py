"""What stands around the relay in its tests: a SteVe that records, stations, memory for records."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self, TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.typing import Data, Subprotocol

from kiosk.relay.connection import PairTimes
from kiosk.relay.link import LinkLimits
from kiosk.relay.records import DataTransferRow, StationEventRow
from kiosk.relay.server import Relay, RelayPlan
from kiosk.relay.tap import RecordKeeper

STATION = "RIVOT_100A_01"
VENDOR = "RivotMotors"
OCPP = Subprotocol("ocpp1.6")
FRAMES = Path(__file__).parents[1] / "data" / "steve" / "session.frames.jsonl"
NEVER = 20.0
"""Seconds until a test gives up waiting for what should come at once."""

_Result = TypeVar("_Result")


def run(main: Coroutine[Any, Any, _Result]) -> _Result:
    """Run a test's coroutine within bounds."""

    async def bounded() -> _Result:
        async with asyncio.timeout(NEVER):
            return await main

    return asyncio.run(bounded())


async def until(condition: Callable[[], object]) -> None:
    """Wait until something has become true."""
    while not condition():  # noqa: ASYNC110 - nothing tells it
        await asyncio.sleep(0.002)


def call(unique_id: str, action: str, payload: Any) -> str:
    """Return a CALL as a station writes it."""
    return json.dumps([2, unique_id, action, payload])


def data_transfer(unique_id: str, data: Any = "{}", vendor_id: str = VENDOR) -> str:
    """Return a DataTransfer.req."""
    payload = {"vendorId": vendor_id, "messageId": "VehicleInfo", "data": data}
    return call(unique_id, "DataTransfer", payload)


def result(unique_id: str, payload: Any) -> str:
    """Return a CALLRESULT."""
    return json.dumps([3, unique_id, payload])


def accepted(unique_id: str) -> str:
    """Return the answer that the relay gives in SteVe's place."""
    return f'[3,"{unique_id}",{{"status":"Accepted"}}]'


def rejected(unique_id: str) -> str:
    """Return SteVe's refusal of a DataTransfer."""
    return result(unique_id, {"status": "Rejected"})


Behave = Callable[[ServerConnection], Awaitable[None]]


@dataclass
class SteveStandIn:
    """An OCPP-J server that notes what happens in the order of its happening.

    ``behave`` talks to a station; by default each DataTransfer is refused and nothing else is
    said. ``refuse_with`` answers the handshake of all.
    """

    behave: Behave | None = None
    refuse_with: Response | None = None
    happened: list[tuple[str, int]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    received: list[Data] = field(default_factory=list)
    connections: list[ServerConnection] = field(default_factory=list)
    before_answer: asyncio.Event | None = None
    options: dict[str, Any] = field(default_factory=dict)
    _server: Server | None = None

    async def __aenter__(self) -> Self:
        await self.start(0)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, port: int) -> None:
        options: dict[str, Any] = {
            "compression": None,
            "max_size": 8 * 1024 * 1024,
            "ping_interval": None,
            "close_timeout": 1,
        }
        self._server = await serve(
            self._talk,
            "127.0.0.1",
            port,
            subprotocols=None,
            select_subprotocol=lambda _, offered: OCPP if OCPP in offered else None,
            process_request=self._greet,
            **(options | self.options),
        )

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    @property
    def port(self) -> int:
        assert self._server is not None
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    @property
    def url(self) -> str:
        scheme = "wss" if "ssl" in self.options else "ws"
        return f"{scheme}://127.0.0.1:{self.port}/steve/websocket/CentralSystemService"

    async def _greet(self, _: ServerConnection, request: Request) -> Response | None:
        self.requests.append(request)
        if self.before_answer is not None:
            await self.before_answer.wait()
        return self.refuse_with

    async def _talk(self, connection: ServerConnection) -> None:
        number = len(self.connections)
        self.connections.append(connection)
        self.happened.append(("opened", number))
        try:
            await (self.behave or self._refuse_data_transfers)(connection)
            await connection.wait_closed()
        except ConnectionClosed:
            pass
        finally:
            self.happened.append(("closed", number))

    async def _refuse_data_transfers(self, connection: ServerConnection) -> None:
        async for message in connection:
            self.received.append(message)
            if isinstance(message, str) and '"DataTransfer"' in message:
                await connection.send(rejected(json.loads(message)[1]))


@dataclass
class MemoryKeeper:
    """Keeps records in memory. ``durable`` decides what becomes of a message; ``None``: pending."""

    durable: bool | None = True
    messages: list[DataTransferRow] = field(default_factory=list)
    events: list[StationEventRow] = field(default_factory=list)
    pending: list[asyncio.Future[bool]] = field(default_factory=list)

    def keep(self, row: DataTransferRow) -> asyncio.Future[bool]:
        self.messages.append(row)
        future = asyncio.get_running_loop().create_future()
        if self.durable is None:
            self.pending.append(future)
        else:
            future.set_result(self.durable)
        return future

    def note(self, row: StationEventRow) -> None:
        self.events.append(row)

    def kinds(self) -> list[str]:
        return [event.kind.value for event in self.events]


def plan(upstream: str, **changes: Any) -> RelayPlan:
    """Return a plan whose waits suit a test."""
    made = RelayPlan(
        "127.0.0.1",
        0,
        upstream,
        vendors=frozenset({VENDOR}),
        limits=LinkLimits(close_seconds=0.3),
        times=PairTimes(ping=5.0, silence=15.0, answer_wait=5.0),
        handshake_seconds=5.0,
    )
    return replace(made, **changes)


class StationedRelay(Relay):
    """A relay that knows the stations a test has connected to it."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.stations: list[ClientConnection] = []

    async def close(self) -> None:
        await super().close()
        for station in self.stations:
            station.transport.abort()
            await station.wait_closed()


@asynccontextmanager
async def relaying(
    upstream: "SteveStandIn | str",
    keeper: RecordKeeper | None = None,
    poke: Callable[[], None] = lambda: None,
    **changes: Any,
) -> AsyncIterator[StationedRelay]:
    """Run a relay; ``changes`` are those to its plan."""
    url = upstream if isinstance(upstream, str) else upstream.url
    relay = StationedRelay(plan(url, **changes), keeper or MemoryKeeper(), poke)
    await relay.start()
    try:
        yield relay
    finally:
        await relay.close()


async def dial(relay: StationedRelay, station: str = STATION, **options: Any) -> ClientConnection:
    """Connect as a station."""
    defaults: dict[str, Any] = {
        "subprotocols": [OCPP],
        "compression": None,
        "proxy": None,
        "ping_interval": None,
        "max_size": None,
        "close_timeout": 1,
    }
    url = f"ws://127.0.0.1:{relay.port}/{station}"
    connection = await connect(url, **(defaults | options))
    relay.stations.append(connection)
    return connection
