"""The vendor's messages, from whatever table an installation keeps them in."""

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kiosk.adapters.database import DatabaseAddress
from kiosk.domain.errors import NoAnswer
from kiosk.domain.observation import DataTransferRecord
from kiosk.domain.vendor import MAX_DATA_CHARACTERS
from tests.fault_proxy import Fault, FaultProxy
from tests.integration.conftest import MakeReading, MakeSteve, Reading
from tests.integration.steve_database import CHARGE_BOX_ID, Generation, SteveDatabase

pytestmark = pytest.mark.integration

START = datetime(2026, 11, 22, 12, tzinfo=UTC)


def minutes(number: float) -> datetime:
    return START + timedelta(minutes=number)


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def vehicle_info(reading: Reading) -> DataTransferRecord | None:
    return reading.connector().vehicle_info


def soc(record: DataTransferRecord | None) -> object:
    return record and json.loads(record.data)["soc"]


@pytest.fixture
def station(steve: SteveDatabase) -> SteveDatabase:
    steve.charge_box()
    steve.connector(1)
    return steve


def test_the_newest_of_each_kind_is_read_as_they_come(
    station: SteveDatabase, make_reading: MakeReading
) -> None:
    station.data_transfer_table()
    station.data_transfer("VehicleInfo", {"soc": 1}, minutes(1))
    station.data_transfer("VehicleInfo", {"soc": 2}, minutes(2))
    station.data_transfer("VehicleInfo", {"soc": 9}, minutes(3), charge_box_id="OTHER")
    station.data_transfer("VehicleInfo", {"soc": 9}, minutes(3), vendor_id="Other")
    station.data_transfer("Unheard", {"soc": 9}, minutes(3))
    reading = make_reading(station.address())
    for _ in range(4):
        connector = reading.connector()
        assert soc(connector.vehicle_info) == 2
        assert connector.session_summary is None
    for number in range(3, 8):
        station.data_transfer("VehicleInfo", {"soc": number}, minutes(number))
        record = vehicle_info(reading)
        assert record is not None
        assert (soc(record), record.received) == (number, minutes(number))
        assert record.message_id == "VehicleInfo"
    station.data_transfer("SessionSummary", {"finalSoc": 80}, minutes(9))
    connector = reading.connector()
    assert connector.session_summary is not None
    assert soc(connector.vehicle_info) == 7


def test_two_messages_with_the_same_words_have_different_keys(
    station: SteveDatabase, make_reading: MakeReading
) -> None:
    station.data_transfer_table()
    reading = make_reading(station.address())
    keys = set()
    for number in range(3):
        station.data_transfer("VehicleInfo", {"soc": 1}, minutes(number))
        record = vehicle_info(reading)
        assert record is not None
        keys.add(record.key)
    assert len(keys) == 3


def test_many_other_messages_hide_none(station: SteveDatabase, make_reading: MakeReading) -> None:
    station.data_transfer_table()
    reading = make_reading(station.address())
    assert vehicle_info(reading) is None
    for number in range(3):
        station.data_transfer("VehicleInfo", {"soc": number}, minutes(number))
        station.execute(
            "INSERT INTO data_transfer (charge_box_id, vendor_id, message_id, data,"
            f" received_timestamp) SELECT '{CHARGE_BOX_ID}', 'org.openchargealliance.costmsg',"
            " 'RunningCost', '{}', NOW() FROM seq_1_to_500"
        )
        assert soc(vehicle_info(reading)) == number
    assert soc(vehicle_info(make_reading(station.address()))) == 2


def test_a_log_that_is_emptied_begins_anew(
    station: SteveDatabase, make_reading: MakeReading
) -> None:
    station.data_transfer_table()
    for number in range(40):
        station.data_transfer("VehicleInfo", {"soc": number}, minutes(number))
    reading = make_reading(station.address())
    assert soc(vehicle_info(reading)) == 39
    station.execute("TRUNCATE data_transfer")
    reading.read()
    station.data_transfer("VehicleInfo", {"soc": 77}, minutes(50))
    assert soc(vehicle_info(reading)) == 77


@pytest.mark.parametrize("data_type", ["TEXT", "LONGTEXT", "JSON", "BLOB", "VARCHAR(500)"])
def test_each_kind_of_column_is_read(
    data_type: str, station: SteveDatabase, make_reading: MakeReading
) -> None:
    station.data_transfer_table(data_type=data_type)
    reading = make_reading(station.address())
    text = '{"soc": 87.00, "note": "ಕನ್ನಡ \\"x\\""}'
    station.data_transfer("VehicleInfo", text, minutes(1))
    record = vehicle_info(reading)
    assert record is not None
    assert record.data == text
    # A message that is a text, within a JSON column, is a text within quotes.
    station.data_transfer("VehicleInfo", json.dumps(text), minutes(2))
    record = vehicle_info(reading)
    assert record is not None
    assert record.data == text


def test_rubbish_is_bounded_and_passed_on_for_the_domain_to_judge(
    station: SteveDatabase, make_reading: MakeReading
) -> None:
    station.data_transfer_table(data_type="LONGBLOB")
    reading = make_reading(station.address())
    station.data_transfer("VehicleInfo", "x" * 1_000_000, minutes(1))
    record = vehicle_info(reading)
    assert record is not None
    assert len(record.data) == MAX_DATA_CHARACTERS + 1
    for number, data in enumerate((b"\xff\xfe\x00", None, "", '"', "nonsense")):
        station.data_transfer("VehicleInfo", data, minutes(2 + number))
        record = vehicle_info(reading)
        assert record is not None
        assert record.received == minutes(2 + number)
        assert len(record.data) < 20
    station.data_transfer("VehicleInfo", {"soc": 1}, None)
    assert vehicle_info(reading) == record
    assert vehicle_info(make_reading(station.address())) == record


def test_the_table_is_known_by_its_columns(
    station: SteveDatabase, make_reading: MakeReading
) -> None:
    station.execute("CREATE TABLE data_transfer (id INT PRIMARY KEY, note TEXT)")
    station.execute(
        "CREATE TABLE a_table_of_numbers (charge_box_id INT, vendor_id INT, message_id INT,"
        " data INT, received_timestamp INT)"
    )
    station.data_transfer_table("messages")
    station.data_transfer("VehicleInfo", {"soc": 5}, minutes(1), table="messages")
    assert soc(vehicle_info(make_reading(station.address()))) == 5


def test_a_named_table_is_preferred_and_has_to_be_there(
    station: SteveDatabase, make_reading: MakeReading, caplog: pytest.LogCaptureFixture
) -> None:
    for number, name in enumerate(("data_transfer", "odd name; --")):
        station.data_transfer_table(name)
        station.data_transfer("VehicleInfo", {"soc": number}, minutes(1), table=name)
    assert soc(vehicle_info(make_reading(station.address()))) == 0
    named = make_reading(station.address(), data_transfer_table="odd name; --")
    assert soc(vehicle_info(named)) == 1
    caplog.clear()
    missing = make_reading(station.address(), data_transfer_table="x` WHERE 1; --")
    for _ in range(3):
        assert missing.read().data_transfer_failed
    assert len([it for it in caplog.records if it.levelno == logging.WARNING]) == 1
    assert "there is no table" in caplog.text


def test_without_key_or_index_it_is_read_all_the_same(
    station: SteveDatabase, make_reading: MakeReading
) -> None:
    station.execute(
        "CREATE TABLE log (charge_box_id TEXT, vendor_id TEXT, message_id TEXT, data TEXT,"
        " received_timestamp DATETIME)"
    )
    reading = make_reading(station.address())
    keys = set()
    record = None
    for number in (1, 3, 2):
        station.data_transfer("VehicleInfo", {"soc": number}, minutes(number), table="log")
        record = vehicle_info(reading)
        assert record is not None
        keys.add(record.key)
    assert soc(record) == 3
    assert len(keys) == 2


def test_a_table_with_connectors_tells_them_apart(
    station: SteveDatabase, make_reading: MakeReading
) -> None:
    station.data_transfer_table(more="connector_id INT NULL,")
    for number in (1, 2):
        station.data_transfer("VehicleInfo", {"soc": number}, minutes(number), connector_id=number)
    reading = make_reading(station.address(), (1, 2))
    assert [soc(it.vehicle_info) for it in reading.read().connectors] == [1, 2]
    station.data_transfer("VehicleInfo", {"soc": 3}, minutes(3), connector_id=1)
    assert [soc(it.vehicle_info) for it in reading.read().connectors] == [3, 2]
    station.data_transfer("VehicleInfo", {"soc": 4}, minutes(4))
    assert [soc(it.vehicle_info) for it in reading.read().connectors] == [4, 4]


def test_a_table_without_connectors_serves_them_all(
    station: SteveDatabase, make_reading: MakeReading
) -> None:
    station.data_transfer_table()
    station.data_transfer("VehicleInfo", {"soc": 1}, minutes(1))
    reading = make_reading(station.address(), (1, 2))
    assert [soc(it.vehicle_info) for it in reading.read().connectors] == [1, 1]


def test_a_table_that_is_made_later_is_found(
    station: SteveDatabase, make_reading: MakeReading
) -> None:
    hand = Hand()
    reading = make_reading(station.address(), monotonic=hand)
    observation = reading.read()
    assert not observation.data_transfer_failed
    station.data_transfer_table()
    station.data_transfer("VehicleInfo", {"soc": 1}, minutes(1))
    hand.now += 60
    assert soc(vehicle_info(reading)) == 1


def test_a_table_that_goes_away_and_comes_back_is_followed(
    station: SteveDatabase, make_reading: MakeReading
) -> None:
    hand = Hand()
    station.data_transfer_table()
    station.data_transfer("VehicleInfo", {"soc": 1}, minutes(1))
    reading = make_reading(station.address(), monotonic=hand)
    for _ in range(3):
        reading.read()
    station.execute("DROP TABLE data_transfer")
    for _ in range(3):
        assert vehicle_info(reading) is None
    station.data_transfer_table()
    station.data_transfer("VehicleInfo", {"soc": 2}, minutes(2))
    hand.now += 60
    assert soc(vehicle_info(reading)) == 2


def test_a_database_of_its_own_may_fail_without_the_station(
    make_steve: MakeSteve, station: SteveDatabase, make_reading: MakeReading
) -> None:
    other = make_steve(Generation.EVSE)
    other.data_transfer_table()
    other.data_transfer("VehicleInfo", {"soc": 1}, minutes(1))
    hand = Hand()
    with FaultProxy(other.server.port) as proxy:
        reading = make_reading(
            station.address(),
            data_transfers=other.address(proxy.port),
            timeout=0.3,
            monotonic=hand,
        )
        assert soc(vehicle_info(reading)) == 1
        for fault in (Fault.REFUSE, Fault.STALL):
            proxy.fault = fault
            proxy.sever()
            hand.now += 60
            observation = reading.read()
            assert observation.data_transfer_failed
            assert observation.registered
        proxy.fault = Fault.NONE
        # It is not asked again at once.
        assert reading.read().data_transfer_failed
        hand.now += 60
        other.data_transfer("VehicleInfo", {"soc": 2}, minutes(2))
        observation = reading.read()
        assert not observation.data_transfer_failed
        assert soc(observation.connectors[0].vehicle_info) == 2


def test_a_blocked_table_costs_one_read_only(
    station: SteveDatabase, make_reading: MakeReading
) -> None:
    hand = Hand()
    station.data_transfer_table()
    reading = make_reading(station.address(), statement_timeout=0.2, monotonic=hand)
    for _ in range(3):
        reading.read()
    station.execute("LOCK TABLES data_transfer WRITE")
    failures = 0
    for _ in range(5):
        hand.now += 1
        try:
            assert reading.read().data_transfer_failed
        except NoAnswer:
            failures += 1
    assert failures <= 1
    station.execute("UNLOCK TABLES")
    hand.now += 60
    assert not reading.read().data_transfer_failed


@pytest.fixture
def store(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "kiosk store?.sqlite", isolation_level=None)) as store:
        yield store


def record_in(store: sqlite3.Connection, number: int, received: str) -> None:
    store.execute(
        "INSERT INTO messages (charge_box_id, vendor_id, message_id, data, received_timestamp)"
        " VALUES (?, 'RivotMotors', 'VehicleInfo', ?, ?)",
        (CHARGE_BOX_ID, json.dumps({"soc": number}), received),
    )


def test_the_kiosks_own_file_comes_first_once_it_has_the_table(
    station: SteveDatabase, store: sqlite3.Connection, tmp_path: Path, make_reading: MakeReading
) -> None:
    hand = Hand()
    station.data_transfer_table()
    station.data_transfer("VehicleInfo", {"soc": 1}, minutes(1))
    address = DatabaseAddress(f"sqlite:///{tmp_path}/kiosk store?.sqlite")
    reading = make_reading(station.address(), data_transfers=address, monotonic=hand)
    for number in range(1, 4):
        assert soc(vehicle_info(reading)) == number
        station.data_transfer("VehicleInfo", {"soc": number + 1}, minutes(1))
    store.execute(
        "CREATE TABLE messages (id INTEGER PRIMARY KEY, charge_box_id TEXT, vendor_id TEXT,"
        " message_id TEXT, data TEXT, received_timestamp TEXT)"
    )
    record_in(store, 2, minutes(2).isoformat())
    hand.now += 60
    assert soc(vehicle_info(reading)) == 2
    elsewhere = timezone(timedelta(hours=5, minutes=30))
    record_in(store, 3, minutes(3).astimezone(elsewhere).isoformat())
    record = vehicle_info(reading)
    assert record is not None
    assert (soc(record), record.received) == (3, minutes(3))
    record_in(store, 4, "2026-11-22 12:04:00")
    record = vehicle_info(reading)
    assert record is not None
    assert (soc(record), record.received) == (4, minutes(4))
    record_in(store, 5, "yesterday")
    assert vehicle_info(reading) == record


def test_a_file_that_is_missing_or_broken_is_not_the_end(
    station: SteveDatabase, tmp_path: Path, make_reading: MakeReading
) -> None:
    station.data_transfer_table()
    station.data_transfer("VehicleInfo", {"soc": 1}, minutes(1))
    address = DatabaseAddress(f"sqlite:///{tmp_path}/none.sqlite")
    reading = make_reading(station.address(), data_transfers=address)
    assert soc(vehicle_info(reading)) == 1
    assert not (tmp_path / "none.sqlite").exists()
    (tmp_path / "broken.sqlite").write_bytes(b"no database at all" * 100)
    address = DatabaseAddress(f"sqlite:///{tmp_path}/broken.sqlite")
    observation = make_reading(station.address(), data_transfers=address).read()
    assert observation.data_transfer_failed
    assert observation.registered
