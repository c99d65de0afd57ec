"""The installed Qt does not eat the interpreter, and one that does is refused."""

import sys

import PySide6
import pytest
from PySide6.QtCore import QObject

from kiosk.runtime_guard import check_runtime


@pytest.mark.parametrize(
    ("python_version", "pyside_version"),
    [
        ((3, 11, 2), "6.12.0"),
        ((3, 11, 9), "6.12.1"),
        ((3, 11, 0), "6.13.0a1"),
        ((3, 11, 0), "7.0.0"),
    ],
)
def test_refuses_a_pair_that_crashes(python_version: tuple[int, ...], pyside_version: str) -> None:
    advice = check_runtime(python_version, pyside_version)

    assert advice is not None
    assert pyside_version in advice
    assert "PySide6-Essentials>=6.11.3,<6.12" in advice


@pytest.mark.parametrize(
    ("python_version", "pyside_version"),
    [
        ((3, 11, 2), "6.11.3"),
        ((3, 11, 2), "6.9"),
        ((3, 12, 0), "6.12.0"),
        ((3, 14, 1), "7.0.0"),
    ],
)
def test_accepts_a_pair_that_works(python_version: tuple[int, ...], pyside_version: str) -> None:
    assert check_runtime(python_version, pyside_version) is None


def test_the_installed_pair_is_accepted() -> None:
    assert check_runtime(sys.version_info[:3], PySide6.__version__) is None


def test_the_pin_stands_below_the_release_that_crashes() -> None:
    assert tuple(int(number) for number in PySide6.__version__.split(".")[:2]) < (6, 12)


def test_qt_calls_leave_the_reference_count_of_none_alone() -> None:
    qt_object = QObject()
    before = sys.getrefcount(None)

    for _ in range(20_000):
        qt_object.setObjectName("connector")

    # Other code takes and drops a few meanwhile; the fault costs one a call.
    assert abs(sys.getrefcount(None) - before) < 100
