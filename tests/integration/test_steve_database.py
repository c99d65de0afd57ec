"""Reading a station from SteVe's database, as it is and as it comes to be."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.errors import Misconfigured
from kiosk.domain.meter import SampledValue
from tests.integration.conftest import MakeReading, MakeSteve
from tests.integration.steve_database import (
    CHARGE_BOX_ID,
    Generation,
    Sample,
    SteveDatabase,
    recorded_session,
)

pytestmark = pytest.mark.integration

GENERATIONS = pytest.mark.parametrize("generation", Generation)
START = datetime(2026, 11, 22, 12, tzinfo=UTC)


def minutes(number: float) -> datetime:
    return START + timedelta(minutes=number)


@GENERATIONS
def test_the_recorded_session_is_seen_as_it_happens(
    generation: Generation, make_steve: MakeSteve, make_reading: MakeReading
) -> None:
    steve = make_steve(generation)
    steve.data_transfer_table()
    reading = make_reading(steve.address())
    begin = steve.now() - timedelta(seconds=102)
    seen: list[object] = []
    values: list[SampledValue] = []
    for row in recorded_session(begin):
        steve.replay(row)
        observation = reading.read()
        (connector,) = observation.connectors
        values += connector.sampled_values
        stage = (
            connector.seen,
            max(connector.statuses, key=lambda it: it.arrival or 0).status
            if connector.statuses
            else None,
            connector.transaction and ("stopped" if connector.transaction.stopped else "open"),
            connector.vehicle_info is not None,
            connector.session_summary is not None,
        )
        if stage not in seen:
            seen.append(stage)
        assert observation.registered
        assert not observation.data_transfer_failed
    assert seen == [
        (False, None, None, False, False),
        (True, "Available", None, False, False),
        (True, "Preparing", None, False, False),
        (True, "Preparing", None, True, False),
        (True, "Preparing", "open", True, False),
        (True, "Charging", "open", True, False),
        (True, "Charging", "open", True, True),
        (True, "Finishing", "open", True, True),
        (True, "Finishing", "stopped", True, True),
        (True, "Available", "stopped", True, True),
    ]
    assert len(values) == 60
    assert values == sorted(values, key=lambda it: it.timestamp)
    assert values[0].timestamp == begin + timedelta(seconds=7, milliseconds=24)
    assert (values[2].value, values[2].measurand, values[2].unit) == ("87.00", "SoC", "Percent")


@GENERATIONS
def test_a_transaction_is_read_with_all_that_belongs_to_it(
    generation: Generation, make_steve: MakeSteve, make_reading: MakeReading
) -> None:
    steve = make_steve(generation)
    steve.data_transfer_table()
    reading = make_reading(steve.address())
    for row in recorded_session():
        steve.replay(row, "SOME_OTHER")
    view = reading.runner.run(reading.reader.read_transaction(2))
    assert view is not None
    assert (view.charge_box_id, view.connector_id) == ("SOME_OTHER", 1)
    assert view.transaction.id_tag == "KIOSK01"
    assert view.transaction.stop_reason == "Remote"
    assert len(view.sampled_values) == 60
    assert view.vehicle_info is not None
    assert '"soc": 87.0' in view.vehicle_info.data
    assert view.session_summary is not None
    assert "durationMinutes" in view.session_summary.data
    assert reading.runner.run(reading.reader.read_transaction(3)) is None


def test_a_message_of_the_next_session_is_not_a_transactions(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    steve.charge_box()
    steve.data_transfer_table()
    connector_pk = steve.connector(1)
    first = steve.start(connector_pk, minutes(10))
    steve.stop(first, minutes(20))
    second = steve.start(connector_pk, minutes(30))
    steve.stop(second, minutes(40))
    steve.data_transfer("VehicleInfo", "of the second", minutes(29))
    steve.data_transfer("SessionSummary", "of the second", minutes(40))
    reading = make_reading(steve.address())
    view = reading.runner.run(reading.reader.read_transaction(first))
    assert view is not None
    assert (view.vehicle_info, view.session_summary) == (None, None)
    view = reading.runner.run(reading.reader.read_transaction(second))
    assert view is not None
    assert view.vehicle_info is not None
    assert view.session_summary is not None


def test_station_and_connector_turn_up_while_it_runs(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    reading = make_reading(steve.address(), (1, 2))
    observation = reading.read()
    assert not observation.registered
    assert observation.last_heartbeat is None
    assert abs(observation.now - steve.now()) < timedelta(seconds=5)
    assert [it.seen for it in observation.connectors] == [False, False]
    steve.charge_box(last_heartbeat_timestamp=minutes(0))
    observation = reading.read()
    assert observation.registered
    assert observation.last_heartbeat == minutes(0)
    for number, expected in ((2, [False, True]), (1, [True, True])):
        steve.status(steve.connector(number), "Available", minutes(number))
        observation = reading.read()
        assert [it.seen for it in observation.connectors] == expected
        assert observation.connectors[number - 1].statuses[0].timestamp == minutes(number)


def test_a_heartbeat_is_news_though_nothing_else_is(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    steve.charge_box(last_heartbeat_timestamp=minutes(0))
    reading = make_reading(steve.address())
    first = [reading.read() for _ in range(3)][-1]
    steve.execute("UPDATE charge_box SET last_heartbeat_timestamp = %s", "2026-11-22 12:05:00")
    second = reading.read()
    assert second.last_heartbeat == minutes(5)
    assert second.now > first.now
    steve.execute("UPDATE charge_box SET registration_status = 'Rejected'")
    assert not reading.read().registered


def test_a_connector_that_was_made_anew_is_found(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    steve.charge_box()
    steve.status(steve.connector(1), "Faulted", minutes(0))
    reading = make_reading(steve.address())
    reading.read()
    reading.read()
    steve.execute("DELETE FROM evse")
    steve.status(steve.connector(1), "Available", minutes(1))
    assert [it.status for it in reading.connector().statuses] == ["Available"]


def test_connectors_of_ocpp_2_and_of_other_stations_are_not_ours(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    steve.charge_box()
    steve.charge_box("OTHER")
    steve.status(steve.connector(1, "OTHER"), "Faulted", minutes(0))
    steve.insert("evse", charge_box_id=CHARGE_BOX_ID, evse_id=1, topology_source="ocpp2")
    reading = make_reading(steve.address())
    assert not reading.connector().seen


def test_each_connector_has_its_own_and_zero_is_the_station(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    steve.charge_box()
    keys = [steve.connector(number) for number in (0, 1, 2)]
    for number, key in enumerate(keys):
        steve.status(key, f"Status {number}", minutes(number))
    transactions = [steve.start(key, minutes(3)) for key in keys[1:]]
    for number, transaction_id in enumerate(transactions):
        steve.meter_values(keys[number + 1], transaction_id, minutes(4), Sample(str(number)))
    reading = make_reading(steve.address(), (1, 2))
    observation = reading.read()
    assert [it.status for it in observation.station_statuses] == ["Status 0"]
    for number, connector in enumerate(observation.connectors):
        assert [it.status for it in connector.statuses] == [f"Status {number + 1}"]
        assert connector.transaction is not None
        assert connector.transaction.transaction_id == transactions[number]
        assert [it.value for it in connector.sampled_values] == [str(number)]


def test_statuses_are_in_the_order_of_arrival_whatever_the_stations_clock_said(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    steve.charge_box()
    connector_pk = steve.connector(1)
    arrivals = [
        ("Available", minutes(0)),
        ("Faulted", minutes(600)),
        ("Preparing", minutes(2)),
        ("Charging", datetime(1971, 1, 1, tzinfo=UTC)),
        ("Finishing", minutes(2)),
        ("Available", None),
    ]
    for status, at in arrivals:
        steve.status(connector_pk, status, at)
    reading = make_reading(steve.address())
    statuses = reading.connector().statuses
    assert len(statuses) == len(arrivals)
    ordered = sorted(statuses, key=lambda it: it.arrival or 0)
    assert [(it.status, it.timestamp) for it in ordered] == arrivals


def test_a_status_from_the_future_stays_known_as_one_that_arrived_long_ago(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    steve.charge_box()
    connector_pk = steve.connector(1)
    steve.status(connector_pk, "Faulted", minutes(600))
    for number in range(20):
        steve.status(connector_pk, "Available", minutes(number))
    statuses = make_reading(steve.address()).connector().statuses
    (future,) = (it for it in statuses if it.status == "Faulted")
    assert future.arrival == 0
    newest = max(statuses, key=lambda it: it.arrival or 0)
    assert (newest.status, newest.timestamp) == ("Available", minutes(19))


def test_the_newest_transaction_counts_and_its_newest_stop(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    steve.charge_box()
    connector_pk = steve.connector(1)
    steve.start(connector_pk, minutes(30))
    newest = steve.start(connector_pk, minutes(10), start_value="17")
    reading = make_reading(steve.address())
    transaction = reading.connector().transaction
    assert transaction is not None
    assert (transaction.transaction_id, transaction.start_value) == (newest, "17")
    assert (transaction.started, transaction.stopped) == (minutes(10), None)
    steve.stop(newest, minutes(20), stop_reason="Local")
    stopped = reading.connector().transaction
    assert stopped is not None
    assert (stopped.stopped, stopped.stop_reason) == (minutes(20), "Local")
    steve.stop(newest, minutes(25), event_actor="manual", stop_reason=None, stop_value="9")
    again = reading.connector().transaction
    assert again is not None
    assert (again.stopped, again.stop_reason, again.stop_value) == (minutes(25), None, "9")


def test_rubbish_is_passed_over(steve: SteveDatabase, make_reading: MakeReading) -> None:
    steve.charge_box(last_heartbeat_timestamp=None)
    connector_pk = steve.connector(1)
    hostile = "<b>\"'\\\\ %s {0} \t\r\n\x1b[0m ಕನ್ನಡ हिन्दी"
    steve.status(connector_pk, None, None, error_code=None, error_info=hostile)
    steve.status(connector_pk, "Exploded", minutes(1), error_code="Error", vendor_id=hostile)
    transaction_id = steve.start(connector_pk, minutes(1), id_tag=hostile, start_value=None)
    samples = (Sample(None), Sample("x" * 60_000), Sample("1_0", hostile, hostile, hostile))
    steve.meter_values(connector_pk, transaction_id, minutes(2), *samples)
    steve.meter_values(connector_pk, transaction_id, None, Sample("lost"))
    steve.execute("SET SESSION sql_mode = ''")
    steve.insert(
        "connector_meter_value",
        connector_pk=connector_pk,
        transaction_pk=transaction_id,
        value_timestamp="0000-00-00 00:00:00",
        value="lost too",
    )
    observation = make_reading(steve.address()).read()
    (connector,) = observation.connectors
    assert observation.last_heartbeat is None
    assert [it.status for it in connector.statuses] == ["", "Exploded"]
    assert connector.statuses[0].info == hostile
    assert connector.transaction is not None
    assert connector.transaction.id_tag == hostile
    assert [it.value for it in connector.sampled_values] == [None, "x" * 65, "1_0"]
    assert connector.sampled_values[2].measurand == hostile


def test_an_upgrade_of_steve_is_noticed_while_it_runs(
    make_steve: MakeSteve, make_reading: MakeReading
) -> None:
    steve = make_steve(Generation.CONNECTOR)
    steve.charge_box()
    connector_pk = steve.connector(1)
    steve.status(connector_pk, "Available", minutes(0))
    reading = make_reading(steve.address())
    reading.read()
    reading.read()
    steve.execute("DROP VIEW ocpp_tag_activity, transaction")
    steve.execute("RENAME TABLE connector TO evse")
    steve.execute(
        "ALTER TABLE evse CHANGE connector_pk evse_pk INT UNSIGNED NOT NULL AUTO_INCREMENT,"
        " CHANGE connector_id evse_id INT NOT NULL,"
        " ADD topology_source ENUM('ocpp1', 'ocpp2') NOT NULL DEFAULT 'ocpp1'"
    )
    for table in ("connector_status", "connector_meter_value", "transaction_start"):
        steve.execute(f"ALTER TABLE {table} CHANGE connector_pk evse_pk INT UNSIGNED NOT NULL")
    steve.generation = Generation.EVSE
    steve.status(connector_pk, "Preparing", minutes(1))
    assert [it.status for it in reading.connector().statuses] == ["Available", "Preparing"]


def test_without_its_index_there_is_no_order_of_arrival(
    steve: SteveDatabase, make_reading: MakeReading
) -> None:
    steve.charge_box()
    connector_pk = steve.connector(1)
    steve.execute("ALTER TABLE connector_status DROP KEY FK_cs_evse_pk_idx")
    steve.execute("ALTER TABLE connector_meter_value ADD id CHAR(36) PRIMARY KEY DEFAULT UUID()")
    steve.status(connector_pk, "Charging", minutes(1))
    transaction_id = steve.start(connector_pk, minutes(1))
    reading = make_reading(steve.address())
    for number in range(3):
        steve.meter_values(connector_pk, transaction_id, minutes(number), Sample(str(number)))
        connector = reading.connector()
        assert connector.statuses[0].arrival is None
        values = sorted(connector.sampled_values, key=lambda it: it.timestamp)
        assert [it.value for it in values] == [str(it) for it in range(number + 1)]


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ("DROP TABLE transaction_stop", "transaction_stop"),
        ("DROP TABLE evse", "evse.evse_pk"),
        ("ALTER TABLE charge_box DROP last_heartbeat_timestamp", "last_heartbeat_timestamp"),
    ],
)
def test_what_is_missing_from_the_schema_is_named(
    change: str, missing: str, steve: SteveDatabase, make_reading: MakeReading
) -> None:
    steve.execute("SET FOREIGN_KEY_CHECKS = 0")
    steve.execute(change)
    with pytest.raises(Misconfigured, match=missing):
        make_reading(steve.address()).read()
