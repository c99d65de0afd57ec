"""What the relay writes to a MariaDB server."""

import asyncio
from collections.abc import Iterator
from contextlib import closing

import pytest

from kiosk.adapters.data_transfers import DataTransferLog
from kiosk.adapters.database import DatabaseAddress, DatabaseConnection
from kiosk.relay.database import RecordAddress
from kiosk.relay.recorder import RecordLimits
from tests.integration.mariadb_server import MariaDBServer
from tests.relay.records import message, recording, status
from tests.relay.world import STATION, run, until

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def server() -> Iterator[MariaDBServer]:
    with MariaDBServer() as server:
        yield server


@pytest.fixture
def address(server: MariaDBServer) -> RecordAddress:
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS kiosk")
        cursor.execute("CREATE DATABASE kiosk")
        cursor.execute("CREATE OR REPLACE USER relay@127.0.0.1 IDENTIFIED BY 's3:cret/'")
        cursor.execute("GRANT ALL ON kiosk.* TO relay@127.0.0.1")
    url = f"mysql+pymysql://relay@127.0.0.1:{server.port}/kiosk"
    return RecordAddress(url=url, password="s3:cret/")


def ids(server: MariaDBServer) -> list[str]:
    with closing(server.connect("kiosk")) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT unique_id FROM data_transfer ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def test_messages_are_written_and_read(server: MariaDBServer, address: RecordAddress) -> None:
    big = "ಚ" * 20_000

    async def main() -> None:
        async with recording(address) as recorder:
            kept = [recorder.keep(message(str(n), '{"soc": 1}')) for n in range(600)]
            recorder.note(status("Preparing"))
            assert all(await asyncio.gather(*kept))
            assert await recorder.keep(message("big", big))

    run(main())
    assert ids(server) == [*map(str, range(600)), "big"]
    database = DatabaseConnection(DatabaseAddress(address.url, address.password), 3.0, 2.0)
    log = DataTransferLog(database, STATION)
    assert log.look()
    assert log.newest()
    assert "s3:cret" not in repr(address)
    database.close()


def test_a_server_that_goes_and_comes_back_gets_all(
    server: MariaDBServer, address: RecordAddress
) -> None:
    async def main() -> None:
        async with recording(address) as recorder:
            assert await recorder.keep(message("before"))
            await asyncio.to_thread(server.stop)
            assert not await recorder.keep(message("down"))
            await asyncio.to_thread(server.start)
            await until(lambda: recorder.counters.written == 2)
            assert await recorder.keep(message("after"))

    run(main())
    assert ids(server) == ["before", "down", "after"]


def test_a_connection_that_the_server_ended_costs_no_record(
    server: MariaDBServer, address: RecordAddress
) -> None:
    async def main() -> None:
        async with recording(address) as recorder:
            assert await recorder.keep(message("before"))
            with closing(server.connect()) as connection, connection.cursor() as cursor:
                cursor.execute("SELECT id FROM information_schema.processlist WHERE user='relay'")
                for (number,) in cursor.fetchall():
                    cursor.execute(f"KILL {number}")
            assert await recorder.keep(message("after"))

    run(main())


def test_an_account_that_may_only_insert_is_enough(
    server: MariaDBServer, address: RecordAddress, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> None:
        async with recording(address) as recorder:
            assert await recorder.keep(message("1"))
        with closing(server.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("REVOKE ALL ON kiosk.* FROM relay@127.0.0.1")
            cursor.execute("GRANT INSERT ON kiosk.data_transfer TO relay@127.0.0.1")
            cursor.execute("GRANT INSERT ON kiosk.station_event TO relay@127.0.0.1")
        async with recording(address, RecordLimits(days=1)) as recorder:
            assert await recorder.keep(message("2"))
            await until(lambda: "not deleted" in caplog.text)

    run(main())
    assert ids(server) == ["1", "2"]


def test_a_row_that_can_never_be_written_is_left_out(
    server: MariaDBServer, address: RecordAddress, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> None:
        async with recording(address) as recorder:
            await recorder.keep(message("1"))
            kept = [
                recorder.keep(message("2")),
                recorder.keep(message("x" * 256)),
                recorder.keep(message("3")),
            ]
            assert await asyncio.gather(*kept) == [True, False, True]

    run(main())
    assert ids(server) == ["1", "2", "3"]
    assert "left out" in caplog.text
