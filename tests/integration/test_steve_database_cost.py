"""What the kiosk may do in SteVe's database, and what a poll costs there."""

import re
from pathlib import Path

import pytest

from kiosk.adapters.database import DatabaseConnection
from kiosk.adapters.steve_database import queries
from kiosk.adapters.steve_database.schema import find_schema
from kiosk.domain.errors import KioskError, Misconfigured
from tests.integration.conftest import MakeReading, MakeSteve
from tests.integration.poller import Poller
from tests.integration.steve_database import (
    CHARGE_BOX_ID,
    Generation,
    Sample,
    SteveDatabase,
    recorded_session,
)

pytestmark = pytest.mark.integration

DOCUMENT = Path(__file__).parents[2] / "docs" / "database.md"
OFTEN = 12


def documented_grants(generation: Generation) -> list[str]:
    blocks = re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    return [block.replace("stevedb.evse", f"stevedb.{generation.value}") for block in blocks]


def contents(steve: SteveDatabase) -> object:
    tables = [name for name, _ in steve.query("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'")]
    return steve.query("CHECKSUM TABLE " + ", ".join(f"`{table}`" for table in tables))


@pytest.mark.parametrize("generation", Generation)
def test_the_documented_grants_suffice_and_nothing_is_written(
    generation: Generation, make_steve: MakeSteve, make_reading: MakeReading
) -> None:
    steve = make_steve(generation)
    steve.data_transfer_table()
    address = steve.create_user(";".join(documented_grants(generation)))
    for row in recorded_session(steve.now()):
        steve.replay(row)
    before = contents(steve)
    reading = make_reading(address)
    observation = [reading.read() for _ in range(3)][-1]
    (connector,) = observation.connectors
    assert observation.registered
    assert not observation.data_transfer_failed
    assert connector.session_summary is not None
    assert reading.runner.run(reading.reader.read_transaction(2)) is not None
    assert contents(steve) == before


def test_each_missing_grant_is_named(steve: SteveDatabase, make_reading: MakeReading) -> None:
    grants = documented_grants(Generation.EVSE)[0]
    address = steve.create_user(grants)
    reading = make_reading(address)
    reading.read()
    steve.execute(f"REVOKE SELECT ON `{steve.name}`.transaction_stop FROM '{steve.user}'@'%%'")
    with pytest.raises(Misconfigured, match="transaction_stop"):
        make_reading(address).read()
    steve.execute(f"GRANT SELECT ON `{steve.name}`.transaction_stop TO '{steve.user}'@'%%'")
    assert not reading.read().registered


def test_the_session_can_only_read_and_is_in_utc(steve: SteveDatabase) -> None:
    database = DatabaseConnection(steve.address(), 3.0, 2.0)
    with pytest.raises(KioskError, match="READ ONLY"):
        database.query("DELETE FROM connector_status")
    ((zone, limit),) = database.query("SELECT @@time_zone, @@max_statement_time")
    assert (zone, float(limit)) == ("+00:00", 2.0)
    database.close()


def history(steve: SteveDatabase, rows: int) -> int:
    """Make a charge under way amid the history of many others, and return its transaction."""
    steve.data_transfer_table()
    steve.charge_box()
    steve.connector(0)
    own = steve.connector(1)
    other = steve.connector(1, "OTHER")
    key = f"{steve.generation.value}_pk"
    for number in range(40):
        steve.stop(steve.start(own, steve.now()), steve.now())
        steve.status(own, f"Status {number % 9}", steve.now())
    for table, columns, chosen in (
        ("transaction_start", f"{key}, id_tag", f"{other}, 'TAG'"),
        (
            "connector_meter_value",
            f"{key}, transaction_pk, value_timestamp, value",
            f"{other}, 1 + seq DIV 100, NOW() - INTERVAL seq SECOND, seq",
        ),
        (
            "connector_status",
            f"{key}, status_timestamp, status",
            f"IF(seq %% 3, {other}, {own}), NOW() - INTERVAL seq SECOND, 'Available'",
        ),
        (
            "data_transfer",
            "charge_box_id, vendor_id, message_id, data, received_timestamp",
            "'OTHER', 'RivotMotors', 'VehicleInfo', '{}', NOW()",
        ),
    ):
        steve.execute(f"INSERT INTO {table} ({columns}) SELECT {chosen} FROM seq_1_to_{rows}")
    return steve.start(own, steve.now())


@pytest.mark.parametrize("generation", Generation)
def test_a_poll_reads_a_few_rows_by_index_whatever_there_is(
    generation: Generation, make_steve: MakeSteve
) -> None:
    steve = make_steve(generation)
    transaction_id = history(steve, 20_000)
    poller = Poller(steve)
    for _ in range(3):
        poller.poll()
    own = steve.query(
        f"SELECT {generation.value}_pk FROM transaction_start WHERE transaction_pk = %s",
        transaction_id,
    )[0][0]
    quiet = [poller.cost()]
    busy = []
    for number in range(OFTEN):
        samples = [Sample(str(number), it) for it in ("SoC", "Voltage", "Current.Import")]
        steve.meter_values(own, transaction_id, steve.now(), *samples)
        steve.status(own, "Charging", steve.now())
        steve.data_transfer("VehicleInfo", {"soc": number}, steve.now())
        busy.append(poller.cost())
        quiet.append(poller.cost())
    assert {cost["statements"] for cost in quiet} == {1}
    for cost in quiet + busy:
        assert cost["statements"] <= 4, cost
        assert cost["row reads"] <= 160, cost
        assert cost["rows scanned or sorted"] == 0, cost
    poller.database.close()


@pytest.mark.parametrize("generation", Generation)
def test_each_select_is_by_index_and_sorts_nothing(
    generation: Generation, make_steve: MakeSteve
) -> None:
    steve = make_steve(generation)
    transaction_id = history(steve, 20_000)
    database = DatabaseConnection(steve.address(), 3.0, 2.0)
    found = find_schema(database)
    watched = queries.Watched({0: 1, 1: 2}, frozenset({transaction_id}))
    statement = queries.full(found, (1,), watched)
    plan = database.query(f"EXPLAIN {statement}", (CHARGE_BOX_ID, CHARGE_BOX_ID))
    for _, _, table, access, _, index, *_, extra in plan:
        if table is None:
            continue
        assert access in {"const", "eq_ref", "ref", "range"}, (table, access)
        assert index, table
        assert not re.search("filesort|temporary", str(extra)), (table, extra)
    database.close()
