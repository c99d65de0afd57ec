"""A station as SteVe writes it down: what it does becomes rows."""

import asyncio
from datetime import datetime, timedelta
from typing import Any, Self

from tests.fake_steve import FakeSteve
from tests.integration.steve_database import Sample, SteveDatabase

ID_TAG = "KIOSK01"


class ScriptedStation:
    """A station with one connector; rows are stamped now. It belongs to one thread."""

    def __init__(self, steve: SteveDatabase) -> None:
        self.steve = steve
        steve.data_transfer_table()
        steve.charge_box()
        self._connector_pk = steve.connector(1)
        self.transaction_id = 0
        self.says("Available", ago=60)

    def obeys(self, fake: FakeSteve, *, ignored_stops: int = 0) -> Self:
        """Do as SteVe's remote commands say, but for the first stops; on the event loop."""
        loop = asyncio.get_running_loop()
        left = [None] * ignored_stops

        def start(_connector_id: int, id_tag: str) -> None:
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
