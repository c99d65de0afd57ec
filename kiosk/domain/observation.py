"""What one read of the station shows: levels, not edges.

Instants are aware UTC datetimes on the clock that the field names. Texts are as they were
recorded, unchecked: the domain decides what they mean.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.domain.meter import SampledValue


@dataclass(frozen=True, slots=True)
class StatusRecord:
    """One StatusNotification as recorded (OCPP 1.6 section 4.9).

    ``timestamp`` is the station's clock; ``received`` that of the relay, where it saw the message
    pass. ``arrival`` orders records of one connector by their arrival, later being larger;
    ``None`` where the order is not known. It is always known where ``received`` is, and then
    names the record for ever.
    """

    status: str
    timestamp: datetime | None
    error_code: str | None = None
    info: str | None = None
    vendor_id: str | None = None
    vendor_error_code: str | None = None
    arrival: int | None = None
    received: datetime | None = None

    @property
    def instant(self) -> datetime | None:
        """When it was, by the better of the two clocks."""
        return self.received or self.timestamp


@dataclass(frozen=True, slots=True)
class TransactionRecord:
    """The newest transaction of a connector and, where it has ended, its stop.

    ``started`` and ``stopped`` are the central system's clock; ``start_timestamp`` and
    ``stop_timestamp`` the station's; ``arrived`` is the relay's, where it saw the start answered.
    Register values are texts in Wh. Without ``stopped`` the transaction is open.
    """

    transaction_id: int
    id_tag: str
    started: datetime
    start_timestamp: datetime | None
    start_value: str | None
    stopped: datetime | None = None
    stop_timestamp: datetime | None = None
    stop_value: str | None = None
    stop_reason: str | None = None
    arrived: datetime | None = None


@dataclass(frozen=True, slots=True)
class DataTransferRecord:
    """One recorded DataTransfer of the vendor.

    ``key`` identifies the record in its log (a primary key, or whatever tells two records
    apart). ``data`` is the text or the decoded JSON value, as it was stored.
    """

    key: str
    message_id: str
    data: Any
    received: datetime


@dataclass(frozen=True, slots=True)
class ConnectorObservation:
    """One connector, as it was read.

    ``statuses`` are recent records in any order. ``sampled_values`` belong to ``transaction``
    and hold at least those that came in since the last observation; repeats are welcome.
    ``seen`` is false while the central system has never heard of the connector.
    """

    connector_id: int
    seen: bool = True
    statuses: tuple[StatusRecord, ...] = ()
    transaction: TransactionRecord | None = None
    sampled_values: tuple[SampledValue, ...] = ()
    vehicle_info: DataTransferRecord | None = None
    session_summary: DataTransferRecord | None = None


@dataclass(frozen=True, slots=True)
class StationObservation:
    """One consistent read of the whole station.

    ``now`` is the database's clock. ``last_heartbeat`` is the central system's record of the
    station's last Heartbeat. ``station_statuses`` are those of connector 0, the station as a
    whole. ``data_transfer_failed`` tells that the DataTransfer records could not be read this
    time, so that their absence means nothing. ``connected`` is the relay's word on the station,
    ``None`` without one. With ``one_clock`` the relay stamped both DataTransfers and statuses, so
    that their times can be compared exactly.
    """

    now: datetime
    registered: bool
    last_heartbeat: datetime | None
    connectors: tuple[ConnectorObservation, ...]
    station_statuses: tuple[StatusRecord, ...] = ()
    data_transfer_failed: bool = False
    connected: bool | None = None
    one_clock: bool = False
