"""Checks of the relay: connections that are opened and closed again, without a word."""

import socket
import ssl
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from kiosk.backoffice.doctor.examination import Check
from kiosk.backoffice.doctor.findings import Finding, Level, ok
from kiosk.settings import Settings

_CONNECT_SECONDS = 3.0
_METRICS_SECONDS, _METRICS_BYTES = 1.0, 65_536
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
        found = finding(
            "relay",
            lambda: _connect(host, listen.port, None),
            str(listen),
            "start kiosk relay (systemctl start kiosk-relay)",
        )
        if found.level is Level.OK:
            secure = settings.relay.certificate is not None
            found = _records(_metrics(host, listen.port, secure), str(listen)) or found
        yield found

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


def _records(metrics: dict[str, float], where: str) -> Finding | None:
    """Return what is wrong with the relay's records, by its own word."""
    lost = int(metrics.get("kiosk_relay_records_lost_total", 0))
    if metrics.get("kiosk_relay_recording") == 0:
        seen = f"answers at {where}, but can't write its records; lost so far: {lost}"
        advice = "see the relay's log; free the disk, or mend the database in [relay] database_url"
        return Finding("relay", Level.PROBLEM, seen, advice)
    if lost:
        seen = f"answers at {where}, and has lost {lost} records since it was started"
        return Finding("relay", Level.WARNING, seen, "see the relay's log for the reason")
    return None


def _metrics(host: str, port: int, secure: bool) -> dict[str, float]:
    """Return what the relay counts, nothing where it does not tell."""
    context = None
    if secure:
        # It is on this machine, and its certificate is made out to the name that stations use.
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = (
        HTTPSConnection(host, port, timeout=_METRICS_SECONDS, context=context)
        if secure
        else HTTPConnection(host, port, timeout=_METRICS_SECONDS)
    )
    try:
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        text = answer.read(_METRICS_BYTES).decode(errors="replace") if answer.status == 200 else ""
    except (OSError, HTTPException):
        return {}
    finally:
        connection.close()
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: float(row[1]) for row in rows if len(row) == 2 and row[1].isdecimal()}
