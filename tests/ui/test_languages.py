"""Hindi and Kannada: complete, in their own script, and chosen by the rider."""

import logging
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import run_options
from kiosk.app.window import KioskWindow
from kiosk.domain.snapshot import StationSnapshot
from kiosk.run_options import RunOptions
from tests.ui.conftest import Stage
from tests.ui.seeing import texts
from tests.ui.snapshots import COMPLETE, IDLE, PRE_CHARGE, samples, station
from tests.ui.test_fit import PANELS, faults_of
from tests.ui.test_touch import tap
from ui.comfort import REST_SECONDS
from ui.front import Front
from ui.languages import LANGUAGES, speak
from ui.widgets.language_button import LanguageButton

ALL = tuple(LANGUAGES)
TRANSLATED = tuple(code for code in LANGUAGES if code != "en")
FOLDER = Path(__file__).parents[2] / "resources" / "translations"

# Units are the same in every language; the rest is what the vendor or the station calls itself.
_MAY_BE_LATIN = re.compile(r"RIVOT_100A_01|\b(?:kWh|Wh|W|A|V|EN|English|CX00\d|E4711)\b|°C")
_NATIVE_DIGITS = re.compile(r"[०-९೦-೯]")


@pytest.fixture(params=TRANSLATED)
def language(request: pytest.FixtureRequest) -> str:
    code: str = request.param
    return code


def test_the_settings_offer_the_languages_that_there_are() -> None:
    assert set(run_options.LANGUAGES) == set(LANGUAGES)


def test_every_text_is_translated(language: str) -> None:
    root = ET.parse(FOLDER / f"kiosk_{language}.ts").getroot()
    faults = []
    for message in root.iter("message"):
        source, translation = message.findtext("source") or "", message.find("translation")
        assert translation is not None
        said = [form.text or "" for form in translation.iter("numerusform")] or [
            translation.text or ""
        ]
        if translation.get("type") or not all(said):
            faults.append(f"{source!r} is not translated")
        faults += [
            f"{source!r} has other fields than {one!r}"
            for one in said
            if _fields(source) != _fields(one)
        ]
    assert not faults


def _fields(text: str) -> set[str]:
    return set(re.findall(r"{\w+}|%n", text))


def test_the_translations_have_all_texts_of_the_source(language: str, tmp_path: Path) -> None:
    ours = FOLDER / f"kiosk_{language}.ts"
    fresh = tmp_path / "fresh.ts"
    sources = [str(path) for path in (FOLDER.parents[1] / "ui").rglob("*.py")]
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    subprocess.run(
        [lupdate, "-silent", "-locations", "none", *sources, "-ts", fresh], check=True, timeout=30
    )
    assert _texts_in(fresh) == _texts_in(ours)


def _texts_in(path: Path) -> set[tuple[str, str]]:
    return {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in ET.parse(path).getroot().iter("context")
        for message in context.iter("message")
    }


def latin_words(text: str, snapshot: StationSnapshot) -> list[str]:
    for fault in snapshot.settings_faults:
        # They are the technician's, and name what stands in a file.
        text = text.replace(fault, "")
    return re.findall(r"[A-Za-z]+", _MAY_BE_LATIN.sub("", text))


def test_no_screen_has_a_word_of_another_language(
    make_stage: Callable[..., Stage], language: str
) -> None:
    stage = make_stage(languages=ALL, language=language)
    faults = []
    for name, snapshot in samples().items():
        stage.window._front = Front()
        stage.window.render(snapshot)
        read = texts(stage.window)
        faults += [f"{name}: {word} in {read}" for word in latin_words(read, snapshot)]
        if _NATIVE_DIGITS.search(read):
            faults.append(f"{name}: native digits in {read}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel[0]}x{panel[1]}-{panel[2]}")
@pytest.mark.parametrize("code", ALL)
def test_every_language_fits_on_every_panel(
    make_stage: Callable[..., Stage],
    panel: tuple[int, int, tuple[float, float] | None],
    code: str,
) -> None:
    width, height, panel_mm = panel
    stage = make_stage(
        width, height, panel_mm=panel_mm, theme="high_contrast", languages=ALL, language=code
    )
    stage.window.load_curve()
    faults = []
    for name, snapshot in samples().items():
        stage.window._front = Front()
        stage.window.render(snapshot)
        faults += [f"{name}: {fault}" for fault in faults_of(stage)]
    assert not faults, "\n".join(faults)


def test_a_touch_changes_everything_at_once(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(languages=ALL)
    stage.show(station(PRE_CHARGE))
    assert "START CHARGING" in texts(stage.window)
    tap(stage, "ಕ")
    read = texts(stage.window)
    for kannada in ("ಚಾರ್ಜಿಂಗ್ ಪ್ರಾರಂಭಿಸಿ", "ಎಷ್ಟರವರೆಗೆ?", "25–30 ನಿಮಿಷ", "70 ಕಿ.ಮೀ", "ಸಹಾಯ", "ಕ್ಲಾಸಿಕ್"):
        assert kannada in read
    assert not latin_words(read, station(PRE_CHARGE))
    assert QLocale().language() is QLocale.Language.Kannada
    tap(stage, "EN")
    assert "START CHARGING" in texts(stage.window)


def test_the_keyboard_changes_the_language(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(languages=ALL)
    stage.show(station(PRE_CHARGE))
    window = stage.window
    for _ in range(20):
        focus = window.focusWidget()
        if isinstance(focus, LanguageButton) and focus.code == "hi":
            break
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    else:
        pytest.fail("the button is not reached by Tab")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert "चार्जिंग शुरू करें" in texts(window)


def test_a_small_panel_has_one_button_that_opens_the_list(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(800, 480, languages=ALL)
    stage.show(station(PRE_CHARGE))
    tap(stage, "EN")
    assert texts(stage.window).startswith("English | हिन्दी | ಕನ್ನಡ")
    tap(stage, "हिन्दी")
    assert texts(stage.window).startswith("English | हिन्दी"), "the tap after a change is deaf"
    stage.clock.seconds += 1
    tap(stage, "हिन्दी")
    assert "चार्जिंग शुरू करें" in texts(stage.window)
    assert stage.intents == []


def test_the_list_closes_by_escape_and_when_the_screen_changes(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(800, 480, languages=ALL)
    stage.show(station(PRE_CHARGE))
    tap(stage, "EN")
    QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Escape)
    assert "START" in texts(stage.window)
    stage.clock.seconds += 1
    tap(stage, "EN")
    stage.show(samples()["fault-GroundFailure"])
    assert "Do not touch" in texts(stage.window)


def test_with_one_language_there_is_nothing_to_choose(stage: Stage) -> None:
    stage.show(station(IDLE))
    assert "English" not in texts(stage.window)
    assert not [b for b in stage.window.findChildren(LanguageButton) if b.isVisible()]


def test_the_first_language_returns_when_nobody_is_there(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(languages=ALL, language="hi")
    stage.show(station(PRE_CHARGE))
    tap(stage, "ಕ")
    stage.clock.seconds += 10 * REST_SECONDS
    stage.show(station(COMPLETE))
    assert "ಮುಖ್ಯ ಪರದೆ" in texts(stage.window), "not while a session is shown"
    stage.show(station(IDLE))
    stage.clock.seconds += REST_SECONDS - 5
    stage.show(station(IDLE))
    assert "ಪ್ಲಗ್ ಹಾಕಿ" in texts(stage.window), "the rider may still read it"
    stage.clock.seconds += 5
    stage.show(station(IDLE))
    assert "प्लग लगाएँ" in texts(stage.window)


def test_a_touch_shows_that_somebody_is_there(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(languages=ALL)
    stage.show(station(IDLE))
    tap(stage, "ಕನ್ನಡ")
    stage.clock.seconds += REST_SECONDS - 1
    QTest.mouseClick(stage.window.current_view(), Qt.MouseButton.LeftButton)
    stage.clock.seconds += REST_SECONDS - 1
    stage.show(station(IDLE))
    assert "ಪ್ಲಗ್ ಹಾಕಿ" in texts(stage.window)


def test_the_kiosk_begins_with_the_language_it_is_told(qtbot: QtBot) -> None:
    window = KioskWindow(RunOptions(windowed=True, language="kn"))
    qtbot.addWidget(window)
    window.appear()
    window.furnish(None)
    read = texts(window.screens)
    assert "ಸಂಪರ್ಕ ಆಗುತ್ತಿದೆ…" in read
    assert read.endswith("ಕ | EN | A+"), "those of the settings can be chosen besides"
    window.disappear()


def test_without_its_translation_a_language_is_english(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert not speak("hi", tmp_path)
    assert "translation hi is missing" in caplog.text
    assert QCoreApplication.translate("PreChargeView", "START") == "START"
    assert QLocale().language() is QLocale.Language.English
