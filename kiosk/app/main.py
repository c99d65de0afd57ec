"""The kiosk: puts interface, worker and adapters together, and runs them on one event loop.

The window is painted before anything heavy is imported, so that a rider never looks at a black
screen; databases, plot and the rest come in from a thread while it shows "Connecting…".
"""

import gc
import logging
import sys
from types import TracebackType

from PySide6.QtWidgets import QApplication

from kiosk.app.loading import load
from kiosk.app.window import KioskWindow
from kiosk.run_options import RunOptions
from kiosk.settings import SettingsSource

_log = logging.getLogger(__name__)


def run(source: SettingsSource, options: RunOptions) -> int:
    """Run the kiosk until it is told to end; returns the exit code."""
    # Nothing of what a start imports is garbage; the loop turns the collector on again.
    gc.disable()
    loaded, faults = load(source)
    application = QApplication.instance() or QApplication(["kiosk"])
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(False)
    sys.excepthook = _log_uncaught
    window = KioskWindow(loaded, options)
    window.appear()
    application.processEvents()
    # Not before the first paint, which must not wait for it.
    from kiosk.app.loop import run_on_loop

    window.furnish()
    run_on_loop(application, window, source, options, loaded, faults)
    return 0


def _log_uncaught(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    """Log what a slot or a paint event let through; the kiosk goes on."""
    _log.critical("uncaught", exc_info=(kind, error, traceback))
