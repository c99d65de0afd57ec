"""The fixtures of tests/conftest.py find what a test leaves, and nothing else."""

from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"

LEAVES_SOMETHING = """
import threading

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

kept = []

def test_thread():
    threading.Thread(target=threading.Event().wait, name="reader", daemon=True).start()

def test_window(qapp):
    window = QWidget(objectName="attract")
    kept.append(window)

def test_timer(qapp):
    timer = QTimer()
    timer.start(60_000)
    kept.append(timer)

def test_single_shot(qapp):
    QTimer.singleShot(60_000, lambda: None)
"""

LEAVES_NOTHING = """
import threading

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

kept = []

def test_thread_that_ends():
    threading.Thread(target=lambda: None).start()

def test_window_that_qtbot_closes(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    QTimer(window).start(60_000)
    kept.append(window)

def test_window_held_by_a_cycle(qapp):
    window = QWidget()
    window.itself = window

def test_timer_that_is_stopped(qapp):
    timer = QTimer()
    timer.start(60_000)
    timer.stop()
    kept.append(timer)

def test_single_shot_that_fired(qtbot):
    fired = []
    QTimer.singleShot(0, lambda: fired.append(True))
    qtbot.waitUntil(lambda: bool(fired))
"""


def run_interface_tests(pytester: pytest.Pytester, source: str) -> pytest.RunResult:
    pytester.makeconftest(CONFTEST.read_text())
    folder = pytester.mkdir("ui")
    (folder / "test_it.py").write_text(source)
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", "--tb=short")


def test_names_what_a_test_left_behind(pytester: pytest.Pytester) -> None:
    result = run_interface_tests(pytester, LEAVES_SOMETHING)

    result.assert_outcomes(passed=4, errors=4)
    result.stdout.fnmatch_lines_random(
        [
            "*threads still running after the test: reader",
            '*left behind by the test: window *name="attract"*',
            "*left behind by the test: timer started at *test_it.py:18",
            "*left behind by the test: single shot set at *test_it.py:22",
        ]
    )


def test_lets_pass_what_cleans_up(pytester: pytest.Pytester) -> None:
    run_interface_tests(pytester, LEAVES_NOTHING).assert_outcomes(passed=5)
