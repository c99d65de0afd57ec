"""The number pad: what it asks for, by touch and by keyboard, and what it says."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.domain.intents import LimitChosen, TargetChosen
from kiosk.domain.snapshot import ConnectorSnapshot, Limit, LimitKind, Refusal
from tests.ui.conftest import Stage
from tests.ui.render_all import MODES
from tests.ui.samples_targets import BY_MONEY, BY_TIME, COSTS, HALF_HOUR, limited, priced
from tests.ui.seeing import button, buttons, place, texts
from tests.ui.snapshots import IDLE, PRE_CHARGE, VEHICLE, samples, station, waiting
from tests.ui.test_fit import PANELS, faults_of
from tests.ui.test_touch import tap
from ui.languages import LANGUAGES
from ui.number_entry import Entry, Goal
from ui.tap_gate import DEAF_SECONDS
from ui.views.pre_charge_view import PreChargeView
from ui.widgets.number_pad import NumberPad

PRICED = priced(PRE_CHARGE, *COSTS)
ERASE = "\N{ERASE TO THE LEFT}"


def pad_of(stage: Stage) -> NumberPad:
    """Return the pad of the screen before START."""
    view = stage.window.current_view()
    assert isinstance(view, PreChargeView)
    return view.pad


def open_pad(stage: Stage, connector: ConnectorSnapshot = PRICED) -> NumberPad:
    """Touch "Custom", and wait until taps count again."""
    stage.show(station(connector))
    view = stage.window.current_view()
    assert isinstance(view, PreChargeView)
    if view.targets.folded:
        QTest.mouseClick(view.targets.shown_cards()[0], Qt.MouseButton.LeftButton)
        stage.clock.seconds += DEAF_SECONDS
    QTest.mouseClick(view.targets.cards[-1], Qt.MouseButton.LeftButton)
    stage.clock.seconds += DEAF_SECONDS
    assert view.pad.is_open
    return view.pad


def key(stage: Stage, digit: str) -> None:
    """Tap a digit."""
    QTest.mouseClick(pad_of(stage).digits[digit], Qt.MouseButton.LeftButton)


def press(stage: Stage, *keys: Qt.Key | str) -> None:
    """Press keys, each on what has the focus."""
    for each in keys:
        focus = stage.window.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key(ord(each)) if isinstance(each, str) else each)


def test_custom_opens_a_pad_for_a_percentage(stage: Stage) -> None:
    open_pad(stage)
    assert stage.intents == [], "nothing is chosen before OK"
    assert not button(stage.window, "OK").isEnabled()
    key(stage, "9")
    key(stage, "5")
    assert "95 %" in texts(stage.window)
    tap(stage, "OK")
    assert stage.intents == [TargetChosen(1, 95, custom=True)]


@pytest.mark.parametrize(
    ("tab", "digits", "shown", "limit"),
    [
        ("Minutes", "30", "30 min", HALF_HOUR),
        ("Money", "150", "₹150", Limit(LimitKind.MONEY, Decimal(150))),
    ],
)
def test_minutes_and_money_are_typed_too(
    stage: Stage, tab: str, digits: str, shown: str, limit: Limit
) -> None:
    open_pad(stage)
    tap(stage, tab)
    for digit in digits:
        key(stage, digit)
    assert shown in texts(stage.window)
    tap(stage, "OK")
    assert stage.intents == [LimitChosen(1, limit)]


def test_without_a_tariff_there_is_no_money_to_type(stage: Stage) -> None:
    open_pad(stage, PRE_CHARGE)
    assert "Minutes" in texts(stage.window)
    assert "Money" not in texts(stage.window)


def test_money_that_is_no_more_is_not_typed_on(stage: Stage) -> None:
    open_pad(stage)
    tap(stage, "Money")
    key(stage, "5")
    stage.window.render(station(PRE_CHARGE))
    assert "₹" not in texts(stage.window)
    assert button(stage.window, "Percent").isChecked()


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (Refusal.ALREADY_REACHED, "Your battery is already at 87 %. Choose more."),
        (Refusal.ABOVE_FULL, "no more than 100 %. Choose less."),
        (Refusal.TOO_SHORT, "hardly anything is charged. Choose more."),
        (Refusal.TOO_LONG, "for so long. Choose less."),
        (Refusal.TOO_LITTLE, "buys no energy. Choose more."),
        (Refusal.TOO_MUCH, "more than can be spent here. Choose less."),
    ],
)
def test_a_refusal_is_said_in_words_and_the_pad_stays(
    stage: Stage, refusal: Refusal, said: str
) -> None:
    open_pad(stage)
    key(stage, "8")
    tap(stage, "OK")
    stage.window.render(station(replace(PRICED, refusal=refusal)))
    assert said in texts(stage.window)
    assert pad_of(stage).is_open
    key(stage, "8")
    assert said not in texts(stage.window), "it was said of another number"
    assert "88 %" in texts(stage.window)


def test_the_refusal_before_is_not_said_when_the_pad_opens_again(stage: Stage) -> None:
    open_pad(stage, replace(PRICED, refusal=Refusal.TOO_SHORT))
    assert "Choose more" not in texts(stage.window)


def test_what_was_taken_is_shown_on_the_card(stage: Stage) -> None:
    open_pad(stage)
    tap(stage, "Minutes")
    key(stage, "3")
    key(stage, "0")
    tap(stage, "OK")
    stage.window.render(station(PRICED))
    assert pad_of(stage).is_open, "not before the snapshot says so"
    stage.window.render(station(limited(PRICED, BY_TIME)))
    assert not pad_of(stage).is_open
    assert button(stage.window, "to about 91 %").isChecked()
    assert "START" in texts(stage.window)


def test_the_pad_opens_with_what_the_rider_chose_by_before(stage: Stage) -> None:
    open_pad(stage, limited(PRICED, BY_MONEY))
    assert button(stage.window, "Money").isChecked()


def test_a_ready_made_value_is_asked_for_at_once(stage: Stage) -> None:
    open_pad(stage)
    tap(stage, "Minutes")
    tap(stage, "20 min")
    assert stage.intents == [LimitChosen(1, Limit(LimitKind.MINUTES, Decimal(20)))]
    tap(stage, "Percent")
    assert "95 %" in texts(stage.window)
    assert "85 %" not in texts(stage.window), "nobody is offered what is reached"


def test_taps_meant_for_the_screen_before_count_for_nothing(stage: Stage) -> None:
    stage.show(station(PRICED))
    tap(stage, "Custom")
    key(stage, "9")
    assert "9 %" not in texts(stage.window)
    stage.clock.seconds += DEAF_SECONDS
    key(stage, "9")
    assert "9 %" in texts(stage.window)
    tap(stage, "Back")
    tap(stage, "START")
    assert stage.intents == []
    stage.clock.seconds += DEAF_SECONDS
    tap(stage, "START")
    assert len(stage.intents) == 1


def test_it_works_by_keyboard_alone(stage: Stage) -> None:
    open_pad(stage)
    press(stage, "1", "2", Qt.Key.Key_Backspace, "0", "X", "0", Qt.Key.Key_Return)
    assert stage.intents == [TargetChosen(1, 100, custom=True)]
    press(stage, Qt.Key.Key_Escape)
    assert not pad_of(stage).is_open
    assert stage.window.focusWidget() is button(stage.window, "Custom")
    press(stage, "4")
    assert stage.intents == [TargetChosen(1, 100, custom=True)]


def test_every_key_is_reached_and_pressed_by_keyboard(stage: Stage) -> None:
    pad = open_pad(stage)
    press(stage, "9")
    reached = set()
    for _ in range(30):
        press(stage, Qt.Key.Key_Tab)
        reached.add(stage.window.focusWidget())
    shown = {each for each in buttons(stage.window) if each.parent() is pad}
    # Of the tabs Qt reaches the others by the arrows, as it does with the cards.
    assert shown - reached <= set(pad.tabs.values())
    pad.digits["7"].setFocus()
    press(stage, Qt.Key.Key_Return)
    assert "97 %" in texts(stage.window)
    press(stage, "1", Qt.Key.Key_Escape)
    assert not pad.is_open


def test_the_keyboard_is_deaf_too_while_taps_are(stage: Stage) -> None:
    stage.show(station(PRICED))
    tap(stage, "Custom")
    press(stage, "9", Qt.Key.Key_Escape)
    assert pad_of(stage).is_open
    assert "9 %" not in texts(stage.window)


@pytest.mark.parametrize(
    "gone", [IDLE, waiting(samples()["waiting-stale"].connectors[0].vehicle_info)]
)
def test_nothing_typed_is_left_for_the_next_rider(stage: Stage, gone: ConnectorSnapshot) -> None:
    open_pad(stage)
    key(stage, "9")
    stage.show(station(gone))
    stage.show(station(PRICED))
    assert not pad_of(stage).is_open
    pad = open_pad(stage)
    assert "9 %" not in texts(stage.window)
    assert not pad.ok.isEnabled()


def test_without_a_vehicle_the_pad_speaks_of_none(stage: Stage) -> None:
    open_pad(stage)
    stage.show(station(waiting(samples()["waiting-stale"].connectors[0].vehicle_info)))
    assert "Stale data" in texts(stage.window)


def test_every_key_has_a_name(stage: Stage) -> None:
    open_pad(stage)
    for shown in buttons(stage.window):
        assert shown.accessibleName(), shown.text()
    assert button(stage.window, ERASE).accessibleName() == "Delete the last digit"


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel[0]}x{panel[1]}-{panel[2]}")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", MODES)
def test_the_pad_fits(
    make_stage: Callable[..., Stage],
    panel: tuple[int, int, tuple[float, float] | None],
    language: str,
    mode: str,
) -> None:
    width, height, panel_mm = panel
    languages = tuple(LANGUAGES)
    stage = make_stage(
        width,
        height,
        panel_mm=panel_mm,
        languages=languages,
        language=language,
        modes=MODES[mode],
    )
    low = replace(PRICED, vehicle=replace(VEHICLE, soc=3.0))
    pad = open_pad(stage, low)
    faults = []
    if MODES[mode].low_reach:
        top = stage.window.current_view().style_in_force.metrics.reach_top
        faults += [
            each.text() for each in buttons(stage.window) if place(each, stage.window).top() < top
        ]
    for goal in Goal:
        pad.tabs[goal].click()
        for _ in range(4):
            key(stage, "8")
        faults += [f"{goal}: {fault}" for fault in faults_of(stage)]
        pad.ok.click()
        for refusal in Refusal:
            stage.window.render(station(replace(low, refusal=refusal)))
            assert pad._words.isVisible(), "a refusal is always said"
            faults += [f"{goal}, {refusal}: {fault}" for fault in faults_of(stage)]
    assert not faults, "\n".join(faults)


@given(st.sampled_from(Goal), st.lists(st.sampled_from([*"0123456789", "erase"]), max_size=30))
def test_an_entry_is_a_bounded_number(goal: Goal, keys: list[str]) -> None:
    entry = Entry(goal)
    for each in keys:
        entry = entry.erased() if each == "erase" else entry.typed(each)
    assert len(entry.digits) <= 4
    assert not entry.digits.startswith("0")
    assert entry.value is None or 1 <= entry.value <= 9999
