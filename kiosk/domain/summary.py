"""What a session came to, from the vendor's message or worked out."""

from datetime import datetime, timedelta

from kiosk.domain.commands import StartIntent
from kiosk.domain.errors import Malformed
from kiosk.domain.meter import Quantity, parse_number
from kiosk.domain.observation import DataTransferRecord, TransactionRecord
from kiosk.domain.ocpp import StopReason, lookup
from kiosk.domain.plugging import CLOCK_TOLERANCE
from kiosk.domain.register import MAX_POWER_W, MAX_SESSION_WH, energy_delivered
from kiosk.domain.samples import MeterSeries
from kiosk.domain.snapshot import EndedBy, SummaryFigures, SummarySource
from kiosk.domain.status import is_sane
from kiosk.domain.vehicle import VehicleModel
from kiosk.domain.vendor import SessionSummary, parse_session_summary

SOC_TOLERANCE = 5.0
"""A SessionSummary whose final state of charge is further (% points) from the last meter value
than this tells of another session."""

_BEFORE_START = 60.0
"""So many seconds two clocks may differ over a charge that was begun here."""

# What ends a charge against anybody's wish, whatever state it had reached.
_FORCED = frozenset(
    {
        StopReason.DE_AUTHORIZED,
        StopReason.EMERGENCY_STOP,
        StopReason.HARD_RESET,
        StopReason.POWER_LOSS,
        StopReason.REBOOT,
        StopReason.SOFT_RESET,
        StopReason.UNLOCK_COMMAND,
    }
)


def own_session_summary(
    record: DataTransferRecord | None, transaction: TransactionRecord, series: MeterSeries
) -> SessionSummary | None:
    """Return the message when it is readable and belongs to the transaction.

    It names no transaction. It belongs when it came after the start, does not tell of a session
    longer than the time since then or of more energy than any scooter takes, and ends where the
    meter values end. Raises :class:`Malformed` when it can't be read.
    """
    if record is None or record.received < transaction.started - CLOCK_TOLERANCE:
        return None
    message = parse_session_summary(record.data)
    begun, stamped = transaction.started, transaction.start_timestamp
    if stamped is not None and is_sane(stamped, record.received):
        begun = min(begun, stamped)
    if timedelta(minutes=message.duration_minutes) > record.received - begun + 6 * CLOCK_TOLERANCE:
        return None
    if message.energy_delivered > MAX_SESSION_WH:
        return None
    last_soc = series.last(Quantity.SOC)
    if last_soc is not None and abs(last_soc - message.final_soc) > SOC_TOLERANCE:
        return None
    return message


def readable_session_summary(
    record: DataTransferRecord | None, transaction: TransactionRecord, series: MeterSeries
) -> SessionSummary | None:
    """Like :func:`own_session_summary`, passing over what can't be read."""
    try:
        return own_session_summary(record, transaction, series)
    except Malformed:
        return None


def work_out_summary(
    transaction: TransactionRecord,
    series: MeterSeries,
    *,
    ended: datetime,
    message: SessionSummary | None,
    model: VehicleModel | None,
    start_soc: float | None,
    intent: StartIntent | None,
    stopped_for: EndedBy | None,
) -> SummaryFigures:
    """Return the summary of a transaction that is over.

    ``ended`` (database's clock) serves where there is no stop. ``start_soc`` is what the vehicle
    said before the start, for want of meter values. ``intent`` is the START at this kiosk, and
    ``stopped_for`` why it asked for the stop, if it did.
    """
    first_soc, last_soc = series.first(Quantity.SOC), series.last(Quantity.SOC)
    begin_soc = start_soc if first_soc is None else first_soc
    final_soc = message.final_soc if message else last_soc
    duration = message.duration_minutes * 60 if message else _duration(transaction, intent, ended)
    energy = message.energy_delivered if message else _energy(transaction, series)
    gain = max(0.0, final_soc - begin_soc) if None not in (final_soc, begin_soc) else None  # type: ignore[operator]
    reason = lookup(StopReason, transaction.stop_reason)
    target = intent.target if intent else None
    return SummaryFigures(
        transaction_id=transaction.transaction_id,
        started=transaction.started,
        ended=transaction.stopped or ended,
        start_soc=begin_soc,
        final_soc=final_soc,
        soc_gain=gain,
        energy_wh=energy,
        duration=duration,
        average_power=_average_power(energy, duration),
        range_added_km=model.range_km(gain) if model is not None and gain is not None else None,
        model=model.name if model else None,
        source=SummarySource.VEHICLE if message else SummarySource.WORKED_OUT,
        ended_by=_ended_by(reason, final_soc, target, stopped_for),
        stop_reason=reason,
        target=target,
        limit=intent.limit if intent else None,
    )


def _duration(transaction: TransactionRecord, intent: StartIntent | None, ended: datetime) -> float:
    stopped = transaction.stopped or ended
    central = (stopped - transaction.started).total_seconds()
    # From START on where it was given here; anywhere else it may have been delivered late.
    longest = central + 24 * 3600
    if intent is not None:
        longest = (stopped - intent.requested).total_seconds() + _BEFORE_START
    begin, end = transaction.start_timestamp, transaction.stop_timestamp
    if begin is not None and end is not None:
        station = (end - begin).total_seconds()
        # The station's own clock measures best, also when its messages came late; but not when
        # it was set in between, which shows as a session that takes no time or days.
        if 0 < station <= max(longest, 0.0):
            return station
    return max(central, 0.0)


def _energy(transaction: TransactionRecord, series: MeterSeries) -> float | None:
    start, begun = parse_number(transaction.start_value), transaction.start_timestamp
    by_samples = series.energy_wh(start, begun)
    stop = parse_number(transaction.stop_value)
    if stop is None or transaction.stop_timestamp is None:
        return by_samples
    readings = (*series.series(Quantity.ENERGY), (transaction.stop_timestamp, stop))
    by_stop = energy_delivered(start, begun, readings)
    if by_samples is None or by_stop is None:
        return by_stop if by_samples is None else by_samples
    return max(by_samples, by_stop)


def _average_power(energy: float | None, duration: float) -> float | None:
    if energy is None or duration <= 0:
        return None
    power = energy / duration * 3600
    # A session that was delivered late and without its times seems to have taken a moment.
    return power if power <= MAX_POWER_W else None


def _ended_by(
    reason: StopReason | None,
    final_soc: float | None,
    target: int | None,
    stopped_for: EndedBy | None,
) -> EndedBy:
    if reason is StopReason.EV_DISCONNECTED:
        return EndedBy.UNPLUGGED
    if reason in _FORCED:
        return EndedBy.STATION
    if stopped_for is not None:
        return stopped_for
    if final_soc is not None and final_soc >= 99.0:
        return EndedBy.VEHICLE_FULL
    if final_soc is not None and target is not None and final_soc >= target:
        return EndedBy.TARGET_REACHED
    if reason in (StopReason.LOCAL, StopReason.REMOTE):
        return EndedBy.RIDER
    return EndedBy.STATION
