"""A simulated station on a clock that the test moves."""

import asyncio
import json
from collections.abc import Coroutine
from typing import Any

from kiosk.adapters.simulator.clock import ManualClock
from kiosk.adapters.simulator.scenario import Scenario
from kiosk.adapters.simulator.scenarios import SCENARIOS
from kiosk.adapters.simulator.station import SimulatedStation
from kiosk.domain.commands import CommandOutcome, CommandResult
from kiosk.domain.observation import ConnectorObservation, StationObservation

IDLE = Scenario("idle", "Idle", "Nothing happens by itself.", ())


class Playing:
    """Drives a station from the outside, as a worker would."""

    def __init__(self, scenario: Scenario | str = IDLE, **settings: Any) -> None:
        self.clock = ManualClock()
        scenario = SCENARIOS[scenario] if isinstance(scenario, str) else scenario
        self.station = SimulatedStation(scenario, clock=self.clock, **settings)

    def read(self) -> StationObservation:
        return asyncio.run(self.station.read())

    def connector(self, connector_id: int = 1) -> ConnectorObservation:
        observation = self.read()
        return next(c for c in observation.connectors if c.connector_id == connector_id)

    def status(self, connector_id: int = 1) -> str:
        return self.connector(connector_id).statuses[-1].status

    def after(self, seconds: float) -> "Playing":
        self.clock.advance(seconds)
        return self

    def act(self, *keys: str, connector_id: int = 1) -> "Playing":
        """Perform actions that must be possible, a few seconds apart."""
        for key in keys:
            assert self.station.act(key, connector_id), key
            self.clock.advance(3)
        return self

    def start(self, connector_id: int = 1, id_tag: str = "KIOSK01") -> CommandOutcome:
        return self._outcome(self.station.remote_start(connector_id, id_tag))

    def stop(self, transaction_id: int) -> CommandOutcome:
        return self._outcome(self.station.remote_stop(transaction_id))

    def begin_charge(self, seconds: float = 0.0, connector_id: int = 1) -> int:
        """Start, let it charge for so long, and return the transaction id."""
        assert self.start(connector_id) is CommandOutcome.ACCEPTED
        transaction = self.after(seconds + 0.5).connector(connector_id).transaction
        assert transaction is not None
        return transaction.transaction_id

    def _outcome(self, command: Coroutine[Any, Any, CommandResult]) -> CommandOutcome:
        async def answered() -> CommandResult:
            task = asyncio.ensure_future(command)
            while not task.done():
                await self.clock.play(0.25)
            return task.result()

        return asyncio.run(answered()).outcome


def decoded(data: Any) -> Any:
    return json.loads(data)


def values(connector: ConnectorObservation, measurand: str) -> list[float]:
    return [
        float(sampled.value or "nan")
        for sampled in connector.sampled_values
        if sampled.measurand == measurand
    ]
