"""Fixtures of the interface's tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.intents import Intent
from kiosk.domain.snapshot import StationSnapshot
from tests.ui.snapshots import HELP_NUMBER
from ui.fonts import load_fonts
from ui.languages import LANGUAGES, speak
from ui.main_window import MainWindow, WindowOptions


@dataclass
class FakeClock:
    """Seconds that pass when a test says so."""

    seconds: float = 100.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Stage:
    """A window on show, the time it feels, and the intents it raised."""

    window: MainWindow
    clock: FakeClock
    intents: list[Intent] = field(default_factory=list)

    def show(self, snapshot: StationSnapshot) -> None:
        """Render a snapshot, and let the moment pass in which taps are deaf."""
        self.window.render(snapshot)
        QApplication.processEvents()
        self.clock.seconds += 1.0


@pytest.fixture(scope="session", autouse=True)
def _fonts(qapp: QApplication) -> None:
    load_fonts(tuple(LANGUAGES))


@pytest.fixture
def make_stage(qtbot: QtBot) -> Iterator[Callable[..., Stage]]:
    """Return a function that opens a window with options."""
    stages: list[Stage] = []

    def make(width: int = 1280, height: int = 800, **options: Any) -> Stage:
        clock = FakeClock()
        options = {"help_number": HELP_NUMBER, "theme": "dark", "motion": False, **options}
        stage = Stage(MainWindow(WindowOptions(clock=clock, **options)), clock)
        qtbot.addWidget(stage.window)
        stage.window.intent_raised.connect(stage.intents.append)
        stage.window.resize(width, height)
        stage.window.show()
        stages.append(stage)
        return stage

    yield make
    for stage in stages:
        stage.window.allow_close = True
    # The language is the process's, and the next test expects English words.
    speak("en")


@pytest.fixture
def stage(make_stage: Callable[..., Stage]) -> Stage:
    """Return a window of 1280 by 800."""
    return make_stage()
