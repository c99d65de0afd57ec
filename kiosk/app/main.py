"""The kiosk: puts interface, worker and adapters together, and runs them on one event loop.

The window is painted before anything heavy is imported, so that a rider never looks at a black
screen; databases, plot and the rest come in from a thread while it shows "Connecting…".
"""

import gc
import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from kiosk.app.window import KioskWindow
from kiosk.run_options import RunOptions

if TYPE_CHECKING:
    from kiosk.settings import SettingsSource

_log = logging.getLogger(__name__)

STARTING_SWITCH_INTERVAL = 0.03
"""Seconds a thread may run while others wait: six times as long as usual, too short to be felt."""


def run(make_source: "Callable[[], SettingsSource]", options: RunOptions) -> int:
    """Run the kiosk until it is told to end; returns the exit code.

    ``make_source`` tells where the settings are, which is asked once the window is painted.
    """
    # Nothing of what a start imports is garbage, and threads that import side by side lose time
    # with each change between them; the loop sets both right again.
    gc.disable()
    sys.setswitchinterval(STARTING_SWITCH_INTERVAL)
    application = QApplication.instance() or QApplication(["kiosk"])
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(False)
    sys.excepthook = _log_uncaught
    window = KioskWindow(options)
    window.appear()
    application.processEvents()
    # Not before the first paint, which must not wait for them.
    from kiosk.app.loading import load
    from kiosk.app.loop import run_on_loop

    source = make_source()
    loaded, faults = load(source)
    window.furnish(loaded)
    run_on_loop(application, window, source, options, loaded, faults)
    return 0


def _log_uncaught(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    """Log what a slot or a paint event let through; the kiosk goes on."""
    _log.critical("uncaught", exc_info=(kind, error, traceback))
