"""The relay's faults, R1 to R13 of the list of what goes wrong in the field."""

import asyncio
import socket
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.server import ServerConnection
from websockets.datastructures import Headers
from websockets.exceptions import InvalidMessage, InvalidStatus
from websockets.http11 import Response

from kiosk.relay.connection import PairTimes
from kiosk.relay.link import LinkLimits
from kiosk.relay.tap import Tap
from tests.relay.world import (
    NEVER,
    OCPP,
    STATION,
    MemoryKeeper,
    SteveStandIn,
    accepted,
    call,
    data_transfer,
    dial,
    rejected,
    relaying,
    result,
    run,
    until,
)

REQUEST = (
    f"GET /{STATION} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
).encode()


async def refused(attempt: Any) -> Response:
    """Return the answer to a handshake that does not succeed."""
    with pytest.raises(InvalidStatus) as caught:
        await attempt
    return caught.value.response


async def answer_to(port: int) -> bytes:
    """Ask as a station, and return the answer as it comes: a client would follow a redirect."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(REQUEST)
    answer = await reader.read()
    writer.close()
    return answer


async def closing(connection: ClientConnection) -> tuple[int | None, str | None]:
    """Return the code and reason that a connection was closed with."""
    await connection.wait_closed()
    return connection.close_code, connection.close_reason


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_r1_a_station_gets_503_when_steve_is_down() -> None:
    async def main() -> None:
        async with relaying(f"ws://127.0.0.1:{free_port()}/x") as relay:
            assert (await refused(dial(relay))).status_code == 503
            assert relay.counters.connected == 0

    run(main())


def test_r1_a_station_gets_503_when_steve_hangs() -> None:
    async def main() -> None:
        async with SteveStandIn(before_answer=asyncio.Event()) as steve:
            async with relaying(steve, handshake_seconds=0.1) as relay:
                assert (await refused(dial(relay))).status_code == 503
            assert steve.before_answer is not None
            steve.before_answer.set()

    run(main())


def test_r1_a_station_that_does_not_wait_for_steve_leaves_nothing_behind() -> None:
    async def main() -> None:
        async with SteveStandIn(before_answer=asyncio.Event()) as steve:
            async with relaying(steve) as relay:
                hurried = asyncio.create_task(dial(relay))
                await until(lambda: steve.requests)
                hurried.cancel()
                await until(lambda: not relay._tasks)
            assert steve.before_answer is not None
            steve.before_answer.set()

    run(main())


@pytest.mark.parametrize("status", [401, 404, 500, 302])
def test_r1_steves_own_refusal_is_passed_on(status: int) -> None:
    headers = Headers(
        {"WWW-Authenticate": 'Basic realm="steve"', "Location": "/x", "Content-Length": "2"}
    )

    async def main() -> None:
        async with (
            SteveStandIn(refuse_with=Response(status, "As It Says", headers, b"no")) as steve,
            relaying(steve) as relay,
        ):
            answer = (await answer_to(relay.port)).decode()
        assert answer.startswith(f"HTTP/1.1 {status} As It Says\r\n")
        assert 'WWW-Authenticate: Basic realm="steve"\r\n' in answer
        assert answer.endswith("\r\n\r\nno")
        assert len(steve.requests) == 1

    run(main())


@pytest.mark.parametrize("code", [1000, 1001, 1011, 3000, 4999])
def test_r2_when_steve_closes_the_station_is_closed_with_its_code(code: int) -> None:
    async def behave(connection: ServerConnection) -> None:
        await connection.close(code, "weil — so")

    async def main() -> None:
        async with SteveStandIn(behave) as steve, relaying(steve) as relay:
            assert await closing(await dial(relay)) == (code, "weil — so")

    run(main())


def test_r2_when_steve_is_lost_the_station_is_closed_at_once() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            station = await dial(relay)
            await until(lambda: steve.connections)
            steve.connections[0].transport.abort()
            assert (await closing(station))[0] == 1001
            await until(lambda: relay.counters.connected == 0)

    run(main())


def test_r2_when_the_station_closes_steve_gets_its_code_after_its_last_message() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            station = await dial(relay)
            await station.send("last words")
            await station.close(4001, "switched off")
            await until(lambda: ("closed", 0) in steve.happened)
            assert steve.received == ["last words"]
            assert steve.connections[0].close_code == 4001
            assert steve.connections[0].close_reason == "switched off"

    run(main())


def test_r2_a_close_without_a_code_is_passed_on_as_one() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            station = await dial(relay)
            station.protocol.send_close()
            station.send_data()
            await until(lambda: ("closed", 0) in steve.happened)
            assert steve.connections[0].close_code == 1005

    run(main())


def test_r2_when_the_station_is_lost_steve_is_closed_at_once() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            station = await dial(relay)
            await until(lambda: steve.connections)
            station.transport.abort()
            await until(lambda: ("closed", 0) in steve.happened)
            assert steve.connections[0].close_code == 1001

    run(main())


def silence_of(connection: Any) -> None:
    """Let one end of a connection die without a word, as when its cable is pulled."""
    connection.transport.pause_reading()


QUICK = PairTimes(ping=0.1, silence=0.6, answer_wait=1.0)


def test_r3_a_station_that_died_silently_is_found() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve, times=QUICK) as relay:
            silence_of(await dial(relay))
            await until(lambda: ("closed", 0) in steve.happened)
            await until(lambda: relay.counters.connected == 0)

    run(main())


def test_r3_a_steve_that_died_silently_is_found() -> None:
    async def behave(connection: ServerConnection) -> None:
        silence_of(connection)

    async def main() -> None:
        async with SteveStandIn(behave) as steve, relaying(steve, times=QUICK) as relay:
            station = await dial(relay)
            assert (await closing(station))[0] == 1001
            steve.connections[0].transport.abort()

    run(main())


def test_r3_two_that_only_answer_pings_stay_connected() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve, times=QUICK) as relay:
            station = await dial(relay)
            pings = asyncio.get_running_loop().time() + 3 * QUICK.silence
            await until(lambda: asyncio.get_running_loop().time() > pings)
            await station.send("still here")
            await until(lambda: steve.received)

    run(main())


def test_r4_a_station_that_comes_back_replaces_its_old_connection_which_steve_sees_first() -> None:
    keeper = MemoryKeeper()

    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve, keeper) as relay:
            silence_of(await dial(relay))
            new = await dial(relay)
            await new.send("new")
            await until(lambda: steve.received)
            assert steve.happened == [("opened", 0), ("closed", 0), ("opened", 1)]
            assert keeper.kinds() == ["connected", "disconnected", "connected"]
            assert relay.counters.connected == 1
            assert relay.counters.replaced == 1

    run(main())


def test_r4_whoever_has_other_credentials_can_not_throw_a_station_out() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            station = await dial(relay, additional_headers={"Authorization": "Basic right"})
            steve.refuse_with = Response(401, "Unauthorized", Headers({"Content-Length": "0"}))
            wrong = dial(relay, additional_headers={"Authorization": "Basic wrong"})
            assert (await refused(wrong)).status_code == 401
            await station.send("still here")
            await until(lambda: steve.received)
            steve.refuse_with = None
            # SteVe was given another password for it: then the new one counts.
            await dial(relay, additional_headers={"Authorization": "Basic changed"})
            await station.wait_closed()
            assert relay.counters.connected == 1

    run(main())


def test_r5_a_station_that_talks_and_never_pongs_is_left_alone() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve, times=QUICK) as relay:
            station = await dial(relay)
            answers: list[bytes] = []
            send_data = station.send_data

            def send_no_pongs() -> None:
                station.protocol.writes = [
                    data for data in station.protocol.writes if data[:1] != b"\x8a"
                ]
                answers.append(b"")
                send_data()

            station.send_data = send_no_pongs  # type: ignore[method-assign]
            for number in range(30):
                await station.send(str(number))
                await asyncio.sleep(QUICK.silence / 10)
            await until(lambda: len(steve.received) == 30)
            assert len(answers) > 30

    run(main())


def test_r5_pings_keep_both_sides_busy() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve, times=QUICK) as relay:
            station = await dial(relay)
            seen: list[str] = []
            for name, connection in (("station", station), ("steve", steve.connections[0])):
                process = connection.process_event

                def note(event: Any, name: str = name, process: Any = process) -> None:
                    seen.append(name)
                    process(event)

                connection.process_event = note  # type: ignore[method-assign]
            await until(lambda: seen.count("station") > 2 and seen.count("steve") > 2)

    run(main())


def test_r6_a_stalled_steve_stops_the_station_and_the_relay_keeps_little() -> None:
    goes_on = asyncio.Event()

    async def behave(connection: ServerConnection) -> None:
        silence_of(connection)
        await goes_on.wait()
        connection.transport.resume_reading()
        async for _ in connection:
            pass

    async def main() -> None:
        async with SteveStandIn(behave) as steve, relaying(steve) as relay:
            station = await dial(relay)
            flood = asyncio.create_task(send_for_ever(station))
            pair, _ = relay._stations[STATION]
            await until(lambda: pair._station.is_held)
            transport = pair._steve._transport
            assert transport is not None
            assert transport.get_write_buffer_size() < 1024 * 1024
            # Nothing more is taken from the station than what the kernel holds for both.
            passed = relay.counters.passed.from_stations
            for _ in range(20):
                await asyncio.sleep(0)
            assert relay.counters.passed.from_stations == passed
            goes_on.set()
            await until(lambda: relay.counters.passed.from_stations > passed + 1000)
            flood.cancel()

    run(main())


async def send_for_ever(connection: ClientConnection) -> None:
    while True:
        await connection.send("x" * 1024)


def test_r6_a_stalled_station_stops_steve() -> None:
    flooded = asyncio.Event()

    async def behave(connection: ServerConnection) -> None:
        while True:
            try:
                async with asyncio.timeout(0.3):
                    await connection.send("x" * 65536)
            except TimeoutError:
                flooded.set()
                return

    async def main() -> None:
        async with SteveStandIn(behave) as steve, relaying(steve) as relay:
            station = await dial(relay, max_queue=1)
            await flooded.wait()
            (pair, _) = relay._stations[STATION]
            assert pair._steve.is_held
            station.transport.abort()

    run(main())


def test_r7_a_message_as_large_as_steve_takes_passes() -> None:
    message = "x" * (8 * 1024 * 1024)

    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            station = await dial(relay)
            await station.send(message)
            await until(lambda: steve.received)
            assert steve.received == [message]

    run(main())


def test_r7_a_larger_message_closes_with_1009() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve:
            limits = LinkLimits(frame_bytes=1000, close_seconds=0.3)
            async with relaying(steve, limits=limits) as relay:
                station = await dial(relay)
                await station.send("x" * 1001)
                assert (await closing(station))[0] == 1009
                await until(lambda: ("closed", 0) in steve.happened)
                # In fragments it is no smaller.
                station = await dial(relay)
                await station.send(["x" * 600, "x" * 600])
                assert (await closing(station))[0] == 1009
            assert steve.received == []

    run(main())


@pytest.mark.parametrize(
    "message",
    [
        '[2,"1","DataTransfer",{"vendorId":"RivotMotors"',
        "[2,",
        "",
        "null",
        '[2,"1","DataTransfer",' + "[" * 5000,
        '[2,"1","DataTransfer",{"vendorId":' + "9" * 5000 + "}]",
        '[2,"1","DataTransfer",{"vendorId":NaN}]',
        '[2,"1","DataTransfer",{"vendorId":"\\ud800","data":"\\udfff"}]',
        '\ufeff[2,"1","DataTransfer",{}]',
        "\x00\x01",
        '[2, "1" ,"\\u0044ataTransfer",{"vendorId":7}]',
    ],
)
def test_r8_what_is_no_ocpp_is_passed_on_as_it_is(message: str) -> None:
    async def main() -> None:
        keeper = MemoryKeeper()
        async with SteveStandIn(quietly) as steve, relaying(steve, keeper) as relay:
            station = await dial(relay)
            await station.send(message)
            await station.send("next")
            assert [await station.recv(), await station.recv()] == [message, "next"]
        assert keeper.messages == []

    run(main())


async def quietly(connection: ServerConnection) -> None:
    """Send back what comes."""
    async for message in connection:
        await connection.send(message)


def test_r8_binary_messages_stay_binary() -> None:
    async def main() -> None:
        async with SteveStandIn(quietly) as steve, relaying(steve) as relay:
            station = await dial(relay)
            await station.send(b"\xff\x00\xfe")
            assert await station.recv() == b"\xff\x00\xfe"

    run(main())


def test_r8_fragments_make_one_message_with_pings_in_between() -> None:
    async def main() -> None:
        async with SteveStandIn(quietly) as steve, relaying(steve) as relay:
            station = await dial(relay)
            cut = "ಚ".encode()
            station.protocol.send_text(b"a" + cut[:1], fin=False)
            station.protocol.send_ping(b"p")
            station.protocol.send_continuation(cut[1:], fin=False)
            station.protocol.send_continuation(b"", fin=True)
            station.send_data()
            assert await station.recv() == "aಚ"

    run(main())


def test_r8_text_that_is_not_utf_8_closes_with_1007() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            station = await dial(relay)
            await station.send(b"fine", text=True)
            await station.send(b"\xff", text=True)
            assert (await closing(station))[0] == 1007
            await until(lambda: ("closed", 0) in steve.happened)
            assert steve.received == ["fine"]

    run(main())


def test_r9_only_the_answer_to_a_data_transfer_waits_for_its_record() -> None:
    async def main() -> None:
        keeper = MemoryKeeper(durable=None)
        async with SteveStandIn() as steve, relaying(steve, keeper) as relay:
            station = await dial(relay)
            await station.send(data_transfer("1"))
            await until(lambda: steve.received)
            await steve.connections[0].send("meanwhile")
            assert await station.recv() == "meanwhile"
            keeper.pending[0].set_result(True)
            assert await station.recv() == accepted("1")

    run(main())


def test_r9_a_record_that_takes_too_long_lets_steves_answer_through() -> None:
    async def main() -> None:
        keeper = MemoryKeeper(durable=None)
        times = PairTimes(answer_wait=0.05)
        async with SteveStandIn() as steve, relaying(steve, keeper, times=times) as relay:
            station = await dial(relay)
            await station.send(data_transfer("1"))
            assert await station.recv() == rejected("1")
            keeper.pending[0].set_result(True)
            await station.send("on it goes")
            await until(lambda: len(steve.received) == 2)
            assert relay.counters.passed.answers_unrecorded == 1

    run(main())


def test_r9_a_record_that_failed_lets_steves_answer_through() -> None:
    async def main() -> None:
        keeper = MemoryKeeper(durable=False)
        async with SteveStandIn() as steve, relaying(steve, keeper) as relay:
            station = await dial(relay)
            await station.send(data_transfer("1"))
            assert await station.recv() == rejected("1")

    run(main())


def answering(answer: str) -> Any:
    async def behave(connection: ServerConnection) -> None:
        async for _ in connection:
            await connection.send(answer)

    return behave


@pytest.mark.parametrize(
    "answer",
    [
        rejected("1"),
        result("1", {"status": "UnknownVendorId"}),
        result("1", {"status": "UnknownMessageId", "data": "x"}),
        '[4,"1","InternalError","",{}]',
        '[ 3 , "\\u0031" , {"status":"Reje\\u0063ted"} ]',
        '[4,"1"]',
    ],
)
def test_r10_a_recorded_message_is_accepted_in_steves_place(answer: str) -> None:
    async def main() -> None:
        async with SteveStandIn(answering(answer)) as steve, relaying(steve) as relay:
            station = await dial(relay)
            await station.send(data_transfer("1"))
            assert await station.recv() == accepted("1")
            assert relay.counters.passed.answers_replaced == 1

    run(main())


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        (data_transfer("1"), result("1", {"status": "Accepted", "data": "kept"})),
        (data_transfer("1"), '[3,"1",{"status":"Rejected"'),
        (data_transfer("1", vendor_id="other"), rejected("1")),
        (data_transfer("1"), rejected("2")),
        (data_transfer("1"), '[2,"1","DataTransfer",{"vendorId":"RivotMotors"}]'),
        (data_transfer("1", "x" * 65537), rejected("1")),
        (call("1", "Heartbeat", {}), rejected("1")),
        (call("1", "Heartbeat", {"DataTransfer": "DataTransfer"}), rejected("1")),
        (call("1", "DataTransfer", {"vendorId": 7}), rejected("1")),
    ],
)
def test_r10_every_other_answer_passes_unchanged(sent: str, answer: str) -> None:
    async def main() -> None:
        async with SteveStandIn(answering(answer)) as steve, relaying(steve) as relay:
            station = await dial(relay)
            await station.send(sent)
            assert await station.recv() == answer

    run(main())


def test_r10_two_calls_of_the_same_unique_id_get_an_answer_each() -> None:
    async def main() -> None:
        keeper = MemoryKeeper()
        async with SteveStandIn() as steve, relaying(steve, keeper) as relay:
            station = await dial(relay)
            await station.send(data_transfer("1", "first"))
            await station.send(data_transfer("1", "second"))
            assert [await station.recv() for _ in "ab"] == [accepted("1")] * 2
            assert [row.data for row in keeper.messages] == ["first", "second"]

    run(main())


def test_r10_a_stations_answer_to_steve_is_not_taken_for_steves_to_the_station() -> None:
    async def main() -> None:
        async with SteveStandIn(answering(rejected("2"))) as steve, relaying(steve) as relay:
            station = await dial(relay)
            await station.send(data_transfer("1"))
            await station.recv()
            # The station's own answer bears the id of the call that it waits for.
            await station.send(rejected("1"))
            await station.recv()
            await steve.connections[0].send(rejected("1"))
            assert await station.recv() == accepted("1")

    run(main())


def test_r10_ever_so_many_calls_without_an_answer_are_forgotten() -> None:
    async def main() -> None:
        async with SteveStandIn(quietly) as steve, relaying(steve) as relay:
            station = await dial(relay)
            for number in range(1100):
                await station.send(data_transfer(str(number)))
                await station.recv()
            await steve.connections[0].send(rejected("0"))
            assert await station.recv() == rejected("0")
            await steve.connections[0].send(rejected("1099"))
            assert await station.recv() == accepted("1099")

    run(main())


def test_r11_path_subprotocols_and_authorization_are_passed_on() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            station = await dial(
                relay,
                "R%C3%84D%20%2F1?a=b",
                subprotocols=["ocpp2.0.1", OCPP],
                additional_headers={"Authorization": "Basic UklWT1Q6c2VjcmV0"},
                user_agent_header="station/1",
            )
            assert station.subprotocol == OCPP
            (request,) = steve.requests
            assert request.path == ("/steve/websocket/CentralSystemService/R%C3%84D%20%2F1?a=b")
            assert request.headers["Sec-WebSocket-Protocol"] == "ocpp2.0.1, ocpp1.6"
            assert request.headers.get_all("Authorization") == ["Basic UklWT1Q6c2VjcmV0"]
            assert request.headers["User-Agent"] == "station/1"
            assert "Sec-WebSocket-Extensions" not in request.headers

    run(main())


def test_r11_no_subprotocol_is_chosen_that_steve_has_not_chosen() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            assert (await dial(relay, subprotocols=["ocpp2.0.1"])).subprotocol is None
            assert (await dial(relay, subprotocols=None)).subprotocol is None

    run(main())


def test_r11_an_old_path_before_the_charge_box_id_does_no_harm() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            await dial(relay, f"steve/websocket/CentralSystemService/{STATION}")
            assert steve.requests[0].path.endswith(f"CentralSystemService/{STATION}")

    run(main())


@pytest.mark.parametrize("path", ["", "a/", "..", "%2e%2e", "%ff", "%00", "x" * 256])
def test_r11_an_address_without_a_charge_box_id_is_not_found(path: str) -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            assert (await refused(dial(relay, path))).status_code == 404
            assert steve.requests == []

    run(main())


def test_r12_no_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, SteveStandIn() as proxy:
            for name in ("http_proxy", "https_proxy", "all_proxy", "ws_proxy"):
                monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
            async with relaying(steve) as relay:
                await dial(relay)
            assert len(steve.requests) == 1
            assert proxy.requests == []

    run(main())


def test_r12_no_redirect_is_followed() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, SteveStandIn() as elsewhere, relaying(steve) as relay:
            headers = Headers({"Location": elsewhere.url, "Content-Length": "0"})
            steve.refuse_with = Response(302, "Found", headers)
            assert (await answer_to(relay.port)).startswith(b"HTTP/1.1 302 Found")
            assert elsewhere.requests == []

    run(main())


def test_r12_credentials_are_never_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            secret = {"Authorization": "Basic UklWT1Q6c2VjcmV0"}
            await dial(relay, additional_headers=secret)
            steve.refuse_with = Response(401, "Unauthorized", Headers({"Content-Length": "0"}))
            await refused(dial(relay, "other", additional_headers=secret))

    with caplog.at_level("DEBUG", "kiosk"):
        run(main())
    assert "connected" in caplog.text
    assert "refused" in caplog.text
    assert "UklWT1" not in caplog.text


def test_r12_headers_and_handshakes_are_bounded() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve:
            few: dict[str, Any] = {"handshake_seconds": 0.2, "most_connections": 3}
            async with relaying(steve, **few) as relay:
                large = {"X-Large": "x" * 9000}
                assert (await refused(dial(relay, additional_headers=large))).status_code == 431
                # Those who connect and say nothing are sent away in time …
                silent = [await asyncio.open_connection("127.0.0.1", relay.port) for _ in range(3)]
                await until(lambda: len(relay._tasks) == 3)
                # … and are not more than may be.
                with pytest.raises((InvalidMessage, OSError)):
                    await dial(relay)
                await until(lambda: not relay._tasks)
                for _, writer in silent:
                    writer.close()
                await dial(relay)

    run(main())


def test_r13_a_relay_that_stops_closes_both_sides_so_that_stations_come_back() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve:
            async with relaying(steve) as relay:
                station = await dial(relay)
            assert (await closing(station))[0] == 1012
            await until(lambda: ("closed", 0) in steve.happened)
            assert steve.connections[0].close_code == 1001

    run(main())


def test_r13_a_relay_stops_at_once_while_somebody_is_connecting() -> None:
    async def main() -> None:
        async with SteveStandIn(before_answer=asyncio.Event()) as steve:
            async with relaying(steve, handshake_seconds=NEVER) as relay:
                _, silent = await asyncio.open_connection("127.0.0.1", relay.port)
                waiting = asyncio.create_task(dial(relay))
                await until(lambda: len(relay._tasks) == 2 and steve.requests)
            with pytest.raises((InvalidMessage, OSError)):
                await waiting
            silent.close()
            assert steve.before_answer is not None
            steve.before_answer.set()

    run(main())


def test_a_station_that_sends_before_it_has_an_answer_is_sent_away() -> None:
    async def main() -> None:
        async with SteveStandIn(before_answer=asyncio.Event()) as steve, relaying(steve) as relay:
            reader, writer = await asyncio.open_connection("127.0.0.1", relay.port)
            writer.write(REQUEST + b"\x81\x80\x00\x00\x00\x00")
            # Reset or closed, and nothing was said.
            (said,) = await asyncio.gather(reader.read(), return_exceptions=True)
            assert said == b"" or isinstance(said, ConnectionResetError)
            writer.close()
            assert steve.before_answer is not None
            steve.before_answer.set()
            await until(lambda: not relay._tasks)

    run(main())


def test_a_station_that_asks_for_pongs_and_takes_none_is_sent_away() -> None:
    async def main() -> None:
        limits = LinkLimits(frame_bytes=1000, close_seconds=0.3)
        async with SteveStandIn() as steve, relaying(steve, limits=limits) as relay:
            station = await dial(relay)
            silence_of(station)
            ping = b"\x89\xfd\x00\x00\x00\x00" + b"x" * 125
            while relay.counters.connected:
                if station.transport.get_write_buffer_size() < 65536:
                    station.transport.write(ping * 1000)
                await asyncio.sleep(0)
            await until(lambda: ("closed", 0) in steve.happened)

    run(main())


def test_a_fault_of_the_relays_own_stops_no_message(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a fault")

    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            monkeypatch.setattr(Tap, "from_station", fail)
            monkeypatch.setattr(Tap, "from_steve", fail)
            station = await dial(relay)
            for _ in range(3):
                await station.send(data_transfer("1"))
                assert await station.recv() == rejected("1")
            assert relay.counters.passed.unread == 6

    run(main())
    assert caplog.text.count("passed on unread") == 1


def test_stations_that_all_come_back_at_once_are_all_let_in() -> None:
    async def main() -> None:
        async with SteveStandIn() as steve, relaying(steve) as relay:
            stations = await asyncio.gather(*(dial(relay, f"S{n}") for n in range(250)))
            assert relay.counters.connected == 250
            again = await asyncio.gather(*(dial(relay, f"S{n}") for n in range(250)))
            await asyncio.gather(*(station.wait_closed() for station in stations))
            await asyncio.gather(*(station.send(data_transfer("1")) for station in again))
            answers = await asyncio.gather(*(station.recv() for station in again))
            assert set(answers) == {accepted("1")}
            assert relay.counters.connected == 250
            assert relay.counters.replaced == 250

    run(main())
