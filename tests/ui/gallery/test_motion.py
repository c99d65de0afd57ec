"""With motion off nothing moves, on any screen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractAnimation, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.gallery.painting import Look, easel
from kiosk.gallery.scene import Scene
from tests.ui.conftest import Stage
from ui.main_window import MainWindow


def moving(window: MainWindow) -> list[str]:
    """What runs in a window: animations and timers."""
    running = QAbstractAnimation.State.Running
    return [
        *(
            repr(each)
            for each in window.findChildren(QAbstractAnimation)
            if each.state() == running
        ),
        *(repr(each) for each in window.findChildren(QTimer) if each.isActive()),
    ]


@pytest.mark.parametrize("mode", ["normal", "large_low_reach"])
def test_no_screen_moves(scenes: tuple[Scene, ...], mode: str) -> None:
    with easel(Look((1024, 600), "dark", mode, "hi")) as stand:
        window = stand.window
        # Each screen in one of the two.
        for scene in scenes[mode == "normal" :: 2]:
            if stand.show(scene):
                # Letters that Qt paints for the first time come out a shade different.
                window.grab()
                before = window.grab().toImage()
                QApplication.processEvents()
                assert not moving(window), scene.name
                assert window.grab().toImage() == before, scene.name


@pytest.mark.parametrize("name", ["available", "starting"])
def test_with_motion_on_something_does(
    make_stage: Callable[..., Stage], scenes: tuple[Scene, ...], name: str
) -> None:
    stage = make_stage(motion=True)
    stage.window.render(next(scene.snapshot for scene in scenes if scene.name == name))
    QApplication.processEvents()
    assert moving(stage.window)
