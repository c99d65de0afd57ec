"""The fonts that are shipped with the kiosk; those of the system are not relied on."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFontDatabase

from ui.languages import LANGUAGES

_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "fonts"
_WEIGHTS = ("Regular", "Medium", "SemiBold")


class FontMissing(Exception):
    """A font of the kiosk can't be loaded: the installation is damaged."""


def load_fonts(languages: Sequence[str] = ("en",), folder: Path = _FOLDER) -> None:
    """Make the fonts of these languages known to Qt.

    Those of Latin letters and of digits always are. Raises FontMissing. Needs a QGuiApplication.
    """
    # Qt asks the first family for each script, and tells each time that it takes the next.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    for code in dict.fromkeys(["en", *languages]):
        language = LANGUAGES[code]
        for weight in _WEIGHTS:
            face = folder / f"{language.files}-{weight}.ttf"
            handle = QFontDatabase.addApplicationFont(str(face))
            if language.family not in QFontDatabase.applicationFontFamilies(handle):
                raise FontMissing(f"The font {face} can't be loaded; install the kiosk again.")
