"""The figures of a vehicle before and while it charges, worked out of what it said."""

import math
from datetime import datetime, timedelta

from kiosk.domain.charge_curve import share_taken
from kiosk.domain.estimate import Leg, Remaining, estimate_to_target
from kiosk.domain.learning import NOTHING_LEARNED, Experience
from kiosk.domain.meter import Quantity
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.samples import MeterSeries
from kiosk.domain.snapshot import (
    CurvePoint,
    PausedReason,
    TargetOffer,
    VehicleFigures,
)
from kiosk.domain.vehicle import VehicleModel, model_for_current
from kiosk.domain.vendor import VehicleInfo

BALANCING_SOC = 98.0
"""A vehicle that pauses above this state of charge (%) balances its cells."""

LONGEST_CHARGE = timedelta(hours=24)
"""Readings further apart than this tell of a clock that was set, not of one charge."""

CURVE_POINTS = 600
FORECAST_POINTS = 24

FIXED_TARGETS = (90, 100)


def vehicle_figures(info: VehicleInfo, models: tuple[VehicleModel, ...]) -> VehicleFigures:
    """Return what the vehicle said, and what follows from it where its model is known."""
    model = model_for_current(info.max_current, models)
    return VehicleFigures(
        soc=info.soc,
        voltage=info.voltage,
        temperature=info.temperature,
        max_current=info.max_current,
        model=model.name if model else None,
        range_km=model.range_km(info.soc) if model else None,
        full_range_km=model.full_range_km if model else None,
        charge_ah=model.charge_ah(info.soc) if model else None,
    )


def lowest_target(soc: float) -> int:
    """Return the lowest whole target (%) above a state of charge; over 100 when there is none."""
    return math.floor(soc) + 1


def suggested_custom_target(soc: float) -> int:
    """Return the custom target (%) offered before the rider sets one."""
    if soc < 70:
        return 80
    return min(max(95, lowest_target(soc)), 100)


def default_target(soc: float) -> int:
    """Return the target (%) that is chosen before the rider chooses."""
    return next((target for target in FIXED_TARGETS if target > soc), 100)


def target_offer(
    percent: float,
    custom: bool,
    info: VehicleInfo,
    models: tuple[VehicleModel, ...],
    experience: Experience = NOTHING_LEARNED,
) -> TargetOffer:
    """Return a target with what it takes from the state that the vehicle told."""
    gain = percent - info.soc
    model = model_for_current(info.max_current, models)
    if gain <= 0 or model is None:
        return TargetOffer(round(percent), custom, reachable=gain > 0, gain=max(0.0, gain))
    takes = estimate_to_target(model, info.soc, percent, info.voltage, info.max_current, experience)
    return TargetOffer(
        round(percent),
        custom,
        reachable=True,
        gain=gain,
        range_km=takes.range_km,
        energy_wh=takes.energy_wh,
        minutes=takes.minutes,
    )


def paused_reason(status: ChargePointStatus | None, soc: float | None) -> PausedReason | None:
    """Return why an open transaction brings no energy, as the status tells it."""
    if status is ChargePointStatus.SUSPENDED_EVSE:
        return PausedReason.STATION
    if status is ChargePointStatus.SUSPENDED_EV:
        full = soc is not None and soc >= BALANCING_SOC
        return PausedReason.BALANCING if full else PausedReason.VEHICLE
    return None


def present_power(series: MeterSeries) -> float | None:
    """Return the newest power in W, out of current and voltage where none is reported."""
    power = series.last(Quantity.POWER)
    current, voltage = series.last(Quantity.CURRENT), series.last(Quantity.VOLTAGE)
    if power is None and current is not None and voltage is not None:
        return current * voltage
    return power


def present_current(series: MeterSeries, model: VehicleModel | None) -> float | None:
    """Return the newest current in A, out of power and voltage where none is reported."""
    current, power = series.last(Quantity.CURRENT), series.last(Quantity.POWER)
    voltage = series.last(Quantity.VOLTAGE) or (model.nominal_voltage if model else None)
    if current is None and power is not None and voltage:
        return power / voltage
    return current


def curve(series: MeterSeries, begun: datetime) -> tuple[CurvePoint, ...]:
    """Return power and state of charge over the seconds since ``begun`` (station's clock).

    Where ``begun`` makes no sense beside the readings, they count from the first of them (F11).
    """
    states = dict(series.series(Quantity.SOC))
    measured = series.series(Quantity.POWER)
    if not measured:
        return ()
    readings = [r for r in measured if r[0] >= measured[-1][0] - LONGEST_CHARGE]
    first = readings[0][0]
    if not first - LONGEST_CHARGE <= begun <= first:
        begun = first
    step = math.ceil(len(readings) / CURVE_POINTS)
    thinned = readings[::step]
    if thinned[-1] != readings[-1]:
        thinned.append(readings[-1])
    return tuple(
        CurvePoint((instant - begun).total_seconds(), power, states.get(instant))
        for instant, power in thinned
    )


def forecast(last: CurvePoint, remaining: Remaining) -> tuple[CurvePoint, ...]:
    """Return how power will go from the last point to the target, with the taper."""
    legs = remaining.legs
    if not legs:
        return ()
    soc, target = legs[0].soc, legs[-1].until
    full = last.power / share_taken(soc, remaining.c_rate)
    whole = sum(leg.minutes.middle for leg in legs)
    seconds = sum(remaining.minutes) / 2 * 60
    points = []
    for place in range(FORECAST_POINTS + 1):
        then = soc + (target - soc) * place / FORECAST_POINTS
        gone = sum(leg.minutes.middle * _crossed(leg, then) for leg in legs) / whole
        power = full * share_taken(then, remaining.c_rate)
        points.append(CurvePoint(last.seconds + seconds * gone, power, then))
    return tuple(points)


def _crossed(leg: Leg, soc: float) -> float:
    """Return the part of a leg that lies behind a state of charge in %."""
    return min(1.0, max(0.0, (soc - leg.soc) / (leg.until - leg.soc)))
