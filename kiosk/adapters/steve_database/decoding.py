"""From the rows of a poll to the records of an observation. Rubbish is ``None`` or left out.

Each row is the text of a JSON array, as :mod:`kiosk.adapters.steve_database.queries` says.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from kiosk.adapters.steve_database.queries import Part
from kiosk.domain.errors import Malformed
from kiosk.domain.meter import SampledValue
from kiosk.domain.observation import StatusRecord, TransactionRecord

STATION_PREFIX = f"[{Part.STATION:d},"
"""How a row begins that changes whether or not anything happens."""

_EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(slots=True)
class PollRows:
    """The rows of a poll by their part, those of connectors and transactions by their ids."""

    now: datetime
    registered: bool = False
    last_heartbeat: datetime | None = None
    connector_pks: dict[int, int] = field(default_factory=dict)
    transactions: dict[int, TransactionRecord] = field(default_factory=dict)
    by_arrival: dict[int, list[Sequence[Any]]] = field(default_factory=lambda: defaultdict(list))
    by_time: dict[int, list[Sequence[Any]]] = field(default_factory=lambda: defaultdict(list))
    values: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    """As texts: most of them are known already and not worth decoding."""

    _statuses: dict[int, tuple[StatusRecord, ...]] = field(default_factory=dict)

    def take_over(self, station: "PollRows") -> None:
        """Take from a later poll what changes whether or not anything happens."""
        self.now = station.now
        self.registered = station.registered
        self.last_heartbeat = station.last_heartbeat

    def statuses(self, connector_id: int) -> tuple[StatusRecord, ...]:
        """Return the connector's statuses, numbered by arrival where that is known."""
        if connector_id not in self._statuses:
            self._statuses[connector_id] = self._decoded_statuses(connector_id)
        return self._statuses[connector_id]

    def _decoded_statuses(self, connector_id: int) -> tuple[StatusRecord, ...]:
        arrived = self.by_arrival[connector_id]
        records = [_status(row, arrival) for arrival, row in enumerate(reversed(arrived), start=1)]
        known = {tuple(row) for row in arrived}
        # What is not among the newest arrivals was there before them all.
        earlier = 0 if arrived else None
        records += [
            _status(row, earlier) for row in self.by_time[connector_id] if tuple(row) not in known
        ]
        return tuple(records)


def split(texts: Iterable[str]) -> PollRows:
    """Sort the rows of a poll by their part; raises Malformed where they make no sense."""
    rows = PollRows(_EPOCH)
    value_prefix = f"[{Part.VALUE:d},"
    for text in texts:
        if text.startswith(value_prefix):
            rows.values[_transaction_id(text)].append(text)
        else:
            _sort_in(rows, array(text))
    if rows.now is _EPOCH:
        raise Malformed("the database did not tell the time")
    return rows


def _sort_in(rows: PollRows, row: list[Any]) -> None:
    part, *fields = row
    match part:
        case Part.NOW:
            rows.now = timestamp(fields[0]) or _EPOCH
        case Part.STATION:
            moment, last_heartbeat, registration_status, connector_id, connector_pk = fields
            rows.now = timestamp(moment) or _EPOCH
            rows.registered = registration_status == "Accepted"
            rows.last_heartbeat = timestamp(last_heartbeat)
            if connector_id is not None:
                rows.connector_pks[connector_id] = connector_pk
        case Part.TRANSACTION:
            rows.transactions[fields[0]] = transaction(fields[1:])
        case Part.STATUS_BY_ARRIVAL:
            rows.by_arrival[fields[0]].append(fields[1:])
        case Part.STATUS_BY_TIME:
            rows.by_time[fields[0]].append(fields[1:])


def transaction(fields: Sequence[Any]) -> TransactionRecord:
    """Return the record of a start's five fields and its stop's array, or null."""
    transaction_id, id_tag, event_timestamp, start_timestamp, start_value, stop = fields[:6]
    if isinstance(stop, str):
        # Some servers hand a nested array on as a text.
        stop = array(stop)
    started = timestamp(start_timestamp)
    stopped, stop_timestamp, stop_value, stop_reason = stop or (None, None, None, None)
    return TransactionRecord(
        transaction_id=int(transaction_id),
        id_tag=str(id_tag),
        started=timestamp(event_timestamp) or started or _EPOCH,
        start_timestamp=started,
        start_value=start_value,
        # A stop is a stop, even if nobody knows when.
        stopped=(timestamp(stopped) or timestamp(stop_timestamp) or _EPOCH) if stop else None,
        stop_timestamp=timestamp(stop_timestamp),
        stop_value=stop_value,
        stop_reason=stop_reason,
    )


def sampled_values(newest_first: Sequence[str]) -> tuple[SampledValue, ...]:
    """Return those that have a time, in the order of their arrival."""
    found = []
    for text in reversed(newest_first):
        _, _, moment, value, measurand, unit, phase, location, context, format_ = array(text)
        if taken := timestamp(moment):
            found.append(
                SampledValue(taken, value, measurand, unit, phase, location, context, format_)
            )
    return tuple(found)


def timestamp(text: Any) -> datetime | None:
    """Read a timestamp of a session in UTC; ``None`` where there is none or it is impossible."""
    if not isinstance(text, str):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None


def _status(row: Sequence[Any], arrival: int | None) -> StatusRecord:
    moment, status, error_code, info, vendor_id, vendor_error_code = row
    return StatusRecord(
        status=status or "",
        timestamp=timestamp(moment),
        error_code=error_code,
        info=info,
        vendor_id=vendor_id,
        vendor_error_code=vendor_error_code,
        arrival=arrival,
    )


def array(text: str) -> list[Any]:
    """Read a row; raises Malformed."""
    try:
        row = json.loads(text)
    except ValueError as error:
        raise Malformed(f"a row makes no sense: {error}") from error
    if not isinstance(row, list):
        raise Malformed("a row is no array")
    return row


def _transaction_id(text: str) -> int:
    return int(text.split(",", 2)[1])
