"""What the station tells its central system, in OCPP 1.6's words.

``timestamp`` is the station's clock. A transaction is told by ``session``, the station's own
number, since its transaction id is the central system's to give.
"""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.meter import SampledValue
from kiosk.domain.ocpp import ChargePointErrorCode, ChargePointStatus, StopReason


@dataclass(frozen=True, slots=True)
class StatusNotification:
    """Section 4.9; connector 0 is the station as a whole."""

    connector_id: int
    timestamp: datetime
    status: ChargePointStatus
    error_code: ChargePointErrorCode = ChargePointErrorCode.NO_ERROR
    vendor_error_code: str | None = None


@dataclass(frozen=True, slots=True)
class StartTransaction:
    """Section 4.8; ``meter_start`` in Wh."""

    connector_id: int
    timestamp: datetime
    session: int
    id_tag: str
    meter_start: int


@dataclass(frozen=True, slots=True)
class StopTransaction:
    """Section 4.10; ``meter_stop`` in Wh."""

    connector_id: int
    timestamp: datetime
    session: int
    meter_stop: int
    reason: StopReason


@dataclass(frozen=True, slots=True)
class MeterValues:
    """Section 4.7: the sampled values of one moment."""

    connector_id: int
    timestamp: datetime
    session: int
    sampled_values: tuple[SampledValue, ...]


@dataclass(frozen=True, slots=True)
class DataTransfer:
    """Section 4.3, from the vendor; ``data`` is a JSON text."""

    connector_id: int
    timestamp: datetime
    message_id: str
    data: str


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Section 4.6."""

    timestamp: datetime


Message = (
    StatusNotification | StartTransaction | StopTransaction | MeterValues | DataTransfer | Heartbeat
)
