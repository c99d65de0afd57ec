"""Snapshots on their way to the window."""

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer

from kiosk.domain.snapshot import StationSnapshot

LEAST_RENDER_PAUSE = 0.033
"""Seconds between two renderings: a simulated clock may publish faster than anybody can look."""


class Rendering:
    """Hands snapshots to the window, at most as often as anybody can see."""

    def __init__(self, render: Callable[[StationSnapshot], None]) -> None:
        self._render = render
        self._latest: StationSnapshot | None = None
        self._rendered = 0.0
        self._timer = QTimer(singleShot=True)
        self._timer.timeout.connect(self._render_now)

    def publish(self, snapshot: StationSnapshot) -> None:
        """Render it now, or with the next that may be rendered."""
        self._latest = snapshot
        wait = self._rendered + LEAST_RENDER_PAUSE - time.monotonic()
        if wait <= 0:
            self._render_now()
        elif not self._timer.isActive():
            self._timer.start(round(wait * 1000) + 1)

    def hurry(self) -> None:
        """Render what waits for its turn: a tap is to be answered at once."""
        if self._timer.isActive():
            self._render_now()

    def close(self) -> None:
        """Render nothing more."""
        self._timer.stop()

    def _render_now(self) -> None:
        self._timer.stop()
        if self._latest is not None:
            self._rendered = time.monotonic()
            self._render(self._latest)
