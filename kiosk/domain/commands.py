"""What a charging session asks to be done, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from kiosk.domain.learning import Lesson
from kiosk.domain.snapshot import Limit, SummaryFigures


class CommandOutcome(Enum):
    """What a remote command came to, a row of the central system's answers each.

    Only ``ACCEPTED`` says that the station took the command, and even that is no proof that
    anything follows: the database decides.
    """

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    STATION_ERROR = "station_error"
    """The station answered CALLERROR."""
    NOT_ANSWERED = "not_answered"
    """The station is connected and stayed silent; the outcome is unknown."""
    STATION_OFFLINE = "station_offline"
    TAG_NOT_ELIGIBLE = "tag_not_eligible"
    NOT_ACTIVE = "not_active"
    """A stop for a transaction that the central system does not hold to be active."""
    UNAUTHORIZED = "unauthorized"
    """Wrong credentials, or none taken."""
    NO_SUCH_INTERFACE = "no_such_interface"
    """The address answers, but not as the central system's command interface."""
    SERVER_ERROR = "server_error"
    UNREACHABLE = "unreachable"
    """Nothing was sent: no connection."""
    UNKNOWN = "unknown"
    """Sent, but the answer never came: the outcome is unknown."""


@dataclass(frozen=True, slots=True)
class CommandResult:
    """An outcome and a sentence for the log, without secrets."""

    outcome: CommandOutcome
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StartIntent:
    """A START as the rider meant it, kept so that it outlives a crash.

    ``requested`` is the database's clock. ``after_transaction`` is the newest transaction id at
    that time (0: none): the transaction that follows has a higher one. ``transaction_id`` is
    filled in as soon as it is known.
    """

    connector_id: int
    target: int
    requested: datetime
    after_transaction: int
    transaction_id: int | None = None
    stop_requested: bool = False
    start_soc: float | None = None
    max_current: float | None = None
    tariff: str = ""
    """The price fixed for the session, by :func:`kiosk.domain.tariff.price_to_text`; empty: no
    tariff."""
    limit: Limit | None = None
    """What ends the charge before it is full; ``target`` is 100 then."""


@dataclass(frozen=True, slots=True)
class RemoteStart:
    """Send RemoteStartTransaction for the connector, once."""

    connector_id: int


@dataclass(frozen=True, slots=True)
class RemoteStop:
    """Send RemoteStopTransaction for the transaction."""

    transaction_id: int


@dataclass(frozen=True, slots=True)
class KeepStartIntent:
    """Store the intent before anything that follows in the same batch."""

    intent: StartIntent


@dataclass(frozen=True, slots=True)
class ForgetStartIntent:
    """The connector's intent has served its purpose."""

    connector_id: int


@dataclass(frozen=True, slots=True)
class SessionCharge:
    """What a session is charged by: the price fixed at START, as text; empty without a tariff.

    Once it is ``final`` the receipt is issued, and no later version changes it.
    """

    tariff: str
    idle_seconds: float = 0.0
    final: bool = False


@dataclass(frozen=True, slots=True)
class RecordSession:
    """Store the summary of a session that ended; a later version replaces it.

    ``charge`` is ``None`` where no receipt is to be given: begun elsewhere, or given already.
    ``lessons`` replace those of an earlier version, if there are any.
    """

    connector_id: int
    summary: SummaryFigures
    charge: SessionCharge | None = None
    lessons: tuple[Lesson, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintReceipt:
    """Put the receipt of a signed text on paper, once."""

    connector_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something for the technician's log, said once for each ``key``."""

    key: str
    text: str


Effect = (
    RemoteStart
    | RemoteStop
    | KeepStartIntent
    | ForgetStartIntent
    | RecordSession
    | PrintReceipt
    | Remark
)
