"""Rows to write, and a recorder to write them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from kiosk.relay.database import RecordAddress, RecordDatabase
from kiosk.relay.recorder import Recorder, RecordLimits
from kiosk.relay.records import DataTransferRow, EventKind, StationEventRow
from tests.relay.world import STATION, VENDOR

NOW = datetime(2026, 11, 22, 20, 0, 0, 123456, tzinfo=UTC)


def message(unique_id: str = "1", data: str = "{}", received: datetime = NOW) -> DataTransferRow:
    return DataTransferRow(STATION, VENDOR, "VehicleInfo", data, received, unique_id)


def status(word: str, received: datetime = NOW) -> StationEventRow:
    return StationEventRow(STATION, EventKind.STATUS, received, 1, word)


@asynccontextmanager
async def recording(
    where: Path | RecordAddress,
    limits: RecordLimits | None = None,
    recorded: Callable[[], None] = lambda: None,
) -> AsyncIterator[Recorder]:
    address = where if isinstance(where, RecordAddress) else RecordAddress(file=where)
    recorder = Recorder(
        RecordDatabase(address), limits or RecordLimits(days=0), recorded, lambda: NOW
    )
    try:
        yield recorder
    finally:
        await recorder.close()
