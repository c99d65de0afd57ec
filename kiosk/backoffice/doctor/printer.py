"""Check of the receipts' printer: nothing is printed."""

from collections.abc import Iterator
from typing import Protocol

from kiosk.backoffice.doctor.examination import Check
from kiosk.backoffice.doctor.findings import Finding, ok, warning
from kiosk.domain.errors import KioskError, Misconfigured


class Printer(Protocol):
    """What the check asks of a printer."""

    def probe(self) -> None:
        """Print nothing, and see whether it could. Raises a KioskError."""
        ...


def printer_check(device: object, printer: Printer | None) -> Check:
    """Return the check. Without a printer the kiosk works, so that nothing here is a problem."""

    def run() -> Iterator[Finding]:
        if printer is None:
            yield ok("printer", "none: printer.device is empty")
            return
        try:
            printer.probe()
        except Misconfigured as error:
            seen, _, advice = str(error).partition(": ")
            yield warning("printer", seen, advice)
        except KioskError as error:
            yield warning("printer", str(error), "look after it, or correct [printer] device")
        else:
            yield ok("printer", f"at {device}")

    return Check("printer", run)
