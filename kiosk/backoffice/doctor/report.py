"""``kiosk doctor``: which checks there are, and what is printed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kiosk.backoffice.doctor import machine
from kiosk.backoffice.doctor.backlight import backlight_check
from kiosk.backoffice.doctor.commands import commands_check
from kiosk.backoffice.doctor.database import database_checks
from kiosk.backoffice.doctor.examination import Check, Lane, examine
from kiosk.backoffice.doctor.findings import Finding, Level, as_json, lines, unchecked, verdict
from kiosk.backoffice.doctor.messages import message_check
from kiosk.backoffice.doctor.printer import Printer, printer_check
from kiosk.backoffice.doctor.relay import relay_checks
from kiosk.backoffice.doctor.station import StationChecks
from kiosk.domain.rules import SessionRules
from kiosk.inspection import BacklightFacts, CommandsFacts, SteveInspector
from kiosk.settings import LoadedSettings


@dataclass(frozen=True, slots=True)
class Patient:
    """The installation that is looked at.

    ``probe``, ``try_store`` and ``look_at_backlight`` raise KioskErrors. ``pyside_version`` is
    ``None`` where PySide6 is not installed.
    """

    loaded: LoadedSettings
    rules: SessionRules
    inspector: SteveInspector
    probe: Callable[[], CommandsFacts]
    try_store: Callable[[], None]
    look_at_backlight: Callable[[], BacklightFacts | None]
    printer: Printer | None
    font_folder: Path
    pyside_version: str | None


def report(patient: Patient, *, as_objects: bool) -> bool:
    """Look, print what was found, and return whether the kiosk can work."""
    findings = []
    for finding in examine(lanes(patient)):
        findings.append(finding)
        if not as_objects:
            for line in lines(finding):
                print(line, flush=True)
    print(as_json(findings) if as_objects else verdict(findings))
    return not any(finding.level is Level.PROBLEM for finding in findings)


def lanes(patient: Patient) -> list[Lane]:
    """Return all checks. Those that wait for something else each have a lane of their own."""
    loaded, settings, inspector = patient.loaded, patient.loaded.settings, patient.inspector
    station = StationChecks(inspector, settings.station.charge_box_id, patient.rules)
    transfers = settings.data_transfer
    needs = {
        "database": ("steve.database_url",),
        "station": ("station.charge_box_id",),
        "data_transfer": ("station.charge_box_id",),
        "id_tag": ("steve.id_tag",),
        "commands": ("steve.base_url", "steve.user", "steve.password"),
    }

    def lane(name: str, *checks: Check, end: Callable[[], None] = lambda: None) -> Lane:
        ready = [_if_set(each, needs.get(each.name, ()), loaded.missing) for each in checks]
        return Lane(name, ready, end)

    return [
        lane(
            "machine",
            Check("runtime", lambda: machine.runtime(patient.pyside_version)),
            Check("settings", lambda: machine.settings(loaded)),
            Check("fonts", lambda: machine.fonts(patient.font_folder, settings.ui.languages)),
            backlight_check(patient.look_at_backlight),
        ),
        lane(
            "store",
            Check(
                "store",
                lambda: machine.store(settings.store.path, patient.try_store),
                remedy="let the kiosk's user write there, or name another file in store.path",
            ),
        ),
        lane(
            "database",
            *database_checks(inspector, settings.steve.database_url, _utc),
            *station.checks(),
            message_check(inspector, settings.relay_file, transfers.table, _utc),
            end=inspector.close,
        ),
        lane("commands", commands_check(settings.steve.base_url, patient.probe)),
        lane("relay", *relay_checks(settings)),
        lane("printer", printer_check(settings.printer.device, patient.printer)),
    ]


def _if_set(check: Check, keys: tuple[str, ...], missing: tuple[str, ...]) -> Check:
    absent = [key for key in keys if key in missing]
    if not absent:
        return check

    def run() -> list[Finding]:
        words = f"{absent[0]} is" if len(absent) == 1 else f"{' and '.join(absent)} are"
        return [unchecked(check.name, f"{words} missing", "see settings")]

    return replace(check, run=run)


def _utc() -> datetime:
    return datetime.now(UTC)
