"""A charging session as a view needs it."""

from datetime import datetime, timedelta

from kiosk.domain import figures
from kiosk.domain.attempts import CONNECTION_OUTCOMES
from kiosk.domain.costs import cost_of, payment_link, price_of
from kiosk.domain.estimate import Remaining, remaining
from kiosk.domain.limits import Minutes, minutes_to_limit, sooner
from kiosk.domain.meter import Quantity
from kiosk.domain.ocpp import ChargePointErrorCode
from kiosk.domain.offers import offers_of
from kiosk.domain.reasons import PowerFacts, power_reason
from kiosk.domain.session import ChargingSession
from kiosk.domain.snapshot import (
    ChargingFigures,
    ConnectorSnapshot,
    CurvePoint,
    OutOfServiceReason,
    SessionPhase,
    SummaryFigures,
    TargetOffer,
    VehicleFigures,
)
from kiosk.domain.status import error_code_of
from kiosk.domain.tariff import Price

LINK_LOST_AFTER = 5.0
"""Seconds without a reading until a screen says so."""

_SHOWS_VEHICLE = frozenset({SessionPhase.PREPARING, SessionPhase.STARTING})


def snapshot_of(session: ChargingSession, at: float) -> ConnectorSnapshot:
    """Return the session as it stands at ``at`` (monotonic seconds)."""
    phase = session.session_phase
    record = session.connector.record
    error = error_code_of(record) if record else None
    service = session.service
    if phase is SessionPhase.OUT_OF_SERVICE and service is None:
        service = OutOfServiceReason.NO_CONNECTION
    shows_vehicle = phase in _SHOWS_VEHICLE
    complete = phase is SessionPhase.COMPLETE
    price = price_of(session)
    receipt = session.receipt_text if complete else ""
    return ConnectorSnapshot(
        connector_id=session.connector_id,
        session_phase=phase,
        status=session.status,
        transaction_id=session.charge.transaction_id if session.charge.open or complete else None,
        error_code=None if error is ChargePointErrorCode.NO_ERROR else error,
        vendor_error_code=record.vendor_error_code if record else None,
        out_of_service=service if phase is SessionPhase.OUT_OF_SERVICE else None,
        vehicle_info=session.vehicle_info_state(at),
        vehicle=_vehicle(session) if shows_vehicle else None,
        offers=_offers(session, price) if shows_vehicle else (),
        target=session.aim[0],
        limit=session.aim[1],
        custom_target=session.goal.custom_target,
        custom_limit=session.goal.custom_limit,
        refusal=session.goal.refusal,
        price=price,
        cost=cost_of(session),
        can_start=session.can_start(at),
        waited=max(0.0, at - session.phase_since),
        charging=_charging(session, at) if session.charge.open and not complete else None,
        stop_waiting=_stop_waits(session, at),
        summary=session.charge.summary if complete else None,
        receipt=receipt,
        payment=payment_link(session) if receipt else "",
        printing=session.paper.state(receipt),
        countdown=_countdown(session, at) if complete else None,
        last_summary=_last_summary(session, at),
        notice=session.notice(at),
        link_lost=_link_lost(session, at),
        source_ages=_source_ages(session, at),
    )


def _vehicle(session: ChargingSession) -> VehicleFigures | None:
    info = session.vehicle.info
    return figures.vehicle_figures(info, session.rules.models) if info else None


def _offers(session: ChargingSession, price: Price | None) -> tuple[TargetOffer, ...]:
    info = session.vehicle.info
    if info is None:
        return ()
    return offers_of(session.goal, info, session.rules.models, price, session.experience)


def _charging(session: ChargingSession, at: float) -> ChargingFigures:
    charge, model, link = session.charge, session.charged_vehicle.model, session.link
    transaction, now, read_time = charge.transaction, link.database_time(at), link.read_time
    assert transaction is not None
    assert now is not None
    assert read_time is not None
    series, soc, (target, _) = charge.series, charge.soc(), session.aim
    paused = session.paused
    full = None if paused else _remaining(session, target or 100, charge.age(now) or 0.0)
    limited = _minutes_to_limit(session)
    points = charge.curve()
    start = series.first(Quantity.SOC)
    return ChargingFigures(
        started=transaction.started,
        duration=charge.duration(read_time),
        energy_wh=charge.energy_wh(),
        start_soc=session.charged_vehicle.start_soc if start is None else start,
        soc=soc,
        power=figures.present_power(series),
        current=series.last(Quantity.CURRENT),
        current_offered=series.last(Quantity.CURRENT_OFFERED),
        voltage=series.last(Quantity.VOLTAGE),
        temperature=series.last(Quantity.TEMPERATURE),
        model=model.name if model else None,
        range_km=model.range_km(soc) if model and soc is not None else None,
        target=target,
        minutes_left=sooner(limited, full.minutes if full else None),
        age=charge.age(now),
        paused=paused,
        own=session.own,
        can_stop=session.can_stop,
        curve=points,
        forecast=_forecast(points, full, limited),
        reason=power_reason(_power_facts(session, at)),
    )


def _power_facts(session: ChargingSession, at: float) -> PowerFacts:
    charge, record, said = session.charge, session.connector.record, session.charged_info
    series, now, read_time = charge.series, session.link.database_time(at), session.link.read_time
    assert now is not None
    assert read_time is not None
    current, soc = figures.present_current(series, session.charged_vehicle.model), charge.soc()
    temperature = series.last(Quantity.TEMPERATURE)
    hot = record is not None and error_code_of(record) is ChargePointErrorCode.HIGH_TEMPERATURE
    return PowerFacts(
        duration=charge.duration(read_time),
        age=charge.age(now),
        link_lost=_link_lost(session, at) is not None,
        too_hot=hot,
        paused=session.paused,
        soc=soc,
        current=current,
        offered=series.last(Quantity.CURRENT_OFFERED),
        wanted=session.charged_vehicle.max_current,
        temperature=said.temperature if temperature is None and said else temperature,
    )


def _remaining(session: ChargingSession, target: int, age: float) -> Remaining | None:
    vehicle, learned = session.charged_vehicle, session.experience
    model = vehicle.model
    if model is None:
        return None
    usual = learned.effort(model.name)
    progress = session.charge.progress(model, vehicle.start_soc, vehicle.max_current, usual)
    return remaining(model, progress, target, learned, age) if progress else None


def _forecast(
    points: tuple[CurvePoint, ...], full: Remaining | None, limited: Minutes | None
) -> tuple[CurvePoint, ...]:
    if not points or full is None:
        return ()
    way = figures.forecast(points[-1], full)
    if limited is None:
        return way
    end = points[-1].seconds + sum(limited) / 2 * 60
    return tuple(point for point in way if point.seconds <= end)


def _minutes_to_limit(session: ChargingSession) -> Minutes | None:
    intent, now = session.own_intent, session.link.read_time
    assert now is not None
    if intent is None:
        return None
    return minutes_to_limit(intent, session.charge, paused=session.paused is not None, now=now)


def _link_lost(session: ChargingSession, at: float) -> datetime | None:
    if session.link.lost is None or at - session.link.lost[1] < LINK_LOST_AFTER:
        return None
    return session.link.lost[0]


def _stop_waits(session: ChargingSession, at: float) -> bool:
    stop = session.stopping.attempt
    if stop is None or not session.charge.open:
        return False
    return _link_lost(session, at) is not None or stop.outcome in CONNECTION_OUTCOMES


def _countdown(session: ChargingSession, at: float) -> float | None:
    closes_at = session.ending.closes_at
    return None if closes_at is None else max(0.0, closes_at - at)


def _last_summary(session: ChargingSession, at: float) -> SummaryFigures | None:
    summary, now = session.ending.last, session.link.database_time(at)
    if summary is None or now is None:
        return None
    recent = now - summary.ended < timedelta(seconds=session.rules.last_session_seconds)
    return summary if recent else None


def _source_ages(session: ChargingSession, at: float) -> tuple[tuple[str, float], ...]:
    now, read_time = session.link.database_time(at), session.link.read_time
    if now is None or read_time is None:
        return ()
    ages = {"database": (now - read_time).total_seconds()}
    record = session.connector.record
    if record is not None and record.instant is not None:
        ages["status"] = max(0.0, (now - record.instant).total_seconds())
    if session.vehicle.received is not None:
        ages["vehicle_info"] = max(0.0, (now - session.vehicle.received).total_seconds())
    if session.charge.open and (age := session.charge.age(now)) is not None:
        ages["meter_values"] = age
    return tuple(ages.items())
