"""When a session's price is final, and how long its vehicle stood idle."""

from datetime import datetime, timedelta

from kiosk.domain.charge import ChargeLog
from kiosk.domain.commands import SessionCharge
from kiosk.domain.observation import TransactionRecord
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import SummarySource
from kiosk.domain.status import StatusHistory, status_of
from kiosk.domain.tariff import Component, stored_price


def session_charge(
    price_text: str | None,
    charge: ChargeLog,
    history: StatusHistory,
    *,
    plugged: bool,
    now: datetime,
    wait: float,
) -> SessionCharge | None:
    """Return what a charge that is over is charged by, ``None`` where that is not for this kiosk.

    An empty ``price_text`` is that of a charge that costs nothing, but has a receipt all the same.

    It is final when the vendor's SessionSummary is there, or ``wait`` seconds after the end
    without one; where idling costs, not before the vehicle has been unplugged. ``now`` is the
    database's clock.
    """
    price = stored_price(price_text) if price_text else None
    if price_text is None or (price_text and price is None):
        return None
    idling_costs = price is not None and price.rate(Component.IDLE) > 0
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
