"""The receipt on the screen: all of it, and a code that telephones read."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.snapshot import StationSnapshot
from tests.ui.codes import read_codes
from tests.ui.conftest import Stage
from tests.ui.render_all import MODES
from tests.ui.samples_receipt import open_page, samples
from tests.ui.test_fit import PANELS, faults_of
from ui.languages import LANGUAGES
from ui.views.receipt_view import ReceiptView

LEFT = Qt.MouseButton.LeftButton
WORDY = ("receipt-long", "receipt-closing", "receipt-printed", "receipt-not-printed")
NAMES = [name for name in samples() if name.startswith("receipt")]


def show_receipt(stage: Stage, snapshot: StationSnapshot) -> ReceiptView:
    """Show a summary, and open its receipt."""
    stage.show(snapshot)
    open_page(stage.window, "receipt")
    stage.show(snapshot)
    view = stage.window.current_view()
    assert isinstance(view, ReceiptView)
    return view


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel[0]}x{panel[1]}-{panel[2]}")
@pytest.mark.parametrize("mode", MODES)
def test_it_fits_and_its_code_is_read(
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
        for name in NAMES if (language, mode) == ("en", "normal") else WORDY:
            view = show_receipt(stage, samples()[name])
            leaves = 0
            while True:
                leaves += 1
                faults += [f"{language} {name}: {fault}" for fault in faults_of(stage)]
                if leaves == 1 and language == "en" and name != "receipt-malformed":
                    image = stage.window.grab().toImage()
                    if read_codes(image) != [view.connector.receipt]:
                        faults.append(f"{name}: the code can't be read")
                if not view.turn.isVisible() or leaves == view._leaves:
                    break
                view.turn.click()
            view.left.emit()
    assert not faults, f"{len(faults)}:\n" + "\n".join(faults[:12])
