"""A relay's records, written by its own recorder, at a station that SteVe's database shows too."""

import asyncio
import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.relay.database import RecordAddress, RecordDatabase
from kiosk.relay.recorder import Recorder, RecordLimits
from kiosk.relay.records import DataTransferRow, EventKind, StationEventRow
from tests.integration.steve_database import CHARGE_BOX_ID, SteveDatabase

_WRITTEN_WITHIN = 10.0


class RelayFile:
    """A recorder that has written whatever it was given when a call returns."""

    def __init__(self, where: Path | RecordAddress) -> None:
        address = where if isinstance(where, RecordAddress) else RecordAddress(file=where)
        self._runner = asyncio.Runner()
        self._address = address
        self._closed = False
        self._keys = itertools.count(1)
        self._recorder = self._runner.run(self._recording())

    async def _recording(self) -> Recorder:
        return Recorder(RecordDatabase(self._address), RecordLimits(days=0))

    def note(self, kind: EventKind, **values: Any) -> None:
        """Write an event of the station's."""
        received = values.pop("received", None) or datetime.now(UTC)
        self._recorder.note(StationEventRow(CHARGE_BOX_ID, kind, received, **values))
        self._runner.run(self._written(self._recorder.counters.written + 1))

    def vehicle_info(self, soc: float, received: datetime | None = None) -> None:
        """Write a VehicleInfo."""
        data = f'{{"soc": {soc}, "maxCurrent": 25, "voltage": 76, "temperature": 26}}'
        row = DataTransferRow(
            CHARGE_BOX_ID,
            "RivotMotors",
            "VehicleInfo",
            data,
            received or datetime.now(UTC),
            str(next(self._keys)),
        )
        assert self._runner.run(self._kept(row))

    def restart(self) -> None:
        """End as by kill -9, without a word on the stations, and come up again."""
        self._runner.run(self._recorder.close())
        self._recorder = self._runner.run(self._recording())

    def close(self) -> None:
        """End the recorder's thread. Idempotent."""
        if self._closed:
            return
        self._closed = True
        self._runner.run(self._recorder.close())
        self._runner.close()

    async def _kept(self, row: DataTransferRow) -> bool:
        return await self._recorder.keep(row)

    async def _written(self, number: int) -> None:
        async with asyncio.timeout(_WRITTEN_WITHIN):
            while self._recorder.counters.written < number:  # noqa: ASYNC110 - nothing tells it
                await asyncio.sleep(0.001)


class StationBehindRelay:
    """A station's messages as both write them; its clock is ``offset`` seconds ahead."""

    def __init__(self, steve: SteveDatabase, relay: RelayFile) -> None:
        steve.charge_box()
        self.steve = steve
        self.relay = relay
        self.keys = {number: steve.connector(number) for number in (0, 1)}
        self.offset = 0.0

    def says(
        self,
        status: str,
        *,
        connector_id: int = 1,
        stamp: datetime | None = None,
        received: datetime | None = None,
        past_relay: bool = False,
    ) -> datetime:
        """Send a StatusNotification; returns when the relay received it."""
        received = received or self.steve.now()
        stamp = stamp or received + timedelta(seconds=self.offset)
        if not past_relay:
            self.relay.note(
                EventKind.STATUS,
                connector_id=connector_id,
                status=status,
                error_code="NoError",
                station_timestamp=stamp,
                received=received,
            )
        self.steve.status(self.keys[connector_id], status, stamp)
        return received

    def starts(self) -> int:
        """Send a StartTransaction, and return the transaction's id."""
        now = self.steve.now()
        stamp = now + timedelta(seconds=self.offset)
        number = self.steve.start(self.keys[1], now, start_timestamp=stamp)
        self.relay.note(
            EventKind.START, connector_id=1, station_timestamp=stamp, transaction_id=number
        )
        return number

    def stops(self, number: int, synthetic: str = "") -> None:
        """Send a StopTransaction, upon which SteVe writes a ``synthetic`` status if any."""
        now = self.steve.now()
        stamp = now + timedelta(seconds=self.offset)
        self.relay.note(EventKind.STOP, station_timestamp=stamp, transaction_id=number)
        self.steve.stop(number, now, stop_timestamp=stamp)
        if synthetic:
            self.steve.status(self.keys[1], synthetic, stamp)
