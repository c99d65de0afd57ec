"""What holds for a charging session whatever the station, the database and the riders do.

One machine throws arbitrary rows, taps and outcomes at a session; another plays sensible riders,
whose messages are marked, and looks for anything of one rider's on another's screen.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from kiosk.domain.commands import (
    CommandOutcome,
    Effect,
    ForgetStartIntent,
    KeepStartIntent,
    RecordSession,
    RemoteStart,
    RemoteStop,
)
from kiosk.domain.errors import Malformed
from kiosk.domain.intents import (
    Dismissed,
    LimitChosen,
    MoreTimeRequested,
    StartRequested,
    StopRequested,
    TargetChosen,
)
from kiosk.domain.observation import StationObservation, TransactionRecord
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.session import ChargingSession
from kiosk.domain.session_snapshot import snapshot_of
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    Limit,
    LimitKind,
    SessionPhase,
    SummarySource,
)
from kiosk.domain.tariff import Tariff, Usage, bill
from kiosk.domain.vendor import parse_vehicle_info
from tests.builders import CARD_TAG, KIOSK_TAG, RULES, Kiosk, Station
from tests.unit.domain.test_costs import ALL_PARTS

MODERATE = settings(
    max_examples=150,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

WORDS = [*(status.value for status in ChargePointStatus), "Occupied", "", "available"]
NO_TRANSACTION = [-1, 0, 2**31, 2**63 - 1]
LARGEST_ID = 2**31 - 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

skews = st.sampled_from([0.0, 0.0, 0.0, -3.0, 3.0, -7200.0, 7200.0])
garbage = st.sampled_from([None, "", "-", "NaN", "1e999", "65535", "-4076000", "1_0", "٣"])
figures = st.one_of(garbage, st.floats(-10, 120, width=16).map(str), st.just("3000000"))
measurands = st.sampled_from(
    [
        None,
        "Energy.Active.Import.Register",
        "Power.Active.Import",
        "SoC",
        "Voltage",
        "Current.Import",
        "Current.Offered",
        "Temperature",
        "Frequency",
    ]
)
units = st.sampled_from([None, "Wh", "kWh", "W", "kW", "V", "A", "Percent", "Celsius", "furlong"])
payloads = st.one_of(
    st.sampled_from([None, "", "{", "NaN", "[]", '{"soc": 65535}', {"soc": True}, "[" * 5000]),
    st.fixed_dictionaries(
        {
            "soc": st.floats(0, 101, width=16),
            "maxCurrent": st.sampled_from([0, 2, 25, 31, 60, 61, 100, 101]),
            "voltage": st.just(76.38),
            "temperature": st.just(26.6),
        }
    ),
)
summaries = st.one_of(
    st.sampled_from(["{", {"finalSoc": -1}]),
    st.fixed_dictionaries(
        {
            "finalSoc": st.floats(0, 101, width=16),
            "energyDelivered": st.sampled_from([0.0, 3.387, 900.0, -1.0]),
            "durationMinutes": st.sampled_from([0.0, 1.5, 60.0]),
        }
    ),
)
intents = st.one_of(
    st.just(StartRequested(1)),
    st.just(StopRequested(1)),
    st.just(Dismissed(1)),
    st.just(MoreTimeRequested(1)),
    st.builds(TargetChosen, st.just(1), st.integers(-5, 110), st.booleans()),
    st.builds(
        LimitChosen,
        st.just(1),
        st.builds(Limit, st.sampled_from(LimitKind), st.integers(-1, 1500).map(Decimal)),
    ),
)
PRICED = replace(RULES, tariff=Tariff(ALL_PARTS))


class Rows(Station):
    """A station whose rows can be anything."""

    def any_status(self, word: str, skew: float, epoch: bool) -> None:
        stamp = EPOCH if epoch else self.now + timedelta(seconds=skew)
        self.status(word, timestamp=stamp)

    def any_transaction(self, jump: int, wrong: int | None, tag: str, start: str | None) -> None:
        self._last_transaction += jump
        number = wrong or self._last_transaction
        self.start_transaction(
            tag, transaction_id=min(number, 2**63), start_value=start, charging=False
        )

    def any_stop(self, stop_value: str | None, reason: str | None, skew: float) -> None:
        """The first stop row or a newer one."""
        transaction = self.connectors[1].transaction
        if transaction is not None:
            stopped = replace(
                transaction,
                stopped=self.now,
                stop_timestamp=self.now + timedelta(seconds=skew),
                stop_value=stop_value,
                stop_reason=reason,
            )
            self.change(transaction=stopped)


class Anything(RuleBasedStateMachine):
    """A session under arbitrary observations, taps and outcomes, against what always holds."""

    relay = False

    def __init__(self) -> None:
        super().__init__()
        self.station = Rows(relay=self.relay)
        self.kiosk = Kiosk(self.station, rules=PRICED)
        self.seen: list[StationObservation] = []
        self.last: StationObservation | None = None
        self.info: object = None
        self.closed: set[int] = set()
        self.energy: dict[int, float] = {}
        self.started: tuple[float, datetime] | None = None
        self.answer: tuple[CommandOutcome, float] | None = None
        self.after = 0
        self.left_alone = False

    # Rows

    @rule(word=st.sampled_from(WORDS), skew=skews, epoch=st.booleans())
    def status(self, word: str, skew: float, epoch: bool) -> None:
        self.station.any_status(word, skew, epoch and skew < 0)

    @rule(
        jump=st.sampled_from([1, 1, 1, 0, -1, 1000]),
        wrong=st.one_of(st.none(), st.none(), st.sampled_from(NO_TRANSACTION)),
        tag=st.sampled_from([KIOSK_TAG, KIOSK_TAG, CARD_TAG]),
        start=st.one_of(st.just("1000"), figures),
    )
    def transaction(self, jump: int, wrong: int | None, tag: str, start: str | None) -> None:
        self.station.any_transaction(jump, wrong, tag, start)

    @rule(
        value=figures, reason=st.sampled_from([None, "Remote", "EVDisconnected", "x"]), skew=skews
    )
    def stop_row(self, value: str | None, reason: str | None, skew: float) -> None:
        self.station.any_stop(value, reason, skew)

    @rule()
    def transaction_out_of_sight(self) -> None:
        self.station.change(transaction=None)

    @rule(value=figures, measurand=measurands, unit=units, skew=skews)
    def any_sample(
        self, value: str | None, measurand: str | None, unit: str | None, skew: float
    ) -> None:
        stamp = self.station.now + timedelta(seconds=skew)
        self.station.sampled(value, measurand, unit, timestamp=stamp)

    @rule(soc=st.floats(0, 100, width=16), energy=st.integers(0, 5000))
    def meter(self, soc: float, energy: int) -> None:
        self.station.meter(soc=soc, energy=energy, power=1900, voltage=76)

    @rule(data=payloads, skew=skews)
    def vehicle_info(self, data: object, skew: float) -> None:
        if data is not None:
            received = self.station.now + timedelta(seconds=skew)
            self.station.vehicle_info(data=data, received=received)

    @rule(data=summaries)
    def session_summary(self, data: object) -> None:
        self.station.session_summary(data=data)

    @rule(word=st.sampled_from(WORDS), skew=skews)
    def whole_station(self, word: str, skew: float) -> None:
        self.station.whole_station(word, self.station.now + timedelta(seconds=skew))

    @rule(failed=st.booleans(), registered=st.booleans(), seen=st.booleans())
    def reading(self, failed: bool, registered: bool, seen: bool) -> None:
        self.station.data_transfer_failed = failed
        self.station.registered = registered or seen
        self.station.change(seen=seen or failed)

    @rule(jump=st.sampled_from([-7200.0, 7200.0]), of_station=st.booleans())
    def clock_jump(self, jump: float, of_station: bool) -> None:
        if of_station:
            self.station.offset += jump
        else:
            self.station.now += timedelta(seconds=jump)

    @rule(soc=st.sampled_from([40.0, 87.0, 100.0]), skew=st.sampled_from([0.0, 0.0, -290.0]))
    def sensible_plug(self, soc: float, skew: float) -> None:
        """What leads somewhere, for arbitrary rows seldom do."""
        self.station.offset = 0.0
        self.station.change(statuses=(), transaction=self.kiosk.session.charge.transaction)
        self.station.any_stop("1234", "Remote", 0.0)
        self.station.unplug()
        self.station.pass_time(1)
        self.station.plug()
        self.read()
        self.station.vehicle_info(soc=soc)
        self.read()
        self.tap(Dismissed(1), 1)

    @rule(
        times=st.sampled_from([1, 2, 100]),
        outcome=st.sampled_from(CommandOutcome),
        lost=st.booleans(),
        plug=st.booleans(),
    )
    def sensible_start(self, times: int, outcome: CommandOutcome, lost: bool, plug: bool) -> None:
        if plug:
            self.sensible_plug(40.0, 0.0)
        if lost:
            self.time_passes(1.0, lost=True)
        self.tap(StartRequested(1), times)
        self.start_outcome(outcome)
        self.tap(StartRequested(1), times)

    @rule(tag=st.sampled_from([KIOSK_TAG, CARD_TAG]), stop=st.booleans())
    def sensible_transaction(self, tag: str, stop: bool) -> None:
        self.transaction(1, None, tag, "1000")
        self.status("Charging", 0.0, epoch=False)
        self.meter(88.0, 1010)
        self.read()
        if stop:
            self.tap(StopRequested(1), 1)

    # Reading

    @rule()
    def read(self) -> None:
        self.observe(self.station.observation())

    @rule()
    def read_later(self) -> None:
        self.time_passes(1.0, lost=False)
        self.read()

    @rule(back=st.integers(0, 5), at_its_time=st.booleans())
    def stale_read(self, back: int, at_its_time: bool) -> None:
        if back < len(self.seen):
            stale = self.seen[-1 - back]
            self.observe(stale if at_its_time else replace(stale, now=self.station.now))

    def observe(self, observation: StationObservation) -> None:
        self.seen = [*self.seen[-5:], observation]
        self.last = observation
        connector = observation.connectors[0]
        if not observation.data_transfer_failed:
            self.info = connector.vehicle_info
        effects = self.kiosk.session.observe(observation, self.kiosk.at)
        self.check(effects)
        before = self.kiosk.snapshot()
        again = self.kiosk.session.observe(observation, self.kiosk.at)
        assert not any(isinstance(e, RemoteStart | RemoteStop | RecordSession) for e in again)
        assert self.kiosk.snapshot() == before
        transaction = connector.transaction
        if transaction is not None and transaction.stopped is not None:
            self.closed.add(transaction.transaction_id)

    @rule(seconds=st.sampled_from([0.5, 1.0, 4.0, 10.0, 31.0, 61.0, 301.0]), lost=st.booleans())
    def time_passes(self, seconds: float, lost: bool) -> None:
        self.kiosk.at += seconds
        self.station.pass_time(seconds)
        session = self.kiosk.session
        effects = (
            session.link_lost(self.station.now, self.kiosk.at)
            if lost
            else session.tick(self.kiosk.at)
        )
        self.check(effects)

    # Taps and outcomes

    @rule(intent=intents, times=st.sampled_from([1, 1, 2, 100]))
    def tap(self, intent: object, times: int) -> None:
        starts = 0
        for _ in range(times):
            could = self.kiosk.snapshot().can_start
            effects = self.kiosk.session.handle(intent, self.kiosk.at)  # type: ignore[arg-type]
            self.check(effects, pressed=isinstance(intent, StartRequested) and could)
            starts += sum(isinstance(effect, RemoteStart) for effect in effects)
        assert starts <= 1

    @rule(outcome=st.sampled_from(CommandOutcome))
    def start_outcome(self, outcome: CommandOutcome) -> None:
        if not self.start_is_decided():
            self.answer = outcome, self.kiosk.at
        self.check(self.kiosk.session.start_finished(outcome, self.kiosk.at))

    @rule(outcome=st.sampled_from(CommandOutcome), own=st.booleans())
    def stop_outcome(self, outcome: CommandOutcome, own: bool) -> None:
        number = self.kiosk.session.charge.transaction_id if own else 4711
        self.check(self.kiosk.session.stop_finished(number, outcome, self.kiosk.at))

    @rule()
    def killed(self) -> None:
        self.kiosk.restart()
        self.closed, self.energy = set(), {}
        self.started = self.answer = None
        self.info = self.last = None

    @rule(outcome=st.one_of(st.none(), st.sampled_from(CommandOutcome)))
    def stop_is_repeated(self, outcome: CommandOutcome | None) -> None:
        if self.kiosk.session.stopping.attempt is None or not self.kiosk.session.charge.open:
            self.sensible_transaction(CARD_TAG, stop=True)
        if outcome is not None:
            self.stop_outcome(outcome, own=True)
        effects: list[Effect] = []
        for _ in range(61):
            self.kiosk.at += 1
            self.station.pass_time(1)
            new = self.kiosk.session.tick(self.kiosk.at)
            self.check(new)
            effects += new
        if self.kiosk.session.stopping.attempt is not None and self.kiosk.session.charge.open:
            assert any(isinstance(effect, RemoteStop) for effect in effects)

    # What always holds

    def check(self, effects: tuple[Effect, ...], pressed: bool = False) -> None:
        for effect in effects:
            match effect:
                case RemoteStart():
                    assert pressed
                    self.check_start()
                case RemoteStop(transaction_id=number):
                    assert 1 <= number <= LARGEST_ID
                    assert self.kiosk.session.charge.open
                    assert number == self.kiosk.session.charge.transaction_id
                    assert number not in self.closed
                case KeepStartIntent(intent=intent):
                    self.kiosk.kept_intent = intent
                case ForgetStartIntent():
                    self.kiosk.kept_intent = None
                case RecordSession(summary=summary):
                    self.kiosk.recorded[summary.transaction_id] = summary

    def check_start(self) -> None:
        session, at = self.kiosk.session, self.kiosk.at
        now = session.link.database_time(at)
        assert now is not None
        assert session.status is ChargePointStatus.PREPARING
        assert not session.charge.open
        assert session.link.lost is None
        record = self.info
        assert record is not None
        assert now - record.received <= timedelta(seconds=300)  # type: ignore[attr-defined]
        try:
            parse_vehicle_info(record.data)  # type: ignore[attr-defined]
        except Malformed:
            raise AssertionError("started on an unreadable VehicleInfo") from None
        if self.started is not None and session.charge.transaction_id == self.after:
            assert self.start_is_decided()
        self.started, self.answer, self.left_alone = (at, now), None, False
        self.after = session.charge.transaction_id

    def start_is_decided(self) -> bool:
        """Tell whether the last START has come to an end: by its answer, or by its time."""
        at, now = self.kiosk.at, self.kiosk.session.link.database_time(self.kiosk.at)
        if self.started is None or now is None:
            return True
        pressed, requested = self.started
        if now - requested > timedelta(seconds=120):
            return True
        if self.answer is None:
            return at - pressed >= 60
        outcome, answered = self.answer
        if outcome is CommandOutcome.ACCEPTED:
            return self.left_alone or at - answered >= 60
        if outcome in (CommandOutcome.UNKNOWN, CommandOutcome.NOT_ANSWERED):
            return self.left_alone or at - answered >= 5
        return True

    @invariant()
    def note_departures(self) -> None:
        """An answered START is not waited for once the cable is out."""
        if self.started is None:
            self.left_alone = False
        elif self.kiosk.session._plugging.present is None:
            self.left_alone = True

    @invariant()
    def snapshot_is_sane(self) -> None:
        snapshot = self.kiosk.snapshot()
        self.check_socs(snapshot)
        charging = snapshot.charging
        if charging is not None:
            assert snapshot.transaction_id is not None
            assert 1 <= snapshot.transaction_id <= LARGEST_ID
            assert snapshot.transaction_id not in self.closed
            assert charging.duration >= 0
            assert charging.age is None or charging.age >= 0
            held = self.energy.get(snapshot.transaction_id)
            if held is not None:
                assert charging.energy_wh is not None
                assert charging.energy_wh >= held
            if charging.energy_wh is not None:
                assert charging.energy_wh >= 0
                self.energy[snapshot.transaction_id] = charging.energy_wh
        if snapshot.session_phase in (SessionPhase.CHARGING, SessionPhase.STOPPING):
            assert charging is not None
        if snapshot.session_phase is SessionPhase.COMPLETE:
            assert snapshot.summary is not None
        if snapshot.session_phase is SessionPhase.OUT_OF_SERVICE:
            assert snapshot.out_of_service is not None
        if snapshot.can_start:
            assert snapshot.session_phase is SessionPhase.PREPARING
        summary = snapshot.summary
        if summary is not None and summary.energy_wh is not None:
            assert summary.energy_wh >= 0
            if summary.source is SummarySource.WORKED_OUT:
                assert summary.energy_wh >= self.energy.get(summary.transaction_id, 0)

    @invariant()
    def money_is_sane(self) -> None:
        snapshot, session = self.kiosk.snapshot(), self.kiosk.session
        if snapshot.limit is not None:
            assert snapshot.target == 100 or snapshot.vehicle is None
            assert 1 <= snapshot.limit.value <= 5000
        if snapshot.cost is not None:
            assert session.own_intent is not None
            assert snapshot.price == ALL_PARTS
            assert snapshot.cost.amount >= bill(ALL_PARTS, Usage(None, 0)).total
        if snapshot.session_phase in (SessionPhase.AVAILABLE, SessionPhase.PREPARING):
            assert (snapshot.cost, snapshot.receipt, snapshot.payment) == (None, "", "")
        if snapshot.session_phase is not SessionPhase.PREPARING:
            return
        for offer in snapshot.offers:
            assert offer.cost is None or 0 <= offer.cost[0] <= offer.cost[1]
            if offer.limit is not None and offer.limit.kind is LimitKind.MONEY:
                assert offer.cost is not None
                assert offer.cost[1] <= offer.limit.value

    def check_socs(self, snapshot: ConnectorSnapshot) -> None:
        socs: list[float | None] = []
        if snapshot.vehicle is not None:
            socs.append(snapshot.vehicle.soc)
        if snapshot.charging is not None:
            socs += [snapshot.charging.soc, snapshot.charging.start_soc]
            socs += [p.soc for p in (*snapshot.charging.curve, *snapshot.charging.forecast)]
        if snapshot.summary is not None:
            socs += [snapshot.summary.start_soc, snapshot.summary.final_soc]
        assert all(soc is None or 0 <= soc <= 100 for soc in socs)
        assert snapshot.target is None or 0 < snapshot.target <= 100

    def teardown(self) -> None:
        """Whatever the phase: when all is well again, the connector becomes available."""
        station, kiosk = self.station, self.kiosk
        station.registered, station.data_transfer_failed, station.offset = True, False, 0.0
        station.station_statuses.clear()
        transaction: TransactionRecord | None = kiosk.session.charge.transaction
        station.change(seen=True, transaction=transaction)
        station.any_stop(None, "Other", 0.0)
        # Past whatever is stamped a little ahead.
        station.pass_time(61)
        station.unplug()
        for _ in range(10):
            kiosk.at += 20
            station.pass_time(20)
            kiosk.session.observe(station.observation(), kiosk.at)
        assert kiosk.snapshot().session_phase is SessionPhase.AVAILABLE


TestAnything = Anything.TestCase
TestAnything.settings = MODERATE


class AnythingThroughARelay(Anything):
    """The same where a relay has seen all of it pass."""

    relay = True


TestAnythingThroughARelay = AnythingThroughARelay.TestCase
TestAnythingThroughARelay.settings = MODERATE


def draw_row(station: Rows, data: st.DataObject) -> None:
    """Let anything be written: a status, a transaction, its stop, a sample, a message."""
    match data.draw(st.sampled_from(["status", "start", "stop", "sample", "info", "sum"]), "row"):
        case "status":
            station.any_status(data.draw(st.sampled_from(WORDS)), data.draw(skews), epoch=False)
        case "start":
            station.any_transaction(1, None, data.draw(st.sampled_from([KIOSK_TAG, CARD_TAG])), "9")
        case "stop":
            station.any_stop(data.draw(figures), "Remote", data.draw(skews))
        case "sample":
            stamp = station.now + timedelta(seconds=data.draw(skews))
            station.sampled(
                data.draw(figures), data.draw(measurands), data.draw(units), timestamp=stamp
            )
        case "info":
            station.vehicle_info(data=data.draw(payloads) or "")
        case _:
            station.session_summary(data=data.draw(summaries))


def ordinary_readings() -> list[StationObservation]:
    """A session of an ordinary rider, and the next rider's arrival."""
    station = Station()
    readings = [station.observation()]
    steps: list[Callable[[], object]] = [
        station.plug,
        station.vehicle_info,
        station.start_transaction,
        lambda: station.meter(soc=60, energy=1010, power=1900),
        lambda: station.meter(soc=61, energy=1040, power=1900),
        station.stop_transaction,
        lambda: station.session_summary(61, 40, 0.5),
        station.unplug,
        station.plug,
        lambda: station.vehicle_info(soc=20),
    ]
    for step in steps:
        station.pass_time(10)
        step()
        readings.append(station.observation())
    return readings


def outcome_of(readings: list[StationObservation]) -> ConnectorSnapshot:
    session = ChargingSession(1, RULES)
    for reading in readings:
        session.observe(reading, 1000.0)
    return snapshot_of(session, 1000.0)


@pytest.mark.parametrize("length", range(1, 12))
def test_f15_readings_that_come_again_change_nothing(length: int) -> None:
    readings = ordinary_readings()[:length]
    once = outcome_of(readings)
    for repeated in range(1, length + 1):
        again = outcome_of([*readings[:repeated], *readings])
        assert replace(again, countdown=None) == replace(once, countdown=None)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_f15_rows_that_come_twice_or_shuffled_change_nothing(data: st.DataObject) -> None:
    station = Rows()
    once, twice = ChargingSession(1, RULES), ChargingSession(1, RULES)
    for _ in range(data.draw(st.integers(1, 12), "readings")):
        for _ in range(data.draw(st.integers(0, 3), "rows")):
            draw_row(station, data)
        station.pass_time(data.draw(st.sampled_from([0.0, 1.0, 10.0, 400.0]), "seconds"))
        reading = station.observation()
        once.observe(reading, 1000.0)
        for _ in range(data.draw(st.integers(1, 2), "times")):
            connector = reading.connectors[0]
            statuses = data.draw(st.permutations(connector.statuses * 2), "statuses")
            samples = data.draw(st.permutations(connector.sampled_values * 2), "samples")
            connector = replace(connector, statuses=tuple(statuses), sampled_values=tuple(samples))
            twice.observe(replace(reading, connectors=(connector,)), 1000.0)
        assert snapshot_of(twice, 1000.0) == snapshot_of(once, 1000.0)


class Riders(RuleBasedStateMachine):
    """Riders who come and go at one connector, each with messages that bear a mark.

    They plug in, wait, start, charge, stop, unplug and make room in any sensible order; polls are
    missed, the DataTransfer records are out of reach at times, the station's clock is some seconds
    off, and the kiosk is killed. Nothing of one rider is ever on the screen of another.
    """

    relay = False

    def __init__(self) -> None:
        super().__init__()
        self.station = Station(relay=self.relay)
        self.kiosk = Kiosk(self.station)
        self.rider = 0
        self.plugged = False
        self.told = False
        self.summed_up = True
        self.transactions: dict[int, int] = {}
        self.read_rider: int | None = None

    @initialize(skew=st.sampled_from([-3.0, 0.0, 3.0]))
    def clocks(self, skew: float) -> None:
        self.station.offset = skew
        self.station.pass_time(100)
        self.read()

    @property
    def open(self) -> bool:
        transaction = self.station.connectors[1].transaction
        return transaction is not None and transaction.stopped is None

    def read(self) -> None:
        self.read_rider = self.rider if self.plugged else None
        self.kiosk.read()

    @precondition(lambda self: not self.plugged)
    @rule(read=st.booleans())
    def plug(self, read: bool) -> None:
        self.pass_time(10)
        self.rider += 1
        self.plugged, self.told = True, False
        self.station.plug()
        if read:
            self.read()

    @precondition(lambda self: self.plugged and not self.told)
    @rule(
        readable=st.sampled_from([True, True, True, False]),
        soc=st.sampled_from([20.0, 60.0, 87.0]),
        seconds=st.sampled_from([1.0, 4.0]),
    )
    def tell(self, readable: bool, soc: float, seconds: float) -> None:
        self.pass_time(seconds)
        self.told = True
        if readable:
            self.station.vehicle_info(soc, voltage=self.rider / 16)
        else:
            self.station.vehicle_info(data="{")
        self.read()

    @precondition(lambda self: self.plugged and not self.open)
    @rule(tag=st.sampled_from([KIOSK_TAG, CARD_TAG]), tap=st.booleans())
    def start(self, tag: str, tap: bool) -> None:
        last = self.station.connectors[1].statuses[-1]
        if last.status != "Preparing":
            return
        if tap:
            self.kiosk.press_start()
            self.kiosk.start_finished(CommandOutcome.ACCEPTED)
        self.pass_time(2)
        self.transactions[self.station.start_transaction(tag)] = self.rider
        self.summed_up = False
        self.pass_time(60)
        self.station.meter(soc=60, energy=1030)
        self.read()

    @precondition(lambda self: self.open)
    @rule(
        told_first=st.booleans(),
        reason=st.sampled_from(["Remote", "EVDisconnected"]),
        synthetic=st.booleans(),
    )
    def stop(self, told_first: bool, reason: str, synthetic: bool) -> None:
        self.pass_time(30)
        if told_first:
            self.sum_up()
        self.station.stop_transaction(reason, stop_value="1040")
        if synthetic and not self.relay:
            self.station.status("Available", timestamp=self.station.now - timedelta(seconds=4))
        self.pass_time(1)
        self.read()

    @precondition(lambda self: not self.open and not self.summed_up)
    @rule()
    def sum_up(self) -> None:
        self.summed_up = True
        self.station.session_summary(60.5, self.rider / 16, 1.0)
        self.read()

    @precondition(lambda self: self.plugged and not self.open)
    @rule(read=st.booleans())
    def unplug(self, read: bool) -> None:
        self.pass_time(2)
        self.plugged = False
        self.station.unplug()
        self.summed_up = True
        if read:
            self.read()

    @rule(failed=st.booleans())
    def reading(self, failed: bool) -> None:
        self.station.data_transfer_failed = failed
        self.read()

    @rule(seconds=st.sampled_from([1.0, 5.0, 31.0, 70.0, 301.0]), read=st.booleans())
    def pass_time(self, seconds: float, read: bool = False) -> None:
        self.station.pass_time(seconds)
        self.kiosk.at += seconds
        if read:
            self.read()

    @rule(intent=intents)
    def tap(self, intent: object) -> None:
        self.kiosk.tap(intent)

    @rule(at_once=st.booleans())
    def link_lost(self, at_once: bool) -> None:
        self.kiosk.lose_link(1.0 if at_once else 31.0)

    @rule()
    def killed(self) -> None:
        self.kiosk.restart()
        self.read()

    @invariant()
    def nothing_of_another_rider(self) -> None:
        snapshot = self.kiosk.snapshot()
        if snapshot.vehicle is not None:
            assert snapshot.vehicle.voltage * 16 == self.read_rider
        if snapshot.summary is not None:
            rider = self.transactions[snapshot.summary.transaction_id]
            assert self.read_rider in (None, rider)
            if snapshot.summary.source is SummarySource.VEHICLE:
                assert snapshot.summary.energy_wh == rider / 16
        if snapshot.last_summary is not None:
            rider = self.transactions[snapshot.last_summary.transaction_id]
            if snapshot.last_summary.source is SummarySource.VEHICLE:
                assert snapshot.last_summary.energy_wh == rider / 16

    @invariant()
    def phase_follows_the_rows(self) -> None:
        snapshot = self.kiosk.snapshot()
        if snapshot.session_phase is SessionPhase.CHARGING:
            assert snapshot.transaction_id in self.transactions
        if self.read_rider is not None:
            assert snapshot.session_phase is not SessionPhase.AVAILABLE


TestRiders = Riders.TestCase
TestRiders.settings = MODERATE


class RidersThroughARelay(Riders):
    """The same with a station's clock that is hours off, and a relay's that is seconds off.

    Whose a message is, is certain then: it is shown as soon as it can be read.
    """

    relay = True

    @initialize(
        skew=st.sampled_from([-7200.0, -3.0, 0.0, 3.0, 7200.0]),
        relay_skew=st.sampled_from([-20.0, 0.0, 20.0]),
    )
    def clocks(self, skew: float, relay_skew: float) -> None:
        self.station.relay_offset = relay_skew
        super().clocks(skew)

    @precondition(lambda self: self.plugged and not self.told)
    @rule(soc=st.sampled_from([20.0, 60.0, 87.0]))
    def tell_at_once(self, soc: float) -> None:
        self.tell(True, soc, 0.05)
        snapshot = self.kiosk.snapshot()
        prepares = snapshot.session_phase is SessionPhase.PREPARING
        if prepares and not self.station.data_transfer_failed:
            assert snapshot.vehicle is not None
            assert snapshot.vehicle.soc == soc


TestRidersThroughARelay = RidersThroughARelay.TestCase
TestRidersThroughARelay.settings = MODERATE
