"""Many who ask, and the few who read for them."""

import asyncio
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from kiosk.backoffice import enquiries
from kiosk.backoffice.enquiries import Busy, Enquiries
from kiosk.domain.errors import Refused, Unreachable
from kiosk.domain.observation import StationObservation
from kiosk.domain.rules import SessionRules


class Readers:
    """Readers that wait until they are let go, and then find nothing."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.open = self.most_open = 0
        self.busy = asyncio.Event()
        """As many read as may."""
        self.let_go = asyncio.Event()
        self.failure: Exception = Refused("there is none")

    def make(self, charge_box_id: str, _connector_id: int | None) -> "Reader":
        self.opened.append(charge_box_id)
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        if self.open == enquiries.MOST_READERS:
            self.busy.set()
        return Reader(self)


class Reader:
    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    async def read(self) -> StationObservation:
        await self._readers.let_go.wait()
        raise self._readers.failure

    async def read_transaction(self, transaction_id: int) -> NoReturn:
        await self._readers.let_go.wait()
        raise self._readers.failure

    async def close(self) -> None:
        self._readers.open -= 1


Ask = Callable[[Enquiries, Readers], Any]


def run(ask: Ask, clock: Callable[[], float] = lambda: 0.0) -> None:
    async def main() -> None:
        readers = Readers()
        asked = Enquiries(readers.make, SessionRules(id_tag="X"), clock)
        try:
            await ask(asked, readers)
        finally:
            readers.let_go.set()
            await asked.close()
            assert readers.open == 0

    asyncio.run(main())


def test_a_few_read_at_a_time_and_the_same_question_is_read_once() -> None:
    async def ask(asked: Enquiries, readers: Readers) -> None:
        stations = [f"S{number % 10}" for number in range(40)]
        tasks = [
            asyncio.create_task(asked.station("vehicle-info", station, None))
            for station in stations
        ]
        await readers.busy.wait()
        readers.let_go.set()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(result, Refused) for result in results)
        assert len(readers.opened) == 10
        assert readers.most_open == enquiries.MOST_READERS

    run(ask)


def test_an_answer_serves_for_a_second() -> None:
    now = 0.0

    async def ask(asked: Enquiries, readers: Readers) -> None:
        nonlocal now
        readers.let_go.set()
        for moment, read in ((0.0, 1), (0.9, 1), (1.1, 2)):
            now = moment
            with pytest.raises(Refused):
                await asked.summary(7)
            assert len(readers.opened) == read

    run(ask, lambda: now)


def test_too_many_are_turned_away_and_answers_kept_are_bounded() -> None:
    async def ask(asked: Enquiries, readers: Readers) -> None:
        tasks = [
            asyncio.create_task(asked.summary(number)) for number in range(enquiries.MOST_WAITING)
        ]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await asked.summary(10_000)
        readers.let_go.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        for number in range(2 * enquiries.MOST_KEPT):
            with pytest.raises(Refused):
                await asked.summary(number)
        assert len(asked._kept) == enquiries.MOST_KEPT

    run(ask)


def test_who_stops_waiting_takes_the_answer_from_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask(asked: Enquiries, readers: Readers) -> None:
        monkeypatch.setattr(enquiries, "ANSWER_SECONDS", 0.01)
        with pytest.raises(Busy, match="takes too long"):
            await asked.summary(1)
        monkeypatch.undo()
        readers.failure = Unreachable("the database is gone")
        patient = asyncio.create_task(asked.summary(1))
        await asyncio.sleep(0)
        readers.let_go.set()
        with pytest.raises(Unreachable):
            await patient
        assert len(readers.opened) == 1

    run(ask)
