"""A screen that nobody needs: it invites, dims and goes dark, and wakes without doing harm."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractAnimation, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.ocpp import ChargePointErrorCode
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    Notice,
    OutOfServiceReason,
    SessionPhase,
    StationSnapshot,
)
from tests.ui.conftest import Stage
from tests.ui.render_all import SIZES
from tests.ui.samples_targets import FULL_PRICE
from tests.ui.seeing import button, place, texts, written
from tests.ui.snapshots import (
    CHARGE,
    CLOSED,
    COMPLETE,
    IDLE,
    IDLE_LAST,
    NOW,
    PRE_CHARGE,
    samples,
    station,
)
from ui import price_words
from ui.languages import LANGUAGES
from ui.modes import PLAIN, Modes
from ui.rest import Rest, RestLevel, RestOptions
from ui.tap_gate import DEAF_SECONDS
from ui.views.idle_view import IdleView
from ui.widgets.attract import Attract
from ui.widgets.guard import Guard

AWAKE, ATTRACT, DIM, BLANK = RestLevel
OPTIONS = RestOptions(60, 120, 600)
LEFT = Qt.MouseButton.LeftButton
OWNED = (
    SessionPhase.PREPARING,
    SessionPhase.STARTING,
    SessionPhase.CHARGING,
    SessionPhase.STOPPING,
    SessionPhase.COMPLETE,
)


class Sleeper:
    """A rest on a clock that is moved by hand."""

    def __init__(self, options: RestOptions = OPTIONS) -> None:
        self.now = 0.0
        self.rest = Rest(options, lambda: self.now)

    def after(self, seconds: float, snapshot: StationSnapshot) -> RestLevel:
        """Let time pass with a snapshot a second at most, and tell the level."""
        self.now += seconds
        self.rest.follow(snapshot)
        return self.rest.level


def test_the_levels_follow_each_other() -> None:
    sleeper, idle = Sleeper(), station(IDLE)
    levels = [sleeper.after(seconds, idle) for seconds in (0, 59.9, 0.1, 60, 479, 1, 1e6)]
    assert levels == [AWAKE, AWAKE, ATTRACT, DIM, DIM, BLANK, BLANK]


def test_a_level_of_no_seconds_never_comes() -> None:
    sleeper = Sleeper(RestOptions(0, 120, 0))
    levels = [sleeper.after(seconds, station(IDLE)) for seconds in (0, 60, 60, 1e6)]
    assert levels == [AWAKE, AWAKE, DIM, DIM]


@pytest.mark.parametrize("phase", SessionPhase)
def test_only_nobodys_screens_rest(phase: SessionPhase) -> None:
    connector = ConnectorSnapshot(2, phase)
    expected = AWAKE if phase in OWNED else BLANK
    sleeper = Sleeper()
    sleeper.after(0, station(IDLE, connector))
    assert sleeper.after(1e6, station(IDLE, connector)) is expected
    with_transaction = replace(connector, transaction_id=7)
    sleeper.after(0, station(with_transaction))
    assert sleeper.after(1e6, station(with_transaction)) is AWAKE


@pytest.mark.parametrize(
    "news",
    [
        station(replace(IDLE, session_phase=SessionPhase.PREPARING)),
        station(replace(IDLE, session_phase=SessionPhase.RESERVED)),
        station(replace(IDLE, notice=Notice.START_REJECTED)),
        station(replace(IDLE, error_code=ChargePointErrorCode.HIGH_TEMPERATURE)),
        station(replace(CLOSED, out_of_service=OutOfServiceReason.FAULTED)),
        station(IDLE, replace(IDLE, connector_id=2)),
        station(IDLE, settings_faults=("ui.theme is unknown",)),
    ],
)
def test_news_wake_it(news: StationSnapshot) -> None:
    sleeper = Sleeper()
    sleeper.after(0, station(IDLE))
    assert sleeper.after(700, station(IDLE)) is BLANK
    assert sleeper.after(1, news) is AWAKE


def test_what_is_no_news_lets_it_rest() -> None:
    sleeper = Sleeper()
    sleeper.after(0, station(IDLE_LAST))
    assert sleeper.after(700, station(replace(IDLE, waited=700.0))) is BLANK
    later = station(replace(IDLE, link_lost=NOW), now=NOW + timedelta(days=1), link_lost=NOW)
    assert sleeper.after(1, later) is BLANK


@given(st.lists(st.tuples(st.floats(0, 200), st.sampled_from(["touch", "plug", "unplug", ""]))))
def test_it_never_rests_with_a_vehicle_or_soon_after_a_touch(
    events: list[tuple[float, str]],
) -> None:
    sleeper, plugged, quiet = Sleeper(), False, 0.0
    sleeper.after(0, station(IDLE))
    for seconds, event in events:
        quiet += seconds
        sleeper.now += seconds
        if event == "touch":
            sleeper.rest.touched()
            quiet = 0.0
        elif event and plugged is not (event == "plug"):
            plugged, quiet = event == "plug", 0.0
        level = sleeper.after(0, station(PRE_CHARGE if plugged else IDLE))
        assert level is AWAKE or (not plugged and quiet >= 59.9)


@pytest.fixture
def resting(make_stage: Callable[..., Stage]) -> Stage:
    """Return a window that has shown its idle screen for a moment."""
    stage = make_stage(rest=OPTIONS, languages=tuple(LANGUAGES), language="en")
    stage.show(station(IDLE_LAST))
    return stage


def sleep(stage: Stage, seconds: float, snapshot: StationSnapshot | None = None) -> None:
    """Let time pass without a touch."""
    stage.clock.seconds += seconds
    stage.show(snapshot or station(IDLE_LAST))


def touch(stage: Stage, point: QPoint, *, release: bool = True) -> None:
    """Touch the window as its own window system tells it, wherever that leads."""
    handle = stage.window.windowHandle()
    QTest.mousePress(handle, LEFT, pos=point)
    if release:
        QTest.mouseRelease(handle, LEFT, pos=point)


def guard(stage: Stage) -> Guard:
    found = stage.window.findChild(Guard)
    assert found is not None
    return found


def test_the_attract_screen_comes_and_speaks_every_language(resting: Stage) -> None:
    sleep(resting, 61)
    seen = set()
    for _ in range(6):
        shown = texts(resting.window)
        assert "RIVOT_100A_01 | " in shown
        assert "Help 1800 000 1234" in shown
        assert "Last session" not in shown
        seen.add(shown.rpartition(" | ")[2])
        sleep(resting, 9)
    assert seen == {"Plug in your vehicle", "गाड़ी में प्लग लगाएँ", "ವಾಹನಕ್ಕೆ ಪ್ಲಗ್ ಹಾಕಿ"}


def test_it_comes_only_where_a_vehicle_can_be_plugged_in(resting: Stage) -> None:
    lost = station(replace(IDLE, link_lost=NOW), link_lost=NOW)
    for snapshot in (samples()["closed-faulted"], samples()["idle-overview"], lost):
        sleep(resting, 1, snapshot)
        before = texts(resting.window)
        sleep(resting, 100, snapshot)
        assert texts(resting.window) == before
        assert guard(resting).isHidden()
        sleep(resting, 100, snapshot)
        assert texts(resting.window) == before
        assert guard(resting).shade == 0.5


def test_dim_is_darker_and_blank_is_black(resting: Stage) -> None:
    light: list[float] = []
    resting.window.brightness_wanted.connect(light.append)
    brightest = []
    for seconds in (61, 60, 480):
        sleep(resting, seconds)
        image = resting.window.grab().toImage()
        assert not image.isNull()
        points = [QColor(image.pixel(x, y)) for x in range(0, 1280, 9) for y in range(0, 800, 9)]
        brightest.append(max(point.value() for point in points))
    assert brightest[0] > 240
    assert 100 < brightest[1] < 140
    assert brightest[2] == 0
    assert light == [OPTIONS.dim_light, OPTIONS.blank_light]
    sleep(resting, 1, station(PRE_CHARGE))
    assert light[-1] == 1.0


@pytest.mark.parametrize("asleep", [61, 121, 601])
def test_plugging_in_shows_its_screen_at_once(resting: Stage, asleep: float) -> None:
    sleep(resting, asleep)
    resting.window.render(station(PRE_CHARGE))
    assert guard(resting).isHidden()
    assert "87 %" in texts(resting.window)
    assert "START CHARGING" in texts(resting.window)
    assert not resting.window.findChildren(Attract)[0].isVisible()


@pytest.mark.parametrize("asleep", [61, 121, 601])
def test_the_waking_touch_does_nothing_else(resting: Stage, asleep: float) -> None:
    hindi = place(button(resting.window, "हिन्दी"), resting.window).center()
    sleep(resting, asleep)
    touch(resting, hindi, release=False)
    assert guard(resting).isHidden()
    assert "Last session" in texts(resting.window)
    QTest.mouseRelease(resting.window.windowHandle(), LEFT, pos=hindi)
    resting.clock.seconds += DEAF_SECONDS - 0.01
    touch(resting, hindi)
    assert "Plug in your vehicle" in texts(resting.window)
    resting.clock.seconds += 0.02
    touch(resting, hindi)
    assert "गाड़ी में प्लग लगाएँ" in texts(resting.window)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_A])
def test_the_waking_key_does_nothing_else(resting: Stage, qtbot: QtBot, key: Qt.Key) -> None:
    resting.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
    # A fault leaves its screen below the black.
    sleep(resting, 1, samples()["closed-unavailable"])
    sleep(resting, 601, samples()["closed-unavailable"])
    assert texts(resting.window) == ""
    QTest.keyClick(resting.window.windowHandle(), key)
    assert guard(resting).isHidden()
    assert "Out of service" in texts(resting.window)
    assert not resting.intents


def test_moving_a_mouse_wakes_nobody(resting: Stage) -> None:
    sleep(resting, 601)
    for x in range(100, 500, 50):
        QTest.mouseMove(resting.window.windowHandle(), QPoint(x, 300))
    assert guard(resting).isVisible()


def test_any_touch_keeps_it_awake(resting: Stage) -> None:
    english = place(button(resting.window, "English"), resting.window).center()
    for _ in range(5):
        sleep(resting, 40)
        # On nothing in particular, and on the language in force.
        touch(resting, QPoint(640, 110))
        sleep(resting, 40)
        touch(resting, english)
    assert guard(resting).isHidden()
    assert isinstance(resting.window.current_view(), IdleView)


def test_nothing_stays_in_one_place(resting: Stage) -> None:
    sleep(resting, 61)
    corners = set()
    for _ in range(8):
        sleep(resting, 59)
        word = next(written(resting.window))
        corners.add(place(word, resting.window).topLeft().toTuple())
    assert len(corners) > 4


def _moving(stage: Stage) -> bool:
    running = QAbstractAnimation.State.Running
    return any(
        animation.state() == running for animation in stage.window.findChildren(QAbstractAnimation)
    )


def test_it_moves_a_little_and_not_at_all_in_the_dark(
    make_stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    for motion in (True, False):
        stage = make_stage(rest=OPTIONS, languages=tuple(LANGUAGES), language="en", motion=motion)
        stage.show(station(IDLE))
        assert _moving(stage) is motion
        sleep(stage, 61)
        qtbot.waitUntil(lambda stage=stage: not _moving(stage), timeout=5000)  # type: ignore[misc]
        sleep(stage, 12)
        assert _moving(stage) is motion
        sleep(stage, 601)
        assert not _moving(stage)


@pytest.mark.parametrize("modes", [PLAIN, Modes(large=True)], ids=["plain", "large"])
@pytest.mark.parametrize("size", SIZES)
def test_everything_on_it_fits(
    make_stage: Callable[..., Stage], size: tuple[int, int], modes: Modes
) -> None:
    for first in LANGUAGES:
        codes = (first, *(code for code in LANGUAGES if code != first))
        stage = make_stage(*size, rest=OPTIONS, languages=codes, language=first, modes=modes)
        priced = station(IDLE, price=FULL_PRICE)
        stage.show(priced)
        sleep(stage, 61, priced)
        for _ in codes:
            words = list(written(stage.window))
            assert "1800 000 1234" in texts(stage.window)
            assert "₹16.52" in texts(stage.window)
            assert modes.large or price_words.rest(FULL_PRICE)[1] in texts(stage.window)
            for one in words:
                assert one.fits(), one.text()
                here = place(one, stage.window)
                assert stage.window.rect().contains(here), one.text()
                others = [place(other, stage.window) for other in words if other is not one]
                assert not any(here.intersects(other) for other in others), one.text()
            sleep(stage, 9, priced)


def test_a_session_is_never_dimmed(resting: Stage) -> None:
    for connector in (PRE_CHARGE, CHARGE, COMPLETE):
        for _ in range(6):
            sleep(resting, 500, station(connector))
            assert guard(resting).isHidden()
