"""Checks of the vendor's DataTransfer messages: where they are kept, and the newest of each."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.backoffice.doctor.examination import Check
from kiosk.backoffice.doctor.findings import Finding, age, ok, problem, warning
from kiosk.domain.errors import Malformed
from kiosk.domain.observation import DataTransferRecord
from kiosk.domain.vendor import (
    SESSION_SUMMARY,
    VEHICLE_INFO,
    parse_session_summary,
    parse_vehicle_info,
)
from kiosk.inspection import MessageFacts, SteveInspector

_NAMES = {VEHICLE_INFO: "vehicle_info", SESSION_SUMMARY: "session_summary"}


def message_check(
    inspector: SteveInspector, relay_file: Path, named: str, utc: Callable[[], datetime]
) -> Check:
    """Return the check; ``named`` is the table that the settings name, if they do."""

    def run() -> Iterator[Finding]:
        facts = inspector.messages()
        if facts is None:
            yield problem(
                "data_transfer",
                "there is no table of DataTransfer messages, so that no vehicle can be read",
                "run kiosk relay and connect the station through it, or see [data_transfer]",
            )
            return
        yield ok("data_transfer", _where(facts, relay_file, named))
        yield _newest(VEHICLE_INFO, facts.vehicle_info, parse_vehicle_info, utc())
        yield _newest(SESSION_SUMMARY, facts.session_summary, parse_session_summary, utc())

    return Check("data_transfer", run, ("database",), "correct [data_transfer], or grant SELECT")


def _where(facts: MessageFacts, relay_file: Path, named: str) -> str:
    evidence = "found by its columns"
    if facts.place == str(relay_file):
        evidence = "the relay's own"
    elif facts.table == named:
        evidence = "named in the settings"
    return f"{facts.table} in {facts.place}, {evidence}, data as {facts.data_type}"


def _newest(
    message_id: str,
    record: DataTransferRecord | None,
    parse: Callable[[Any], object],
    now: datetime,
) -> Finding:
    check = _NAMES[message_id]
    if record is None:
        if message_id == SESSION_SUMMARY:
            return ok(check, "none of this station yet")
        advice = "plug a vehicle in; if nothing comes, see how the station is connected"
        return warning(check, "none of this station yet", advice)
    came = age((now - record.received.astimezone(UTC)).total_seconds())
    try:
        parse(record.data)
    except Malformed as error:
        advice = "ask the station's vendor about its firmware, or whoever fills the table"
        return warning(check, f"the newest, {came}, cannot be read: {error}", advice)
    return ok(check, f"the newest, {came}, is readable")
