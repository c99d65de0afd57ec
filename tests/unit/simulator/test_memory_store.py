"""The store of simulated sessions: as the real one, and never larger than it has to be."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from kiosk.adapters.simulator.memory_store import KEPT, MemoryStore
from kiosk.domain.commands import SessionCharge
from kiosk.domain.receipt import ReceiptIssuer, Seller, parse_signed
from kiosk.domain.tariff import price_to_text
from tests.unit.adapters.test_store import NOON, SUMMARY
from tests.unit.domain.test_tariff import INDIA, PRICE


def test_it_keeps_the_newest_and_goes_on_counting() -> None:
    more = KEPT + 20
    summaries = [
        replace(SUMMARY, transaction_id=number, started=SUMMARY.started + timedelta(hours=number))
        for number in range(1, more + 1)
    ]

    async def record() -> None:
        issuer = ReceiptIssuer(Seller("RM01", "RivotMotors"), INDIA, lambda _: bytes(64))
        store = MemoryStore(issuer, lambda: NOON)
        try:
            for summary in summaries:
                charge = SessionCharge(price_to_text(PRICE), final=True)
                await store.record_session(1, summary, charge)
            kept = await store.sessions(2 * more)
            assert len(kept) == KEPT
            assert kept[0].summary == summaries[-1]
            assert all(each.receipt for each in kept)
            newest = await store.receipt_of(1, summaries[-1])
            assert newest is not None
            assert parse_signed(newest).receipt.serial.endswith(f"-{more:05}")
            assert await store.receipt_of(1, summaries[0]) is None
        finally:
            await store.close()

    asyncio.run(record())
