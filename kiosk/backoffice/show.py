"""Reads once, and makes one of the three payloads of it."""

from typing import Protocol

from kiosk.backoffice import payloads
from kiosk.backoffice.payloads import Payload
from kiosk.domain.errors import Malformed, Refused
from kiosk.domain.meter import Quantity, SampledValue
from kiosk.domain.observation import DataTransferRecord, TransactionRecord
from kiosk.domain.ocpp import PLUGGED_STATUSES
from kiosk.domain.rules import SessionRules
from kiosk.domain.samples import MeterSeries
from kiosk.domain.session import ChargingSession
from kiosk.domain.session_snapshot import snapshot_of
from kiosk.domain.snapshot import SummaryFigures
from kiosk.domain.summary import readable_session_summary, work_out_summary
from kiosk.domain.vehicle import model_for_current
from kiosk.domain.vendor import VehicleInfo, parse_vehicle_info
from kiosk.ports import StationReader

PRE_CHARGE_INFO = "pre-charge-info"
VEHICLE_INFO = "vehicle-info"
SUMMARY = "summary"

_OF_STATION = {
    PRE_CHARGE_INFO: payloads.pre_charge_info,
    VEHICLE_INFO: payloads.vehicle_info,
}


class TransactionView(Protocol):
    """A transaction with all that was recorded about it."""

    @property
    def transaction(self) -> TransactionRecord:
        """Its start and stop."""
        ...

    @property
    def sampled_values(self) -> tuple[SampledValue, ...]:
        """All its meter values."""
        ...

    @property
    def vehicle_info(self) -> DataTransferRecord | None:
        """The vehicle's message before it."""
        ...

    @property
    def session_summary(self) -> DataTransferRecord | None:
        """The vehicle's message after it."""
        ...


class TransactionReader(Protocol):
    """Reads any transaction of the central system's."""

    async def read_transaction(self, transaction_id: int) -> TransactionView | None:
        """Return it, ``None`` where there is none with that id."""
        ...


async def show_station(
    payload: str, reader: StationReader, charge_box_id: str, rules: SessionRules
) -> Payload:
    """Return ``payload`` of the connector with a vehicle, else of the first one.

    ``reader`` reads the station ``charge_box_id``. Raises Refused for a station that the central
    system does not know, and what the reader raises.
    """
    observation = await reader.read()
    if not observation.registered:
        raise Refused(f"SteVe has no accepted station {charge_box_id!r}: check its ChargeBoxId")
    shown = []
    for connector in observation.connectors:
        session = ChargingSession(connector.connector_id, rules)
        session.observe(observation, 0.0)
        shown.append((snapshot_of(session, 0.0), connector))
    plugged = (each for each in shown if each[0].status in PLUGGED_STATUSES)
    snapshot, connector = next(plugged, shown[0])
    return _OF_STATION[payload](snapshot, connector, observation.now)


async def summary_figures(
    reader: TransactionReader, transaction_id: int, rules: SessionRules
) -> SummaryFigures:
    """Return what a transaction came to. Raises Refused when there is none, or it is still open."""
    view = await reader.read_transaction(transaction_id)
    if view is None:
        raise Refused(f"SteVe has no transaction {transaction_id}: check the number")
    if view.transaction.stopped is None:
        raise Refused(f"transaction {transaction_id} is still open: ask again when it has ended")
    series = MeterSeries()
    series.add(view.sampled_values)
    vehicle = _vehicle(view.vehicle_info)
    current = vehicle.max_current if vehicle else series.last(Quantity.CURRENT_OFFERED)
    return work_out_summary(
        view.transaction,
        series,
        ended=view.transaction.stopped,
        message=readable_session_summary(view.session_summary, view.transaction, series),
        model=None if current is None else model_for_current(current, rules.models),
        start_soc=vehicle.soc if vehicle else None,
        intent=None,
        stopped_for=None,
    )


def _vehicle(record: DataTransferRecord | None) -> VehicleInfo | None:
    if record is None:
        return None
    try:
        return parse_vehicle_info(record.data)
    except Malformed:
        return None
