"""The window as a whole: connectors, themes, motion, and that nothing piles up."""

import gc
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.snapshot import SessionPhase
from tests.ui.conftest import Stage
from tests.ui.seeing import texts
from tests.ui.snapshots import CHARGE, IDLE, IDLE_LAST, PRE_CHARGE, charging, samples, station
from tests.ui.test_touch import tap
from ui.front import Front
from ui.theme import DARK, LIGHT
from ui.views.charging_view import ChargingView
from ui.views.idle_view import IdleView
from ui.widgets.cross_fade import CrossFade

FREE_TWO = replace(IDLE_LAST, connector_id=2)
SOURCES = Path(__file__).parents[2] / "ui"


def test_the_first_screen_needs_neither_numpy_nor_pyqtgraph() -> None:
    code = (
        "import sys, ui.main_window;"
        "heavy = {'numpy', 'pyqtgraph', 'sqlalchemy', 'asyncio'} & set(sys.modules);"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        cwd=SOURCES.parent,
    )
    assert done.returncode == 0, done.stderr


def test_no_way_to_files_or_other_programs_is_in_the_source() -> None:
    banned = ("QFileDialog", "QDesktopServices", "QLineEdit", "QTextBrowser", "QLabel(", "exec(")
    for path in SOURCES.rglob("*.py"):
        if path.name == "developer_panel.py":
            continue
        source = path.read_text(encoding="utf-8")
        assert not [word for word in banned if word in source], path


def test_plugging_in_brings_a_connector_forward(stage: Stage) -> None:
    stage.show(station(IDLE, FREE_TWO))
    assert isinstance(stage.window.current_view(), IdleView)
    assert "Connector 2 Free" in texts(stage.window)
    stage.show(station(IDLE, replace(PRE_CHARGE, connector_id=2)))
    assert "RIVOT_100A_01 · Connector 2" in texts(stage.window)
    assert "1 Free" in texts(stage.window)


def test_a_touched_tile_brings_its_connector_forward_and_back(stage: Stage) -> None:
    both = station(CHARGE, replace(PRE_CHARGE, connector_id=2))
    stage.show(station(replace(IDLE), FREE_TWO))
    stage.show(both)
    stage.clock.seconds += 1
    front = texts(stage.window)
    other = "Connector 1" if "Connector 2" in front else "Connector 2"
    tap(stage, "1 78 %" if other == "Connector 1" else "2 Busy")
    assert other in texts(stage.window)


def test_a_connector_that_is_free_again_gives_the_overview(stage: Stage) -> None:
    stage.show(station(IDLE, FREE_TWO))
    stage.show(station(CHARGE, FREE_TWO))
    assert isinstance(stage.window.current_view(), ChargingView)
    stage.show(station(IDLE, FREE_TWO))
    assert isinstance(stage.window.current_view(), IdleView)


def test_with_one_connector_there_are_no_tiles(stage: Stage) -> None:
    for name in ("idle-last", "charging"):
        stage.show(samples()[name])
        assert "Free" not in texts(stage.window)


def test_front_follows_the_last_one_plugged_in() -> None:
    front = Front()
    free = [IDLE, FREE_TWO]
    assert front.follow(free) is None
    first = [replace(PRE_CHARGE), FREE_TWO]
    assert front.follow(first) is first[0]
    second = [CHARGE, replace(PRE_CHARGE, connector_id=2)]
    assert front.follow(second) is second[1]
    front.choose(1)
    assert front.follow(second) is second[0]
    closed = [replace(IDLE, session_phase=SessionPhase.OUT_OF_SERVICE), second[1]]
    assert front.follow(closed) is None
    front.choose(1)
    assert front.follow(closed) is closed[0]


def test_auto_theme_changes_with_the_hour(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(theme="auto")
    noon = station(IDLE).now.astimezone().replace(hour=12)
    for now, tokens in ((noon, LIGHT), (noon + timedelta(hours=11), DARK)):
        stage.show(replace(station(IDLE), now=now))
        assert stage.window.current_view().style_in_force.tokens is tokens


def test_screens_cross_over_and_with_motion_off_they_do_not(
    make_stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    moving, still = make_stage(motion=True), make_stage(motion=False)
    for stage in (moving, still):
        stage.show(station(IDLE))
        stage.window.render(station(PRE_CHARGE))
    fades = [stage.window.findChild(CrossFade) for stage in (moving, still)]
    assert [fade is not None and fade.isVisible() for fade in fades] == [True, False]
    fade = fades[0]
    assert fade is not None
    qtbot.waitUntil(lambda: not fade.isVisible(), timeout=2000)


def test_every_view_is_built_while_nothing_happens(stage: Stage, qtbot: QtBot) -> None:
    stage.show(station(IDLE))
    stage.window.warm_up()
    qtbot.waitUntil(lambda: stage.window.warm, timeout=5000)
    qtbot.waitUntil(lambda: not stage.window._warming.isActive(), timeout=5000)


def test_ten_thousand_snapshots_leave_nothing_behind(stage: Stage) -> None:
    stage.window.load_curve()
    shown = [
        samples()[name]
        for name in (
            "idle-last",
            "pre-charge",
            "starting",
            "charging",
            "complete",
            "unplug",
            "charging-two",
            "idle-overview",
        )
    ]
    charge = [station(charging(duration=60.0 * n, soc=58 + n / 10)) for n in range(40)]
    for snapshot in (*shown, *charge):
        stage.window.render(snapshot)
    before = _objects(stage)
    for snapshot in islice(cycle((*shown, *charge)), 10_000):
        stage.window.render(snapshot)
    QApplication.sendPostedEvents(None, 52)
    QApplication.processEvents()
    gc.collect()
    assert _objects(stage) <= before


def _objects(stage: Stage) -> tuple[int, int, int]:
    return (
        len(stage.window.findChildren(QWidget)),
        len(stage.window.findChildren(QTimer)),
        len(stage.window.findChildren(QObject)),
    )


def test_resizing_lays_everything_out_anew(stage: Stage) -> None:
    stage.show(station(CHARGE))
    for width, height in ((800, 480), (800, 1280), (1280, 800)):
        stage.window.resize(width, height)
        QApplication.processEvents()
        view = stage.window.current_view()
        assert view.size() == stage.window.size()
        assert view.style_in_force.metrics.width == width
