"""The three payloads for the back office, as JSON-ready mappings.

Their keys are fixed. What is not known is null, never a guess. Instants are UTC to the second;
``now`` is the database's clock.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from kiosk.domain.errors import Malformed
from kiosk.domain.meter import Quantity
from kiosk.domain.observation import ConnectorObservation
from kiosk.domain.ocpp import PLUGGED_STATUSES, ChargePointStatus
from kiosk.domain.samples import MeterSeries
from kiosk.domain.snapshot import ConnectorSnapshot, SummaryFigures
from kiosk.domain.vendor import (
    SESSION_SUMMARY,
    VEHICLE_INFO,
    VehicleInfo,
    parse_session_summary,
    parse_vehicle_info,
)

Payload = dict[str, Any]
_Source = tuple[str, datetime, Payload]

_METER_VALUES = "MeterValues"


def pre_charge_info(
    connector: ConnectorSnapshot, observation: ConnectorObservation, now: datetime
) -> Payload:
    """Return the vehicle before charging: its message, what follows from it, whether it may start.

    ``lastUpdated`` is when the vehicle's message came, for want of one when the station was read.
    """
    vehicle = connector.vehicle
    message = observation.vehicle_info if vehicle else None
    return {
        "connected": connector.status in PLUGGED_STATUSES,
        "status": connector.status,
        "vehicleInfo": _vehicle_message(
            VehicleInfo(vehicle.soc, vehicle.max_current, vehicle.voltage, vehicle.temperature)
        )
        if vehicle
        else None,
        "calculated": {
            "model": vehicle.model,
            "currentRange": _rounded(vehicle.range_km),
            "maxRange": _rounded(vehicle.full_range_km),
            "currentAh": _rounded(vehicle.charge_ah, 1),
        }
        if vehicle
        else None,
        "canCharge": connector.can_start,
        "lastUpdated": _instant(message.received if message else now),
    }


def vehicle_info(
    connector: ConnectorSnapshot, observation: ConnectorObservation, now: datetime
) -> Payload:
    """Return what is known of the vehicle, which message says so, and its age in seconds.

    VehicleInfo while Preparing (of this plugging-in only), MeterValues while charging; otherwise
    whichever message of the last session is the newest. Besides ``source``, ``ageSeconds``,
    ``status`` and ``lastUpdated`` there is one of ``vehicleInfo``, ``meterValues`` and
    ``sessionSummary``; with no message at all there is none, and the source is null.
    """
    if connector.charging is not None:
        sources = _meter_values(observation, now, connector.charging.age)
    elif connector.status is ChargePointStatus.PREPARING:
        sources = _vehicle_info(observation) if connector.vehicle else []
    else:
        sources = [
            *_vehicle_info(observation),
            *_meter_values(observation, now, None),
            *_session_summary(observation),
        ]
    if not sources:
        return {"source": None, "ageSeconds": None, "status": connector.status, "lastUpdated": None}
    source, updated, message = max(sources, key=lambda each: each[1])
    return {
        "source": source,
        "ageSeconds": round(max(0.0, (now - updated).total_seconds()), 1),
        "status": connector.status,
        source[0].lower() + source[1:]: message,
        "lastUpdated": _instant(updated),
    }


def summary(figures: SummaryFigures) -> Payload:
    """Return a charge that has ended: energies in Wh, ranges in km, power in W."""
    return {
        "transactionId": figures.transaction_id,
        "summary": {
            "finalSoc": _rounded(figures.final_soc, 2),
            "energyDelivered": _rounded(figures.energy_wh, 2),
            "durationMinutes": _rounded(figures.duration / 60, 2),
        },
        "calculated": {
            "startSoc": _rounded(figures.start_soc, 2),
            "socGain": _rounded(figures.soc_gain, 2),
            "rangeAdded": _rounded(figures.range_added_km, 1),
            "averagePower": _rounded(figures.average_power, 1),
        },
    }


def _vehicle_info(observation: ConnectorObservation) -> list[_Source]:
    record = observation.vehicle_info
    if record is None:
        return []
    try:
        message = _vehicle_message(parse_vehicle_info(record.data))
    except Malformed:
        return []
    return [(VEHICLE_INFO, record.received, message)]


def _meter_values(
    observation: ConnectorObservation, now: datetime, age: float | None
) -> list[_Source]:
    """``age`` is that of the newest value where it is known better than by the station's clock."""
    series = MeterSeries()
    series.add(observation.sampled_values)
    if series.newest is None:
        return []
    values = {
        "energyRegister": series.last(Quantity.ENERGY),
        "power": series.last(Quantity.POWER),
        "soc": series.last(Quantity.SOC),
        "voltage": series.last(Quantity.VOLTAGE),
        "current": series.last(Quantity.CURRENT),
        "currentOffered": series.last(Quantity.CURRENT_OFFERED),
    }
    updated = series.newest if age is None else now - timedelta(seconds=age)
    return [(_METER_VALUES, updated, values)]


def _session_summary(observation: ConnectorObservation) -> list[_Source]:
    record = observation.session_summary
    if record is None:
        return []
    try:
        message = parse_session_summary(record.data)
    except Malformed:
        return []
    values = {
        "finalSoc": message.final_soc,
        "energyDelivered": message.energy_delivered,
        "durationMinutes": message.duration_minutes,
    }
    return [(SESSION_SUMMARY, record.received, values)]


def _vehicle_message(message: VehicleInfo) -> Payload:
    current = message.max_current
    return {
        "soc": message.soc,
        # The vehicle counts whole amperes.
        "maxCurrent": int(current) if current.is_integer() else current,
        "voltage": message.voltage,
        "temperature": message.temperature,
    }


def _rounded(number: float | None, digits: int | None = None) -> float | None:
    return None if number is None else round(number, digits)


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
