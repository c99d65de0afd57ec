"""A window whose screen is unplugged, in a process of its own: prints what is seen of it then.

``DISPLAY`` names an X server with RandR 1.5, whose monitors come and go as a program says.
"""

import ctypes
import sys
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.seeing import texts
from tests.ui.snapshots import IDLE, PRE_CHARGE, station
from ui.fonts import load_fonts
from ui.main_window import MainWindow, WindowOptions


class _Monitor(ctypes.Structure):
    """XRRMonitorInfo of X11/extensions/Xrandr.h."""

    _fields_ = (
        ("name", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("primary", "automatic", "outputs")),
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "across", "down")),
        ("output_list", ctypes.c_void_p),
    )


class _Screens:
    """A second screen to be plugged in and out."""

    def __init__(self) -> None:
        self._x: Any = ctypes.CDLL("libX11.so.6")
        self._randr: Any = ctypes.CDLL("libXrandr.so.2")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = self._x.XInternAtom.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(None))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._name = self._x.XInternAtom(self._display, b"SECOND", 0)

    def plug_in(self) -> None:
        monitor = _Monitor(self._name, 0, 0, 0, 640, 0, 640, 400, 100, 60, None)
        self._randr.XRRSetMonitor(self._display, self._root, ctypes.byref(monitor))
        self._x.XSync(self._display, 0)

    def unplug(self) -> None:
        self._randr.XRRDeleteMonitor(self._display, self._root, ctypes.c_ulong(self._name))
        self._x.XSync(self._display, 0)


def main() -> None:
    """Show a screen, unplug the panel that it is on, and go on."""
    application = QApplication([])
    load_fonts()
    window = MainWindow(WindowOptions())
    screens = _Screens()

    def move_over() -> None:
        (second,) = (screen for screen in application.screens() if screen.name() == "SECOND")
        window.windowHandle().setScreen(second)
        window.setGeometry(second.geometry())
        window.showFullScreen()
        assert window.screen() is second, window.screen().name()
        QTimer.singleShot(200, screens.unplug)

    def go_on() -> None:
        window.render(station(PRE_CHARGE))
        QTimer.singleShot(400, lambda: application.exit(0))

    application.screenAdded.connect(lambda _screen: QTimer.singleShot(200, move_over))
    application.screenRemoved.connect(lambda _screen: QTimer.singleShot(200, go_on))
    window.showFullScreen()
    window.render(station(IDLE))
    QTimer.singleShot(200, screens.plug_in)
    QTimer.singleShot(8000, lambda: application.exit(1))
    code = application.exec()
    seen = code, window.isVisible(), not window.grab().isNull(), texts(window)
    sys.stdout.write(" ".join(map(str, seen)))
    window.allow_close = True
    window.close()


if __name__ == "__main__":
    main()
