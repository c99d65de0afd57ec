"""The background worker: reads the station, lets the sessions decide, does what they ask for.

All of it runs on one event loop, the one that also paints. So nothing in here blocks: reads,
commands and the store are awaited, and a tap is handled at once even while a read hangs.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.domain.commands import (
    CommandOutcome,
    CommandResult,
    Effect,
    ForgetStartIntent,
    KeepStartIntent,
    PrintReceipt,
    RecordSession,
    Remark,
    RemoteStart,
    RemoteStop,
)
from kiosk.domain.costs import price_change
from kiosk.domain.errors import KioskError, Misconfigured
from kiosk.domain.intents import Intent
from kiosk.domain.learning import Experience
from kiosk.domain.rules import SessionRules
from kiosk.domain.session import ChargingSession
from kiosk.domain.session_snapshot import snapshot_of
from kiosk.domain.snapshot import PastSession, SessionPhase, StationSnapshot
from kiosk.ports import ChargingCommands, Clock, ReceiptPrinter, SessionStore, StationReader

_log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
"""How often waits, ages and countdowns move on when nothing else happens."""

HISTORY_LENGTH = 60
"""How many of the last sessions a rider can leaf through."""

READ_HANGS_AFTER = 2.0
"""Seconds after which a read that has not come back counts as a lost connection."""

# Below two seconds, for that is how soon a rider may expect the data after its return.
_FIRST_BACK_OFF, _LONGEST_BACK_OFF, _LONGEST_MISCONFIGURED = 0.5, 1.6, 10.0
_FIRST_STORE_PAUSE, _LONGEST_STORE_PAUSE = 10.0, 600.0
_MOST_REMARKS = 1_000

# Phases in which nobody stands at the connector, or nobody can do anything.
_IDLE = frozenset(
    {
        SessionPhase.CONNECTING,
        SessionPhase.AVAILABLE,
        SessionPhase.RESERVED,
        SessionPhase.OUT_OF_SERVICE,
    }
)


@dataclass(frozen=True, slots=True)
class StationPorts:
    """What the worker works with. It closes none of them."""

    reader: StationReader
    commands: ChargingCommands
    store: SessionStore
    clock: Clock
    printer: ReceiptPrinter | None = None


@dataclass(frozen=True, slots=True)
class StationPlan:
    """Whose sessions to run: the station, its connectors, their rules and the pace in seconds."""

    charge_box_id: str
    connector_ids: tuple[int, ...]
    rules: SessionRules
    poll_seconds: float = 1.0
    idle_poll_seconds: float = 1.0
    simulated: bool = False
    name: str = ""


class StationWorker:
    """Runs the sessions of one station.

    ``publish`` is called on the event loop with each new snapshot. Call :meth:`run` once; it goes
    on until it is cancelled, and has ended all it began when it returns.
    """

    def __init__(
        self, plan: StationPlan, ports: StationPorts, publish: Callable[[StationSnapshot], None]
    ) -> None:
        self._plan = plan
        self._ports = ports
        self._publish_snapshot = publish
        self._sessions = {
            number: ChargingSession(number, plan.rules) for number in plan.connector_ids
        }
        self._phases: dict[int, SessionPhase] = {}
        self._effects: asyncio.Queue[Effect] = asyncio.Queue()
        self._commands: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._reading: tuple[datetime, float] | None = None
        self._failures = 0
        self._store_failures = 0
        self._longest_pause = _LONGEST_BACK_OFF
        self._remarks: set[str] = set()
        self._history: tuple[PastSession, ...] = ()

    async def run(self) -> None:
        """Work until cancelled."""
        await self._restore()
        self._publish()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._poll(), name="poll")
                tasks.create_task(self._tick(), name="tick")
                tasks.create_task(self._perform(), name="effects")
        finally:
            for command in self._commands:
                command.cancel()
            await asyncio.gather(*self._commands, return_exceptions=True)

    def submit(self, intent: Intent) -> None:
        """Take a rider's tap; what it leads to is published before this returns."""
        session = self._sessions.get(intent.connector_id)
        if session is not None:
            self._enqueue(session.handle(intent, self._at()))
            self._publish()

    def poke(self) -> None:
        """Read now rather than at the next poll."""
        self._wake.set()

    # Reading

    async def _restore(self) -> None:
        store, at = self._ports.store, self._at()
        try:
            intents = {intent.connector_id: intent for intent in await store.start_intents()}
            for number, session in self._sessions.items():
                session.restore(intents.get(number), await store.last_session(number), at)
            await self._learn()
            self._history = await store.sessions(HISTORY_LENGTH)
        except KioskError as error:
            _log.warning("the store can't be read; targets of an earlier run are lost: %s", error)

    async def _poll(self) -> None:
        while True:
            self._wake.clear()
            await self._read()
            await self._pause(self._until_next_poll())

    async def _read(self) -> None:
        clock = self._ports.clock
        self._reading = since, began = clock.utc(), clock.monotonic()
        try:
            observation = await self._ports.reader.read()
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen must live on
            self._failures += 1
            self._longest_pause = _LONGEST_BACK_OFF
            if isinstance(error, Misconfigured):
                self._longest_pause = _LONGEST_MISCONFIGURED
            self._remark(Remark(f"read {error!r}", f"the station can't be read: {error!r}"))
            for session in self._sessions.values():
                self._enqueue(session.link_lost(since, began))
        else:
            if self._failures:
                _log.info("the station can be read again after %d failures", self._failures)
                self._remarks = {key for key in self._remarks if not key.startswith("read ")}
            self._failures = 0
            for session in self._sessions.values():
                self._enqueue(session.observe(observation, self._at()))
        finally:
            self._reading = None
        self._publish()

    def _until_next_poll(self) -> float:
        if self._failures:
            pause = min(self._longest_pause, _FIRST_BACK_OFF * 2.0 ** min(self._failures - 1, 10))
            # Many kiosks lose one database at the same moment: they must not come back as one.
            return pause * random.uniform(0.5, 1.0)  # noqa: S311 - no secret hangs on it
        idle = all(session.session_phase in _IDLE for session in self._sessions.values())
        return self._plan.idle_poll_seconds if idle else self._plan.poll_seconds

    async def _pause(self, seconds: float) -> None:
        """Wait for so long, or until somebody pokes."""
        sleep = asyncio.ensure_future(self._ports.clock.sleep(seconds))
        poked = asyncio.ensure_future(self._wake.wait())
        try:
            await asyncio.wait({sleep, poked}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleep.cancel()
            poked.cancel()

    async def _tick(self) -> None:
        while True:
            await self._ports.clock.sleep(TICK_SECONDS)
            at = self._at()
            for session in self._sessions.values():
                if self._reading is not None and at - self._reading[1] >= READ_HANGS_AFTER:
                    self._enqueue(session.link_lost(*self._reading))
                self._enqueue(session.tick(at))
            self._publish()

    # Doing

    def _enqueue(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            self._effects.put_nowait(effect)

    async def _perform(self) -> None:
        """Do one thing after the other: an intent is kept before its START goes out."""
        store = self._ports.store
        while True:
            match await self._effects.get():
                case KeepStartIntent(intent):
                    await self._stored("the target", store.keep_start_intent(intent))
                case ForgetStartIntent(connector_id):
                    await self._stored("the target", store.forget_start_intent(connector_id))
                case RecordSession() as ended:
                    if await self._stored("the session", self._record(ended)):
                        self._store_failures = 0
                    else:
                        self._command(self._record_again(ended))
                case RemoteStart(connector_id):
                    self._command(self._start(connector_id))
                case RemoteStop(transaction_id):
                    self._command(self._stop(transaction_id))
                case PrintReceipt(connector_id, text):
                    self._command(self._print(connector_id, text))
                case Remark() as remark:
                    self._remark(remark)

    async def _stored(self, what: str, call: Coroutine[Any, Any, None]) -> bool:
        try:
            await call
        except KioskError as error:
            _log.error("%s could not be stored: %s", what, error)
            return False
        return True

    async def _record(self, ended: RecordSession) -> None:
        """Store a session that ended, and show what comes of it: its receipt, and the history."""
        store, charge = self._ports.store, ended.charge
        await store.record_session(ended.connector_id, ended.summary, charge, ended.lessons)
        if charge is not None and charge.final:
            receipt = await store.receipt_of(ended.connector_id, ended.summary)
            if receipt is not None:
                self._sessions[ended.connector_id].ending.take_receipt(receipt)
        if ended.lessons:
            await self._learn()
        self._history = await store.sessions(HISTORY_LENGTH)
        self._publish()

    async def _record_again(self, ended: RecordSession) -> None:
        """Give the disk some time, and the session another try: its receipt hangs on it."""
        pause = _FIRST_STORE_PAUSE * 2.0 ** min(self._store_failures, 10)
        self._store_failures += 1
        await self._ports.clock.sleep(min(pause, _LONGEST_STORE_PAUSE))
        self._sessions[ended.connector_id].ending.not_kept(ended)

    async def _learn(self) -> None:
        """Let all connectors estimate by what the station's sessions have taught."""
        experience = Experience(await self._ports.store.lessons())
        for session in self._sessions.values():
            session.experience = experience

    def _command(self, command: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(command)
        self._commands.add(task)
        task.add_done_callback(self._commands.discard)

    async def _start(self, connector_id: int) -> None:
        result = await self._answer(
            self._ports.commands.remote_start(connector_id, self._plan.rules.id_tag)
        )
        _log.info("connector %d: start %s %s", connector_id, result.outcome.value, result.detail)
        self._enqueue(self._sessions[connector_id].start_finished(result.outcome, self._at()))
        self._publish()
        self.poke()

    async def _stop(self, transaction_id: int) -> None:
        result = await self._answer(self._ports.commands.remote_stop(transaction_id))
        _log.info("transaction %d: stop %s %s", transaction_id, result.outcome.value, result.detail)
        for session in self._sessions.values():
            self._enqueue(session.stop_finished(transaction_id, result.outcome, self._at()))
        self._publish()
        self.poke()

    async def _print(self, connector_id: int, text: str) -> None:
        printer, done = self._ports.printer, False
        try:
            if printer is not None:
                await printer.print_receipt(text)
                done = True
        except Exception as error:  # noqa: BLE001 - the rider must be told, whatever it is
            _log.error("connector %d: the receipt was not printed: %r", connector_id, error)
        self._sessions[connector_id].paper.finished(text, done=done)
        self._publish()

    async def _answer(self, command: Coroutine[Any, Any, CommandResult]) -> CommandResult:
        try:
            return await command
        except Exception as error:  # noqa: BLE001 - whether it went out is not known
            return CommandResult(CommandOutcome.UNKNOWN, repr(error))

    # Telling

    def _at(self) -> float:
        return self._ports.clock.monotonic()

    def _publish(self) -> None:
        at = self._at()
        for number, session in self._sessions.items():
            phase, before = session.session_phase, self._phases.get(number)
            if phase is not before:
                was = before.value if before else "-"
                _log.info("connector %d: %s -> %s: %s", number, was, phase.value, session.why)
                self._phases[number] = phase
        connectors = tuple(snapshot_of(session, at) for session in self._sessions.values())
        now, rules = self._ports.clock.utc(), self._plan.rules
        read = next((session.link.database_time(at) for session in self._sessions.values()), None)
        self._publish_snapshot(
            StationSnapshot(
                self._plan.charge_box_id,
                now,
                connectors,
                link_lost=next((c.link_lost for c in connectors), None),
                simulated=self._plan.simulated,
                name=self._plan.name,
                price=rules.price_at(read or now),
                price_change=price_change(rules, read or now),
                history=self._history,
                can_print=self._ports.printer is not None,
            )
        )

    def _remark(self, remark: Remark) -> None:
        if remark.key not in self._remarks and len(self._remarks) < _MOST_REMARKS:
            self._remarks.add(remark.key)
            _log.warning("%s", remark.text)
