"""Each check of the gallery finds what it is for: a sound screen is spoilt in one way at a time."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kiosk.gallery.painting import Look, easel
from kiosk.gallery.scene import Scene
from tests.ui.gallery import arcs, touch, words
from tests.ui.gallery.painted import Recorder, Screen
from tests.ui.gallery.test_gallery import CHECKS
from ui.main_window import MainWindow
from ui.views.charging_view import ChargingView
from ui.views.pre_charge_view import PreChargeView
from ui.widgets.live_curve import LiveCurve
from ui.widgets.rail import Rail
from ui.widgets.text_line import TextLine

Open = Callable[..., MainWindow]
Check = Callable[[Screen], Iterator[str]]


@pytest.fixture
def opened(scenes: tuple[Scene, ...], request: pytest.FixtureRequest) -> Iterator[Open]:
    """Return a function that opens a window at a scene."""
    by_name = {scene.name: scene for scene in scenes}
    with pytest.MonkeyPatch.context():
        easels = []

        def open_at(name: str, mode: str = "normal") -> MainWindow:
            frame = easel(Look((1280, 800), "dark", mode, "en"))
            easels.append(frame)
            stand = frame.__enter__()
            assert stand.show(by_name[name])
            return stand.window

        yield open_at
        for frame in easels:
            frame.__exit__(None, None, None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def look_at(window: MainWindow) -> Screen:
    recorder = Recorder()
    with recorder.listening():
        return recorder.screen(window)


def now_finds(check: Check, window: MainWindow, part: str) -> None:
    """The check says this of a screen that was sound."""
    found = "\n".join(check(look_at(window)))
    assert part in found, found or "nothing"


def start(window: MainWindow) -> QAbstractButton:
    view = window.current_view()
    assert isinstance(view, PreChargeView)
    return view.start


def rail(window: MainWindow) -> list[QAbstractButton]:
    (found,) = window.findChildren(Rail)
    return [b for b in found.findChildren(QAbstractButton) if b.isVisible()]


def recolour(window: MainWindow, **tokens: str) -> None:
    """Paint the view with other colours."""
    view, style = window.current_view(), window.current_view().style_in_force
    view.set_style(replace(style, tokens=replace(style.tokens, **tokens)), view.frame)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["preparing-to-90", "charging", "available"])
def test_a_sound_screen_has_no_faults(opened: Open, name: str) -> None:
    screen = look_at(opened(name))
    assert len(screen.texts) > 8
    assert not [fault for check in CHECKS for fault in check(screen)]


def a_line(window: MainWindow, text: str) -> TextLine:
    return next(
        line for line in window.findChildren(TextLine) if line.isVisible() and text in line.text()
    )


def test_a_text_that_is_cut_off(opened: Open) -> None:
    window = opened("charging")
    line = a_line(window, "772")
    line.resize(40, line.height())
    now_finds(words.clipped, window, "is cut off")


def test_a_text_that_lies_in_a_box_too_small_for_it(opened: Open) -> None:
    window = opened("charging")
    line = a_line(window, "772")
    box = QWidget(line.parentWidget())
    box.setGeometry(line.geometry().adjusted(0, 0, 0, -line.height() // 2))
    line.setParent(box)
    line.move(0, 0)
    box.show()
    line.show()
    now_finds(words.clipped, window, "is cut off")


def test_two_texts_at_one_place(opened: Open) -> None:
    window = opened("charging")
    first, second = a_line(window, "772"), a_line(window, "to 90")
    second.setGeometry(first.geometry())
    now_finds(words.overlapping, window, "is written over")


def test_a_text_over_a_control(opened: Open) -> None:
    window = opened("charging")
    view = window.current_view()
    assert isinstance(view, ChargingView)
    line = a_line(window, "772")
    line.move(view.stop.x() + 8, view.stop.y() + 2)
    now_finds(words.overlapping, window, "is written over the control")


@pytest.mark.parametrize(
    ("tokens", "ratio"),
    [({"muted": "#5A6478"}, "not 4.5:1"), ({"text": "#7A8498"}, "not 7.0:1")],
)
def test_a_faint_text(opened: Open, tokens: dict[str, str], ratio: str) -> None:
    window = opened("preparing-to-90")
    recolour(window, **tokens)
    now_finds(words.faint, window, ratio)


@pytest.mark.parametrize(
    ("left_free", "check", "part"),
    [(0, words.unpainted, "is nowhere to be read"), (40, words.clipped, "is cut off")],
)
def test_a_text_below_something(opened: Open, left_free: int, check: Check, part: str) -> None:
    window = opened("charging")
    line = a_line(window, "772")
    cover = QWidget(line.parentWidget())
    cover.setAutoFillBackground(True)
    cover.setGeometry(line.geometry().adjusted(left_free, 0, 0, 0))
    cover.show()
    now_finds(check, window, part)


def test_a_text_in_the_colour_of_its_ground(opened: Open) -> None:
    window = opened("charging")
    recolour(window, go=window.current_view().style_in_force.tokens.background)
    now_finds(words.faint, window, "1.0:1")


@pytest.mark.parametrize("mode", ["normal", "large"])
def test_small_capitals(opened: Open, mode: str) -> None:
    window = opened("charging", mode)
    view = window.current_view()
    style = view.style_in_force
    smaller = replace(style.metrics, s=int(style.metrics.s * 0.9))
    view.set_style(replace(style, metrics=smaller), view.frame)
    now_finds(words.small, window, "has capitals of")


def _shrink(button: QAbstractButton) -> None:
    button.resize(40, 40)


def _flatten(button: QAbstractButton) -> None:
    button.resize(button.width(), 100)


def _rename(button: QAbstractButton) -> None:
    button.setAccessibleName("")


def _hide_from_tab(button: QAbstractButton) -> None:
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)


def _lift(button: QAbstractButton) -> None:
    button.move(button.x(), 300)


def _push_out(button: QAbstractButton) -> None:
    button.move(button.x(), button.window().height() - 40)


@pytest.mark.parametrize(
    ("spoil", "check", "part", "mode"),
    [
        (_shrink, touch.too_small, "is 40 px", "normal"),
        (_flatten, touch.too_small, "mm tall", "normal"),
        (_push_out, touch.too_small, "is cut off", "normal"),
        (_rename, touch.nameless, "has no accessible name", "normal"),
        (_hide_from_tab, touch.unreachable, "Tab never comes to", "normal"),
        (_lift, touch.out_of_reach, "begins at 300", "low_reach"),
    ],
)
def test_a_spoilt_button(
    opened: Open, spoil: Callable[[Any], None], check: Check, part: str, mode: str
) -> None:
    window = opened("preparing-to-90", mode)
    spoil(start(window))
    now_finds(check, window, part)


def test_buttons_too_close(opened: Open) -> None:
    window = opened("preparing-to-90")
    first, second, *_ = rail(window)
    second.move(second.x(), first.geometry().bottom() + 8)
    now_finds(touch.too_close, window, "7 px apart")


def test_the_focus_at_the_wrong_place(opened: Open) -> None:
    window = opened("preparing-to-90")
    rail(window)[0].setFocus()
    now_finds(touch.unreachable, window, "has the focus, not the primary action")


def test_tab_against_the_order_of_reading(opened: Open) -> None:
    window = opened("preparing-to-90")
    first, second, *_ = rail(window)
    QWidget.setTabOrder(second, first)
    now_finds(touch.unreachable, window, "Tab goes by")


def test_a_control_without_an_edge(opened: Open) -> None:
    window = opened("preparing-to-90")
    recolour(window, line="#202A40", go="#202A40")
    now_finds(touch.without_edge, window, "has no edge")


def test_a_faint_ring(opened: Open) -> None:
    window = opened("charging")
    recolour(window, rail="#2A3548")
    now_finds(arcs.faint_parts, window, "the ring at 94 %")


def test_a_curve_that_is_not_to_be_seen(opened: Open) -> None:
    window = opened("charging")
    curve = window.findChild(LiveCurve)
    assert curve is not None
    cover = QWidget(curve.parentWidget())
    cover.setGeometry(QRect(curve.geometry()))
    cover.setAutoFillBackground(True)
    cover.show()
    now_finds(arcs.faint_parts, window, "the curve has no line")
