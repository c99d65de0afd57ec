"""What the gallery shows: each state once, and none left out."""

from dataclasses import replace

import pytest

from kiosk.domain.ocpp import ChargePointErrorCode, ChargePointStatus, StopReason
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    EndedBy,
    Notice,
    OutOfServiceReason,
    PausedReason,
    Printing,
    Refusal,
    SessionPhase,
    SummarySource,
    VehicleInfoState,
)
from kiosk.gallery.scene import Scene
from kiosk.gallery.states import state_of


@pytest.fixture(scope="module")
def connectors(scenes: tuple[Scene, ...]) -> list[ConnectorSnapshot]:
    return [connector for scene in scenes for connector in scene.snapshot.connectors]


def test_every_scene_has_a_name_of_its_own_that_a_file_can_have(scenes: tuple[Scene, ...]) -> None:
    names = [scene.name for scene in scenes]
    assert len(set(names)) == len(names)
    for name in names:
        assert name.replace("-", "").isalnum()
        assert name == name.lower()
        assert len(name) < 120


def test_no_value_that_a_screen_depends_on_is_missing(
    scenes: tuple[Scene, ...], connectors: list[ConnectorSnapshot]
) -> None:
    assert {c.session_phase for c in connectors} == set(SessionPhase)
    assert {c.vehicle_info for c in connectors} == set(VehicleInfoState)
    assert {c.notice for c in connectors} == {None, *Notice}
    faulted = {c.error_code for c in connectors if c.status is ChargePointStatus.FAULTED}
    assert {code or ChargePointErrorCode.NO_ERROR for code in faulted} == set(ChargePointErrorCode)
    assert {c.out_of_service for c in connectors} == {None, *OutOfServiceReason}
    assert {c.charging.paused for c in connectors if c.charging} == {None, *PausedReason}
    summaries = [c.summary for c in connectors if c.summary]
    assert {summary.ended_by for summary in summaries} == set(EndedBy)
    assert {summary.source for summary in summaries} == set(SummarySource)
    stopped = {s.stop_reason for s in summaries if s.ended_by is EndedBy.STATION}
    assert stopped >= set(StopReason)
    assert {c.refusal for c in connectors} == {None, *Refusal}
    assert {c.printing for c in connectors} == {None, *Printing}
    assert {len(scene.snapshot.connectors) for scene in scenes} == {1, 2, 3}
    assert any(scene.snapshot.settings_faults for scene in scenes)
    assert any(scene.snapshot.link_lost for scene in scenes)


def test_a_state_is_named_by_what_there_is_to_see(scenes: tuple[Scene, ...]) -> None:
    by_name = {scene.name: scene.snapshot for scene in scenes}
    for name in ("charging-paused-by-vehicle", "out-of-service-faulted-ev-communication-error"):
        assert state_of(by_name[name]) == name
    charging = by_name["charging"]
    (connector,) = charging.connectors
    later = replace(connector, source_ages=(("database", 1.5),))
    assert state_of(replace(charging, connectors=(later,))) == "charging"
