"""What a station keeps to say, and for how long."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.adapters.simulator.messages import (
    DataTransfer,
    Heartbeat,
    Message,
    MeterValues,
    StartTransaction,
    StatusNotification,
    StopTransaction,
)
from kiosk.domain.ocpp import ChargePointStatus, StopReason
from kiosk.station.outbox import MOST_KEPT, Outbox

AT = datetime(2026, 1, 21, 9, 50, tzinfo=UTC)
START = StartTransaction(1, AT, 1, "KIOSK01", 100)
STOP = StopTransaction(1, AT, 1, 200, StopReason.LOCAL)


def status(status: ChargePointStatus, connector_id: int = 1) -> StatusNotification:
    return StatusNotification(connector_id, AT, status)


def meter(number: int) -> MeterValues:
    return MeterValues(1, AT + timedelta(seconds=10 * number), 1, ())


def left(outbox: Outbox) -> list[Message]:
    """Take all there is."""

    async def take() -> list[Message]:
        messages: list[Message] = []
        while True:
            try:
                async with asyncio.timeout(0):
                    message = await outbox.first()
            except TimeoutError:
                return messages
            outbox.remove(message)
            messages.append(message)

    return asyncio.run(take())


def sent(*messages: Message, online: bool) -> Sequence[Message]:
    outbox = Outbox("HERE")
    outbox.online = online
    for message in messages:
        outbox.send(message)
    return left(outbox)


EVERYTHING: tuple[Message, ...] = (
    status(ChargePointStatus.PREPARING),
    DataTransfer(1, AT, "VehicleInfo", "{}"),
    START,
    status(ChargePointStatus.CHARGING),
    meter(1),
    Heartbeat(AT),
    meter(2),
    DataTransfer(1, AT, "SessionSummary", "{}"),
    status(ChargePointStatus.FINISHING),
    STOP,
    Heartbeat(AT),
)


def test_online_all_is_said_in_its_order() -> None:
    assert tuple(sent(*EVERYTHING, online=True)) == EVERYTHING


def test_offline_transactions_are_kept_whole_and_of_the_rest_the_newest() -> None:
    assert sent(*EVERYTHING, online=False) == [
        DataTransfer(1, AT, "VehicleInfo", "{}"),
        START,
        meter(1),
        meter(2),
        DataTransfer(1, AT, "SessionSummary", "{}"),
        status(ChargePointStatus.FINISHING),
        STOP,
        Heartbeat(AT),
    ]


def test_offline_each_connector_keeps_its_own_status() -> None:
    both = (status(ChargePointStatus.PREPARING, 1), status(ChargePointStatus.PREPARING, 2))
    assert tuple(sent(*both, online=False)) == both


def test_when_there_is_too_much_the_oldest_meter_values_go() -> None:
    messages: tuple[Message, ...] = (START, *(meter(number) for number in range(MOST_KEPT)), STOP)
    kept = sent(*messages, online=False)
    assert kept == [START, *messages[3:-1], STOP]


def test_a_message_stays_the_first_until_it_is_removed() -> None:
    async def scene() -> None:
        outbox = Outbox("HERE")
        waiting = asyncio.ensure_future(outbox.first())
        await asyncio.sleep(0)
        outbox.send(START)
        assert await waiting is START
        outbox.remove(STOP)
        assert await outbox.first() is START

    asyncio.run(scene())


def test_a_hand_takes_the_connection_away_and_gives_it_back() -> None:
    async def scene() -> None:
        outbox = Outbox("HERE")
        gone = asyncio.ensure_future(outbox.wait_connected(False))
        await asyncio.sleep(0)
        assert not gone.done()
        outbox.connected = False
        await gone
        outbox.reconnect(5.0)
        await outbox.wait_connected(True)

    asyncio.run(scene())


def test_a_status_is_logged_when_it_changes(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    sent(*(status(ChargePointStatus.PREPARING) for _ in range(3)), online=True)
    assert [record.getMessage() for record in caplog.records] == [
        "HERE connector 1: Preparing, NoError"
    ]
