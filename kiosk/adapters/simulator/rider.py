"""A rider who follows a scenario's script, tapping only what the view allows."""

from dataclasses import dataclass, field
from typing import Protocol

from kiosk.adapters.simulator.scenario import RiderStep, Scenario
from kiosk.domain.intents import (
    Dismissed,
    Intent,
    LimitChosen,
    StartRequested,
    StopRequested,
    TargetChosen,
)
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    SessionPhase,
    StationSnapshot,
    VehicleInfoState,
)


class ScenarioProgress(Protocol):
    """What the rider must know of the station to tell that a scenario is over."""

    @property
    def elapsed(self) -> float:
        """Simulated seconds since the beginning."""
        ...

    @property
    def timeline_done(self) -> bool:
        """Whether nothing more will happen by itself."""
        ...


@dataclass(slots=True)
class _Script:
    steps: list[RiderStep] = field(default_factory=list)
    session_phase: SessionPhase | None = None
    since: float = 0.0


class ScriptedRider:
    """Gives each connector's steps in order, each once; connectors don't wait for one another."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._scripts = {number: _Script() for number in scenario.connector_ids}
        for step in scenario.rider:
            self._scripts[step.intent.connector_id].steps.append(step)

    def react(self, snapshot: StationSnapshot, now_monotonic: float) -> tuple[Intent, ...]:
        """Return what is to be tapped now; at most one intent a connector.

        ``now_monotonic`` is the simulated clock's, in s.
        """
        intents = []
        for connector in snapshot.connectors:
            script = self._scripts.get(connector.connector_id)
            if script is None:
                continue
            if script.steps and _has_passed(script.steps[0], script.session_phase, connector):
                del script.steps[0]
            if connector.session_phase is not script.session_phase:
                script.session_phase = connector.session_phase
                script.since = now_monotonic
            if script.steps and _is_due(script.steps[0], connector, now_monotonic - script.since):
                intents.append(script.steps.pop(0).intent)
                script.since = now_monotonic
        return tuple(intents)

    def finished(self, snapshot: StationSnapshot, station: ScenarioProgress) -> bool:
        """Tell whether the scenario is over."""
        if station.elapsed >= self._scenario.limit:
            return True
        return (
            station.timeline_done
            and not any(script.steps for script in self._scripts.values())
            and all(
                connector.session_phase is SessionPhase.AVAILABLE
                for connector in snapshot.connectors
            )
        )


def _has_passed(step: RiderStep, before: SessionPhase | None, connector: ConnectorSnapshot) -> bool:
    """Tell whether a summary went away by itself before it was put away."""
    now = connector.session_phase
    gone = before is SessionPhase.COMPLETE and now is not SessionPhase.COMPLETE
    return isinstance(step.intent, Dismissed) and (gone or now is SessionPhase.AVAILABLE)


def _is_due(step: RiderStep, connector: ConnectorSnapshot, waited: float) -> bool:
    if connector.session_phase is not step.when or waited < step.after:
        return False
    if step.noticed and connector.notice is None:
        return False
    return _is_enabled(step.intent, connector)


def _is_enabled(intent: Intent, connector: ConnectorSnapshot) -> bool:
    match intent:
        case TargetChosen() | LimitChosen():
            return connector.vehicle_info is VehicleInfoState.VALID
        case StartRequested():
            return connector.can_start
        case StopRequested():
            return connector.charging is not None and connector.charging.can_stop
        case _:
            return True
