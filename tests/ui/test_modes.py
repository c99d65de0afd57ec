"""Large text and low reach: where everything stands, how large it is, and when it ends."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.app.window import KioskWindow
from kiosk.run_options import RunOptions
from kiosk.settings import LoadedSettings, Settings
from tests.ui.conftest import Stage
from tests.ui.render_all import MODES
from tests.ui.seeing import buttons, place, texts
from tests.ui.snapshots import CHARGE, COMPLETE, IDLE, samples, station
from tests.ui.test_fit import PANELS, faults_of
from tests.ui.test_touch import tap
from ui.comfort import REST_SECONDS
from ui.front import Front
from ui.languages import LANGUAGES
from ui.metrics import Metrics, Size, measure
from ui.modes import Mode
from ui.style import Style
from ui.tap_gate import DEAF_SECONDS
from ui.widgets.mode_button import ModeButton

ALL = tuple(LANGUAGES)
PANEL_IDS = [f"{width}x{height}-{panel_mm}" for width, height, panel_mm in PANELS]


@pytest.mark.parametrize("panel", PANELS, ids=PANEL_IDS)
@pytest.mark.parametrize(("mode", "code"), [p for p in product(MODES, ALL) if p[0] != "normal"])
def test_every_mode_fits(
    make_stage: Callable[..., Stage],
    panel: tuple[int, int, tuple[float, float] | None],
    mode: str,
    code: str,
) -> None:
    width, height, panel_mm = panel
    stage = make_stage(
        width,
        height,
        panel_mm=panel_mm,
        theme="high_contrast",
        languages=ALL,
        language=code,
        modes=MODES[mode],
    )
    stage.window.load_curve()
    faults = []
    for name, snapshot in samples().items():
        stage.window._front = Front()
        stage.window.render(snapshot)
        faults += [f"{name}: {fault}" for fault in (*faults_of(stage), *_too_high(stage))]
    assert not faults, "\n".join(faults)


def _too_high(stage: Stage) -> list[str]:
    top = stage.window.current_view().style_in_force.metrics.reach_top
    return [
        f"{shown.accessibleName()!r} stands at {place(shown, stage.window)}, above {top}"
        for shown in buttons(stage.window)
        if shown.isEnabled() and place(shown, stage.window).top() < top
    ]


@pytest.mark.parametrize("panel", PANELS, ids=PANEL_IDS)
def test_all_that_is_painted_in_large_mode_is_large(
    make_stage: Callable[..., Stage],
    panel: tuple[int, int, tuple[float, float] | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    width, height, panel_mm = panel
    stage = make_stage(width, height, panel_mm=panel_mm, modes=MODES["large"], languages=ALL)
    stage.window.load_curve()
    asked: list[int] = []
    font_px = Style.font_px

    def listening(style: Style, pixels: int, *rest: object) -> object:
        asked.append(pixels)
        return font_px(style, pixels, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Style, "font_px", listening)
    for name, snapshot in samples().items():
        stage.window._front = Front()
        stage.window.render(snapshot)
        asked.clear()
        stage.window.grab()
        metrics = stage.window.current_view().style_in_force.metrics
        capital = 0.714 * min(asked)
        assert capital >= 0.01222 * 600 * metrics.density - 0.5, f"{name}: {min(asked)} px"


def _metrics(stage: Stage) -> Metrics:
    return stage.window.current_view().style_in_force.metrics


def _toggle(stage: Stage, mode: Mode) -> None:
    found = [b for b in buttons(stage.window) if isinstance(b, ModeButton) and b.mode is mode]
    assert len(found) == 1
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_a_touch_makes_the_text_large_and_another_one_makes_it_normal(stage: Stage) -> None:
    stage.show(station(CHARGE))
    normal = _metrics(stage).s
    tap(stage, "A+")
    assert _metrics(stage).s > 1.5 * normal
    assert "22–26 min to 90 %" in texts(stage.window)
    tap(stage, "A−")
    assert _metrics(stage).large, "what lies below the finger after all has moved is not meant"
    stage.clock.seconds += DEAF_SECONDS
    tap(stage, "A−")
    assert _metrics(stage).s == normal
    assert stage.intents == []


def test_a_touch_brings_the_buttons_down(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(languages=ALL)
    stage.show(station(CHARGE))
    assert min(place(b, stage.window).top() for b in buttons(stage.window)) < 0.5 * 800
    _toggle(stage, Mode.LOW_REACH)
    assert min(place(b, stage.window).top() for b in buttons(stage.window)) >= 0.6 * 800
    stage.clock.seconds += DEAF_SECONDS
    _toggle(stage, Mode.LARGE)
    assert (_metrics(stage).large, _metrics(stage).low_reach) == (True, True)


def test_the_modes_have_names_in_the_language_of_the_screen(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(languages=ALL)
    stage.show(station(IDLE))

    def names() -> list[str]:
        return [b.accessibleName() for b in buttons(stage.window) if isinstance(b, ModeButton)]

    assert names() == ["Larger text", "Buttons lower"]
    _toggle(stage, Mode.LARGE)
    assert names() == ["Normal text", "Buttons lower"]
    stage.clock.seconds += DEAF_SECONDS
    tap(stage, "EN")
    stage.clock.seconds += DEAF_SECONDS
    tap(stage, "ಕನ್ನಡ")
    assert names() == ["ಸಾಮಾನ್ಯ ಅಕ್ಷರ", "ಬಟನ್ ಕೆಳಗೆ"]


def test_everything_is_as_at_first_when_nobody_is_there(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(languages=ALL)
    stage.show(station(CHARGE))
    _toggle(stage, Mode.LARGE)
    stage.clock.seconds += DEAF_SECONDS
    _toggle(stage, Mode.LOW_REACH)
    stage.clock.seconds += 10 * REST_SECONDS
    stage.show(station(COMPLETE))
    assert _metrics(stage).large, "not while a session is shown"
    stage.show(station(IDLE))
    stage.clock.seconds += REST_SECONDS
    stage.show(station(IDLE))
    assert (_metrics(stage).large, _metrics(stage).low_reach) == (False, False)
    assert not faults_of(stage)


@pytest.mark.parametrize("size", [(1280, 800), (800, 480), (800, 1280)])
@pytest.mark.parametrize("mode", ["large", "both"])
def test_with_large_text_one_button_opens_the_list_of_all(
    make_stage: Callable[..., Stage], size: tuple[int, int], mode: str
) -> None:
    stage = make_stage(*size, languages=ALL, modes=MODES[mode])
    stage.show(station(CHARGE))
    tap(stage, "EN")
    read = texts(stage.window)
    assert read.startswith("English | हिन्दी | ಕನ್ನಡ | A−")
    assert len(buttons(stage.window)) == 5
    assert not [*faults_of(stage), *_too_high(stage)]
    stage.clock.seconds += DEAF_SECONDS
    tap(stage, "A−")
    assert not _metrics(stage).large
    assert "STOP" in texts(stage.window)


def test_a_small_panel_has_the_reach_in_its_list(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(800, 480, languages=ALL)
    stage.show(station(CHARGE))
    tap(stage, "EN")
    stage.clock.seconds += DEAF_SECONDS
    tap(stage, "Buttons lower")
    assert _metrics(stage).low_reach
    assert "STOP" in texts(stage.window)


@pytest.mark.parametrize("name", ["charging", "charging-two", "unplug", "fault-WeakSignal"])
def test_tab_goes_through_the_screen_and_then_the_rail(
    make_stage: Callable[..., Stage], name: str
) -> None:
    stage = make_stage(languages=ALL)
    stage.show(samples()[name])
    window = stage.window
    reached: list[QWidget] = []
    focus = window.focusWidget()
    for _ in range(10):
        if isinstance(focus, ModeButton) and focus.mode is Mode.LOW_REACH:
            break
        reached.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = window.focusWidget()
    seen = [button for button in reached if button in buttons(window)]
    assert [*seen, focus] == buttons_in_order(stage), [b.accessibleName() for b in reached]


def buttons_in_order(stage: Stage) -> list[QWidget]:
    rail = stage.window._comfort.rail
    of_rail = [b for b in buttons(stage.window) if b.parent() is rail]
    others = [b for b in buttons(stage.window) if b.parent() is not rail]
    primary = stage.window.current_view().primary()
    return [*sorted(others, key=lambda b: b is not primary), *of_rail]


def test_large_text_follows_the_viewing_distance_as_far_as_it_can() -> None:
    sizes = [
        measure(1280, 800, large=True, viewing_distance_mm=distance).s
        for distance in (200.0, 600.0, 750.0, 3000.0)
    ]
    assert sizes == sorted(sizes)
    assert sizes[1] == 64 < sizes[2]
    assert measure(1280, 800).line(Size.S) * 8 > 800 - sizes[3] * 8 > 0


@pytest.mark.parametrize("panel", PANELS, ids=PANEL_IDS)
@pytest.mark.parametrize("mode", MODES)
def test_what_weighs_most_is_never_given_up(
    make_stage: Callable[..., Stage],
    panel: tuple[int, int, tuple[float, float] | None],
    mode: str,
) -> None:
    width, height, panel_mm = panel
    stage = make_stage(width, height, panel_mm=panel_mm, languages=ALL, modes=MODES[mode])
    stage.window.load_curve()
    for name in ("charging", "charging-cost", "charging-two", "charging-for-money"):
        stage.show(samples()[name])
        read = texts(stage.window)
        time = "18–22 min" if name == "charging-for-money" else "22–26 min"
        for told in ("78 %", time, "764 W", "Full power.", "STOP", "1800 000 1234"):
            assert told in read, f"{name}: {read}"
        assert ("₹10.23" in read) == (name in {"charging-cost", "charging-for-money"})
    for name in ("fault-GroundFailure", "fault-WeakSignal", "starting-long", "unplug"):
        stage.show(samples()[name])
        assert "1800 000 1234" in texts(stage.window), name
    stage.show(samples()["fault-GroundFailure"])
    for told in ("Do not touch", "Step back", "CX002"):
        assert told in texts(stage.window)


def test_the_settings_say_how_far_away_riders_stand(qtbot: QtBot) -> None:
    usual = Settings()
    settings = replace(usual, ui=replace(usual.ui, viewing_distance_mm=750.0))
    window = KioskWindow(RunOptions(windowed=True, size=(1280, 800)))
    qtbot.addWidget(window)
    window.appear()
    window.furnish(LoadedSettings(settings, {}, None, (), (), ()))
    button = next(b for b in buttons(window.screens) if isinstance(b, ModeButton))
    button.click()
    metrics = window.screens.current_view().style_in_force.metrics
    assert 0.714 * metrics.s >= 0.01222 * 750 * metrics.density
    window.disappear()
