"""The station's messages as the requests of the ocpp library.

Their fields, and the order in which a session has them, are those of a recorded session.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ocpp.v16 import call

from kiosk.adapters.simulator.messages import (
    DataTransfer,
    Heartbeat,
    Message,
    MeterValues,
    StartTransaction,
    StatusNotification,
    StopTransaction,
)
from kiosk.domain.vendor import VENDOR_ID

MODEL = "R100A"


@dataclass(frozen=True, slots=True)
class OpenTransaction:
    """A transaction as both sides know it."""

    transaction_id: int
    id_tag: str


def boot_notification() -> Any:
    """Return the request that begins everything."""
    return call.BootNotification(charge_point_model=MODEL, charge_point_vendor=VENDOR_ID)


def request_of(message: Message, transaction: OpenTransaction | None) -> Any:
    """Return the message's request; ``None`` for one of a transaction that nobody knows."""
    match message:
        case Heartbeat():
            return call.Heartbeat()
        case DataTransfer():
            return call.DataTransfer(
                vendor_id=VENDOR_ID, message_id=message.message_id, data=message.data
            )
        case StatusNotification():
            return call.StatusNotification(
                connector_id=message.connector_id,
                error_code=message.error_code.value,
                status=message.status.value,
                timestamp=_text(message.timestamp),
                vendor_id=VENDOR_ID if message.vendor_error_code else None,
                vendor_error_code=message.vendor_error_code,
            )
        case StartTransaction():
            return call.StartTransaction(
                connector_id=message.connector_id,
                id_tag=message.id_tag,
                meter_start=message.meter_start,
                timestamp=_text(message.timestamp),
            )
        case MeterValues() if transaction:
            return call.MeterValues(
                connector_id=message.connector_id,
                meter_value=[_meter_value(message)],
                transaction_id=transaction.transaction_id,
            )
        case StopTransaction() if transaction:
            return call.StopTransaction(
                meter_stop=message.meter_stop,
                timestamp=_text(message.timestamp),
                transaction_id=transaction.transaction_id,
                reason=message.reason.value,
                id_tag=transaction.id_tag,
            )
    return None


def _meter_value(message: MeterValues) -> dict[str, Any]:
    return {
        "timestamp": _text(message.timestamp),
        "sampledValue": [
            {
                "value": sampled.value,
                "measurand": sampled.measurand,
                "unit": sampled.unit,
                "context": sampled.context,
            }
            for sampled in message.sampled_values
        ],
    }


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
