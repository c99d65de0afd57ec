"""The kiosk, with a hand that presses Enter whenever it is sent SIGUSR1."""

import signal
import sys

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from kiosk.__main__ import main


def press_enter(*_: object) -> None:
    """Press the key at whatever has the focus, when the event loop comes round to it."""
    focused = QApplication.focusWidget()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        if focused is not None:
            QCoreApplication.postEvent(focused, key)


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, press_enter)
    sys.exit(main())
