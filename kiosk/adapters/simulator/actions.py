"""What a hand can do at the simulated station: for the developer's panel, scenarios and tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from kiosk.adapters.simulator.connector import SimulatedConnector
from kiosk.adapters.simulator.vehicle import Vehicle, VehicleInfoManner
from kiosk.domain.ocpp import ChargePointErrorCode, ChargePointStatus, StopReason
from kiosk.domain.vehicle import CLASSIC, MAX, PRO

CARD_ID_TAG = "04A2C15E9B6F80"

_SAMPLE = Vehicle(CLASSIC, 87.0, 2.0)
_VEHICLES = {
    "classic_58": ("Classic, 58 %", Vehicle(CLASSIC, 58.0, 10.0)),
    "classic_87": ("Classic, 87 %, 2 A", _SAMPLE),
    "classic_92": ("Classic, 92 %", Vehicle(CLASSIC, 92.0, 20.0)),
    "pro_35": ("Pro, 35 %", Vehicle(PRO, 35.0, 45.0)),
    "pro_35_late": (
        "Pro, 35 %, that takes its time to answer",
        Vehicle(PRO, 35.0, 45.0, manner=VehicleInfoManner.LATE),
    ),
    "classic_full": ("Classic, full", Vehicle(CLASSIC, 100.0, 10.0)),
    "max_20": ("Max, 20 %, warm", Vehicle(MAX, 20.0, 80.0, temperature=43.0)),
    "unknown": ("of an unknown model, 50 %", Vehicle(MAX, 50.0, 120.0)),
    "silent": ("that says nothing", replace(_SAMPLE, manner=VehicleInfoManner.NEVER)),
    "garbled": ("that talks nonsense", replace(_SAMPLE, manner=VehicleInfoManner.GARBLED)),
}

_VENDOR_ERROR_CODES = {ChargePointErrorCode.OTHER_ERROR: "A042"}

_PAUSED = frozenset({ChargePointStatus.SUSPENDED_EV, ChargePointStatus.SUSPENDED_EVSE})
_OUT_OF_ORDER = frozenset({ChargePointStatus.UNAVAILABLE, ChargePointStatus.FAULTED})


@dataclass(frozen=True, slots=True)
class HandAction:
    """``label`` is for the developer; ``possible`` says whether it makes sense now."""

    key: str
    label: str
    possible: Callable[[SimulatedConnector], bool]
    perform: Callable[[SimulatedConnector], None]


def _actions() -> Iterator[HandAction]:
    yield from _cable()
    yield from _card()
    yield from _charge()
    yield from _service()
    yield from _links()


def _cable() -> Iterator[HandAction]:
    for name, (label, vehicle) in _VEHICLES.items():
        yield HandAction(
            f"plug_in_{name}",
            f"Plug in a scooter: {label}",
            lambda c: c.vehicle is None and c.status is not ChargePointStatus.RESERVED,
            lambda c, vehicle=vehicle: c.plug_in(vehicle),  # type: ignore[misc]
        )
    yield HandAction("unplug", "Unplug", lambda c: c.vehicle is not None, lambda c: c.unplug())


def _card() -> Iterator[HandAction]:
    yield HandAction(
        "card_start",
        "Start with a card",
        lambda c: c.status is ChargePointStatus.PREPARING,
        lambda c: c.start(CARD_ID_TAG),
    )
    yield HandAction(
        "card_stop",
        "Stop with a card",
        lambda c: c.charging,
        lambda c: c.stop(StopReason.LOCAL),
    )


def _charge() -> Iterator[HandAction]:
    yield HandAction(
        "pause_by_vehicle",
        "Vehicle pauses",
        lambda c: c.status is ChargePointStatus.CHARGING,
        lambda c: c.pause(ChargePointStatus.SUSPENDED_EV),
    )
    yield HandAction(
        "pause_by_station",
        "Station pauses",
        lambda c: c.status is ChargePointStatus.CHARGING,
        lambda c: c.pause(ChargePointStatus.SUSPENDED_EVSE),
    )
    yield HandAction("resume", "Go on", lambda c: c.status in _PAUSED, lambda c: c.resume())
    for soc in (89.0, 99.0):
        yield HandAction(
            f"jump_to_{soc:.0f}",
            f"Jump to {soc:.0f} %",
            lambda c: c.charging,
            lambda c, soc=soc: c.jump_to(soc),  # type: ignore[misc]
        )
    yield HandAction(
        "warn_high_temperature",
        "Warn of HighTemperature, go on charging",
        lambda c: c.status is ChargePointStatus.CHARGING,
        lambda c: c.warn(ChargePointErrorCode.HIGH_TEMPERATURE),
    )
    yield HandAction(
        "end_warning",
        "End the warning",
        lambda c: c.status is ChargePointStatus.CHARGING,
        lambda c: c.warn(ChargePointErrorCode.NO_ERROR),
    )


def _service() -> Iterator[HandAction]:
    for code in ChargePointErrorCode:
        yield HandAction(
            f"fault_{code.name.lower()}",
            f"Fault: {code}",
            lambda c: c.status is not ChargePointStatus.FAULTED,
            lambda c, code=code: c.fail(code, _VENDOR_ERROR_CODES.get(code)),  # type: ignore[misc]
        )
    yield HandAction(
        "clear_fault",
        "Clear the fault",
        lambda c: c.status is ChargePointStatus.FAULTED,
        lambda c: c.recover(),
    )
    yield HandAction(
        "unavailable",
        "Take out of service",
        lambda c: c.status in (ChargePointStatus.AVAILABLE, ChargePointStatus.RESERVED),
        lambda c: c.take_out_of_service(),
    )
    yield HandAction(
        "available",
        "Put into service",
        lambda c: c.status is ChargePointStatus.UNAVAILABLE,
        lambda c: c.put_into_service(),
    )
    yield HandAction(
        "reserve",
        "Reserve",
        lambda c: c.status is ChargePointStatus.AVAILABLE,
        lambda c: c.reserve(),
    )
    yield HandAction(
        "end_reservation",
        "End the reservation",
        lambda c: c.status is ChargePointStatus.RESERVED,
        lambda c: c.put_into_service(),
    )


def _links() -> Iterator[HandAction]:
    def connect(connector: SimulatedConnector) -> None:
        connector.world.central_system.reconnect(connector.world.now)

    def disconnect(connector: SimulatedConnector) -> None:
        connector.world.central_system.connected = False

    def reach(connector: SimulatedConnector, reachable: bool) -> None:
        connector.world.database_reachable = reachable

    yield HandAction(
        "station_silent",
        "Station loses its connection",
        lambda c: c.world.central_system.connected,
        disconnect,
    )
    yield HandAction(
        "station_back",
        "Station is connected again",
        lambda c: not c.world.central_system.connected,
        connect,
    )
    yield HandAction(
        "database_gone",
        "Database goes away",
        lambda c: c.world.database_reachable,
        lambda c: reach(c, False),
    )
    yield HandAction(
        "database_back",
        "Database comes back",
        lambda c: not c.world.database_reachable,
        lambda c: reach(c, True),
    )


ACTIONS = MappingProxyType({action.key: action for action in _actions()})
