"""What a rider asks for, on its way from a view to a charging session."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TargetChosen:
    """The rider picked a target in %; ``custom`` where it came from the stepper."""

    connector_id: int
    percent: int
    custom: bool = False


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


Intent = TargetChosen | StartRequested | StopRequested | Dismissed | MoreTimeRequested
