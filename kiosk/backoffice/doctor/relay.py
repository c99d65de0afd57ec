"""Checks of the relay: connections that are opened and closed again, without a word."""

import socket
import ssl
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from kiosk.backoffice.doctor.examination import Check
from kiosk.backoffice.doctor.findings import Finding, Level, ok
from kiosk.settings import Settings

_CONNECT_SECONDS = 3.0
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where it may listen, not we


def relay_checks(settings: Settings) -> list[Check]:
    """Return the checks. Where the relay has never recorded anything, it may not be needed."""
    needed = bool(settings.relay.database_url) or settings.relay_file.exists()
    listen, upstream = settings.relay.listen, settings.relay.upstream

    def finding(check: str, attempt: Callable[[], None], where: str, advice: str) -> Finding:
        try:
            attempt()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            if isinstance(error, TimeoutError):
                reason = "no answer"
            seen = f"cannot connect to {where}: {reason}"
            if needed:
                return Finding(check, Level.PROBLEM, seen, advice)
            more = ", unless DataTransfer is recorded without it"
            return Finding(check, Level.WARNING, seen, advice + more)
        return ok(check, f"answers at {where}")

    def listening() -> Iterator[Finding]:
        if listen is None:
            yield ok("relay", "not used: relay.listen is empty")
            return
        host = _EVERYWHERE.get(listen.host, listen.host)
        yield finding(
            "relay",
            lambda: _connect(host, listen.port, None),
            str(listen),
            "start kiosk relay (systemctl start kiosk-relay)",
        )

    def reaching() -> Iterator[Finding]:
        yield finding(
            "relay_upstream",
            lambda: _reach(upstream, settings),
            upstream,
            "start SteVe, or correct [relay] upstream",
        )

    return [Check("relay", listening), Check("relay_upstream", reaching)]


def _reach(upstream: str, settings: Settings) -> None:
    parts = urlsplit(upstream)
    secure = parts.scheme == "wss"
    tls = ssl.create_default_context(cafile=settings.relay.upstream_ca_file) if secure else None
    _connect(parts.hostname or "", parts.port or (443 if secure else 80), tls)


def _connect(host: str, port: int, tls: ssl.SSLContext | None) -> None:
    with socket.create_connection((host, port), _CONNECT_SECONDS) as connection:
        if tls is not None:
            with tls.wrap_socket(connection, server_hostname=host):
                return
