"""The rider's words for what the domain names: no enum and no code reaches the screen without.

Each function gives plain, short sentences. They are looked up when they are shown, so that a
change of language needs nothing else.
"""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kiosk.domain.ocpp import StopReason
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    EndedBy,
    Limit,
    LimitKind,
    Notice,
    PausedReason,
    SessionPhase,
    SummaryFigures,
    VehicleInfoState,
)
from ui import formatting

translate = QCoreApplication.translate


def notice(notice: Notice) -> tuple[str, str, str]:
    """A headline, what happened, and what to do."""
    return {
        Notice.START_REJECTED: (
            translate("Notice", "Not started"),
            translate("Notice", "The station said no."),
            translate("Notice", "Check the plug and try again."),
        ),
        Notice.START_ERROR: (
            translate("Notice", "Not started"),
            translate("Notice", "The station has a problem."),
            translate("Notice", "Please try again."),
        ),
        Notice.START_NOT_ANSWERED: (
            translate("Notice", "Not started"),
            translate("Notice", "The station did not answer."),
            translate("Notice", "Please try again."),
        ),
        Notice.START_NOT_FOLLOWED: (
            translate("Notice", "Not started"),
            translate("Notice", "No current came."),
            translate("Notice", "Check the plug and try again."),
        ),
        Notice.STATION_OFFLINE: (
            translate("Notice", "Station offline"),
            translate("Notice", "It can't be reached now."),
            translate("Notice", "Please try again soon."),
        ),
        Notice.TAG_NOT_ACCEPTED: (
            translate("Notice", "Not permitted"),
            translate("Notice", "This kiosk may not start a charge."),
            translate("Notice", "Please call us."),
        ),
        Notice.NOT_SET_UP: (
            translate("Notice", "Not set up yet"),
            translate("Notice", "This kiosk can't give orders."),
            translate("Notice", "Please call us."),
        ),
        Notice.CENTRAL_SYSTEM_UNREACHABLE: (
            translate("Notice", "No connection"),
            translate("Notice", "Nothing was sent."),
            translate("Notice", "Please try again."),
        ),
        Notice.CENTRAL_SYSTEM_ERROR: (
            translate("Notice", "It did not work"),
            translate("Notice", "The control centre has a problem."),
            translate("Notice", "Please try again."),
        ),
        Notice.STOP_REJECTED: (
            translate("Notice", "Not stopped"),
            translate("Notice", "The station said no."),
            translate("Notice", "Please try again or call us."),
        ),
        Notice.STOP_UNANSWERED: (
            translate("Notice", "Not stopped yet"),
            translate("Notice", "The station did not answer."),
            translate("Notice", "We keep trying."),
        ),
        Notice.STOP_SLOW: (
            translate("Notice", "Still stopping…"),
            translate("Notice", "We keep trying."),
            translate("Notice", "Please call us if it goes on."),
        ),
    }[notice]


def link_lost(since: datetime) -> tuple[str, str, str]:
    """A headline, a sentence, and a shorter one."""
    short = translate("Link", "since {time}.").format(time=formatting.clock(since))
    trying = translate("Link", "We keep trying.")
    return translate("Link", "No connection"), f"{short} {trying}", short


def vehicle_info(state: VehicleInfoState, waited: float) -> tuple[str, tuple[str, ...]]:
    """A headline and sentences for a vehicle that can't be charged (yet)."""
    reading = translate("VehicleInfo", "Reading your vehicle…")
    patience: tuple[str, ...]
    if waited < 10:
        patience = (translate("VehicleInfo", "This takes a few seconds."),)
    elif waited < 30:
        patience = (
            translate("VehicleInfo", "Is it switched on?"),
            translate("VehicleInfo", "Switch it on and leave it plugged in."),
        )
    else:
        patience = (
            translate("VehicleInfo", "Your vehicle does not answer."),
            translate("VehicleInfo", "Unplug, wait 10 seconds, plug in again."),
        )
    return {
        VehicleInfoState.NONE: (reading, patience),
        VehicleInfoState.AWAITED: (reading, patience),
        VehicleInfoState.VALID: (translate("VehicleInfo", "Your vehicle is ready"), ()),
        VehicleInfoState.STALE: (
            translate("VehicleInfo", "Stale data"),
            (
                translate("VehicleInfo", "Please reconnect your vehicle."),
                translate("VehicleInfo", "Unplug, wait 10 seconds, plug in again."),
            ),
        ),
        VehicleInfoState.UNREADABLE: (
            translate("VehicleInfo", "We can't read your vehicle"),
            (
                translate("VehicleInfo", "Please reconnect it."),
                translate("VehicleInfo", "Unplug, wait 10 seconds, plug in again."),
            ),
        ),
        VehicleInfoState.BETWEEN: (
            translate("VehicleInfo", "One moment…"),
            (translate("VehicleInfo", "The station is getting ready."),),
        ),
    }[state]


def vehicle_info_short(state: VehicleInfoState) -> str:
    """The headline in fewer words, for where there is no room; empty where it is short."""
    return {
        VehicleInfoState.NONE: translate("VehicleInfo", "Reading…"),
        VehicleInfoState.AWAITED: translate("VehicleInfo", "Reading…"),
        VehicleInfoState.UNREADABLE: translate("VehicleInfo", "Not readable"),
    }.get(state, "")


def paused(reason: PausedReason) -> tuple[str, str, str]:
    """A headline, and its explanation in two sentences."""
    return {
        PausedReason.VEHICLE: (
            translate("Paused", "Paused by your vehicle"),
            translate("Paused", "It may be full, too warm, or resting."),
            translate("Paused", "It goes on by itself."),
        ),
        PausedReason.BALANCING: (
            translate("Paused", "Balancing the battery"),
            translate("Paused", "The cells are being evened out."),
            translate("Paused", "Your vehicle ends the charge."),
        ),
        PausedReason.STATION: (
            translate("Paused", "Paused by the station"),
            translate("Paused", "The power is needed elsewhere."),
            translate("Paused", "It goes on by itself."),
        ),
    }[reason]


def ended(summary: SummaryFigures, currency: str = "") -> str:
    """Why the session ended, in a sentence; ``currency`` is that of a limit in money."""
    target = formatting.percent(summary.target) if summary.target is not None else ""
    if summary.ended_by is EndedBy.STATION:
        return stop_reason(summary.stop_reason)
    if summary.limit is not None and summary.ended_by in {EndedBy.TARGET_REACHED, EndedBy.RIDER}:
        return _ended_with_limit(summary.ended_by, summary.limit, currency)
    if summary.ended_by is EndedBy.RIDER and target:
        return translate("Ended", "You stopped it before {target}.").format(target=target)
    if summary.ended_by is EndedBy.TARGET_REACHED and target:
        return translate("Ended", "Your target of {target} is reached.").format(target=target)
    return {
        EndedBy.TARGET_REACHED: translate("Ended", "Your target is reached."),
        EndedBy.RIDER: translate("Ended", "You stopped it."),
        EndedBy.VEHICLE_FULL: translate("Ended", "Your battery is full."),
        EndedBy.UNPLUGGED: translate("Ended", "It ended when you unplugged."),
    }[summary.ended_by]


def _ended_with_limit(ended_by: EndedBy, limit: Limit, currency: str) -> str:
    if limit.kind is LimitKind.MINUTES:
        said = formatting.duration(float(limit.value) * 60)
        reached = translate("Ended", "Stopped after {limit}, as you chose.")
    else:
        said = formatting.money(limit.value, currency)
        reached = translate("Ended", "Stopped at {limit}, as you chose.")
    if ended_by is EndedBy.RIDER:
        reached = translate("Ended", "You stopped it before {limit}.")
    return reached.format(limit=said)


def stop_reason(reason: StopReason | None) -> str:
    """Why the station ended a session, in a sentence."""
    unknown = translate("StopReason", "The station ended it.")
    if reason is None:
        return unknown
    return {
        StopReason.DE_AUTHORIZED: translate("StopReason", "The permission to charge ended."),
        StopReason.EMERGENCY_STOP: translate("StopReason", "The emergency stop was pressed."),
        StopReason.EV_DISCONNECTED: translate("StopReason", "It ended when you unplugged."),
        StopReason.HARD_RESET: translate("StopReason", "The station was restarted."),
        StopReason.LOCAL: translate("StopReason", "It was stopped at the station."),
        StopReason.OTHER: unknown,
        StopReason.POWER_LOSS: translate("StopReason", "The station lost its power."),
        StopReason.REBOOT: translate("StopReason", "The station was restarted."),
        StopReason.REMOTE: translate("StopReason", "It was stopped remotely."),
        StopReason.SOFT_RESET: translate("StopReason", "The station was restarted."),
        StopReason.UNLOCK_COMMAND: translate("StopReason", "The plug was unlocked."),
    }[reason]


def model(name: str | None) -> str:
    """A model in the rider's script; one that is not of the vendor's as it is set."""
    if name is None:
        return translate("Model", "Model unknown")
    return {
        "Classic": translate("Model", "Classic"),
        "Pro": translate("Model", "Pro"),
        "Max": translate("Model", "Max"),
    }.get(name, name)


def connector_name(connector_id: int) -> str:
    """``Connector 1``."""
    return translate("Connector", "Connector {number}").format(number=connector_id)


def connector_states(connector: ConnectorSnapshot) -> tuple[str, ...]:
    """What goes on at a connector, from the longest wording to the shortest."""
    charging = connector.charging
    soc = charging.soc if charging else connector.vehicle.soc if connector.vehicle else None
    percent = f"{formatting.whole_percent(soc)}\N{NO-BREAK SPACE}%" if soc is not None else ""
    busy = translate("Connector", "Charging")
    states = {
        SessionPhase.CONNECTING: ("…",),
        SessionPhase.AVAILABLE: (translate("Connector", "Free"),),
        SessionPhase.PREPARING: (
            translate("Connector", "Plugged in"),
            translate("Connector", "Busy"),
        ),
        SessionPhase.STARTING: (translate("Connector", "Starting"), "…"),
        SessionPhase.CHARGING: (busy, "…"),
        SessionPhase.STOPPING: (translate("Connector", "Stopping"), "…"),
        SessionPhase.COMPLETE: (translate("Connector", "Complete"), translate("Connector", "Done")),
        SessionPhase.UNPLUG: (
            translate("Connector", "Please unplug"),
            translate("Connector", "Busy"),
        ),
        SessionPhase.RESERVED: (translate("Connector", "Reserved"), "–"),
        SessionPhase.OUT_OF_SERVICE: (
            translate("Connector", "Out of service"),
            translate("Connector", "Off"),
        ),
    }[connector.session_phase]
    if connector.session_phase is SessionPhase.CHARGING and charging is not None:
        if charging.paused is not None:
            states = (translate("Connector", "Paused"), "…")
        if percent:
            return (f"{states[0]} {percent}", percent)
    return states
