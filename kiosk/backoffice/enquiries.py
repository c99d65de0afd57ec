"""Answers to those who ask for figures, however many ask at once.

A reader has one connection and one thread. So only a few read at a time, the same question asked
again meanwhile is answered by the same reading, and an answer serves for a second.
"""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Protocol

from kiosk.backoffice import payloads, show
from kiosk.backoffice.payloads import Payload
from kiosk.domain.errors import KioskError, Misconfigured, Refused
from kiosk.domain.rules import SessionRules
from kiosk.domain.snapshot import SummaryFigures
from kiosk.ports import StationReader

MOST_READERS = 2
"""The database account that the documentation advises may have four connections."""
MOST_WAITING = 64
KEPT_SECONDS = 1.0
MOST_KEPT = 256
ANSWER_SECONDS = 15.0

_log = logging.getLogger(__name__)


class FiguresReader(StationReader, show.TransactionReader, Protocol):
    """Reads a station, and any transaction."""


OpenReader = Callable[[str, int | None], FiguresReader]
"""Makes a reader of a station's connector, or of all its connectors. It does not connect yet."""


class Busy(KioskError):
    """Too many ask for too much."""


@dataclass(frozen=True, slots=True)
class _Kept:
    result: Payload | SummaryFigures | KioskError
    until: float


class Enquiries:
    """Reads what is asked for, within limits. For one event loop.

    Methods raise Refused where there is no such thing, and other KioskErrors where it can't be
    told now.
    """

    def __init__(
        self,
        open_reader: OpenReader,
        rules: SessionRules,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._open_reader = open_reader
        self._rules = rules
        self._monotonic = monotonic
        self._readers = asyncio.Semaphore(MOST_READERS)
        self._running: dict[Hashable, asyncio.Task[Payload | SummaryFigures | KioskError]] = {}
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()

    async def station(self, payload: str, charge_box_id: str, connector_id: int | None) -> Payload:
        """Return a payload of the station, see :func:`kiosk.backoffice.show.show_station`."""

        async def read(reader: FiguresReader) -> Payload:
            return await show.show_station(payload, reader, charge_box_id, self._rules)

        key = (payload, charge_box_id, connector_id)
        result = await self._ask(key, charge_box_id, connector_id, read)
        assert isinstance(result, dict)
        return result

    async def summary(self, transaction_id: int) -> tuple[Payload, SummaryFigures]:
        """Return a transaction's summary, and the figures that it is made of."""

        async def read(reader: FiguresReader) -> SummaryFigures:
            return await show.summary_figures(reader, transaction_id, self._rules)

        figures = await self._ask((show.SUMMARY, transaction_id), "", None, read)
        assert isinstance(figures, SummaryFigures)
        return payloads.summary(figures), figures

    async def close(self) -> None:
        """Wait for what is being read: each reading ends by itself. Idempotent."""
        if self._running:
            await asyncio.wait(self._running.values())

    async def _ask(
        self,
        key: Hashable,
        charge_box_id: str,
        connector_id: int | None,
        read: Callable[[FiguresReader], Awaitable[Payload | SummaryFigures]],
    ) -> Payload | SummaryFigures:
        kept = self._kept.get(key)
        if kept is not None and self._monotonic() < kept.until:
            return _returned(kept.result)
        task = self._running.get(key)
        if task is None:
            if len(self._running) >= MOST_WAITING:
                raise Busy("too many enquiries at once")
            task = asyncio.create_task(self._read(key, charge_box_id, connector_id, read))
            self._running[key] = task
            task.add_done_callback(lambda _: self._running.pop(key, None))
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                # Whoever stops waiting takes the answer from nobody else.
                return _returned(await asyncio.shield(task))
        except TimeoutError:
            raise Busy("it takes too long") from None

    async def _read(
        self,
        key: Hashable,
        charge_box_id: str,
        connector_id: int | None,
        read: Callable[[FiguresReader], Awaitable[Payload | SummaryFigures]],
    ) -> Payload | SummaryFigures | KioskError:
        result: Payload | SummaryFigures | KioskError
        async with self._readers:
            reader = self._open_reader(charge_box_id, connector_id)
            try:
                result = await read(reader)
            except KioskError as error:
                if not isinstance(error, Refused):
                    _log.log(_level(error), "an enquiry failed: %s", error)
                result = error
            finally:
                await reader.close()
        self._kept[key] = _Kept(result, self._monotonic() + KEPT_SECONDS)
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return result


def _returned(result: Payload | SummaryFigures | KioskError) -> Payload | SummaryFigures:
    if isinstance(result, KioskError):
        raise result
    return result


def _level(error: KioskError) -> int:
    return logging.ERROR if isinstance(error, Misconfigured) else logging.WARNING
