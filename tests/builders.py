"""A station at the level of the rows it leaves behind, and a kiosk that reads them.

The double for all tests of the domain: it writes what SteVe was seen to write (the records beside
``tests/data/steve``), on two clocks that may differ, and shows it as an observation.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from kiosk.domain.commands import (
    CommandOutcome,
    Effect,
    ForgetStartIntent,
    KeepStartIntent,
    RecordSession,
    Remark,
    RemoteStart,
    RemoteStop,
    StartIntent,
)
from kiosk.domain.intents import (
    Dismissed,
    MoreTimeRequested,
    ReceiptPrintRequested,
    StartRequested,
    StopRequested,
    TargetChosen,
)
from kiosk.domain.meter import SampledValue
from kiosk.domain.observation import (
    ConnectorObservation,
    DataTransferRecord,
    StationObservation,
    StatusRecord,
    TransactionRecord,
)
from kiosk.domain.rules import SessionRules
from kiosk.domain.session import ChargingSession
from kiosk.domain.session_snapshot import snapshot_of
from kiosk.domain.snapshot import ConnectorSnapshot, SessionPhase, SummaryFigures
from kiosk.domain.vendor import SESSION_SUMMARY, VEHICLE_INFO

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KIOSK_TAG = "KIOSK01"
CARD_TAG = "CARD0001"
RULES = SessionRules(id_tag=KIOSK_TAG)


class Station:
    """Rows of one station. ``now`` is the database's clock, ``offset`` how far the station's
    clock is ahead of it in seconds; each step of a session is a method. With ``relay`` all passes
    one, whose clock is ``relay_offset`` ahead."""

    def __init__(
        self,
        connector_ids: tuple[int, ...] = (1,),
        now: datetime = NOON,
        *,
        relay: bool = False,
        relay_offset: float = 0.0,
    ) -> None:
        self.now = now
        self.offset = 0.0
        self.relay = relay
        self.relay_offset = relay_offset
        self.connected: bool | None = True if relay else None
        self._events = 0
        self.registered = True
        self.last_heartbeat: datetime | None = now
        self.data_transfer_failed = False
        self.station_statuses: list[StatusRecord] = []
        self.connectors = {
            connector_id: ConnectorObservation(connector_id) for connector_id in connector_ids
        }
        self._last_transaction = 0
        self._last_key = 0
        for connector_id in connector_ids:
            self.status("Available", connector_id=connector_id)

    @property
    def stamp(self) -> datetime:
        """What the station's clock shows."""
        return self.now + timedelta(seconds=self.offset)

    @property
    def received(self) -> datetime:
        """What the clock of whoever records messages shows."""
        return self.now + timedelta(seconds=self.relay_offset)

    def pass_time(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.last_heartbeat = self.now

    def change(self, connector_id: int = 1, /, **fields: Any) -> None:
        """Put anything else into the connector's rows."""
        self.connectors[connector_id] = replace(self.connectors[connector_id], **fields)

    def status(
        self,
        word: str,
        *,
        connector_id: int = 1,
        timestamp: datetime | None = None,
        **fields: Any,
    ) -> StatusRecord:
        record = self._passed(StatusRecord(word, timestamp or self.stamp, "NoError"))
        record = replace(record, **fields)
        self.change(connector_id, statuses=(*self.connectors[connector_id].statuses, record))
        return record

    def whole_station(self, word: str, timestamp: datetime | None = None) -> None:
        record = StatusRecord(word, timestamp or self.stamp, "NoError")
        self.station_statuses.append(self._passed(record))

    def _passed(self, record: StatusRecord) -> StatusRecord:
        if not self.relay:
            return record
        self._events += 1
        return replace(record, arrival=self._events, received=self.received)

    def plug(self, connector_id: int = 1) -> None:
        self.status("Preparing", connector_id=connector_id)

    def unplug(self, connector_id: int = 1) -> None:
        self.status("Available", connector_id=connector_id)

    def vehicle_info(
        self,
        soc: float = 60.0,
        max_current: float = 25.0,
        voltage: float = 76.0,
        temperature: float = 26.6,
        *,
        connector_id: int = 1,
        data: Any = None,
        received: datetime | None = None,
    ) -> None:
        if data is None:
            data = {
                "soc": soc,
                "maxCurrent": max_current,
                "voltage": voltage,
                "temperature": temperature,
            }
        record = self._data_transfer(VEHICLE_INFO, data, received)
        self.change(connector_id, vehicle_info=record)

    def session_summary(
        self,
        final_soc: float = 90.0,
        energy: float = 684.0,
        minutes: float = 20.0,
        *,
        connector_id: int = 1,
        data: Any = None,
        received: datetime | None = None,
    ) -> None:
        if data is None:
            data = {"finalSoc": final_soc, "energyDelivered": energy, "durationMinutes": minutes}
        record = self._data_transfer(SESSION_SUMMARY, data, received)
        self.change(connector_id, session_summary=record)

    def _data_transfer(
        self, message_id: str, data: Any, received: datetime | None
    ) -> DataTransferRecord:
        self._last_key += 1
        return DataTransferRecord(str(self._last_key), message_id, data, received or self.received)

    def start_transaction(
        self,
        id_tag: str = KIOSK_TAG,
        *,
        connector_id: int = 1,
        start_value: str | None = "1000",
        transaction_id: int | None = None,
        charging: bool = True,
    ) -> int:
        if transaction_id is None:
            self._last_transaction += 1
            transaction_id = self._last_transaction
        record = TransactionRecord(
            transaction_id,
            id_tag,
            self.now,
            self.stamp,
            start_value,
            arrived=self.received if self.relay else None,
        )
        self.change(connector_id, transaction=record, sampled_values=())
        if charging:
            self.status("Charging", connector_id=connector_id)
        return transaction_id

    def meter(
        self,
        *,
        connector_id: int = 1,
        soc: float | None = None,
        energy: float | None = None,
        power: float | None = None,
        voltage: float | None = None,
        current: float | None = None,
        offered: float | None = None,
    ) -> None:
        """Sampled values; ``energy`` is the register in Wh."""
        said = (
            ("SoC", "Percent", soc),
            ("Energy.Active.Import.Register", "Wh", energy),
            ("Power.Active.Import", "W", power),
            ("Voltage", "V", voltage),
            ("Current.Import", "A", current),
            ("Current.Offered", "A", offered),
        )
        for measurand, unit, value in said:
            if value is not None:
                self.sampled(str(value), measurand, unit, connector_id=connector_id)

    def sampled(
        self,
        value: str | None,
        measurand: str | None = None,
        unit: str | None = None,
        *,
        connector_id: int = 1,
        timestamp: datetime | None = None,
        phase: str | None = None,
    ) -> None:
        row = SampledValue(timestamp or self.stamp, value, measurand, unit, phase)
        held = self.connectors[connector_id].sampled_values
        self.change(connector_id, sampled_values=(*held, row))

    def stop_transaction(
        self,
        reason: str | None = "Remote",
        *,
        connector_id: int = 1,
        stop_value: str | None = None,
        status: str | None = "Finishing",
    ) -> None:
        transaction = self.connectors[connector_id].transaction
        assert transaction is not None
        if status is not None:
            self.status(status, connector_id=connector_id)
        stopped = replace(
            transaction,
            stopped=self.now,
            stop_timestamp=self.stamp,
            stop_value=stop_value,
            stop_reason=reason,
        )
        self.change(connector_id, transaction=stopped)

    def observation(self, now: datetime | None = None) -> StationObservation:
        connectors = tuple(self.connectors.values())
        if self.data_transfer_failed:
            connectors = tuple(
                replace(c, vehicle_info=None, session_summary=None) for c in connectors
            )
        return StationObservation(
            now or self.now,
            self.registered,
            self.last_heartbeat,
            connectors,
            tuple(self.station_statuses),
            self.data_transfer_failed,
            self.connected,
            self.relay,
        )


class Kiosk:
    """One connector's session, read and tapped as the worker does it; remembers its effects."""

    def __init__(
        self, station: Station, connector_id: int = 1, rules: SessionRules = RULES
    ) -> None:
        self.station = station
        self.connector_id = connector_id
        self.rules = rules
        self.at = 1000.0
        self.effects: list[Effect] = []
        self.kept_intent: StartIntent | None = None
        self.recorded: dict[int, SummaryFigures] = {}
        self.session = ChargingSession(connector_id, rules)

    # Methods, for a type checker would hold a property to be the same after a step.

    def snapshot(self) -> ConnectorSnapshot:
        return snapshot_of(self.session, self.at)

    def phase(self) -> SessionPhase:
        return self.session.session_phase

    def read(self) -> tuple[Effect, ...]:
        return self._perform(self.session.observe(self.station.observation(), self.at))

    def wait(self, seconds: float, every: float | None = None) -> tuple[Effect, ...]:
        """Let time pass on all clocks, reading at the end or ``every`` so many seconds."""
        effects: tuple[Effect, ...] = ()
        left = seconds
        while left > 0:
            step = min(left, every or left)
            left -= step
            self.at += step
            self.station.pass_time(step)
            effects += self.read()
        return effects

    def lose_link(self, seconds: float, every: float = 1.0) -> tuple[Effect, ...]:
        """Let time pass in which the station can't be read."""
        since = self.station.now
        effects: tuple[Effect, ...] = self._perform(self.session.link_lost(since, self.at))
        while seconds > 0:
            step = min(seconds, every)
            seconds -= step
            self.at += step
            self.station.pass_time(step)
            effects += self._perform(self.session.link_lost(since, self.at))
        return effects

    def tap(self, intent: Any) -> tuple[Effect, ...]:
        return self._perform(self.session.handle(intent, self.at))

    def choose(self, percent: int, *, custom: bool = False) -> tuple[Effect, ...]:
        return self.tap(TargetChosen(self.connector_id, percent, custom))

    def press_start(self) -> tuple[Effect, ...]:
        return self.tap(StartRequested(self.connector_id))

    def press_stop(self) -> tuple[Effect, ...]:
        return self.tap(StopRequested(self.connector_id))

    def dismiss(self) -> tuple[Effect, ...]:
        return self.tap(Dismissed(self.connector_id))

    def ask_for_paper(self) -> tuple[Effect, ...]:
        return self.tap(ReceiptPrintRequested(self.connector_id))

    def ask_for_more_time(self) -> tuple[Effect, ...]:
        return self.tap(MoreTimeRequested(self.connector_id))

    def start_finished(self, outcome: CommandOutcome) -> tuple[Effect, ...]:
        return self._perform(self.session.start_finished(outcome, self.at))

    def stop_finished(
        self, outcome: CommandOutcome, transaction_id: int | None = None
    ) -> tuple[Effect, ...]:
        if transaction_id is None:
            transaction_id = self.session.charge.transaction_id
        return self._perform(self.session.stop_finished(transaction_id, outcome, self.at))

    def restart(self) -> None:
        """Lose all but what the store keeps, as a kill does."""
        last = max(self.recorded.values(), key=lambda s: s.transaction_id, default=None)
        self.session = ChargingSession(self.connector_id, self.rules)
        self.session.restore(self.kept_intent, last, self.at)

    def _perform(self, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        self.effects += effects
        for effect in effects:
            match effect:
                case KeepStartIntent(intent=intent):
                    self.kept_intent = intent
                case ForgetStartIntent():
                    self.kept_intent = None
                case RecordSession(summary=summary):
                    self.recorded[summary.transaction_id] = summary
        return effects

    @property
    def starts(self) -> list[RemoteStart]:
        return [effect for effect in self.effects if isinstance(effect, RemoteStart)]

    @property
    def stops(self) -> list[RemoteStop]:
        return [effect for effect in self.effects if isinstance(effect, RemoteStop)]

    @property
    def remarks(self) -> list[Remark]:
        return [effect for effect in self.effects if isinstance(effect, Remark)]

    # The ordinary way, up to a place on it

    def come_up(self) -> "Kiosk":
        self.read()
        return self

    def plug(self, **vehicle_info: Any) -> "Kiosk":
        """A rider plugs in and the vehicle tells about itself."""
        self.station.pass_time(1)
        self.at += 1
        self.station.plug(self.connector_id)
        self.read()
        self.station.vehicle_info(connector_id=self.connector_id, **vehicle_info)
        self.wait(1)
        return self

    def start(self, target: int | None = None, *, start_value: str | None = "1000") -> "Kiosk":
        """The rider presses START, and the transaction follows."""
        if target is not None:
            self.choose(target, custom=target not in (90, 100))
        self.press_start()
        self.start_finished(CommandOutcome.ACCEPTED)
        self.station.pass_time(1)
        self.at += 1
        self.station.start_transaction(connector_id=self.connector_id, start_value=start_value)
        self.read()
        return self

    def finish(self, reason: str | None = "Remote", **stop: Any) -> "Kiosk":
        """The transaction is closed, with the cable still in."""
        self.station.stop_transaction(reason, connector_id=self.connector_id, **stop)
        self.wait(1)
        return self

    def unplug(self) -> "Kiosk":
        self.station.pass_time(1)
        self.at += 1
        self.station.unplug(self.connector_id)
        self.read()
        return self


def arrived(seconds: float = 0.0, station: Station | None = None, **vehicle_info: Any) -> Kiosk:
    """A kiosk at whose station a rider has plugged in, ``seconds`` ago."""
    kiosk = Kiosk(station or Station()).come_up().plug(**vehicle_info)
    kiosk.wait(seconds)
    return kiosk


def charging(
    target: int | None = None, station: Station | None = None, **vehicle_info: Any
) -> Kiosk:
    """A kiosk at which a START has led to a transaction."""
    return arrived(station=station, **vehicle_info).start(target)
