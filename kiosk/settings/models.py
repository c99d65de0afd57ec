"""Reading ``[[vehicle_models]]``, the table of scooter models."""

from collections.abc import Mapping
from dataclasses import fields
from itertools import pairwise
from typing import Any

from kiosk.domain.vehicle import VehicleModel
from kiosk.settings.faults import SettingsFault, did_you_mean
from kiosk.settings.kinds import Kind, number, text

# -1 A includes 0 A, for a band excludes its lower end.
_COLUMNS: Mapping[str, Kind] = {
    "name": text(40),
    "above_current": number(-1, 1000),
    "up_to_current": number(0, 1000),
    "pack_ah": number(1, 1000),
    "full_range_km": number(1, 2000),
    "nominal_voltage": number(12, 1000),
}
COLUMNS = tuple(field.name for field in fields(VehicleModel))


def read_models(
    tables: list[tuple[Any, str]], places: Mapping[str, str]
) -> tuple[tuple[VehicleModel, ...], list[SettingsFault]]:
    """Return the models and what is wrong with their tables.

    ``tables`` are the raw tables with their places, ``places`` those of their keys
    (``vehicle_models[0].name``).
    """
    faults: list[SettingsFault] = []
    placed: list[tuple[VehicleModel, str, str]] = []
    for index, (table, place) in enumerate(tables):
        key = f"vehicle_models[{index}]"
        found = _read_model(table, key, place, places)
        if isinstance(found, VehicleModel):
            placed.append((found, key, place))
        else:
            faults.extend(found)
    placed.sort(key=lambda each: each[0].above_current)
    for (lower, _, _), (upper, key, place) in pairwise(placed):
        if upper.above_current < lower.up_to_current:
            problem = f"has currents that {lower.name} has too: the bands must not overlap"
            faults.append(SettingsFault(key, place, problem))
    return tuple(model for model, _, _ in placed), faults


def _read_model(
    table: Any, key: str, place: str, places: Mapping[str, str]
) -> VehicleModel | list[SettingsFault]:
    if not isinstance(table, dict):
        return [SettingsFault(key, place, "must be a table")]
    faults = []
    values = {}
    for name, value in table.items():
        of = f"{key}.{name}"
        if name not in _COLUMNS:
            problem = f"is unknown{did_you_mean(name, list(_COLUMNS))}"
            faults.append(SettingsFault(of, places.get(of, place), problem))
            continue
        try:
            values[name] = _COLUMNS[name].read(value)
        except ValueError as error:
            faults.append(SettingsFault(of, places.get(of, place), str(error)))
    faults.extend(
        SettingsFault(f"{key}.{name}", place, "is missing")
        for name in COLUMNS
        if name not in table and name != "nominal_voltage"
    )
    if faults:
        return faults
    model = VehicleModel(**values)
    if not model.name:
        return [SettingsFault(f"{key}.name", place, "must not be empty")]
    if model.up_to_current <= model.above_current:
        return [SettingsFault(key, place, "must have up_to_current over above_current")]
    return model
