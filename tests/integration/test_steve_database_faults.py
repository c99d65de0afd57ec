"""What becomes of a read when the database is away, slow, closed to us, or not the one."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from kiosk.adapters.database import DatabaseAddress
from kiosk.domain.errors import KioskError, Malformed, Misconfigured, NoAnswer, Unreachable
from tests.fault_proxy import Fault, FaultProxy
from tests.integration.conftest import MakeReading
from tests.integration.mariadb_server import MariaDBServer, free_port, run
from tests.integration.steve_database import SteveDatabase

pytestmark = pytest.mark.integration

TIMEOUT = 0.3


@pytest.fixture(autouse=True)
def localhost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Certificates are for names, and not every machine knows what this one means."""
    look_up: Any = socket.getaddrinfo

    def look_up_here(host: object, *arguments: Any, **named: Any) -> Any:
        return look_up("127.0.0.1" if host == "localhost" else host, *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", look_up_here)


@pytest.fixture
def proxy(steve: SteveDatabase) -> Iterator[FaultProxy]:
    steve.charge_box()
    with FaultProxy(steve.server.port) as proxy:
        yield proxy


def test_a_server_that_comes_up_late_is_read_with_the_next_call(
    steve: SteveDatabase, proxy: FaultProxy, make_reading: MakeReading
) -> None:
    reading = make_reading(steve.address(free_port()))
    for _ in range(3):
        with pytest.raises(Unreachable):
            reading.read()
    proxy.fault = Fault.REFUSE
    reading = make_reading(steve.address(proxy.port))
    with pytest.raises(Unreachable):
        reading.read()
    proxy.fault = Fault.NONE
    assert reading.read().registered


def test_a_restart_of_the_server_costs_one_read(
    mariadb: MariaDBServer, steve: SteveDatabase, make_reading: MakeReading
) -> None:
    steve.charge_box()
    reading = make_reading(steve.address())
    reading.read()
    mariadb.stop()
    with pytest.raises(Unreachable):
        reading.read()
    with pytest.raises(Unreachable):
        reading.read()
    mariadb.start()
    assert reading.read().registered


def test_a_severed_connection_costs_one_read(
    steve: SteveDatabase, proxy: FaultProxy, make_reading: MakeReading
) -> None:
    reading = make_reading(steve.address(proxy.port))
    reading.read()
    for _ in range(3):
        proxy.sever()
        with pytest.raises(Unreachable):
            reading.read()
        assert reading.read().registered


def test_a_silent_server_is_given_up_in_time(
    steve: SteveDatabase, proxy: FaultProxy, make_reading: MakeReading
) -> None:
    reading = make_reading(steve.address(proxy.port), timeout=TIMEOUT)
    reading.read()
    proxy.fault = Fault.STALL
    for _ in ("in a statement", "in the handshake"):
        began = time.monotonic()
        with pytest.raises(NoAnswer):
            reading.read()
        assert time.monotonic() - began < TIMEOUT * 3
    proxy.fault = Fault.NONE
    assert reading.read().registered


def test_an_answer_that_is_cut_short_is_a_failure_like_others(
    steve: SteveDatabase, proxy: FaultProxy, make_reading: MakeReading
) -> None:
    reading = make_reading(steve.address(proxy.port))
    reading.read()
    for _ in ("in a statement", "in the handshake"):
        proxy.fault = Fault.TRUNCATE
        with pytest.raises((Unreachable, Malformed)):
            reading.read()
    proxy.fault = Fault.NONE
    assert reading.read().registered


def test_a_slow_statement_is_ended_by_the_server(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    steve.charge_box()
    steve.status(steve.connector(1), "Available", steve.now())
    reading = make_reading(steve.address(), statement_timeout=0.2)
    reading.read()
    steve.execute("LOCK TABLES connector_status WRITE")
    began = time.monotonic()
    with pytest.raises(NoAnswer, match="too long"):
        reading.read()
    assert time.monotonic() - began < 1.5
    steve.execute("UNLOCK TABLES")
    assert reading.connector().statuses


def test_a_server_that_speaks_something_else_is_not_understood(make_reading: MakeReading) -> None:
    import socketserver
    import threading

    class Other(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.sendall(b"SSH-2.0-OpenSSH_9.2p1 Debian\r\n" * 3)

    with socketserver.TCPServer(("127.0.0.1", 0), Other) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        address = DatabaseAddress(f"mysql://kiosk@127.0.0.1:{server.server_address[1]}/stevedb")
        with pytest.raises(KioskError):
            make_reading(address, timeout=TIMEOUT).read()
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("user", "password", "says"),
    [("nobody", "wrong", "password is wrong"), ("nobody", None, "password is wrong")],
)
def test_a_wrong_account_is_for_a_person_to_mend(
    user: str, password: str | None, says: str, steve: SteveDatabase, make_reading: MakeReading
) -> None:
    address = steve.address(user=user, password=password)
    with pytest.raises(Misconfigured, match=says) as failure:
        make_reading(address).read()
    assert "wrong!" not in str(failure.value)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://root@127.0.0.1:{port}/no_such_schema", "no such database"),
        ("mysql://root@127.0.0.1:{port}/mysql", "not found: charge_box"),
        ("mysql://root@127.0.0.1:{port}", "names no database"),
        ("postgresql://root@127.0.0.1:{port}/stevedb", "postgresql"),
        ("what is this", "not a URL"),
        ("mysql://root@127.0.0.1:{port}/mysql?local_infile=1", "local_infile"),
    ],
)
def test_a_wrong_address_is_for_a_person_to_mend(
    url: str, says: str, mariadb: MariaDBServer, make_reading: MakeReading
) -> None:
    with pytest.raises(Misconfigured, match=says):
        make_reading(DatabaseAddress(url.format(port=mariadb.port))).read()


def test_a_password_is_never_shown() -> None:
    address = DatabaseAddress("mysql://kiosk:s3cret@host/stevedb", "t0psecret", ca_file="/ca.pem")
    assert repr(address) == (
        "DatabaseAddress('mysql://kiosk:***@host/stevedb', tls=False, ca_file='/ca.pem')"
    )


def test_a_unix_socket_and_a_password_in_the_url_are_understood(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    steve.charge_box()
    steve.execute(f"CREATE USER '{steve.user}'@'%%' IDENTIFIED BY 'p%%/w'")
    steve.execute(f"GRANT SELECT ON `{steve.name}`.* TO '{steve.user}'@'%%'")
    url = f"mariadb://{steve.user}:p%25%2Fw@localhost/{steve.name}"
    address = DatabaseAddress(f"{url}?unix_socket={steve.server.socket_path}")
    assert make_reading(address).read().registered


def test_a_closed_reader_reads_no_more(steve: SteveDatabase, make_reading: MakeReading) -> None:
    reading = make_reading(steve.address())
    reading.runner.run(reading.reader.close())
    reading.runner.run(reading.reader.close())
    with pytest.raises(Unreachable):
        reading.read()


@pytest.fixture(scope="module")
def certificates() -> Iterator[Path]:
    """An authority, a server's certificate of it for ``localhost``, and another authority."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        # The server reads them under another account.
        folder.chmod(0o755)
        _make_certificates(folder)
        yield folder


def _make_certificates(folder: Path) -> None:
    for name in ("ca", "other"):
        run(
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", f"/CN={name}", "-keyout", f"{folder}/{name}.key"),
            *("-addext", "keyUsage=critical,keyCertSign", "-out", f"{folder}/{name}.pem"),
        )
    run(
        *("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"),
        *("-keyout", f"{folder}/server.key", "-out", f"{folder}/server.csr"),
    )
    (folder / "extensions").write_text("subjectAltName=DNS:localhost\n")
    run(
        *("openssl", "x509", "-req", "-in", f"{folder}/server.csr", "-days", "2"),
        *("-CA", f"{folder}/ca.pem", "-CAkey", f"{folder}/ca.key", "-CAcreateserial"),
        *("-extfile", f"{folder}/extensions", "-out", f"{folder}/server.pem"),
    )
    (folder / "server.key").chmod(0o644)


@pytest.fixture(scope="module")
def tls_steve(certificates: Path) -> Iterator[SteveDatabase]:
    with MariaDBServer(
        f"--ssl-cert={certificates / 'server.pem'}", f"--ssl-key={certificates / 'server.key'}"
    ) as server:
        steve = SteveDatabase(server, "encrypted")
        steve.charge_box()
        steve.execute(f"CREATE USER '{steve.user}'@'%%' REQUIRE SSL")
        steve.execute(f"GRANT SELECT ON encrypted.* TO '{steve.user}'@'%%'")
        yield steve
        steve.drop()


def test_a_server_that_shows_its_certificate_is_read_encrypted(
    tls_steve: SteveDatabase, certificates: Path, make_reading: MakeReading
) -> None:
    address = tls_steve.address(
        host="localhost", user=tls_steve.user, tls=True, ca_file=str(certificates / "ca.pem")
    )
    assert make_reading(address).read().registered


@pytest.mark.parametrize(
    ("host", "ca_file", "says"),
    [
        ("localhost", "other.pem", "certificate verify failed"),
        ("localhost", None, "certificate verify failed"),
        ("127.0.0.1", "ca.pem", "certificate"),
        ("localhost", "missing.pem", "missing.pem"),
    ],
)
def test_a_certificate_that_cant_be_trusted_is_refused(
    host: str,
    ca_file: str | None,
    says: str,
    tls_steve: SteveDatabase,
    certificates: Path,
    make_reading: MakeReading,
) -> None:
    path = str(certificates / ca_file) if ca_file else None
    address = tls_steve.address(host=host, tls=True, ca_file=path)
    with pytest.raises(Misconfigured, match=says):
        make_reading(address).read()


def test_a_server_without_encryption_is_refused_when_that_is_demanded(
    steve: SteveDatabase, certificates: Path, make_reading: MakeReading
) -> None:
    address = steve.address(host="localhost", tls=True, ca_file=str(certificates / "ca.pem"))
    with pytest.raises(Misconfigured, match="encrypted"):
        make_reading(address).read()
