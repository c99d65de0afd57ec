"""The printer and the payment's address in the settings."""

from pathlib import Path

import pytest

from kiosk.settings import Address, PaymentSettings, PrinterSettings
from kiosk.settings.show import in_force
from tests.unit.settings.loading import COMPLETE, Load, faults_of
from tests.unit.settings.test_money import PRICED


def test_by_default_there_is_no_printer_and_nobody_to_pay(load: Load) -> None:
    settings = load().settings
    assert settings.printer == PrinterSettings(None, 80)
    assert settings.payment == PaymentSettings("", "")


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("/dev/usb/lp0", Path("/dev/usb/lp0")),
        ("192.168.1.50:9100", Address("192.168.1.50", 9100)),
        ("printer.local:9100", Address("printer.local", 9100)),
        ("[fe80::1]:9100", Address("fe80::1", 9100)),
        ("", None),
    ],
)
def test_where_the_printer_is(load: Load, written: str, place: Path | Address | None) -> None:
    loaded = load(f'{COMPLETE}[printer]\ndevice = "{written}"\npaper_mm = 58\n')
    assert loaded.settings.printer == PrinterSettings(place, 58)
    assert f'device = "{written}"' in in_force(loaded)


@pytest.mark.parametrize("written", ["lp0", "printer.local", "printer:0", "host:99999", "1.2.3.4:"])
def test_a_printer_that_is_nowhere(load: Load, written: str) -> None:
    (fault,) = faults_of(load, f'{COMPLETE}[printer]\ndevice = "{written}"\n')
    assert "printer.device must be a device such as /dev/usb/lp0, or host:port" in fault


@pytest.mark.parametrize("written", ["57", "true", '"80"', "80.5"])
def test_paper_that_nobody_sells(load: Load, written: str) -> None:
    (fault,) = faults_of(load, f"{COMPLETE}[printer]\npaper_mm = {written}\n")
    assert "printer.paper_mm must be 58 or 80" in fault


def test_who_is_paid(load: Load) -> None:
    text = f'{PRICED}[payment]\nupi_id = "rivot.motors@examplebank"\nupi_name = "Rivot"\n'
    assert load(text).settings.payment == PaymentSettings("rivot.motors@examplebank", "Rivot")


@pytest.mark.parametrize("written", ["rivot", "@bank", "a b@bank", "rivot@bank?am=1", "r@b&x"])
def test_what_is_no_upi_id(load: Load, written: str) -> None:
    (fault,) = faults_of(load, f'{PRICED}[payment]\nupi_id = "{written}"\n')
    assert "payment.upi_id is no UPI id, such as rivot@examplebank" in fault


def test_upi_pays_in_rupees(load: Load) -> None:
    text = PRICED.replace('per_kwh = "14.00"', 'currency = "EUR"\nper_kwh = "14.00"')
    (fault,) = faults_of(load, f'{text}[payment]\nupi_id = "rivot@examplebank"\n')
    assert "payment.upi_id pays in rupees only" in fault
