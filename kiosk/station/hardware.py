"""The station without its connection: connectors, vehicles, the scenario, what it has to say."""

import asyncio
import time
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from kiosk.adapters.simulator.connector import SAMPLE_INTERVAL, SimulatedConnector
from kiosk.adapters.simulator.messages import (
    Heartbeat,
    Message,
    MeterValues,
    StartTransaction,
    StopTransaction,
)
from kiosk.adapters.simulator.play import ScenarioPlay
from kiosk.adapters.simulator.scenario import Scenario
from kiosk.adapters.simulator.world import World
from kiosk.domain.ocpp import ChargePointStatus, StopReason
from kiosk.station.configuration import Configuration
from kiosk.station.outbox import Outbox
from kiosk.station.requests import OpenTransaction

_LEAST_PAUSE, _LONGEST_PAUSE = 0.02, 1.0
"""Seconds between two looks at what is due."""


class Hardware:
    """Begins when the central system has told the time, and goes on whatever the connection does.

    ``speed`` is how many times faster than life the scenario is played; the station's clock, and
    with it all timestamps, stays that of the central system.
    """

    def __init__(
        self,
        charge_box_id: str,
        scenario: Scenario,
        *,
        speed: float = 1.0,
        repeat: bool = False,
        seed: int = 1,
    ) -> None:
        self.outbox = Outbox(charge_box_id)
        self.configuration = Configuration(len(scenario.connector_ids), SAMPLE_INTERVAL)
        self._scenario = scenario
        self._speed = speed
        self._repeat = repeat
        self._random = Random(seed)  # noqa: S311 - noise, not a secret
        self._begun = asyncio.Event()
        self._acted = asyncio.Event()
        self._transactions: dict[tuple[int, int], OpenTransaction] = {}

    def begin(self, now: datetime) -> None:
        """Begin the scenario, unless it has begun; ``now`` is the central system's clock."""
        if self._begun.is_set():
            return
        self._began, self._origin = time.monotonic(), now
        self._world = World(
            now,
            self.outbox,
            self._random,
            clock_offset=self._scenario.clock_offset,
            speed=self._speed,
        )
        self.play = ScenarioPlay(self._scenario, self._world, repeat=self._repeat)
        self._begun.set()

    @property
    def has_begun(self) -> bool:
        """Whether there are connectors."""
        return self._begun.is_set()

    async def run(self) -> None:
        """Do what is due when it is due, until cancelled."""
        await self._begun.wait()
        while True:
            self._acted.clear()
            self.play.advance(self._now())
            wait = (self._world.next_due - self._now()) / self._speed
            if any(connector.charging for connector in self.play.connectors.values()):
                # A vehicle may be full at any moment.
                wait = min(wait, 1.0 / self._speed)
            pause = min(max(wait, _LEAST_PAUSE), _LONGEST_PAUSE)
            try:
                async with asyncio.timeout(pause):
                    await self._acted.wait()
            except TimeoutError:
                continue

    # What the central system asks for.

    def ready_connector(self, wanted: int | None) -> int | None:
        """Return the connector where a transaction can begin, the wanted or any."""
        self._catch_up()
        for number, connector in self._connectors().items():
            ready = connector.status is ChargePointStatus.PREPARING
            if ready and wanted in (None, number):
                return number
        return None

    def start(self, connector_id: int, id_tag: str) -> None:
        """Begin a transaction, if that is still possible."""
        if self.ready_connector(connector_id) is not None:
            self.play.start(connector_id, id_tag)

    def stop(self, connector_id: int, reason: StopReason) -> None:
        """End the connector's transaction, if there is one."""
        self._catch_up()
        self.play.stop(connector_id, reason)

    def stop_all(self, reason: StopReason) -> None:
        """End every transaction."""
        for number in self._connectors():
            self.stop(number, reason)

    def connector_of(self, transaction_id: int) -> int | None:
        """Return the connector on which the transaction is open."""
        self._catch_up()
        for (connector_id, session), transaction in self._transactions.items():
            if transaction.transaction_id == transaction_id:
                is_open = self._connectors()[connector_id].session == session
                return connector_id if is_open else None
        return None

    def has_connector(self, connector_id: int) -> bool:
        """Tell whether the station has this connector."""
        return connector_id in self._scenario.connector_ids

    def tell_status(self, connector_id: int | None = None) -> None:
        """Send the status of a connector, or of all, as of now."""
        self._catch_up()
        for number, status in self.outbox.statuses.items():
            if connector_id in (None, number):
                self.outbox.send(replace(status, timestamp=self._clock()))

    def tell_statuses_after_boot(self) -> None:
        """Send the status of each connector, unless it waits to be sent anyway."""
        for number in self._connectors():
            if not self.outbox.has_status(number):
                self.tell_status(number)

    def tell_meter(self, connector_id: int | None = None) -> None:
        """Send MeterValues of the connectors that charge."""
        self._catch_up()
        for number, connector in self._connectors().items():
            if connector_id in (None, number):
                connector.measure("Trigger")

    def beat(self) -> None:
        """Send a Heartbeat."""
        self.outbox.send(Heartbeat(self._clock()))

    # What the central system knows of transactions.

    def transaction_of(self, message: Message) -> OpenTransaction | None:
        """Return the transaction that the message belongs to."""
        if isinstance(message, MeterValues | StopTransaction):
            return self._transactions.get((message.connector_id, message.session))
        return None

    def transaction_began(
        self, message: StartTransaction, transaction_id: int, *, accepted: bool
    ) -> None:
        """Take the central system's answer to a start; one that is not accepted is ended."""
        connector_id, session = message.connector_id, message.session
        self._transactions[connector_id, session] = OpenTransaction(transaction_id, message.id_tag)
        if not accepted and self._connectors()[connector_id].session == session:
            self.stop(connector_id, StopReason.DE_AUTHORIZED)

    def transaction_over(self, message: StopTransaction) -> None:
        """Forget a transaction whose end was delivered, or never will be."""
        self._transactions.pop((message.connector_id, message.session), None)

    def _connectors(self) -> dict[int, SimulatedConnector]:
        return self.play.connectors if self.has_begun else {}

    def _catch_up(self) -> None:
        if self.has_begun:
            self.play.advance(self._now())
            self._acted.set()

    def _now(self) -> float:
        return (time.monotonic() - self._began) * self._speed

    def _clock(self) -> datetime:
        return self._origin + timedelta(seconds=time.monotonic() - self._began)
