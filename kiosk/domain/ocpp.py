"""The part of the OCPP 1.6 vocabulary that the kiosk meets, in the specification's spellings.

Every value read from a database or a network passes through :func:`lookup`, which knows no
exception: what is not in the vocabulary becomes ``None`` and is shown as unknown.
"""

from enum import StrEnum
from typing import TypeVar


class ChargePointStatus(StrEnum):
    """Connector states, OCPP 1.6 section 7.7."""

    AVAILABLE = "Available"
    PREPARING = "Preparing"
    CHARGING = "Charging"
    SUSPENDED_EVSE = "SuspendedEVSE"
    SUSPENDED_EV = "SuspendedEV"
    FINISHING = "Finishing"
    RESERVED = "Reserved"
    UNAVAILABLE = "Unavailable"
    FAULTED = "Faulted"


class ChargePointErrorCode(StrEnum):
    """Error codes of a StatusNotification, OCPP 1.6 section 7.6."""

    CONNECTOR_LOCK_FAILURE = "ConnectorLockFailure"
    EV_COMMUNICATION_ERROR = "EVCommunicationError"
    GROUND_FAILURE = "GroundFailure"
    HIGH_TEMPERATURE = "HighTemperature"
    INTERNAL_ERROR = "InternalError"
    LOCAL_LIST_CONFLICT = "LocalListConflict"
    NO_ERROR = "NoError"
    OTHER_ERROR = "OtherError"
    OVER_CURRENT_FAILURE = "OverCurrentFailure"
    OVER_VOLTAGE = "OverVoltage"
    POWER_METER_FAILURE = "PowerMeterFailure"
    POWER_SWITCH_FAILURE = "PowerSwitchFailure"
    READER_FAILURE = "ReaderFailure"
    RESET_FAILURE = "ResetFailure"
    UNDER_VOLTAGE = "UnderVoltage"
    WEAK_SIGNAL = "WeakSignal"


class StopReason(StrEnum):
    """Why a transaction ended, OCPP 1.6 section 7.36 (``Reason``)."""

    DE_AUTHORIZED = "DeAuthorized"
    EMERGENCY_STOP = "EmergencyStop"
    EV_DISCONNECTED = "EVDisconnected"
    HARD_RESET = "HardReset"
    LOCAL = "Local"
    OTHER = "Other"
    POWER_LOSS = "PowerLoss"
    REBOOT = "Reboot"
    REMOTE = "Remote"
    SOFT_RESET = "SoftReset"
    UNLOCK_COMMAND = "UnlockCommand"


class Measurand(StrEnum):
    """The measurands the kiosk uses, OCPP 1.6 section 7.31; others are passed over."""

    ENERGY_ACTIVE_IMPORT_REGISTER = "Energy.Active.Import.Register"
    POWER_ACTIVE_IMPORT = "Power.Active.Import"
    CURRENT_IMPORT = "Current.Import"
    CURRENT_OFFERED = "Current.Offered"
    VOLTAGE = "Voltage"
    SOC = "SoC"
    TEMPERATURE = "Temperature"


class UnitOfMeasure(StrEnum):
    """The units of those measurands, OCPP 1.6 section 7.46."""

    WH = "Wh"
    KWH = "kWh"
    W = "W"
    KW = "kW"
    A = "A"
    V = "V"
    PERCENT = "Percent"
    CELSIUS = "Celsius"
    FAHRENHEIT = "Fahrenheit"
    KELVIN = "K"


_Vocabulary = TypeVar("_Vocabulary", bound=StrEnum)


def lookup(vocabulary: type[_Vocabulary], word: str | None) -> _Vocabulary | None:
    """Return the member spelt ``word``, or ``None`` when the vocabulary has no such word."""
    return vocabulary._value2member_map_.get(word)  # type: ignore[return-value]


PLUGGED_STATUSES = frozenset(
    {
        ChargePointStatus.PREPARING,
        ChargePointStatus.CHARGING,
        ChargePointStatus.SUSPENDED_EV,
        ChargePointStatus.SUSPENDED_EVSE,
        ChargePointStatus.FINISHING,
    }
)
"""States in which a cable is in, as far as the station says."""
