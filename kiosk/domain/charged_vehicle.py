"""The vehicle that charges, by what it said before it did."""

from dataclasses import dataclass

from kiosk.domain.charge import ChargeLog
from kiosk.domain.commands import StartIntent
from kiosk.domain.meter import Quantity
from kiosk.domain.vehicle import VehicleModel, model_for_current
from kiosk.domain.vendor import VehicleInfo


@dataclass(frozen=True, slots=True)
class ChargedVehicle:
    """Its state (%) before the charge, its battery management's limit (A), and its model."""

    start_soc: float | None
    max_current: float | None
    model: VehicleModel | None


def charged_vehicle_of(
    intent: StartIntent | None,
    info: VehicleInfo | None,
    charge: ChargeLog,
    models: tuple[VehicleModel, ...],
) -> ChargedVehicle:
    """Return what is known of it: the START here knew it best, then its own message.

    The model is that of the summary, once there is one; for want of the vehicle's word it is told
    by what the station offers.
    """
    if intent is not None:
        start_soc, current = intent.start_soc, intent.max_current
    else:
        start_soc, current = (info.soc, info.max_current) if info else (None, None)
    summary = charge.summary
    if summary is not None and summary.model is not None:
        model = next((each for each in models if each.name == summary.model), None)
        return ChargedVehicle(start_soc, current, model)
    told = charge.series.last(Quantity.CURRENT_OFFERED) if current is None else current
    return ChargedVehicle(
        start_soc, current, None if told is None else model_for_current(told, models)
    )
