"""``kiosk serve`` as a process of its own, before a real database with a real session's rows."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import kiosk.__main__ as command_line
from kiosk.backoffice.api_models import PreChargeInfo, Summary, VehicleState
from kiosk.backoffice.serve import MOST_CONNECTIONS
from tests.fault_proxy import Fault, FaultProxy
from tests.integration.steve_database import (
    CHARGE_BOX_ID,
    SteveDatabase,
    recorded_session,
)

pytestmark = pytest.mark.integration

TOKEN = "0123456789abcdef0123"
NO_DATABASE = "mysql://kiosk@127.0.0.1:1/stevedb"


@dataclass
class Reply:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: str

    @property
    def json(self) -> Any:
        """The body, which has to be JSON."""
        assert self.headers["Content-Type"] == "application/json"
        return json.loads(self.body)


class Served:
    """The process."""

    def __init__(self, url: str, *arguments: str, connection_seconds: float | None = None) -> None:
        program = (
            "import sys; from kiosk.__main__ import main; from kiosk.backoffice import serve; "
        )
        if connection_seconds:
            program += f"serve.CONNECTION_SECONDS = {connection_seconds}; "
        program += "sys.exit(main(sys.argv[1:]))"
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, "serve", "--listen", "127.0.0.1:0", *arguments],
            env=os.environ | {"KIOSK_STEVE__DATABASE_URL": url},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        found = re.search(r"listening at http://127\.0\.0\.1:(\d+)/docs", line)
        assert found, line
        self.port = int(found[1])

    def get(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """Ask for it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read().decode())
        finally:
            connection.close()

    def stop(self) -> tuple[int, str]:
        """End it as a service manager does; return the exit code and what it still said."""
        self.process.send_signal(signal.SIGTERM)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said


MakeServed = Callable[..., Served]


@pytest.fixture
def serve() -> Iterator[MakeServed]:
    """Start processes that end with the test."""
    with ExitStack() as stack:

        def make(url: str, *arguments: str, **options: float) -> Served:
            served = Served(url, *arguments, **options)
            stack.callback(served.process.communicate)
            stack.callback(served.process.kill)
            return served

        yield make


@pytest.fixture
def database(steve: SteveDatabase) -> SteveDatabase:
    steve.data_transfer_table()
    return steve


def replay(database: SteveDatabase, until: str | None = None) -> None:
    for row in recorded_session(datetime.now(UTC) - timedelta(seconds=110)):
        if row.table == until:
            return
        database.replay(row)


Show = Callable[..., Any]


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Show:
    """What ``kiosk show`` prints."""

    def run(database: SteveDatabase, *arguments: object) -> Any:
        monkeypatch.setenv("KIOSK_STEVE__DATABASE_URL", database.address().url)
        # It would last longer than the test.
        monkeypatch.setattr(command_line, "set_up_logging", lambda _: None)
        capsys.readouterr()
        assert command_line.main(["show", *map(str, arguments)]) == 0
        return json.loads(capsys.readouterr().out)

    return run


def test_a_vehicle_before_charging_is_what_show_shows(
    database: SteveDatabase, serve: MakeServed, show: Show
) -> None:
    replay(database, until="transaction_start")
    served = serve(database.address().url)
    reply = served.get(f"/api/chargers/{CHARGE_BOX_ID}/pre-charge-info")
    assert reply.status == 200
    assert reply.json == show(database, "pre-charge-info", CHARGE_BOX_ID)
    assert reply.json["canCharge"] is True
    PreChargeInfo.model_validate(reply.json, strict=True)
    named = served.get(f"/api/chargers/{CHARGE_BOX_ID}/pre-charge-info?connector=1")
    assert named.json == reply.json


def test_a_summary_is_what_show_shows(
    database: SteveDatabase, serve: MakeServed, show: Show
) -> None:
    replay(database)
    served = serve(database.address().url)
    reply = served.get("/api/transactions/2/summary")
    assert reply.status == 200
    assert reply.json == show(database, "summary", 2)
    assert reply.headers["Kiosk-Summary-Source"] == "vehicle"
    Summary.model_validate(reply.json, strict=True)
    vehicle = served.get(f"/api/chargers/{CHARGE_BOX_ID}/vehicle-info").json
    shown = show(database, "vehicle-info", CHARGE_BOX_ID)
    assert {**vehicle, "ageSeconds": 0} == {**shown, "ageSeconds": 0}
    VehicleState.model_validate(vehicle, strict=True)


def test_what_is_not_there_is_404(database: SteveDatabase, serve: MakeServed) -> None:
    replay(database, until="transaction_stop")
    served = serve(database.address().url)
    for path, sentence in (
        ("/api/chargers/NOBODY/vehicle-info", "no accepted station 'NOBODY'"),
        ("/api/transactions/3/summary", "no transaction 3"),
        ("/api/transactions/2/summary", "transaction 2 is still open"),
        ("/api/transactions/0/summary", "no such"),
        ("/api/transactions/2147483648/summary", "no such"),
        ("/api/transactions/-1/summary", "no such"),
        (f"/api/transactions/{'9' * 5000}/summary", "no such"),
        ("/api/transactions/1%27%20OR%201=1/summary", "no such"),
        ("/api/chargers/%27%20OR%201=1%20--%20/vehicle-info", "no accepted station"),
        ("/api/chargers/%25s%7B0%7D/vehicle-info", "no accepted station '%s{0}'"),
        ("/api/chargers/%00/vehicle-info", "no such"),
        ("/api/chargers/a%0d%0ab/vehicle-info", "no such"),
        ("/api/chargers/%ff%fe/vehicle-info", ""),
        (f"/api/chargers/{'a' * 256}/vehicle-info", "no such"),
        ("/api/chargers/..%2f..%2fetc%2fpasswd/vehicle-info", "nothing here"),
        ("/api/chargers/../../etc/passwd", "nothing here"),
        ("/api/chargers//vehicle-info", "no"),
        ("/api/chargers/X/vehicle-info/", "nothing here"),
        ("/docs/", "nothing here"),
        ("/", "nothing here"),
    ):
        reply = served.get(path)
        assert reply.status == 404, path
        assert sentence in reply.json["error"], path
    wrong = served.get(f"/api/chargers/{CHARGE_BOX_ID}/vehicle-info?connector=0")
    assert (wrong.status, wrong.json["error"]) == (
        422,
        "connector must be a whole number from 1 to 99",
    )
    for method in ("POST", "PUT", "DELETE", "PATCH", "HEAD"):
        assert served.get("/api/transactions/2/summary", method).status == 405
    code, said = served.stop()
    assert code == 0
    assert said.splitlines()[-1].endswith("kiosk.backoffice.serve: stopped")
    assert len(said.splitlines()) == 1


def test_a_database_out_of_reach_is_503_and_back_again(
    database: SteveDatabase, serve: MakeServed
) -> None:
    replay(database)
    with FaultProxy(database.server.port) as proxy:
        served = serve(database.address(proxy.port).url)
        proxy.fault = Fault.REFUSE
        reply = served.get(f"/api/chargers/{CHARGE_BOX_ID}/vehicle-info")
        assert reply.status == 503
        assert reply.headers["Retry-After"] == "5"
        # Neither host nor account.
        assert "127.0.0.1" not in reply.body
        assert "root" not in reply.body
        proxy.fault = Fault.STALL
        assert served.get("/api/transactions/2/summary").status == 503
        assert served.get("/docs").status == 200
        proxy.fault = Fault.NONE
        proxy.sever()
        assert served.get("/api/transactions/1/summary").status == 404


def test_only_who_has_the_token_gets_anything(
    database: SteveDatabase, serve: MakeServed, tmp_path: Path
) -> None:
    replay(database)
    token = tmp_path / "token"
    token.write_text(TOKEN + "\n")
    token.chmod(0o600)
    served = serve(database.address().url, "--token-file", str(token))
    for path in ("/api/transactions/2/summary", "/docs", "/openapi.json", "/nothing"):
        for given in ({}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": TOKEN}):
            reply = served.get(path, **given)
            assert reply.status == 401
            assert reply.headers["WWW-Authenticate"] == "Bearer"
            assert "error" in reply.json
    right = {"Authorization": f"Bearer {TOKEN}"}
    assert served.get("/api/transactions/2/summary", **right).status == 200
    assert served.get("/docs", Authorization=f"bearer {TOKEN}").status == 200
    described = served.get("/openapi.json", **right).json
    assert described["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"


def test_the_description_needs_no_other_host(serve: MakeServed) -> None:
    served = serve(NO_DATABASE)
    described = served.get("/openapi.json").json
    page = served.get("/docs")
    assert page.headers["Content-Type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert list(described["paths"]) == [
        "/api/chargers/{id}/pre-charge-info",
        "/api/chargers/{id}/vehicle-info",
        "/api/transactions/{id}/summary",
    ]
    for path, operation in described["paths"].items():
        assert list(operation) == ["get"]
        assert path in page.body
        assert {"200", "404", "503"} <= set(operation["get"]["responses"])
    for word in ("<script", "<link", "<img", "src=", "http://", "https://", "@import", "url("):
        assert word not in page.body


def test_many_at_once_share_a_few_connections(database: SteveDatabase, serve: MakeServed) -> None:
    replay(database)
    served = serve(database.address().url)
    path = f"/api/chargers/{CHARGE_BOX_ID}/vehicle-info"
    before = int(database.query("SHOW GLOBAL STATUS LIKE 'Connections'")[0][1])
    idle = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(60)]
    clients = [http.client.HTTPConnection("127.0.0.1", served.port, timeout=20) for _ in range(40)]
    for client in clients:
        client.request("GET", path)
    bodies = set()
    for client in clients:
        answer = client.getresponse()
        assert answer.status == 200
        bodies.add(answer.read())
        client.close()
    after = int(database.query("SHOW GLOBAL STATUS LIKE 'Connections'")[0][1])
    assert len(bodies) < 4
    assert after - before < 8
    for each in idle:
        each.close()


def test_one_connection_too_many_is_closed_at_once(serve: MakeServed) -> None:
    served = serve(NO_DATABASE)
    with ExitStack() as stack:
        for _ in range(MOST_CONNECTIONS):
            stack.enter_context(socket.create_connection(("127.0.0.1", served.port)))
        with pytest.raises(ConnectionError):
            served.get("/docs")


def test_a_connection_on_which_nothing_is_asked_is_closed(serve: MakeServed) -> None:
    served = serve(NO_DATABASE, connection_seconds=0.3)
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as silent:
        silent.sendall(b"GET /docs HTTP/1.1\r\nHost: x")
        assert silent.recv(1) == b""


def run_briefly(*arguments: str, code: str = "") -> tuple[int, str]:
    program = f"{code}; from kiosk.__main__ import main; import sys; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", program.removeprefix("; "), "serve", *arguments],
        env=os.environ | {"KIOSK_STEVE__DATABASE_URL": NO_DATABASE},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_without_the_extra_it_says_what_to_install() -> None:
    code, said = run_briefly(code="import sys; sys.modules['fastapi'] = None")
    assert code == 1
    assert said == (
        "kiosk: fastapi is not installed, which kiosk serve needs: pip install 'kiosk[serve]'\n"
    )


def test_an_address_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        where = f"127.0.0.1:{taken.getsockname()[1]}"
        code, said = run_briefly("--listen", where)
    assert code == 1
    assert said.startswith(f"kiosk: can't listen at {where}: Address already in use; give another")


@pytest.mark.parametrize(
    ("token", "mode", "sentence"),
    [
        (None, 0, "--listen 0.0.0.0:0 lets other machines in: name a file that holds a token"),
        (TOKEN, 0o644, "can be read by others (mode 0644): run chmod 600"),
        ("short", 0o600, "must hold at least 16 characters"),
        ("with blanks " * 3, 0o600, "must hold at least 16 characters"),
    ],
)
def test_other_machines_are_let_in_with_a_good_token_only(
    tmp_path: Path, token: str | None, mode: int, sentence: str
) -> None:
    arguments = ["--listen", "0.0.0.0:0"]
    if token is not None:
        file = tmp_path / "token"
        file.write_text(token)
        file.chmod(mode)
        arguments += ["--token-file", str(file)]
    code, said = run_briefly(*arguments)
    assert code == 2
    assert sentence in said
    assert said.count("\n") == 1
