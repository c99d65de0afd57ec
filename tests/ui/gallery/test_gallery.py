"""Every check on every screen of the gallery.

All screens are looked at in every size, theme, mode and language, but not each in each: the
combinations are dealt out evenly, the same ones in each run. ``GALLERY=all`` looks at all of them.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kiosk.gallery.painting import Look, easel
from kiosk.gallery.scene import DIM_SECONDS, Scene
from kiosk.run_options import LANGUAGES, MODES, SIZES, THEMES
from tests.ui.gallery import arcs, touch, words
from tests.ui.gallery.painted import Recorder, Screen

CHECKS: tuple[Callable[[Screen], Iterator[str]], ...] = (
    words.clipped,
    words.unpainted,
    words.overlapping,
    words.faint,
    words.small,
    touch.too_small,
    touch.too_close,
    touch.out_of_reach,
    touch.nameless,
    touch.unreachable,
    touch.without_edge,
    arcs.faint_parts,
)
LOOKS = [
    Look(size, theme, mode, language)
    for size in SIZES
    for theme in THEMES[1:]
    for mode in MODES
    for language in LANGUAGES
]
_ONE_IN = 1 if os.environ.get("GALLERY") == "all" else 23
"""Has no divisor in common with the number of looks: each screen gets into each of their parts."""


@pytest.fixture(scope="module")
def recorder() -> Iterator[Recorder]:
    with Recorder().listening() as recorder:
        yield recorder


@pytest.mark.parametrize("number", range(len(LOOKS)), ids=lambda number: LOOKS[number].folder)
def test_screens(number: int, scenes: tuple[Scene, ...], recorder: Recorder) -> None:
    faults = []
    with easel(LOOKS[number]) as stand:
        for scene in scenes[number % _ONE_IN :: _ONE_IN]:
            # What is dim is not there to be read.
            if scene.quiet < DIM_SECONDS and stand.show(scene):
                screen = recorder.screen(stand.window)
                faults += [
                    f"{scene.name}: {check.__name__}: {fault}"
                    for check in CHECKS
                    for fault in check(screen)
                ]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    report = f"{len(faults)} faults\n" + "\n".join(faults)
    assert not faults, report
