"""Whose a message is that names no connector, at a station that has several.

A DataTransfer has no field for the connector (OCPP 1.6 section 4.3), so where its record has none
either, each connector is shown the newest. The rows of the others tell whether it can be theirs;
what may be of two is taken for nobody's, for a rider must never see another's.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain.observation import (
    ConnectorObservation,
    DataTransferRecord,
    StationObservation,
)
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.plugging import CLOCK_TOLERANCE, LATEST_MESSAGE

SUMMARY_WINDOW = timedelta(seconds=60)
"""A vehicle sends its SessionSummary within so long of the end, before it or after."""


def own_messages(own: ConnectorObservation, station: StationObservation) -> ConnectorObservation:
    """Return the connector's observation without messages that may be another's."""
    others = [c for c in station.connectors if c.connector_id != own.connector_id]
    info, summary = own.vehicle_info, own.session_summary
    if info is not None and any(_may_have_sent(other, info) for other in others):
        info = None
    sharing = [other for other in others if other.session_summary == summary]
    if summary is not None and sharing:
        received = summary.received
        ended = [_ended_around(connector, received) for connector in (own, *sharing)]
        if ended != [True] + [False] * len(sharing):
            summary = None
    return replace(own, vehicle_info=info, session_summary=summary)


def _may_have_sent(connector: ConnectorObservation, info: DataTransferRecord) -> bool:
    return connector.vehicle_info == info and any(
        status.status == ChargePointStatus.PREPARING
        and status.instant is not None
        and info.received - LATEST_MESSAGE <= status.instant <= info.received + CLOCK_TOLERANCE
        for status in connector.statuses
    )


def _ended_around(connector: ConnectorObservation, received: datetime) -> bool:
    stopped = connector.transaction.stopped if connector.transaction else None
    return stopped is not None and abs(stopped - received) <= SUMMARY_WINDOW
