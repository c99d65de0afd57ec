"""What the doctor says of the panel's backlight."""

from pathlib import Path

import pytest

from kiosk.backoffice.doctor.backlight import backlight_check
from kiosk.backoffice.doctor.findings import Finding
from kiosk.domain.errors import Misconfigured
from kiosk.inspection import BacklightFacts

PANEL = BacklightFacts(Path("/sys/class/backlight/panel"), 200, 255, writable=True)
LOCKED = BacklightFacts(Path("/sys/class/backlight/panel"), 200, 255, writable=False)


def found(facts: BacklightFacts | None) -> Finding:
    (finding,) = backlight_check(lambda: facts).run()
    return finding


@pytest.mark.parametrize(
    ("facts", "level", "seen"),
    [
        (PANEL, "ok", "panel, 200 of 255"),
        (LOCKED, "warning", "cannot be set"),
        (None, "ok", "none"),
    ],
)
def test_a_backlight_is_told(facts: BacklightFacts | None, level: str, seen: str) -> None:
    finding = found(facts)
    assert finding.level == level
    assert seen in finding.seen
    assert (level == "ok") is not finding.advice.endswith("by a rule of udev")


def test_one_that_makes_no_sense_is_no_problem() -> None:
    def look() -> BacklightFacts | None:
        raise Misconfigured("can't read /sys/class/backlight/panel/brightness: No such file")

    (finding,) = backlight_check(look).run()
    assert finding.level == "warning"
    assert "ui.backlight" in finding.advice
