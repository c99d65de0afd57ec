"""The languages of the interface, and how the whole application changes from one to another."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "translations"
_TRANSLATOR = "kiosk-language"
_LATIN = "Noto Sans"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its name and a short one in its own script, and the fonts of that script.

    ``family`` is the name of the fonts, ``files`` the beginning of the names of their files.
    ``raised`` is by how many ems the fonts set their letters above the line, ``letters`` are the
    first and the last of them.
    """

    code: str
    name: str
    short: str
    family: str = _LATIN
    files: str = "NotoSans"
    raised: float = 0.0
    letters: tuple[str, str] = ("A", "z")


# The UI cut of an Indian script keeps within a line of 1.2 times its size, which the plain one
# does not.
LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (
        Language("en", "English", "EN"),
        Language("hi", "हिन्दी", "हि", "Noto Sans Devanagari UI", "NotoSansDevanagariUI"),
        Language(
            "kn",
            "ಕನ್ನಡ",
            "ಕ",
            "Noto Sans Kannada UI",
            "NotoSansKannadaUI",
            raised=0.09,
            letters=("\u0c80", "\u0cff"),
        ),
    )
}


def families(codes: Sequence[str]) -> tuple[str, ...]:
    """Return the font families for these languages; digits and Latin letters are the first's."""
    return tuple(dict.fromkeys([_LATIN, *(LANGUAGES[code].family for code in codes)]))


def speak(code: str, folder: Path = _FOLDER) -> bool:
    """Make the application's texts and figures those of a language.

    Where its translation can't be loaded they are English, and the answer is ``False``.
    """
    application = QCoreApplication.instance()
    assert application is not None, "a language needs an application"
    for before in application.findChildren(QTranslator, _TRANSLATOR):
        application.removeTranslator(before)
        before.setParent(None)
    # Of India: it writes these three with the digits 0 to 9 and a point.
    QLocale.setDefault(QLocale("en_IN"))
    if code == "en":
        return True
    translator = QTranslator(application)
    translator.setObjectName(_TRANSLATOR)
    if not translator.load(str(folder / f"kiosk_{code}.qm")):
        translator.setParent(None)
        log.warning("The translation %s is missing or damaged: English is shown.", code)
        return False
    application.installTranslator(translator)
    QLocale.setDefault(QLocale(f"{code}_IN"))
    return True


def said_in(code: str, context: str, text: str, folder: Path = _FOLDER) -> str:
    """Return a text of the interface in a language that need not be the one that is spoken.

    Where there is no translation it is English.
    """
    translator = QTranslator()
    translator.load(str(folder / f"kiosk_{code}.qm"))
    return translator.translate(context, text) or text
