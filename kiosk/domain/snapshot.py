"""All that a view needs, frozen, and nothing else.

A snapshot is published after each observation and each tap. Views render it and decide nothing:
whatever is shown, enabled or hidden stands here. Units: %, km, Wh, W, A, V, °C, seconds; instants
are aware UTC datetimes.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum, StrEnum

from kiosk.domain.ocpp import ChargePointErrorCode, ChargePointStatus, StopReason
from kiosk.domain.tariff import Price


class SessionPhase(StrEnum):
    """Where a connector's session stands; each has one screen."""

    CONNECTING = "connecting"
    AVAILABLE = "available"
    PREPARING = "preparing"
    STARTING = "starting"
    CHARGING = "charging"
    STOPPING = "stopping"
    COMPLETE = "complete"
    UNPLUG = "unplug"
    RESERVED = "reserved"
    OUT_OF_SERVICE = "out_of_service"


class VehicleInfoState(Enum):
    """What is known of the plugged-in vehicle before charging."""

    NONE = "none"
    AWAITED = "awaited"
    """Nothing yet for this plugging-in: "Reading your vehicle…"."""
    VALID = "valid"
    STALE = "stale"
    """Older than it may be: "Stale data – please reconnect your vehicle"."""
    UNREADABLE = "unreadable"
    """The vehicle sent something that makes no sense: reconnect."""
    BETWEEN = "between"
    """The station reports a state in which nothing can be started; it should pass by itself."""


class PausedReason(Enum):
    """Why energy isn't flowing although the transaction is open."""

    VEHICLE = "vehicle"
    """SuspendedEV: full, balancing, or the vehicle's own decision."""
    BALANCING = "balancing"
    """SuspendedEV near 100 %: the battery balances and the vehicle ends the charge."""
    STATION = "station"
    """SuspendedEVSE: the station's load limit."""


class PowerReason(Enum):
    """Why the power is what it is. :mod:`kiosk.domain.reasons` decides it."""

    AWAITED = "awaited"
    """Nothing has been measured yet."""
    RISING = "rising"
    """Just begun."""
    FULL = "full"
    """All that the vehicle asks for."""
    TAPER = "taper"
    """Near full a battery takes less."""
    VEHICLE_LIMIT = "vehicle_limit"
    """The battery management takes less than it is offered."""
    STATION_LIMIT = "station_limit"
    """The station offers less than the vehicle would take."""
    STEADY = "steady"
    """Nothing tells what could flow."""
    NO_POWER = "no_power"
    """No pause is reported, and all the same nothing flows."""
    WARM = "warm"
    TOO_HOT = "too_hot"
    """The station reports HighTemperature."""
    PAUSED_BY_VEHICLE = "paused_by_vehicle"
    BALANCING = "balancing"
    PAUSED_BY_STATION = "paused_by_station"
    OLD = "old"
    """The station has not sent figures for a while."""
    NOT_READABLE = "not_readable"
    """The kiosk itself can't read them now."""


class OutOfServiceReason(Enum):
    """Why nothing can be charged here now."""

    FAULTED = "faulted"
    UNAVAILABLE = "unavailable"
    NEVER_SEEN = "never_seen"
    """The central system does not know this station or connector."""
    UNREACHABLE = "unreachable"
    """The station is silent."""
    NO_CONNECTION = "no_connection"
    """The kiosk itself can't reach its data."""
    UNKNOWN_STATUS = "unknown_status"
    """The station says a word that OCPP 1.6 does not have."""


class Notice(Enum):
    """What became of a command, for the rider. Each has its own words."""

    START_REJECTED = "start_rejected"
    START_ERROR = "start_error"
    """The station answered with an error."""
    START_NOT_ANSWERED = "start_not_answered"
    """The station took no notice; the outcome was decided by what the database shows."""
    START_NOT_FOLLOWED = "start_not_followed"
    """Accepted, but no transaction followed in time."""
    STATION_OFFLINE = "station_offline"
    TAG_NOT_ACCEPTED = "tag_not_accepted"
    """The kiosk's own id tag is unknown, blocked, expired or in use: staff must act."""
    NOT_SET_UP = "not_set_up"
    """Credentials or address of the central system's interface are wrong: staff must act."""
    CENTRAL_SYSTEM_UNREACHABLE = "central_system_unreachable"
    CENTRAL_SYSTEM_ERROR = "central_system_error"
    STOP_REJECTED = "stop_rejected"
    STOP_UNANSWERED = "stop_unanswered"
    STOP_SLOW = "stop_slow"
    """Asked to stop, but the transaction is still open after 30 s: tell staff."""


class SummarySource(Enum):
    """Where a summary's figures come from."""

    VEHICLE = "vehicle"
    """The vendor's SessionSummary."""
    WORKED_OUT = "worked_out"
    """From the transaction and its meter values; replaced when the message arrives."""


class EndedBy(Enum):
    """Why a session ended, as far as a rider cares."""

    TARGET_REACHED = "target_reached"
    RIDER = "rider"
    VEHICLE_FULL = "vehicle_full"
    UNPLUGGED = "unplugged"
    STATION = "station"
    """Anything else: see the stop reason."""


class LimitKind(StrEnum):
    """What a charge can be ended by, besides the state of charge."""

    MINUTES = "minutes"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many minutes of charging, or an amount with tax that the charge must not cost more than.

    ``value`` is whole minutes, or an amount in the tariff's currency.
    """

    kind: LimitKind
    value: Decimal


class Refusal(Enum):
    """Why a target of the rider's own was not taken."""

    ALREADY_REACHED = "already_reached"
    """At or below the present state of charge."""
    ABOVE_FULL = "above_full"
    TOO_SHORT = "too_short"
    """So few minutes that nothing worth it comes of them."""
    TOO_LONG = "too_long"
    TOO_LITTLE = "too_little"
    """An amount that does not buy any energy after the fees."""
    TOO_MUCH = "too_much"


class Printing(Enum):
    """What became of the rider's wish for a receipt on paper."""

    UNDER_WAY = "under_way"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a session costs with tax: so far, or for good once it is ``final``."""

    currency: str
    amount: Decimal
    final: bool = False


@dataclass(frozen=True, slots=True)
class PriceChange:
    """From ``at`` (UTC) on, new sessions are charged by ``price``."""

    at: datetime
    price: Price


@dataclass(frozen=True, slots=True)
class VehicleFigures:
    """The vehicle before charging. Without a known model there is no range and no charge."""

    soc: float
    voltage: float
    temperature: float
    max_current: float
    model: str | None
    range_km: float | None
    full_range_km: float | None
    charge_ah: float | None


@dataclass(frozen=True, slots=True)
class TargetOffer:
    """A target the rider can choose, and what it takes.

    ``gain`` in % points. Energy, range and minutes are ``None`` where the model is unknown;
    the minutes are a range (low, high). An offer at or below the present state is not
    ``reachable``. ``cost`` is a range too, with tax, and absent without a tariff. Where ``limit``
    is set it is that which ends the charge, and ``percent`` is how far it is expected to get.
    """

    percent: int
    custom: bool
    reachable: bool
    gain: float
    range_km: float | None = None
    energy_wh: float | None = None
    minutes: tuple[float, float] | None = None
    cost: tuple[Decimal, Decimal] | None = None
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A point of the live curve: seconds since the start, W and, where known, %."""

    seconds: float
    power: float
    soc: float | None = None


@dataclass(frozen=True, slots=True)
class ChargingFigures:
    """The charge under way. ``None`` where the station has not said it (yet).

    ``age`` is the age in seconds of the newest meter value on the database's clock, ``None``
    while there is none. ``forecast`` continues ``curve`` to the target. ``minutes_left`` is a
    range (low, high) and absent where it can't be told.
    """

    started: datetime
    duration: float
    energy_wh: float | None
    start_soc: float | None
    soc: float | None
    power: float | None
    current: float | None
    current_offered: float | None
    voltage: float | None
    temperature: float | None
    model: str | None
    range_km: float | None
    target: int | None
    minutes_left: tuple[float, float] | None
    age: float | None
    paused: PausedReason | None
    own: bool
    """Started at this kiosk; otherwise by a card or an app."""
    can_stop: bool
    curve: tuple[CurvePoint, ...] = ()
    forecast: tuple[CurvePoint, ...] = ()
    reason: PowerReason = PowerReason.AWAITED


@dataclass(frozen=True, slots=True)
class SummaryFigures:
    """A session that has ended. Energies in Wh, durations in seconds, power in W."""

    transaction_id: int
    started: datetime
    ended: datetime
    start_soc: float | None
    final_soc: float | None
    soc_gain: float | None
    energy_wh: float | None
    duration: float
    average_power: float | None
    range_added_km: float | None
    model: str | None
    source: SummarySource
    ended_by: EndedBy
    stop_reason: StopReason | None
    target: int | None
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session of the history, which holds nothing personal, with its number in the store.

    ``receipt`` is its receipt's number, if it has one, and ``total`` that receipt's. A receipt
    stands as it was issued; ``summary`` may have got better figures since.
    """

    number: int
    connector_id: int
    summary: SummaryFigures
    receipt: str | None = None
    currency: str | None = None
    total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ConnectorSnapshot:
    """One connector, ready to be shown.

    ``countdown`` is the time in seconds until the complete screen closes by itself, ``None``
    where it doesn't. ``link_lost`` is since when (UTC) the data has not been readable, ``None``
    while it is. ``source_ages`` are seconds by source name. Money (``price``, ``cost``) is ``None``
    without a tariff, and for a charge that was not begun here.
    """

    connector_id: int
    session_phase: SessionPhase
    status: ChargePointStatus | None = None
    transaction_id: int | None = None
    error_code: ChargePointErrorCode | None = None
    vendor_error_code: str | None = None
    out_of_service: OutOfServiceReason | None = None
    vehicle_info: VehicleInfoState = VehicleInfoState.NONE
    vehicle: VehicleFigures | None = None
    offers: tuple[TargetOffer, ...] = ()
    target: int | None = None
    """In %. With a ``limit`` it is 100: that ends the charge first, or the full battery does."""
    limit: Limit | None = None
    custom_target: int | None = None
    custom_limit: Limit | None = None
    refusal: Refusal | None = None
    """Why the last target of the rider's own was not taken, until another one is."""
    price: Price | None = None
    """What this session is charged by, fixed at START; before that, what it would be now."""
    cost: Cost | None = None
    can_start: bool = False
    waited: float = 0.0
    """Seconds in this phase, for words that change while one waits."""
    charging: ChargingFigures | None = None
    stop_waiting: bool = False
    """A stop was asked for and goes out as soon as the connection is back."""
    summary: SummaryFigures | None = None
    receipt: str = ""
    """The signed text of this session's receipt (:mod:`kiosk.domain.receipt`), once issued."""
    payment: str = ""
    """A UPI link (``upi://pay?…``) for the amount due; it proves no payment. Empty: none."""
    printing: Printing | None = None
    countdown: float | None = None
    last_summary: SummaryFigures | None = None
    notice: Notice | None = None
    link_lost: datetime | None = None
    source_ages: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class StationSnapshot:
    """The station with its connectors; ``now`` is wall-clock UTC, for the clock on screen."""

    charge_box_id: str
    now: datetime
    connectors: tuple[ConnectorSnapshot, ...]
    link_lost: datetime | None = None
    simulated: bool = False
    name: str = ""
    """What riders know the station by; the charge box id where that is all there is."""
    price: Price | None = None
    """What a session begun now is charged by, ``None`` without a tariff."""
    price_change: PriceChange | None = None
    """The next change of the price, where it comes within a day."""
    history: tuple[PastSession, ...] = ()
    """The last sessions of this kiosk, the newest first."""
    can_print: bool = False
    """Whether there is a printer for receipts."""
    settings_faults: tuple[str, ...] = ()
    """What is wrong with the settings; when there is anything, the set-up screen shows it."""
