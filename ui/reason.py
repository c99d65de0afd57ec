"""The reason line: why the power is what it is, from what a snapshot knows."""

from PySide6.QtCore import QCoreApplication

from kiosk.domain.ocpp import ChargePointErrorCode
from kiosk.domain.snapshot import ChargingFigures, ConnectorSnapshot
from ui import formatting

translate = QCoreApplication.translate

_FULL_SHARE = 0.9
"""Of the offered power; from here on it is called full."""
_WARM = 45.0
_TAPER_FROM = 85.0
_RISING_SECONDS = 60.0


def reason(connector: ConnectorSnapshot) -> tuple[str, ...]:
    """Return sentences, the weightiest first."""
    charging = connector.charging
    if charging is None:
        return ()
    sentences: list[str] = []
    if charging.age is None:
        sentences.append(translate("Reason", "Waiting for the first figures."))
    elif connector.error_code is ChargePointErrorCode.HIGH_TEMPERATURE:
        sentences.append(translate("Reason", "Too hot."))
        sentences.append(translate("Reason", "The charger gives less power until it has cooled."))
    elif charging.temperature is not None and charging.temperature >= _WARM:
        sentences.append(translate("Reason", "The battery is warm."))
        sentences.append(translate("Reason", "It takes less power, to protect itself."))
    else:
        sentences.extend(_power(charging))
    return tuple(sentences)


def _power(charging: ChargingFigures) -> tuple[str, ...]:
    if not charging.power or not charging.current_offered or not charging.voltage:
        return ()
    soc, target = charging.soc or 0.0, charging.target or 0
    if charging.power < _FULL_SHARE * charging.current_offered * charging.voltage:
        if charging.duration < _RISING_SECONDS:
            return (translate("Reason", "Just begun: the power is rising."),)
        if soc < _TAPER_FROM:
            return (translate("Reason", "Your vehicle takes less than is offered."),)
        return (
            translate("Reason", "Slower now."),
            translate("Reason", "A nearly full battery takes less power."),
        )
    full = translate("Reason", "Full power.")
    if target == 100:
        return (full, translate("Reason", "At the end your vehicle stops by itself."))
    if target > _TAPER_FROM:
        slower = translate("Reason", "Slower near {target}, to protect the battery.")
        return (full, slower.format(target=formatting.percent(target)))
    return (full,)
