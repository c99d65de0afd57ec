"""SteVe's OCPP-J side on a loopback port, as it was recorded, with SteVe's rows in a database.

It answers what the recorded session shows (tests/data/steve/session.frames.jsonl): it asks for
the configuration on connecting, refuses every DataTransfer and stores none. Each message becomes
the rows that SteVe wrote.
"""

import asyncio
import copy
import json
import threading
from base64 import b64encode
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Self, TypeVar
from urllib.parse import unquote
from uuid import uuid4

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from tests.integration.steve_database import Sample, SteveDatabase

OCPP = Subprotocol("ocpp1.6")
PATH = "/steve/websocket/CentralSystemService"
_ANSWER_SECONDS = 10.0

T = TypeVar("T")


class FakeCentralSystem:
    """Lets in the stations of ``passwords``, those with a password only by Basic authentication.

    It serves from a thread of its own while it is entered. ``active_transactions`` may be shared
    with a FakeSteve, whose hooks lead to :meth:`remote_start` and :meth:`remote_stop`.
    """

    def __init__(self, database: SteveDatabase, passwords: dict[str, str | None]) -> None:
        self.frames: list[tuple[str, str, list[Any]]] = []
        """Charge box id, ``station`` or ``steve``, and the frame, in their order."""
        self.active_transactions: set[int] = set()
        self.heartbeat_interval = 14_400
        self.answers: dict[str, Callable[[dict[str, Any]], dict[str, Any] | None]] = {}
        """By action: what to answer instead; ``None`` is silence."""
        self.port = 0
        self._passwords = passwords
        self._rows = _Rows(database)
        self._connections: dict[str, ServerConnection] = {}
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._loop = asyncio.new_event_loop()
        self._server: Server | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, name="central system")

    def __enter__(self) -> Self:
        self._thread.start()
        self.come_back()
        return self

    def __exit__(self, *_: object) -> None:
        self.go_away()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._rows.close()

    @property
    def url(self) -> str:
        """What stations and relays are told."""
        return f"ws://127.0.0.1:{self.port}{PATH}"

    def go_away(self) -> None:
        """Close every connection, and listen no more."""
        self._run(self._stop())

    def come_back(self) -> None:
        """Listen, on the same port as before."""
        self._run(self._start())

    def call(self, charge_box_id: str, action: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Ask a station, from any other thread, and return what it answers."""
        return self._run(self._call(charge_box_id, action, payload))

    def say(self, charge_box_id: str, message: str | bytes) -> None:
        """Send a station anything at all."""
        self._run(self._connections[charge_box_id].send(message))

    def remote_start(self, charge_box_id: str, connector_id: int, id_tag: str) -> str:
        """Return the station's answer."""
        payload = {"connectorId": connector_id, "idTag": id_tag}
        return str(self.call(charge_box_id, "RemoteStartTransaction", payload)["status"])

    def remote_stop(self, charge_box_id: str, transaction_id: int) -> str:
        """Return the station's answer."""
        payload = {"transactionId": transaction_id}
        return str(self.call(charge_box_id, "RemoteStopTransaction", payload)["status"])

    def connected(self) -> set[str]:
        """The stations that are connected."""
        return set(self._connections)

    def requests(self, charge_box_id: str, action: str | None = None) -> list[dict[str, Any]]:
        """What a station has asked so far."""
        return [
            frame[3]
            for who, side, frame in list(self.frames)
            if (who, side, frame[0]) == (charge_box_id, "station", 2) and action in (None, frame[2])
        ]

    def _run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(_ANSWER_SECONDS)

    async def _start(self) -> None:
        self._server = await serve(
            self._talk,
            "127.0.0.1",
            self.port,
            subprotocols=[OCPP],
            process_request=self._greet,
            compression=None,
            ping_interval=None,
            close_timeout=1,
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    def _greet(self, connection: ServerConnection, request: Request) -> Response | None:
        charge_box_id = _charge_box_id(request)
        if charge_box_id not in self._passwords:
            return connection.respond(404, "")
        password = self._passwords[charge_box_id]
        if password is not None:
            expected = b64encode(f"{charge_box_id}:{password}".encode()).decode()
            if request.headers.get("Authorization") != f"Basic {expected}":
                return connection.respond(401, "")
        return None

    async def _talk(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        charge_box_id = _charge_box_id(connection.request)
        self._connections[charge_box_id] = connection
        asking = asyncio.ensure_future(self._call(charge_box_id, "GetConfiguration", {"key": []}))
        try:
            async for message in connection:
                await self._take(charge_box_id, connection, json.loads(message))
        except ConnectionClosed:
            pass
        finally:
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            if self._connections.get(charge_box_id) is connection:
                del self._connections[charge_box_id]

    async def _take(self, who: str, connection: ServerConnection, frame: list[Any]) -> None:
        self.frames.append((who, "station", frame))
        if frame[0] != 2:
            waiting = self._waiting.get(frame[1])
            if waiting is not None and not waiting.done():
                waiting.set_result(frame[2] if frame[0] == 3 else {"status": frame[2]})
            return
        _, unique_id, action, payload = frame
        special = self.answers.get(action)
        answer = special(payload) if special else self._answer(who, action, payload)
        if answer is not None:
            # A station that has gone may have said more before.
            with suppress(ConnectionClosed):
                await self._say(who, connection, [3, unique_id, answer])

    def _answer(self, who: str, action: str, payload: dict[str, Any]) -> dict[str, Any]:
        now = datetime.now(UTC)
        id_tag_info = {"status": "Accepted", "expiryDate": _text(now + timedelta(hours=1))}
        match action:
            case "BootNotification":
                self._rows.sign_of_life(who, now)
                return {
                    "status": "Accepted",
                    "currentTime": _text(now),
                    "interval": self.heartbeat_interval,
                }
            case "Heartbeat":
                self._rows.sign_of_life(who, now)
                return {"currentTime": _text(now)}
            case "StatusNotification":
                self._rows.status(who, payload, now)
                return {}
            case "StartTransaction":
                transaction_id = self._rows.start(who, payload, now)
                self.active_transactions.add(transaction_id)
                return {"transactionId": transaction_id, "idTagInfo": id_tag_info}
            case "MeterValues":
                self._rows.meter_values(who, payload)
                return {}
            case "StopTransaction":
                self._rows.stop(payload, now)
                self.active_transactions.discard(payload["transactionId"])
                return {"idTagInfo": id_tag_info}
            case "DataTransfer":
                return {"status": "Rejected"}
        raise AssertionError(f"nobody asked a SteVe this when it was recorded: {action}")

    async def _call(self, who: str, action: str, payload: dict[str, Any]) -> dict[str, Any]:
        unique_id = str(uuid4())
        answer: asyncio.Future[dict[str, Any]] = self._loop.create_future()
        self._waiting[unique_id] = answer
        try:
            await self._say(who, self._connections[who], [2, unique_id, action, payload])
            return await asyncio.wait_for(answer, _ANSWER_SECONDS)
        finally:
            del self._waiting[unique_id]

    async def _say(self, who: str, connection: ServerConnection, frame: list[Any]) -> None:
        self.frames.append((who, "steve", frame))
        await connection.send(json.dumps(frame))


class _Rows:
    """SteVe's rows, written over a connection of its own."""

    def __init__(self, database: SteveDatabase) -> None:
        self._database = copy.copy(database)
        self._database.connection = database.server.connect(database.name)
        self._connectors: dict[tuple[str, int], int] = {}

    def close(self) -> None:
        self._database.connection.close()

    def sign_of_life(self, who: str, now: datetime) -> None:
        self._database.execute(
            "UPDATE charge_box SET last_heartbeat_timestamp = %s WHERE charge_box_id = %s",
            now.replace(tzinfo=None),
            who,
        )

    def status(self, who: str, payload: dict[str, Any], now: datetime) -> None:
        self._database.status(
            self._connector_pk(who, payload["connectorId"]),
            payload["status"],
            _moment(payload["timestamp"]) if "timestamp" in payload else now,
            payload["errorCode"],
            error_info=payload.get("info"),
            vendor_id=payload.get("vendorId"),
            vendor_error_code=payload.get("vendorErrorCode"),
        )

    def start(self, who: str, payload: dict[str, Any], now: datetime) -> int:
        return self._database.start(
            self._connector_pk(who, payload["connectorId"]),
            now,
            payload["idTag"],
            start_timestamp=_moment(payload["timestamp"]),
            start_value=str(payload["meterStart"]),
        )

    def stop(self, payload: dict[str, Any], now: datetime) -> None:
        self._database.stop(
            payload["transactionId"],
            now,
            stop_timestamp=_moment(payload["timestamp"]),
            stop_value=str(payload["meterStop"]),
            stop_reason=payload.get("reason"),
        )

    def meter_values(self, who: str, payload: dict[str, Any]) -> None:
        connector_pk = self._connector_pk(who, payload["connectorId"])
        for value in payload["meterValue"]:
            samples = (
                Sample(sampled["value"], sampled.get("measurand"), sampled.get("unit"))
                for sampled in value["sampledValue"]
            )
            moment = _moment(value["timestamp"])
            transaction_id = payload.get("transactionId")
            self._database.meter_values(connector_pk, transaction_id, moment, *samples)

    def _connector_pk(self, who: str, connector_id: int) -> int:
        key = (who, connector_id)
        if key not in self._connectors:
            self._connectors[key] = self._database.connector_pk(who, connector_id)
        return self._connectors[key]


def _charge_box_id(request: Request) -> str:
    return unquote(request.path.removeprefix(f"{PATH}/"))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
