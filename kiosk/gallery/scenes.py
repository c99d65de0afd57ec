"""All that the gallery shows: what scenarios pass through, and what only a hand can bring about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from kiosk.domain.ocpp import ChargePointErrorCode, StopReason
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    EndedBy,
    Notice,
    OutOfServiceReason,
    PowerReason,
    SessionPhase,
    StationSnapshot,
    VehicleInfoState,
)
from kiosk.gallery.money_scenes import money_scenes
from kiosk.gallery.playing import played_states
from kiosk.gallery.scene import ATTRACT_SECONDS, DIM_SECONDS, Scene, with_first

SETTINGS_FAULTS = (
    "station.charge_box_id is missing (kiosk.toml)",
    "steve.database_url: 'mysql://' is no known address (kiosk.toml, line 7)",
    "steve.interface must be auto, rest or web_form (KIOSK_STEVE__INTERFACE)",
    "ui.theme must be auto, dark, light or high_contrast (kiosk.toml, line 21)",
)
_VENDOR_CODES = ("E4711", "F042")


async def all_scenes() -> tuple[Scene, ...]:
    """Return every scene, those of one phase together."""
    states = await played_states()
    scenes = {name: Scene(name, snapshot) for name, snapshot in states.items()}
    for scene in _beyond_scenarios(states):
        scenes.setdefault(scene.name, scene)
    return tuple(sorted(scenes.values(), key=_order))


def _order(scene: Scene) -> tuple[int, str]:
    """By the phase of the (first) connector as sessions go, then by name."""
    connectors = scene.snapshot.connectors
    phases = list(SessionPhase)
    first = len(phases) if scene.snapshot.settings_faults else phases.index(_phase(connectors))
    return len(connectors) * 100 + first, scene.name


def _phase(connectors: tuple[ConnectorSnapshot, ...]) -> SessionPhase:
    return connectors[0].session_phase if connectors else SessionPhase.CONNECTING


def _beyond_scenarios(states: dict[str, StationSnapshot]) -> Iterator[Scene]:
    """Vary what was played: states that the simulated station does not get into."""
    idle, charging = states["available"], states["charging"]
    yield Scene("set-up", replace(idle, settings_faults=SETTINGS_FAULTS))
    yield Scene("connecting-long", with_first(states["connecting"], waited=30.0))
    yield Scene(
        "preparing-between",
        with_first(states["preparing-awaited"], vehicle_info=VehicleInfoState.BETWEEN),
    )
    for reason in OutOfServiceReason:
        name = f"out-of-service-{reason.value.replace('_', '-')}"
        closed = states["out-of-service-unavailable"]
        yield Scene(name, with_first(closed, out_of_service=reason))
    fault = states["out-of-service-faulted-ground-failure"]
    yield Scene(
        "out-of-service-faulted-ground-failure-in-mid-charge",
        with_first(fault, charging=charging.connectors[0].charging),
    )
    for code in _VENDOR_CODES:
        vendor = with_first(
            fault, error_code=ChargePointErrorCode.OTHER_ERROR, vendor_error_code=code
        )
        yield Scene(f"out-of-service-faulted-other-error-{code.lower()}", vendor)
    for notice in (Notice.STOP_REJECTED, Notice.STOP_UNANSWERED):
        yield Scene(
            f"charging-{notice.value.replace('_', '-')}", with_first(charging, notice=notice)
        )
    yield from _old_figures(charging)
    yield from _stop_reasons(states["complete-rider"])
    three = (
        *states["available-last-session"].connectors,
        replace(charging.connectors[0], connector_id=2),
        replace(states["out-of-service-unavailable"].connectors[0], connector_id=3),
    )
    yield Scene("three-connectors", replace(idle, connectors=three))
    yield Scene("languages", idle, ("list",))
    yield Scene("attract", idle, quiet=ATTRACT_SECONDS)
    yield Scene("attract-priced", states["available-priced"], quiet=ATTRACT_SECONDS)
    yield Scene("attract-two", states["two-available-and-available"], quiet=ATTRACT_SECONDS)
    yield Scene("out-of-service-dim", states["out-of-service-unavailable"], quiet=DIM_SECONDS)
    yield from money_scenes(states)


def _old_figures(charging: StationSnapshot) -> Iterator[Scene]:
    figures = charging.connectors[0].charging
    if figures is None:
        raise LookupError("a charge without figures")
    lost, old = charging.now - timedelta(minutes=5), PowerReason.OLD
    yield Scene(
        "charging-old", with_first(charging, charging=replace(figures, age=40.0, reason=old))
    )
    yield Scene(
        "charging-too-old", with_first(charging, charging=replace(figures, age=75.0, reason=old))
    )
    yield Scene(
        "charging-too-old-link-lost-stop-waiting",
        replace(
            with_first(
                charging,
                charging=replace(figures, age=300.0, reason=PowerReason.NOT_READABLE),
                link_lost=lost,
                stop_waiting=True,
            ),
            link_lost=lost,
        ),
    )
    unknown = replace(
        figures,
        soc=None,
        start_soc=None,
        energy_wh=None,
        power=None,
        current=None,
        voltage=None,
        range_km=None,
        model=None,
        minutes_left=None,
        age=None,
        reason=PowerReason.AWAITED,
        target=None,
        curve=(),
        forecast=(),
    )
    yield Scene("charging-no-figures", with_first(charging, charging=unknown, target=None))


def _stop_reasons(complete: StationSnapshot) -> Iterator[Scene]:
    summary = complete.connectors[0].summary
    if summary is None:
        raise LookupError("an end without a summary")
    for reason in StopReason:
        ended = replace(summary, ended_by=EndedBy.STATION, stop_reason=reason)
        yield Scene(
            f"complete-station-{_hyphened(reason.name)}", with_first(complete, summary=ended)
        )


def _hyphened(name: str) -> str:
    return name.lower().replace("_", "-")
