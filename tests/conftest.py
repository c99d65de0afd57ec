"""What holds for every test: no display, repeatable examples, and nothing left running.

A thread, a window or a timer that outlives its test makes a later one fail, at a line that has
nothing to do with it. So the test that leaves it fails, and is told what it left and where it was
started.
"""

import asyncio
import gc
import logging
import os
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from kiosk.gallery.scene import Scene

# Runs pytest on tests made up by a test: the fixtures below are tested too.
pytest_plugins = ["pytester"]

# Before anything imports Qt, which reads it once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples on every machine; HYPOTHESIS_PROFILE=dev looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("dev", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_TESTS = Path(__file__).parent
_INTERFACE_TESTS = (_TESTS / "ui", _TESTS / "flows")
# How long a thread that was told to end may take to do so.
_THREAD_GRACE_SECONDS = 2.0


@pytest.fixture(autouse=True)
def no_thread_outlives_the_test() -> Iterator[None]:
    """Fail when the test leaves a Python thread running."""
    before = set(threading.enumerate())
    yield
    # A dummy stands for a thread that Python did not start, such as one of Qt's own pool.
    started = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    for thread in started:
        thread.join(_THREAD_GRACE_SECONDS / len(started))
    left = [thread.name for thread in started if thread.is_alive()]
    assert not left, f"threads still running after the test: {', '.join(left)}"


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    """Put logging back to what it was before a test that runs a command in this process."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in ("kiosk", "ui"):
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture(autouse=True)
def no_window_or_timer_outlives_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail when a test of the interface leaves a top-level widget or a running QTimer."""
    of_the_interface = any(folder in request.path.parents for folder in _INTERFACE_TESTS)
    if not of_the_interface and "qapp" not in request.fixturenames:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        timers = _RunningTimers(patch)
        windows_before = set(_windows())
        yield
        _finish_deletions()
        left = timers.still_running()
        left += [
            f"window {window!r}"
            for window in _windows_after_collection(windows_before)
            if window not in windows_before
        ]
    assert not left, "left behind by the test: " + "; ".join(left)


@pytest.fixture(scope="session")
def scenes() -> "tuple[Scene, ...]":
    """Return all that the gallery shows; played once, for it takes seconds."""
    from kiosk.gallery.scenes import all_scenes

    return asyncio.run(all_scenes())


class _RunningTimers:
    """Every QTimer started from Python, and the line that started it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        from PySide6.QtCore import QObject, QTimer

        self._started: weakref.WeakKeyDictionary[QTimer, str] = weakref.WeakKeyDictionary()
        self._shots: dict[int, str] = {}
        start: Any = QTimer.start
        single_shot: Any = QTimer.singleShot

        def recording_start(timer: QTimer, *arguments: Any) -> None:
            self._started[timer] = _calling_line()
            start(timer, *arguments)

        def recording_single_shot(*arguments: Any) -> None:
            *before, last = arguments
            receiver = getattr(last, "__self__", None)
            # A shot at an object's method, or with a context, is called off when the object goes.
            if len(before) > 1 or not callable(last) or isinstance(receiver, QObject):
                single_shot(*arguments)
                return
            number = len(self._shots)
            self._shots[number] = _calling_line()
            single_shot(*before, self._shot(number, last))

        patch.setattr(QTimer, "start", recording_start)
        patch.setattr(QTimer, "singleShot", staticmethod(recording_single_shot))

    def _shot(self, number: int, action: Callable[[], object]) -> Callable[[], None]:
        def fire() -> None:
            self._shots[number] = ""
            action()

        return fire

    def still_running(self) -> list[str]:
        from shiboken6 import isValid

        return [
            f"timer started at {line}"
            for timer, line in self._started.items()
            if isValid(timer) and timer.isActive()
        ] + [f"single shot set at {line}" for line in self._shots.values() if line]


def _calling_line() -> str:
    """The line outside this file that led here."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def _windows() -> list[Any]:
    """Every top-level widget that nobody owns; Qt keeps the tool tip's for good."""
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return []
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.parent() is None and widget.metaObject().className() != "QTipLabel"
    ]


def _windows_after_collection(before: set[Any]) -> list[Any]:
    """A window that only a cycle holds is garbage, no leak; collecting is slow, so last."""
    if set(_windows()) <= before:
        return []
    gc.collect()
    return _windows()


def _finish_deletions() -> None:
    """deleteLater waits for an event loop, which a finished test has no more."""
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
