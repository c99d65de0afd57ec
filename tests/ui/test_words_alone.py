"""What gives way on a small panel leaves nothing behind that says nothing alone."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest

from tests.ui.conftest import Stage
from tests.ui.render_all import MODES, SIZES
from tests.ui.seeing import place, texts, written
from tests.ui.snapshots import samples
from ui.front import Front
from ui.languages import LANGUAGES
from ui.main_window import MainWindow
from ui.widgets.target_card import TargetCard

ALL = tuple(LANGUAGES)
NUMBER = "1800 000 1234"


@pytest.fixture(params=product(SIZES, MODES, ALL), ids=str)
def screens(
    request: pytest.FixtureRequest, make_stage: Callable[..., Stage]
) -> Callable[[str], Iterator[MainWindow]]:
    (width, height), mode, code = request.param
    stage = make_stage(width, height, languages=ALL, language=code, modes=MODES[mode])

    def shown(start: str) -> Iterator[MainWindow]:
        for name, snapshot in samples().items():
            if name.startswith(start):
                stage.window._front = Front()
                stage.window.render(snapshot)
                yield stage.window

    return shown


def test_all_steps_are_said_or_none(screens: Callable[[str], Iterator[MainWindow]]) -> None:
    for window in screens("idle"):
        read = texts(window)
        assert ("1  " in read) == ("3  " in read), read


def test_a_number_to_call_is_not_alone(screens: Callable[[str], Iterator[MainWindow]]) -> None:
    for window in screens(""):
        if window.height() != 480:
            continue
        for said in written(window):
            text = said.text().replace("\xa0", " ").strip()
            if text == NUMBER:
                box = place(said, window)
                above = [place(other, window) for other in written(window)]
                assert any(
                    other.bottom() < box.top() <= other.bottom() + box.height()
                    and other.left() == box.left()
                    for other in above
                ), texts(window)


def test_the_chosen_target_has_its_tick(screens: Callable[[str], Iterator[MainWindow]]) -> None:
    for window in screens("pre-charge"):
        for card in window.findChildren(TargetCard):
            in_row = card.isVisible() and card.state.chosen and not card.overhang
            if in_row and window.width() > window.height():
                assert card.has_room_for_tick(), card.text()
