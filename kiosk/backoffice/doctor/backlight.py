"""Check of the panel's backlight: it is only looked at."""

from collections.abc import Callable, Iterator

from kiosk.backoffice.doctor.examination import Check
from kiosk.backoffice.doctor.findings import Finding, ok, warning
from kiosk.domain.errors import Misconfigured
from kiosk.inspection import BacklightFacts


def backlight_check(look: Callable[[], BacklightFacts | None]) -> Check:
    """Return the check. A resting screen is black without it, so that nothing is a problem."""

    def run() -> Iterator[Finding]:
        try:
            facts = look()
        except Misconfigured as error:
            yield warning("backlight", str(error), "correct ui.backlight, or leave it empty")
            return
        if facts is None:
            yield ok("backlight", "none: a resting screen is darkened by painting only")
            return
        seen = f"{facts.folder.name}, {facts.brightness} of {facts.highest}"
        if facts.writable:
            yield ok("backlight", seen)
        else:
            advice = f"let the kiosk's user write {facts.folder}/brightness, by a rule of udev"
            yield warning("backlight", f"{seen}, cannot be set", advice)

    return Check("backlight", run)
