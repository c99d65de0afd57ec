"""The kiosk takes the relay's word on what happened and when, as long as it can be taken."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.adapters.database import DatabaseAddress
from kiosk.domain.observation import StationObservation
from kiosk.domain.rules import SessionRules
from kiosk.domain.session import ChargingSession
from kiosk.domain.session_snapshot import snapshot_of
from kiosk.domain.snapshot import ConnectorSnapshot, OutOfServiceReason, SessionPhase
from kiosk.relay.database import RecordAddress
from kiosk.relay.records import EventKind
from tests.integration.conftest import MakeReading, MakeSteve, Reading
from tests.integration.relay_file import RelayFile, StationBehindRelay
from tests.integration.steve_database import Generation, SteveDatabase
from tests.integration.test_data_transfers import Hand

pytestmark = pytest.mark.integration

EPOCH = datetime(1970, 1, 2, tzinfo=UTC)
TWO_HOURS = timedelta(hours=2)


class Kiosk:
    """A reader and the session that makes something of what it reads."""

    def __init__(self, reading: Reading, hand: Hand) -> None:
        self._reading = reading
        self._hand = hand
        self._session = ChargingSession(1, SessionRules(id_tag="KIOSK01"))

    def read(self, after: float = 0.5) -> StationObservation:
        self._hand.now += after
        observation = self._reading.read()
        self._session.observe(observation, self._hand.now)
        return observation

    def sees(self, after: float = 0.5) -> ConnectorSnapshot:
        self.read(after)
        return snapshot_of(self._session, self._hand.now)

    def words(self, after: float = 0.5) -> list[str]:
        return [it.status for it in self.read(after).connectors[0].statuses]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "relay.sqlite3"


@pytest.fixture
def relay(file: Path) -> Iterator[RelayFile]:
    with closing(RelayFile(file)) as relay:
        yield relay


@pytest.fixture
def station(steve: SteveDatabase, relay: RelayFile) -> StationBehindRelay:
    station = StationBehindRelay(steve, relay)
    relay.note(EventKind.CONNECTED)
    return station


@pytest.fixture
def kiosk(station: StationBehindRelay, file: Path, make_reading: MakeReading) -> Kiosk:
    return kiosk_at(station.steve, file, make_reading)


def kiosk_at(steve: SteveDatabase, file: Path, make_reading: MakeReading) -> Kiosk:
    hand = Hand()
    address = DatabaseAddress(f"sqlite:///{file}")
    return Kiosk(
        make_reading(
            steve.address(), data_transfers=address, monotonic=hand, statement_timeout=0.3
        ),
        hand,
    )


def test_what_the_relay_saw_is_laid_over_what_steve_shows(
    station: StationBehindRelay, kiosk: Kiosk
) -> None:
    received = [station.says(word) for word in ("Available", "Preparing")]
    station.says("Available", connector_id=0)
    number = station.starts()
    observation = kiosk.read()
    assert observation.connected is True
    assert observation.one_clock is True
    (connector,) = observation.connectors
    assert [it.status for it in connector.statuses] == ["Available", "Preparing"]
    assert [it.received for it in connector.statuses] == received
    assert [it.timestamp for it in connector.statuses] == received
    assert [it.error_code for it in connector.statuses] == ["NoError"] * 2
    assert all(it.received for it in observation.station_statuses)
    assert connector.transaction is not None
    assert connector.transaction.transaction_id == number
    assert connector.transaction.arrived is not None


def test_f08_a_station_that_is_gone_is_unreachable_at_once_until_it_is_back(
    station: StationBehindRelay, kiosk: Kiosk
) -> None:
    station.says("Available")
    assert kiosk.sees().session_phase is SessionPhase.AVAILABLE
    station.relay.note(EventKind.DISCONNECTED)
    assert kiosk.sees().out_of_service is OutOfServiceReason.UNREACHABLE
    station.relay.note(EventKind.CONNECTED)
    assert kiosk.sees().session_phase is SessionPhase.AVAILABLE


def test_f08_a_relay_that_was_killed_knows_what_it_lost(
    station: StationBehindRelay, kiosk: Kiosk
) -> None:
    station.says("Available")
    assert kiosk.read().connected is True
    station.relay.restart()
    deadline = time.monotonic() + 10
    while kiosk.read().connected:
        assert time.monotonic() < deadline
    station.relay.note(EventKind.CONNECTED)
    assert kiosk.read().connected is True


def test_f10_a_boot_message_two_hours_ahead_hides_nothing(
    station: StationBehindRelay, kiosk: Kiosk
) -> None:
    station.says("Faulted", stamp=station.steve.now() + TWO_HOURS)
    assert kiosk.sees().session_phase is SessionPhase.OUT_OF_SERVICE
    station.says("Available")
    assert kiosk.sees().session_phase is SessionPhase.AVAILABLE
    station.says("Preparing")
    assert kiosk.sees().session_phase is SessionPhase.PREPARING


def test_f11_a_clock_that_stands_in_1970_hides_nothing(
    station: StationBehindRelay, kiosk: Kiosk
) -> None:
    for word, phase in (
        ("Available", SessionPhase.AVAILABLE),
        ("Preparing", SessionPhase.PREPARING),
        ("Available", SessionPhase.AVAILABLE),
        ("Preparing", SessionPhase.PREPARING),
    ):
        station.says(word, stamp=EPOCH)
        assert kiosk.sees().session_phase is phase


def test_f12_of_a_tie_the_last_to_arrive_counts(station: StationBehindRelay, kiosk: Kiosk) -> None:
    stamp = station.steve.now()
    for word in ("Available", "Finishing"):
        station.says(word, stamp=stamp)
    assert kiosk.sees().session_phase is SessionPhase.UNPLUG
    station.says("Available", stamp=stamp)
    assert kiosk.sees().session_phase is SessionPhase.AVAILABLE


def test_f13_a_status_of_steves_own_while_the_cable_is_in_does_not_count(
    station: StationBehindRelay, kiosk: Kiosk
) -> None:
    for word in ("Available", "Preparing"):
        station.says(word)
    number = station.starts()
    station.says("Charging")
    assert kiosk.sees().session_phase is SessionPhase.CHARGING
    station.stops(number, synthetic="Available")
    for _ in range(5):
        # However long it stays the newest that SteVe shows.
        observation = kiosk.read(after=5)
        assert [it.status for it in observation.connectors[0].statuses][-1] == "Charging"
        assert observation.connected is True
    assert kiosk.sees().session_phase is SessionPhase.COMPLETE
    station.says("Finishing")
    assert kiosk.sees().session_phase is SessionPhase.COMPLETE


@pytest.mark.parametrize("offset", [-7200.0, 0.0, 7200.0])
def test_a_message_belongs_to_its_plugging_in(
    offset: float, station: StationBehindRelay, kiosk: Kiosk
) -> None:
    station.offset = offset
    now = station.steve.now()

    def at(seconds: float) -> datetime:
        return now + timedelta(seconds=seconds)

    station.says("Available", received=at(-90))
    station.says("Preparing", received=at(-60))
    station.relay.vehicle_info(40, received=at(-4))
    station.says("Available", received=at(-3))
    station.says("Preparing", received=at(-2))
    snapshot = kiosk.sees()
    assert snapshot.session_phase is SessionPhase.PREPARING
    assert snapshot.vehicle is None
    station.relay.vehicle_info(70, received=at(-1.95))
    snapshot = kiosk.sees()
    assert snapshot.vehicle is not None
    assert snapshot.vehicle.soc == 70
    assert snapshot.can_start


def test_a_station_that_goes_past_the_relay_is_seen_all_the_same(
    station: StationBehindRelay, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    station.says("Available")
    assert kiosk.words() == ["Available"]
    station.says("Preparing", past_relay=True)
    # The relay's own record of it may still come.
    assert kiosk.words() == ["Available"]
    assert kiosk.words(after=4) == ["Available"]
    observation = kiosk.read(after=2)
    assert observation.connected is None
    assert not observation.one_clock
    assert {it.status for it in observation.connectors[0].statuses} == {"Available", "Preparing"}
    assert all(it.received is None for it in observation.connectors[0].statuses)
    assert kiosk.sees(after=60).session_phase is SessionPhase.PREPARING
    station.says("Available")
    observation = kiosk.read()
    assert [it.status for it in observation.connectors[0].statuses] == ["Available"] * 2
    assert observation.connected is True
    assert caplog.text.count("knows of more than the relay") == 1


def test_old_events_do_not_mislead_a_kiosk_that_comes_up_later(
    station: StationBehindRelay, kiosk: Kiosk
) -> None:
    station.says("Faulted")
    station.relay.note(EventKind.DISCONNECTED)
    station.says("Available", past_relay=True)
    assert kiosk.sees().session_phase is SessionPhase.AVAILABLE


def test_a_heartbeat_long_after_it_left_the_relay_tells_that_it_is_there(
    station: StationBehindRelay, kiosk: Kiosk
) -> None:
    station.says("Available")
    station.relay.note(EventKind.DISCONNECTED, received=station.steve.now() - timedelta(seconds=50))
    assert kiosk.read().connected is False
    station.relay.note(EventKind.DISCONNECTED, received=station.steve.now() - timedelta(seconds=70))
    assert kiosk.read().connected is False
    assert kiosk.read(after=6).connected is None


def test_a_station_that_stamps_nothing_is_known_by_steves_clock(
    station: StationBehindRelay, kiosk: Kiosk
) -> None:
    now = station.steve.now()
    for word in ("Available", "Preparing"):
        station.relay.note(EventKind.STATUS, connector_id=1, status=word)
        station.steve.status(station.keys[1], word, now + timedelta(seconds=2))
    observation = kiosk.read()
    assert observation.connected is True
    assert [it.timestamp for it in observation.connectors[0].statuses] == [None, None]
    assert kiosk.sees().session_phase is SessionPhase.PREPARING


def test_a_connector_that_the_relay_has_not_seen_is_shown_as_steve_has_it(
    station: StationBehindRelay, kiosk: Kiosk
) -> None:
    station.says("Available", past_relay=True)
    station.says("Available", connector_id=0)
    observation = kiosk.read()
    assert observation.connected is True
    assert [it.received for it in observation.connectors[0].statuses] == [None]
    assert observation.station_statuses[0].received is not None


def test_a_relay_that_comes_later_is_found(
    steve: SteveDatabase, file: Path, make_reading: MakeReading
) -> None:
    kiosk = kiosk_at(steve, file, make_reading)
    assert kiosk.read().connected is None
    with closing(RelayFile(file)) as relay:
        station = StationBehindRelay(steve, relay)
        assert kiosk.read().connected is None
        station.says("Available")
        assert kiosk.read(after=15).connected is True


def test_a_relay_that_is_taken_away_is_done_without(
    station: StationBehindRelay, kiosk: Kiosk, file: Path
) -> None:
    station.says("Available")
    station.says("Preparing")
    station.relay.vehicle_info(60)
    assert kiosk.sees().vehicle is not None
    station.relay.close()
    for beside in file.parent.iterdir():
        beside.unlink()
    observation = [kiosk.read(after=61) for _ in range(4)][-1]
    assert observation.connected is None
    assert not observation.data_transfer_failed
    assert kiosk.sees().session_phase is SessionPhase.PREPARING
    station.relay = RelayFile(file)
    station.says("Available")
    assert kiosk.read(after=61).connected is True
    station.relay.close()


def test_a_file_that_is_damaged_and_begun_afresh_is_followed(
    station: StationBehindRelay, kiosk: Kiosk, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    station.says("Available")
    station.relay.vehicle_info(40)
    assert kiosk.read().connected is True
    station.relay.close()
    for beside in file.parent.iterdir():
        beside.unlink()
    file.write_bytes(b"this is no database" * 500)
    observation = kiosk.read(after=61)
    # What was read before stands, as far as SteVe says nothing else.
    assert observation.data_transfer_failed
    assert observation.registered
    station.relay = RelayFile(file)
    station.relay.note(EventKind.CONNECTED)
    station.says("Preparing")
    station.relay.vehicle_info(60)
    observation = kiosk.read(after=61)
    assert [it.status for it in observation.connectors[0].statuses] == ["Preparing"]
    assert observation.connected is True
    assert not observation.data_transfer_failed
    assert kiosk.sees().vehicle is not None
    station.relay.close()


def test_a_file_that_is_locked_does_not_hold_up_the_station(
    station: StationBehindRelay, kiosk: Kiosk, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    station.says("Available")
    station.relay.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        observation = kiosk.read()
        assert observation.registered
        assert observation.connected is None
        assert "can't be read" in caplog.text
    assert kiosk.read(after=61).connected is True


def test_events_are_followed_by_pages_and_through_a_prune(
    station: StationBehindRelay, kiosk: Kiosk, file: Path
) -> None:
    station.says("Available")
    kiosk.read()
    with closing(sqlite3.connect(file, isolation_level=None)) as store:
        copy = (
            "INSERT INTO station_event (charge_box_id, kind, received_timestamp, connector_id,"
            " status, station_timestamp) SELECT charge_box_id, kind, received_timestamp,"
            " connector_id, status, station_timestamp FROM station_event WHERE kind = 'status'"
        )
        for _ in range(10):
            store.execute(copy)
        station.says("Preparing")
        assert kiosk.words() == ["Available"] * 15 + ["Preparing"]
        store.execute("DELETE FROM station_event WHERE kind = 'status'")
        station.says("Available")
        assert kiosk.words() == ["Available"]


def test_rubbish_among_the_events_is_left_out(
    station: StationBehindRelay, kiosk: Kiosk, file: Path
) -> None:
    station.says("Available")
    with closing(sqlite3.connect(file, isolation_level=None)) as store:
        for values in (
            "'status', 1, 'Faulted', 'yesterday', NULL",
            "'status', NULL, 'Faulted', '2026-11-22 12:00:00', NULL",
            "'status', 7, 'Faulted', '2026-11-22 12:00:00', NULL",
            "'status', 'x', 'Faulted', '2026-11-22 12:00:00', NULL",
            "'start', 1, NULL, '2026-11-22 12:00:00', 'x'",
            "'odd', 1, 'Faulted', '2026-11-22 12:00:00', NULL",
        ):
            store.execute(
                "INSERT INTO station_event (charge_box_id, kind, connector_id, status,"
                f" received_timestamp, transaction_id) SELECT charge_box_id, {values}"
                " FROM station_event LIMIT 1"
            )
    observation = kiosk.read()
    assert [it.status for it in observation.connectors[0].statuses] == ["Available"]


def test_many_transactions_later_only_the_newest_are_held(
    station: StationBehindRelay, kiosk: Kiosk
) -> None:
    for _ in range(20):
        station.stops(station.starts())
    number = station.starts()
    transaction = kiosk.read().connectors[0].transaction
    assert transaction is not None
    assert transaction.transaction_id == number
    assert transaction.arrived is not None


@pytest.mark.parametrize("generation", Generation)
def test_a_relay_may_record_on_a_server(
    generation: Generation, make_steve: MakeSteve, make_reading: MakeReading
) -> None:
    steve, kiosks = make_steve(generation), make_steve(generation)
    address = RecordAddress(url=kiosks.address().url)
    with closing(RelayFile(address)) as relay:
        station = StationBehindRelay(steve, relay)
        hand = Hand()
        reading = make_reading(steve.address(), data_transfers=kiosks.address(), monotonic=hand)
        kiosk = Kiosk(reading, hand)
        station.says("Faulted", stamp=steve.now() + TWO_HOURS)
        station.says("Available")
        station.says("Preparing")
        relay.vehicle_info(60)
        snapshot = kiosk.sees()
        assert snapshot.vehicle is not None
        assert kiosk.read().one_clock
        relay.note(EventKind.DISCONNECTED)
        assert kiosk.read().connected is False
        # Others' connections may be another relay's.
        relay.note(EventKind.CONNECTED)
        relay.restart()
        assert kiosk.read().connected is True
        kiosks.execute("ALTER TABLE station_event DROP INDEX station_event_station")
        observation = [kiosk.read(after=61) for _ in range(3)][-1]
        assert observation.connected is None
        assert observation.connectors[0].statuses[0].received is None
