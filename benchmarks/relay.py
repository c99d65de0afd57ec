"""What the relay costs, against the least a forwarder can cost.

A stand-in for SteVe that answers every call, the relay, and a bare forwarder written here on the
same library each run in a process of their own. A station talks in turn to SteVe itself, through
the forwarder and through the relay, so that all three meet the same machine; what counts is the
ratio of what the relay adds to what the forwarder adds. Then a thousand stations connect to it.
"""

import asyncio
import json
import os
import resource
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

if __name__ == "__main__":
    # Started as a file, only this folder would be on the path.
    sys.path[0] = str(Path(__file__).parents[1])

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from tests.relay.process import RelayProcess

ROUND_TRIPS = 4000
WARM_UP = 300
IN_FLIGHT = 64
BURST = 4000
BURSTS = 6
STATIONS = 1000
RECORD_SECONDS = 6.0
RECORD_STATIONS = 50

MOST_ADDED_MEDIAN = 1.3
MOST_ADDED_P99 = 1.5
LEAST_RATE = 1 / 1.3
LEAST_MESSAGES_A_SECOND = 2000.0
MOST_KIB_A_STATION = 64.0
LEAST_RECORDS_A_SECOND = 300.0

OPTIONS = {"compression": None, "ping_interval": None, "max_size": None}
METER_VALUES = json.dumps(
    [
        2,
        "d52cb370-4d22-47f8-a705-e3a40c10f918",
        "MeterValues",
        {
            "connectorId": 1,
            "transactionId": 2,
            "meterValue": [
                {
                    "timestamp": "2026-11-22T19:57:02.027Z",
                    "sampledValue": [
                        {"value": "142.5", "measurand": name, "unit": unit, "context": "Sample"}
                        for name, unit in (
                            ("Energy.Active.Import.Register", "Wh"),
                            ("Power.Active.Import", "W"),
                            ("SoC", "Percent"),
                            ("Voltage", "V"),
                            ("Current.Import", "A"),
                        )
                    ],
                }
            ],
        },
    ]
)


# What runs in processes of its own.


async def steve(port: int) -> None:
    """Answer every call: a DataTransfer is refused."""

    async def talk(connection: ServerConnection) -> None:
        try:
            async for message in connection:
                unique_id = str(message).split('"', 2)[1]
                status = "Rejected" if '"DataTransfer"' in str(message)[:80] else "Accepted"
                await connection.send(f'[3,"{unique_id}",{{"status":"{status}"}}]')
        except ConnectionClosed:
            return

    async with serve(talk, "127.0.0.1", port, backlog=1024, **OPTIONS) as server:  # type: ignore[arg-type]
        await server.serve_forever()


async def forwarder(port: int, upstream: str) -> None:
    """Forward messages both ways, and do nothing else."""

    async def pump(source: ClientConnection, target: ServerConnection) -> None:
        async for message in source:
            await target.send(message)

    async def talk(station: ServerConnection) -> None:
        try:
            async with connect(upstream, proxy=None, **OPTIONS) as other:  # type: ignore[arg-type]
                back = asyncio.create_task(pump(other, station))
                async for message in station:
                    await other.send(message)
                back.cancel()
        except ConnectionClosed:
            return

    async with serve(talk, "127.0.0.1", port, **OPTIONS) as server:  # type: ignore[arg-type]
        await server.serve_forever()


@contextmanager
def part(*arguments: str) -> Iterator[None]:
    """Run a part of this file in a process of its own."""
    process = subprocess.Popen([sys.executable, __file__, *arguments])
    try:
        yield
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


# What is measured.


async def station(url: str) -> ClientConnection:
    """Connect, as soon as the other end is there."""
    for _ in range(200):
        try:
            return await connect(url, proxy=None, **OPTIONS)  # type: ignore[arg-type]
        except OSError:
            await asyncio.sleep(0.05)
    raise RuntimeError(f"nobody listens at {url}")


async def round_trips(urls: dict[str, str]) -> dict[str, list[float]]:
    """Return the seconds of single round trips by each way, made in turn."""
    stations = {name: await station(url) for name, url in urls.items()}
    seconds: dict[str, list[float]] = {name: [] for name in urls}
    for number in range(WARM_UP + ROUND_TRIPS):
        for name, connection in stations.items():
            began = time.perf_counter()
            await connection.send(METER_VALUES)
            await connection.recv()
            if number >= WARM_UP:
                seconds[name].append(time.perf_counter() - began)
    for connection in stations.values():
        await connection.close()
    return seconds


async def rates(urls: dict[str, str]) -> dict[str, float]:
    """Return the round trips a second by each way with many in flight, best of bursts in turn."""
    stations = {name: await station(url) for name, url in urls.items()}
    best = dict.fromkeys(urls, 0.0)
    for _ in range(BURSTS):
        for name, connection in stations.items():
            began = time.perf_counter()
            await burst(connection)
            best[name] = max(best[name], BURST / (time.perf_counter() - began))
    for connection in stations.values():
        await connection.close()
    return best


async def burst(connection: ClientConnection) -> None:
    """Make many round trips with some in flight."""
    for _ in range(IN_FLIGHT):
        await connection.send(METER_VALUES)
    for received in range(BURST):
        await connection.recv()
        if received < BURST - IN_FLIGHT:
            await connection.send(METER_VALUES)


async def thousand_stations(relay: RelayProcess) -> tuple[float, float]:
    """Return the KiB of memory a station takes, and the seconds until all had an answer."""
    before = relay.resident_bytes()
    began = time.perf_counter()
    urls = [f"ws://127.0.0.1:{relay.port}/STATION_{number}" for number in range(STATIONS)]
    stations = await asyncio.gather(*map(station, urls))
    await asyncio.gather(*(connection.send(METER_VALUES) for connection in stations))
    await asyncio.gather(*(connection.recv() for connection in stations))
    took = time.perf_counter() - began
    grown = relay.resident_bytes() - before
    await asyncio.gather(*(connection.close() for connection in stations))
    return grown / 1024 / STATIONS, took


async def records(relay: RelayProcess) -> tuple[float, int]:
    """Return how many DataTransfers a second are recorded and accepted, and their number."""
    data = '{"soc": 87.0, "maxCurrent": 2, "voltage": 76.38, "temperature": 26.6}'
    payload = {"vendorId": "RivotMotors", "messageId": "VehicleInfo", "data": data}
    stop = time.perf_counter() + RECORD_SECONDS

    async def send(number: int) -> int:
        connection = await station(f"ws://127.0.0.1:{relay.port}/RECORDING_{number}")
        count = 0
        while time.perf_counter() < stop:
            await connection.send(json.dumps([2, str(count), "DataTransfer", payload]))
            assert '"Accepted"' in str(await connection.recv())
            count += 1
        await connection.close()
        return count

    count = sum(await asyncio.gather(*map(send, range(RECORD_STATIONS))))
    return count / RECORD_SECONDS, count


def p99(values: list[float]) -> float:
    """Return the 99th percentile."""
    return statistics.quantiles(values, n=100)[98]


def main() -> int:
    """Measure, print, and return 1 where a bar is not met."""
    began = time.monotonic()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 2 * STATIONS + 200), most))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-relay-")))
        base = 20_000 + os.getpid() % 10_000
        upstream = f"ws://127.0.0.1:{base}"
        stack.enter_context(part("steve", str(base)))
        stack.enter_context(part("forwarder", str(base + 1), f"{upstream}/F"))
        relay = stack.enter_context(RelayProcess(folder, upstream))
        urls = {
            "direct": f"{upstream}/D",
            "forwarder": f"ws://127.0.0.1:{base + 1}/F",
            "relay": f"ws://127.0.0.1:{relay.port}/R",
        }
        seconds = asyncio.run(round_trips(urls))
        rate = asyncio.run(rates(urls))
        kib, connect_seconds = asyncio.run(thousand_stations(relay))
        record_rate, accepted = asyncio.run(records(relay))
        assert relay.stop() == 0
        with closing(sqlite3.connect(relay.file)) as database:
            (recorded,) = database.execute("SELECT count(*) FROM data_transfer").fetchone()
    medians = {name: statistics.median(values) * 1e6 for name, values in seconds.items()}
    tails = {name: p99(values) * 1e6 for name, values in seconds.items()}
    for name in urls:
        print(
            f"{name:<10} median {medians[name]:6.0f} us, p99 {tails[name]:6.0f} us,"
            f" {rate[name]:7.0f} round trips/s with {IN_FLIGHT} in flight"
        )
    print(f"{STATIONS} stations connected and answered in {connect_seconds:.1f} s")

    def added(figures: dict[str, float]) -> float:
        # What the forwarder adds may be lost in the noise of a busy machine, but never nothing.
        return (figures["relay"] - figures["direct"]) / max(
            figures["forwarder"] - figures["direct"], 1.0
        )

    at_most = {
        "added median over the forwarder's": (added(medians), MOST_ADDED_MEDIAN),
        "added p99 over the forwarder's": (added(tails), MOST_ADDED_P99),
        "KiB a station": (kib, MOST_KIB_A_STATION),
        "accepted and not recorded": (float(accepted - recorded), 0.0),
    }
    at_least = {
        "round trips/s over the forwarder's": (rate["relay"] / rate["forwarder"], LEAST_RATE),
        "messages/s": (2 * rate["relay"], LEAST_MESSAGES_A_SECOND),
        "DataTransfers/s recorded": (record_rate, LEAST_RECORDS_A_SECOND),
    }
    for name, (value, bar) in at_most.items():
        print(f"{name:<36} {value:9.2f} {'<=' if value <= bar else '> '} {bar:g}")
    for name, (value, bar) in at_least.items():
        print(f"{name:<36} {value:9.2f} {'>=' if value >= bar else '< '} {bar:.4g}")
    print(f"took {time.monotonic() - began:.0f} s")
    return int(
        any(value > bar for value, bar in at_most.values())
        or any(value < bar for value, bar in at_least.values())
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["steve"]:
        asyncio.run(steve(int(sys.argv[2])))
    elif sys.argv[1:2] == ["forwarder"]:
        asyncio.run(forwarder(int(sys.argv[2]), sys.argv[3]))
    else:
        sys.exit(main())
