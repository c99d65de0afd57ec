"""One station's connection and its twin to SteVe: what happens to one happens to the other."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from websockets.frames import CloseCode

from kiosk.relay.link import Ending, Link
from kiosk.relay.tap import HeldAnswer, Tap

_TICKS_A_PING = 4
"""How often between two pings it is looked who is silent."""
_NO_STATUS = int(CloseCode.NO_STATUS_RCVD)
GOING_AWAY = int(CloseCode.GOING_AWAY)
SERVICE_RESTART = int(CloseCode.SERVICE_RESTART)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PairTimes:
    """In seconds."""

    ping: float = 20.0
    """Between pings to each side; 0: no pings, and silence ends nothing."""
    silence: float = 50.0
    """After which a side that sends nothing at all, no pong either, counts as gone."""
    answer_wait: float = 2.0
    """How long an answer may wait for its record."""


@dataclass(slots=True)
class PairCounters:
    """What passed, over all stations."""

    from_stations: int = 0
    from_steve: int = 0
    answers_replaced: int = 0
    answers_unrecorded: int = 0
    """Answers to a DataTransfer that could not be recorded in time."""
    unread: int = 0
    """Messages that the relay failed to look at, which is a fault of its own."""


class Pair:
    """Passes messages between a station and SteVe until either goes."""

    def __init__(
        self, station: Link, steve: Link, tap: Tap, times: PairTimes, counters: PairCounters
    ) -> None:
        self.why = ""
        """Why it ended."""
        self._station = station
        self._steve = steve
        self._tap = tap
        self._times = times
        self._counters = counters
        self._loop = asyncio.get_running_loop()
        self._ticker: asyncio.TimerHandle | None = None
        self._ticks = 0
        self._told_unrecorded = False

    async def run(self) -> None:
        """Pass messages until both connections are closed."""
        self._tap.connected()
        self._station.start(self._from_station, self._station_leaves, source=self._steve)
        self._steve.start(self._from_steve, self._steve_leaves, source=self._station)
        self._tick_later()
        try:
            await self.wait_ended()
        finally:
            if self._ticker is not None:
                self._ticker.cancel()
            self._station.abort()
            self._steve.abort()
            self._tap.disconnected()

    def end(self, why: str, to_station: int = GOING_AWAY, to_steve: int = GOING_AWAY) -> None:
        """Close both connections."""
        self.why = self.why or why
        self._steve.close(Ending(to_steve))
        self._station.close(Ending(to_station))

    def replace(self) -> None:
        """Close both because the station has come back, without waiting for its old end."""
        self.end("the station connected anew")
        self._station.drop()

    async def wait_ended(self) -> None:
        """Wait until both connections are closed."""
        await asyncio.shield(self._steve.ended)
        await asyncio.shield(self._station.ended)

    def _from_station(self, message: bytes, text: str | None) -> None:
        self._counters.from_stations += 1
        self._steve.send(message, is_text=text is not None)
        if text is not None:
            self._guarded(self._tap.from_station, text)

    def _from_steve(self, message: bytes, text: str | None) -> None:
        self._counters.from_steve += 1
        held = None if text is None else self._guarded(self._tap.from_steve, text)
        if held is None:
            self._station.send(message, is_text=text is not None)
        elif held.recorded.done():
            self._answer(message, held)
        else:
            self._hold(message, held)

    def _guarded(self, see: "Callable[[str], HeldAnswer | None]", text: str) -> HeldAnswer | None:
        try:
            return see(text)
        except Exception:  # noqa: BLE001 - whatever it is, messages must pass
            # Told once: a station repeats itself.
            if not self._counters.unread:
                _log.exception("a message was passed on unread")
            self._counters.unread += 1
            return None

    def _hold(self, message: bytes, held: HeldAnswer) -> None:
        """Answer when the record is durable or too much time has gone by, whichever is first."""
        is_answered = False

        def answer(_: object = None) -> None:
            nonlocal is_answered
            timer.cancel()
            if not is_answered:
                is_answered = True
                self._answer(message, held)

        timer = self._loop.call_later(self._times.answer_wait, answer)
        held.recorded.add_done_callback(answer)

    def _answer(self, message: bytes, held: HeldAnswer) -> None:
        if not (held.recorded.done() and held.recorded.result()):
            self._counters.answers_unrecorded += 1
            if not self._told_unrecorded:
                self._told_unrecorded = True
                _log.warning("a DataTransfer was not recorded in time: SteVe's own answer stands")
        elif held.replacement is not None:
            self._counters.answers_replaced += 1
            message = held.replacement.encode()
        self._station.send(message, is_text=True)

    def _station_leaves(self, ending: Ending) -> None:
        self.why = self.why or _reason("the station", ending)
        self._steve.close(_passed_on(ending))

    def _steve_leaves(self, ending: Ending) -> None:
        self.why = self.why or _reason("SteVe", ending)
        self._station.close(_passed_on(ending))

    def _tick_later(self) -> None:
        if self._times.ping > 0:
            self._ticker = self._loop.call_later(self._times.ping / _TICKS_A_PING, self._tick)

    def _tick(self) -> None:
        now = self._loop.time()
        self._ticks += 1
        for name, link in (("the station", self._station), ("SteVe", self._steve)):
            if not link.is_held and now - link.last_heard > self._times.silence:
                self.end(f"{name} is silent")
                # It would not answer a close either.
                link.abort()
                return
            if self._ticks % _TICKS_A_PING == 0:
                link.ping()
        self._tick_later()


def _passed_on(ending: Ending) -> Ending:
    if ending.code is None:
        return Ending(GOING_AWAY)
    # A close without a code is passed on as one.
    return Ending(None if ending.code == _NO_STATUS else ending.code, ending.reason)


def _reason(who: str, ending: Ending) -> str:
    if ending.code is None:
        return f"{who} is gone"
    return f"{who} closed with {ending.code}"
