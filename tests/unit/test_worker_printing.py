"""A simulated charge whose receipt a rider wants on paper."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk.domain.errors import NoAnswer
from kiosk.domain.intents import Dismissed, ReceiptPrintRequested, StopRequested
from kiosk.domain.rules import SessionRules
from kiosk.domain.snapshot import Printing
from kiosk.domain.tariff import Tariff
from kiosk.worker import StationPlan, StationPorts, StationWorker
from tests.unit.domain.test_tariff import PRICE
from tests.unit.test_worker import charging, run
from tests.unit.test_worker_receipts import PricedBench


class Paper:
    """A printer that takes as long as a test wants."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.ready = asyncio.Event()
        self.error: Exception | None = None

    async def print_receipt(self, text: str) -> None:
        self.texts.append(text)
        await self.ready.wait()
        if self.error is not None:
            raise self.error

    async def close(self) -> None:
        pass


class PrintingBench(PricedBench):
    """A kiosk with a tariff and perhaps a printer."""

    def __init__(self, folder: Path, paper: Paper | None) -> None:
        self.paper = paper
        super().__init__("ordinary-90", folder)

    def _worker(self) -> StationWorker:
        rules = SessionRules("KIOSK01", tariff=Tariff(PRICE))
        plan = StationPlan("RIVOT_100A_01", self.station.connector_ids, rules, simulated=True)
        ports = StationPorts(self, self, self.kept, self.clock, self.paper)
        return StationWorker(plan, ports, self._take)

    async def tap(self) -> Printing | None:
        """Ask for paper, and return what has become of that a second later."""
        self.worker.submit(ReceiptPrintRequested(1))
        await self.clock.play(1)
        return self.connector().printing


def play(bench: PrintingBench, story: Callable[[], Awaitable[None]]) -> None:
    """Charge a little, and go on with the story once the receipt is shown."""

    async def play() -> None:
        try:
            async with bench.running():
                await charging(bench)
                bench.worker.submit(StopRequested(1))
                await bench.play_until(bench.shows_receipt, limit=200)
                await story()
        finally:
            await bench.kept.close()

    run(play)


def test_many_taps_print_once(tmp_path: Path) -> None:
    paper = Paper()
    bench = PrintingBench(tmp_path, paper)

    async def story() -> None:
        assert bench.snapshots[-1].can_print
        assert bench.connector().printing is None
        for _ in range(3):
            assert await bench.tap() is Printing.UNDER_WAY
        paper.ready.set()
        for _ in range(3):
            assert await bench.tap() is Printing.DONE
        assert paper.texts == [bench.connector().receipt]

    play(bench, story)


def test_a_printer_that_hangs_or_fails_holds_nothing_up(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    paper = Paper()
    bench = PrintingBench(tmp_path, paper)

    async def story() -> None:
        assert await bench.tap() is Printing.UNDER_WAY
        before = len(bench.snapshots)
        await bench.clock.play(5)
        assert len(bench.snapshots) >= before + 5
        paper.ready.set()
        for error in (NoAnswer("it takes nothing more"), RuntimeError("a mistake")):
            paper.error = error
            assert await bench.tap() is Printing.FAILED
        paper.error = None
        assert await bench.tap() is Printing.DONE
        bench.worker.submit(Dismissed(1))
        assert bench.connector().printing is None
        assert bench.connector().receipt == ""

    play(bench, story)
    lines = [record.message for record in caplog.records if "was not printed" in record.message]
    assert ["nothing more" in line for line in lines] == [True, False]


def test_without_a_printer_nothing_is_printed(tmp_path: Path) -> None:
    bench = PrintingBench(tmp_path, None)

    async def story() -> None:
        assert not bench.snapshots[-1].can_print
        assert await bench.tap() is Printing.FAILED

    play(bench, story)
