"""What each screen shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.ocpp import ChargePointErrorCode, StopReason
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    EndedBy,
    Notice,
    SessionPhase,
    StationSnapshot,
    VehicleInfoState,
)
from tests.ui.conftest import Stage
from tests.ui.seeing import button, texts
from tests.ui.snapshots import (
    CHARGE,
    COMPLETE,
    IDLE,
    NOW,
    PRE_CHARGE,
    SUMMARY,
    charging,
    faulted,
    samples,
    station,
    waiting,
)
from ui import formatting
from ui.screens import VIEWS
from ui.views.setup_view import SetupView
from ui.widgets.live_curve import LiveCurve


def test_every_phase_has_a_view_of_its_own(stage: Stage) -> None:
    shown = set()
    for phase in SessionPhase:
        stage.show(station(ConnectorSnapshot(1, phase)))
        shown.add(type(stage.window.current_view()))
    assert len(shown) == len(SessionPhase)
    assert shown == {VIEWS[phase] for phase in SessionPhase}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("idle", ["Plug in your vehicle", "1800 000 1234", "RIVOT_100A_01 · Connector 1"]),
        ("idle-last", ["Last session", "58 % to 90 %", "0.73 kWh", "1 h 1 min"]),
        ("pre-charge", ["87 %", "70 km", "Classic", "26.6 °C", "76.4 V", "START CHARGING"]),
        ("pre-charge", ["90 % 25–30 min +3 % +2.4 km 0.07 kWh", "Custom 95 % 70–85 min"]),
        ("pre-charge-unknown-model", ["Model unknown", "Time and range unknown", "50 %"]),
        ("pre-charge-full", ["Your battery is full", "reached"]),
        (
            "charging",
            ["78 %", "63 km", "Classic", "764 W", "10.0 A", "76.4 V", "+456 Wh in 36 min"],
        ),
        ("charging", ["22–26 min to 90 %", "STOP CHARGING", "Full power."]),
        ("charging-no-figures", ["–", "Waiting for the first figures.", "STOP CHARGING"]),
        ("charging-card", ["Started with a card or an app.", "Please stop it the same way."]),
        ("charging-paused-station", ["Paused by the station", "STOP CHARGING"]),
        ("complete", ["87.00 %", "87.18 %", "+0.18 %", "3.39 Wh", "1 min 30 s", "135.7 W"]),
        ("complete", ["0.1 km", "You stopped it before 90 %.", "BACK TO HOME", "Closes in 45 s"]),
        ("complete-worked-out", ["The figures are from the meter.", "The station lost its power."]),
        ("unplug", ["Please unplug your vehicle", "wait 10 seconds"]),
        ("reserved", ["Reserved", "Call 1800 000 1234"]),
        ("fault-GroundFailure", ["Do not touch the plug", "Safety stop", "Code CX002", "Call"]),
        ("fault-so-far", ["So far: 456 Wh"]),
        ("fault-cost", ["So far: 456 Wh, ₹10.23"]),
        ("charging-cost", ["22–26 min to 90 %", "+456 Wh · ₹10.23"]),
        ("charging-for-minutes", ["12 min left", "about 15:00", "₹10.23"]),
        ("charging-for-money", ["18–22 min up to ₹20.00", "+456 Wh · ₹10.23"]),
        ("closed-unreachable", ["No connection", "We keep trying."]),
        ("setup", ["This kiosk needs to be set up", "station.charge_box_id is missing"]),
        ("stopping-slow", ["Still stopping…", "call us"]),
        ("idle-overview", ["Connector 1 Free", "Connector 2 Out of service"]),
    ],
)
def test_what_a_rider_reads(stage: Stage, name: str, said: list[str]) -> None:
    stage.show(samples()[name])
    read = texts(stage.window).replace("\n", " ") + " | " + _descriptions(stage)
    for sentence in said:
        assert sentence in read, read


def _descriptions(stage: Stage) -> str:
    from tests.ui.seeing import buttons

    return " | ".join(shown.accessibleDescription() for shown in buttons(stage.window)).replace(
        "\xa0", " "
    )


def test_no_screen_shows_a_code_or_a_none(stage: Stage) -> None:
    for name, snapshot in samples().items():
        stage.window.render(snapshot)
        read = texts(stage.window)
        assert "None" not in read, name
        assert "nan" not in read, name
        if name != "setup":
            for code in ChargePointErrorCode:
                assert code.value not in read, name
            assert "_" not in read.replace("RIVOT_100A_01", ""), name


@pytest.mark.parametrize(
    "state", [state for state in VehicleInfoState if state is not VehicleInfoState.VALID]
)
def test_start_rests_until_the_vehicle_is_known(stage: Stage, state: VehicleInfoState) -> None:
    stage.show(station(waiting(state)))
    assert not button(stage.window, "START").isEnabled()
    assert "87" not in texts(stage.window)


def test_a_vehicle_is_never_the_one_before(stage: Stage) -> None:
    stage.show(station(PRE_CHARGE))
    stage.show(station(IDLE))
    stage.show(station(waiting(VehicleInfoState.AWAITED)))
    assert "Reading your vehicle…" in texts(stage.window)
    assert "%" not in texts(stage.window)


@pytest.mark.parametrize(
    ("before", "bare"),
    [(CHARGE, replace(CHARGE, charging=None)), (COMPLETE, replace(COMPLETE, summary=None))],
)
def test_nothing_of_the_charge_before_is_left(
    stage: Stage, before: ConnectorSnapshot, bare: ConnectorSnapshot
) -> None:
    stage.show(station(before))
    stage.show(station(IDLE))
    stage.show(station(replace(bare, transaction_id=999)))
    read = texts(stage.window)
    for figure in ("78", "87", "764 W", "456", "3.39", "Classic"):
        assert figure not in read.replace("RIVOT_100A_01", ""), read


def test_an_end_that_the_station_made_invites_nobody_to_unplug(stage: Stage) -> None:
    ended = replace(SUMMARY, ended_by=EndedBy.STATION, stop_reason=StopReason.EMERGENCY_STOP)
    stage.show(station(replace(COMPLETE, summary=ended)))
    read = texts(stage.window)
    assert "The charge has ended" in read
    assert "The emergency stop was pressed." in read
    assert "unplug" not in read


def test_words_change_while_a_start_takes_its_time(stage: Stage) -> None:
    said = set()
    for waited in (0.5, 3.5, 13.0):
        starting = replace(PRE_CHARGE, session_phase=SessionPhase.STARTING, waited=waited)
        stage.show(station(starting))
        said.add(texts(stage.window))
    assert len(said) == 3


@pytest.mark.parametrize(
    ("age", "sees", "misses"),
    [
        (14.0, ["78 %", "764 W", "22–26 min"], ["ago"]),
        (16.0, ["78 %", "764 W", "16 s ago"], ["22–26 min"]),
        (59.0, ["78 %", "764 W", "59 s ago"], ["22–26 min"]),
        (61.0, ["–", "1 min ago"], ["78 %", "764 W", "63 km", "456 Wh"]),
    ],
)
def test_old_figures_fade_and_go(
    stage: Stage, age: float, sees: list[str], misses: list[str]
) -> None:
    stage.show(station(charging(age=age)))
    read = texts(stage.window)
    assert all(figure in read for figure in sees), read
    assert not any(figure in read for figure in misses), read
    curve = stage.window.findChild(LiveCurve)
    assert curve is not None
    assert curve.isVisible() == (age < 15)


def test_a_lost_link_says_since_when_and_pretends_nothing(stage: Stage) -> None:
    lost = NOW - timedelta(seconds=40)
    stage.show(station(replace(charging(age=40.0), link_lost=lost), link_lost=lost))
    read = texts(stage.window)
    assert f"since {formatting.clock(lost)}. We keep trying." in read
    assert "40 s ago" in read
    assert "22–26 min" not in read
    assert "STOP WHEN CONNECTED" in read
    assert "unplug" not in read
    waits = replace(charging(age=45.0), link_lost=lost, stop_waiting=True)
    stage.show(station(waits, link_lost=lost))
    assert not button(stage.window, "Stop is waiting").isEnabled()


def test_advice_to_unplug_is_given_only_where_that_ends_the_charge(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(unplugging_ends_charge=True)
    stage.show(samples()["charging-lost"])
    assert "unplug it to end the charge" in texts(stage.window)


@pytest.mark.parametrize("notice", [n for n in Notice if not n.value.startswith("stop")])
def test_a_start_that_failed_says_so_and_leaves_start_to_press(
    stage: Stage, notice: Notice
) -> None:
    stage.show(station(replace(PRE_CHARGE, notice=notice)))
    assert button(stage.window, "START").isEnabled()
    assert len(texts(stage.window)) > 80


def test_a_safety_stop_has_no_button_and_a_full_field_of_colour(stage: Stage) -> None:
    stage.show(station(faulted(ChargePointErrorCode.OVER_VOLTAGE)))
    from tests.ui.seeing import buttons
    from ui.widgets.mode_button import ModeButton

    assert all(isinstance(shown, ModeButton) for shown in buttons(stage.window))
    picture = stage.window.grab().toImage()
    field = stage.window.current_view().style_in_force.tokens.safety
    for y in (4, 400, 796):
        assert picture.pixelColor(20, y).name().upper() == field


def test_text_from_outside_is_shown_as_it_is_and_bounded(stage: Stage) -> None:
    nasty = "<b>x</b><img src='file:///etc/passwd'>" + "A" * 1_000_000
    snapshot = station(
        replace(faulted(ChargePointErrorCode.OTHER_ERROR, nasty)), charge_box_id=nasty
    )
    stage.show(snapshot)
    read = texts(stage.window)
    assert "<b>x</b><img |" in read
    assert len(read) < 2_000
    stage.show(station(settings_faults=(nasty,) * 40))
    assert isinstance(stage.window.current_view(), SetupView)
    assert len(texts(stage.window)) < 8 * 500


def test_a_model_with_a_nasty_name_stays_text(stage: Stage) -> None:
    stage.show(station(replace(COMPLETE, summary=replace(SUMMARY, model="<h1>Big</h1>"))))
    assert "<h1>Big</h1>" in texts(stage.window)


def test_riders_see_the_stations_name_where_it_has_one(stage: Stage) -> None:
    connector = ConnectorSnapshot(1, SessionPhase.AVAILABLE)
    stage.show(station(connector))
    assert "RIVOT_100A_01" in texts(stage.window)
    stage.show(station(connector, name="MG Road"))
    assert "MG Road" in texts(stage.window)
    assert "RIVOT_100A_01" not in texts(stage.window)


def test_a_station_without_connectors_is_waited_for(stage: Stage) -> None:
    stage.show(StationSnapshot("RIVOT_100A_01", NOW, ()))
    assert "Connecting…" in texts(stage.window)


def test_the_clock_follows_the_snapshot(stage: Stage) -> None:
    for now in (NOW, NOW + timedelta(minutes=1)):
        stage.show(replace(station(CHARGE), now=now))
        assert formatting.clock(now) in texts(stage.window)
