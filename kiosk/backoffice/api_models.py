"""What the payloads look like, for the API's description; pydantic comes with the extra ``serve``.

They describe what :mod:`kiosk.backoffice.payloads` makes, and do not make it.
"""

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class _Model(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="forbid")


class VehicleInfo(_Model):
    """The vehicle's message after plugging in: %, A, V, °C."""

    soc: float
    max_current: float
    voltage: float
    temperature: float


class VehicleCalculated(_Model):
    """What follows from it: km and Ah. Null where the model is not known."""

    model: str | None
    current_range: float | None
    max_range: float | None
    current_ah: float | None


class PreChargeInfo(_Model):
    """The vehicle before charging."""

    connected: bool
    status: str | None
    vehicle_info: VehicleInfo | None
    calculated: VehicleCalculated | None
    can_charge: bool
    last_updated: str


class MeterValues(_Model):
    """The newest of each measurand: Wh, W, %, V, A. Null where the station does not tell it."""

    energy_register: float | None
    power: float | None
    soc: float | None
    voltage: float | None
    current: float | None
    current_offered: float | None


class SessionSummary(_Model):
    """The vehicle's message after charging: %, Wh, min."""

    final_soc: float
    energy_delivered: float
    duration_minutes: float


class VehicleState(_Model):
    """What is known of the vehicle now. Of the last three there is at most one."""

    source: str | None = Field(description="VehicleInfo, MeterValues or SessionSummary")
    age_seconds: float | None
    status: str | None
    last_updated: str | None
    vehicle_info: VehicleInfo | None = None
    meter_values: MeterValues | None = None
    session_summary: SessionSummary | None = None


class SummaryFigures(_Model):
    """How the charge ended: %, Wh, min."""

    final_soc: float | None
    energy_delivered: float | None
    duration_minutes: float


class SummaryCalculated(_Model):
    """What follows: %, percentage points, km, W."""

    start_soc: float | None
    soc_gain: float | None
    range_added: float | None
    average_power: float | None


class Summary(_Model):
    """A charge that has ended."""

    transaction_id: int
    summary: SummaryFigures
    calculated: SummaryCalculated


class Failure(_Model):
    """Why there is no answer."""

    error: str
