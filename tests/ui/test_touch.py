"""Taps and keys: what they ask for, when they are deaf, and that there is no way out."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.intents import (
    Dismissed,
    MoreTimeRequested,
    StartRequested,
    StopRequested,
    TargetChosen,
)
from kiosk.domain.snapshot import Notice
from tests.ui.conftest import Stage
from tests.ui.seeing import button, buttons
from tests.ui.snapshots import CHARGE, COMPLETE, IDLE, PRE_CHARGE, samples, station
from ui.tap_gate import DEAF_SECONDS
from ui.views.pre_charge_view import PreChargeView

LEFT = Qt.MouseButton.LeftButton


def tap(stage: Stage, text: str) -> None:
    """Tap the button that says this."""
    QTest.mouseClick(button(stage.window, text), LEFT)


def test_start_asks_once_however_often_it_is_tapped(stage: Stage) -> None:
    stage.show(station(PRE_CHARGE))
    for _ in range(100):
        tap(stage, "START")
    assert stage.intents == [StartRequested(1)]


def test_start_can_be_tapped_again_after_it_failed(stage: Stage) -> None:
    stage.show(station(PRE_CHARGE))
    tap(stage, "START")
    stage.show(station(replace(PRE_CHARGE, notice=Notice.START_REJECTED)))
    tap(stage, "START")
    assert stage.intents == [StartRequested(1)] * 2


def test_stop_asks_once(stage: Stage) -> None:
    stage.show(station(CHARGE))
    for _ in range(10):
        tap(stage, "STOP")
    assert stage.intents == [StopRequested(1)]


def test_the_summary_is_put_away_or_given_more_time(stage: Stage) -> None:
    stage.show(station(COMPLETE))
    tap(stage, "MORE TIME")
    tap(stage, "BACK TO HOME")
    assert stage.intents == [MoreTimeRequested(1), Dismissed(1)]


def test_taps_are_deaf_for_a_moment_after_a_change_of_screen(stage: Stage) -> None:
    stage.window.render(station(PRE_CHARGE))
    stage.clock.seconds += DEAF_SECONDS - 0.01
    tap(stage, "START")
    QTest.keyClick(button(stage.window, "START"), Qt.Key.Key_Return)
    assert stage.intents == []
    stage.clock.seconds += 0.02
    tap(stage, "START")
    assert stage.intents == [StartRequested(1)]


def test_a_snapshot_of_the_same_screen_does_not_make_it_deaf(stage: Stage) -> None:
    stage.show(station(PRE_CHARGE))
    stage.window.render(station(replace(PRE_CHARGE, waited=5.0)))
    tap(stage, "START")
    assert stage.intents == [StartRequested(1)]


def test_a_tap_that_began_before_the_change_counts_for_nothing(stage: Stage) -> None:
    stage.show(station(CHARGE))
    QTest.mousePress(button(stage.window, "STOP"), LEFT)
    stage.window.render(station(COMPLETE))
    QTest.mouseRelease(button(stage.window, "BACK TO HOME"), LEFT)
    assert stage.intents == []


def test_a_press_is_painted_before_anything_else_happens(stage: Stage) -> None:
    stage.show(station(PRE_CHARGE))
    start = button(stage.window, "START")
    painted = start.grab().toImage()
    QTest.mousePress(start, LEFT)
    assert start.isDown()
    assert start.grab().toImage() != painted
    QTest.mouseRelease(start, LEFT, pos=QPoint(-50, -50))
    assert stage.intents == []


@pytest.mark.parametrize(
    ("name", "intent"),
    [
        ("pre-charge", StartRequested(1)),
        ("charging", StopRequested(1)),
        ("complete", Dismissed(1)),
    ],
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_does_what_the_screen_is_for(
    stage: Stage, qtbot: QtBot, name: str, intent: object, key: Qt.Key
) -> None:
    stage.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
    stage.show(samples()[name])
    focus = stage.window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    assert stage.intents == [intent]


def test_everything_can_be_reached_and_pressed_by_keyboard(stage: Stage) -> None:
    stage.show(station(PRE_CHARGE))
    reached = set()
    for key in [Qt.Key.Key_Tab] * 6 + [Qt.Key.Key_Up] * 6:
        focus = stage.window.focusWidget()
        assert focus is not None
        reached.add(focus)
        QTest.keyClick(focus, key)
    assert set(buttons(stage.window)) <= reached
    view = stage.window.current_view()
    assert isinstance(view, PreChargeView)
    QTest.keyClick(view.targets.cards[1], Qt.Key.Key_Return)
    assert stage.intents == [TargetChosen(1, 100)]


def test_every_button_has_an_accessible_name(stage: Stage) -> None:
    for name, snapshot in samples().items():
        stage.window.render(snapshot)
        for shown in buttons(stage.window):
            assert shown.accessibleName(), name


def test_targets_are_chosen_by_tapping_them(stage: Stage) -> None:
    stage.show(station(PRE_CHARGE))
    tap(stage, "100 %")
    assert stage.intents == [TargetChosen(1, 100)]
    assert button(stage.window, "90 %").isChecked()
    assert not button(stage.window, "100 %").isChecked()


def test_a_window_manager_cannot_close_it(stage: Stage) -> None:
    stage.show(station(IDLE))
    stage.window.close()
    assert stage.window.isVisible()
    stage.window.allow_close = True
    stage.window.close()
    assert not stage.window.isVisible()


def test_no_key_and_no_tap_leads_out(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(800, 480)
    stage.window.load_curve()
    chance = random.Random(1)
    keys = [key for key in Qt.Key if 0 < key.value < Qt.Key.Key_Back.value]
    modifiers = [
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.AltModifier,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    ]
    for name in ("idle", "pre-charge", "charging", "complete", "setup"):
        stage.show(samples()[name])
        for key in chance.sample(keys, 60):
            QTest.keyClick(_focus(stage), key, chance.choice(modifiers))
        for _ in range(60):
            point = QPoint(chance.randrange(800), chance.randrange(480))
            target = stage.window.childAt(point) or stage.window
            side = chance.choice([LEFT, Qt.MouseButton.RightButton])
            QTest.mouseClick(target, side, pos=target.mapFrom(stage.window, point))
        assert stage.window.isVisible()
        shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        assert shown == [stage.window]
        assert not any(menu.isVisible() for menu in stage.window.findChildren(QMenu))


def _focus(stage: Stage) -> QWidget:
    focus: QWidget | None = stage.window.focusWidget()
    return stage.window if focus is None else focus
