"""A rider's whole story, by finger alone and by keyboard alone."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from kiosk.domain.receipt import parse_signed
from kiosk.domain.snapshot import Limit, LimitKind, SessionPhase
from kiosk.settings import ReceiptSettings, Settings, TariffSettings
from tests.flows.conftest import Run, SimulatedKiosk
from tests.flows.hands import Finger, Hand, Keyboard
from tests.flows.stage import Kiosk

PRICED = Settings(
    tariff=TariffSettings(per_kwh=Decimal(14), per_session=Decimal(2)),
    receipt=ReceiptSettings(prefix="RM01", name="RivotMotors"),
)

HANDS = pytest.mark.parametrize("hand_of", [Finger, Keyboard], ids=["touch", "keyboard"])


@HANDS
def test_from_the_plug_to_the_receipt_and_home(run: Run, hand_of: Callable[[Kiosk], Hand]) -> None:
    async def story() -> None:
        async with SimulatedKiosk("rider-stops", PRICED) as kiosk:
            hand = hand_of(kiosk)
            await kiosk.sees("Plug in your vehicle")
            await kiosk.sees("87 %", "Classic", "START CHARGING")
            await hand.presses("100 %")
            assert kiosk.connector.target == 100
            await hand.presses("START CHARGING")
            await kiosk.sees("Power", "STOP CHARGING")
            await hand.presses("STOP CHARGING")
            await kiosk.sees("You stopped it before 100 %.", "VIEW RECEIPT")
            await hand.presses("VIEW RECEIPT")
            serial = parse_signed(kiosk.connector.receipt).receipt.serial
            await kiosk.sees("RivotMotors", str(serial), "Scan to keep it")
            await hand.presses("BACK")
            await hand.presses("BACK TO HOME")
            await kiosk.sees("Last session", "Plug in your vehicle")
            assert kiosk.connector.session_phase is SessionPhase.AVAILABLE

    run(story())


@HANDS
def test_an_amount_of_ones_own(run: Run, hand_of: Callable[[Kiosk], Hand]) -> None:
    async def story() -> None:
        async with SimulatedKiosk("rider-stops", PRICED) as kiosk:
            hand = hand_of(kiosk)
            await kiosk.sees("87 %", "START CHARGING")
            await hand.presses("Custom")
            await hand.presses("Minutes")
            await hand.types("15")
            await kiosk.sees("START CHARGING")
            assert kiosk.connector.limit == Limit(LimitKind.MINUTES, Decimal(15))

    run(story())
