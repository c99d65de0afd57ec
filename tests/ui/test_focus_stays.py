"""A snapshot that brings nothing new takes the focus, or a press under way, from nobody."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.domain.intents import TargetChosen
from kiosk.domain.snapshot import VehicleInfoState
from tests.ui.conftest import Stage
from tests.ui.samples_receipt import open_page
from tests.ui.samples_targets import COSTS, priced
from tests.ui.seeing import button, buttons
from tests.ui.snapshots import IDLE, PRE_CHARGE, samples, station, waiting
from ui.languages import LANGUAGES
from ui.views.pre_charge_view import PreChargeView

SAMPLES = samples()


@pytest.mark.parametrize("size", [(1280, 800), (800, 480), (800, 1280)], ids=str)
def test_the_focus_stays_where_it_is(
    make_stage: Callable[..., Stage], size: tuple[int, int]
) -> None:
    stage = make_stage(*size, languages=tuple(LANGUAGES))
    lost = []
    for name, snapshot in SAMPLES.items():
        stage.show(snapshot)
        open_page(stage.window, name)
        lost += [f"{name}: {text}" for text in losing_the_focus(stage, name)]
    assert not lost


def losing_the_focus(stage: Stage, name: str) -> list[str]:
    """Return what says the buttons that lose the focus when the same is shown again."""
    lost = []
    for each in buttons(stage.window):
        if each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            each.setFocus()
            stage.window.render(SAMPLES[name])
            if stage.window.focusWidget() is not each:
                lost.append(each.text())
    return lost


def test_the_keys_of_the_pad_keep_the_focus(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage()
    snapshot = station(priced(PRE_CHARGE, *COSTS))
    stage.show(snapshot)
    view = stage.window.current_view()
    assert isinstance(view, PreChargeView)
    QTest.mouseClick(view.targets.cards[-1], Qt.MouseButton.LeftButton)
    stage.clock.seconds += 1.0
    for each in buttons(stage.window):
        if each.isEnabled():
            each.setFocus()
            stage.window.render(snapshot)
            assert stage.window.focusWidget() is each, each.text()


def test_a_touch_outlives_a_snapshot(stage: Stage) -> None:
    snapshot = station(PRE_CHARGE)
    stage.show(snapshot)
    card = button(stage.window, "100 %")
    QTest.mousePress(card, Qt.MouseButton.LeftButton)
    stage.window.render(snapshot)
    QApplication.processEvents()
    QTest.mouseRelease(card, Qt.MouseButton.LeftButton)
    assert stage.intents == [TargetChosen(1, 100)]


def test_start_takes_the_focus_once_it_is_there(stage: Stage) -> None:
    stage.show(station(IDLE))
    stage.show(station(waiting(VehicleInfoState.AWAITED)))
    stage.show(station(PRE_CHARGE))
    assert stage.window.focusWidget() is button(stage.window, "START CHARGING")
