"""``kiosk relay``: the relay from its settings, until it is told to stop."""

import asyncio
import logging
import resource
import signal
import ssl
from pathlib import Path

from kiosk.domain.errors import Misconfigured
from kiosk.relay.connection import PairTimes
from kiosk.relay.database import RecordAddress, RecordDatabase
from kiosk.relay.link import WIRE_LOGGER, LinkLimits
from kiosk.relay.metrics import metrics_text
from kiosk.relay.poke import Poker
from kiosk.relay.recorder import Recorder, RecordLimits
from kiosk.relay.server import Relay, RelayPlan
from kiosk.settings import RelaySettings, Settings

_SILENT_PINGS = 2.5
_MOST_SILENCE_SECONDS = 50.0
"""A side that died is to be found within a minute."""
_OTHER_FILES = 100

_log = logging.getLogger(__name__)


def run(settings: Settings) -> int:
    """Relay until SIGTERM or SIGINT. Raises Misconfigured, Unreachable."""
    # Below it would log headers, and passwords are among them.
    WIRE_LOGGER.setLevel(logging.ERROR)
    plan = relay_plan(settings.relay)
    _allow_open_files(2 * plan.most_connections + _OTHER_FILES)
    asyncio.run(_serve(plan, settings))
    return 0


def relay_plan(settings: RelaySettings) -> RelayPlan:
    """Return how the relay is to work. Raises Misconfigured for certificates that are none."""
    assert settings.listen is not None
    return RelayPlan(
        host=settings.listen.host,
        port=settings.listen.port,
        upstream=settings.upstream,
        vendors=frozenset(settings.vendors),
        tls=_own_certificate(settings.certificate, settings.private_key),
        upstream_tls=_upstream_tls(settings),
        limits=LinkLimits(frame_bytes=int(settings.max_frame_bytes)),
        times=PairTimes(
            ping=settings.ping_seconds,
            silence=min(_SILENT_PINGS * settings.ping_seconds, _MOST_SILENCE_SECONDS),
            answer_wait=settings.answer_wait_seconds,
        ),
        handshake_seconds=settings.handshake_seconds,
        most_connections=int(settings.max_connections),
    )


async def _serve(plan: RelayPlan, settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    poker = Poker(settings.poke_socket)
    limits = RecordLimits(days=settings.relay.retention_days)
    recorder = Recorder(RecordDatabase(record_address(settings)), limits, poker.poke)
    relay = Relay(
        plan, recorder, poker.poke, metrics=lambda counters: metrics_text(counters, recorder)
    )
    try:
        await relay.start()
        where = "wss" if plan.tls else "ws"
        _log.info("stations connect to %s://%s:%d/", where, plan.host, relay.port)
        await stop.wait()
    finally:
        await relay.close()
        await recorder.close()
        poker.close()
    _log.info("stopped")


def record_address(settings: Settings) -> RecordAddress:
    """Return where the relay records."""
    relay = settings.relay
    if not relay.database_url:
        return RecordAddress(file=settings.relay_file)
    return RecordAddress(
        url=relay.database_url,
        password=relay.database_password.reveal() if relay.database_password else None,
        tls=relay.database_tls,
        ca_file=str(relay.database_ca_file) if relay.database_ca_file else None,
    )


def _own_certificate(certificate: Path | None, key: Path | None) -> ssl.SSLContext | None:
    if certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        # With a password OpenSSL would not ask for one on the terminal.
        context.load_cert_chain(certificate, key, password="")
    except (OSError, ValueError) as error:
        raise Misconfigured(f"relay.certificate {certificate} can't be used: {error}") from error
    return context


def _upstream_tls(settings: RelaySettings) -> ssl.SSLContext | None:
    if not settings.upstream.startswith("wss:"):
        return None
    try:
        return ssl.create_default_context(cafile=settings.upstream_ca_file)
    except OSError as error:
        file = settings.upstream_ca_file
        raise Misconfigured(f"relay.upstream_ca_file {file} can't be used: {error}") from error


def _allow_open_files(needed: int) -> None:
    """Raise the limit of open files, as far as that is allowed: each station needs two."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
