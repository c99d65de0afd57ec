"""The last sessions: a page at a time, nothing personal, and gone when nobody reads them."""

from collections.abc import Callable

import pytest

from kiosk.domain.snapshot import StationSnapshot
from tests.ui.conftest import Stage
from tests.ui.render_all import MODES
from tests.ui.samples_receipt import open_page, past_sessions, samples
from tests.ui.snapshots import IDLE_LAST, station
from tests.ui.test_fit import PANELS, faults_of
from ui.languages import LANGUAGES
from ui.views.history_view import HistoryView

NAMES = [name for name in samples() if name.startswith("history")]
FULL = station(IDLE_LAST, history=past_sessions())


def show_history(stage: Stage, snapshot: StationSnapshot = FULL) -> HistoryView:
    """Show the idle screen, and open the history."""
    stage.show(snapshot)
    open_page(stage.window, "history")
    stage.show(snapshot)
    view = stage.window.current_view()
    assert isinstance(view, HistoryView)
    return view


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel[0]}x{panel[1]}-{panel[2]}")
@pytest.mark.parametrize("mode", MODES)
def test_it_fits(
    make_stage: Callable[..., Stage],
    panel: tuple[int, int, tuple[float, float] | None],
    mode: str,
) -> None:
    width, height, panel_mm = panel
    faults = []
    for language in LANGUAGES:
        stage = make_stage(
            width,
            height,
            panel_mm=panel_mm,
            theme="high_contrast",
            languages=tuple(LANGUAGES),
            language=language,
            modes=MODES[mode],
        )
        for name in NAMES:
            view = show_history(stage, samples()[name])
            faults += [f"{language} {name}: {fault}" for fault in faults_of(stage)]
            view.left.emit()
    assert not faults, f"{len(faults)}:\n" + "\n".join(faults[:12])
