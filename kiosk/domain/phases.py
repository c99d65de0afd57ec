"""The session phases as one table.

The phase follows from what is true now, not from what happened: the first row of ``PHASE_TABLE``
whose condition holds gives it, whatever the phase was before. So a missed poll, a repeated row or a
restart in mid-charge all land in the same place, and no phase can be a dead end. What the database
shows stands above what the rider did. The diagram in the documentation is made from this table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import OutOfServiceReason, SessionPhase


class Charge(Enum):
    """What the database shows of the connector's newest transaction."""

    NONE = "none"
    """There is none to be shown."""
    OPEN = "open"
    ENDED = "ended"
    """It is over and its summary waits to be seen."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that decides the phase.

    ``read``: the station has been read at least once. ``service``: why nothing can be charged
    here, if anything. ``start_pending``: a START was given and its outcome is open.
    ``stop_wanted``: the open transaction is to be stopped. ``spent``: the cable is still in from a
    charge that is over. ``link_down``: the data has been out of reach for longer than a hiccup.
    """

    read: bool
    status: ChargePointStatus | None
    service: OutOfServiceReason | None
    charge: Charge
    start_pending: bool
    stop_wanted: bool
    spent: bool
    link_down: bool


@dataclass(frozen=True, slots=True)
class PhaseRule:
    """One row: while ``holds``, and no row above does, the session is in ``session_phase``."""

    why: str
    holds: Callable[[Facts], bool]
    session_phase: SessionPhase


PHASE_TABLE: tuple[PhaseRule, ...] = (
    PhaseRule("nothing has been read yet", lambda f: not f.read, SessionPhase.CONNECTING),
    PhaseRule(
        "the station is out of order",
        lambda f: f.service is not None,
        SessionPhase.OUT_OF_SERVICE,
    ),
    PhaseRule(
        "a stop was asked for and the transaction is open",
        lambda f: f.charge is Charge.OPEN and f.stop_wanted,
        SessionPhase.STOPPING,
    ),
    PhaseRule("a transaction is open", lambda f: f.charge is Charge.OPEN, SessionPhase.CHARGING),
    PhaseRule(
        "a start was given and its outcome is open",
        lambda f: f.start_pending,
        SessionPhase.STARTING,
    ),
    PhaseRule(
        "a transaction has ended and its summary waits",
        lambda f: f.charge is Charge.ENDED,
        SessionPhase.COMPLETE,
    ),
    PhaseRule("the data is out of reach", lambda f: f.link_down, SessionPhase.OUT_OF_SERVICE),
    PhaseRule(
        "the connector is reserved",
        lambda f: f.status is ChargePointStatus.RESERVED,
        SessionPhase.RESERVED,
    ),
    PhaseRule(
        "the charge is over and the cable is in",
        lambda f: f.spent or f.status is ChargePointStatus.FINISHING,
        SessionPhase.UNPLUG,
    ),
    PhaseRule(
        "the connector is free",
        lambda f: f.status is ChargePointStatus.AVAILABLE,
        SessionPhase.AVAILABLE,
    ),
    PhaseRule("a vehicle is plugged in", lambda _: True, SessionPhase.PREPARING),
)


def rule_for(facts: Facts) -> PhaseRule:
    """Return the row that decides; the last row always holds."""
    return next(rule for rule in PHASE_TABLE if rule.holds(facts))
