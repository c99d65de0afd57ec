"""The panel is unplugged: the window lives on, and goes on showing what there is."""

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and ctypes.util.find_library("Xrandr")),
        reason="needs Xvfb and libXrandr",
    ),
]


@pytest.fixture
def display() -> Iterator[str]:
    """Return the name of an X server of the test's own."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1280x800x24",
        "-nolisten",
        "tcp",
    ]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


def test_the_window_outlives_the_screen_it_stands_on(display: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.integration.window_on_two_screens"],
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=40,
    )
    assert done.returncode == 0, done.stderr
    code, visible, painted, *words = done.stdout.split()
    assert (code, visible, painted) == ("0", "True", "True"), done.stderr
    assert "START" in words
