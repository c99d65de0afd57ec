"""The live curve: thin, steady, and with nothing to touch."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from kiosk.domain.snapshot import CurvePoint
from tests.ui.conftest import Stage
from tests.ui.snapshots import CHARGE, charging, station
from ui.views.charging_view import ChargingView
from ui.widgets.live_curve import LiveCurve, power_scale, thin, time_scale


def noisy(count: int) -> tuple[CurvePoint, ...]:
    """Return so many points, ten seconds apart."""
    return tuple(CurvePoint(10.0 * n, 700.0 + (n * 7919) % 97) for n in range(count))


@pytest.mark.parametrize("count", [0, 1, 2, 99, 100, 101, 3600, 17000])
def test_points_are_thinned_and_the_ends_are_kept(count: int) -> None:
    points = noisy(count)
    shown = thin(points, 100)
    assert len(shown) <= 100
    assert shown == sorted(shown)
    if count:
        assert shown[-1] == (points[-1].seconds, points[-1].power)


def test_scales_grow_in_steps() -> None:
    assert power_scale(764 * 1.15) == 1000
    assert power_scale(1001) == 1500
    assert power_scale(0) == 1
    assert len({time_scale(seconds) for seconds in range(60, 3600, 10)}) < 10


def curve_of(stage: Stage) -> LiveCurve:
    """Return the curve on the screen."""
    view = stage.window.current_view()
    assert isinstance(view, ChargingView)
    return view.curve


def test_the_screen_is_whole_before_the_plot_is_loaded(stage: Stage) -> None:
    stage.show(station(CHARGE))
    before = curve_of(stage).geometry()
    stage.window.load_curve()
    assert curve_of(stage).geometry() == before
    assert curve_of(stage).isVisible()


def test_loading_before_the_first_snapshot_is_fine(stage: Stage) -> None:
    stage.window.load_curve()
    stage.show(station(CHARGE))
    picture = curve_of(stage).grab().toImage()
    colours = {picture.pixelColor(x, picture.height() // 2).name() for x in range(20, 300, 20)}
    assert len(colours) <= 3
    assert "#0b1220" not in colours


def test_nothing_in_it_can_be_touched(stage: Stage) -> None:
    stage.window.load_curve()
    stage.show(station(CHARGE))
    curve = curve_of(stage)
    assert curve.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    plot = curve._plot
    assert plot is not None
    assert not plot._item.menuEnabled()
    assert plot._item.getViewBox().state["mouseEnabled"] == [False, False]
    assert not any(menu.isVisible() for menu in plot.widget.findChildren(QMenu))


def test_a_long_noisy_charge_is_drawn_within_a_frame(stage: Stage) -> None:
    stage.window.load_curve()
    stage.show(station(charging(curve=noisy(3600), forecast=())))
    times = []
    for more in range(20):
        points = noisy(3600 + more)
        begun = time.perf_counter()
        curve_of(stage).set_curve(points, (), ends=False)
        curve_of(stage).repaint()
        times.append(time.perf_counter() - begun)
    # A frame is 16 ms; the machine may be busy with other work.
    assert sorted(times)[len(times) // 2] < 0.05


def test_the_plot_is_made_once(stage: Stage) -> None:
    stage.window.load_curve()
    stage.show(station(CHARGE))
    plot = curve_of(stage)._plot
    for transaction_id in range(200, 210):
        from dataclasses import replace

        stage.show(station(replace(CHARGE, transaction_id=transaction_id)))
    stage.window.load_curve()
    assert curve_of(stage)._plot is plot
