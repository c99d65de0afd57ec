"""What the doctor says of the receipts' printer."""

import pytest

from kiosk.backoffice.doctor.findings import Finding, Level
from kiosk.backoffice.doctor.printer import printer_check
from kiosk.domain.errors import KioskError, Misconfigured, Refused


class Thermal:
    """One that is well, or fails in one way."""

    def __init__(self, error: KioskError | None = None) -> None:
        self._error = error

    def probe(self) -> None:
        if self._error is not None:
            raise self._error


def found(printer: Thermal | None) -> Finding:
    (finding,) = printer_check("/dev/usb/lp0", printer).run()
    return finding


def test_a_printer_that_is_well() -> None:
    assert (found(Thermal()).level, found(Thermal()).seen) == (Level.OK, "at /dev/usb/lp0")


def test_no_printer_is_no_fault() -> None:
    assert found(None).level is Level.OK


@pytest.mark.parametrize(
    ("error", "seen", "advice"),
    [
        (Refused("the printer has no paper"), "has no paper", "look after it"),
        (
            Misconfigured("six is not installed, which printing needs: pip install 'kiosk[p]'"),
            "six is not installed, which printing needs",
            "pip install 'kiosk[p]'",
        ),
    ],
)
def test_a_printer_that_is_not_well(error: KioskError, seen: str, advice: str) -> None:
    finding = found(Thermal(error))
    assert finding.level is Level.WARNING
    assert seen in finding.seen
    assert advice in finding.advice
