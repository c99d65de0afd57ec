"""The kiosk as it is run, in a window on an X server, with its simulated station."""

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

from kiosk.settings import Address
from tests.monitored_process import PATIENCE, MonitoredProcess
from tests.x11.display import Display

SIZE = 1280, 800
_SETTINGS = """\
[tariff]
per_kwh = "14.00"
per_session = "2.00"
[receipt]
prefix = "RM01"
name = "RivotMotors"
wait_seconds = 1
[session]
summary_seconds = 900
[ui]
languages = ["en", "hi", "kn"]
theme = "dark"
motion = "off"
"""
_TRY_AGAIN = 1.5


class KioskOnX(MonitoredProcess):
    """Enter it to start it. The developer's panel, which would lie over it, is put away."""

    def __init__(
        self, folder: Path, display: Display, printer: Address, scenario: str, speed: float
    ) -> None:
        self._display = display
        command = [sys.executable, "-m", "kiosk", "--simulate", scenario, "--speed", f"{speed:g}"]
        size = "x".join(map(str, SIZE))
        environ: Mapping[str, str] = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display.name}
        settings = f'{_SETTINGS}[printer]\ndevice = "{printer}"\n'
        super().__init__(folder, settings, [*command, "--windowed", "--size", size], environ)
        self._window = ""

    def comes_up(self) -> None:
        """Wait for its window, and give it the keyboard."""
        self._window = self._find("Charging kiosk")
        self._display.xdotool("windowunmap", self._find("Simulated station"))
        self._display.xdotool("windowfocus", "--sync", self._window)

    def _find(self, title: str) -> str:
        found: list[str] = []

        def is_there() -> bool:
            try:
                found[:] = self._display.xdotool("search", "--onlyvisible", "--name", title).split()
            except CalledProcessError:
                return False
            return bool(found)

        self.until(is_there)
        return found[0]

    def tap(self, x: int, y: int) -> None:
        """Touch a place once."""
        place = (str(x), str(y))
        self._display.xdotool("mousemove", "--window", self._window, *place, "click", "1")

    def keys(self, *keys: str) -> None:
        """Press keys one after the other, by their names in X."""
        self._display.xdotool("key", "--delay", "40", *keys)

    def does_until(self, act: Callable[[], None], **expected: Any) -> None:
        """Act until /status tells this of the connector."""
        self.acts_until(act, lambda: expected.items() <= self.connector().items())

    def acts_until(
        self,
        act: Callable[[], None],
        met: Callable[[], bool],
        again_after: float = _TRY_AGAIN,
    ) -> None:
        """Act until this holds, and again, for a screen that has just come is deaf for a moment."""
        over = time.monotonic() + PATIENCE
        while time.monotonic() < over:
            act()
            until = time.monotonic() + again_after
            while time.monotonic() < until:
                if met():
                    return
                time.sleep(0.02)
        raise AssertionError(f"never came: {self.asked('/status')}\n{self.log}")
