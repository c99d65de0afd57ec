"""The rows that a central system keeps of one station, as SteVe does."""

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from kiosk.adapters.simulator.messages import (
    DataTransfer,
    Heartbeat,
    Message,
    MeterValues,
    StartTransaction,
    StatusNotification,
    StopTransaction,
)
from kiosk.domain.meter import SampledValue
from kiosk.domain.observation import (
    ConnectorObservation,
    DataTransferRecord,
    StationObservation,
    StatusRecord,
    TransactionRecord,
)
from kiosk.domain.ocpp import ChargePointErrorCode
from kiosk.domain.vendor import VEHICLE_INFO, VENDOR_ID

FIRST_TRANSACTION_ID = 131
_STATUSES_READ = 16
_OVERLAP = 12
"""Sampled values that each read repeats: two MeterValues."""


@dataclass(slots=True)
class _Rows:
    statuses: deque[StatusRecord] = field(default_factory=lambda: deque(maxlen=_STATUSES_READ))
    transaction: TransactionRecord | None = None
    session: int = 0
    sampled_values: list[SampledValue] = field(default_factory=list)
    read_up_to: int = 0
    vehicle_info: DataTransferRecord | None = None
    session_summary: DataTransferRecord | None = None


class CentralSystem:
    """Takes the station's messages in order, each a little later than it was sent.

    Its clock is the database's: ``origin`` plus the simulated seconds since. While it is not
    ``connected`` the station keeps its messages and delivers them, late, when it is again.
    """

    def __init__(self, origin: datetime, random: Random) -> None:
        self.connected = True
        self._origin = origin
        self._random = random
        self._under_way: deque[tuple[float, Message]] = deque()
        self._received = 0.0
        self._count = 0
        self._next_transaction_id = FIRST_TRANSACTION_ID
        self._last_heartbeat: datetime | None = None
        self._rows: dict[int, _Rows] = {}

    def send(self, message: Message, at: float) -> None:
        """Put the message, sent at ``at`` s, on its way."""
        self._under_way.append((at + self._random.uniform(0.01, 0.05), message))

    def receive(self, until: float) -> None:
        """File all that has arrived until then."""
        while self.connected and self._under_way:
            received = max(self._received + 0.001, self._under_way[0][0])
            if received > until:
                break
            self._received = received
            self._file(self._under_way.popleft()[1], self._origin + timedelta(seconds=received))

    def reconnect(self, now: float) -> None:
        """Let the kept messages arrive, from ``now`` on."""
        self.connected = True
        self._received = max(self._received, now)

    def connector_of(self, transaction_id: int) -> int | None:
        """Return the connector on which the transaction is active, if it is."""
        for connector_id, rows in self._rows.items():
            transaction = rows.transaction
            if transaction is not None and transaction.transaction_id == transaction_id:
                return connector_id if transaction.stopped is None else None
        return None

    def observe(self, now: float, connector_ids: tuple[int, ...]) -> StationObservation:
        """Read the rows; sampled values only once, but for an overlap."""
        return StationObservation(
            now=self._origin + timedelta(seconds=now),
            registered=True,
            last_heartbeat=self._last_heartbeat,
            connectors=tuple(self._observe_connector(number) for number in connector_ids),
            station_statuses=tuple(self._rows_of(0).statuses),
        )

    def forget_reads(self) -> None:
        """Let the next read begin with the transaction's first sampled value."""
        for rows in self._rows.values():
            rows.read_up_to = 0

    def _observe_connector(self, connector_id: int) -> ConnectorObservation:
        rows = self._rows_of(connector_id)
        first = max(0, rows.read_up_to - _OVERLAP)
        rows.read_up_to = len(rows.sampled_values)
        return ConnectorObservation(
            connector_id,
            seen=bool(rows.statuses),
            statuses=tuple(rows.statuses),
            transaction=rows.transaction,
            sampled_values=tuple(rows.sampled_values[first:]),
            vehicle_info=rows.vehicle_info,
            session_summary=rows.session_summary,
        )

    def _rows_of(self, connector_id: int) -> _Rows:
        return self._rows.setdefault(connector_id, _Rows())

    def _file(self, message: Message, received: datetime) -> None:
        if isinstance(message, Heartbeat):
            self._last_heartbeat = received
            return
        rows = self._rows_of(message.connector_id)
        self._count += 1
        match message:
            case StatusNotification():
                rows.statuses.append(self._status_record(message))
            case StartTransaction():
                rows.session = message.session
                rows.sampled_values.clear()
                rows.read_up_to = 0
                rows.transaction = TransactionRecord(
                    self._next_transaction_id,
                    message.id_tag,
                    started=received,
                    start_timestamp=message.timestamp,
                    start_value=str(message.meter_start),
                )
                self._next_transaction_id += 1
            case StopTransaction() if rows.transaction and message.session == rows.session:
                rows.transaction = replace(
                    rows.transaction,
                    stopped=received,
                    stop_timestamp=message.timestamp,
                    stop_value=str(message.meter_stop),
                    stop_reason=message.reason.value,
                )
            case MeterValues() if message.session == rows.session:
                rows.sampled_values.extend(message.sampled_values)
            case DataTransfer():
                record = DataTransferRecord(
                    str(self._count), message.message_id, message.data, received
                )
                if message.message_id == VEHICLE_INFO:
                    rows.vehicle_info = record
                else:
                    rows.session_summary = record

    def _status_record(self, message: StatusNotification) -> StatusRecord:
        other = message.error_code is ChargePointErrorCode.OTHER_ERROR
        return StatusRecord(
            message.status.value,
            message.timestamp,
            error_code=message.error_code.value,
            vendor_id=VENDOR_ID if other else None,
            vendor_error_code=message.vendor_error_code,
            arrival=self._count,
        )
