"""What a rider asks for, on its way from a view to a charging session."""

from dataclasses import dataclass

from kiosk.domain.snapshot import Limit


@dataclass(frozen=True, slots=True)
class TargetChosen:
    """The rider picked a target in %; ``custom`` where it came from the number pad."""

    connector_id: int
    percent: int
    custom: bool = False


@dataclass(frozen=True, slots=True)
class LimitChosen:
    """The rider wants to charge for so many minutes, or for so much money."""

    connector_id: int
    limit: Limit


@dataclass(frozen=True, slots=True)
class StartRequested:
    """START was pressed."""

    connector_id: int


@dataclass(frozen=True, slots=True)
class StopRequested:
    """STOP was pressed."""

    connector_id: int


@dataclass(frozen=True, slots=True)
class Dismissed:
    """The summary (or a notice) was put away."""

    connector_id: int


@dataclass(frozen=True, slots=True)
class MoreTimeRequested:
    """The countdown of the summary was tapped: begin it again."""

    connector_id: int


@dataclass(frozen=True, slots=True)
class ReceiptPrintRequested:
    """The rider wants the receipt of the summary on the screen on paper."""

    connector_id: int


Intent = (
    TargetChosen
    | LimitChosen
    | StartRequested
    | StopRequested
    | Dismissed
    | MoreTimeRequested
    | ReceiptPrintRequested
)
