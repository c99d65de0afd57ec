"""The scenarios, by name."""

from decimal import Decimal
from types import MappingProxyType

from kiosk.adapters.simulator.scenario import (
    Moment,
    RiderStep,
    Scenario,
    StartAnswer,
    StationEvent,
)
from kiosk.domain.commands import CommandOutcome
from kiosk.domain.errors import Misconfigured
from kiosk.domain.intents import (
    Dismissed,
    Intent,
    LimitChosen,
    StartRequested,
    StopRequested,
    TargetChosen,
)
from kiosk.domain.ocpp import ChargePointErrorCode
from kiosk.domain.snapshot import Limit, LimitKind, SessionPhase

DEFAULT_SCENARIO = "ordinary-90"

_UNPLUG_AFTER_CHARGE = StationEvent(15, "unplug", Moment.ENDED)


def _plugged_in(vehicle: str, *events: StationEvent) -> tuple[StationEvent, ...]:
    """Plug in soon after the beginning, and unplug when the charge is over."""
    return (StationEvent(3, f"plug_in_{vehicle}"), *events, _UNPLUG_AFTER_CHARGE)


def _start(target: int = 90, connector_id: int = 1) -> tuple[RiderStep, ...]:
    return _choose_and_start(TargetChosen(connector_id, target))


def _start_for(kind: LimitKind, value: int) -> tuple[RiderStep, ...]:
    return _choose_and_start(LimitChosen(1, Limit(kind, Decimal(value))))


def _choose_and_start(choice: Intent) -> tuple[RiderStep, ...]:
    return (
        RiderStep(SessionPhase.PREPARING, choice, after=4),
        RiderStep(SessionPhase.PREPARING, StartRequested(choice.connector_id), after=2),
    )


def _stop(after: float, connector_id: int = 1) -> RiderStep:
    return RiderStep(SessionPhase.CHARGING, StopRequested(connector_id), after)


def _leave(connector_id: int = 1) -> RiderStep:
    return RiderStep(SessionPhase.COMPLETE, Dismissed(connector_id), after=6)


_START_AGAIN = RiderStep(SessionPhase.PREPARING, StartRequested(1), after=4, noticed=True)

_ALL = (
    Scenario(
        DEFAULT_SCENARIO,
        "An ordinary charge to 90 %",
        "A Classic with 58 % is charged with 10 A; the kiosk stops at the target after an hour.",
        _plugged_in("classic_58"),
        (*_start(), _leave()),
        limit=7200,
    ),
    Scenario(
        "to-100",
        "A charge to 100 %",
        "The current falls near the end, the battery balances, and the vehicle ends the charge.",
        _plugged_in("classic_92"),
        (*_start(100), _leave()),
        limit=7200,
    ),
    Scenario(
        "rider-stops",
        "The rider stops",
        "The vendor's sample: a Classic with 87 % and a 2 A limit, stopped after 90 seconds.",
        _plugged_in("classic_87"),
        (*_start(), _stop(90), _leave()),
    ),
    Scenario(
        "for-minutes",
        "A charge for fifteen minutes",
        "The rider has fifteen minutes; the kiosk stops when they are over.",
        _plugged_in("classic_58"),
        (*_start_for(LimitKind.MINUTES, 15), _leave()),
    ),
    Scenario(
        "for-money",
        "A charge for three rupees",
        "The kiosk stops before the bill is higher. Without a tariff the charge goes on to 90 %.",
        _plugged_in("classic_87"),
        (*_start_for(LimitKind.MONEY, 3), _leave()),
        limit=2400,
    ),
    Scenario(
        "stale-vehicle-info",
        "Vehicle data that is too old",
        "The scooter has been plugged in for six minutes; the rider has to plug it in again.",
        (
            StationEvent(3, "plug_in_classic_58"),
            StationEvent(380, "unplug"),
            StationEvent(8, "plug_in_classic_58"),
            _UNPLUG_AFTER_CHARGE,
        ),
        (*_start(), _stop(60), _leave()),
        head_start=360,
    ),
    Scenario(
        "no-vehicle-info",
        "A vehicle that says nothing",
        "No VehicleInfo comes; after reconnecting it makes no sense; the third time it does.",
        (
            StationEvent(3, "plug_in_silent"),
            StationEvent(40, "unplug"),
            StationEvent(6, "plug_in_garbled"),
            StationEvent(30, "unplug"),
            StationEvent(6, "plug_in_classic_87"),
            _UNPLUG_AFTER_CHARGE,
        ),
        (*_start(), _stop(60), _leave()),
    ),
    Scenario(
        "start-rejected",
        "The station rejects the start",
        "The first START is rejected, the second one works.",
        _plugged_in("classic_58"),
        (*_start(), _START_AGAIN, _stop(60), _leave()),
        start_answers=(StartAnswer(CommandOutcome.REJECTED),),
    ),
    Scenario(
        "start-not-answered",
        "The station does not answer the start",
        "The first START stays without an answer for 30 seconds and nothing follows.",
        _plugged_in("classic_58"),
        (*_start(), _START_AGAIN, _stop(60), _leave()),
        start_answers=(StartAnswer(CommandOutcome.NOT_ANSWERED, delay=30, followed=False),),
    ),
    Scenario(
        "start-not-followed",
        "Accepted, but nothing starts",
        "The first START is accepted and no transaction follows.",
        _plugged_in("classic_58"),
        (*_start(), _START_AGAIN, _stop(60), _leave()),
        start_answers=(StartAnswer(followed=False),),
    ),
    Scenario(
        "start-fails",
        "Starts that fail in every other way",
        "The central system or the station answers six times with an error; the seventh works.",
        _plugged_in("classic_58"),
        (*_start(), *(_START_AGAIN,) * 6, _stop(60), _leave()),
        start_answers=tuple(
            StartAnswer(outcome)
            for outcome in (
                CommandOutcome.STATION_ERROR,
                CommandOutcome.STATION_OFFLINE,
                CommandOutcome.TAG_NOT_ELIGIBLE,
                CommandOutcome.UNAUTHORIZED,
                CommandOutcome.UNREACHABLE,
                CommandOutcome.SERVER_ERROR,
            )
        ),
    ),
    Scenario(
        "stop-ignored",
        "Accepted, but nothing stops",
        "The station accepts five stops before it does stop; the kiosk keeps asking.",
        _plugged_in("classic_58"),
        (*_start(), _stop(60), _leave()),
        stops_ignored=5,
    ),
    Scenario(
        "paused-by-vehicle",
        "The vehicle pauses",
        "SuspendedEV for a minute and a half in mid-charge.",
        _plugged_in(
            "classic_58",
            StationEvent(60, "pause_by_vehicle", Moment.STARTED),
            StationEvent(90, "resume"),
        ),
        (*_start(), _stop(240), _leave()),
    ),
    Scenario(
        "paused-by-station",
        "The station pauses",
        "SuspendedEVSE for a minute and a half in mid-charge.",
        _plugged_in(
            "classic_58",
            StationEvent(60, "pause_by_station", Moment.STARTED),
            StationEvent(90, "resume"),
        ),
        (*_start(), _stop(240), _leave()),
    ),
    Scenario(
        "unplugged-mid-charge",
        "Unplugged in mid-charge",
        "The cable is pulled after a minute and a half.",
        (
            StationEvent(3, "plug_in_classic_58"),
            StationEvent(90, "unplug", Moment.STARTED),
        ),
        (*_start(), _leave()),
    ),
    Scenario(
        "faulted-mid-charge",
        "A fault in mid-charge",
        "A ground failure ends the charge; later the fault is cleared.",
        (
            StationEvent(3, "plug_in_classic_58"),
            StationEvent(90, "fault_ground_failure", Moment.STARTED),
            StationEvent(40, "clear_fault"),
            StationEvent(15, "unplug"),
        ),
        _start(),
    ),
    Scenario(
        "every-fault",
        "Every fault there is",
        "With no scooter the station reports each error code of OCPP 1.6 for a few seconds.",
        tuple(
            event
            for code in ChargePointErrorCode
            for event in (
                StationEvent(4, f"fault_{code.name.lower()}"),
                StationEvent(6, "clear_fault"),
            )
        ),
    ),
    Scenario(
        "warm",
        "A warning of heat",
        "The station reports HighTemperature for a minute and a half and goes on charging.",
        _plugged_in(
            "classic_58",
            StationEvent(60, "warn_high_temperature", Moment.STARTED),
            StationEvent(90, "end_warning"),
        ),
        (*_start(), _stop(240), _leave()),
    ),
    Scenario(
        "unknown-model",
        "A scooter of an unknown model",
        "Its limit fits no model, so that its pack is unknown and no range or time can be told.",
        _plugged_in("unknown"),
        (*_start(), _stop(60), _leave()),
    ),
    Scenario(
        "already-full",
        "A scooter that is full",
        "A Classic with 100 % is plugged in and leaves again: there is nothing to charge.",
        (StationEvent(3, "plug_in_classic_full"), StationEvent(20, "unplug")),
    ),
    Scenario(
        "card-start",
        "Started with a card",
        "A charge that was begun and ended with a card is shown like any other.",
        (
            StationEvent(3, "plug_in_pro_35"),
            StationEvent(8, "card_start"),
            StationEvent(120, "card_stop"),
            StationEvent(10, "unplug"),
        ),
    ),
    Scenario(
        "reserved",
        "Reserved",
        "The connector is reserved for somebody else for a minute.",
        (StationEvent(3, "reserve"), StationEvent(60, "end_reservation")),
        limit=300,
    ),
    Scenario(
        "unavailable",
        "Out of service",
        "The connector is unavailable for a minute.",
        (StationEvent(3, "unavailable"), StationEvent(60, "available")),
        limit=300,
    ),
    Scenario(
        "database-gone",
        "The database goes away in mid-charge",
        "The data can't be read for 45 seconds while the charge goes on.",
        _plugged_in(
            "classic_58",
            StationEvent(60, "database_gone", Moment.STARTED),
            StationEvent(45, "database_back"),
        ),
        (*_start(), _stop(180), _leave()),
    ),
    Scenario(
        "no-session-summary",
        "No SessionSummary",
        "The vehicle never sends it; the summary is worked out from the meter values.",
        _plugged_in("classic_58"),
        (*_start(), _stop(90), _leave()),
        summary_delay=None,
    ),
    Scenario(
        "late-session-summary",
        "A late SessionSummary",
        "The summary is worked out at first, and replaced when the message comes.",
        _plugged_in("classic_58"),
        (*_start(), _stop(90), RiderStep(SessionPhase.COMPLETE, Dismissed(1), after=40)),
        summary_delay=25,
    ),
    Scenario(
        "next-rider",
        "The next rider",
        "Another scooter is plugged in while the first one's VehicleInfo is still young.",
        (
            StationEvent(3, "plug_in_classic_58"),
            _UNPLUG_AFTER_CHARGE,
            StationEvent(40, "plug_in_pro_35_late"),
            _UNPLUG_AFTER_CHARGE,
        ),
        (*_start(), _stop(45), _leave(), *_start(), _stop(45), _leave()),
    ),
    Scenario(
        "two-connectors",
        "Two scooters at once",
        "A Classic and a warm Max charge side by side.",
        (
            StationEvent(3, "plug_in_classic_58"),
            _UNPLUG_AFTER_CHARGE,
            StationEvent(9, "plug_in_max_20", connector_id=2),
            StationEvent(15, "unplug", Moment.ENDED, connector_id=2),
        ),
        (
            *_start(),
            _stop(120),
            _leave(),
            *_start(100, connector_id=2),
            _stop(200, connector_id=2),
            _leave(connector_id=2),
        ),
        connector_ids=(1, 2),
    ),
)

SCENARIOS = MappingProxyType({scenario.name: scenario for scenario in _ALL})


def scenario_named(name: str) -> Scenario:
    """Return the scenario. Raises Misconfigured with the names there are."""
    try:
        return SCENARIOS[name]
    except KeyError:
        names = ", ".join(SCENARIOS)
        raise Misconfigured(f"there is no scenario {name!r}; there are {names}") from None
