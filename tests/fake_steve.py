"""SteVe's command interfaces on a loopback port, as they were recorded.

The REST answers are the recorded ones (tests/data/steve/rest-exchanges.json). The web form behaves
as observed on 3.9.0 and 3.15: sign-in with a token, a session cookie, redirects, the task's page
that stays empty while the station is waited for.
"""

import html
import json
import ssl
import threading
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

_RECORD = Path(__file__).parent / "data" / "steve" / "rest-exchanges.json"
_MANAGER = "/manager"


class Answer(Enum):
    """What the station says to a command."""

    ACCEPTED = "Accepted"
    REJECTED = "Rejected"
    CALLERROR = "Code: InternalError, Description: boom"
    SILENT = ""


class Fault(Enum):
    """What a broken SteVe, or what stands in front of it, does instead of answering."""

    HANG = "takes the request and stays silent"
    DRIP = "sends a byte now and then, for ever"
    DRIP_BODY = "sends whole headers, then a byte of the body now and then, for ever"
    CLOSE = "closes the connection without a word"
    CUT = "closes the connection in the middle of the body"
    NOT_HTTP = "answers something that is not HTTP"
    NOT_JSON = "answers 200 with something else than was asked for"
    HUGE = "answers 200 with far too much"
    ERROR_502 = "answers as a proxy whose SteVe is down"
    ELSEWHERE = "redirects to another host"


@dataclass(frozen=True)
class Seen:
    """A request that arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body of a REST call."""
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        """The fields of a form."""
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


@dataclass
class _Task:
    station: str
    answer: Answer
    ready: float


@dataclass
class _Session:
    csrf: str
    signed_in: bool = False


@dataclass
class FakeSteve:
    """A SteVe with one station. The fields are its knobs, and may be turned while it runs.

    ``faults`` maps ``"POST /api/v1/operations/RemoteStartTransaction"`` (method and path below
    the context) to what goes wrong there. ``on_remote_start`` and ``on_remote_stop`` are called,
    in the server's thread, when the station accepts, so that a transaction may follow.
    """

    charge_box_id: str = "MODE_01"
    user: str = "kiosk"
    web_password: str = "web-secret"
    api_password: str | None = "api-secret"
    rest: bool = True
    """Whether it has the REST operations; 3.9.0 has not, and answers 403 there."""
    rest_missing_status: int = 403
    web_api_exposed: bool = True
    """An old release that hides its web API says so with 500."""
    web_form: bool = True
    may_operate: bool = True
    """Whether the web user has the authority for operations."""
    form_checks: bool = True
    """3.9.0's form checks neither the tag nor the transaction."""
    online: bool = True
    protocol: str = "V_16_JSON"
    endpoint: str = "-"
    other_stations: tuple[str, ...] = ("MODE_02", "MODE_011")
    answer: Answer = Answer.ACCEPTED
    answer_delay: float = 0.0
    """Seconds that the station takes."""
    patience: float = 30.0
    """Seconds after which SteVe's REST interface gives a silent station up."""
    eligible_tags: set[str] = field(default_factory=lambda: {"RFIDUSER"})
    active_transactions: set[int] = field(default_factory=lambda: {7})
    answers_for: str | None = None
    """The station that answers speak of, where it is not the one that was asked."""
    details_link: bool = False
    """Whether a link stands beside the answer on the task's page."""
    fails_with: str | None = None
    """What SteVe reports when it could not hand the call over."""
    faults: dict[str, Fault] = field(default_factory=dict)
    elsewhere: str = "http://127.0.0.1:9/steve/manager/signin"
    on_remote_start: Callable[[int, str], None] | None = None
    on_remote_stop: Callable[[int], None] | None = None
    tls: ssl.SSLContext | None = None
    context: str = "/steve"
    requests: list[Seen] = field(default_factory=list)

    def __post_init__(self) -> None:
        recorded = json.loads(_RECORD.read_text(encoding="utf-8"))
        self._recorded = {exchange["name"].partition(" (")[0]: exchange for exchange in recorded}
        self._sessions: dict[str, _Session] = {}
        self._tasks: list[_Task] = []
        self._lock = threading.Lock()
        self.stopping = threading.Event()
        self._arrived = threading.Condition(self._lock)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Listen on a port of the system's choice."""
        fake = self

        class Handler(_Handler):
            steve = fake

        self._server = _Server(("127.0.0.1", 0), Handler, self.tls)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.005,))
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, and let go of every request that hangs."""
        self.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def base_url(self) -> str:
        """What belongs into the settings."""
        scheme = "https" if self.tls else "http"
        return f"{scheme}://127.0.0.1:{self._server.server_port}{self.context}"

    def expire_sessions(self) -> None:
        """Forget every session, as time or a restart does."""
        with self._lock:
            self._sessions.clear()

    def commands(self) -> list[Seen]:
        """The requests that named a station, on either interface, in order."""
        marks = (b"chargeBoxIdList", b"chargePointSelectList")
        return [seen for seen in self.requests if any(mark in seen.body for mark in marks)]

    def count(self, method: str, path: str) -> int:
        """How often this was asked for, the path being below the context."""
        wanted = (method, self.context + path)
        return sum((seen.method, seen.path) == wanted for seen in self.requests)

    def wait_for_commands(self, number: int) -> None:
        """Block until so many commands have arrived."""
        self._wait(lambda: len(self.commands()) >= number)

    def wait_for(self, method: str, path: str) -> None:
        """Block until this has been asked for, the path being below the context."""
        self._wait(lambda: self.count(method, path) > 0)

    def _wait(self, condition: Callable[[], bool]) -> None:
        with self._arrived:
            if not self._arrived.wait_for(condition, 10.0):
                raise TimeoutError("what the test waits for did not arrive")

    # What SteVe does.

    def handle(self, seen: Seen, handler: "_Handler") -> None:
        """Answer one request."""
        with self._arrived:
            self.requests.append(seen)
            self._arrived.notify_all()
        path = seen.path.removeprefix(self.context)
        fault = self.faults.get(f"{seen.method} {path}")
        if fault is not None:
            handler.misbehave(fault)
        elif path.startswith("/api/v1/"):
            self._rest_call(seen, path, handler)
        elif path.startswith(_MANAGER) and self.web_form:
            self._web_page(seen, path, handler)
        else:
            handler.reply(404, "text/html", "<html><body>Not Found</body></html>")

    def _rest_call(self, seen: Seen, path: str, handler: "_Handler") -> None:
        start = path == "/api/v1/operations/RemoteStartTransaction"
        if not self.web_api_exposed:
            handler.json(500, {"message": "Web APIs are not exposed", "status": 500})
        elif not self.rest:
            handler.reply(self.rest_missing_status, "", "")
        elif "authorization" not in seen.headers:
            self._replay("start: no credentials", handler)
        elif seen.headers["authorization"] != self._basic():
            self._replay("start: wrong API password", handler)
        else:
            self._operation(seen, handler, start=start)

    def _basic(self) -> str:
        if self.api_password is None:
            return "no password fits"
        return "Basic " + b64encode(f"{self.user}:{self.api_password}".encode()).decode()

    def _operation(self, seen: Seen, handler: "_Handler", *, start: bool) -> None:
        try:
            order = seen.json
        except ValueError:
            self._replay("start: body is not JSON", handler)
            return
        needed = ("connectorId", "idTag") if start else ("transactionId",)
        if any(name not in order for name in ("chargeBoxIdList", *needed)):
            self._replay("start: fields missing", handler)
        elif order["chargeBoxIdList"] != [self.charge_box_id] or not self.online:
            self._replay("start: station offline, or chargeBoxId unknown", handler)
        elif start and order["idTag"] not in self.eligible_tags:
            self._replay("start: unknown idTag", handler)
        elif not start and order["transactionId"] not in self.active_transactions:
            self._replay("stop: transaction unknown or already stopped", handler)
        else:
            self._station_answers(order, handler)

    def _station_answers(self, order: dict[str, Any], handler: "_Handler") -> None:
        if self.fails_with is not None:
            failure = {"chargeBoxId": self.charge_box_id, "exceptionMessage": self.fails_with}
            handler.json(200, _task(exceptions=[failure]))
            return
        answer = self.answer
        names = {
            Answer.ACCEPTED: "start: station accepts",
            Answer.REJECTED: "start: station answers Rejected",
            Answer.CALLERROR: "start: station answers CALLERROR",
            Answer.SILENT: "start: station connected but never answers",
        }
        self.stopping.wait(self.patience if answer is Answer.SILENT else self.answer_delay)
        if answer is Answer.ACCEPTED:
            self._accepted(order)
        self._replay(names[answer], handler)

    def _accepted(self, order: dict[str, Any]) -> None:
        if "idTag" in order and self.on_remote_start is not None:
            self.on_remote_start(int(order["connectorId"]), str(order["idTag"]))
        if "transactionId" in order and self.on_remote_stop is not None:
            self.on_remote_stop(int(order["transactionId"]))

    def _replay(self, name: str, handler: "_Handler") -> None:
        """Answer as recorded, but for the station of another name."""
        recorded = self._recorded[name]
        body = json.dumps(recorded["body"]) if recorded["body"] else ""
        station = self.answers_for or self.charge_box_id
        body = body.replace('"MODE_01"', json.dumps(station)).replace("{base}", self.context)
        location = recorded["location"]
        headers = {"Location": location} if location else {}
        handler.reply(recorded["status"], recorded["content_type"] or "", body, headers)

    # The web form.

    def _web_page(self, seen: Seen, path: str, handler: "_Handler") -> None:
        cookie = seen.headers.get("cookie", "").partition("JSESSIONID=")[2].partition(";")[0]
        with self._lock:
            session = self._sessions.get(cookie)
        if seen.method == "POST" and (session is None or seen.form.get("_csrf") != session.csrf):
            handler.reply(403, "text/html", "<html><body>Forbidden</body></html>")
        elif path == f"{_MANAGER}/signin":
            self._sign_in(seen, session, handler)
        elif session is None or not session.signed_in:
            location = f"{self.context}{_MANAGER}/signin"
            handler.reply(302, "", "", {"Location": location, **self._new_session(False)})
        elif not self.may_operate:
            handler.reply(403, "text/html", "<html><body>Access denied</body></html>")
        elif path.startswith(f"{_MANAGER}/operations/tasks/"):
            self._task_page(int(path.rpartition("/")[2]), handler)
        elif seen.method == "GET":
            self._form_page(path.rpartition("/")[2], session, handler)
        else:
            self._form_posted(seen, path.rpartition("/")[2], session, handler)

    def _new_session(self, signed_in: bool) -> dict[str, str]:
        with self._lock:
            name = f"node0{len(self.requests):08x}{len(self._sessions):04x}.node0"
            self._sessions[name] = _Session(f"token-{name}", signed_in)
        return {"Set-Cookie": f"JSESSIONID={name}; Path={self.context}; HttpOnly; SameSite=Lax"}

    def _sign_in(self, seen: Seen, session: _Session | None, handler: "_Handler") -> None:
        if seen.method == "GET":
            headers = self._new_session(False)
            name = headers["Set-Cookie"].partition("=")[2].partition(";")[0]
            page = (
                f'<form method="POST" action="{self.context}{_MANAGER}/signin">'
                '<input type="text" name="username"><input type="password" name="password">'
                f'<input type="hidden" name="_csrf" value="{self._sessions[name].csrf}"/></form>'
            )
            handler.html(page, headers)
        elif (seen.form["username"], seen.form["password"]) == (self.user, self.web_password):
            # A session that signs in gets a new name.
            location = {"Location": f"{self.context}/"}
            handler.reply(302, "", "", {**location, **self._new_session(True)})
        else:
            handler.reply(302, "", "", {"Location": f"{self.context}{_MANAGER}/signin?error"})

    def _form_page(
        self, name: str, session: _Session, handler: "_Handler", errors: tuple[str, ...] = ()
    ) -> None:
        own = ((self.protocol, self.charge_box_id, self.endpoint),) if self.online else ()
        stations = (*((("V_16_JSON", other, "-")) for other in self.other_stations), *own)
        options = "".join(
            f'<option value="{html.escape(";".join(station))}">{html.escape(station[1])}</option>'
            for station in stations
        )
        listed = "".join(f"<li>{html.escape(error)}</li>" for error in errors)
        problem = f'<div class="error"><ul>{listed}</ul></div>' if errors else ""
        tags = "".join(f"<option>{html.escape(tag)}</option>" for tag in self.eligible_tags)
        handler.html(
            f'{problem}<form action="{self.context}{_MANAGER}/operations/v1.6/{name}">'
            f'<select name="chargePointSelectList" size="5">{options}</select>'
            f'<table><tr><td>Tag:</td><td><select name="idTag">{tags}</select></td></tr></table>'
            f'<input type="hidden" name="_csrf" value="{session.csrf}"></form>'
        )

    def _form_posted(self, seen: Seen, name: str, session: _Session, handler: "_Handler") -> None:
        fields = seen.form
        start = name == "RemoteStartTransaction"
        needed = ("connectorId", "idTag") if start else ("transactionId",)
        if any(not fields.get(field) for field in ("chargePointSelectList", *needed)):
            self._form_page(name, session, handler, ("A field is required",))
        elif self.form_checks and start and fields["idTag"] not in self.eligible_tags:
            words = self._recorded["start: unknown idTag"]["body"]["message"]
            self._form_page(name, session, handler, (words,))
        elif (
            self.form_checks
            and not start
            and int(fields["transactionId"]) not in self.active_transactions
        ):
            recorded = self._recorded["stop: transaction unknown or already stopped"]
            self._form_page(name, session, handler, (recorded["body"]["message"],))
        else:
            station = self.answers_for or fields["chargePointSelectList"].split(";")[1]
            task = _Task(station, self.answer, time.monotonic() + self.answer_delay)
            with self._lock:
                self._tasks.append(task)
                number = len(self._tasks)
            if self.answer is Answer.ACCEPTED:
                self._accepted(dict(fields))
            location = f"{self.context}{_MANAGER}/operations/tasks/{number}"
            handler.reply(302, "", "", {"Location": location})

    def _task_page(self, number: int, handler: "_Handler") -> None:
        with self._lock:
            task = self._tasks[number - 1]
        done = time.monotonic() >= task.ready
        response = html.escape(task.answer.value) if done and self.fails_with is None else ""
        response += " (<a href='details'>Details</a>)" if response and self.details_link else ""
        error = html.escape(self.fails_with or "") if done else ""
        handler.html(
            "<table><thead><tr><th>Task Details</th><th></th></tr></thead>"
            f"<tr><td># of responses</td><td>{int(bool(response))}</td></tr></table>"
            "<table class='res'><thead><tr><th>ChargeBox ID</th><th>Response</th><th>Error</th>"
            f"</tr></thead><tbody><tr><td>{html.escape(task.station)}</td>"
            f"<td>\n  {response}\n</td><td>{error}</td></tr></tbody></table>"
        )


def _task(**lists: list[dict[str, str]]) -> dict[str, Any]:
    empty: dict[str, Any] = {"successResponses": [], "errorResponses": [], "exceptions": []}
    return {"taskId": 1, "taskFinished": True, **empty, **lists}


class _Server(ThreadingHTTPServer):
    # So that server_close waits for them: a test must leave no thread.
    daemon_threads = False
    request_queue_size = 128

    def __init__(
        self,
        address: tuple[str, int],
        handler: type["_Handler"],
        tls: ssl.SSLContext | None,
    ) -> None:
        super().__init__(address, handler)
        self._tls = tls

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self._tls is not None:
            request = self._tls.wrap_socket(request, server_side=True)
        try:
            super().finish_request(request, client_address)
        finally:
            request.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no error of the server's."""


class _Handler(BaseHTTPRequestHandler):
    steve: FakeSteve
    protocol_version = "HTTP/1.1"
    # Headers and body go out apart, and would wait for each other.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Nothing: the test looks at the requests."""

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        path = urlsplit(self.path).path
        self.steve.handle(Seen(self.command, path, headers, self.rfile.read(length)), self)
        self.close_connection = True

    def reply(
        self, status: int, content_type: str, body: str, headers: dict[str, str] | None = None
    ) -> None:
        """Answer with a text."""
        content = body.encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if content_type:
            self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def json(self, status: int, value: Any) -> None:
        """Answer with JSON."""
        self.reply(status, "application/json", json.dumps(value))

    def html(self, body: str, headers: dict[str, str] | None = None) -> None:
        """Answer with a page."""
        page = f"<!DOCTYPE html><html><head><title>SteVe</title></head><body>{body}</body></html>"
        self.reply(200, "text/html;charset=UTF-8", page, headers)

    def misbehave(self, fault: Fault) -> None:
        """Answer as the fault has it."""
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        match fault:
            case Fault.HANG:
                self.steve.stopping.wait()
            case Fault.DRIP:
                self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 10_000)
            case Fault.DRIP_BODY:
                self.wfile.write(head + b"Content-Length: 10000\r\n\r\n")
                self._drip(b" " * 10_000)
            case Fault.CLOSE:
                pass
            case Fault.CUT:
                self.wfile.write(head + b'Content-Length: 1000\r\n\r\n{"taskId": 1')
            case Fault.NOT_HTTP:
                self.wfile.write(b"SSH-2.0-OpenSSH_9.2p1\r\n" * 10)
            case Fault.NOT_JSON:
                self.reply(200, "text/html", "<html><![endif]<p>Welcome to the hotel</html>")
            case Fault.HUGE:
                self.reply(200, "application/json", " " * (5 * 1024 * 1024))
            case Fault.ERROR_502:
                self.reply(502, "text/html", "<html>Bad Gateway</html>")
            case Fault.ELSEWHERE:
                self.reply(302, "", "", {"Location": self.steve.elsewhere})

    def _drip(self, content: bytes) -> None:
        for byte in content:
            if self.steve.stopping.wait(0.02):
                return
            self.wfile.write(bytes((byte,)))
