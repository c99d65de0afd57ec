"""The charging session of one connector: observations and taps in, effects and snapshots out.

``observe`` is level-triggered and idempotent: it takes what is there, not what has changed. Time
comes in as an argument: ``at`` is monotonic seconds, instants inside observations are on the
clocks they name.
"""

from datetime import datetime, timedelta

from kiosk.domain import figures
from kiosk.domain.billing import session_charge
from kiosk.domain.charge import ChargeLog
from kiosk.domain.charged_vehicle import ChargedVehicle, charged_vehicle_of
from kiosk.domain.commands import CommandOutcome, Effect, StartIntent
from kiosk.domain.connector_status import ConnectorStatus
from kiosk.domain.ending import Ending
from kiosk.domain.goal import Goal
from kiosk.domain.intents import (
    Dismissed,
    Intent,
    LimitChosen,
    MoreTimeRequested,
    ReceiptPrintRequested,
    StartRequested,
    StopRequested,
    TargetChosen,
)
from kiosk.domain.learning import NOTHING_LEARNED, lessons_of
from kiosk.domain.link import Link
from kiosk.domain.observation import ConnectorObservation, StationObservation
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.paper import PaperReceipt
from kiosk.domain.phases import Charge, Facts, PhaseRule, rule_for
from kiosk.domain.plugged_vehicle import PluggedVehicle
from kiosk.domain.plugging import PluggingIn, PluggingLog
from kiosk.domain.rules import SessionRules
from kiosk.domain.shared_messages import own_messages
from kiosk.domain.snapshot import (
    EndedBy,
    Limit,
    Notice,
    OutOfServiceReason,
    PausedReason,
    SessionPhase,
    SummaryFigures,
    VehicleInfoState,
)
from kiosk.domain.starting import Starting
from kiosk.domain.stopping import Stopping, goal_reached
from kiosk.domain.tariff import Price
from kiosk.domain.vendor import VehicleInfo


class ChargingSession:
    """Decides one connector's phase and commands. Its snapshot is made by ``session_snapshot``."""

    def __init__(self, connector_id: int, rules: SessionRules) -> None:
        self.connector_id = connector_id
        self.rules = rules
        self.connector = ConnectorStatus()
        self.charge = ChargeLog()
        self.vehicle = PluggedVehicle()
        self.starting = Starting(connector_id, rules)
        self.stopping = Stopping()
        self.goal = Goal()
        self.ending = Ending(connector_id, rules)
        self.paper = PaperReceipt(connector_id)
        self.link = Link()
        self.phase_since = 0.0
        self._rule: PhaseRule | None = None
        self._plugging = PluggingLog()
        self._stay: PluggingIn | None = None
        self.charged_info: VehicleInfo | None = None
        self.price: Price | None = None
        """What a charge costs here now; as it was shown last, START is given at it."""
        self.experience = NOTHING_LEARNED
        """What sessions at this station have taught about time; set by whoever keeps it."""

    # What comes in

    def restore(self, intent: StartIntent | None, last: SummaryFigures | None, at: float) -> None:
        """Take up what an earlier run of the kiosk has kept, before the first observation."""
        self.starting.restore(intent, at)
        self.ending.restore(last)

    def observe(self, station: StationObservation, at: float) -> tuple[Effect, ...]:
        """Take a reading of the station; returns what is to be done, in this order."""
        shown = next(
            (c for c in station.connectors if c.connector_id == self.connector_id),
            ConnectorObservation(self.connector_id, seen=False),
        )
        observation = own_messages(shown, station)
        first, now = self.link.read_time is None, station.now
        self.link.note_reading(now, at)
        remarks = [self.connector.take(station, observation)]
        due = self._take_transaction(observation, now)
        self._plugging.observe(
            self.connector.history,
            observation.vehicle_info,
            now,
            transaction=self.charge.transaction,
            one_clock=station.one_clock,
        )
        unread = station.data_transfer_failed or observation.vehicle_info != shown.vehicle_info
        # What could not be read now is kept, but never for the next vehicle.
        if self._begins_stay() or not unread:
            remarks.append(self.vehicle.take(observation.vehicle_info, self._plugging, now))
        if self._charged_this_stay:
            self.charged_info = self.vehicle.info or self.charged_info
        effects: list[Effect] = [remark for remark in remarks if remark is not None]
        effects += due
        effects += self.starting.follow(self.charge, plugged=self.plugged, now=now, at=at)
        if self.own_intent is not None:
            self.charge.asked_for = self.own_intent.requested
        if self.charge.over:
            effects += self._sum_up(observation, now)
            if not self._concerns_anybody(now, first=first):
                self.ending.dismiss(self.charge)
        self._settle(at, effects)
        return tuple(effects)

    def link_lost(self, since: datetime, at: float) -> tuple[Effect, ...]:
        """Note that the station could not be read (``since``: wall clock, UTC)."""
        self.link.note_loss(since, at)
        return self.tick(at)

    def tick(self, at: float) -> tuple[Effect, ...]:
        """Let time pass without a reading."""
        effects: list[Effect] = []
        self._settle(at, effects)
        return tuple(effects)

    def handle(self, intent: Intent, at: float) -> tuple[Effect, ...]:
        """Take a rider's tap; what can't be done now is passed over."""
        effects: list[Effect] = []
        match intent:
            case TargetChosen() | LimitChosen():
                self._choose(intent)
            case StartRequested() if self.can_start(at):
                effects += self._begin_start(at)
            case StopRequested() if self.session_phase is SessionPhase.CHARGING and self.can_stop:
                self._ask_to_stop(EndedBy.RIDER, at, effects)
            case Dismissed():
                self.starting.notice = self.goal.refusal = None
                if self.session_phase is SessionPhase.COMPLETE:
                    self.ending.dismiss(self.charge)
            case MoreTimeRequested():
                self.ending.more_time(at)
            case ReceiptPrintRequested():
                effects += self.paper.wish(self.receipt_text)
            case _:
                pass
        self._settle(at, effects)
        return tuple(effects)

    def start_finished(self, outcome: CommandOutcome, at: float) -> tuple[Effect, ...]:
        """Take the outcome of the RemoteStart that was asked for."""
        self.starting.finished(outcome, at)
        return self.tick(at)

    def stop_finished(
        self, transaction_id: int, outcome: CommandOutcome, at: float
    ) -> tuple[Effect, ...]:
        """Take the outcome of the RemoteStop of a transaction."""
        self.stopping.finished(transaction_id, outcome, at)
        return self.tick(at)

    # What it comes to

    @property
    def session_phase(self) -> SessionPhase:
        """The phase, as last settled."""
        return self._rule.session_phase if self._rule else SessionPhase.CONNECTING

    @property
    def why(self) -> str:
        """Why it is in this phase, for the log."""
        return self._rule.why if self._rule else ""

    @property
    def status(self) -> ChargePointStatus | None:
        """The present status, ``None`` before any and for words unknown to OCPP 1.6."""
        return self.connector.status

    @property
    def service(self) -> OutOfServiceReason | None:
        """Why nothing can be charged here, if anything; an open charge outweighs mere doubts."""
        reason, now = self.connector.out_of_order(), self.link.read_time
        if reason is not None or now is None or self.charge.open:
            return reason
        return self.connector.doubtful(
            now, self.charge.quiet_for(now), self.rules.heartbeat_timeout
        )

    @property
    def receipt_text(self) -> str:
        """The signed text of the receipt on the screen, empty for none."""
        issued = self.ending.receipt(self.charge)
        return issued[1] if issued else ""

    @property
    def own(self) -> bool:
        """Whether the newest transaction was started with the kiosk's id tag."""
        transaction = self.charge.transaction
        return transaction is not None and self.rules.is_own(transaction.id_tag)

    @property
    def own_intent(self) -> StartIntent | None:
        """The START at this kiosk that led to the newest transaction."""
        return self.starting.intent_of(self.charge.transaction_id)

    @property
    def charge_shown(self) -> bool:
        """Whether a charge goes on, or is over and waits to be seen."""
        charge = self.charge
        return (charge.open and not charge.over) or self.ending.shows(charge)

    @property
    def price_text(self) -> str | None:
        """The price fixed for the newest transaction, empty without a tariff.

        ``None`` where it was not begun here.
        """
        intent = self.own_intent
        return intent.tariff if intent else self.ending.fixed_price(self.charge.transaction_id)

    @property
    def aim(self) -> tuple[int | None, Limit | None]:
        """Target in % and limit: of the transaction while there is one to show, else the rider's.

        A limit ends the charge before it has come to its target.
        """
        intent, info = self.own_intent, self.vehicle.info
        if not (self.charge.open or self.ending.shows(self.charge)):
            if self.starting.attempt is None:
                return (self.goal.target(info.soc), self.goal.limit) if info else (None, None)
            intent = self.starting.intent
        return (intent.target, intent.limit) if intent else (None, None)

    @property
    def paused(self) -> PausedReason | None:
        """Why the open charge brings no energy, if it is paused."""
        return figures.paused_reason(self.status, self.charge.soc())

    @property
    def can_stop(self) -> bool:
        """Whether a rider may end the open transaction."""
        return self.charge.open and (self.own or self.rules.stop_others)

    @property
    def charged_vehicle(self) -> ChargedVehicle:
        """The vehicle of the newest transaction."""
        return charged_vehicle_of(
            self.own_intent, self.charged_info, self.charge, self.rules.models
        )

    def can_start(self, at: float) -> bool:
        """Whether START may be given now."""
        (target, _), info = self.aim, self.vehicle.info
        return (
            self.session_phase is SessionPhase.PREPARING
            and self.vehicle_info_state(at) is VehicleInfoState.VALID
            and self.link.lost is None
            and info is not None
            and target is not None
            and target > info.soc
        )

    def vehicle_info_state(self, at: float) -> VehicleInfoState:
        """Return what is known of the vehicle, while one is plugged in and nothing charges."""
        now = self.link.database_time(at)
        if now is None or self.session_phase is not SessionPhase.PREPARING:
            return VehicleInfoState.NONE
        if self.status is not ChargePointStatus.PREPARING:
            return VehicleInfoState.BETWEEN
        return self.vehicle.state(now, self.rules.vehicle_info_max_age)

    def notice(self, at: float) -> Notice | None:
        """Return what became of the last command, where a rider must know."""
        if self.stopping.attempt is not None and self.charge.open:
            return self.stopping.attempt.notice(at, self.rules.stop_slow_after)
        return self.starting.notice

    # What the station shows

    def _take_transaction(
        self, observation: ConnectorObservation, now: datetime
    ) -> tuple[Effect, ...]:
        before, previous = self.charge.transaction_id, self.charge.summary
        self.charge.take(observation, self.connector.history, now)
        if self.charge.transaction_id == before:
            return ()
        self.stopping.attempt = self.charged_info = None
        return self.ending.begin(self.charge, previous)

    def _begins_stay(self) -> bool:
        """Forget what the rider before did when the cable goes out or another comes in."""
        stay = self._plugging.present
        if (stay and stay.identity) == (self._stay and self._stay.identity):
            return False
        self._stay = stay
        self.goal, self.starting.notice = Goal(), None
        return True

    @property
    def plugged(self) -> bool:
        """Whether a vehicle's cable is in."""
        return self._plugging.present is not None

    @property
    def _charged_this_stay(self) -> bool:
        transaction = self.charge.transaction
        return transaction is not None and self._plugging.had(transaction)

    def _concerns_anybody(self, now: datetime, *, first: bool) -> bool:
        """Tell whether a charge that is over is of the rider here, or at first sight, of one who
        has just left."""
        if self.plugged:
            return self._charged_this_stay
        ended = self.charge.ended or now
        return not first or now - ended < timedelta(seconds=self.rules.summary_seconds)

    # START

    def _choose(self, wish: TargetChosen | LimitChosen) -> None:
        info = self.vehicle.info
        if self.session_phase is SessionPhase.PREPARING and info is not None:
            self.goal.choose(wish, info, self.price)

    def _begin_start(self, at: float) -> tuple[Effect, ...]:
        info, now = self.vehicle.info, self.link.database_time(at)
        assert info is not None
        assert now is not None
        after = self.charge.transaction_id
        return self.starting.begin(info, self.goal, self.price, now, after, at)

    # STOP and the end

    def _ask_to_stop(self, cause: EndedBy, at: float, effects: list[Effect]) -> None:
        self.stopping.ask(self.charge, cause, at)
        if cause is EndedBy.RIDER:
            effects += self.starting.note_stop(self.charge.transaction_id)

    def _sum_up(self, observation: ConnectorObservation, now: datetime) -> tuple[Effect, ...]:
        intent, vehicle = self.own_intent, self.charged_vehicle
        remark = self.charge.sum_up(
            observation.session_summary,
            now,
            model=vehicle.model,
            start_soc=vehicle.start_soc,
            intent=intent,
            stopped_for=self.stopping.cause(intent, self.charge, now),
        )
        billing = session_charge(
            self.price_text,
            self.charge,
            self.connector.history,
            plugged=self.plugged and self._charged_this_stay,
            now=now,
            wait=self.rules.receipt_wait,
        )
        recorded = self.ending.record(
            self.charge,
            billing,
            lambda: lessons_of(self.charge.series, vehicle.model, vehicle.max_current),
        )
        return recorded if remark is None else (remark, *recorded)

    # The phase

    def _settle(self, at: float, effects: list[Effect]) -> None:
        """Bring stop, countdown and phase in line with what is known at ``at``."""
        if self.charge.open:
            self._settle_stop(at, effects)
        self.ending.settle(self.charge, plugged=self.plugged, at=at)
        if not self.receipt_text:
            self.paper.forget()
        rule = rule_for(self._facts(at))
        if self._rule is None or rule.session_phase is not self._rule.session_phase:
            self.phase_since = at
        self._rule = rule
        now = self.link.database_time(at)
        self.price = None if now is None else self.rules.price_at(now)

    def _settle_stop(self, at: float, effects: list[Effect]) -> None:
        intent, now = self.own_intent, self.link.database_time(at)
        if self.stopping.attempt is None and intent is not None and now is not None:
            paused = self.paused is not None
            if not self.charge.over and goal_reached(intent, self.charge, paused=paused, now=now):
                self._ask_to_stop(EndedBy.TARGET_REACHED, at, effects)
            elif intent.stop_requested:
                self._ask_to_stop(EndedBy.RIDER, at, effects)
        effects += self.stopping.due(at)

    def _facts(self, at: float) -> Facts:
        charge = Charge.NONE
        if self.charge.open and not self.charge.over:
            charge = Charge.OPEN
        elif self.ending.shows(self.charge):
            charge = Charge.ENDED
        link_down = self.link.down(at)
        return Facts(
            read=self.link.read_time is not None,
            status=self.status,
            service=self.service,
            charge=charge,
            # Without the data nobody can tell what became of a START.
            start_pending=self.starting.attempt is not None and not link_down,
            stop_wanted=self.stopping.attempt is not None,
            spent=self.plugged and self.charge.over and self._charged_this_stay,
            link_down=link_down,
        )
