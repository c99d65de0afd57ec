"""Riders who charge for so much money or time, and what they take away with them."""

from decimal import Decimal

from kiosk.domain.receipt import parse_signed
from kiosk.settings import ReceiptSettings, Settings, TariffSettings
from tests.flows.conftest import Run, SimulatedKiosk

PRICED = Settings(
    tariff=TariffSettings(
        per_kwh=Decimal("28.00"), per_session=Decimal("8.00"), taxes=("CGST 9", "SGST 9")
    ),
    receipt=ReceiptSettings(prefix="RM01", name="RivotMotors"),
)


def test_charging_for_twenty_rupees(run: Run) -> None:
    async def flow() -> None:
        async with SimulatedKiosk("ordinary-90", PRICED) as kiosk:
            await kiosk.sees("58 %", "START CHARGING")
            await kiosk.taps("Custom")
            await kiosk.taps("Money")
            await kiosk.sees("Charge for how much?")
            await kiosk.taps("9")
            await kiosk.taps("OK")
            await kiosk.sees("So little buys no energy.")
            await kiosk.taps("₹20")
            await kiosk.sees("₹20", "START CHARGING", but_not="Charge for how much?")
            await kiosk.taps("START CHARGING")
            await kiosk.sees("₹9.44", "STOP CHARGING")
            await kiosk.sees("₹19.")
            await kiosk.sees("Stopping…")
            await kiosk.sees("VIEW RECEIPT", "₹19.")
            summary, cost = kiosk.connector.summary, kiosk.connector.cost
            assert summary is not None
            assert cost is not None
            assert Decimal("19.50") < cost.amount <= 20
            await kiosk.waits(lambda: bool(kiosk.connector.receipt))
            bill = parse_signed(kiosk.connector.receipt).receipt.bill
            assert bill is not None
            assert bill.total <= 20
            await kiosk.taps("VIEW RECEIPT")
            await kiosk.sees("RM01-", "RivotMotors", f"₹{bill.total}")

    run(flow())


def test_charging_for_five_minutes(run: Run) -> None:
    async def flow() -> None:
        async with SimulatedKiosk("ordinary-90", Settings()) as kiosk:
            await kiosk.sees("START CHARGING", but_not="₹")
            await kiosk.taps("Custom")
            await kiosk.taps("Minutes")
            await kiosk.sees("Charge for how long?")
            await kiosk.taps("5")
            await kiosk.taps("OK")
            await kiosk.sees("START CHARGING", but_not="Charge for how long?")
            await kiosk.taps("START CHARGING")
            await kiosk.sees("STOP CHARGING", "4 min")
            await kiosk.sees("Stopping…")
            await kiosk.sees("VIEW RECEIPT", "5 min", but_not="₹")
            assert kiosk.connector.charging is None
            await kiosk.waits(lambda: bool(kiosk.connector.receipt))
            record = parse_signed(kiosk.connector.receipt).receipt.record
            assert record is not None
            assert 5 <= record.minutes < Decimal("5.3")
            await kiosk.taps("VIEW RECEIPT")
            await kiosk.sees("0A01-2526-00001", "Energy", f"{record.minutes} min", but_not="₹")

    run(flow())
