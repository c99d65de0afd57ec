"""The ring: its geometry, and how its head moves."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Stage
from tests.ui.snapshots import CHARGE, charging, station
from ui.metrics import measure
from ui.style import Style
from ui.theme import DARK
from ui.widgets import ring_geometry as geometry
from ui.widgets.ring_gauge import RingGauge, RingState


def test_the_sweep_is_300_degrees_open_at_the_bottom() -> None:
    assert geometry.angle(0) == 240
    assert geometry.angle(50) == 90
    assert geometry.angle(100) == -60


def test_a_small_gain_is_seen_and_does_not_look_like_a_mark() -> None:
    arc = geometry.added_arc(87.0, 87.18)
    assert geometry.length_of(arc.end - arc.start) == pytest.approx(8.0)
    assert 24 < arc.thickness < 28
    assert not arc.round_end


def test_a_long_gain_is_thick_and_its_round_head_ends_at_the_percentage() -> None:
    arc = geometry.added_arc(58.0, 78.0)
    assert arc.thickness == 40
    assert arc.round_end
    assert arc.end + geometry.percent_of(20) == pytest.approx(78.0)
    assert geometry.length_of(arc.start - 58.0) == pytest.approx(geometry.GAP)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def ring(window: QWidget) -> RingGauge:
    window.resize(480, 560)
    ring = RingGauge(window)
    ring.set_style(Style(DARK, measure(1280, 800)))
    ring.place(QPoint(240, 312), 180, QRect(0, 0, 480, 560))
    window.show()
    return ring


def test_the_head_glides_and_arrives(ring: RingGauge, qtbot: QtBot) -> None:
    ring.set_state(RingState(60.0, start=50.0))
    assert ring._head == 60.0
    ring.set_state(RingState(70.0, start=50.0))
    assert ring._head < 70.0
    qtbot.waitUntil(lambda: ring._head == 70.0, timeout=2000)


def test_nothing_glides_with_motion_off(ring: RingGauge) -> None:
    ring.set_style(replace(ring.style_in_force, motion=False))
    ring.set_state(RingState(60.0, start=50.0, target=80))
    ring.set_state(RingState(70.0, start=50.0, target=90))
    assert (ring._head, ring._mark) == (70.0, 90)


def test_noise_does_not_draw_it_back(ring: RingGauge) -> None:
    ring.set_state(RingState(78.2, start=58.0))
    ring.set_state(RingState(77.9, start=58.0))
    assert "78 %" in ring.text()
    assert ring._head == 78.2


def test_another_vehicle_is_taken_at_once(ring: RingGauge) -> None:
    ring.set_state(RingState(78.2))
    ring.forget()
    ring.set_state(RingState(77.9))
    assert ring._head == 77.9


@pytest.mark.parametrize("soc", [0.0, 1.0, 50.0, 87.0, 99.0, 99.94, 100.0])
def test_every_state_of_charge_fits_inside(ring: RingGauge, soc: float) -> None:
    ring.set_state(RingState(soc, target=min(100.0, soc + 1), way=True, second="243 km"))
    assert ring.fits()
    ring.grab()
    assert "100 %" not in ring.text() or soc == 100.0


def test_without_a_state_of_charge_there_is_a_dash_and_only_the_rail(ring: RingGauge) -> None:
    ring.set_style(replace(ring.style_in_force, motion=False))
    ring.set_state(RingState(None))
    assert ring.text() == "–"
    picture = ring.grab().toImage()
    held = QColor(DARK.held)
    on_the_ring = [picture.pixelColor(240 - 172, y) for y in range(200, 440, 4)]
    assert held not in on_the_ring


def test_nothing_moves_off_screen(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(motion=True)
    stage.show(station(CHARGE))
    ring = stage.window.findChild(RingGauge)
    assert ring is not None
    stage.window.hide()
    stage.show(station(charging(soc=80.0)))
    assert ring._head == 80.0
