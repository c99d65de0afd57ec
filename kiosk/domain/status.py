"""Which status is the present one, when the station's clock can't be trusted.

SteVe orders statuses by the station's own timestamp, and that misleads: a boot message stamped two
hours ahead hides everything after it, one stamped 1970 is hidden itself, two can be stamped alike
(faults F10 to F13). Where the order of arrival is known it settles those cases; a timestamp that
makes sense still wins over a record that was merely delivered late.

A record that the relay saw pass is stamped by the relay's clock, and stands where it arrived.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.domain.observation import StatusRecord
from kiosk.domain.ocpp import ChargePointErrorCode, ChargePointStatus, lookup

FUTURE_TOLERANCE = timedelta(seconds=60)
"""A timestamp further ahead of the database's clock than this is wrong."""

EARLIEST_SANE = datetime(2001, 1, 1, tzinfo=UTC)
"""A clock that lost its battery counts from 1970 or 2000."""

SHUFFLED_WITHIN = timedelta(seconds=10)
"""Messages that a station sends in the wrong order are so close together, by the relay's clock and
by its own (F13). What is further apart on its own tells of its clock."""

# Among records with one timestamp and no known arrival, the later step of a session wins, and what
# stops a rider wins over what invites one.
_TIE_BREAK = {
    status: rank
    for rank, status in enumerate(
        (
            ChargePointStatus.PREPARING,
            ChargePointStatus.CHARGING,
            ChargePointStatus.SUSPENDED_EV,
            ChargePointStatus.SUSPENDED_EVSE,
            ChargePointStatus.FINISHING,
            ChargePointStatus.AVAILABLE,
            ChargePointStatus.RESERVED,
            ChargePointStatus.UNAVAILABLE,
            ChargePointStatus.FAULTED,
        )
    )
}

_OVERRIDING = frozenset({ChargePointStatus.UNAVAILABLE, ChargePointStatus.FAULTED})
_UNPLUGGED = frozenset({ChargePointStatus.AVAILABLE, ChargePointStatus.RESERVED})


def is_sane(timestamp: datetime | None, now: datetime) -> bool:
    """Tell whether the station's clock can have been right when it stamped this."""
    return timestamp is not None and EARLIEST_SANE <= timestamp <= now + FUTURE_TOLERANCE


def status_of(record: StatusRecord | None) -> ChargePointStatus | None:
    """Return the record's status, ``None`` for a word that OCPP 1.6 does not have."""
    return lookup(ChargePointStatus, record.status) if record else None


def error_code_of(record: StatusRecord) -> ChargePointErrorCode | None:
    """Return the record's error code, ``None`` for a word that OCPP 1.6 does not have."""
    return lookup(ChargePointErrorCode, record.error_code)


@dataclass(frozen=True, slots=True)
class StatusHistory:
    """Recent records of one connector, from oldest to present, the present one last.

    ``mistimed`` are the instants among them that can't be right.
    """

    records: tuple[StatusRecord, ...]
    mistimed: frozenset[datetime] = frozenset()

    @property
    def present(self) -> StatusRecord | None:
        """The record that counts now."""
        return self.records[-1] if self.records else None

    @property
    def plugged_from(self) -> int | None:
        """Where the records since the cable was last out begin, ``None`` while it is out.

        An Available just before Finishing is passed over: no station goes that way (OCPP 1.6
        section 4.9), but SteVe writes an Available of its own after a StopTransaction (F13). What
        the relay saw is the station's own.
        """
        first = None
        for place in range(len(self.records) - 1, -1, -1):
            status = status_of(self.records[place])
            if status in _UNPLUGGED:
                if first is None:
                    return None
                next_one = self.records[first]
                if next_one.received or status_of(next_one) is not ChargePointStatus.FINISHING:
                    return first
            else:
                first = place
        return first

    def free_since(self, instant: datetime, sign_of_life: datetime) -> datetime | None:
        """Return since when it has been free, if that is after ``instant``.

        All by the station's clock, or for records that the relay saw, by the relay's.

        Where the clock was wrong then, only a connector that is free at present counts, and the
        last ``sign_of_life`` of its transaction stands for the time.
        """
        for record in reversed(self.records):
            if status_of(record) is not ChargePointStatus.AVAILABLE:
                continue
            freed = record.instant
            if freed is None or freed in self.mistimed:
                return sign_of_life if record is self.present else None
            return freed if freed > max(instant, sign_of_life) else None
        return None

    def says_free_after(self, instant: datetime, now: datetime) -> bool:
        """Tell whether it is free and, all by the station's clock, has been since ``instant``."""
        record = self.present
        if record is None or status_of(record) is not ChargePointStatus.AVAILABLE:
            return False
        stamped = record.timestamp
        return stamped is not None and is_sane(stamped, now) and stamped > instant


def order_statuses(
    records: Iterable[StatusRecord],
    now: datetime,
    distrusted: frozenset[datetime] = frozenset(),
) -> StatusHistory:
    """Put records in the order in which they count; any order and any repeats are fine.

    ``distrusted`` are instants that lay in the future when their record was first seen: they
    stay wrong even when time has caught up with them.
    """

    def trusted(record: StatusRecord) -> bool:
        return is_sane(record.instant, now) and record.instant not in distrusted

    def by_arrival(record: StatusRecord) -> tuple[bool, int, bool, datetime, int, str]:
        status = status_of(record)
        return (
            record.arrival is not None,
            record.arrival or 0,
            trusted(record),
            record.instant or EARLIEST_SANE,
            -1 if status is None else _TIE_BREAK[status],
            repr(record),
        )

    known: dict[tuple[object, ...], StatusRecord] = {}
    for record in sorted(set(records), key=by_arrival):
        # The same notification may come with and without its place in the order of arrival.
        content = (record.status, record.timestamp, record.error_code, record.vendor_error_code)
        known.pop(content, None)
        known[content if record.arrival is None else (*content, record.arrival)] = record
    ordered: list[StatusRecord] = []
    for record in sorted(known.values(), key=by_arrival):
        place = len(ordered)
        # A record that arrived late steps back behind those that were stamped after it.
        while place and _overtakes(ordered[place - 1], record, trusted):
            place -= 1
        ordered.insert(place, record)
    mistimed = {r.instant for r in ordered if r.instant is not None and not trusted(r)}
    return StatusHistory(tuple(ordered), frozenset(mistimed))


def _overtakes(
    earlier: StatusRecord, later: StatusRecord, trusted: Callable[[StatusRecord], bool]
) -> bool:
    if earlier.timestamp is None or later.timestamp is None:
        return False
    if earlier.received is not None and later.received is not None:
        ahead = earlier.timestamp - later.timestamp
        apart = abs(later.received - earlier.received)
        return timedelta() < ahead <= SHUFFLED_WITHIN and apart <= SHUFFLED_WITHIN
    return trusted(earlier) and trusted(later) and earlier.timestamp > later.timestamp


def overriding_record(station: StatusHistory, connector: StatusHistory) -> StatusRecord | None:
    """Return connector 0's record when it puts the whole station out of service.

    Connector 0 stands for the station (OCPP 1.6 section 4.9). Its Unavailable or Faulted counts
    for each connector that has not said anything since. Both are stamped by one clock; when that
    was wrong for the station only, it has been set since, and the connector spoke later.
    """
    record, own = station.present, connector.present
    if record is None or status_of(record) not in _OVERRIDING or record.instant is None:
        return None
    if own is None or own.instant is None:
        return record
    was_set = record.instant in station.mistimed and own.instant not in connector.mistimed
    return None if was_set or own.instant >= record.instant else record
