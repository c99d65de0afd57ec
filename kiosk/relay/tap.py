"""What the relay makes of the frames that pass between one station and SteVe.

It sees each frame after it was sent on, and alters only one: SteVe's refusal of a DataTransfer
that the relay has recorded. A frame that makes no sense to it means nothing to it.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from kiosk.relay.frames import (
    Call,
    MessageType,
    accepting_answer,
    parse_json,
    read_call,
    read_head,
    read_result,
)
from kiosk.relay.records import MAX_DATA_BYTES, DataTransferRow, EventKind, StationEventRow

MAX_PENDING = 1000
"""CALLs without an answer; OCPP-J allows a station one at a time (section 4.1.1)."""

_DATA_TRANSFER = "DataTransfer"
_STATUS = "StatusNotification"
_START = "StartTransaction"
_STOP = "StopTransaction"
_METER_VALUES = "MeterValues"
_FOLLOWED = {_DATA_TRANSFER, _STATUS, _START, _STOP, _METER_VALUES}
_REFUSALS = {"Rejected", "UnknownVendorId", "UnknownMessageId"}

_log = logging.getLogger(__name__)


class RecordKeeper(Protocol):
    """Writes rows down."""

    def keep(self, row: DataTransferRow) -> "asyncio.Future[bool]":
        """Write a message; the result is whether it is durable."""
        ...

    def note(self, row: StationEventRow) -> None:
        """Write an event."""
        ...


@dataclass(frozen=True, slots=True)
class HeldAnswer:
    """An answer of SteVe's that waits for a record.

    Once ``recorded`` is true the station gets ``replacement`` where there is one. Otherwise, and
    where it takes too long, it gets SteVe's answer.
    """

    recorded: "asyncio.Future[bool]"
    replacement: str | None


@dataclass(frozen=True, slots=True)
class _Pending:
    """A CALL of the station's that SteVe has not answered yet."""

    unique_id: str
    action: str
    recorded: "asyncio.Future[bool] | None" = None
    """Of a DataTransfer that is being recorded."""
    is_ours: bool = False
    """Whether it is a DataTransfer that is accepted once it is recorded."""
    started: StationEventRow | None = None
    """Of a StartTransaction: the event that lacks SteVe's answer."""


class Tap:
    """Follows one station's conversation."""

    def __init__(
        self,
        charge_box_id: str,
        vendors: Collection[str],
        keeper: RecordKeeper,
        poke: Callable[[], None],
        utc: Callable[[], datetime],
    ) -> None:
        """``vendors`` are those whose recorded messages are accepted; ``poke`` tells the kiosk."""
        self._charge_box_id = charge_box_id
        self._vendors = vendors
        self._keeper = keeper
        self._poke = poke
        self._utc = utc
        self._pending: deque[_Pending] = deque(maxlen=MAX_PENDING)
        self._told_of: set[str] = set()

    def connected(self) -> None:
        """Note that the station is connected."""
        self._note(EventKind.CONNECTED)

    def disconnected(self) -> None:
        """Note that it is gone, and forget what it waited for."""
        self._pending.clear()
        self._note(EventKind.DISCONNECTED)

    def from_station(self, text: str) -> None:
        """See a frame that was passed to SteVe."""
        head = read_head(text)
        if head is None or head.action not in _FOLLOWED:
            return
        if head.action == _METER_VALUES:
            self._pending.append(_Pending(head.unique_id, head.action))
            return
        call = read_call(text)
        if call is None:
            self._tell_once("a frame that begins as a CALL is none, or is too large to be read")
            return
        self._pending.append(self._seen(call))

    def from_steve(self, text: str) -> HeldAnswer | None:
        """See a frame of SteVe's; returns what it waits for, unless it is to be passed at once."""
        if not self._pending:
            return None
        head = read_head(text)
        if head is None or head.message_type is MessageType.CALL:
            return None
        pending = self._take(head.unique_id)
        if pending is None:
            return None
        if pending.started is not None and head.message_type is MessageType.CALL_RESULT:
            self._note_start(pending.started, read_result(text) or {})
        if pending.recorded is None:
            self._poke()
            return None
        refused = head.message_type is MessageType.CALL_ERROR
        if not refused:
            refused = (read_result(text) or {}).get("status") in _REFUSALS
        replacement = accepting_answer(head.unique_id) if refused and pending.is_ours else None
        return HeldAnswer(pending.recorded, replacement)

    def _seen(self, call: Call) -> _Pending:
        recorded, is_ours, started = None, False, None
        if call.action == _DATA_TRANSFER:
            recorded = self._record(call)
            is_ours = recorded is not None and call.payload["vendorId"] in self._vendors
        elif call.action == _START:
            started = self._event(
                EventKind.START,
                connector_id=_integer(call.payload.get("connectorId")),
                station_timestamp=_moment(call.payload.get("timestamp")),
            )
        elif call.action == _STATUS:
            self._note_status(call.payload)
        else:
            self._note_stop(call.payload)
        return _Pending(call.unique_id, call.action, recorded, is_ours, started)

    def _take(self, unique_id: str) -> _Pending | None:
        # The first of those that share an id: SteVe answers them in their order.
        for pending in self._pending:
            if pending.unique_id == unique_id:
                self._pending.remove(pending)
                return pending
        return None

    def _record(self, call: Call) -> "asyncio.Future[bool] | None":
        vendor_id = _whole(call.payload.get("vendorId"), 255)
        message_id = _whole(call.payload.get("messageId", ""), 50)
        data = _data_text(call.payload.get("data", ""))
        if (
            vendor_id is None
            or message_id is None
            or data is None
            or not _is_unicode(call.unique_id)
        ):
            self._tell_once("a DataTransfer can't be recorded: too large, or not as OCPP has it")
            return None
        row = DataTransferRow(
            self._charge_box_id,
            vendor_id,
            message_id,
            data,
            self._utc(),
            call.unique_id,
            _connector_id(data),
        )
        return self._keeper.keep(row)

    def _note_status(self, payload: Mapping[str, Any]) -> None:
        self._note(
            EventKind.STATUS,
            connector_id=_integer(payload.get("connectorId")),
            status=_clipped(payload.get("status"), 50),
            error_code=_clipped(payload.get("errorCode"), 50),
            vendor_error_code=_clipped(payload.get("vendorErrorCode"), 50),
            info=_clipped(payload.get("info"), 255),
            station_timestamp=_moment(payload.get("timestamp")),
        )

    def _note_start(self, started: StationEventRow, answer: Mapping[str, Any]) -> None:
        tag_info = answer.get("idTagInfo")
        event = replace(
            started,
            received=self._utc(),
            status=_clipped(tag_info.get("status"), 50) if isinstance(tag_info, dict) else None,
            transaction_id=_integer(answer.get("transactionId"), 2**63),
        )
        self._keeper.note(event)

    def _note_stop(self, payload: Mapping[str, Any]) -> None:
        self._note(
            EventKind.STOP,
            info=_clipped(payload.get("reason"), 255),
            station_timestamp=_moment(payload.get("timestamp")),
            transaction_id=_integer(payload.get("transactionId"), 2**63),
        )

    def _note(self, kind: EventKind, **values: Any) -> None:
        self._keeper.note(self._event(kind, **values))

    def _event(self, kind: EventKind, **values: Any) -> StationEventRow:
        return StationEventRow(self._charge_box_id, kind, self._utc(), **values)

    def _tell_once(self, words: str) -> None:
        if words not in self._told_of:
            self._told_of.add(words)
            _log.warning("%s: %s", self._charge_box_id, words)


def _data_text(data: Any) -> str | None:
    """Return data as the text to record; ``None`` where that can't be."""
    if not isinstance(data, str):
        try:
            data = json.dumps(data, ensure_ascii=False, allow_nan=False)
        except (ValueError, RecursionError):
            return None
    return data if _is_unicode(data) and len(data.encode()) <= MAX_DATA_BYTES else None


def _whole(value: Any, most: int) -> str | None:
    if not isinstance(value, str) or len(value) > most:
        return None
    return value if _is_unicode(value) else None


def _is_unicode(text: str) -> bool:
    """Whether it can be stored: JSON's escapes can spell half a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _clipped(value: Any, most: int) -> str | None:
    return value[:most] if isinstance(value, str) and _is_unicode(value[:most]) else None


def _integer(value: Any, bound: int = 2**31) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int) or not -bound <= value < bound:
        return None
    return value


def _connector_id(data: str) -> int | None:
    fields = parse_json(data) if '"connectorId"' in data else None
    connector_id = _integer(fields.get("connectorId")) if isinstance(fields, dict) else None
    return connector_id if connector_id is not None and connector_id >= 0 else None


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
