"""What the relay reads from frames, and writes down."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.relay.frames import MessageType, read_call, read_head, read_result
from kiosk.relay.records import EventKind
from kiosk.relay.tap import Tap
from tests.relay.world import STATION, VENDOR, MemoryKeeper, call, data_transfer, rejected, result

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


class Listening:
    """A tap with its memory."""

    def __init__(self) -> None:
        self.keeper = MemoryKeeper()
        self.pokes = 0
        self.tap = Tap(STATION, {VENDOR}, self.keeper, self._poke, lambda: NOW)

    def _poke(self) -> None:
        self.pokes += 1

    def see(self, *frames: str) -> "Listening":
        """See a station's frames, each answered by SteVe with nothing special."""

        async def main() -> None:
            for frame in frames:
                self.tap.from_station(frame)
                self.tap.from_steve(result(json.loads(frame)[1], {"transactionId": 7}))

        asyncio.run(main())
        return self

    @property
    def event(self) -> Any:
        (event,) = self.keeper.events
        return event

    @property
    def message(self) -> Any:
        (message,) = self.keeper.messages
        return message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
KEYS = [
    *("vendorId", "messageId", "data", "connectorId", "status", "errorCode", "vendorErrorCode"),
    *("info", "timestamp", "transactionId", "idTagInfo", "reason"),
]
PAYLOADS = st.dictionaries(
    st.sampled_from(
        [
            "vendorId",
            "messageId",
            "data",
            "connectorId",
            "status",
            "errorCode",
            "vendorErrorCode",
            "info",
            "timestamp",
            "transactionId",
            "idTagInfo",
            "reason",
        ]
    ),
    JSON | st.sampled_from([VENDOR, "2026-11-22T20:00:00Z", '{"connectorId": 1}']),
)


@given(
    st.sampled_from(["DataTransfer", "StatusNotification", "StartTransaction", "StopTransaction"]),
    PAYLOADS,
    st.sampled_from([3, 4]),
    PAYLOADS,
)
def test_whatever_stands_in_a_frame_the_tap_takes_it(
    action: str, payload: Any, kind: int, answer: Any
) -> None:
    listening = Listening()

    async def main() -> None:
        listening.tap.from_station(call("1", action, payload))
        listening.tap.from_steve(json.dumps([kind, "1", answer]))

    asyncio.run(main())


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    read_head(text)
    read_call(text)
    read_result(text)


@given(
    st.sampled_from(MessageType),
    st.text(min_size=1, max_size=255),
    st.text(max_size=40),
    st.booleans(),
    st.integers(0, 2),
)
def test_a_head_is_what_the_json_parser_finds(
    kind: MessageType, unique_id: str, action: str, ascii_only: bool, indent: int
) -> None:
    frame = [int(kind), unique_id, action, {}] if kind is MessageType.CALL else [kind, unique_id]
    text = json.dumps(frame, ensure_ascii=ascii_only, indent=indent or None)
    head = read_head(text)
    assert head is not None
    assert (head.message_type, head.unique_id) == (kind, unique_id)
    assert head.action == (action if kind is MessageType.CALL else "")


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "[2]",
        '[2,"1"]',
        '[true,"1","A",{}]',
        '["2","1","A",{}]',
        '[5,"1","A",{}]',
        "[2,1,null,{}]",
        '[2,"","A",{}]',
        '[2,"%s","A",{}]' % ("x" * 256),
        '[[2],"1","A",{}]',
        '[2,"1","A",{}' + " " * 600_000 + "]",
    ],
)
def test_what_is_no_call_is_none(text: str) -> None:
    assert read_call(text) is None


def test_a_message_is_recorded_as_it_came() -> None:
    data = '{"soc": 87.00, "maxCurrent": 2}'
    message = Listening().see(data_transfer("u1", data)).message
    assert message.charge_box_id == STATION
    assert (message.vendor_id, message.message_id) == (VENDOR, "VehicleInfo")
    assert (message.data, message.received, message.unique_id) == (data, NOW, "u1")
    assert message.connector_id is None


def test_a_message_that_holds_an_object_is_recorded_as_json() -> None:
    message = Listening().see(data_transfer("1", {"soc": 87.5, "name": "ಚಾ"})).message
    assert message.data == '{"soc": 87.5, "name": "ಚಾ"}'


@pytest.mark.parametrize(
    ("data", "connector_id"),
    [
        ('{"connectorId": 2}', 2),
        ({"connectorId": 1}, 1),
        ('{"connectorId": "2"}', None),
        ('{"connectorId": true}', None),
        ('{"connectorId": -1}', None),
        ('{"connectorId": 1e999}', None),
        ('{"connectorId": 99999999999}', None),
        ('"connectorId"', None),
        ('["connectorId", 1]', None),
    ],
)
def test_the_connector_is_known_where_the_message_names_it(data: Any, connector_id: int) -> None:
    assert Listening().see(data_transfer("1", data)).message.connector_id == connector_id


def test_escapes_hide_no_data_transfer() -> None:
    frame = data_transfer("1").replace('"DataTransfer"', '"DataTransfe\\u0072"')
    assert Listening().see(frame).message.unique_id == "1"


def test_a_message_without_data_or_message_id_is_recorded() -> None:
    message = Listening().see(call("1", "DataTransfer", {"vendorId": "other"})).message
    assert (message.vendor_id, message.message_id, message.data) == ("other", "", "")


@pytest.mark.parametrize("size", [65_536, 65_537])
def test_data_is_recorded_whole_or_not_at_all(size: int, caplog: pytest.LogCaptureFixture) -> None:
    listening = Listening()
    for unique_id in "123":
        listening.see(data_transfer(unique_id, '"' * size))
    if size <= 65_536:
        assert [len(message.data) for message in listening.keeper.messages] == [size] * 3
    else:
        assert listening.keeper.messages == []
        # Once, not each time.
        assert caplog.text.count("can't be recorded") == 1


def test_a_status_is_noted() -> None:
    payload = {
        "connectorId": 1,
        "status": "Faulted",
        "errorCode": "OtherError",
        "vendorErrorCode": "F07",
        "info": "x" * 300,
        "timestamp": "2026-11-22T21:30:00+01:30",
    }
    event = Listening().see(call("1", "StatusNotification", payload)).event
    assert event.kind is EventKind.STATUS
    assert (event.connector_id, event.status, event.error_code) == (1, "Faulted", "OtherError")
    assert (event.vendor_error_code, event.info, event.received) == ("F07", "x" * 255, NOW)
    assert event.station_timestamp == NOW


def test_a_start_is_noted_once_it_has_its_number() -> None:
    payload = {"connectorId": 2, "idTag": "SECRET", "timestamp": "2026-11-22T20:00:00Z"}
    listening = Listening()
    listening.tap.from_station(call("1", "StartTransaction", payload))
    assert listening.keeper.events == []
    listening.tap.from_steve(
        result("1", {"transactionId": 12, "idTagInfo": {"status": "Blocked", "parentIdTag": "P"}})
    )
    assert listening.event.kind is EventKind.START
    assert (listening.event.connector_id, listening.event.transaction_id) == (2, 12)
    assert listening.event.status == "Blocked"
    assert "SECRET" not in repr(listening.event)


def test_a_start_that_steve_can_not_take_is_not_noted() -> None:
    listening = Listening()
    listening.tap.from_station(call("1", "StartTransaction", {"connectorId": 2}))
    listening.tap.from_steve('[4,"1","InternalError","",{}]')
    assert listening.keeper.events == []


def test_a_stop_is_noted() -> None:
    payload = {"transactionId": 12, "reason": "EVDisconnected", "timestamp": "yesterday"}
    event = Listening().see(call("1", "StopTransaction", payload)).event
    assert (event.kind, event.transaction_id, event.info) == (
        EventKind.STOP,
        12,
        "EVDisconnected",
    )
    assert event.station_timestamp is None


@pytest.mark.parametrize("timestamp", ["9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+05:00"])
def test_a_timestamp_out_of_all_time_is_none(timestamp: str) -> None:
    event = Listening().see(call("1", "StatusNotification", {"timestamp": timestamp})).event
    assert event.station_timestamp is None


def test_a_timestamp_without_a_zone_is_utc() -> None:
    payload = {"timestamp": "2026-11-22T20:00:01"}
    event = Listening().see(call("1", "StatusNotification", payload)).event
    assert event.station_timestamp == NOW + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("action", "pokes"),
    [
        ("StatusNotification", 1),
        ("StartTransaction", 1),
        ("StopTransaction", 1),
        ("MeterValues", 1),
        ("Heartbeat", 0),
        ("BootNotification", 0),
    ],
)
def test_the_kiosk_is_poked_when_steve_has_answered(action: str, pokes: int) -> None:
    listening = Listening()
    listening.tap.from_station(call("1", action, {}))
    assert listening.pokes == 0
    listening.tap.from_steve(rejected("other"))
    assert listening.pokes == 0
    listening.tap.from_steve(result("1", {}))
    assert listening.pokes == pokes
