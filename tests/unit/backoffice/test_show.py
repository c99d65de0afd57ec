"""The three payloads for the back office, from what one read shows."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kiosk.backoffice import payloads
from kiosk.backoffice.show import PRE_CHARGE_INFO, VEHICLE_INFO, show_station, summary_figures
from kiosk.domain.errors import Refused
from kiosk.domain.meter import SampledValue
from kiosk.domain.observation import DataTransferRecord, StationObservation, TransactionRecord
from kiosk.domain.snapshot import SummarySource
from tests.builders import RULES, Station

NOON = datetime(2026, 1, 21, 9, 52, 15, 400_000, tzinfo=UTC)


@dataclass(frozen=True)
class OneRead:
    """A reader of one observation."""

    observation: StationObservation

    async def read(self) -> StationObservation:
        return self.observation

    async def close(self) -> None:
        pass


def shown(payload: str, station: Station) -> dict[str, Any]:
    return asyncio.run(show_station(payload, OneRead(station.observation()), "HERE", RULES))


def plugged_in(**vehicle_info: Any) -> Station:
    station = Station(now=NOON)
    station.pass_time(60)
    station.plug()
    station.pass_time(1)
    station.vehicle_info(
        **{"soc": 87.0, "max_current": 2, "voltage": 76.38, "temperature": 26.6} | vehicle_info
    )
    return station


def charging() -> Station:
    station = plugged_in()
    station.pass_time(10)
    station.start_transaction()
    station.pass_time(20)
    station.meter(soc=87.1, energy=1001, power=142, voltage=77.15, current=1.85, offered=2)
    station.pass_time(4)
    return station


# pre-charge-info


def test_a_plugged_in_vehicle_is_told_in_exactly_these_keys() -> None:
    station = plugged_in()
    station.pass_time(30)
    assert shown(PRE_CHARGE_INFO, station) == {
        "connected": True,
        "status": "Preparing",
        "vehicleInfo": {"soc": 87.0, "maxCurrent": 2, "voltage": 76.38, "temperature": 26.6},
        "calculated": {"model": "Classic", "currentRange": 70, "maxRange": 81, "currentAh": 26.1},
        "canCharge": True,
        "lastUpdated": "2026-01-21T09:53:16Z",
    }


def test_a_vehicle_of_no_known_model_is_not_guessed_at() -> None:
    told = shown(PRE_CHARGE_INFO, plugged_in(max_current=100.5))
    assert told["vehicleInfo"]["maxCurrent"] == 100.5
    assert told["calculated"] == {
        "model": None,
        "currentRange": None,
        "maxRange": None,
        "currentAh": None,
    }
    assert told["canCharge"] is True


def test_data_that_is_too_old_starts_nothing() -> None:
    station = plugged_in()
    station.pass_time(301)
    told = shown(PRE_CHARGE_INFO, station)
    assert told["canCharge"] is False
    assert told["vehicleInfo"]["soc"] == 87.0
    assert told["lastUpdated"] == "2026-01-21T09:53:16Z"


def test_the_message_of_the_rider_before_is_not_shown() -> None:
    station = plugged_in()
    station.pass_time(60)
    station.unplug()
    station.pass_time(60)
    station.plug()
    told = shown(PRE_CHARGE_INFO, station)
    assert told["connected"] is True
    assert told["vehicleInfo"] is None
    assert told["calculated"] is None
    assert told["canCharge"] is False


def test_nothing_plugged_in() -> None:
    told = shown(PRE_CHARGE_INFO, Station(now=NOON))
    assert told == {
        "connected": False,
        "status": "Available",
        "vehicleInfo": None,
        "calculated": None,
        "canCharge": False,
        "lastUpdated": "2026-01-21T09:52:15Z",
    }


def test_the_connector_with_a_vehicle_is_the_one_that_is_shown() -> None:
    station = Station((1, 2), now=NOON)
    station.pass_time(60)
    station.plug(2)
    station.vehicle_info(soc=42, connector_id=2)
    assert shown(PRE_CHARGE_INFO, station)["vehicleInfo"]["soc"] == 42


def test_a_station_that_nobody_knows_is_refused() -> None:
    station = Station()
    station.registered = False
    with pytest.raises(Refused, match="no accepted station 'HERE'"):
        shown(VEHICLE_INFO, station)


# vehicle-info


def test_before_charging_the_vehicle_speaks_for_itself() -> None:
    station = plugged_in()
    station.pass_time(12.34)
    assert shown(VEHICLE_INFO, station) == {
        "source": "VehicleInfo",
        "ageSeconds": 12.3,
        "status": "Preparing",
        "vehicleInfo": {"soc": 87.0, "maxCurrent": 2, "voltage": 76.38, "temperature": 26.6},
        "lastUpdated": "2026-01-21T09:53:16Z",
    }


def test_while_charging_the_meter_speaks() -> None:
    assert shown(VEHICLE_INFO, charging()) == {
        "source": "MeterValues",
        "ageSeconds": 4.0,
        "status": "Charging",
        "meterValues": {
            "energyRegister": 1001.0,
            "power": 142.0,
            "soc": 87.1,
            "voltage": 77.15,
            "current": 1.85,
            "currentOffered": 2.0,
        },
        "lastUpdated": "2026-01-21T09:53:46Z",
    }


def test_afterwards_the_last_known_is_told_with_its_age() -> None:
    station = charging()
    station.stop_transaction()
    station.session_summary(87.17667389, 3.387327194, 1.497583389)
    station.pass_time(3600)
    station.unplug()
    assert shown(VEHICLE_INFO, station) == {
        "source": "SessionSummary",
        "ageSeconds": 3600.0,
        "status": "Available",
        "sessionSummary": {
            "finalSoc": 87.17667389,
            "energyDelivered": 3.387327194,
            "durationMinutes": 1.497583389,
        },
        "lastUpdated": "2026-01-21T09:53:50Z",
    }


def test_a_message_that_makes_no_sense_is_passed_over() -> None:
    station = charging()
    station.stop_transaction()
    station.session_summary(data="{")
    assert shown(VEHICLE_INFO, station)["source"] == "MeterValues"


@pytest.mark.parametrize("status", ["Available", "Preparing"])
def test_where_nothing_is_known_there_is_no_source(status: str) -> None:
    station = Station(now=NOON)
    station.pass_time(60)
    station.status(status)
    told = shown(VEHICLE_INFO, station)
    assert (told["source"], told["ageSeconds"], told["lastUpdated"]) == (None, None, None)
    assert told["status"] == status


# summary


@dataclass(frozen=True)
class Recorded:
    """What a database holds of one transaction."""

    transaction: TransactionRecord
    sampled_values: tuple[SampledValue, ...] = ()
    vehicle_info: DataTransferRecord | None = None
    session_summary: DataTransferRecord | None = None

    async def read_transaction(self, transaction_id: int) -> "Recorded | None":
        return self if transaction_id == self.transaction.transaction_id else None


def soc_at(seconds: float, soc: str) -> SampledValue:
    return SampledValue(NOON + timedelta(seconds=seconds), soc, "SoC", "Percent")


def message(message_id: str, data: Any, seconds: float) -> DataTransferRecord:
    return DataTransferRecord("1", message_id, data, NOON + timedelta(seconds=seconds))


ENDED = Recorded(
    TransactionRecord(
        transaction_id=130,
        id_tag="KIOSK01",
        started=NOON,
        start_timestamp=NOON,
        start_value="0",
        stopped=NOON + timedelta(seconds=90),
        stop_timestamp=NOON + timedelta(seconds=90),
        stop_value="3",
        stop_reason="Remote",
    ),
    sampled_values=(soc_at(1, "87.00"), soc_at(80, "87.17")),
    vehicle_info=message(
        "VehicleInfo", {"soc": 87.0, "maxCurrent": 2, "voltage": 76.38, "temperature": 26.6}, -10
    ),
    session_summary=message(
        "SessionSummary",
        '{"finalSoc": 87.17667389, "energyDelivered": 3.387327194, "durationMinutes": 1.497583389}',
        91,
    ),
)


def test_the_vehicles_summary_is_told_in_exactly_these_keys() -> None:
    figures = asyncio.run(summary_figures(ENDED, 130, RULES))
    assert figures.source is SummarySource.VEHICLE
    assert payloads.summary(figures) == {
        "transactionId": 130,
        "summary": {"finalSoc": 87.18, "energyDelivered": 3.39, "durationMinutes": 1.5},
        "calculated": {
            "startSoc": 87.0,
            "socGain": 0.18,
            "rangeAdded": 0.1,
            "averagePower": 135.7,
        },
    }


def test_without_a_summary_it_is_worked_out() -> None:
    figures = asyncio.run(summary_figures(replace(ENDED, session_summary=None), 130, RULES))
    assert figures.source is SummarySource.WORKED_OUT
    assert payloads.summary(figures) == {
        "transactionId": 130,
        "summary": {"finalSoc": 87.17, "energyDelivered": 3.0, "durationMinutes": 1.5},
        "calculated": {
            "startSoc": 87.0,
            "socGain": 0.17,
            "rangeAdded": 0.1,
            "averagePower": 120.0,
        },
    }


def test_what_is_not_known_is_null() -> None:
    bare = Recorded(replace(ENDED.transaction, start_value=None, stop_value="garbage"))
    told = payloads.summary(asyncio.run(summary_figures(bare, 130, RULES)))
    assert told["summary"] == {"finalSoc": None, "energyDelivered": None, "durationMinutes": 1.5}
    assert set(told["calculated"].values()) == {None}


def test_a_transaction_that_goes_on_is_refused() -> None:
    going_on = Recorded(replace(ENDED.transaction, stopped=None))
    with pytest.raises(Refused, match="still open"):
        asyncio.run(summary_figures(going_on, 130, RULES))


def test_a_transaction_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="no transaction 131"):
        asyncio.run(summary_figures(ENDED, 131, RULES))
