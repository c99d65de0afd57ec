"""What is asked of SteVe, and what its words mean, the same for both of its interfaces."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

from kiosk.domain.commands import CommandOutcome, CommandResult

LONGEST_DETAIL = 200
"""Characters of SteVe's own words that are kept for the log."""

STATION_RESPONSES = {
    "Accepted": CommandOutcome.ACCEPTED,
    "Rejected": CommandOutcome.REJECTED,
}
"""RemoteStartStopStatus, OCPP 1.6 section 7.34."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One remote command, for the station that the interface was made for.

    ``name`` is OCPP's. ``parameters`` carry the names that SteVe gives them, in its JSON and in
    its form alike.
    """

    name: Literal["RemoteStartTransaction", "RemoteStopTransaction"]
    parameters: tuple[tuple[str, int | str], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class InterfaceProbe:
    """What was found at the address, without anything having been started.

    ``interface`` is the one that commands go through. ``obstacle`` is why none can be given, or
    ``None`` where all is well. ``detail`` is a sentence for the technician, without secrets.
    """

    interface: Literal["rest", "web_form"] | None
    obstacle: CommandOutcome | None
    detail: str


class Interface(Protocol):
    """One way to command a station. Blocking, safe to share among threads, never raising."""

    def perform(self, operation: Operation, deadline: float) -> CommandResult:
        """Give the command, once; ``deadline`` is on the clock of ``time.monotonic``."""
        ...

    def probe(self, deadline: float) -> InterfaceProbe:
        """Find out whether commands can be given, without giving one."""
        ...


def refusal(words: str) -> CommandOutcome:
    """Tell why SteVe refused, by the words it uses in both of its interfaces."""
    words = words.casefold()
    if "no stations are eligible" in words:
        return CommandOutcome.STATION_OFFLINE
    if "not active at this station" in words:
        return CommandOutcome.NOT_ACTIVE
    if "tag" in words and "eligible" in words:
        return CommandOutcome.TAG_NOT_ELIGIBLE
    return CommandOutcome.SERVER_ERROR


def quoted(words: object) -> str:
    """Return foreign words as one short printable line."""
    line = " ".join(str(words).split())
    return "".join(c if c.isprintable() else "?" for c in line)[:LONGEST_DETAIL]
