"""What the relay saw happen at the station, laid over what SteVe's database shows of it.

The relay's word is taken only while it knows of all that SteVe knows: a station that was connected
to SteVe past the relay, or a relay that can't write, must not mislead the kiosk by old events.
"""

import logging
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.adapters.data_transfers import DataTransferSources
from kiosk.adapters.station_event_log import StationEventLog
from kiosk.domain.errors import KioskError, Misconfigured
from kiosk.domain.observation import (
    ConnectorObservation,
    StationObservation,
    StatusRecord,
    TransactionRecord,
)

_log = logging.getLogger(__name__)

LATE_SECONDS = 5.0
"""How long the relay's record of what SteVe knows may take."""

_SAME_STAMP = timedelta(milliseconds=1)
# SteVe stamps by its own clock what the station did not.
_CLOCKS_DIFFER = timedelta(seconds=60)
_LOOK_AGAIN_SECONDS = 15.0
_LONGEST_PAUSE = 60.0


class StationEvents:
    """The first of several logs that has a table. A failure is told, and not raised."""

    def __init__(
        self,
        logs: Sequence[StationEventLog],
        data_transfers: DataTransferSources,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._logs = logs
        self._data_transfers = data_transfers
        self._monotonic = monotonic
        self._log: StationEventLog | None = None
        self._not_before = self._look_again = -math.inf
        self._pause = 0.0
        self._failing = False
        self._trusted = False
        self._unexplained_since: float | None = None

    def read(self) -> None:
        """Read on. What was read before stands while that fails, and it is tried more rarely."""
        at = self._monotonic()
        if at < self._not_before:
            return
        try:
            self._find(at)
            # A file that is locked costs a time-out: once is enough.
            if self._log is not None and not self._data_transfers.fails_in(self._log.database):
                self._log.read()
        except KioskError as error:
            self._failed(error)
            return
        self._pause = 0.0
        if self._failing:
            self._failing = False
            _log.info("the relay's events are read again")

    def laid_over(self, observation: StationObservation) -> StationObservation:
        """Return the observation as the relay saw it, as far as it did."""
        log = self._log
        if log is None or log.last is None or not self._trusts(log, observation):
            return observation
        return replace(
            observation,
            connectors=tuple(_laid_over(log, it) for it in observation.connectors),
            station_statuses=log.statuses(0) or observation.station_statuses,
            # Whatever comes from it, it is there.
            connected=log.last.kind != "disconnected",
            one_clock=self._data_transfers.is_beside(log.database),
        )

    def _find(self, at: float) -> None:
        # One that comes earlier may have got its table since.
        if self._log is self._logs[0] or at < self._look_again:
            return
        self._log = next((log for log in self._logs if log.look()), None)
        self._look_again = at + _LOOK_AGAIN_SECONDS

    def _failed(self, error: KioskError) -> None:
        if not self._failing:
            self._failing = True
            _log.warning("the relay's events can't be read: %s", error)
        self._pause = min(max(1.0, self._pause * 2), _LONGEST_PAUSE)
        self._not_before = self._monotonic() + self._pause
        if isinstance(error, Misconfigured):
            for log in self._logs:
                log.forget()
            self._log, self._look_again = None, -math.inf

    def _trusts(self, log: StationEventLog, observation: StationObservation) -> bool:
        if _explains(log, observation):
            self._trusted, self._unexplained_since = True, None
        elif self._trusted:
            at = self._monotonic()
            if self._unexplained_since is None:
                self._unexplained_since = at
            self._trusted = at - self._unexplained_since <= LATE_SECONDS
            if not self._trusted:
                _log.warning("SteVe knows of more than the relay: its events are left out")
        return self._trusted


def _laid_over(log: StationEventLog, connector: ConnectorObservation) -> ConnectorObservation:
    transaction = connector.transaction
    if transaction is not None:
        arrived = log.starts.get(transaction.transaction_id)
        transaction = replace(transaction, arrived=arrived)
    statuses = log.statuses(connector.connector_id) or connector.statuses
    return replace(connector, statuses=statuses, transaction=transaction)


def _explains(log: StationEventLog, observation: StationObservation) -> bool:
    """Tell whether the relay knows of the newest that SteVe shows."""
    assert log.last is not None
    heartbeat = observation.last_heartbeat
    gone_since = log.last.received + _CLOCKS_DIFFER
    if log.last.kind == "disconnected" and heartbeat is not None and heartbeat > gone_since:
        return False
    if not _explains_statuses(log, 0, observation.station_statuses, None):
        return False
    return all(
        _explains_statuses(log, it.connector_id, it.statuses, it.transaction)
        for it in observation.connectors
    )


def _explains_statuses(
    log: StationEventLog,
    connector_id: int,
    shown: Sequence[StatusRecord],
    transaction: TransactionRecord | None,
) -> bool:
    seen = log.statuses(connector_id)
    if not seen or not shown:
        return True
    in_order = [record for record in shown if record.arrival is not None]
    if in_order:
        newest = max(in_order, key=lambda it: it.arrival or 0)
    else:
        newest = max(shown, key=lambda it: (it.timestamp is not None, it.timestamp))
    stamped = newest.timestamp
    if stamped is None or any(_is_same(record, newest, stamped) for record in seen):
        return True
    # SteVe writes statuses of its own when a transaction starts or stops, with its time (F13).
    turns = [*log.turns]
    if transaction is not None:
        ours = transaction.start_timestamp, transaction.stop_timestamp
        turns += [turn for turn in ours if turn is not None]
    return any(abs(turn - stamped) <= _SAME_STAMP for turn in turns)


def _is_same(seen: StatusRecord, shown: StatusRecord, stamped: datetime) -> bool:
    if seen.status != shown.status or seen.received is None:
        return False
    if seen.timestamp is None:
        return abs(seen.received - stamped) <= _CLOCKS_DIFFER
    return abs(seen.timestamp - stamped) <= _SAME_STAMP
