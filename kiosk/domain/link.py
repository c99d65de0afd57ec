"""The kiosk's sight of the station: when it was read last, and since when it can't be."""

from datetime import datetime, timedelta

LINK_DOWN_AFTER = 30.0
"""Seconds without a reading until no charge is offered any more."""


class Link:
    """Carries the database's clock on from the last reading."""

    def __init__(self) -> None:
        self.lost: tuple[datetime, float] | None = None
        """Since when there has been no reading: wall clock (UTC) and monotonic seconds."""
        self._read: tuple[datetime, float] | None = None

    def note_reading(self, now: datetime, at: float) -> None:
        """Note that the station was read when the database's clock showed ``now``."""
        self._read, self.lost = (now, at), None

    def note_loss(self, since: datetime, at: float) -> None:
        """Note that it could not be read."""
        if self.lost is None:
            self.lost = since, at

    def down(self, at: float) -> bool:
        """Tell whether that has been so for longer than a hiccup."""
        return self.lost is not None and at - self.lost[1] >= LINK_DOWN_AFTER

    @property
    def read_time(self) -> datetime | None:
        """The database's clock at the last reading, ``None`` before any."""
        return self._read[0] if self._read else None

    def database_time(self, at: float) -> datetime | None:
        """Return the database's clock, carried on from the last reading."""
        if self._read is None:
            return None
        now, read_at = self._read
        return now + timedelta(seconds=max(0.0, at - read_at))
