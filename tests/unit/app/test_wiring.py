"""From settings to what works with them."""

from pathlib import Path

from kiosk.app.wiring import receipt_printer, session_rules, thermal_printer
from kiosk.domain.upi import Payee
from kiosk.settings import PaymentSettings, PrinterSettings, ReceiptSettings, Settings

RIVOT = ReceiptSettings(prefix="RM01", name="RivotMotors")


def test_who_is_paid() -> None:
    unnamed = Settings(receipt=RIVOT, payment=PaymentSettings("rivot@examplebank"))
    named = Settings(receipt=RIVOT, payment=PaymentSettings("rivot@examplebank", "Rivot Charging"))
    assert session_rules(unnamed).payee == Payee("rivot@examplebank", "RivotMotors")
    assert session_rules(named).payee == Payee("rivot@examplebank", "Rivot Charging")
    assert session_rules(Settings(receipt=RIVOT)).payee is None


def test_a_printer_only_where_there_is_one() -> None:
    assert thermal_printer(Settings()) is None
    assert receipt_printer(Settings()) is None
    assert thermal_printer(Settings(printer=PrinterSettings(Path("/dev/usb/lp0"), 58)))
