"""A scenario that is played at the connectors of one station."""

from kiosk.adapters.simulator.actions import ACTIONS
from kiosk.adapters.simulator.connector import SimulatedConnector
from kiosk.adapters.simulator.scenario import Scenario, StartAnswer
from kiosk.adapters.simulator.timeline import Timeline
from kiosk.adapters.simulator.world import World
from kiosk.domain.commands import CommandOutcome
from kiosk.domain.ocpp import ChargePointStatus, StopReason

_REPEAT_CHECK = 20.0


class ScenarioPlay:
    """Moves with its world's time, when told to. Connectors begin Available.

    With ``repeat`` the timeline begins again 20 to 40 s after it is over and all connectors are
    free.
    """

    def __init__(self, scenario: Scenario, world: World, *, repeat: bool) -> None:
        self._scenario = scenario
        self._world = world
        self._repeat = repeat
        self._was_over = False
        self._start_answers = list(scenario.start_answers)
        self._stops_ignored = scenario.stops_ignored
        self._timelines = {number: self._timeline(number) for number in scenario.connector_ids}
        self.connectors = {
            number: SimulatedConnector(number, world, timeline.happened, scenario.summary_delay)
            for number, timeline in self._timelines.items()
        }
        for timeline in self._timelines.values():
            timeline.begin()
        if repeat:
            self._begin_again()

    @property
    def timeline_done(self) -> bool:
        """Whether the scenario's events have all been; stays false while it repeats."""
        return not self._repeat and self._all_done

    def advance(self, to: float) -> None:
        """Let the world's time pass, up to ``to`` s."""
        self._world.advance(to, self._flow)

    def perform(self, key: str, connector_id: int) -> bool:
        """Perform a hand action; ``False`` where it is not possible now."""
        connector, action = self.connectors[connector_id], ACTIONS[key]
        if not action.possible(connector):
            return False
        self._world.catch_up(self._flow)
        action.perform(connector)
        return True

    def start(self, connector_id: int, id_tag: str) -> None:
        """Begin a transaction; the status must be Preparing."""
        self._world.catch_up(self._flow)
        self.connectors[connector_id].start(id_tag)

    def stop(self, connector_id: int, reason: StopReason) -> None:
        """End the connector's transaction, if there is one."""
        self._world.catch_up(self._flow)
        self.connectors[connector_id].stop(reason)

    def swallows_start(self) -> bool:
        """Tell whether the scenario leaves the start that comes now without an answer."""
        answers = self._start_answers
        if answers and answers[0].outcome is CommandOutcome.NOT_ANSWERED:
            del answers[0]
            return True
        return False

    def next_start_answer(self) -> StartAnswer:
        """Return what the scenario has for the start that comes now."""
        return self._start_answers.pop(0) if self._start_answers else StartAnswer()

    def ignores_stop(self) -> bool:
        """Tell whether the scenario has the stop that comes now accepted and ignored."""
        if self._stops_ignored:
            self._stops_ignored -= 1
            return True
        return False

    @property
    def _all_done(self) -> bool:
        return all(timeline.done for timeline in self._timelines.values())

    def _timeline(self, number: int) -> Timeline:
        events = tuple(event for event in self._scenario.timeline if event.connector_id == number)
        return Timeline(events, lambda key: self.perform(key, number), self._world.after)

    def _flow(self, seconds: float) -> bool:
        flowing = [connector.flow(seconds) for connector in self.connectors.values()]
        return any(flowing)

    def _begin_again(self) -> None:
        over = self._all_done and all(
            connector.status is ChargePointStatus.AVAILABLE
            for connector in self.connectors.values()
        )
        # Seen twice, so that a summary can be read before the next scooter comes.
        if over and self._was_over:
            self._start_answers = list(self._scenario.start_answers)
            self._stops_ignored = self._scenario.stops_ignored
            for timeline in self._timelines.values():
                timeline.begin()
        self._was_over = over and not self._was_over
        self._world.after(_REPEAT_CHECK, self._begin_again)
