"""The simulated station behind the worker's ports. It has no task and no thread.

Whenever somebody reads or acts, it catches up with the clock.
"""

from datetime import timedelta
from random import Random

from kiosk.adapters.simulator.actions import ACTIONS
from kiosk.adapters.simulator.central_system import CentralSystem
from kiosk.adapters.simulator.messages import Heartbeat, StatusNotification
from kiosk.adapters.simulator.play import ScenarioPlay
from kiosk.adapters.simulator.scenario import Scenario
from kiosk.adapters.simulator.world import World
from kiosk.domain.commands import CommandOutcome, CommandResult
from kiosk.domain.errors import Unreachable
from kiosk.domain.observation import StationObservation
from kiosk.domain.ocpp import ChargePointStatus, StopReason
from kiosk.ports import Clock

HEARTBEAT_INTERVAL = 60.0
_ANSWER_DELAY = 0.25


class SimulatedStation:
    """A StationReader and ChargingCommands that plays a scenario's timeline by itself.

    With ``repeat`` the timeline begins again 20 to 40 s after it is over and all connectors are
    free. Two stations with the same seed that are given the same commands at the same time write
    the same rows.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        clock: Clock,
        charge_box_id: str = "RIVOT_100A_01",
        id_tag: str = "KIOSK01",
        seed: int = 1,
        repeat: bool = False,
    ) -> None:
        """Begin now. ``id_tag`` is the only one that a remote start may name."""
        self.charge_box_id = charge_box_id
        self.connector_ids = scenario.connector_ids
        self._clock = clock
        self._id_tag = id_tag
        self._head_start = scenario.head_start
        self._began = clock.monotonic() - scenario.head_start
        origin = clock.utc() - timedelta(seconds=scenario.head_start)
        random = Random(seed)  # noqa: S311 - noise, not a secret
        self._central_system = CentralSystem(origin, random)
        self._world = World(
            origin, self._central_system, random, clock_offset=scenario.clock_offset
        )
        self._world.send(
            lambda timestamp: StatusNotification(0, timestamp, ChargePointStatus.AVAILABLE)
        )
        self._play = ScenarioPlay(scenario, self._world, repeat=repeat)
        self._beat()

    @property
    def elapsed(self) -> float:
        """Simulated seconds since it was made, without the scenario's head start."""
        return self._clock.monotonic() - self._began - self._head_start

    @property
    def timeline_done(self) -> bool:
        """Whether the scenario's events have all been; stays false while it repeats."""
        return self._play.timeline_done

    async def read(self) -> StationObservation:
        """Return the rows as they are now. Raises Unreachable while the database is gone."""
        self._advance()
        if not self._world.database_reachable:
            raise Unreachable("the simulated database is gone")
        return self._central_system.observe(self._world.now, self.connector_ids)

    async def remote_start(self, connector_id: int, id_tag: str) -> CommandResult:
        """Answer as the scenario wants it; like a real station with Rejected out of Preparing."""
        if not self._central_system.connected:
            await self._clock.sleep(_ANSWER_DELAY)
            return CommandResult(CommandOutcome.STATION_OFFLINE, "the station is not connected")
        if id_tag != self._id_tag:
            await self._clock.sleep(_ANSWER_DELAY)
            return CommandResult(CommandOutcome.TAG_NOT_ELIGIBLE, "the tag is not known")
        answer = self._play.next_start_answer()
        await self._clock.sleep(answer.delay)
        if answer.outcome is not CommandOutcome.ACCEPTED:
            return CommandResult(answer.outcome, "as the scenario has it")
        self._advance()
        connector = self._play.connectors.get(connector_id)
        if connector is None or connector.status is not ChargePointStatus.PREPARING:
            return CommandResult(CommandOutcome.REJECTED, "nothing to start")
        if answer.followed:
            self._play.start(connector_id, id_tag)
        return CommandResult(CommandOutcome.ACCEPTED)

    async def remote_stop(self, transaction_id: int) -> CommandResult:
        """Stop an active transaction, unless the scenario has the station ignore it."""
        await self._clock.sleep(_ANSWER_DELAY)
        self._advance()
        if not self._central_system.connected:
            return CommandResult(CommandOutcome.STATION_OFFLINE, "the station is not connected")
        number = self._central_system.connector_of(transaction_id)
        if number is None:
            return CommandResult(CommandOutcome.NOT_ACTIVE, "no such active transaction")
        if not self._play.ignores_stop():
            self._play.stop(number, StopReason.REMOTE)
        return CommandResult(CommandOutcome.ACCEPTED)

    async def close(self) -> None:
        """Let whoever reads next begin anew, as a restarted kiosk does."""
        self._central_system.forget_reads()

    def actions(self, connector_id: int) -> tuple[tuple[str, str], ...]:
        """Return key and label (English) of what a hand can do now."""
        self._advance()
        connector = self._play.connectors[connector_id]
        return tuple(
            (action.key, action.label) for action in ACTIONS.values() if action.possible(connector)
        )

    def act(self, key: str, connector_id: int = 1) -> bool:
        """Perform a hand action; ``False`` when it has become impossible meanwhile."""
        self._advance()
        return self._play.perform(key, connector_id)

    def transitions(self, connector_id: int) -> tuple[str, ...]:
        """Return the last status transitions, by their names in OCPP 1.6 section 4.9."""
        self._advance()
        return tuple(self._play.connectors[connector_id].transitions)

    def _advance(self) -> None:
        self._play.advance(self._clock.monotonic() - self._began)
        self._central_system.receive(self._world.now)

    def _beat(self) -> None:
        self._world.send(Heartbeat)
        self._world.after(HEARTBEAT_INTERVAL, self._beat)
