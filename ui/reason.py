"""The reason line: the words for why the power is what it is."""

from PySide6.QtCore import QCoreApplication

from kiosk.domain.snapshot import ChargingFigures, Limit, PausedReason, PowerReason
from ui import formatting, words

translate = QCoreApplication.translate

_SLOWER_FROM = 85
"""A target (%) above this is reached with less than full power."""

_PAUSES = {
    PowerReason.PAUSED_BY_VEHICLE: PausedReason.VEHICLE,
    PowerReason.BALANCING: PausedReason.BALANCING,
    PowerReason.PAUSED_BY_STATION: PausedReason.STATION,
}


def reason(charging: ChargingFigures, limit: Limit | None = None) -> tuple[str, ...]:
    """Return one sentence or two, the weightier first."""
    if charging.reason in _PAUSES:
        return words.paused(_PAUSES[charging.reason])[1:]
    if charging.reason is PowerReason.FULL:
        return _full(charging.target or 0, limit)
    if charging.reason in (PowerReason.OLD, PowerReason.NOT_READABLE):
        return _old(charging)
    return _plain(charging.reason)


def _full(target: int, limit: Limit | None) -> tuple[str, ...]:
    full = translate("Reason", "Full power.")
    if limit is not None:
        return (full, translate("Reason", "It stops by itself at your limit."))
    if target == 100:
        return (full, translate("Reason", "At the end your vehicle stops by itself."))
    if target > _SLOWER_FROM:
        slower = translate("Reason", "Slower near {target}, to protect the battery.")
        return (full, slower.format(target=formatting.percent(target)))
    return (full,)


def _old(charging: ChargingFigures) -> tuple[str, ...]:
    goes_on = translate("Reason", "Charging may still go on.")
    if charging.age is None:
        return (translate("Reason", "No figures from the station."), goes_on)
    seen = translate("Reason", "Last seen {duration} ago.")
    return (seen.format(duration=formatting.duration(charging.age)), goes_on)


def _plain(reason: PowerReason) -> tuple[str, ...]:
    return {
        PowerReason.AWAITED: (translate("Reason", "Waiting for the first figures."),),
        PowerReason.RISING: (translate("Reason", "Just begun: the power is rising."),),
        PowerReason.TAPER: (
            translate("Reason", "Slower near full."),
            translate("Reason", "A nearly full battery takes less power."),
        ),
        PowerReason.VEHICLE_LIMIT: (
            translate("Reason", "Your vehicle takes less."),
            translate("Reason", "It protects its battery."),
        ),
        PowerReason.STATION_LIMIT: (
            translate("Reason", "The station gives less now."),
            translate("Reason", "Your vehicle could take more."),
        ),
        PowerReason.STEADY: (translate("Reason", "Charging steadily."),),
        PowerReason.NO_POWER: (
            translate("Reason", "No power is flowing."),
            translate("Reason", "If it stays so, stop and plug in again."),
        ),
        PowerReason.WARM: (
            translate("Reason", "Slower: it is warm."),
            translate("Reason", "Less power protects the battery."),
        ),
        PowerReason.TOO_HOT: (
            translate("Reason", "Too hot: it may be slower."),
            translate("Reason", "The charger gives less power until it has cooled."),
        ),
    }[reason]
