"""What goes in comes out, byte for byte and in order, but for the answers that are replaced."""

import asyncio
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.asyncio.server import ServerConnection

from tests.relay.world import (
    FRAMES,
    VENDOR,
    MemoryKeeper,
    SteveStandIn,
    accepted,
    dial,
    rejected,
    relaying,
    run,
    until,
)

Sent = list[tuple[str, str | bytes]]


def replay(sent: Sent, keeper: MemoryKeeper) -> tuple[list[Any], list[Any]]:
    """Send each from its side once the one before has arrived; return what each side received."""
    at_station: list[Any] = []
    at_steve: list[Any] = []
    arrival = asyncio.Event()

    def note(where: list[Any], message: Any) -> None:
        where.append(message)
        arrival.set()

    async def behave(connection: ServerConnection) -> None:
        async for message in connection:
            note(at_steve, message)

    async def main() -> None:
        async with SteveStandIn(behave) as steve, relaying(steve, keeper) as relay:
            station = await dial(relay)
            await until(lambda: steve.connections)

            async def listen() -> None:
                async for message in station:
                    note(at_station, message)

            listening = asyncio.create_task(listen())
            for side, message in sent:
                arrival.clear()
                await (station if side == "station" else steve.connections[0]).send(message)
                await arrival.wait()
            listening.cancel()

    run(main())
    return at_station, at_steve


def of(side: str, sent: Sent) -> list[str | bytes]:
    return [message for whose, message in sent if whose == side]


def test_a_recorded_session_passes_but_for_the_two_answers() -> None:
    lines = [json.loads(line) for line in FRAMES.read_text().splitlines()]
    sent: Sent = [(line["from"], json.dumps(line["frame"])) for line in lines]
    keeper = MemoryKeeper()
    at_station, at_steve = replay(sent, keeper)
    transfers = [
        line["frame"][1] for line in lines if len(line["frame"]) == 4
        and line["frame"][2] == "DataTransfer"
    ]  # fmt: skip
    replaced = {rejected(unique_id): accepted(unique_id) for unique_id in transfers}
    assert len(replaced) == 2
    assert at_steve == of("station", sent)
    assert at_station == [replaced.get(str(m), m) for m in of("steve", sent)]
    assert [row.message_id for row in keeper.messages] == ["VehicleInfo", "SessionSummary"]
    assert [row.unique_id for row in keeper.messages] == transfers
    assert keeper.kinds() == [
        "connected",
        *["status"] * 2,
        "start",
        *["status"] * 2,
        "stop",
        "status",
        "disconnected",
    ]
    (start,) = (event for event in keeper.events if event.kind.value == "start")
    assert (start.connector_id, start.transaction_id, start.status) == (1, 2, "Accepted")
    # No id tag is kept, wherever it might stand.
    assert "KIOSK01" not in repr(keeper.events)


UNIQUE_IDS = st.sampled_from(["1", "2", "a-b", "é", '"'])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
STATUSES = st.sampled_from(["Accepted", "Rejected", "UnknownVendorId", "Unknown", "rejected"])
CALLS = st.builds(
    lambda unique_id, action, payload: [2, unique_id, action, payload],
    UNIQUE_IDS,
    st.sampled_from(["DataTransfer", "StatusNotification", "StartTransaction", "MeterValues"]),
    st.fixed_dictionaries(
        {"vendorId": st.sampled_from([VENDOR, "other"]) | JSON, "data": JSON},
        optional={"messageId": JSON, "connectorId": JSON, "timestamp": JSON},
    )
    | JSON,
)
ANSWERS = st.builds(
    lambda kind, unique_id, status: [kind, unique_id, {"status": status}],
    st.sampled_from([3, 4]),
    UNIQUE_IDS,
    STATUSES,
)
FRAMES_OF_ALL_KINDS = st.one_of(
    st.builds(json.dumps, CALLS | ANSWERS | JSON, ensure_ascii=st.booleans()),
    st.text(max_size=60).filter(lambda text: text.isprintable()),
    st.binary(max_size=20),
)
TRAFFIC = st.lists(
    st.tuples(st.sampled_from(["station", "steve"]), FRAMES_OF_ALL_KINDS), max_size=12
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(TRAFFIC)
def test_whatever_is_sent_arrives(sent: Sent) -> None:
    keeper = MemoryKeeper()
    at_station, at_steve = replay(sent, keeper)
    assert at_steve == of("station", sent)
    expected = of("steve", sent)
    assert len(at_station) == len(expected)
    recorded = {row.unique_id for row in keeper.messages if row.vendor_id == VENDOR}
    for got, was in zip(at_station, expected, strict=True):
        if got != was:
            assert got in {f'[3,{json.dumps(it)},{{"status":"Accepted"}}]' for it in recorded}
            kind, unique_id, payload = json.loads(was)
            assert unique_id in recorded
            assert kind == 4 or payload["status"] in {"Rejected", "UnknownVendorId"}


def test_a_hundred_messages_in_flight_keep_their_order_in_both_directions() -> None:
    count = 2000

    async def behave(connection: ServerConnection) -> None:
        async for message in connection:
            await connection.send(message)

    async def main() -> None:
        async with SteveStandIn(behave) as steve, relaying(steve) as relay:
            station = await dial(relay)

            async def send() -> None:
                for number in range(count):
                    await station.send(f"{number} " + "x" * (number % 700))

            sending = asyncio.create_task(send())
            numbers = [int(str(await station.recv()).split()[0]) for _ in range(count)]
            await sending
            assert numbers == list(range(count))

    run(main())
