"""The vehicle obeys physics, whatever the pack and the offer."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.simulator.vehicle import (
    BALANCING_SECONDS,
    DERATED_TO_ZERO,
    FULL_VOLTAGE,
    Vehicle,
)
from kiosk.domain.vehicle import CLASSIC, DEFAULT_MODELS, PRO, VehicleModel

vehicles = st.builds(
    Vehicle,
    model=st.sampled_from(DEFAULT_MODELS),
    soc=st.floats(0.0, 100.0),
    max_current=st.floats(0.0, 120.0),
    temperature=st.floats(-10.0, 60.0),
    ambient=st.floats(-10.0, 45.0),
)
offers = st.floats(0.0, 100.0)


def charged(vehicle: Vehicle, offered: float, minutes: int, step: float = 10.0) -> list[Vehicle]:
    course = [vehicle]
    for _ in range(int(minutes * 60 / step)):
        vehicle = vehicle.after(step, vehicle.current(offered))
        course.append(vehicle)
    return course


@given(vehicles, offers)
def test_takes_no_more_than_it_is_offered_and_no_more_than_its_limit(
    vehicle: Vehicle, offered: float
) -> None:
    assert 0.0 <= vehicle.current(offered) <= min(offered, vehicle.max_current, 100.0) or (
        vehicle.soc == 100.0 and vehicle.current(offered) <= offered
    )


@given(vehicles, offers)
def test_the_charger_never_exceeds_the_full_voltage(vehicle: Vehicle, offered: float) -> None:
    assert 66.0 <= vehicle.voltage(vehicle.current(offered)) <= FULL_VOLTAGE + 0.1


@given(vehicles, offers)
def test_the_state_of_charge_never_falls_and_never_exceeds_100(
    vehicle: Vehicle, offered: float
) -> None:
    for before, after in pairwise(charged(vehicle, offered, 5)):
        assert before.soc <= after.soc <= 100.0


@given(vehicles, offers)
def test_the_charge_gained_is_the_current_over_time(vehicle: Vehicle, offered: float) -> None:
    ampere_hours = 0.0
    now = replace(vehicle, soc=vehicle.soc / 2)
    start = now.soc
    for _ in range(30):
        current = now.current(offered)
        now = now.after(1.0, current)
        ampere_hours += current / 3600.0
    assert (now.soc - start) / 100.0 * vehicle.model.pack_ah == pytest.approx(
        ampere_hours, abs=1e-9
    )


@given(vehicles, offers)
def test_the_temperature_stays_between_its_surroundings_and_the_cut_off(
    vehicle: Vehicle, offered: float
) -> None:
    for later in charged(vehicle, offered, 5):
        lowest = min(vehicle.ambient, vehicle.temperature)
        assert lowest - 1e-9 <= later.temperature <= DERATED_TO_ZERO + 1e-9


@given(vehicles, st.floats(0.1, 3600.0), offers)
def test_two_half_steps_end_where_one_does(
    vehicle: Vehicle, seconds: float, current: float
) -> None:
    vehicle = replace(vehicle, soc=vehicle.soc / 2)
    whole = vehicle.after(seconds, current)
    halves = vehicle.after(seconds / 2, current).after(seconds / 2, current)
    assert halves.soc == pytest.approx(whole.soc)
    assert halves.temperature == pytest.approx(whole.temperature)


@given(st.sampled_from(DEFAULT_MODELS), st.floats(1.0, 100.0), st.floats(0.0, 100.0))
def test_the_current_only_falls_as_the_battery_fills(
    model: VehicleModel, max_current: float, soc: float
) -> None:
    emptier = Vehicle(model, soc * 0.9, max_current)
    assert emptier.current(100.0) >= replace(emptier, soc=soc).current(100.0)


def test_shows_the_voltage_of_the_vendors_sample() -> None:
    assert Vehicle(CLASSIC, 87.0, 2.0).open_circuit_voltage == pytest.approx(76.38)


def test_a_warm_battery_takes_less_and_recovers() -> None:
    cool = Vehicle(PRO, 40.0, 60.0)
    warm = replace(cool, temperature=50.0)
    assert warm.current(100.0) < cool.current(100.0)
    assert warm.after(7200.0, 0.0).current(100.0) == cool.current(100.0)


def test_near_full_the_current_tapers_then_trickles_then_stops() -> None:
    course = charged(Vehicle(CLASSIC, 95.0, 20.0), 100.0, 60)
    currents = [vehicle.current(100.0) for vehicle in course]
    assert currents[0] == 20.0
    assert currents == sorted(currents, reverse=True)
    trickling = [c for v, c in zip(course, currents, strict=True) if v.soc == 100.0 and c > 0.0]
    assert len(trickling) * 10.0 == pytest.approx(BALANCING_SECONDS, abs=20.0)
    assert currents[-1] == 0.0
