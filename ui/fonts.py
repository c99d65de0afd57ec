"""The fonts that are shipped with the kiosk; those of the system are not relied on."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase

from ui.style import FAMILY

_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "fonts"
_FACES = ("NotoSans-Regular.ttf", "NotoSans-Medium.ttf", "NotoSans-SemiBold.ttf")


class FontMissing(Exception):
    """A font of the kiosk can't be loaded: the installation is damaged."""


def load_fonts(folder: Path = _FOLDER) -> None:
    """Make the kiosk's fonts known to Qt. Raises FontMissing. Needs a QGuiApplication."""
    for face in _FACES:
        handle = QFontDatabase.addApplicationFont(str(folder / face))
        if handle < 0 or FAMILY not in QFontDatabase.applicationFontFamilies(handle):
            raise FontMissing(f"The font {folder / face} can't be loaded; install the kiosk again.")
