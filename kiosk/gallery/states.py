"""What makes a state of the kiosk worth a picture of its own, and what it is called."""

import re
from collections.abc import Iterator

from kiosk.domain.snapshot import (
    ChargingFigures,
    ConnectorSnapshot,
    EndedBy,
    SessionPhase,
    StationSnapshot,
    SummarySource,
    VehicleInfoState,
)

_OLD, _TOO_OLD = 15.0, 60.0
"""Seconds after which figures fade, and after which they are no longer shown."""
_SOON, _LONG = 3.0, 12.0
"""Seconds after which a screen that waits says something else."""


def state_of(snapshot: StationSnapshot) -> str:
    """Return the name of what there is to see, in lower-case words with hyphens.

    Snapshots of one name look alike but for their figures.
    """
    several = len(snapshot.connectors) > 1
    names = [("-".join(_parts(connector))) for connector in snapshot.connectors]
    return ("two-" if several else "") + "-and-".join(names)


def _parts(connector: ConnectorSnapshot) -> Iterator[str]:
    phase = connector.session_phase
    yield _words(phase.value)
    match phase:
        case SessionPhase.AVAILABLE if connector.last_summary is not None:
            yield "last-session"
        case SessionPhase.PREPARING:
            yield from _before_charging(connector)
        case SessionPhase.CONNECTING | SessionPhase.STARTING | SessionPhase.STOPPING:
            yield from _waiting(connector.waited)
        case SessionPhase.COMPLETE:
            yield from _ended(connector)
        case SessionPhase.OUT_OF_SERVICE:
            yield from _closed(connector)
        case SessionPhase.CHARGING if connector.charging is not None:
            yield from _charging(connector, connector.charging)
    if connector.notice is not None:
        yield _words(connector.notice.value)
    if connector.link_lost is not None:
        yield "link-lost"


def _before_charging(connector: ConnectorSnapshot) -> Iterator[str]:
    if connector.vehicle_info is not VehicleInfoState.VALID or connector.vehicle is None:
        yield _words(connector.vehicle_info.value)
        if connector.vehicle_info is VehicleInfoState.AWAITED:
            yield from _waiting(connector.waited)
        return
    if connector.vehicle.model is None:
        yield "unknown-model"
    if not any(offer.reachable for offer in connector.offers):
        yield "full"
    elif connector.limit is not None:
        yield f"for-{connector.limit.kind}"
    elif connector.target is not None:
        yield f"to-{connector.target}"
    if connector.refusal is not None:
        yield _words(connector.refusal.value)


def _charging(connector: ConnectorSnapshot, charging: ChargingFigures) -> Iterator[str]:
    if charging.paused is None:
        yield from _progress(charging)
    if connector.limit is not None:
        yield f"for-{connector.limit.kind}"
    if not charging.own:
        yield "by-card"
    if charging.paused is not None:
        yield f"paused-by-{_words(charging.paused.value)}"
    if connector.error_code is not None and connector.error_code.value != "NoError":
        yield _words(connector.error_code.value)
    if charging.age is None:
        yield "no-figures"
    elif charging.age > _TOO_OLD:
        yield "too-old"
    elif charging.age > _OLD:
        yield "old"
    if connector.stop_waiting:
        yield "stop-waiting"


def _progress(charging: ChargingFigures) -> Iterator[str]:
    if charging.soc is None or charging.start_soc is None or not charging.target:
        return
    way = charging.target - charging.start_soc
    gone = (charging.soc - charging.start_soc) / way if way > 0 else 1.0
    if gone < 0.6:
        yield "begun" if gone < 0.1 else "under-way"


def _ended(connector: ConnectorSnapshot) -> Iterator[str]:
    summary = connector.summary
    if summary is not None:
        yield _words(summary.ended_by.value)
        if summary.ended_by is EndedBy.STATION and summary.stop_reason is not None:
            yield _words(summary.stop_reason.value)
        if summary.source is SummarySource.WORKED_OUT:
            yield "worked-out"
        if summary.limit is not None:
            yield f"for-{summary.limit.kind}"
    if connector.receipt:
        yield "receipt"
    if connector.payment:
        yield "payment"
    if connector.printing is not None:
        yield f"printing-{_words(connector.printing.value)}"


def _closed(connector: ConnectorSnapshot) -> Iterator[str]:
    if connector.out_of_service is not None:
        yield _words(connector.out_of_service.value)
    if connector.error_code is not None:
        yield _words(connector.error_code.value)
    if connector.charging is not None:
        yield "in-mid-charge"


def _waiting(seconds: float) -> Iterator[str]:
    if seconds >= _SOON:
        yield "long" if seconds >= _LONG else "soon"


def _words(name: str) -> str:
    """Return a name in snake or camel case as words with hyphens."""
    return (
        re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name).replace("_", "-").lower()
    )
