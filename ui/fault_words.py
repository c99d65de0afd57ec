"""The rider's words for faults and for other reasons why nothing can be charged here.

The classes and the MREC numbers follow the minimum required error codes of ChargeX (INL) for the
error codes of OCPP 1.6 section 7.6.
"""

import re
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from kiosk.domain.ocpp import ChargePointErrorCode
from kiosk.domain.snapshot import ConnectorSnapshot, OutOfServiceReason

translate = QCoreApplication.translate

_VENDOR_CODE_LENGTH = 12


class FaultClass(Enum):
    """Who can do something about it."""

    RIDER = "rider"
    SAFETY = "safety"
    TECHNICIAN = "technician"


@dataclass(frozen=True, slots=True)
class FaultWords:
    """What is shown: a headline, what happened, what to do, and the small code, if any."""

    fault_class: FaultClass
    headline: str
    happened: str
    advice: str
    code: str = ""


def out_of_service(connector: ConnectorSnapshot) -> FaultWords:
    """Return the words for a connector that is out of service, whatever its reason."""
    reason = connector.out_of_service
    if reason is OutOfServiceReason.FAULTED:
        return fault(connector.error_code, connector.vendor_error_code)
    return reason_words(reason or OutOfServiceReason.UNKNOWN_STATUS)


def reason_words(reason: OutOfServiceReason) -> FaultWords:
    """Return the words for a reason other than a fault of a known kind."""
    headline = translate("OutOfService", "Out of service")
    elsewhere = translate("OutOfService", "Please use another charger.")
    offline = translate("OutOfService", "No connection")
    happened, advice = {
        OutOfServiceReason.FAULTED: (
            translate("OutOfService", "This charger has a fault."), elsewhere),
        OutOfServiceReason.UNAVAILABLE: (
            translate("OutOfService", "This charger is closed for now."), elsewhere),
        OutOfServiceReason.NEVER_SEEN: (
            translate("OutOfService", "This charger is not in use yet."), elsewhere),
        OutOfServiceReason.UNREACHABLE: (
            translate("OutOfService", "The charger does not answer."),
            translate("OutOfService", "We keep trying.")),
        OutOfServiceReason.NO_CONNECTION: (
            translate("OutOfService", "This screen can't see the charger."),
            translate("OutOfService", "We keep trying.")),
        OutOfServiceReason.UNKNOWN_STATUS: (
            translate("OutOfService", "This charger can't be used now."), elsewhere),
    }[reason]  # fmt: skip
    silent = {OutOfServiceReason.UNREACHABLE, OutOfServiceReason.NO_CONNECTION}
    return FaultWords(
        FaultClass.TECHNICIAN, offline if reason in silent else headline, happened, advice
    )


def fault(code: ChargePointErrorCode | None, vendor_code: str | None) -> FaultWords:
    """Return the words for an error code of OCPP 1.6, or for one of the vendor's."""
    if code is ChargePointErrorCode.OTHER_ERROR:
        return _vendor_fault(vendor_code or "")
    charger = translate("Fault", "Charger fault")
    elsewhere = translate("Fault", "Please use another charger.")
    leave = translate("Fault", "Do not touch\nthe plug")
    call = translate("Fault", "Step back and call us.")
    check = translate("Fault", "Check the plug")
    rider, safety, technician = FaultClass
    known = {
        ChargePointErrorCode.CONNECTOR_LOCK_FAILURE: FaultWords(
            rider, check, translate("Fault", "The plug is not locked."),
            translate("Fault", "Unplug, then plug in firmly."), "CX001"),
        ChargePointErrorCode.GROUND_FAILURE: FaultWords(
            safety, leave, translate("Fault", "The station reports current leaking to earth."),
            call, "CX002"),
        ChargePointErrorCode.HIGH_TEMPERATURE: FaultWords(
            rider, translate("Fault", "Too hot"),
            translate("Fault", "The charger must cool down first."),
            translate("Fault", "Please wait. It goes on by itself."), "CX003"),
        ChargePointErrorCode.OVER_CURRENT_FAILURE: FaultWords(
            safety, leave, translate("Fault", "The station reports too much current."),
            call, "CX004"),
        ChargePointErrorCode.OVER_VOLTAGE: FaultWords(
            safety, leave, translate("Fault", "The station reports too high a voltage."),
            call, "CX005"),
        ChargePointErrorCode.UNDER_VOLTAGE: FaultWords(
            technician, translate("Fault", "Please wait"),
            translate("Fault", "The voltage of the grid is low."),
            translate("Fault", "It goes on by itself."), "CX006"),
        ChargePointErrorCode.WEAK_SIGNAL: FaultWords(
            technician, charger, translate("Fault", "Its radio signal is weak."),
            elsewhere, "CX007"),
        ChargePointErrorCode.EV_COMMUNICATION_ERROR: FaultWords(
            rider, translate("Fault", "No answer"),
            translate("Fault", "Your vehicle does not answer."),
            translate("Fault", "Switch it on, unplug, wait 10 seconds, plug in again.")),
        ChargePointErrorCode.POWER_METER_FAILURE: FaultWords(
            technician, translate("Fault", "Meter fault"),
            translate("Fault", "The meter does not work, so nothing can be charged."),
            elsewhere),
        ChargePointErrorCode.POWER_SWITCH_FAILURE: FaultWords(
            safety, leave, translate("Fault", "The station reports a fault of its switch."),
            translate("Fault", "Leave the plug in and call us.")),
        ChargePointErrorCode.READER_FAILURE: FaultWords(
            technician, charger, translate("Fault", "The card reader does not work."), elsewhere),
        ChargePointErrorCode.INTERNAL_ERROR: FaultWords(
            technician, charger, translate("Fault", "This charger has a fault."), elsewhere),
        ChargePointErrorCode.RESET_FAILURE: FaultWords(
            technician, charger, translate("Fault", "This charger could not restart."),
            elsewhere),
        ChargePointErrorCode.LOCAL_LIST_CONFLICT: FaultWords(
            technician, charger, translate("Fault", "Its list of cards is wrong."), elsewhere),
    }  # fmt: skip
    if code is None or code not in known:
        return reason_words(OutOfServiceReason.FAULTED)
    return known[code]


def _vendor_fault(vendor_code: str) -> FaultWords:
    """Words by the vendor's code: ``A0xx`` is the rider's to mend, ``F0xx`` concerns safety."""
    shown = vendor_code.strip()[:_VENDOR_CODE_LENGTH]
    if re.fullmatch(r"F0\d\d", shown):
        return FaultWords(
            FaultClass.SAFETY,
            translate("Fault", "Do not touch\nthe plug"),
            translate("Fault", "The station reports a safety stop."),
            translate("Fault", "Step back and call us."),
            shown,
        )
    if re.fullmatch(r"A0\d\d", shown):
        return FaultWords(
            FaultClass.RIDER,
            translate("Fault", "Check the plug"),
            translate("Fault", "The station can't charge like this."),
            translate("Fault", "Unplug, wait 10 seconds, plug in again."),
            shown,
        )
    return FaultWords(
        FaultClass.TECHNICIAN,
        translate("Fault", "Charger fault"),
        translate("Fault", "This charger has a fault."),
        translate("Fault", "Please use another charger."),
        shown,
    )
