"""Which vehicle is plugged in: a VehicleInfo belongs to one plugging-in and to no other.

No message names the plugging-in it is about, and the clocks of the station, the database and
whoever recorded the message differ. What is certain is the order in which this kiosk saw things,
so that bounds whatever the clocks say. Where the relay stamped both, its clock settles it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from kiosk.domain.observation import DataTransferRecord, TransactionRecord
from kiosk.domain.status import FUTURE_TOLERANCE, StatusHistory, is_sane

CLOCK_TOLERANCE = timedelta(seconds=5)
"""How far two clocks may differ where one event is stamped by both."""

LATEST_MESSAGE = timedelta(seconds=60)
"""A vehicle sends its VehicleInfo within this time after it was plugged in."""

UNBROKEN = timedelta(seconds=5)
"""Readings no further apart than this leave no room for another rider in between."""

WITNESSED_AGE = timedelta(seconds=120)
"""What is older than this when it first shows was delivered late, and may be anybody's."""

_REMEMBERED = 16

# A station without a clock stamps all alike or not at all: then the order of arrival tells apart.
_Identity = tuple[str, datetime | None, int | None]

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class PluggingIn:
    """One stay of a cable in a vehicle. Instants are the database's clock.

    ``not_before``: it was certainly not yet in. ``first_seen``: it was certainly in. ``told`` is
    the station's word of when that was, on its own clock, ``passed`` the relay's on that one.
    """

    identity: _Identity
    told: datetime | None
    passed: datetime | None
    not_before: datetime | None
    first_seen: datetime

    @property
    def since(self) -> datetime:
        """The best guess of when it was plugged in: the station's word where it can be true."""
        stamped, earliest = self.passed or self.told, self.not_before
        if stamped is None or stamped > self.first_seen:
            return self.first_seen
        wrong = earliest is not None and stamped < earliest - CLOCK_TOLERANCE
        return self.first_seen if wrong else stamped

    def can_have_brought(self, received: datetime) -> bool:
        """Tell whether a VehicleInfo of that time can be its own, by the clocks.

        Where nobody watched, a station whose clock is behind claims messages from before the
        plugging-in: these seem to come long after it, whereas a vehicle sends its own at once.
        """
        long_after = received > self.since + LATEST_MESSAGE
        if self.not_before is None and long_after and received < self.first_seen - CLOCK_TOLERANCE:
            return False
        return received >= self.since - CLOCK_TOLERANCE


class PluggingLog:
    """Follows one connector's pluggings-in; seeing the same again changes nothing."""

    def __init__(self) -> None:
        self.present: PluggingIn | None = None
        self._known: dict[_Identity, PluggingIn] = {}
        self._owners: dict[str, _Identity | None] = {}
        self._witnessed: dict[str | int, _Identity] = {}
        self._newest_transaction = 0
        self._newest_received: datetime | None = None
        self._last_seen: datetime | None = None
        self._one_clock = False

    def observe(
        self,
        history: StatusHistory,
        vehicle_info: DataTransferRecord | None,
        now: datetime,
        *,
        transaction: TransactionRecord | None = None,
        one_clock: bool = False,
    ) -> None:
        """Take what was read at ``now`` (database's clock).

        With ``one_clock`` the relay stamped statuses and VehicleInfo.
        """
        self._one_clock = one_clock
        watched = self._last_seen is not None and now - self._last_seen <= UNBROKEN
        place = history.plugged_from
        self.present = None if place is None else self._plugging_in(history, place, now)
        identity = self.present.identity if self.present else None
        self._last_seen = now
        if watched and self.present is not None:
            self._witness(self.present, vehicle_info, transaction, now)
        if vehicle_info is not None:
            self._newest_received = max(
                vehicle_info.received, self._newest_received or vehicle_info.received
            )
        if transaction is not None:
            self._newest_transaction = max(self._newest_transaction, transaction.transaction_id)
        if vehicle_info is not None and vehicle_info.key not in self._owners:
            if self.present is not None:
                self._remember_owner(vehicle_info.key, identity)
            elif now - vehicle_info.received > CLOCK_TOLERANCE:
                # It has been there for a while with no cable in: whoever it was has left.
                self._remember_owner(vehicle_info.key, None)

    def _witness(
        self,
        present: PluggingIn,
        vehicle_info: DataTransferRecord | None,
        transaction: TransactionRecord | None,
        now: datetime,
    ) -> None:
        """Note what first shows while the cable is in and nothing was missed.

        It belongs to this plugging-in, however far apart the clocks are that stamped it.
        """
        if vehicle_info is not None and vehicle_info.key not in self._owners:
            received, before = vehicle_info.received, self._newest_received
            newer = before is None or received > before
            if newer and now - received <= WITNESSED_AGE:
                self._witnessed[vehicle_info.key] = present.identity
        if (
            transaction is not None
            and transaction.stopped is None
            and transaction.transaction_id > self._newest_transaction
        ):
            self._witnessed[transaction.transaction_id] = present.identity
        _trim(self._witnessed)

    def _plugging_in(self, history: StatusHistory, place: int, now: datetime) -> PluggingIn:
        first = history.records[place]
        identity: _Identity
        if place > 0:
            before = history.records[place - 1]
            timed = before.timestamp is not None and before.timestamp not in history.mistimed
            by_time = timed and before.received is None
            identity = before.status, before.timestamp, None if by_time else before.arrival
        elif self.present is not None:
            # Its beginning has slid out of the records that are read; it is the same one.
            return self.present
        else:
            identity = "", first.timestamp, None
        if identity not in self._known:
            self._known[identity] = PluggingIn(
                identity,
                told=first.timestamp if is_sane(first.timestamp, now) else None,
                passed=first.received if is_sane(first.received, now) else None,
                not_before=self._last_seen,
                first_seen=now,
            )
            _trim(self._known)
        return self._known[identity]

    def _remember_owner(self, key: str, owner: _Identity | None) -> None:
        self._owners[key] = owner
        _trim(self._owners)

    def owns(self, record: DataTransferRecord, now: datetime) -> bool:
        """Tell whether the VehicleInfo came with the present plugging-in."""
        if self.present is None or record.received > now + FUTURE_TOLERANCE:
            return False
        if self._one_clock and self.present.passed is not None:
            return record.received >= self.present.passed
        if self._owners.get(record.key, self.present.identity) != self.present.identity:
            return False
        witnessed = self._witnessed.get(record.key) == self.present.identity
        return witnessed or self.present.can_have_brought(record.received)

    def had(self, transaction: TransactionRecord) -> bool:
        """Tell whether the transaction was started during the present plugging-in."""
        present = self.present
        if present is None:
            return False
        ended, plugged = transaction.stop_timestamp, present.told
        if ended is not None and plugged is not None and ended < plugged - CLOCK_TOLERANCE:
            # A station that was offline delivers it late, and its rider has left.
            return False
        # Without a record from before it, the plugging-in began out of sight.
        witnessed = self._witnessed.get(transaction.transaction_id) == present.identity
        if witnessed or not present.identity[0]:
            return True
        if transaction.arrived is not None and present.passed is not None:
            return transaction.arrived >= present.passed
        return transaction.started >= present.since - CLOCK_TOLERANCE


def _trim(remembered: dict[_Key, _Value]) -> None:
    while len(remembered) > _REMEMBERED:
        del remembered[next(iter(remembered))]
