"""Check of SteVe's web interface: nothing is started."""

from collections.abc import Callable, Iterator

from kiosk.backoffice.doctor.examination import Check
from kiosk.backoffice.doctor.findings import Finding, ok, problem
from kiosk.domain.commands import CommandOutcome
from kiosk.inspection import CommandsFacts

_WORDS = {"rest": "REST operations", "web_form": "web form"}
_ADVICE = {
    CommandOutcome.UNAUTHORIZED: "correct [steve] user and password: rest takes the web user's "
    "API password, web_form the login password",
    CommandOutcome.NO_SUCH_INTERFACE: "correct [steve] base_url with its context, or interface",
    CommandOutcome.UNREACHABLE: "start SteVe, or correct [steve] base_url",
}


def commands_check(base_url: str, probe: Callable[[], CommandsFacts]) -> Check:
    """Return the check of whether commands can be given at ``base_url``."""

    def run() -> Iterator[Finding]:
        found = probe()
        if found.obstacle is None:
            interface = _WORDS.get(found.interface or "", found.interface)
            yield ok("commands", f"{interface} at {base_url}, the credentials are right")
            return
        what = found.obstacle.value.replace("_", " ")
        advice = _ADVICE.get(found.obstacle, "look into SteVe's own log")
        yield problem("commands", f"{what} at {base_url}: {found.detail}", advice)

    return Check("commands", run, remedy="correct [steve]")
