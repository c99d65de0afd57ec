"""What the relay writes down."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MAX_DATA_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class DataTransferRow:
    """One DataTransfer.req of a station (OCPP 1.6 section 6.15).

    ``data`` is the text it carried, or JSON where it carried something else; ``received`` is by
    the relay's clock.
    """

    charge_box_id: str
    vendor_id: str
    message_id: str
    data: str
    received: datetime
    unique_id: str
    connector_id: int | None = None


class EventKind(StrEnum):
    """What has happened at a station."""

    CONNECTED = "connected"
    DISCONNECTED = "disconnected"
    STATUS = "status"
    START = "start"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class StationEventRow:
    """One thing that happened, in the order in which it came by.

    ``status`` is that of a StatusNotification, or of the idTagInfo that a StartTransaction was
    answered with. ``info`` is a StatusNotification's, or a StopTransaction's reason. No id tag.
    """

    charge_box_id: str
    kind: EventKind
    received: datetime
    connector_id: int | None = None
    status: str | None = None
    error_code: str | None = None
    vendor_error_code: str | None = None
    info: str | None = None
    station_timestamp: datetime | None = None
    transaction_id: int | None = None
