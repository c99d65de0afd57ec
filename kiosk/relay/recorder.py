"""Writes the relay's rows from a thread of its own, so that no frame ever waits for a disk.

Rows that come while a transaction is being committed share the next one. What can't be written
now is kept, within bounds, and tried again; whoever waits for it is told at once.
"""

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from kiosk.relay.database import RecordDatabase, describe, is_lasting
from kiosk.relay.records import DataTransferRow, EventKind, StationEventRow
from kiosk.relay.schema import Row

_MOST_IN_ONE_TRANSACTION = 500
_RETRY_SECONDS = (0.2, 5.0)
_PRUNE_SECONDS = 3600.0
_PRUNE_AGAIN_SECONDS = 0.1
_ROW_OVERHEAD = 512


@dataclass(frozen=True, slots=True)
class RecordLimits:
    """How much is kept: ``days`` 0 for any age."""

    days: float = 90.0
    rows: int = 100_000
    """Of each table."""
    waiting_bytes: int = 16 * 1024 * 1024
    """Rows in memory that could not be written yet."""


@dataclass(slots=True)
class RecordCounters:
    """What became of the rows since the start."""

    written: int = 0
    lost: int = 0
    """Given up: they could never be written, or too many were waiting."""
    failures: int = 0
    """Transactions that failed."""


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    row: Row
    size: int
    written: "asyncio.Future[bool] | None"


_log = logging.getLogger(__name__)


class Recorder:
    """Takes rows on the event loop. Make it there, and close it there."""

    def __init__(
        self,
        database: RecordDatabase,
        limits: RecordLimits,
        recorded: Callable[[], None] = lambda: None,
        utc: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """``recorded`` is called on the loop when there is something new for the kiosk to read."""
        self.counters = RecordCounters()
        self._database = database
        self._limits = limits
        self._recorded = recorded
        self._utc = utc
        self._loop = asyncio.get_running_loop()
        self._wake = threading.Condition()
        self._waiting: deque[_Waiting] = deque()
        self._waiting_bytes = 0
        self._at_once = _MOST_IN_ONE_TRANSACTION
        self._closing = False
        self._has_begun = False
        self._failing_since = 0.0
        self._retry = _RETRY_SECONDS[0]
        self._prune_refused = False
        self._ended = self._loop.create_future()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    @property
    def is_recording(self) -> bool:
        """Whether the last attempt to write succeeded, as far as there was one."""
        return not self._failing_since

    def keep(self, row: DataTransferRow) -> "asyncio.Future[bool]":
        """Write a message; the result is whether it is durable, or may be later at best."""
        written = self._loop.create_future()
        self._put(_Waiting(row, len(row.data) * 4 + _ROW_OVERHEAD, written))
        return written

    def note(self, row: StationEventRow) -> None:
        """Write an event, whenever it can be."""
        self._put(_Waiting(row, _ROW_OVERHEAD, None))

    async def close(self, seconds: float = 3.0) -> None:
        """Write what is waiting if that can be done in time, and end the thread."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        try:
            async with asyncio.timeout(seconds):
                await asyncio.shield(self._ended)
        except TimeoutError:
            _log.error("the database did not answer in time for the last records")
            return
        self._thread.join()

    def _put(self, waiting: _Waiting) -> None:
        with self._wake:
            fits = self._waiting_bytes + waiting.size <= self._limits.waiting_bytes
            if fits and not self._closing:
                self._waiting.append(waiting)
                self._waiting_bytes += waiting.size
                self._wake.notify()
                return
        self.counters.lost += 1
        if waiting.written is not None:
            waiting.written.set_result(False)

    def _run(self) -> None:
        self._open()
        prune_at = time.monotonic()
        while True:
            batch = self._next_batch(prune_at)
            if batch:
                self._write(batch)
            if time.monotonic() >= prune_at and not self._closing and not self._failing_since:
                again = self._prune()
                prune_at = time.monotonic() + (_PRUNE_AGAIN_SECONDS if again else _PRUNE_SECONDS)
            with self._wake:
                if self._closing and (not self._waiting or self._failing_since):
                    break
        self._database.close()
        if self._waiting:
            _log.error("%d records could not be written and are lost", len(self._waiting))
        self._call(self._ended.set_result, None)

    def _open(self) -> None:
        """Open it before there is anything to write, for its faults are better known early."""
        try:
            self._begin()
        except Exception as error:  # noqa: BLE001 - whatever a driver raises, the thread goes on
            self._begin_failing(error)

    def _begin(self) -> None:
        """Before anything else is written, close what an earlier run has left open."""
        if not self._has_begun:
            self._database.open()
            self._database.end_connections(self._utc())
            self._has_begun = True

    def _next_batch(self, prune_at: float) -> list[_Waiting]:
        with self._wake:
            if self._failing_since and not self._closing:
                # Something new cuts the pause short, but never below the least.
                self._wake.wait_for(lambda: self._closing, _RETRY_SECONDS[0])
                before = len(self._waiting)
                self._wake.wait_for(
                    lambda: self._closing or len(self._waiting) > before,
                    self._retry - _RETRY_SECONDS[0],
                )
            elif not self._waiting and not self._closing:
                # Whatever comes wakes it, and so does the time to delete old rows.
                self._wake.wait(max(0.0, prune_at - time.monotonic()))
            return list(islice(self._waiting, self._at_once))

    def _write(self, batch: list[_Waiting]) -> None:
        try:
            self._begin()
            self._database.write([waiting.row for waiting in batch])
        except Exception as error:  # noqa: BLE001 - whatever a driver raises, the thread goes on
            self._failed(batch, error)
            return
        self._at_once = _MOST_IN_ONE_TRANSACTION
        self._retry = _RETRY_SECONDS[0]
        self.counters.written += len(batch)
        if self._failing_since:
            seconds = time.monotonic() - self._failing_since
            self._failing_since = 0.0
            _log.warning(
                "records are written again, after %.0f s; lost since the start: %d",
                seconds,
                self.counters.lost,
            )
        self._done(batch, written=True)

    def _failed(self, batch: list[_Waiting], error: Exception) -> None:
        self.counters.failures += 1
        if is_lasting(error):
            if len(batch) > 1:
                # One by one, to find out which of them it is.
                self._at_once = 1
                return
            _log.error("a record can't be written and is left out: %s", describe(error))
            self.counters.lost += 1
            self._done(batch, written=False)
            return
        if self._failing_since:
            self._retry = min(self._retry * 2, _RETRY_SECONDS[1])
        else:
            self._begin_failing(error)
        self._tell(batch, written=False)

    def _begin_failing(self, error: Exception) -> None:
        self._failing_since = time.monotonic()
        _log.error(
            "records can't be written, so stations get SteVe's own answers: %s", describe(error)
        )

    def _done(self, batch: list[_Waiting], *, written: bool) -> None:
        with self._wake:
            for waiting in batch:
                self._waiting.popleft()
                self._waiting_bytes -= waiting.size
        self._tell(batch, written=written)

    def _tell(self, batch: list[_Waiting], *, written: bool) -> None:
        futures = [waiting.written for waiting in batch if waiting.written is not None]
        is_news = written and any(_is_news(waiting.row) for waiting in batch)
        if futures or is_news:
            self._call(self._set_results, futures, written, is_news)

    def _set_results(
        self, futures: "list[asyncio.Future[bool]]", written: bool, is_news: bool
    ) -> None:
        for future in futures:
            if not future.done():
                future.set_result(written)
        if is_news:
            self._recorded()

    def _call(self, action: Callable[..., object], *arguments: object) -> None:
        try:
            self._loop.call_soon_threadsafe(action, *arguments)
        except RuntimeError:
            # The loop is closed: nobody waits any more.
            return

    def _prune(self) -> bool:
        if self._prune_refused:
            return False
        try:
            return self._database.prune(self._limits.days, self._limits.rows, self._utc())
        except Exception as error:  # noqa: BLE001 - whatever a driver raises, the thread goes on
            # An account that may only INSERT is a good one: then the database's owner deletes.
            self._prune_refused = "denied" in str(error)
            _log.warning("old records were not deleted: %s", describe(error))
            return False


def _is_news(row: Row) -> bool:
    """Whether it is written after SteVe's answer, by which the kiosk was told of the others."""
    return isinstance(row, DataTransferRow) or row.kind is EventKind.START
