"""The kiosk's state for monitoring over HTTP.

``/status`` and ``/healthz`` answer in JSON, ``/metrics`` in Prometheus' text format.

It runs on threads of its own and is bounded in every way, so that no client can disturb the
screen. It holds no id tags, and whoever may connect may read it: by default nobody can.
"""

import json
import logging
import math
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from io import BufferedIOBase
from socketserver import TCPServer, ThreadingMixIn
from typing import Any

from kiosk.backoffice.metrics import metrics_text
from kiosk.domain.errors import Misconfigured
from kiosk.domain.snapshot import ConnectorSnapshot, Cost, StationSnapshot
from kiosk.prometheus import CONTENT_TYPE

MAX_CONNECTIONS = 8
REQUEST_SECONDS = 5.0
"""For a whole request, however slowly it trickles in."""
MAX_REQUEST_BYTES = 8192

_Answer = Callable[[str], tuple[int, dict[str, Any] | str]]
"""A path's status, and a payload or the text of the metrics."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Published:
    snapshot: StationSnapshot
    at: float


class MonitoringServer:
    """Serves what was published last. :meth:`publish` may be called from any thread."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        stale_after: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare to listen at ``host`` and ``port`` (0: any free one).

        ``stale_after`` is the age in seconds from which a snapshot means that the kiosk hangs;
        three times the slowest poll.
        """
        self._where = (host, port)
        self._stale_after = stale_after
        self._monotonic = monotonic
        self._published: _Published | None = None
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        """The port it listens at, once started."""
        return self._server.server_address[1] if self._server else self._where[1]

    def start(self) -> None:
        """Listen, and serve from a thread. Raises Misconfigured when the address can't be had."""
        try:
            self._server = _Server(self._where, self._answer)
        except OSError as error:
            host, port = self._where
            reason = error.strerror or error
            raise Misconfigured(
                f"cannot listen at {host}:{port} ({reason}): change monitoring.listen"
            ) from error
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.2,), name="monitoring", daemon=True
        )
        self._thread.start()

    def publish(self, snapshot: StationSnapshot, at_monotonic: float) -> None:
        """Take what to serve from now on; ``at_monotonic`` is when it was made (time.monotonic)."""
        self._published = _Published(snapshot, at_monotonic)

    def close(self) -> None:
        """Stop listening, cut open connections and end the threads. Idempotent."""
        server, self._server = self._server, None
        if server is not None and self._thread is not None:
            server.shutdown()
            server.server_close()
            self._thread.join()

    def _answer(self, path: str) -> tuple[int, dict[str, Any] | str]:
        published = self._published
        if path == "/status":
            if published is None:
                return 503, {"error": "nothing has been read yet"}
            return 200, _status(published.snapshot, self._age(published))
        if path == "/healthz":
            reason = self._trouble(published)
            return (
                (503, {"healthy": False, "reason": reason}) if reason else (200, {"healthy": True})
            )
        if path == "/metrics":
            snapshot = published.snapshot if published else None
            age = self._age(published) if published else 0.0
            return 200, metrics_text(snapshot, age, healthy=self._trouble(published) is None)
        return 404, {"error": "there are /status, /healthz and /metrics"}

    def _age(self, published: _Published) -> float:
        return max(0.0, self._monotonic() - published.at)

    def _trouble(self, published: _Published | None) -> str | None:
        if published is None:
            return "nothing has been read yet"
        snapshot, age = published.snapshot, self._age(published)
        if snapshot.settings_faults:
            return "the settings have faults"
        if age > self._stale_after:
            return f"the kiosk has published nothing for {age:.0f} s"
        if snapshot.link_lost is not None:
            return (
                f"the station's data has been out of reach since {snapshot.link_lost.isoformat()}"
            )
        return None


def _status(snapshot: StationSnapshot, age: float) -> dict[str, Any]:
    return {
        "charge_box_id": snapshot.charge_box_id,
        "time": snapshot.now.isoformat(),
        "age_seconds": round(age, 1),
        "simulated": snapshot.simulated,
        "link_lost": snapshot.link_lost.isoformat() if snapshot.link_lost else None,
        "settings_faults": len(snapshot.settings_faults),
        "connectors": [_connector(connector, age) for connector in snapshot.connectors],
    }


def _connector(connector: ConnectorSnapshot, age: float) -> dict[str, Any]:
    charging, vehicle, summary = connector.charging, connector.vehicle, connector.summary
    if charging is not None:
        soc, target = charging.soc, charging.target
    else:
        soc = vehicle.soc if vehicle else summary.final_soc if summary else None
        target = connector.target
    return {
        "connector_id": connector.connector_id,
        "session_phase": connector.session_phase.value,
        "status": connector.status,
        "transaction_id": connector.transaction_id,
        "soc_percent": soc,
        "target_percent": target,
        "power_watts": charging.power if charging else None,
        "energy_watt_hours": charging.energy_wh if charging else None,
        "error_code": connector.error_code,
        "out_of_service": connector.out_of_service.value if connector.out_of_service else None,
        # Without a tariff there is no word of money.
        **({"cost": _cost(connector.cost)} if connector.cost else {}),
        # They grow old while nothing new is published.
        "source_ages_seconds": {
            name: round(source_age + age, 1) for name, source_age in connector.source_ages
        },
    }


def _cost(cost: Cost) -> dict[str, Any]:
    return {"currency": cost.currency, "amount": str(cost.amount), "final": cost.final}


class _Server(ThreadingMixIn, TCPServer):
    """A thread for each of a few connections, each cut when its time is over."""

    allow_reuse_address = True
    request_queue_size = MAX_CONNECTIONS

    def __init__(self, where: tuple[str, int], answer: _Answer) -> None:
        self.answer = answer
        self._deadlines: dict[Any, float] = {}
        self._lock = threading.Lock()
        self.address_family = socket.AF_INET6 if ":" in where[0] else socket.AF_INET
        super().__init__(where, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread, or hang up when there are too many."""
        with self._lock:
            full = len(self._deadlines) >= MAX_CONNECTIONS
            if not full:
                self._deadlines[request] = time.monotonic() + REQUEST_SECONDS
        if full:
            self.shutdown_request(request)
        else:
            super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close the connection."""
        with self._lock:
            self._deadlines.pop(request, None)
        super().shutdown_request(request)

    def service_actions(self) -> None:
        """Cut the connections whose time is over; called several times a second."""
        self._cut_those_due(time.monotonic())

    def server_close(self) -> None:
        """Cut all connections, and wait for their threads."""
        self._cut_those_due(math.inf)
        super().server_close()

    def handle_error(self, *_request: Any) -> None:
        """Note a client that went away, where it matters to nobody."""
        _log.debug("a monitoring request broke off", exc_info=True)

    def _cut_those_due(self, now: float) -> None:
        with self._lock:
            for request, deadline in self._deadlines.items():
                if now >= deadline:
                    # It may have gone by itself.
                    with suppress(OSError):
                        request.shutdown(socket.SHUT_RDWR)


class _Capped(BufferedIOBase):
    """Lets a client send so much and no more: beyond it, the request is at its end."""

    def __init__(self, stream: BufferedIOBase, most: int) -> None:
        self._stream = stream
        self._left = most

    def readline(self, size: int | None = -1, /) -> bytes:
        most = self._left if size is None or size < 0 else min(size, self._left)
        line = self._stream.readline(most)
        self._left -= len(line)
        return line

    def close(self) -> None:
        self._stream.close()


class _Handler(BaseHTTPRequestHandler):
    timeout = REQUEST_SECONDS
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.rfile = _Capped(self.rfile, MAX_REQUEST_BYTES)

    def do_GET(self) -> None:
        self._send(*self.server.answer(self.path.partition("?")[0]))

    def do_HEAD(self) -> None:
        self.do_GET()

    def send_error(self, code: int, *_words: Any, **_more: Any) -> None:
        # The library answers a method without a do_ as if it were unknown to HTTP.
        self._send(405 if code == 501 else code, {"error": "only GET and HEAD of a short address"})

    def _send(self, code: int, payload: dict[str, Any] | str) -> None:
        text = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False)
        body = text.encode()
        self.send_response(code)
        self.send_header("Content-Type", CONTENT_TYPE if text is payload else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        if code == 405:
            self.send_header("Allow", "GET, HEAD")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def version_string(self) -> str:
        return "kiosk"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        _log.debug(format, *args)
