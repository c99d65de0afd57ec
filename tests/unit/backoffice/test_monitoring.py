"""/status, /healthz and /metrics over real sockets."""

import http.client
import json
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from kiosk.backoffice import monitoring
from kiosk.backoffice.monitoring import MonitoringServer
from kiosk.domain.errors import Misconfigured
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import (
    ChargingFigures,
    ConnectorSnapshot,
    Cost,
    SessionPhase,
    StationSnapshot,
    VehicleFigures,
)

NOON = datetime(2026, 1, 21, 12, 0, tzinfo=UTC)

PREPARING = ConnectorSnapshot(
    1,
    SessionPhase.PREPARING,
    status=ChargePointStatus.PREPARING,
    vehicle=VehicleFigures(87.0, 76.38, 26.6, 2.0, "Classic", 70.47, 81.0, 26.1),
    target=90,
    source_ages=(("status", 4.0), ("vehicle_info", 2.0)),
)
CHARGING = ConnectorSnapshot(
    2,
    SessionPhase.CHARGING,
    status=ChargePointStatus.CHARGING,
    transaction_id=130,
    charging=ChargingFigures(
        started=NOON,
        duration=60.0,
        energy_wh=2.5,
        start_soc=87.0,
        soc=87.1,
        power=135.0,
        current=1.8,
        current_offered=2.0,
        voltage=76.4,
        temperature=None,
        model="Classic",
        range_km=70.5,
        target=90,
        minutes_left=(10.0, 20.0),
        age=3.0,
        paused=None,
        own=True,
        can_stop=True,
    ),
)
STATION = StationSnapshot("RIVOT_100A_01", NOON, (PREPARING, CHARGING))


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Monitored:
    server: MonitoringServer
    clock: Clock

    def get(self, path: str, method: str = "GET") -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=5)
        try:
            connection.request(method, path)
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        assert response.headers["Content-Type"] == "application/json"
        return response.status, json.loads(body) if body else None

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.server.port), timeout=5)


def answer_of(client: socket.socket) -> bytes:
    """Whatever comes until the server hangs up."""
    answer = b""
    with suppress(ConnectionResetError):
        while part := client.recv(1000):
            answer += part
    return answer


@pytest.fixture
def monitored() -> Iterator[Monitored]:
    clock = Clock()
    server = MonitoringServer("127.0.0.1", 0, stale_after=6.0, monotonic=clock)
    server.start()
    yield Monitored(server, clock)
    server.close()
    server.close()


def metrics_of(monitored: Monitored) -> list[str]:
    url = f"http://127.0.0.1:{monitored.server.port}/metrics"
    with urllib.request.urlopen(url, timeout=5) as response:
        assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        text: str = response.read().decode()
    assert text.endswith("\n")
    return text.splitlines()


def test_prometheus_is_told_that_nothing_was_read(monitored: Monitored) -> None:
    lines = metrics_of(monitored)
    assert "kiosk_healthy 0" in lines
    assert "kiosk_link_up 0" in lines
    assert not any("connector_id" in line for line in lines)


def test_prometheus_is_told_of_each_connector(monitored: Monitored) -> None:
    monitored.server.publish(STATION, 1000.0)
    monitored.clock.now = 1002.0
    lines = metrics_of(monitored)
    assert "kiosk_healthy 1" in lines
    assert "kiosk_link_up 1" in lines
    assert "kiosk_snapshot_age_seconds 2" in lines
    assert 'kiosk_session_phase{connector_id="1",session_phase="preparing"} 1' in lines
    assert 'kiosk_session_phase{connector_id="1",session_phase="charging"} 0' in lines
    assert 'kiosk_connector_status{connector_id="2",status="Charging"} 1' in lines
    assert 'kiosk_soc_percent{connector_id="2"} 87.1' in lines
    assert 'kiosk_power_watts{connector_id="2"} 135' in lines
    assert 'kiosk_energy_watt_hours{connector_id="2"} 2.5' in lines
    assert 'kiosk_source_age_seconds{connector_id="1",source="status"} 6' in lines
    # Of a vehicle that only stands there nothing is counted.
    assert not any(line.startswith('kiosk_soc_percent{connector_id="1"') for line in lines)
    helped = [line.split()[2] for line in lines if line.startswith("# TYPE ")]
    assert len(helped) == len(set(helped)) == 9


def test_before_anything_was_read_it_is_not_healthy(monitored: Monitored) -> None:
    assert monitored.get("/healthz")[0] == 503
    assert monitored.get("/status")[0] == 503


def test_the_status_tells_of_each_connector(monitored: Monitored) -> None:
    monitored.server.publish(STATION, 1000.0)
    monitored.clock.now = 1001.5
    code, status = monitored.get("/status")
    assert code == 200
    assert status["charge_box_id"] == "RIVOT_100A_01"
    assert status["age_seconds"] == 1.5
    preparing, charging = status["connectors"]
    assert preparing == {
        "connector_id": 1,
        "session_phase": "preparing",
        "status": "Preparing",
        "transaction_id": None,
        "soc_percent": 87.0,
        "target_percent": 90,
        "power_watts": None,
        "energy_watt_hours": None,
        "error_code": None,
        "out_of_service": None,
        "source_ages_seconds": {"status": 5.5, "vehicle_info": 3.5},
    }
    assert charging["session_phase"] == "charging"
    assert charging["transaction_id"] == 130
    assert charging["soc_percent"] == 87.1
    assert charging["target_percent"] == 90


def test_money_is_told_of_where_there_is_a_tariff(monitored: Monitored) -> None:
    priced = replace(CHARGING, cost=Cost("INR", Decimal("14.43")))
    monitored.server.publish(replace(STATION, connectors=(PREPARING, priced)), monitored.clock.now)
    without, with_money = monitored.get("/status")[1]["connectors"]
    assert "cost" not in without
    assert with_money["cost"] == {"currency": "INR", "amount": "14.43", "final": False}


def test_it_is_healthy_while_snapshots_come(monitored: Monitored) -> None:
    monitored.server.publish(STATION, 1000.0)
    monitored.clock.now = 1005.9
    assert monitored.get("/healthz?verbose") == (200, {"healthy": True})


@pytest.mark.parametrize(
    ("snapshot", "at", "reason"),
    [
        (STATION, 1006.1, "published nothing for 6 s"),
        (replace(STATION, link_lost=NOON), 1000.0, "out of reach since 2026-01-21T12:00"),
        (replace(STATION, settings_faults=("steve.user is missing",)), 1000.0, "settings"),
    ],
)
def test_it_is_not_healthy_when(
    monitored: Monitored, snapshot: StationSnapshot, at: float, reason: str
) -> None:
    monitored.server.publish(snapshot, 1000.0)
    monitored.clock.now = at
    code, health = monitored.get("/healthz")
    assert code == 503
    assert reason in health["reason"]


def test_head_has_no_body_and_other_methods_are_refused(monitored: Monitored) -> None:
    monitored.server.publish(STATION, 1000.0)
    assert monitored.get("/healthz", "HEAD") == (200, None)
    assert monitored.get("/healthz", "POST")[0] == 405
    assert monitored.get("/", "GET")[0] == 404


def test_an_endless_request_is_cut_short(monitored: Monitored) -> None:
    with monitored.connect() as client:
        client.sendall(b"GET /" + b"a" * monitoring.MAX_REQUEST_BYTES)
        assert len(answer_of(client)) < 500


def test_a_trickling_request_is_cut_off(
    monitored: Monitored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(monitoring, "REQUEST_SECONDS", 0.3)
    with monitored.connect() as client:
        client.settimeout(5)
        client.sendall(b"GET /sta")
        assert client.recv(1000) == b""


def test_too_many_connections_are_hung_up_and_then_it_serves_again(monitored: Monitored) -> None:
    monitored.server.publish(STATION, 1000.0)
    held = [monitored.connect() for _ in range(monitoring.MAX_CONNECTIONS)]
    for client in held:
        client.sendall(b"GET /healthz HTTP/1.0\r\n")
    with monitored.connect() as one_more:
        assert one_more.recv(1000) == b""
    for client in held:
        client.sendall(b"\r\n")
        assert client.recv(1000).startswith(b"HTTP/1.0 200")
        while client.recv(1000):
            pass
        client.close()
    assert monitored.get("/healthz")[0] == 200


def test_an_address_that_is_taken_is_the_settings_fault(monitored: Monitored) -> None:
    second = MonitoringServer("127.0.0.1", monitored.server.port, stale_after=6.0)
    with pytest.raises(Misconfigured, match=r"monitoring\.listen"):
        second.start()
    second.close()


def test_closing_cuts_whoever_is_connected() -> None:
    server = MonitoringServer("127.0.0.1", 0, stale_after=6.0)
    server.start()
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as client:
        client.sendall(b"GET ")
        server.close()
        assert answer_of(client) == b""
