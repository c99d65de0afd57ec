"""The VehicleInfo of the present plugging-in, while it is valid."""

from typing import Any

import pytest

from kiosk.domain.plugged_vehicle import PluggedVehicle
from kiosk.domain.plugging import PluggingLog
from kiosk.domain.snapshot import VehicleInfoState
from kiosk.domain.status import order_statuses
from tests.unit.domain.rows import VEHICLE_SAID, at, status, vehicle_info

MAX_AGE = 300.0


@pytest.fixture
def plugging() -> PluggingLog:
    log = PluggingLog()
    log.observe(order_statuses([status("Available", -60)], at(-1)), None, at(-1))
    return log


def plug(plugging: PluggingLog, *words: str) -> None:
    rows = [status("Available", -60), *(status(word, 5 * n) for n, word in enumerate(words))]
    plugging.observe(order_statuses(rows, at(60)), None, at(1))


def test_without_a_cable_there_is_no_vehicle(plugging: PluggingLog) -> None:
    vehicle = PluggedVehicle()
    assert vehicle.take(vehicle_info(), plugging, at(1)) is None
    assert vehicle.state(at(1), MAX_AGE) is VehicleInfoState.NONE
    assert vehicle.info is None


def test_before_its_message_it_is_awaited(plugging: PluggingLog) -> None:
    plug(plugging, "Preparing")
    vehicle = PluggedVehicle()
    assert vehicle.take(None, plugging, at(1)) is None
    assert vehicle.state(at(1), MAX_AGE) is VehicleInfoState.AWAITED


def test_its_message_is_valid_until_it_is_300_seconds_old(plugging: PluggingLog) -> None:
    plug(plugging, "Preparing")
    vehicle = PluggedVehicle()
    vehicle.take(vehicle_info(1), plugging, at(2))
    assert vehicle.info is not None
    assert vehicle.info.soc == 87.0
    assert vehicle.received == at(1)
    assert vehicle.state(at(300.9), MAX_AGE) is VehicleInfoState.VALID
    assert vehicle.state(at(301), MAX_AGE) is VehicleInfoState.STALE


def test_another_riders_message_is_not_taken(plugging: PluggingLog) -> None:
    plug(plugging, "Preparing")
    vehicle = PluggedVehicle()
    vehicle.take(vehicle_info(-30), plugging, at(1))
    assert (vehicle.info, vehicle.received) == (None, None)
    assert vehicle.state(at(1), MAX_AGE) is VehicleInfoState.AWAITED


def test_what_was_held_goes_with_the_cable(plugging: PluggingLog) -> None:
    plug(plugging, "Preparing")
    vehicle = PluggedVehicle()
    vehicle.take(vehicle_info(1), plugging, at(2))
    plug(plugging, "Preparing", "Available")
    vehicle.take(vehicle_info(1), plugging, at(6))
    assert vehicle.info is None
    assert vehicle.state(at(6), MAX_AGE) is VehicleInfoState.NONE


@pytest.mark.parametrize("data", ["{", {**VEHICLE_SAID, "soc": 65535}, None, "<b>"])
def test_a_message_that_makes_no_sense_is_told(plugging: PluggingLog, data: Any) -> None:
    """F28."""
    plug(plugging, "Preparing")
    vehicle = PluggedVehicle()
    remark = vehicle.take(vehicle_info(1, key="17", data=data), plugging, at(2))
    assert remark is not None
    assert remark.key == "vehicle info 17"
    assert vehicle.state(at(999), MAX_AGE) is VehicleInfoState.UNREADABLE


def test_a_readable_message_replaces_an_unreadable_one(plugging: PluggingLog) -> None:
    plug(plugging, "Preparing")
    vehicle = PluggedVehicle()
    vehicle.take(vehicle_info(1, data="{"), plugging, at(2))
    assert vehicle.take(vehicle_info(3, key="b"), plugging, at(4)) is None
    assert vehicle.state(at(4), MAX_AGE) is VehicleInfoState.VALID
