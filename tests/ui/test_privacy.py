"""Nothing of a session outlives it on the screen, but for the figures of "Last session"."""

from dataclasses import replace

import pytest

from tests.ui.conftest import Stage
from tests.ui.memory import figures_in
from tests.ui.samples_receipt import past_sessions
from tests.ui.snapshots import CHARGE, IDLE, IDLE_LAST, PRE_CHARGE, samples, station
from tests.ui.test_touch import tap
from ui.views.idle_view import IdleView


@pytest.fixture
def furnished(stage: Stage) -> Stage:
    """Return a window whose views have all been built, at its idle screen."""
    stage.show(station(IDLE))
    stage.window.load_curve()
    while not stage.window.warm:
        stage.window._warm_next()
    return stage


def test_what_is_looked_for_is_found_while_it_is_there(furnished: Stage) -> None:
    idle = figures_in(furnished.window)
    furnished.show(station(CHARGE))
    told = figures_in(furnished.window) - idle
    for figure in ("TextLine: Power 764 W", "RingGauge: 78.0", "LiveCurve: 738.0"):
        assert any(each.startswith(figure) for each in told), figure


def test_nothing_of_a_screen_is_left_when_it_has_gone(furnished: Stage) -> None:
    before = figures_in(furnished.window)
    left = {}
    for name, sample in samples().items():
        furnished.show(sample)
        furnished.show(station(IDLE))
        if remains := figures_in(furnished.window) - before:
            left[name] = remains
    assert not left


def test_the_last_session_goes_too(furnished: Stage) -> None:
    before = figures_in(furnished.window)
    two = replace(IDLE, connector_id=2)
    furnished.show(station(IDLE, two))
    overview = figures_in(furnished.window)
    furnished.show(station(IDLE_LAST, two))
    furnished.show(station(IDLE, two))
    assert figures_in(furnished.window) == overview
    furnished.show(station(IDLE_LAST))
    assert any("0.73 kWh" in figure for figure in figures_in(furnished.window))
    furnished.show(station(IDLE))
    assert not any("0.73 kWh" in figure for figure in figures_in(furnished.window))
    assert before


def test_nothing_of_one_rider_is_left_for_the_next(furnished: Stage) -> None:
    unplugged = replace(PRE_CHARGE, vehicle=None, offers=(), target=None, custom_target=None)
    furnished.show(station(unplugged))
    before = figures_in(furnished.window)
    furnished.show(station(PRE_CHARGE))
    furnished.show(station(unplugged))
    assert not figures_in(furnished.window) - before


def test_a_receipt_that_lay_open_leaves_nothing(furnished: Stage) -> None:
    before = figures_in(furnished.window)
    sample = samples()["complete-receipt-counting"]
    furnished.show(sample)
    tap(furnished, "RECEIPT")
    furnished.show(sample)
    told = figures_in(furnished.window)
    receipt = sample.connectors[0].receipt
    assert f"CodeSquare: {receipt}" in told
    # The time is over while it lies open.
    furnished.show(station(IDLE))
    assert not figures_in(furnished.window) - before


def test_the_history_leaves_nothing(furnished: Stage) -> None:
    before = figures_in(furnished.window)
    sample = replace(samples()["idle"], history=past_sessions())
    furnished.show(sample)
    view = furnished.window.current_view()
    assert isinstance(view, IdleView)
    view.history_wanted.emit()
    furnished.show(sample)
    assert any("14.43" in figure for figure in figures_in(furnished.window) - before)
    furnished.clock.seconds += 31
    furnished.show(replace(sample, history=()))
    left = figures_in(furnished.window) - before
    assert not [figure for figure in left if "14.43" in figure or "Wh" in figure]
