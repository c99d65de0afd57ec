"""What a poll of the station costs, on a young database and after years.

Starts a MariaDB of its own, and asks in turn, over one connection each: ``SELECT 1``, the station
in a database with ten thousand meter values, and the same in one with six million meter values and
a million statuses, without and with a relay's file of 100,000 events; then at the start of a
transaction and 17,000 values into it. The bars are ratios of medians, since milliseconds say more
about the machine than about the kiosk.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from datetime import UTC, timedelta
from pathlib import Path

if __name__ == "__main__":
    # Started as a file, only this folder would be on the path.
    sys.path[0] = str(Path(__file__).parents[1])

from kiosk.relay.records import EventKind
from tests.integration.mariadb_server import MariaDBServer
from tests.integration.poller import Poller
from tests.integration.relay_file import RelayFile
from tests.integration.steve_database import CHARGE_BOX_ID, Sample, SteveDatabase

ROUNDS = 400
SMALL = (10_000, 2_000)
LARGE = (6_000_000, 1_000_000)
LONG_TRANSACTION = 17_000
RELAY_EVENTS = 100_000
CONNECTORS = 200
"""Besides the kiosk's own, over which the history is spread."""

MOST_OVER_SELECT_1 = 6.0
MOST_OVER_SMALL = 1.2
MOST_OVER_START = 1.2
MOST_OF_A_POLL = {"statements": 4, "row reads": 160, "rows scanned or sorted": 0}


def fill(steve: SteveDatabase, meter_values: int, statuses: int) -> int:
    """Make years of history, a session under way on our connector, and return its transaction."""
    steve.data_transfer_table()
    steve.charge_box()
    steve.connector(0)
    own = steve.connector(1)
    others = [steve.connector(number) for number in range(2, CONNECTORS + 2)]
    first, spread = others[0], len(others)
    transactions = meter_values // 100
    steve.execute(
        "INSERT INTO transaction_start (transaction_pk, evse_pk, id_tag, start_timestamp)"
        f" SELECT seq, IF(seq %% 50, {first} + seq %% {spread}, {own}), 'TAG', NOW()"
        f" FROM seq_1_to_{transactions}"
    )
    steve.execute(
        "INSERT INTO transaction_stop (transaction_pk, stop_value)"
        f" SELECT seq, '100' FROM seq_1_to_{transactions}"
    )
    steve.execute(
        "INSERT INTO connector_meter_value (evse_pk, transaction_pk, value_timestamp, value,"
        " reading_context, measurand, unit)"
        f" SELECT {first} + seq %% {spread}, 1 + seq DIV 101,"
        " NOW() - INTERVAL 3 YEAR + INTERVAL seq SECOND, seq, 'Sample.Periodic', 'SoC', 'Percent'"
        f" FROM seq_1_to_{meter_values}"
    )
    steve.execute(
        "INSERT INTO connector_status (evse_pk, status_timestamp, status, error_code)"
        f" SELECT IF(seq %% 50, {first} + seq %% {spread}, {own}),"
        " NOW() - INTERVAL 3 YEAR + INTERVAL seq SECOND, 'Available', 'NoError'"
        f" FROM seq_1_to_{statuses}"
    )
    steve.execute(
        "INSERT INTO data_transfer (charge_box_id, vendor_id, message_id, data,"
        " received_timestamp) SELECT CONCAT('OTHER_', seq %% 100), 'RivotMotors', 'VehicleInfo',"
        f" '{{}}', NOW() FROM seq_1_to_{statuses // 10}"
    )
    now = steve.now()
    steve.status(own, "Charging", now - timedelta(seconds=60))
    steve.data_transfer("VehicleInfo", {"soc": 87, "maxCurrent": 2}, now - timedelta(seconds=70))
    transaction_id = steve.start(own, now - timedelta(seconds=61))
    lengthen(steve, transaction_id, 60)
    steve.execute("ANALYZE TABLE connector_status, connector_meter_value, transaction_start")
    return transaction_id


def lengthen(steve: SteveDatabase, transaction_id: int, values: int) -> None:
    """Add sampled values to the transaction."""
    (own,) = steve.query(
        "SELECT evse_pk FROM transaction_start WHERE transaction_pk = %s", transaction_id
    )[0]
    for number in range(values % 1000):
        steve.meter_values(own, transaction_id, steve.now(), Sample(str(number), "SoC", "Percent"))
    if values >= 1000:
        steve.execute(
            "INSERT INTO connector_meter_value (evse_pk, transaction_pk, value_timestamp, value,"
            f" measurand, unit) SELECT {own}, {transaction_id},"
            " NOW() + INTERVAL seq SECOND, seq, 'SoC', 'Percent'"
            f" FROM seq_1_to_{values // 1000 * 1000}"
        )


def record(steve: SteveDatabase, file: Path) -> None:
    """Make a relay's file that is as large as it gets, and knows of our connector's status."""
    ((stamped,),) = steve.query(
        "SELECT MAX(status_timestamp) FROM connector_status WHERE status = 'Charging'"
    )
    with closing(RelayFile(file)) as relay:
        relay.vehicle_info(87)
        with closing(sqlite3.connect(file)) as store, store:
            store.execute(
                "WITH RECURSIVE seq(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM seq"
                " WHERE n < ?) INSERT INTO station_event (charge_box_id, kind, connector_id,"
                " status, received_timestamp) SELECT IIF(n % 2, ?, 'OTHER_' || n % 100), 'status',"
                " 1, 'Available', '2026-11-22 12:00:00.000000' FROM seq",
                (RELAY_EVENTS, CHARGE_BOX_ID),
            )
        relay.note(
            EventKind.STATUS,
            connector_id=1,
            status="Charging",
            station_timestamp=stamped.replace(tzinfo=UTC),
        )


def medians(calls: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median seconds of each, asked in turn so that all meet the same machine."""
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        for _ in range(20):
            call()
    for _ in range(ROUNDS):
        for name, call in calls.items():
            began = time.perf_counter()
            call()
            seconds[name].append(time.perf_counter() - began)
    return {name: statistics.median(values) for name, values in seconds.items()}


def main() -> int:
    """Measure, print, and return 1 where a bar is not met."""
    began = time.monotonic()
    with ExitStack() as stack:
        server = stack.enter_context(
            MariaDBServer("--innodb-buffer-pool-size=2G", "--innodb-log-file-size=1G")
        )
        small, large = SteveDatabase(server, "small"), SteveDatabase(server, "large")
        fill(small, *SMALL)
        transaction_id = fill(large, *LARGE)
        print(f"filled in {time.monotonic() - began:.0f} s")
        file = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "relay.sqlite3"
        record(large, file)
        pollers = {
            "small": Poller(small),
            "large": Poller(large),
            "relay": Poller(large, file),
        }
        for poller in pollers.values():
            stack.callback(poller.close)
        calls = {
            "SELECT 1": pollers["large"].select_1,
            "poll, small": pollers["small"].poll,
            "poll, large": pollers["large"].poll,
            "poll, relay": pollers["relay"].poll,
        }
        if not pollers["relay"].poll().connected:
            raise AssertionError("the relay's file is not read")
        took = medians(calls)
        costs = [pollers["large"].cost()]
        lengthen(large, transaction_id, LONG_TRANSACTION)
        pollers["large"].poll()
        late = medians(calls)
        costs.append(pollers["large"].cost())
        for connection in (small.connection, large.connection):
            connection.close()
    for name, seconds in took.items():
        print(f"{name:<12} {seconds * 1000:7.3f} ms, {late[name] * 1000:7.3f} ms at the end")
    # At the end the whole run may have become slower or faster: relate it to its own SELECT 1.
    growth = (late["poll, large"] / late["SELECT 1"]) / (took["poll, large"] / took["SELECT 1"])
    figures: dict[str, tuple[float, float]] = {
        "poll over SELECT 1": (took["poll, large"] / took["SELECT 1"], MOST_OVER_SELECT_1),
        "with a relay's file": (took["poll, relay"] / took["SELECT 1"], MOST_OVER_SELECT_1),
        "large over small": (took["poll, large"] / took["poll, small"], MOST_OVER_SMALL),
        f"{LONG_TRANSACTION} values in over start": (growth, MOST_OVER_START),
    }
    for name, most in MOST_OF_A_POLL.items():
        figures[name] = max(cost[name] for cost in costs), most
    for name, (value, bar) in figures.items():
        print(f"{name:<30} {value:7.2f} {'<=' if value <= bar else '> '} {bar:g}")
    print(f"took {time.monotonic() - began:.0f} s")
    return int(any(value > bar for value, bar in figures.values()))


if __name__ == "__main__":
    sys.exit(main())
