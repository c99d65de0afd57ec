"""Without any colour the states are still told apart."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton

from kiosk.gallery.painting import Look, easel
from kiosk.gallery.scene import Scene
from tests.ui.gallery.arcs import thickness
from tests.ui.gallery.painted import Recorder, Screen
from ui.widgets.language_button import LanguageButton
from ui.widgets.ring_gauge import RingGauge
from ui.widgets.target_card import TargetCard

Show = Callable[[str], Screen]

STATES = (
    "available",
    "preparing-to-90",
    "preparing-stale",
    "starting",
    "charging",
    "charging-paused-by-station",
    "charging-old",
    "stopping",
    "complete-rider",
    "unplug",
    "reserved",
    "out-of-service-unavailable",
    "out-of-service-faulted-connector-lock-failure",
    "out-of-service-faulted-ground-failure",
    "set-up",
)


@pytest.fixture(params=["dark", "light", "high_contrast"])
def shown(request: pytest.FixtureRequest, scenes: tuple[Scene, ...]) -> Iterator[Show]:
    """Return a function that shows a scene by its name, in each theme."""
    by_name = {scene.name: scene for scene in scenes}
    recorder = Recorder()
    with easel(Look((1280, 800), request.param, "normal", "en")) as stand:

        def show_scene(name: str) -> Screen:
            assert stand.show(by_name[name])
            return recorder.screen(stand.window)

        yield show_scene


def grey(picture: QImage, part: QRect | None = None) -> QImage:
    """Return a part of a picture, or all of it, without its colours."""
    part = part or picture.rect()
    shades = picture.copy(part).convertToFormat(QImage.Format.Format_Grayscale8)
    return shades.convertToFormat(QImage.Format.Format_RGB32)


def differing(first: QImage, second: QImage) -> float:
    """The share of px that are clearly lighter or darker in one than in the other."""
    assert first.size() == second.size()
    difference = QImage(first)
    painter = QPainter(difference)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, second)
    painter.end()
    shades = Counter(memoryview(difference.constBits()).cast("I"))
    clear = sum(count for pixel, count in shades.items() if pixel & 0xFF > 48)
    return clear / shades.total()


def the_button(screen: Screen, name: str) -> QAbstractButton:
    return next(b for b in screen.controls() if b.accessibleName().lower().startswith(name))


def test_colours_alone_make_no_difference() -> None:
    """The red and the green here are of one lightness: this is what the tests below must find."""
    pictures = [QImage(100, 100, QImage.Format.Format_RGB32) for _ in range(3)]
    for picture, colour in zip(pictures, ("#34D399", "#FF9999", "#102030"), strict=True):
        picture.fill(QColor(colour))
    green, red, dark = map(grey, pictures)
    assert differing(green, red) == 0.0
    assert differing(green, dark) == 1.0


def test_every_two_states_differ(shown: Show) -> None:
    # A quarter of the size is enough for what is to be seen at a glance.
    pictures = {name: grey(shown(name).picture.scaled(320, 200)) for name in STATES}
    for (first, one), (second, other) in combinations(pictures.items(), 2):
        assert differing(one, other) > 0.01, f"{first} looks like {second}"


def test_start_is_filled_and_stop_is_not(shown: Show) -> None:
    before = shown("preparing-to-90")
    place = before.place(the_button(before, "start"))
    start = grey(before.picture, place)
    during = shown("charging")
    assert during.place(the_button(during, "stop")) == place, "they share a place"
    assert differing(start, grey(during.picture, place)) > 0.5


def test_the_chosen_target_is_marked(shown: Show) -> None:
    pictures: dict[str, list[QImage]] = {}
    for name in ("preparing-to-90", "preparing-to-100"):
        screen = shown(name)
        cards = [c for c in screen.controls() if isinstance(c, TargetCard)]
        ticks = [QRect(screen.place(card).topLeft(), card.size()) for card in cards[:2]]
        # The left part, which holds the tick and an edge but no figures.
        for tick in ticks:
            tick.setWidth(60)
        pictures[name] = [grey(screen.picture, tick) for tick in ticks]
    chosen, other = pictures["preparing-to-90"]
    assert differing(chosen, other) > 0.03
    assert differing(chosen, pictures["preparing-to-100"][0]) > 0.03


def test_the_language_in_force_is_marked(shown: Show) -> None:
    screen = shown("available")
    first, second, *_ = [c for c in screen.controls() if isinstance(c, LanguageButton)]
    lower = [screen.place(button) for button in (first, second)]
    for box in lower:
        # Below the name: where the line is.
        box.setTop(box.bottom() - box.height() // 4)
    one, other = (grey(screen.picture, box) for box in lower)
    assert differing(one, other) > 0.05


def test_what_is_held_added_and_missing_is_told_by_thickness(shown: Show) -> None:
    screen = shown("charging")
    (ring,) = (r for r in screen.window.findChildren(RingGauge) if r.isVisible())
    held, added, missing = (thickness(screen, ring, percent) for percent in (30, 68, 84))
    assert held > 2 * missing > 8
    assert added > 1.4 * held


def test_old_figures_look_old(shown: Show) -> None:
    fresh, old = shown("charging"), shown("charging-old")
    # The highest contrast leaves little to fade: there the curve goes and the age is said.
    whole = fresh.picture.rect()
    assert differing(grey(fresh.picture, whole), grey(old.picture, whole)) > 0.01
