"""The relay as a process: started, stopped, killed, flooded, and behind TLS."""

import asyncio
import sqlite3
import ssl
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from kiosk.adapters.poke import PokeListener
from tests.relay.process import RelayProcess
from tests.relay.world import (
    OCPP,
    STATION,
    SteveStandIn,
    accepted,
    call,
    data_transfer,
    result,
    run,
    until,
)

Scene = Callable[[RelayProcess, SteveStandIn], Awaitable[None]]


def play(folder: Path, scene: Scene, steve: SteveStandIn | None = None, **settings: str) -> None:
    """Start a relay and a SteVe for a scene."""

    async def main() -> None:
        async with steve or SteveStandIn() as upstream:
            process = RelayProcess(folder, upstream.url, **settings)
            await asyncio.to_thread(process.__enter__)
            try:
                await scene(process, upstream)
            finally:
                await asyncio.to_thread(process.kill)

    run(main())


async def station(process: RelayProcess, **options: Any) -> ClientConnection:
    url = f"{'wss' if 'ssl' in options else 'ws'}://127.0.0.1:{process.port}/{STATION}"
    return await connect(url, subprotocols=[OCPP], proxy=None, compression=None, **options)


def metrics_of(process: RelayProcess) -> dict[str, str]:
    with closing(HTTPConnection("127.0.0.1", process.port, timeout=10)) as connection:
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        assert answer.status == 200
        assert str(answer.getheader("Content-Type")).startswith("text/plain; version=0.0.4")
        lines = answer.read().decode().splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return dict(rows)


def recorded(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [row[0] for row in connection.execute("SELECT unique_id FROM data_transfer")]


def test_it_relays_records_pokes_and_ends_cleanly(tmp_path: Path) -> None:
    async def scene(process: RelayProcess, steve: SteveStandIn) -> None:
        poked = asyncio.Event()
        listener = PokeListener(tmp_path / "poke.sock", poked.set)
        async with await station(process) as connection:
            assert connection.subprotocol == OCPP
            await connection.send(data_transfer("1"))
            assert await connection.recv() == accepted("1")
            await poked.wait()
            assert await asyncio.to_thread(process.stop) == 0
            await connection.wait_closed()
            assert connection.close_code == 1012
        listener.close()
        assert recorded(process.file) == ["1"]
        text = "\n".join(process.log)
        assert f"{STATION} connected" in text
        assert f"{STATION} disconnected: the relay stops" in text
        assert "Traceback" not in text

    play(tmp_path, scene)


@pytest.mark.parametrize("round_number", range(3))
def test_r13_kill_9_loses_no_message_that_was_accepted(tmp_path: Path, round_number: int) -> None:
    async def scene(process: RelayProcess, steve: SteveStandIn) -> None:
        connection = await station(process)
        answered: list[str] = []
        in_flight = asyncio.Semaphore(50)

        async def send() -> None:
            number = 0
            while True:
                await in_flight.acquire()
                await connection.send(data_transfer(str(number), "x" * 500))
                number += 1

        async def receive() -> None:
            while True:
                text = str(await connection.recv())
                unique_id = text.split('"')[1]
                assert text == accepted(unique_id)
                answered.append(unique_id)
                in_flight.release()

        talking = [asyncio.create_task(send()), asyncio.create_task(receive())]
        await until(lambda: len(answered) >= 50 + 200 * round_number or talking[1].done())
        await asyncio.to_thread(process.kill)
        with pytest.raises(ConnectionClosed):
            await talking[1]
        talking[0].cancel()
        kept = set(recorded(process.file))
        assert set(answered) <= kept
        await until(lambda: ("closed", 0) in steve.happened)

    # Recorded, and answered with an Accepted of SteVe's own, which has to wait for it as well.
    async def accept(connection: ServerConnection) -> None:
        async for message in connection:
            unique_id = str(message).split('"')[1]
            await connection.send(accepted(unique_id))

    play(tmp_path, scene, SteveStandIn(accept) if round_number == 2 else None)


def test_r13_it_is_back_within_two_seconds_and_its_table_opens(tmp_path: Path) -> None:
    async def main() -> None:
        async with SteveStandIn() as steve:
            first = RelayProcess(tmp_path, steve.url)
            await asyncio.to_thread(first.__enter__)
            async with await station(first) as connection:
                await connection.send(data_transfer("1"))
                await connection.recv()
                await asyncio.to_thread(first.kill)
            # It must take the port it had, though connections to it are still being ended.
            again = RelayProcess(tmp_path, steve.url, relay__listen=f"127.0.0.1:{first.port}")
            began = time.monotonic()
            await asyncio.to_thread(again.__enter__)
            async with await station(again) as connection:
                await connection.send(data_transfer("2"))
                assert await connection.recv() == accepted("2")
            took = time.monotonic() - began
            await asyncio.to_thread(again.kill)
            assert recorded(first.file) == ["1", "2"]
            assert took < 2.0

    run(main())


def test_r6_memory_stays_small_while_steve_is_stalled(tmp_path: Path) -> None:
    async def behave(connection: ServerConnection) -> None:
        connection.transport.pause_reading()

    async def scene(process: RelayProcess, steve: SteveStandIn) -> None:
        connections = [await connect(
            f"ws://127.0.0.1:{process.port}/S{number}", proxy=None, compression=None
        ) for number in range(20)]  # fmt: skip
        before = process.resident_bytes()

        async def flood(connection: ClientConnection) -> None:
            while True:
                await connection.send("x" * 65536)

        floods = [asyncio.create_task(flood(connection)) for connection in connections]
        # Until none of them can send any more.
        await until(lambda: all(connection.paused for connection in connections))
        await asyncio.sleep(0.2)
        assert process.resident_bytes() - before < 32 * 1024 * 1024
        for task in floods:
            task.cancel()
        for connection in connections:
            connection.transport.abort()
        for stalled in steve.connections:
            stalled.transport.abort()

    play(tmp_path, scene, SteveStandIn(behave))


def test_r9_a_disk_that_may_not_be_written_is_told_and_the_relay_goes_on(tmp_path: Path) -> None:
    (tmp_path / "relay.sqlite3").mkdir()

    async def scene(process: RelayProcess, steve: SteveStandIn) -> None:
        async with await station(process) as connection:
            await connection.send(data_transfer("1"))
            assert '"Rejected"' in str(await connection.recv())
        await until(lambda: any("can't be written" in line for line in process.log))
        metrics = await asyncio.to_thread(metrics_of, process)
        assert metrics["kiosk_relay_recording"] == "0"
        assert int(metrics["kiosk_relay_record_failures_total"]) >= 1
        assert metrics["kiosk_relay_answers_unrecorded_total"] == "1"

    play(tmp_path, scene)


def test_it_counts_what_it_does_for_whoever_asks_on_this_machine(tmp_path: Path) -> None:
    async def scene(process: RelayProcess, steve: SteveStandIn) -> None:
        async with await station(process) as connection:
            await connection.send(data_transfer("1"))
            assert '"Accepted"' in str(await connection.recv())
            metrics = await asyncio.to_thread(metrics_of, process)
        assert metrics["kiosk_relay_stations"] == "1"
        assert metrics["kiosk_relay_recording"] == "1"
        assert metrics["kiosk_relay_answers_replaced_total"] == "1"
        assert metrics["kiosk_relay_records_lost_total"] == "0"

    play(tmp_path, scene)


def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path: Path) -> None:
    async def scene(process: RelayProcess, _: SteveStandIn) -> None:
        def second() -> "subprocess.CompletedProcess[str]":
            environment = process._environment | {
                "KIOSK_RELAY__LISTEN": f"127.0.0.1:{process.port}"
            }
            command = [sys.executable, "-m", "kiosk", "relay"]
            return subprocess.run(
                command, env=environment, capture_output=True, text=True, check=False, timeout=20
            )

        done = await asyncio.to_thread(second)
        assert done.returncode == 1
        assert "can't listen at 127.0.0.1" in done.stderr
        assert "Traceback" not in done.stderr

    play(tmp_path, scene)


def test_wrong_settings_exit_with_2(tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.toml"
    settings.write_text('[relay]\nlisten = ""\nupstream = "http://x/"\ncertificate = "/none"\n')
    command = [sys.executable, "-m", "kiosk", "relay", "--config", str(settings)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    assert done.returncode == 2
    for key in ("relay.upstream", "relay.certificate", "relay.listen"):
        assert key in done.stderr


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for 127.0.0.1 with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(
        encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(private + made.public_bytes(encoding))
    return path


def steve_behind_tls(certificate: Path) -> SteveStandIn:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return SteveStandIn(options={"ssl": context})


def test_tls_on_both_sides(tmp_path: Path, certificate: Path) -> None:
    async def scene(process: RelayProcess, steve: SteveStandIn) -> None:
        trusting = ssl.create_default_context(cafile=certificate)
        async with await station(process, ssl=trusting) as connection:
            await connection.send(data_transfer("1", "x" * 60_000))
            assert await connection.recv() == accepted("1")
        await until(lambda: ("closed", 0) in steve.happened)
        assert steve.connections[0].close_code == 1000

    settings = {
        "relay__certificate": str(certificate),
        "relay__upstream_ca_file": str(certificate),
    }
    play(tmp_path, scene, steve_behind_tls(certificate), **settings)


def test_a_steve_whose_certificate_nobody_knows_is_not_talked_to(
    tmp_path: Path, certificate: Path
) -> None:
    async def scene(process: RelayProcess, steve: SteveStandIn) -> None:
        with pytest.raises(InvalidStatus) as caught:
            await station(process)
        assert caught.value.response.status_code == 503
        assert steve.requests == []
        await until(lambda: any("certificate" in line for line in process.log))

    play(tmp_path, scene, steve_behind_tls(certificate))


def test_events_are_kept_in_the_order_of_their_arrival(tmp_path: Path) -> None:
    async def answer(connection: ServerConnection) -> None:
        async for message in connection:
            unique_id = str(message).split('"')[1]
            await connection.send(result(unique_id, {"transactionId": 5}))

    async def scene(process: RelayProcess, steve: SteveStandIn) -> None:
        async with await station(process) as connection:
            for number, (action, payload) in enumerate(
                (
                    ("StatusNotification", {"connectorId": 1, "status": "Preparing"}),
                    ("StartTransaction", {"connectorId": 1, "idTag": "SECRET"}),
                    ("StatusNotification", {"connectorId": 1, "status": "Charging"}),
                    ("StopTransaction", {"transactionId": 5, "reason": "Local"}),
                )
            ):
                await connection.send(call(str(number), action, payload))
                await connection.recv()
        await until(lambda: any("disconnected" in line for line in process.log))
        assert await asyncio.to_thread(process.stop) == 0
        with closing(sqlite3.connect(process.file)) as database:
            rows = database.execute(
                "SELECT kind, status, transaction_id, info FROM station_event ORDER BY id"
            ).fetchall()
        assert rows == [
            ("connected", None, None, None),
            ("status", "Preparing", None, None),
            ("start", None, 5, None),
            ("status", "Charging", None, None),
            ("stop", None, 5, "Local"),
            ("disconnected", None, None, None),
        ]
        assert b"SECRET" not in process.file.read_bytes()

    play(tmp_path, scene, SteveStandIn(answer))
