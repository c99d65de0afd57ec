"""Whole simulated charges with a tariff, from START to the receipt in the kiosk's own file."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.adapters.session_history import SessionHistory
from kiosk.adapters.signing import SigningKey, is_signed_by
from kiosk.adapters.store import SqliteSessionStore
from kiosk.domain.receipt import ReceiptIssuer, Seller, parse_signed
from kiosk.domain.rules import SessionRules
from kiosk.domain.snapshot import PastSession
from kiosk.domain.tariff import Tariff
from kiosk.worker import StationPlan, StationPorts, StationWorker
from tests.unit.domain.test_tariff import PRICE
from tests.unit.test_worker import Bench, run


class PromptStore(SqliteSessionStore):
    """Takes no time on the clock that is moved by hand, however slow the disk."""

    async def _call(self, action: Callable[[sqlite3.Connection], Any]) -> Any:
        return self._executor.submit(self._transact, action).result()


class PricedBench(Bench):
    """A bench whose kiosk has a tariff and keeps its receipts in a file."""

    def __init__(self, scenario: str, folder: Path) -> None:
        self.file = folder / "kiosk.sqlite3"
        self.key = SigningKey(folder / "receipt.key")
        issuer = ReceiptIssuer(Seller("RM01", "RivotMotors"), UTC, self.key.sign)
        self.kept = PromptStore(self.file, issuer, lambda: datetime(2026, 1, 21, tzinfo=UTC))
        super().__init__(scenario)

    def _worker(self) -> StationWorker:
        rules = SessionRules("KIOSK01", tariff=Tariff(PRICE))
        plan = StationPlan("RIVOT_100A_01", self.station.connector_ids, rules, simulated=True)
        return StationWorker(plan, StationPorts(self, self, self.kept, self.clock), self._take)

    def history(self) -> tuple[PastSession, ...]:
        with SessionHistory(self.file) as history:
            return history.sessions(10)

    def has_receipt(self) -> bool:
        return self.file.exists() and any(each.receipt for each in self.history())

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
    assert signed.receipt.bill.total == found.total
    assert found.total is not None
    assert found.total > Decimal("2.36")
