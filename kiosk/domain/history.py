"""What the kiosk remembers of a session that ended. It holds nothing personal."""

from dataclasses import dataclass
from decimal import Decimal

from kiosk.domain.snapshot import SummaryFigures


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session with its number in the store, and its receipt's number and total, if it has one.

    The receipt stands as it was issued; ``summary`` may have got better figures since.
    """

    number: int
    connector_id: int
    summary: SummaryFigures
    receipt: str | None = None
    currency: str | None = None
    total: Decimal | None = None
