"""Whole simulated charges with a tariff, from START to the receipt in the kiosk's own file."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.adapters.session_history import SessionHistory
from kiosk.adapters.signing import SigningKey, is_signed_by
from kiosk.adapters.simulator.clock import ManualClock
from kiosk.adapters.store import SqliteSessionStore
from kiosk.app.simulation import simulated_station, simulated_work
from kiosk.domain.errors import Unreachable
from kiosk.domain.intents import Dismissed, LimitChosen, StartRequested, StopRequested
from kiosk.domain.receipt import ReceiptIssuer, Seller, parse_signed
from kiosk.domain.rules import SessionRules
from kiosk.domain.snapshot import (
    EndedBy,
    Limit,
    LimitKind,
    PastSession,
    SessionPhase,
    StationSnapshot,
)
from kiosk.domain.tariff import Price, Tariff
from kiosk.settings import ReceiptSettings, Settings, TariffSettings
from kiosk.worker import StationPlan, StationPorts, StationWorker
from tests.unit.domain.test_tariff import PRICE
from tests.unit.test_worker import Bench, charging, run


class PromptStore(SqliteSessionStore):
    """Takes no time on the clock that is moved by hand, however slow the disk."""

    full = False

    async def _call(self, action: Callable[[sqlite3.Connection], Any]) -> Any:
        if self.full:
            raise Unreachable("the disk is full")
        return self._executor.submit(self._transact, action).result()


class PricedBench(Bench):
    """A bench whose kiosk has a tariff and keeps its receipts in a file."""

    def __init__(self, scenario: str, folder: Path, price: Price | None = PRICE) -> None:
        self.file = folder / "kiosk.sqlite3"
        self.key = SigningKey(folder / "receipt.key")
        issuer = ReceiptIssuer(Seller("RM01", "RivotMotors"), UTC, self.key.sign)
        self.kept = PromptStore(self.file, issuer, lambda: datetime(2026, 1, 21, tzinfo=UTC))
        self.tariff = Tariff(price) if price else None
        super().__init__(scenario)

    def _worker(self) -> StationWorker:
        rules = SessionRules("KIOSK01", tariff=self.tariff)
        plan = StationPlan("RIVOT_100A_01", self.station.connector_ids, rules, simulated=True)
        return StationWorker(plan, StationPorts(self, self, self.kept, self.clock), self._take)

    def history(self) -> tuple[PastSession, ...]:
        with SessionHistory(self.file) as history:
            return history.sessions(10)

    def has_receipt(self) -> bool:
        return self.file.exists() and any(each.receipt for each in self.history())

    def shows_receipt(self) -> bool:
        return bool(self.snapshots) and bool(self.connector().receipt)

    def text(self, serial: str) -> str:
        with SessionHistory(self.file) as history:
            return history.receipt(serial) or ""


@pytest.mark.parametrize("scenario", ["ordinary-90", "rider-stops", "no-session-summary"])
def test_a_charge_ends_with_one_receipt(scenario: str, tmp_path: Path) -> None:
    bench = PricedBench(scenario, tmp_path)

    async def play() -> None:
        try:
            await bench.play_scenario()
            async with bench.running():
                await bench.play_until(bench.has_receipt, limit=90)
        finally:
            await bench.kept.close()

    run(play)
    (found,) = bench.history()
    assert found.receipt is not None
    signed = parse_signed(bench.text(found.receipt))
    assert is_signed_by([bench.key.public_key() or ""], signed.body, signed.signature)
    assert signed.receipt.bill is not None
    assert signed.receipt.bill.total == found.total
    assert found.total is not None
    assert found.total > Decimal("2.36")


def test_without_a_tariff_a_charge_ends_with_a_record(tmp_path: Path) -> None:
    bench = PricedBench("rider-stops", tmp_path, None)

    async def play() -> None:
        try:
            async with bench.running():
                await charging(bench, 60)
                bench.worker.submit(StopRequested(1))
                await bench.play_until(bench.shows_receipt, limit=120)
        finally:
            await bench.kept.close()

    run(play)
    shown = bench.connector()
    receipt = parse_signed(shown.receipt).receipt
    assert (receipt.bill, shown.cost, shown.payment) == (None, None, "")
    assert receipt.record is not None
    assert shown.summary is not None
    assert float(receipt.record.minutes) == pytest.approx(shown.summary.duration / 60, abs=0.01)
    assert [each.total for each in bench.snapshots[-1].history] == [None]


def test_the_receipt_is_shown_also_after_a_restart_and_then_gone(tmp_path: Path) -> None:
    bench = PricedBench("ordinary-90", tmp_path)
    seen: list[str] = []

    async def play() -> None:
        try:
            for _ in range(2):
                async with bench.running():
                    if not seen:
                        await charging(bench)
                    await bench.play_until(bench.shows_receipt, limit=4000)
                    seen.append(bench.connector().receipt)
                    cost = bench.connector().cost
                    assert cost is not None
                    assert cost.final
                    assert bench.connector().session_phase is SessionPhase.COMPLETE
                bench.restart()
                bench.snapshots.clear()
            async with bench.running():
                await bench.play_until(lambda: bool(bench.snapshots[-1:]), limit=5)
                assert [each.receipt for each in bench.snapshots[-1].history] == [
                    parse_signed(seen[0]).receipt.serial
                ]
                await bench.play_until(bench.shows_receipt, limit=50)
                bench.worker.submit(Dismissed(1))
                assert bench.connector().receipt == ""
        finally:
            await bench.kept.close()

    run(play)
    assert len(set(seen)) == 1


def test_a_receipt_comes_late_where_the_disk_was_full_for_a_while(tmp_path: Path) -> None:
    bench = PricedBench("rider-stops", tmp_path)

    async def play() -> None:
        try:
            async with bench.running():
                await charging(bench, 60)
                bench.kept.full = True
                bench.worker.submit(StopRequested(1))
                await bench.play_until(
                    lambda: bench.connector().session_phase is SessionPhase.COMPLETE
                )
                await bench.clock.play(35)
                assert not bench.shows_receipt()
                bench.kept.full = False
                await bench.play_until(bench.shows_receipt, limit=40)
                assert bench.connector().session_phase is SessionPhase.COMPLETE
        finally:
            await bench.kept.close()

    run(play)
    (found,) = bench.history()
    cost = bench.connector().cost
    assert cost is not None
    assert (cost.amount, cost.final) == (found.total, True)


def test_a_simulated_kiosk_issues_real_receipts_and_keeps_a_history() -> None:
    tariff = TariffSettings(per_kwh=Decimal(14))
    settings = Settings(tariff=tariff, receipt=ReceiptSettings(prefix="RM01", name="RivotMotors"))
    clock = ManualClock()
    station = simulated_station("ordinary-90", clock, repeat=False)
    snapshots: list[StationSnapshot] = []

    async def play() -> None:
        plan, ports = simulated_work(settings, station, clock)
        worker = StationWorker(plan, ports, snapshots.append)
        task = asyncio.create_task(worker.run())
        pressed = False
        for _ in range(4000):
            await clock.play(1)
            connector = snapshots[-1].connectors[0]
            if connector.can_start and not pressed:
                pressed = True
                worker.submit(StartRequested(1))
            if connector.receipt:
                break
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await ports.store.close()
        await ports.store.close()

    run(play)
    receipt = parse_signed(snapshots[-1].connectors[0].receipt).receipt
    assert receipt.serial.startswith("RM01-")
    assert receipt.bill is not None
    assert [(each.receipt, each.total) for each in snapshots[-1].history] == [
        (receipt.serial, receipt.bill.total)
    ]


@pytest.mark.parametrize("amount", ["4.00", "9.99"])
def test_a_simulated_charge_for_money_costs_no_more_and_never_less(
    amount: str, tmp_path: Path
) -> None:
    bench = PricedBench("ordinary-90", tmp_path)
    limit = Limit(LimitKind.MONEY, Decimal(amount))

    async def play() -> None:
        try:
            async with bench.running():
                await bench.play_until(
                    lambda: bool(bench.snapshots) and bench.connector().can_start
                )
                bench.worker.submit(LimitChosen(1, limit))
                bench.worker.submit(StartRequested(1))
                await bench.play_until(bench.shows_receipt, limit=7200)
        finally:
            await bench.kept.close()

    run(play)
    costs = [cost.amount for each in bench.snapshots if (cost := each.connectors[0].cost)]
    assert costs == sorted(costs)
    assert len(set(costs)) > 20
    assert limit.value - Decimal("0.30") < costs[-1] <= limit.value
    summary = bench.connector().summary
    assert summary is not None
    assert (summary.ended_by, summary.limit) == (EndedBy.TARGET_REACHED, limit)
