"""A whole kiosk on SteVe's database and command interface."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from kiosk.adapters.database import DatabaseAddress
from kiosk.adapters.steve_commands import SteveCommands
from kiosk.adapters.steve_database import SteveDatabaseReader
from kiosk.adapters.store import SqliteSessionStore
from kiosk.adapters.system_clock import SystemClock
from kiosk.domain.observation import StationObservation
from kiosk.domain.rules import SessionRules
from kiosk.domain.snapshot import ChargingFigures
from kiosk.ports import Clock
from kiosk.worker import StationPlan, StationPorts
from tests.fake_steve import FakeSteve
from tests.flows.stage import Kiosk
from tests.integration.scripted_station import ID_TAG
from tests.integration.steve_database import CHARGE_BOX_ID
from tests.ui.seeing import buttons

PATIENCE = 15.0
"""Seconds until something that must be seen counts as missed."""


class Reader:
    """The real reader; it tells how many readings have begun, and the newest that came back.

    While ``now`` is set the database's clock stands there.
    """

    def __init__(self, reader: SteveDatabaseReader) -> None:
        self._reader = reader
        self.begun = self.newest = 0
        self.now: datetime | None = None

    async def read(self) -> StationObservation:
        """Read the station."""
        self.begun += 1
        number = self.begun
        observation = await self._reader.read()
        self.newest = number
        return observation if self.now is None else replace(observation, now=self.now)

    async def close(self) -> None:
        """Close the real one."""
        await self._reader.close()


class RealTime:
    """Waits for what takes its own time, as long as ``PATIENCE``."""

    def __init__(self) -> None:
        self._until = time.monotonic() + PATIENCE

    async def pass_on(self) -> None:
        """Let a moment pass."""
        await asyncio.sleep(0.01)

    def over(self) -> bool:
        """Tell whether it has taken too long."""
        return time.monotonic() > self._until


class SteveKiosk(Kiosk):
    """The kiosk with its real adapters; ``commands`` changes how it gives orders."""

    def __init__(
        self,
        address: DatabaseAddress,
        fake: FakeSteve,
        folder: Path,
        *,
        data_transfers: DatabaseAddress | None = None,
        clock: Clock | None = None,
        **commands: Any,
    ) -> None:
        self.reader = Reader(
            SteveDatabaseReader(CHARGE_BOX_ID, (1,), address, data_transfers=data_transfers)
        )
        login: dict[str, Any] = {
            "interface": "rest",
            "user": fake.user,
            "password": fake.api_password,
            "base_url": fake.base_url,
        }
        ports = StationPorts(
            self.reader,
            SteveCommands(charge_box_id=CHARGE_BOX_ID, **login | commands),
            SqliteSessionStore(folder / "kiosk.sqlite3"),
            clock or SystemClock(),
        )
        plan = StationPlan(
            CHARGE_BOX_ID, (1,), SessionRules(ID_TAG), poll_seconds=0.05, idle_poll_seconds=0.05
        )
        self._closing = AsyncExitStack()
        for port in (ports.reader, ports.commands, ports.store):
            self._closing.push_async_callback(port.close)
        super().__init__(plan, ports, RealTime)

    @property
    def charging(self) -> ChargingFigures:
        """What is shown of the charge under way."""
        assert self.connector.charging is not None
        return self.connector.charging

    async def taps_once_seen(self, text: str) -> None:
        """Wait until this is written on a button that can be tapped, and tap it."""
        await self.until(
            lambda: any(b.isEnabled() for b in buttons(self.window) if text in b.text())
        )
        await self.taps(text)

    async def takes_in(self) -> None:
        """Wait until all that is in the database now has been read and shown."""
        before = self.reader.begun
        self.worker.poke()
        await self.until(lambda: self.reader.newest > before)
        await asyncio.sleep(0)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until this holds."""
        waiting = RealTime()
        while not condition():
            assert not waiting.over(), self.screen
            await waiting.pass_on()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await super().__aexit__(kind, error, traceback)
        await self._closing.aclose()
