"""What a scenario is made of: data, no behaviour."""

from dataclasses import dataclass
from enum import Enum

from kiosk.domain.commands import CommandOutcome
from kiosk.domain.intents import Intent
from kiosk.domain.snapshot import SessionPhase


class Moment(Enum):
    """What an event of the timeline waits for."""

    PREVIOUS = "previous"
    """The event before it on the same connector, or the scenario's beginning."""
    STARTED = "started"
    """The next transaction's start."""
    ENDED = "ended"
    """The end of the transaction."""


@dataclass(frozen=True, slots=True)
class StationEvent:
    """A hand action (see ``actions.py``) ``seconds`` after its moment.

    The events of one connector follow one another; those of another connector run beside them.
    One that is not possible when its time comes is passed over.
    """

    seconds: float
    action: str
    after: Moment = Moment.PREVIOUS
    connector_id: int = 1


@dataclass(frozen=True, slots=True)
class StartAnswer:
    """What becomes of a RemoteStartTransaction; ``delay`` in s until the answer.

    ``followed`` tells whether an accepted start is followed by a transaction.
    """

    outcome: CommandOutcome = CommandOutcome.ACCEPTED
    delay: float = 0.25
    followed: bool = True


@dataclass(frozen=True, slots=True)
class RiderStep:
    """An intent, once its connector has been in ``when`` for ``after`` s and the view allows it.

    The seconds count anew from the step before. ``noticed``: only once a notice is shown.
    """

    when: SessionPhase
    intent: Intent
    after: float = 3.0
    noticed: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """A situation to be seen and tested. Times in simulated seconds.

    ``start_answers`` are for the first starts, in order; all others are accepted and followed.
    ``stops_ignored`` is how many accepted stops have no effect. ``summary_delay``: when the
    SessionSummary comes after the end, 0 before Finishing, ``None`` never. ``head_start`` is for
    how long the station has been running when the kiosk first looks. ``clock_offset``: how far
    the station's clock is ahead. It is over when timeline and rider are done and all connectors
    are free again, and in any case after ``limit``.
    """

    name: str
    title: str
    shows: str
    timeline: tuple[StationEvent, ...]
    rider: tuple[RiderStep, ...] = ()
    connector_ids: tuple[int, ...] = (1,)
    start_answers: tuple[StartAnswer, ...] = ()
    stops_ignored: int = 0
    summary_delay: float | None = 0.0
    head_start: float = 1.0
    clock_offset: float = -0.4
    limit: float = 1800.0
