"""Scooters of a simulated fleet and what a station measures while each of them charges.

The truth about time comes from the simulator's battery, which knows nothing of the kiosk's
estimates: packs have aged, managements allow this or that current, batteries warm up and are
derated, sessions are paused, and stations report more or less well.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from kiosk.adapters.simulator.vehicle import Vehicle
from kiosk.domain.meter import SampledValue
from kiosk.domain.vehicle import CLASSIC, MAX, PRO, VehicleModel
from kiosk.domain.vendor import VehicleInfo

BEGUN = datetime(2026, 1, 21, 9, tzinfo=UTC)

MODELS = (CLASSIC, PRO, MAX)
_CURRENTS = {"Classic": (6.0, 30.0), "Pro": (31.0, 60.0), "Max": (61.0, 100.0)}
USUAL_HEALTH = 0.95
_LONGEST_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Reports:
    """How a station reports: seconds between samples, and what is missing or coarse.

    ``soc_step`` in %; ``soc_share`` of the samples have a state of charge.
    """

    interval: float
    soc_step: float
    soc_share: float
    has_power: bool
    noise: float


@dataclass(frozen=True, slots=True)
class Replay:
    """One session as it went: what the vehicle said, each sample, and when the target came."""

    model: VehicleModel
    said: VehicleInfo
    target: int
    samples: tuple[tuple[float, tuple[SampledValue, ...]], ...]
    seconds: float

    def rows(self, until: float) -> Iterator[SampledValue]:
        """Yield what was measured in the first seconds."""
        for second, rows in self.samples:
            if second <= until:
                yield from rows


def replay(chance: random.Random, model: VehicleModel, health: float = USUAL_HEALTH) -> Replay:
    """Let one scooter of a model charge to its target."""
    vehicle = _vehicle(chance, model, health)
    target = chance.choice((80, 90, 90, 95, 100, 100))
    vehicle = replace(vehicle, soc=chance.uniform(5.0, target - 12.0))
    said = VehicleInfo(
        round(vehicle.soc, 2),
        round(vehicle.max_current, 1),
        round(vehicle.open_circuit_voltage, 2),
        round(vehicle.temperature, 1),
    )
    offered = vehicle.max_current * (chance.uniform(0.5, 0.9) if chance.random() < 0.06 else 1.0)
    reports, pauses = _reports(chance), _pauses(chance, vehicle.soc, target)
    samples, now, next_sample, paused_until = [], 0.0, 0.0, 0.0
    while vehicle.soc < target and now < _LONGEST_SECONDS:
        if pauses and vehicle.soc >= pauses[0][0]:
            paused_until = now + pauses.pop(0)[1]
        current = 0.0 if now < paused_until else vehicle.current(offered)
        if now >= next_sample:
            samples.append((now, _measure(chance, reports, vehicle, current, offered, now)))
            next_sample = now + reports.interval
        vehicle = vehicle.after(5.0, current)
        now += 5.0
    return Replay(model, said, target, tuple(samples), now)


def replays(seed: int, each: int, health: float = USUAL_HEALTH) -> tuple[Replay, ...]:
    """Return sessions of all models in turn, so many of each.

    ``health`` is what the fleet's packs hold on average, as a part of what they held when new.
    """
    chance = random.Random(seed)
    return tuple(replay(chance, model, health) for _ in range(each) for model in MODELS)


def _vehicle(chance: random.Random, model: VehicleModel, mean_health: float) -> Vehicle:
    health = mean_health + min(0.08, max(-0.13, chance.gauss(0.0, 0.04)))
    ambient = chance.uniform(18.0, 38.0)
    return Vehicle(
        replace(model, pack_ah=model.pack_ah * health),
        50.0,
        chance.uniform(*_CURRENTS[model.name]),
        temperature=ambient + chance.uniform(0.0, 8.0),
        ambient=ambient,
    )


def _reports(chance: random.Random) -> Reports:
    return Reports(
        interval=chance.choice((10.0, 10.0, 30.0, 60.0)),
        soc_step=chance.choice((0.01, 0.01, 0.1, 1.0)),
        soc_share=chance.choice((1.0, 1.0, 1.0, 0.4, 0.0)),
        has_power=chance.random() < 0.8,
        noise=chance.uniform(0.002, 0.02),
    )


def _pauses(chance: random.Random, soc: float, target: int) -> list[tuple[float, float]]:
    """Return where (%) a session rests, and for how many seconds."""
    if chance.random() > 0.12:
        return []
    return [(chance.uniform(soc, target), chance.uniform(60.0, 480.0))]


def _measure(
    chance: random.Random,
    reports: Reports,
    vehicle: Vehicle,
    current: float,
    offered: float,
    now: float,
) -> tuple[SampledValue, ...]:
    at = BEGUN + timedelta(seconds=now)
    measured = current * chance.gauss(1.0, reports.noise)
    voltage = vehicle.voltage(current) + chance.gauss(0.0, 0.05)
    rows = [
        SampledValue(at, f"{voltage:.2f}", "Voltage", "V"),
        SampledValue(at, f"{measured:.2f}", "Current.Import", "A"),
        SampledValue(at, f"{offered:g}", "Current.Offered", "A"),
    ]
    if reports.has_power:
        rows.append(SampledValue(at, f"{voltage * measured:.0f}", "Power.Active.Import", "W"))
    if chance.random() < reports.soc_share:
        # Whole numbers are rounded down, as displays do: it is full when it says so.
        soc = vehicle.soc // reports.soc_step * reports.soc_step
        rows.append(SampledValue(at, f"{soc:.2f}", "SoC", "Percent"))
    return tuple(rows)
