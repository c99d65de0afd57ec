"""No text is clipped or covered, and everything that is touched is large enough, at any size."""

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton

from tests.ui.conftest import Stage
from tests.ui.render_all import SIZES
from tests.ui.seeing import buttons, place, texts, written
from tests.ui.snapshots import samples
from ui.front import Front
from ui.metrics import ACTION_MM, GAP_MM, TOUCH_MM, Size
from ui.views.charging_view import ChargingView
from ui.widgets.action_button import ActionButton
from ui.widgets.ring_gauge import RingGauge
from ui.widgets.target_card import TargetCard

# 7 inches at 1024x600: the densest panel in common use.
DENSE = (1024, 600, (154.0, 86.0))
PANELS = [*((width, height, None) for width, height in SIZES), DENSE]


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel[0]}x{panel[1]}-{panel[2]}")
def test_nothing_is_clipped_or_covered(
    make_stage: Callable[..., Stage], panel: tuple[int, int, tuple[float, float] | None]
) -> None:
    width, height, panel_mm = panel
    # The theme with the widest borders.
    stage = make_stage(width, height, panel_mm=panel_mm, theme="high_contrast")
    stage.window.load_curve()
    faults = []
    for name, snapshot in samples().items():
        # Each sample as if the kiosk had just come up with it: the last plugged in is in front.
        stage.window._front = Front()
        stage.window.render(snapshot)
        faults += [f"{name}: {fault}" for fault in faults_of(stage)]
    assert not faults, "\n".join(faults)


def faults_of(stage: Stage) -> list[str]:
    window = stage.window
    faults = []
    shown = []
    for widget in written(window):
        box = place(widget, window)
        if not widget.fits():
            faults.append(f"{widget.text()!r} is cut off in {box}")
        if not window.rect().contains(box):
            faults.append(f"{widget.text()!r} leaves the window: {box}")
        # The ring's widget is a square around a circle: its corners are free.
        shown.append((widget, _inner(box) if isinstance(widget, RingGauge) else box))
    for (first, box), (second, other) in combinations(shown, 2):
        if box.intersects(other) and not first.isAncestorOf(second):
            faults.append(f"{first.text()!r} {box} covers {second.text()!r} {other}")
    faults += _touch_faults(stage)
    return faults


def _inner(box: QRect) -> QRect:
    less = box.width() // 5
    return box.adjusted(less, less, -less, -less)


def _touch_faults(stage: Stage) -> list[str]:
    window = stage.window
    metrics = window.current_view().style_in_force.metrics
    faults = []
    touched = [(button, place(button, window)) for button in buttons(window)]
    for button, box in touched:
        if min(box.width(), box.height()) < max(44, TOUCH_MM * metrics.density):
            faults.append(f"{button.text()!r} is too small: {box.size()}")
        tall = isinstance(button, ActionButton | TargetCard)
        if tall and box.height() < ACTION_MM * metrics.density:
            faults.append(f"{button.text()!r} is {box.height() / metrics.density:.1f} mm tall")
    for (first, box), (second, other) in combinations(touched, 2):
        grown = box.adjusted(
            *[round(side * GAP_MM * metrics.density / 2) for side in (-1, -1, 1, 1)]
        )
        if _overhanging(first, second):
            continue
        if grown.intersects(other):
            faults.append(f"{first.text()!r} and {second.text()!r} are too close")
    return faults


def _overhanging(first: QAbstractButton, second: QAbstractButton) -> bool:
    return first.parent() is second


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel[0]}x{panel[1]}-{panel[2]}")
def test_capitals_are_never_lower_than_4_8_mm(
    make_stage: Callable[..., Stage], panel: tuple[int, int, tuple[float, float] | None]
) -> None:
    width, height, panel_mm = panel
    stage = make_stage(width, height, panel_mm=panel_mm)
    stage.show(samples()["idle"])
    style = stage.window.current_view().style_in_force
    from PySide6.QtGui import QFontMetricsF

    capital = QFontMetricsF(style.font(Size.S)).capHeight()
    assert capital >= 4.8 * style.metrics.density - 0.1


def test_the_ring_stays_where_it_is_from_screen_to_screen(stage: Stage) -> None:
    places = set()
    for name in ("pre-charge", "starting", "charging", "stopping", "complete"):
        stage.show(samples()[name])
        ring = stage.window.current_view().findChild(RingGauge)
        assert ring is not None
        places.add(place(ring, stage.window).getRect())
    assert len(places) == 1


def test_what_there_is_no_room_for_gives_way_from_the_end(make_stage: Callable[..., Stage]) -> None:
    small = make_stage(800, 480)
    small.show(samples()["charging"])
    read = texts(small.window)
    for never_given_up in ("78 %", "22–26 min to 90 %", "764 W", "STOP", "1800 000 1234"):
        assert never_given_up in read
    assert "to protect the battery" not in read
    assert isinstance(small.window.current_view(), ChargingView)
