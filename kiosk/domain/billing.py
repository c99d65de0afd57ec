"""When a session's price is final, and how long its vehicle stood idle."""

from datetime import datetime, timedelta
from itertools import zip_longest

from kiosk.domain.charge import ChargeLog
from kiosk.domain.commands import SessionCharge
from kiosk.domain.observation import StatusRecord, TransactionRecord
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
    without one; where idling costs, not before the vehicle has been unplugged (``plugged``: its
    cable is still in). ``now`` is the database's clock.
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
        # A station's clock that was set in between must not make days of it.
        longest = (now - (charge.ended or now)).total_seconds()
        idle = min(idle_seconds(charge.transaction, history), max(0.0, longest))
    return SessionCharge(price_text, idle, final)


def idle_seconds(transaction: TransactionRecord, history: StatusHistory) -> float:
    """Return how long the vehicle stayed plugged in after the end of its charge.

    Both instants are the station's own; where either is missing or wrong nobody knows, and it
    was no time at all. Vehicles that came after it don't count.
    """
    stopped = transaction.stop_timestamp
    if stopped is None:
        return 0.0
    free = _freed_after(stopped, history)
    return 0.0 if free is None else max(0.0, (free - stopped).total_seconds())


def _freed_after(stopped: datetime, history: StatusHistory) -> datetime | None:
    """Return the first instant at which the connector is free, ``None`` where it is not told."""
    since: list[StatusRecord] = []
    for record in history.records:
        told = None if record.timestamp in history.mistimed else record.timestamp
        if told is not None and told < stopped:
            since.clear()
        else:
            since.append(record)
    for record, later in zip_longest(since, since[1:]):
        if status_of(record) is not ChargePointStatus.AVAILABLE:
            continue
        # SteVe's own word after a StopTransaction (see StatusHistory.plugged_from).
        if status_of(later) is not ChargePointStatus.FINISHING or later.received:
            return None if record.timestamp in history.mistimed else record.timestamp
    return None
