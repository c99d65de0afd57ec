"""When a session's price is final, and how long its vehicle stood idle."""

from datetime import datetime, timedelta

from kiosk.domain.charge import ChargeLog
from kiosk.domain.commands import SessionCharge
from kiosk.domain.errors import Malformed
from kiosk.domain.observation import TransactionRecord
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import SummarySource
from kiosk.domain.status import StatusHistory, status_of
from kiosk.domain.tariff import Component, price_of_text


def session_charge(
    price_text: str,
    charge: ChargeLog,
    history: StatusHistory,
    *,
    plugged: bool,
    now: datetime,
    wait: float,
) -> SessionCharge | None:
    """Return what a charge that is over is charged by, ``None`` without a price.

    It is final when the vendor's SessionSummary is there, or ``wait`` seconds after the end
    without one; where idling costs, not before the vehicle has been unplugged. ``now`` is the
    database's clock.
    """
    try:
        idling_costs = price_of_text(price_text).rate(Component.IDLE) > 0
    except Malformed:
        return None
    said = charge.summary is not None and charge.summary.source is SummarySource.VEHICLE
    waited = now - (charge.ended or now) >= timedelta(seconds=wait)
    final = (said or waited) and not (idling_costs and plugged)
    idle = 0.0
    if final and idling_costs and charge.transaction is not None:
        idle = idle_seconds(charge.transaction, history)
    return SessionCharge(price_text, idle, final)


def idle_seconds(transaction: TransactionRecord, history: StatusHistory) -> float:
    """Return how long the vehicle stayed plugged in after the end of its charge.

    Both instants are the station's own; where either is missing or wrong nobody knows, and it
    was no time at all.
    """
    free: datetime | None = None
    for record in reversed(history.records):
        if status_of(record) is not ChargePointStatus.AVAILABLE:
            break
        free = None if record.timestamp in history.mistimed else record.timestamp
    stopped = transaction.stop_timestamp
    if free is None or stopped is None:
        return 0.0
    return max(0.0, (free - stopped).total_seconds())
