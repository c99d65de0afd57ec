"""What an operator can set about a session."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from kiosk.domain.tariff import Price, Tariff
from kiosk.domain.upi import Payee
from kiosk.domain.vehicle import DEFAULT_MODELS, VehicleModel


@dataclass(frozen=True, slots=True)
class SessionRules:
    """Times in seconds.

    ``id_tag`` tells this kiosk's own transactions from those begun by a card or an app;
    ``stop_others`` lets a rider stop these too. ``heartbeat_timeout`` is how long a station may
    be silent before it counts as unreachable. ``tariff`` holds by the clock of ``time_zone``;
    ``receipt_wait`` is how long after the end of a charge its receipt waits for the vendor's
    SessionSummary. ``payee`` is who is paid by UPI, if anybody.
    """

    id_tag: str
    models: tuple[VehicleModel, ...] = DEFAULT_MODELS
    vehicle_info_max_age: float = 300.0
    start_timeout: float = 60.0
    stop_slow_after: float = 30.0
    summary_seconds: float = 60.0
    last_session_seconds: float = 1800.0
    heartbeat_timeout: float = 32_400.0
    stop_others: bool = True
    tariff: Tariff | None = None
    time_zone: tzinfo = UTC
    receipt_wait: float = 30.0
    payee: Payee | None = None

    def price_at(self, now: datetime) -> Price | None:
        """Return what a session begun at ``now`` is charged by, ``None`` without a tariff."""
        return None if self.tariff is None else self.tariff.price_at(now, self.time_zone)

    def is_own(self, id_tag: str) -> bool:
        """Tell whether it is the kiosk's tag; tags know no case (OCPP 1.6 section 7.28)."""
        return id_tag.casefold() == self.id_tag.casefold()
