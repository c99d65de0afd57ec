"""The summary: what it came to, and what can be done with it."""

from collections.abc import Callable

import pytest

from kiosk.domain.snapshot import SummarySource
from tests.ui.conftest import Stage
from tests.ui.render_all import MODES
from tests.ui.seeing import texts
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
            summary = samples()[name].connectors[0].summary
            worked_out = summary is not None and summary.source is SummarySource.WORKED_OUT
            if language == "en" and worked_out and "the meter" not in texts(stage.window):
                faults.append(f"{name}: nothing says that the figures are worked out")
    assert not faults, f"{len(faults)}:\n" + "\n".join(faults[:12])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("complete-minutes", "Stopped after 30 min, as you chose."),
        ("complete-money", "Stopped at ₹20.00, as you chose."),
        ("complete-receipt", "Total ₹14.43"),
        ("complete-so-far", "Total so far ₹14.43"),
    ],
)
def test_limits_and_costs_are_named(stage: Stage, name: str, said: str) -> None:
    stage.show(samples()[name])
    assert said in texts(stage.window)


def test_without_a_tariff_there_is_no_money(stage: Stage) -> None:
    stage.show(samples()["complete"])
    assert "₹" not in texts(stage.window)
    assert "Total" not in texts(stage.window)
