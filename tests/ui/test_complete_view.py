"""The summary: what it came to, and what can be done with it."""

from collections.abc import Callable

import pytest

from tests.ui.conftest import Stage
from tests.ui.render_all import MODES
from tests.ui.snapshots import samples
from tests.ui.test_fit import PANELS, faults_of
from ui.languages import LANGUAGES

NAMES = [name for name in samples() if name.startswith("complete")]


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel[0]}x{panel[1]}-{panel[2]}")
@pytest.mark.parametrize("mode", MODES)
def test_it_fits_in_every_mode(
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
            stage.show(samples()[name])
            faults += [f"{language} {name}: {fault}" for fault in faults_of(stage)]
    assert not faults, f"{len(faults)}:\n" + "\n".join(faults[:12])
