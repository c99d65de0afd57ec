"""Large text and low reach: where everything stands, how large it is, and when it ends."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest

from kiosk.domain.snapshot import StationSnapshot
from tests.ui.conftest import Stage
from tests.ui.render_all import MODES
from tests.ui.seeing import buttons, place
from tests.ui.snapshots import samples
from tests.ui.test_fit import PANELS, faults_of
from ui.front import Front
from ui.languages import LANGUAGES
from ui.style import Style

ALL = tuple(LANGUAGES)
PANEL_IDS = [f"{width}x{height}-{panel_mm}" for width, height, panel_mm in PANELS]
OTHERS = ("idle", "pre-charge", "waiting", "notice", "complete", "receipt", "history")


def mine() -> Iterator[tuple[str, StationSnapshot]]:
    for name, snapshot in samples().items():
        if not name.startswith(OTHERS):
            yield name, snapshot


@pytest.mark.parametrize("panel", PANELS, ids=PANEL_IDS)
@pytest.mark.parametrize(("mode", "code"), [p for p in product(MODES, ALL) if p[0] != "normal"])
def test_every_mode_fits(
    make_stage: Callable[..., Stage],
    panel: tuple[int, int, tuple[float, float] | None],
    mode: str,
    code: str,
) -> None:
    width, height, panel_mm = panel
    stage = make_stage(
        width,
        height,
        panel_mm=panel_mm,
        theme="high_contrast",
        languages=ALL,
        language=code,
        modes=MODES[mode],
    )
    stage.window.load_curve()
    faults = []
    for name, snapshot in mine():
        stage.window._front = Front()
        stage.window.render(snapshot)
        faults += [f"{name}: {fault}" for fault in (*faults_of(stage), *_too_high(stage))]
    assert not faults, "\n".join(faults)


def _too_high(stage: Stage) -> list[str]:
    top = stage.window.current_view().style_in_force.metrics.reach_top
    return [
        f"{shown.accessibleName()!r} stands at {place(shown, stage.window)}, above {top}"
        for shown in buttons(stage.window)
        if shown.isEnabled() and place(shown, stage.window).top() < top
    ]


@pytest.mark.parametrize("panel", PANELS, ids=PANEL_IDS)
def test_all_that_is_painted_in_large_mode_is_large(
    make_stage: Callable[..., Stage],
    panel: tuple[int, int, tuple[float, float] | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    width, height, panel_mm = panel
    stage = make_stage(width, height, panel_mm=panel_mm, modes=MODES["large"], languages=ALL)
    stage.window.load_curve()
    asked: list[int] = []
    font_px = Style.font_px

    def listening(style: Style, pixels: int, *rest: object) -> object:
        asked.append(pixels)
        return font_px(style, pixels, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Style, "font_px", listening)
    for name, snapshot in mine():
        stage.window._front = Front()
        stage.window.render(snapshot)
        asked.clear()
        stage.window.grab()
        metrics = stage.window.current_view().style_in_force.metrics
        capital = 0.714 * min(asked)
        assert capital >= 0.01222 * 600 * metrics.density - 0.5, f"{name}: {min(asked)} px"
