"""One connector of the simulated station: its status, its transaction, its meter.

The order of messages is that of a recorded session with a real SteVe: Preparing, VehicleInfo,
StartTransaction, Charging, MeterValues every 10 s, SessionSummary, Finishing, StopTransaction,
Available.
"""

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.adapters.simulator.messages import (
    DataTransfer,
    MeterValues,
    StartTransaction,
    StatusNotification,
    StopTransaction,
)
from kiosk.adapters.simulator.scenario import Moment
from kiosk.adapters.simulator.status_table import transition
from kiosk.adapters.simulator.vehicle import Vehicle, VehicleInfoManner
from kiosk.adapters.simulator.world import World
from kiosk.domain.meter import SampledValue
from kiosk.domain.ocpp import (
    ChargePointErrorCode,
    ChargePointStatus,
    Measurand,
    StopReason,
    UnitOfMeasure,
)
from kiosk.domain.vendor import SESSION_SUMMARY, VEHICLE_INFO

STATION_CURRENT = 100.0
"""What the station can give at most, in A."""

SAMPLE_INTERVAL = 10.0
_LATE_VEHICLE_INFO = 8.0
_FULL_SECONDS = 60.0
"""How long a full vehicle stays SuspendedEV until it ends the charge."""

_TRANSITIONS_KEPT = 100

_LETTING_GO = 1.0
"""From a cable pulled in mid-charge to Available."""


@dataclass(slots=True)
class _Session:
    number: int
    began: float
    register_at_start: float


class SimulatedConnector:
    """Behaves as a connector may by OCPP 1.6 section 4.9, and in no other way.

    ``happened`` is called with the moments that a scenario can wait for. ``summary_delay`` is
    when the vehicle's SessionSummary comes, in s after the end: 0 before the Finishing, ``None``
    never.
    """

    def __init__(
        self,
        connector_id: int,
        world: World,
        happened: Callable[[Moment], None],
        summary_delay: float | None,
    ) -> None:
        self.connector_id = connector_id
        self.world = world
        self.status = ChargePointStatus.AVAILABLE
        self.vehicle: Vehicle | None = None
        self.transitions: deque[str] = deque(maxlen=_TRANSITIONS_KEPT)
        """The names of the last transitions, as in OCPP 1.6 section 4.9."""
        self._happened = happened
        self._summary_delay = summary_delay
        self._plugging_in = 0
        self._sessions = 0
        self._session: _Session | None = None
        self._spent = False
        self._before_fault = ChargePointStatus.AVAILABLE
        # A meter counts its lifetime.
        self._register = float(world.random.randint(10_000, 90_000))
        self._notify()

    @property
    def charging(self) -> bool:
        """Whether a transaction is open, as the station sees it."""
        return self._session is not None

    @property
    def session(self) -> int | None:
        """The number of the open transaction, as its messages have it."""
        return self._session.number if self._session else None

    def flow(self, seconds: float) -> bool:
        """Let current flow or the vehicle rest; tells whether any current flows."""
        if self.vehicle is None:
            return False
        current = self._current()
        if seconds:
            self._register += self.vehicle.voltage(current) * current * seconds / 3600.0
            self.vehicle = self.vehicle.after(seconds, current)
            current = self._current()
        if current == 0.0 and self.status is ChargePointStatus.CHARGING:
            self._go(ChargePointStatus.SUSPENDED_EV)
            session = self._session
            self.world.after(_FULL_SECONDS, lambda: self._end_when_full(session))
        return current > 0.0

    def plug_in(self, vehicle: Vehicle) -> None:
        """Put the cable in. Out of order, the station takes no notice yet."""
        self.vehicle = vehicle
        self._plugging_in += 1
        self._spent = False
        if self.status in (ChargePointStatus.AVAILABLE, ChargePointStatus.FINISHING):
            self._prepare(vehicle)

    def unplug(self) -> None:
        """Pull the cable, whatever goes on."""
        self.stop(StopReason.EV_DISCONNECTED)
        self.vehicle = None
        if self.status is ChargePointStatus.PREPARING:
            self._go(ChargePointStatus.AVAILABLE)
        elif self.status is ChargePointStatus.FINISHING:
            self.world.after(_LETTING_GO, self._let_go)

    def start(self, id_tag: str) -> None:
        """Begin a transaction; the status must be Preparing."""
        self._sessions += 1
        session = _Session(self._sessions, self.world.now, self._register)
        self._session = session
        self.world.send(
            lambda timestamp: StartTransaction(
                self.connector_id, timestamp, session.number, id_tag, int(self._register)
            )
        )
        self._go(ChargePointStatus.CHARGING)
        self._sample(session)
        self._happened(Moment.STARTED)

    def stop(self, reason: StopReason) -> None:
        """End the transaction, if there is one; the cable stays in."""
        session = self._session
        if session is None or self.vehicle is None:
            return
        summary = self._summary(session, self.vehicle)
        if self._summary_delay == 0.0:
            self._transfer(SESSION_SUMMARY, summary)
        elif self._summary_delay is not None:
            self.world.after(self._summary_delay, lambda: self._transfer(SESSION_SUMMARY, summary))
        if self.status is not ChargePointStatus.FAULTED:
            self._go(ChargePointStatus.FINISHING)
        self._session = None
        self._spent = True
        register = int(self._register)
        self.world.send(
            lambda timestamp: StopTransaction(
                self.connector_id, timestamp, session.number, register, reason
            )
        )
        self._happened(Moment.ENDED)

    def pause(self, status: ChargePointStatus) -> None:
        """Go to SuspendedEV or SuspendedEVSE."""
        self._go(status)

    def resume(self) -> None:
        """Go on charging after a pause."""
        self._go(ChargePointStatus.CHARGING)

    def fail(self, code: ChargePointErrorCode, vendor_error_code: str | None = None) -> None:
        """Go to Faulted, which ends the transaction."""
        self._before_fault = self.status
        self._go(ChargePointStatus.FAULTED, code, vendor_error_code)
        self.stop(StopReason.OTHER)

    def warn(self, code: ChargePointErrorCode) -> None:
        """Report an error that does not change the status."""
        self._notify(code)

    def recover(self) -> None:
        """Leave Faulted for what was before, or for what the cable says."""
        if self._before_fault is ChargePointStatus.UNAVAILABLE:
            self._go(ChargePointStatus.UNAVAILABLE)
        elif self.vehicle is None:
            reserved = self._before_fault is ChargePointStatus.RESERVED
            self._go(ChargePointStatus.RESERVED if reserved else ChargePointStatus.AVAILABLE)
        elif self._spent:
            self._go(ChargePointStatus.FINISHING)
        else:
            self._prepare(self.vehicle)

    def reserve(self) -> None:
        """Keep it for somebody else."""
        self._go(ChargePointStatus.RESERVED)

    def take_out_of_service(self) -> None:
        """Become Unavailable, as a ChangeAvailability demands."""
        self._go(ChargePointStatus.UNAVAILABLE)

    def put_into_service(self) -> None:
        """Be free again, after Reserved or Unavailable."""
        if self.vehicle is None:
            self._go(ChargePointStatus.AVAILABLE)
        else:
            self._prepare(self.vehicle)

    def jump_to(self, soc: float) -> None:
        """Set the vehicle's state of charge, to save a developer the waiting."""
        if self.vehicle is not None:
            self.vehicle = replace(self.vehicle, soc=soc)

    def measure(self, context: str) -> None:
        """Send what the meter shows, if a transaction runs; ``context`` is its ReadingContext."""
        session = self._session
        if session is None or self.vehicle is None:
            return
        random = self.world.random
        true_current = self._current()
        current = true_current * random.uniform(0.995, 1.005)
        voltage = self.vehicle.voltage(true_current) + random.uniform(-0.03, 0.03)
        values = (
            (Measurand.ENERGY_ACTIVE_IMPORT_REGISTER, str(int(self._register)), UnitOfMeasure.WH),
            (Measurand.POWER_ACTIVE_IMPORT, f"{voltage * current:.0f}", UnitOfMeasure.W),
            (Measurand.SOC, f"{self.vehicle.soc:.2f}", UnitOfMeasure.PERCENT),
            (Measurand.VOLTAGE, f"{voltage:.2f}", UnitOfMeasure.V),
            (Measurand.CURRENT_IMPORT, f"{current:.2f}", UnitOfMeasure.A),
            (Measurand.CURRENT_OFFERED, f"{self._offered():g}", UnitOfMeasure.A),
        )
        number, connector_id = session.number, self.connector_id

        def meter_values(timestamp: datetime) -> MeterValues:
            sampled = tuple(
                SampledValue(timestamp, value, measurand.value, unit.value, context=context)
                for measurand, value, unit in values
            )
            return MeterValues(connector_id, timestamp, number, sampled)

        self.world.send(meter_values)

    def _offered(self) -> float:
        if self.vehicle is None or self.status is ChargePointStatus.SUSPENDED_EVSE:
            return 0.0
        return min(STATION_CURRENT, self.vehicle.max_current)

    def _current(self) -> float:
        if self.vehicle is None or self.status is not ChargePointStatus.CHARGING:
            return 0.0
        return self.vehicle.current(self._offered())

    def _go(
        self,
        status: ChargePointStatus,
        code: ChargePointErrorCode = ChargePointErrorCode.NO_ERROR,
        vendor_error_code: str | None = None,
    ) -> None:
        self.transitions.append(transition(self.status, status))
        self.status = status
        self._notify(code, vendor_error_code)

    def _notify(
        self,
        code: ChargePointErrorCode = ChargePointErrorCode.NO_ERROR,
        vendor_error_code: str | None = None,
    ) -> None:
        status = self.status
        self.world.send(
            lambda timestamp: StatusNotification(
                self.connector_id, timestamp, status, code, vendor_error_code
            )
        )

    def _prepare(self, vehicle: Vehicle) -> None:
        self._go(ChargePointStatus.PREPARING)
        match vehicle.manner:
            case VehicleInfoManner.NEVER:
                return
            case VehicleInfoManner.LATE:
                delay = _LATE_VEHICLE_INFO
            case _:
                delay = self.world.random.uniform(0.02, 1.0)
        plugging_in = self._plugging_in
        self.world.after(delay, lambda: self._announce(plugging_in))

    def _announce(self, plugging_in: int) -> None:
        vehicle = self.vehicle
        if vehicle is None or plugging_in != self._plugging_in:
            return
        if self.status is not ChargePointStatus.PREPARING:
            return
        limit = vehicle.max_current
        fields = {
            "soc": round(vehicle.soc, 2),
            # The vendor's sample has a whole number here.
            "maxCurrent": int(limit) if limit.is_integer() else limit,
            "voltage": round(vehicle.open_circuit_voltage, 2),
            "temperature": round(vehicle.temperature, 1),
        }
        text = json.dumps(fields)
        garbled = vehicle.manner is VehicleInfoManner.GARBLED
        self._transfer(VEHICLE_INFO, text[: len(text) // 2] if garbled else text)

    def _transfer(self, message_id: str, data: str) -> None:
        self.world.send(
            lambda timestamp: DataTransfer(self.connector_id, timestamp, message_id, data)
        )

    def _end_when_full(self, session: _Session | None) -> None:
        if session is self._session and self.status is ChargePointStatus.SUSPENDED_EV:
            self.stop(StopReason.OTHER)

    def _let_go(self) -> None:
        if self.vehicle is None and self.status is ChargePointStatus.FINISHING:
            self._go(ChargePointStatus.AVAILABLE)

    def _summary(self, session: _Session, vehicle: Vehicle) -> str:
        # By the clock that the timestamps come from.
        seconds = (self.world.now - session.began) / self.world.speed
        return json.dumps(
            {
                "finalSoc": vehicle.soc,
                "energyDelivered": self._register - session.register_at_start,
                "durationMinutes": seconds / 60.0,
            }
        )

    def _sample(self, session: _Session) -> None:
        if session is self._session:
            self.measure("Sample.Periodic")
            self.world.after(SAMPLE_INTERVAL, lambda: self._sample(session))
