"""While a charge goes on the screen always says why the power is what it is."""

from collections.abc import Callable

import pytest

from tests.ui.conftest import Stage
from tests.ui.seeing import written
from tests.ui.snapshots import samples
from tests.ui.test_fit import PANELS
from ui.front import Front
from ui.languages import LANGUAGES
from ui.views.charging_view import ChargingView
from ui.widgets.paragraph import Paragraph


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel[0]}x{panel[1]}-{panel[2]}")
def test_the_reason_is_always_there(
    make_stage: Callable[..., Stage],
    panel: tuple[int, int, tuple[float, float] | None],
    language: str,
) -> None:
    width, height, panel_mm = panel
    stage = make_stage(
        width, height, panel_mm=panel_mm, languages=tuple(LANGUAGES), language=language
    )
    stage.window.load_curve()
    without = []
    for name, snapshot in samples().items():
        stage.window._front = Front()
        stage.window.render(snapshot)
        view = stage.window.current_view()
        if isinstance(view, ChargingView) and not any(
            isinstance(each, Paragraph) and each.parent() is view for each in written(stage.window)
        ):
            without.append(name)
    assert not without
