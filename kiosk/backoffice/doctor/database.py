"""Checks of SteVe's database as such: connection, clock, grants, schema."""

from collections.abc import Callable, Iterator
from datetime import datetime
from urllib.parse import urlsplit

from kiosk.backoffice.doctor.examination import Check
from kiosk.backoffice.doctor.findings import Finding, Level, ok, problem, warning
from kiosk.domain.errors import Misconfigured
from kiosk.inspection import SteveInspector

SMALL_DIFFERENCE, LARGE_DIFFERENCE = 5.0, 60.0
"""Seconds between the clocks: up to the first nothing suffers, beyond the second messages do."""
_MOST_NAMED = 6


def database_checks(
    inspector: SteveInspector, url: str, utc: Callable[[], datetime]
) -> list[Check]:
    """Return the checks, in their order; ``utc`` is the kiosk's clock."""

    def connection() -> Iterator[Finding]:
        server = inspector.server()
        encryption = f"TLS ({server.cipher})" if server.cipher else "not encrypted"
        seen = f"{server.version} at {_place(url)}, as {server.account}, {encryption}"
        yield ok("database", seen)

    def clock() -> Iterator[Finding]:
        before = utc()
        server = inspector.server()
        middle = before + (utc() - before) / 2
        yield _clock(abs((server.clock - middle).total_seconds()))

    def grants() -> Iterator[Finding]:
        facts = inspector.grants()
        if not facts.excess:
            yield ok("grants", "the account may read what it needs and nothing else")
            return
        named = ", ".join(facts.excess[:_MOST_NAMED])
        more = len(facts.excess) - _MOST_NAMED
        yield warning(
            "grants",
            f"the account may do more than it needs: {named}{f' and {more} more' * (more > 0)}",
            "give the kiosk an account of its own that may do only this",
            facts.least,
        )

    def schema() -> Iterator[Finding]:
        try:
            facts = inspector.schema()
        except Misconfigured as error:
            advice = "correct the database's name, or grant this"
            yield problem("schema", str(error), advice, inspector.grants().least)
            return
        migration = f"migration {facts.migration}" if facts.migration else "migration unknown"
        yield ok("schema", f"SteVe, {migration}, connectors in the table {facts.connector_table}")

    return [
        Check("database", connection, remedy=_CONNECT),
        Check("clock", clock, ("database",)),
        Check("grants", grants, ("database",)),
        Check("schema", schema, ("database",)),
    ]


_CONNECT = "start the database, or correct [steve] database_url and its password"


def _clock(seconds: float) -> Finding:
    level = Level.OK if seconds <= SMALL_DIFFERENCE else Level.WARNING
    if seconds > LARGE_DIFFERENCE:
        level = Level.PROBLEM
    advice = "" if level is Level.OK else "let this machine and the server keep time by NTP"
    seen = f"this machine and the database's server differ by {seconds:.1f} s"
    return Finding("clock", level, seen, advice)


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc.rpartition('@')[2]}{parts.path}"
