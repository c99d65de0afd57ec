"""What a broken, slow or hostile other side does to a command."""

import asyncio
import contextlib
import logging
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.adapters.steve_commands import SteveCommands
from kiosk.domain.commands import CommandOutcome
from kiosk.domain.errors import Misconfigured
from tests.fake_steve import Answer, FakeSteve, Fault
from tests.steve_ways import WAYS, Way, commands, start, using

REST_START = "POST /api/v1/operations/RemoteStartTransaction"
SIGN_IN_PAGE = "GET /manager/signin"
SIGN_IN = "POST /manager/signin"
FORM_PAGE = "GET /manager/operations/v1.6/RemoteStartTransaction"
FORM_START = "POST /manager/operations/v1.6/RemoteStartTransaction"
TASK = "GET /manager/operations/tasks/1"
NO_ANSWER = (Fault.HANG, Fault.DRIP, Fault.DRIP_BODY, Fault.CLOSE, Fault.CUT)
SECRETS = ("api-secret", "web-secret", "YXBpLXNlY3JldA")


@pytest.fixture
def fake() -> Iterator[FakeSteve]:
    with FakeSteve() as steve:
        yield steve


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> Way:
    chosen: Way = request.param
    return chosen


# Nothing there, or something else.


@pytest.mark.parametrize("way", WAYS)
def test_nobody_listens(fake: FakeSteve, way: Way) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/steve"
        result = start(fake, way, base_url=url)
    assert result.outcome is CommandOutcome.UNREACHABLE
    assert "refused" in result.detail


def test_a_host_that_does_not_exist(fake: FakeSteve) -> None:
    result = start(fake, "rest", base_url="http://kiosk.invalid/steve")
    assert result.outcome is CommandOutcome.UNREACHABLE


def test_a_listener_that_never_accepts_is_given_up_at_the_connect_timeout(fake: FakeSteve) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        address = full.getsockname()
        queued = [socket.socket() for _ in range(3)]
        for waiting in queued:
            waiting.setblocking(False)
            waiting.connect_ex(address)
        began = time.monotonic()
        url = f"http://127.0.0.1:{address[1]}/steve"
        result = start(fake, "rest", base_url=url, connect_timeout=0.3)
        for waiting in queued:
            waiting.close()
    assert result.outcome is CommandOutcome.UNREACHABLE
    assert time.monotonic() - began < 2.0


@pytest.mark.parametrize("way", WAYS)
def test_another_web_server_has_no_such_interface(fake: FakeSteve, way: Way) -> None:
    result = start(fake, way, base_url=fake.base_url.replace("/steve", "/other"))
    assert result.outcome is CommandOutcome.NO_SUCH_INTERFACE
    assert not any(seen.method == "POST" and b"web-secret" in seen.body for seen in fake.requests)


@pytest.mark.parametrize("status", [403, 404, 405])
def test_a_steve_without_rest_operations(fake: FakeSteve, status: int) -> None:
    adapter = commands(fake, "rest")
    fake.rest, fake.rest_missing_status = False, status
    result = using(adapter, lambda c: c.remote_start(1, "RFIDUSER"))
    assert result.outcome is CommandOutcome.NO_SUCH_INTERFACE


def test_a_steve_that_hides_its_web_api(fake: FakeSteve) -> None:
    fake.web_api_exposed = False
    result = start(fake, "rest")
    assert result.outcome is CommandOutcome.NO_SUCH_INTERFACE
    assert "Web APIs are not exposed" in result.detail


def test_a_failure_to_hand_the_call_over_is_told(fake: FakeSteve) -> None:
    fake.fails_with = "Broken pipe"
    result = start(fake, "rest")
    assert result.outcome is CommandOutcome.SERVER_ERROR
    assert "Broken pipe" in result.detail
    result = start(fake, "web_form")
    assert result.outcome is CommandOutcome.STATION_ERROR
    assert "Broken pipe" in result.detail


# The command itself goes wrong: was it executed?


@pytest.mark.parametrize("fault", NO_ANSWER)
@pytest.mark.parametrize(("way", "place"), [("rest", REST_START), ("web_form", FORM_START)])
def test_a_command_without_an_answer_is_unknown_and_never_repeated(
    fake: FakeSteve, way: Way, place: str, fault: Fault
) -> None:
    fake.faults[place] = fault
    began = time.monotonic()
    result = start(fake, way, answer_timeout=0.4)
    assert result.outcome is CommandOutcome.UNKNOWN
    assert time.monotonic() - began < 1.5
    assert len(fake.commands()) == 1


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault.NOT_HTTP, CommandOutcome.UNKNOWN),
        (Fault.NOT_JSON, CommandOutcome.UNKNOWN),
        (Fault.HUGE, CommandOutcome.UNKNOWN),
        (Fault.ERROR_502, CommandOutcome.SERVER_ERROR),
        (Fault.ELSEWHERE, CommandOutcome.UNAUTHORIZED),
    ],
)
def test_nonsense_in_answer_to_a_rest_command(
    fake: FakeSteve, fault: Fault, outcome: CommandOutcome
) -> None:
    fake.faults[REST_START] = fault
    assert start(fake, "rest").outcome is outcome
    assert len(fake.commands()) == 1


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault.NOT_HTTP, CommandOutcome.UNKNOWN),
        (Fault.NOT_JSON, CommandOutcome.SERVER_ERROR),
        (Fault.HUGE, CommandOutcome.UNKNOWN),
        (Fault.ERROR_502, CommandOutcome.SERVER_ERROR),
    ],
)
def test_nonsense_in_answer_to_the_form(
    fake: FakeSteve, fault: Fault, outcome: CommandOutcome
) -> None:
    fake.faults[FORM_START] = fault
    assert start(fake, "web_form").outcome is outcome
    assert len(fake.commands()) == 1


@pytest.mark.parametrize("location", ["http://127.0.0.1:9/welcome", "/", "", "http://[/signin"])
def test_a_redirect_to_nowhere_is_no_success(fake: FakeSteve, location: str) -> None:
    fake.elsewhere = location
    fake.faults[FORM_START] = fake.faults[REST_START] = Fault.ELSEWHERE
    assert start(fake, "web_form").outcome is CommandOutcome.UNKNOWN
    assert start(fake, "rest").outcome is CommandOutcome.NO_SUCH_INTERFACE
    assert len(fake.commands()) == 2


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.CLOSE, Fault.CUT, Fault.NOT_HTTP])
@pytest.mark.parametrize("place", [SIGN_IN_PAGE, SIGN_IN, FORM_PAGE])
def test_what_fails_before_the_form_is_posted_has_started_nothing(
    fake: FakeSteve, place: str, fault: Fault
) -> None:
    fake.faults[place] = fault
    result = start(fake, "web_form", answer_timeout=0.4)
    expected = (
        CommandOutcome.SERVER_ERROR if fault is Fault.NOT_HTTP else CommandOutcome.UNREACHABLE
    )
    assert result.outcome is expected
    assert fake.commands() == []


@pytest.mark.parametrize("fault", [Fault.NOT_JSON, Fault.ERROR_502, Fault.ELSEWHERE, Fault.HUGE])
@pytest.mark.parametrize("place", [SIGN_IN_PAGE, SIGN_IN, FORM_PAGE])
def test_nonsense_before_the_form_is_posted_has_started_nothing(
    fake: FakeSteve, place: str, fault: Fault
) -> None:
    fake.faults[place] = fault
    result = start(fake, "web_form")
    assert result.outcome in {
        CommandOutcome.SERVER_ERROR,
        CommandOutcome.NO_SUCH_INTERFACE,
        CommandOutcome.UNAUTHORIZED,
    }
    assert fake.commands() == []


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.NOT_JSON, Fault.ERROR_502, Fault.ELSEWHERE])
def test_a_task_that_cannot_be_seen_is_unknown(fake: FakeSteve, fault: Fault) -> None:
    fake.faults[TASK] = fault
    assert start(fake, "web_form", answer_timeout=0.4).outcome is CommandOutcome.UNKNOWN
    assert len(fake.commands()) == 1
    assert fake.count("POST", "/manager/signin") <= 2


def test_a_task_that_is_seen_later_is_believed(fake: FakeSteve) -> None:
    fake.faults[TASK] = Fault.CLOSE
    adapter = commands(fake, "web_form")

    async def act(c: SteveCommands) -> CommandOutcome:
        pending = asyncio.ensure_future(c.remote_start(1, "RFIDUSER"))
        await asyncio.to_thread(fake.wait_for, "GET", "/manager/operations/tasks/1")
        fake.faults.clear()
        return (await pending).outcome

    assert using(adapter, act) is CommandOutcome.ACCEPTED


def test_rest_json_of_a_hostile_shape(fake: FakeSteve) -> None:
    shapes = (
        b"[]",
        b"null",
        b"[" * 60_000,
        b'{"successResponses": {"chargeBoxId": "MODE_01"}}',
        b'{"successResponses": ["MODE_01", null, 5], "taskFinished": "no"}',
        b'{"successResponses": [{"chargeBoxId": ["MODE_01"], "response": "Accepted"}]}',
        b"\xff\xfe\x00",
    )
    for shape in shapes:
        with _OneAnswer(b"HTTP/1.0 200 OK\r\n\r\n" + shape) as url:
            assert start(fake, "rest", base_url=url).outcome is CommandOutcome.UNKNOWN
    with _OneAnswer(
        b"HTTP/1.0 200 OK\r\n\r\n"
        b'{"successResponses": [{"chargeBoxId": "MODE_01", "response": {"a": "\x1b[31m"}}]}'
    ) as url:
        result = start(fake, "rest", base_url=url)
    assert result.outcome in {CommandOutcome.STATION_ERROR, CommandOutcome.UNKNOWN}
    assert result.detail.isprintable()


def test_headers_without_end(fake: FakeSteve) -> None:
    for head in (b"X: y\r\n" * 500, b"X: " + b"y" * 100_000):
        with _OneAnswer(b"HTTP/1.1 200 OK\r\n" + head) as url:
            assert start(fake, "rest", base_url=url).outcome is CommandOutcome.UNKNOWN


# Secrets.


@pytest.mark.parametrize("place", [REST_START, SIGN_IN_PAGE, SIGN_IN, FORM_PAGE, FORM_START, TASK])
def test_a_redirect_to_another_host_is_never_followed(place: str) -> None:
    way: Way = "rest" if place == REST_START else "web_form"
    with FakeSteve() as fake, FakeSteve() as thief:
        fake.faults[place] = Fault.ELSEWHERE
        fake.elsewhere = f"{thief.base_url}/manager/signin"
        start(fake, way, answer_timeout=0.4)
        assert thief.requests == []


def test_no_proxy_variable_is_obeyed(
    fake: FakeSteve, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert start(fake, way).outcome is CommandOutcome.ACCEPTED


def test_secrets_are_in_no_log_record_no_repr_and_no_detail(
    fake: FakeSteve, way: Way, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    adapter = commands(fake, way)
    told = [repr(adapter), repr(vars(adapter)["_interface"]), repr(vars(adapter)["_http"])]
    for answer in Answer:
        fake.answer, fake.patience = answer, 0.1
        result = using(
            commands(fake, way, answer_timeout=0.4), lambda c: c.remote_start(1, "RFIDUSER")
        )
        told.append(repr(result))
    told += [record.getMessage() + str(record.exc_text) for record in caplog.records]
    for text in told:
        assert not any(secret in text for secret in (*SECRETS, fake.user + ":"))


def test_a_steve_that_repeats_secrets_does_not_get_them_into_the_log(fake: FakeSteve) -> None:
    body = b'{"message": "wrong password api-secret for tag RFIDUSER"}'
    with _OneAnswer(b"HTTP/1.0 500 Oops\r\n\r\n" + body) as url:
        result = start(fake, "rest", base_url=url)
    assert result.outcome is CommandOutcome.SERVER_ERROR
    assert "***" in result.detail
    assert "api-secret" not in result.detail
    assert "RFIDUSER" not in result.detail


@pytest.mark.parametrize(
    "base_url",
    [
        "",
        "steve",
        "ftp://steve/steve",
        "http://",
        "http://user:hunter2@steve/steve",
        "http://hunter2@steve/steve",
        "http://steve:port/steve",
        "http://steve:99999/steve",
        "http://steve/steve?hunter2",
        "http://steve/steve#hunter2",
        "http://steve/ste ve",
        "http://steve/ste\r\nX: y",
        "http://[::1/steve",
        "http://user:hunter2@ste\u2100ve/",
    ],
)
def test_a_base_url_that_cannot_work_is_refused_without_repeating_it(base_url: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        SteveCommands(
            base_url=base_url, interface="rest", user="kiosk", password="", charge_box_id="A"
        )
    assert "hunter2" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("user", "password"), [("kiosk:admin", "hunter2"), ("kiosk", "hunter2\udcff")]
)
def test_credentials_that_cannot_be_sent_are_refused(user: str, password: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        SteveCommands(
            base_url="http://steve/steve",
            interface="rest",
            user=user,
            password=password,
            charge_box_id="A",
        )
    assert "hunter2" not in str(refused.value)
    assert refused.value.__cause__ is None


# TLS.


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for 127.0.0.1 with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "fake SteVe")])
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
    path = tmp_path_factory.mktemp("tls") / "steve.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def tls_fake(certificate: Path) -> Iterator[FakeSteve]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with FakeSteve(tls=context) as steve:
        yield steve


def test_https_with_the_operators_own_authority(
    tls_fake: FakeSteve, way: Way, certificate: Path
) -> None:
    result = start(tls_fake, way, ca_file=str(certificate))
    assert result.outcome is CommandOutcome.ACCEPTED


def test_https_with_an_unknown_certificate_sends_nothing(tls_fake: FakeSteve, way: Way) -> None:
    result = start(tls_fake, way)
    assert result.outcome is CommandOutcome.UNREACHABLE
    assert "certificate" in result.detail
    assert tls_fake.requests == []


def test_https_with_a_certificate_of_another_host_sends_nothing(
    tls_fake: FakeSteve, certificate: Path
) -> None:
    url = tls_fake.base_url.replace("127.0.0.1", "localhost")
    result = start(tls_fake, "rest", base_url=url, ca_file=str(certificate))
    assert result.outcome is CommandOutcome.UNREACHABLE
    assert tls_fake.requests == []


def test_an_authority_file_that_is_missing_is_named_as_the_cause(tls_fake: FakeSteve) -> None:
    result = start(tls_fake, "rest", ca_file="/nowhere/ca.pem")
    assert result.outcome is CommandOutcome.UNREACHABLE
    assert "No such file" in result.detail


def test_closing_ends_a_hanging_call_over_tls(tls_fake: FakeSteve, certificate: Path) -> None:
    tls_fake.answer = Answer.SILENT
    _closes_promptly(tls_fake, commands(tls_fake, "rest", ca_file=str(certificate)))


# Concurrency and the end.


def test_a_hundred_taps_are_one_command(fake: FakeSteve, way: Way) -> None:
    fake.answer_delay = 0.1

    async def act(c: SteveCommands) -> set[CommandOutcome]:
        starts = [c.remote_start(1, "RFIDUSER") for _ in range(100)]
        stops = [c.remote_stop(7) for _ in range(100)]
        return {result.outcome for result in await asyncio.gather(*starts, *stops)}

    assert using(commands(fake, way), act) == {CommandOutcome.ACCEPTED}
    assert len(fake.commands()) == 2
    assert fake.count("POST", "/manager/signin") <= 1


def test_a_command_given_again_after_its_answer_is_another(fake: FakeSteve, way: Way) -> None:
    async def act(c: SteveCommands) -> None:
        await c.remote_stop(7)
        await c.remote_stop(7)

    using(commands(fake, way), act)
    assert len(fake.commands()) == 2
    assert fake.count("POST", "/manager/signin") <= 1


def test_a_stop_goes_out_while_starts_wait_for_silent_stations(fake: FakeSteve, way: Way) -> None:
    fake.answer = Answer.SILENT

    async def act(c: SteveCommands) -> float:
        starts = [asyncio.ensure_future(c.remote_start(n, "RFIDUSER")) for n in range(1, 13)]
        await asyncio.to_thread(fake.wait_for_commands, 12)
        fake.answer = Answer.ACCEPTED
        began = time.monotonic()
        assert (await c.remote_stop(7)).outcome is CommandOutcome.ACCEPTED
        took = time.monotonic() - began
        await c.close()
        await asyncio.gather(*starts)
        return took

    assert using(commands(fake, way), act) < 2.0


def test_one_who_stops_waiting_takes_the_result_from_nobody(fake: FakeSteve, way: Way) -> None:
    fake.answer_delay = 0.15

    async def act(c: SteveCommands) -> CommandOutcome:
        impatient = asyncio.ensure_future(c.remote_start(1, "RFIDUSER"))
        patient = asyncio.ensure_future(c.remote_start(1, "RFIDUSER"))
        await asyncio.to_thread(fake.wait_for_commands, 1)
        impatient.cancel()
        return (await patient).outcome

    assert using(commands(fake, way), act) is CommandOutcome.ACCEPTED
    assert len(fake.commands()) == 1


def test_closing_ends_a_hanging_call_promptly(fake: FakeSteve, way: Way) -> None:
    fake.answer = Answer.SILENT
    _closes_promptly(fake, commands(fake, way))


def _closes_promptly(fake: FakeSteve, adapter: SteveCommands) -> None:
    async def act(c: SteveCommands) -> float:
        pending = asyncio.ensure_future(c.remote_start(1, "RFIDUSER"))
        await asyncio.to_thread(fake.wait_for_commands, 1)
        began = time.monotonic()
        await c.close()
        assert (await pending).outcome is CommandOutcome.UNKNOWN
        return time.monotonic() - began

    assert using(adapter, act) < 1.0


def test_after_closing_nothing_is_sent(fake: FakeSteve, way: Way) -> None:
    async def act(c: SteveCommands) -> CommandOutcome:
        await c.close()
        await c.close()
        return (await c.remote_start(1, "RFIDUSER")).outcome

    assert using(commands(fake, way), act) is CommandOutcome.UNREACHABLE
    assert fake.requests == []


class _OneAnswer:
    """A listener that answers its first connection with given bytes; yields its base URL."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/steve"

    def __exit__(self, *_: object) -> None:
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        connection, _ = self._listener.accept()
        # A client that has seen enough hangs up.
        with connection, contextlib.suppress(OSError):
            connection.recv(65536)
            connection.sendall(self._answer)
            connection.shutdown(socket.SHUT_WR)
            # Closing with bytes unread would reset the connection under the reader.
            while connection.recv(65536):
                pass
