"""The present status of one connector, out of its records and those of the whole station."""

from datetime import datetime, timedelta

from kiosk.domain.commands import Remark
from kiosk.domain.observation import ConnectorObservation, StationObservation, StatusRecord
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import OutOfServiceReason
from kiosk.domain.status import (
    StatusHistory,
    is_sane,
    order_statuses,
    overriding_record,
    status_of,
)


class ConnectorStatus:
    """Follows what the station says of a connector, and notices when it says nothing."""

    def __init__(self) -> None:
        self.history = StatusHistory(())
        self.record: StatusRecord | None = None
        self.heard: datetime | None = None
        """When the station was last heard of, by Heartbeat or StatusNotification."""
        self._known = True
        self._connected: bool | None = None
        self._distrusted: frozenset[datetime] = frozenset()

    def take(self, station: StationObservation, observation: ConnectorObservation) -> Remark | None:
        """Take a reading; returns what the log needs."""
        now = station.now
        records = (*observation.statuses, *station.station_statuses)
        stamps = {r.instant for r in records if r.instant is not None}
        mistimed = frozenset(stamp for stamp in stamps if not is_sane(stamp, now))
        self._distrusted = (self._distrusted & stamps) | mistimed
        self.history = order_statuses(observation.statuses, now, self._distrusted)
        present = self.history.present
        whole = order_statuses(station.station_statuses, now, self._distrusted)
        self.record = overriding_record(whole, self.history) or present
        self._connected = station.connected
        self._known = station.registered and observation.seen and self.record is not None
        signs = [stamp for stamp in (station.last_heartbeat, *stamps) if is_sane(stamp, now)]
        self.heard = max((sign for sign in signs if sign is not None), default=None)
        if self.record is None or self.status is not None:
            return None
        word = self.record.status[:40]
        return Remark(f"status {word}", f"status {word!r} is not in OCPP 1.6")

    @property
    def status(self) -> ChargePointStatus | None:
        """The present status, ``None`` before any and for words unknown to OCPP 1.6."""
        return status_of(self.record)

    def out_of_order(self) -> OutOfServiceReason | None:
        """Return what the station itself says against charging here."""
        if self.status is ChargePointStatus.FAULTED:
            return OutOfServiceReason.FAULTED
        if self.status is ChargePointStatus.UNAVAILABLE:
            return OutOfServiceReason.UNAVAILABLE
        return None

    def doubtful(
        self, now: datetime, quiet_for: timedelta | None, limit: float
    ) -> OutOfServiceReason | None:
        """Return why it can't be relied on.

        ``quiet_for`` is how long its newest transaction has given no sign of life, ``limit`` the
        seconds without any sign after which a station counts as unreachable (F8).
        """
        if not self._known:
            return OutOfServiceReason.NEVER_SEEN
        if self._connected is False:
            return OutOfServiceReason.UNREACHABLE
        if self.status is None:
            return OutOfServiceReason.UNKNOWN_STATUS
        quiet = [] if quiet_for is None else [quiet_for]
        quiet += [] if self.heard is None else [now - self.heard]
        silent = bool(quiet) and min(quiet) > timedelta(seconds=limit)
        return OutOfServiceReason.UNREACHABLE if silent else None
