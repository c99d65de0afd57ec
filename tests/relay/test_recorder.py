"""What the relay writes: durable, in order, within bounds, and whatever happens to the disk."""

import asyncio
import logging
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.adapters.data_transfers import DataTransferLog
from kiosk.adapters.database import DatabaseAddress, DatabaseConnection
from kiosk.relay.recorder import RecordLimits
from kiosk.relay.records import EventKind, StationEventRow
from tests.relay.records import NOW, message, recording, status
from tests.relay.world import STATION, VENDOR, run, until


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "relay.sqlite3"


def rows(file: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(statement).fetchall()


def unique_ids(file: Path) -> list[str]:
    return [row[0] for row in rows(file, "SELECT unique_id FROM data_transfer ORDER BY id")]


def test_messages_and_events_are_in_their_tables_in_order(file: Path) -> None:
    async def main() -> None:
        async with recording(file) as recorder:
            recorder.note(status("Preparing"))
            kept = [recorder.keep(message(str(number))) for number in range(1200)]
            recorder.note(status("Charging"))
            assert all(await asyncio.gather(*kept))
            assert unique_ids(file) == [str(number) for number in range(1200)]

    run(main())
    assert rows(file, "SELECT status FROM station_event ORDER BY id") == [
        ("Preparing",),
        ("Charging",),
    ]
    assert rows(file, "SELECT * FROM data_transfer WHERE id = 1") == [
        (1, STATION, VENDOR, "VehicleInfo", "{}", "2026-11-22 20:00:00.123456", "0", None)
    ]


def test_the_kiosk_is_told_once_there_is_something_to_read(file: Path) -> None:
    async def main() -> None:
        seen: list[int] = []
        count = "SELECT (SELECT count(*) FROM data_transfer) + count(*) FROM station_event"
        async with recording(
            file, recorded=lambda: seen.append(rows(file, count)[0][0])
        ) as recorder:
            recorder.note(status("Preparing"))
            await until(lambda: recorder.counters.written == 1)
            await recorder.keep(message("1"))
            recorder.note(StationEventRow(STATION, EventKind.START, NOW))
            await until(lambda: len(seen) == 2)
        # Of a status the kiosk hears when SteVe has answered it.
        assert seen == [2, 3]

    run(main())


def test_the_kiosk_reads_what_the_relay_wrote(file: Path) -> None:
    async def main() -> None:
        database = DatabaseConnection(DatabaseAddress(f"sqlite:///{file}"), 3.0, 2.0)
        log = DataTransferLog(database, STATION)
        async with recording(file) as recorder:
            await recorder.keep(message("1", '{"soc": 1}'))
            assert log.look()
            (record,) = log.newest().values()
            assert (record.data, record.received) == ('{"soc": 1}', NOW)
            # Both at once, and after the relay has gone.
            await recorder.keep(message("2", '{"soc": 2}'))
            (record,) = log.newest().values()
            assert record.data == '{"soc": 2}'
        database.close()
        fresh = DataTransferLog(database, STATION)
        assert fresh.look()
        (record,) = fresh.newest().values()
        assert record.data == '{"soc": 2}'
        database.close()

    run(main())


def test_the_file_is_closed_to_others(file: Path) -> None:
    async def main() -> None:
        async with recording(file) as recorder:
            await recorder.keep(message())
            for beside in file.parent.iterdir():
                assert stat.S_IMODE(beside.stat().st_mode) == 0o600

    run(main())


def test_what_can_not_be_written_now_is_told_at_once_and_written_later(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> None:
        async with recording(file) as recorder:
            await recorder.keep(message("before"))
            with closing(sqlite3.connect(file, isolation_level=None)) as other:
                other.execute("BEGIN EXCLUSIVE")
                assert not await recorder.keep(message("locked"))
                recorder.note(status("Faulted"))
                other.execute("ROLLBACK")
            await until(lambda: recorder.counters.written == 3)
            assert await recorder.keep(message("after"))

    run(main())
    assert unique_ids(file) == ["before", "locked", "after"]
    assert caplog.text.count("can't be written") == 1
    assert caplog.text.count("written again") == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 512 KiB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a file system here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_stops_recording_and_room_starts_it_again(small_disk: Path) -> None:
    file, ballast = small_disk / "relay.sqlite3", small_disk / "ballast"

    async def main() -> None:
        ballast.write_bytes(b"x" * 100_000)
        written = 0
        async with recording(file) as recorder:
            while await recorder.keep(message(str(written), "x" * 20_000)):
                written += 1
            assert not await recorder.keep(message("full"))
            assert written > 5
            ballast.unlink()
            await until(lambda: recorder.counters.written == written + 2)
            assert await recorder.keep(message("room"))
        assert unique_ids(file) == [*map(str, range(written + 1)), "full", "room"]

    run(main())
    assert rows(file, "PRAGMA integrity_check") == [("ok",)]


def test_rows_that_wait_for_a_disk_are_bounded(file: Path) -> None:
    async def main() -> None:
        limits = RecordLimits(days=0, waiting_bytes=10_000)
        async with recording(file, limits) as recorder:
            await recorder.keep(message("0"))
            with closing(sqlite3.connect(file, isolation_level=None)) as other:
                other.execute("BEGIN EXCLUSIVE")
                kept = [recorder.keep(message(str(number), "x" * 500)) for number in range(20)]
                assert not any(await asyncio.gather(*kept))
                assert recorder.counters.lost > 10
                other.execute("ROLLBACK")
            await until(lambda: recorder.counters.written == 21 - recorder.counters.lost)

    run(main())


def test_a_damaged_file_is_moved_aside(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    file.parent.mkdir()
    file.write_bytes(b"this is no database" * 100)

    async def main() -> None:
        async with recording(file) as recorder:
            assert await recorder.keep(message("1"))

    run(main())
    assert unique_ids(file) == ["1"]
    assert file.with_name("relay.sqlite3.damaged").read_bytes().startswith(b"this is no")
    assert "moved to" in caplog.text


def test_a_folder_that_is_not_to_be_written_leaves_the_relay_running(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")

    async def main() -> None:
        async with recording(blocked / "relay.sqlite3") as recorder:
            assert not await recorder.keep(message("1"))
            blocked.unlink()
            await until(lambda: recorder.counters.written == 1)

    run(main())


def test_old_rows_are_deleted_and_numbers_never_given_out_again(file: Path) -> None:
    async def main() -> None:
        old = NOW - timedelta(days=31)
        async with recording(file) as recorder:
            for number in range(1100):
                recorder.keep(message(str(number), received=old))
                recorder.note(status("Available", old))
            await recorder.keep(message("young", received=NOW - timedelta(days=29)))
        async with recording(file, RecordLimits(days=30)) as recorder:
            await until(lambda: len(unique_ids(file)) == 1)
            await until(lambda: rows(file, "SELECT count(*) FROM station_event") == [(0,)])
            await recorder.keep(message("new"))
        assert rows(file, "SELECT id, unique_id FROM data_transfer") == [
            (1101, "young"),
            (1102, "new"),
        ]

    run(main())


def test_too_many_rows_are_deleted_oldest_first(file: Path) -> None:
    async def main() -> None:
        async with recording(file) as recorder:
            for number in range(50):
                recorder.note(status(str(number)))
        async with recording(file, RecordLimits(days=0, rows=3)):
            await until(lambda: rows(file, "SELECT count(*) FROM station_event") == [(3,)])
        assert rows(file, "SELECT status FROM station_event") == [("47",), ("48",), ("49",)]

    run(main())


def test_what_a_killed_relay_left_connected_is_disconnected_before_anything_else(
    file: Path,
) -> None:
    def event(who: str, kind: EventKind) -> StationEventRow:
        return StationEventRow(who, kind, NOW - timedelta(hours=1))

    async def main() -> None:
        async with recording(file) as recorder:
            for who, kinds in (
                ("left", [EventKind.CONNECTED, EventKind.STOP]),
                ("ended", [EventKind.CONNECTED, EventKind.DISCONNECTED]),
                ("back", [EventKind.CONNECTED, EventKind.DISCONNECTED, EventKind.CONNECTED]),
                ("odd", [EventKind.STATUS]),
            ):
                for kind in kinds:
                    recorder.note(event(who, kind))
        async with recording(file) as recorder:
            recorder.note(event("left", EventKind.CONNECTED))
        async with recording(file):
            pass

    run(main())
    added = "SELECT charge_box_id, kind, received_timestamp FROM station_event WHERE id > 8"
    now, then = "2026-11-22 20:00:00.123456", "2026-11-22 19:00:00.123456"
    assert rows(file, f"{added} ORDER BY id") == [
        ("left", "disconnected", now),
        ("back", "disconnected", now),
        ("left", "connected", then),
        ("left", "disconnected", now),
    ]


def test_what_waits_is_written_before_the_end(file: Path) -> None:
    async def main() -> None:
        async with recording(file) as recorder:
            for number in range(1000):
                recorder.note(status(str(number)))
        assert rows(file, "SELECT count(*) FROM station_event") == [(1000,)]

    run(main())


def test_nothing_of_a_message_is_in_the_log(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        async with recording(file) as recorder:
            await recorder.keep(message("0"))
            with closing(sqlite3.connect(file, isolation_level=None)) as other:
                other.execute("BEGIN EXCLUSIVE")
                assert not await recorder.keep(message("1", "PRIVATE"))
                other.execute("ROLLBACK")

    with caplog.at_level(logging.DEBUG, "kiosk"):
        run(main())
    assert "can't be written" in caplog.text
    assert "PRIVATE" not in caplog.text
