"""A whole kiosk on SteVe's database and command interface, and the station behind them."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

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
from tests.integration.steve_database import CHARGE_BOX_ID, Sample, SteveDatabase
from tests.ui.seeing import buttons

ID_TAG = "KIOSK01"
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


class ScriptedStation:
    """A station with one connector, as SteVe writes it down; rows are stamped now.

    Its methods belong to one thread: SteVe's orders are taken over into the event loop.
    """

    def __init__(self, steve: SteveDatabase) -> None:
        self.steve = steve
        steve.data_transfer_table()
        steve.charge_box()
        self._connector_pk = steve.connector(1)
        self.transaction_id = 0
        self.says("Available", ago=60)

    def obeys(self, fake: FakeSteve, *, ignored_stops: int = 0, starts: bool = True) -> Self:
        """Do as SteVe's remote commands say, but for the first stops."""
        loop = asyncio.get_running_loop()
        left = [None] * ignored_stops

        def start(_connector_id: int, id_tag: str) -> None:
            if starts:
                loop.call_soon_threadsafe(self.begins, id_tag)

        def stop(_transaction_id: int) -> None:
            if left:
                left.pop()
            else:
                loop.call_soon_threadsafe(self.ends)

        fake.on_remote_start, fake.on_remote_stop = start, stop
        fake.active_transactions = set(range(1, 10))
        return self

    def says(self, status: str, *, ago: float = 0.0, **values: Any) -> None:
        """Send a StatusNotification."""
        self.steve.status(self._connector_pk, status, self._now(ago), **values)

    def plugged_in(self, soc: float = 87.0, max_current: float = 2) -> None:
        """A rider's cable goes in, and the vehicle tells of itself."""
        self.says("Preparing")
        info = {"soc": soc, "maxCurrent": max_current, "voltage": 76.38, "temperature": 26.6}
        self.steve.data_transfer("VehicleInfo", info, self._now())

    def begins(self, id_tag: str = ID_TAG) -> None:
        """Start a transaction."""
        self.transaction_id = self.steve.start(self._connector_pk, self._now(), id_tag)
        self.says("Charging")

    def meters(self, soc: float, energy: float, ago: float = 0.0) -> None:
        """Send meter values: %, Wh."""
        self.steve.meter_values(
            self._connector_pk,
            self.transaction_id,
            self._now(ago),
            Sample(f"{energy:g}", "Energy.Active.Import.Register", "Wh"),
            Sample("142", "Power.Active.Import", "W"),
            Sample(f"{soc:.2f}", "SoC", "Percent"),
            Sample("77.15", "Voltage", "V"),
            Sample("1.85", "Current.Import", "A"),
            Sample("2", "Current.Offered", "A"),
        )

    def ends(self, reason: str = "Remote") -> None:
        """End the transaction."""
        self.says("Finishing")
        self.steve.stop(self.transaction_id, self._now(), stop_reason=reason)

    def sums_up(self, final_soc: float, energy: float, minutes: float) -> None:
        """The vehicle sends its SessionSummary: %, Wh, min."""
        summary = {"finalSoc": final_soc, "energyDelivered": energy, "durationMinutes": minutes}
        self.steve.data_transfer("SessionSummary", summary, self._now())

    def _now(self, ago: float = 0.0) -> datetime:
        return self.steve.now() - timedelta(seconds=ago)
