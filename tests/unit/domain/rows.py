"""Rows as the kiosk reads them, one function a kind."""

from datetime import UTC, datetime, timedelta
from typing import Any

from kiosk.domain.meter import SampledValue
from kiosk.domain.observation import DataTransferRecord, StatusRecord, TransactionRecord
from kiosk.domain.samples import MeterSeries
from kiosk.domain.vendor import SESSION_SUMMARY, VEHICLE_INFO

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LOST_CLOCK = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)
HOUR = 3600.0

VEHICLE_SAID = {"soc": 87.00, "maxCurrent": 2, "voltage": 76.38, "temperature": 26.6}
SUMMARY_SAID = {
    "finalSoc": 87.17667389,
    "energyDelivered": 3.387327194,
    "durationMinutes": 1.497583389,
}


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def status(word: str, seconds: float | None = 0.0, arrival: int | None = None) -> StatusRecord:
    timestamp = None if seconds is None else at(seconds)
    return StatusRecord(word, timestamp, "NoError", arrival=arrival)


def transaction(transaction_id: int = 130, **fields: Any) -> TransactionRecord:
    """Started at NOON by both clocks, at a register of 1000 Wh, and still open."""
    known: dict[str, Any] = {
        "id_tag": "KIOSK01",
        "started": NOON,
        "start_timestamp": NOON,
        "start_value": "1000",
    }
    return TransactionRecord(transaction_id, **(known | fields))


def vehicle_info(
    received: float = 0.0, key: str = "a", data: Any = VEHICLE_SAID
) -> DataTransferRecord:
    return DataTransferRecord(key, VEHICLE_INFO, data, at(received))


def session_summary(
    received: float = 100.0, data: Any = SUMMARY_SAID, key: str = "s"
) -> DataTransferRecord:
    return DataTransferRecord(key, SESSION_SUMMARY, data, at(received))


def energy(seconds: float, value: object, unit: str | None = "Wh", **more: Any) -> SampledValue:
    return SampledValue(at(seconds), str(value), "Energy.Active.Import.Register", unit, **more)


def power(seconds: float, value: object, unit: str | None = "W", **more: Any) -> SampledValue:
    return SampledValue(at(seconds), str(value), "Power.Active.Import", unit, **more)


def soc(seconds: float, value: object) -> SampledValue:
    return SampledValue(at(seconds), str(value), "SoC", "Percent")


def voltage(seconds: float, value: object) -> SampledValue:
    return SampledValue(at(seconds), str(value), "Voltage", "V")


def current(seconds: float, value: object) -> SampledValue:
    return SampledValue(at(seconds), str(value), "Current.Import", "A")


def series(*rows: SampledValue) -> MeterSeries:
    gathered = MeterSeries()
    gathered.add(rows)
    return gathered
