"""The simulated station: with SteVe's double alone, and with relay and kiosk around it.

The loop is closed: station, relay, central system, database, kiosk, SteVe's HTTP, central system,
station. Station and relay are processes of their own.
"""

import asyncio
import json
import signal
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.adapters.simulator.scenarios import scenario_named
from kiosk.app.station_run import StationRun
from kiosk.domain.intents import StartRequested, TargetChosen
from kiosk.domain.ocpp import StopReason
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    EndedBy,
    SessionPhase,
    StationSnapshot,
    SummarySource,
    VehicleInfoState,
)
from kiosk.settings.secret import Secret
from kiosk.settings.sections import Settings, StationSettings, SteveSettings, StoreSettings
from kiosk.station.hardware import Hardware
from kiosk.station.station import CentralSystemAddress, OcppStation
from tests.fake_central_system import FakeCentralSystem
from tests.fake_steve import FakeSteve
from tests.integration.mariadb_server import free_port
from tests.integration.steve_database import CHARGE_BOX_ID, RECORDS, SteveDatabase
from tests.relay.process import RelayProcess
from tests.station_process import StationProcess

pytestmark = pytest.mark.integration

ID_TAG = "KIOSK01"
PASSWORD = "station-secret"


@pytest.fixture
def central(steve: SteveDatabase) -> Iterator[FakeCentralSystem]:
    """A central system that knows one station."""
    steve.charge_box()
    with FakeCentralSystem(steve, {CHARGE_BOX_ID: PASSWORD}) as central:
        yield central


Begin = Callable[..., StationProcess]


@pytest.fixture
def begin(central: FakeCentralSystem) -> Iterator[Begin]:
    """Start stations that end with the test."""
    with ExitStack() as stack:

        def start(scenario: str, speed: int = 60, url: str = "", *more: str) -> StationProcess:
            arguments = (scenario, "--speed", str(speed), "--password", PASSWORD, *more)
            process = StationProcess(url or central.url, CHARGE_BOX_ID, *arguments)
            return stack.enter_context(process)

        yield start


def started(central: FakeCentralSystem, station: StationProcess) -> int:
    """Start remotely once a vehicle waits, and return the transaction's id."""
    wait_until(lambda: central.requests(CHARGE_BOX_ID, "DataTransfer"))
    assert central.remote_start(CHARGE_BOX_ID, 1, ID_TAG) == "Accepted"
    station.wait_for("Charging")
    wait_until(lambda: bool(central.active_transactions))
    (transaction_id,) = central.active_transactions
    return transaction_id


def wait_until(condition: Callable[[], object]) -> None:
    """Wait for something of another process."""

    async def until() -> None:
        async with asyncio.timeout(15.0):
            while not condition():  # noqa: ASYNC110 - nothing tells it
                await asyncio.sleep(0.01)

    asyncio.run(until())


def shape(frame: list[Any]) -> tuple[Any, ...]:
    """Return what a station's request or answer is made of, without its values."""
    if frame[0] != 2:
        return (frame[0],)
    payload = frame[3]
    fields: list[str] = sorted(payload)
    for value in payload.get("meterValue", ()):
        fields += sorted(value) + [
            f"{sampled['measurand']} {sampled['unit']} {sorted(sampled)}"
            for sampled in value["sampledValue"]
        ]
    if "data" in payload:
        fields += list(json.loads(payload["data"]))
    return (frame[2], payload.get("status"), payload.get("messageId"), *fields)


def requests_in_order(frames: list[list[Any]]) -> list[tuple[Any, ...]]:
    """Return the shapes of requests, MeterValues in a row as one."""
    shapes = [shape(frame) for frame in frames if frame[0] == 2]
    return [
        each
        for number, each in enumerate(shapes)
        if not (each[0] == "MeterValues" and number and shapes[number - 1] == each)
    ]


class TestWithTheCentralSystemAlone:
    def test_a_session_is_made_of_the_messages_of_a_recorded_one(
        self, central: FakeCentralSystem, begin: Begin
    ) -> None:
        station = begin("rider-stops")
        transaction_id = started(central, station)
        assert central.remote_stop(CHARGE_BOX_ID, transaction_id) == "Accepted"
        station.wait_for("Available", times=2)
        wait_until(lambda: len(central.requests(CHARGE_BOX_ID, "StatusNotification")) == 5)
        recorded = [
            record["frame"]
            for line in (RECORDS / "session.frames.jsonl").read_text().splitlines()
            if (record := json.loads(line))["from"] == "station"
        ]
        sent = [frame for _, side, frame in central.frames if side == "station"]
        assert requests_in_order(sent) == requests_in_order(recorded)
        # The start is answered before anything comes of it.
        kinds = [frame[2] if frame[0] == 2 else "answer" for frame in sent]
        assert kinds[kinds.index("StartTransaction") - 1] == "answer"
        (stop,) = central.requests(CHARGE_BOX_ID, "StopTransaction")
        assert (stop["reason"], stop["idTag"]) == ("Remote", ID_TAG)

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_it_ends_when_it_is_told_to(self, begin: Begin, number: signal.Signals) -> None:
        station = begin("card-start")
        station.wait_for("Charging")
        assert station.stop(number) == 0
        assert "Traceback" not in "".join(station.log)
        assert station.log[-1].endswith("stopped")

    def test_it_says_once_why_it_is_not_let_in(self, central: FakeCentralSystem) -> None:
        with StationProcess(central.url, CHARGE_BOX_ID, "--password", "wrong") as station:
            station.wait_for("answers 401: is the password right?")
        with StationProcess(central.url, "NOBODY") as station:
            station.wait_for("answers 404: does it know this station?")
        assert len(station.log) == 1
        assert "wrong" not in "".join(station.log)

    def test_an_id_with_strange_characters_reaches_the_central_system(
        self, steve: SteveDatabase
    ) -> None:
        name = "Gate 1/north é"
        steve.charge_box(name)
        with (
            FakeCentralSystem(steve, {name: None}) as central,
            StationProcess(central.url, name, "reserved"),
        ):
            wait_until(lambda: central.requests(name, "StatusNotification"))

    def test_it_answers_what_a_central_system_may_ask(
        self, central: FakeCentralSystem, begin: Begin
    ) -> None:
        def ask(action: str, **payload: Any) -> Any:
            return central.call(CHARGE_BOX_ID, action, payload)

        station = begin("rider-stops", 10)
        station.wait_for("Available")
        assert central.remote_start(CHARGE_BOX_ID, 1, ID_TAG) == "Rejected"
        assert central.remote_stop(CHARGE_BOX_ID, 99) == "Rejected"
        started(central, station)
        assert central.remote_start(CHARGE_BOX_ID, 1, "OTHER") == "Rejected"
        changed = ask("ChangeConfiguration", key="HeartbeatInterval", value="77")
        assert changed == {"status": "Accepted"}
        for key, value, answer in (
            ("HeartbeatInterval", "-1", "Rejected"),
            ("NumberOfConnectors", "9", "Rejected"),
            ("Colour", "red", "NotSupported"),
        ):
            assert ask("ChangeConfiguration", key=key, value=value) == {"status": answer}
        assert ask("GetConfiguration", key=["HeartbeatInterval", "Colour"]) == {
            "configurationKey": [{"key": "HeartbeatInterval", "readonly": False, "value": "77"}],
            "unknownKey": ["Colour"],
        }
        assert ask("TriggerMessage", requestedMessage="Heartbeat") == {"status": "Accepted"}
        wait_until(lambda: len(central.requests(CHARGE_BOX_ID, "Heartbeat")) == 1)
        assert ask("TriggerMessage", requestedMessage="MeterValues") == {"status": "Accepted"}
        wait_until(lambda: "Trigger" in json.dumps(central.requests(CHARGE_BOX_ID, "MeterValues")))
        unknown = ask("TriggerMessage", requestedMessage="StatusNotification", connectorId=7)
        assert unknown == {"status": "Rejected"}
        firmware = ask("TriggerMessage", requestedMessage="FirmwareStatusNotification")
        assert firmware == {"status": "NotImplemented"}
        assert ask("DataTransfer", vendorId="Somebody") == {"status": "UnknownVendorId"}
        assert ask("UnlockConnector", connectorId=7) == {"status": "NotSupported"}
        # A CALLERROR for what it has not, and for what is no request at all.
        assert ask("ClearCache") == {"status": "NotImplemented"}
        assert ask("RemoteStopTransaction", transactionId="x")["status"].endswith("Violation")
        assert ask("UnlockConnector", connectorId=1) == {"status": "Unlocked"}
        wait_until(lambda: central.requests(CHARGE_BOX_ID, "StopTransaction"))
        (stop,) = central.requests(CHARGE_BOX_ID, "StopTransaction")
        assert stop["reason"] == "UnlockCommand"

    def test_a_reset_ends_the_charge_and_begins_anew(
        self, central: FakeCentralSystem, begin: Begin
    ) -> None:
        started(central, begin("rider-stops", 10))
        assert central.call(CHARGE_BOX_ID, "Reset", {"type": "Soft"}) == {"status": "Accepted"}
        wait_until(lambda: len(central.requests(CHARGE_BOX_ID, "BootNotification")) == 2)
        wait_until(lambda: central.requests(CHARGE_BOX_ID, "StopTransaction"))
        (stop,) = central.requests(CHARGE_BOX_ID, "StopTransaction")
        assert stop["reason"] == "SoftReset"


def talk(
    central: FakeCentralSystem,
    scenario: str,
    scene: Callable[[Hardware], Awaitable[None]],
    speed: float,
) -> None:
    """Run a station in this process that waits less long for answers."""

    async def main() -> None:
        address = CentralSystemAddress(central.url, CHARGE_BOX_ID, PASSWORD, answer_seconds=0.2)
        hardware = Hardware(CHARGE_BOX_ID, scenario_named(scenario), speed=speed)
        hardware.configuration.change("TransactionMessageRetryInterval", "0")
        running = asyncio.ensure_future(OcppStation(address, hardware).run())
        try:
            async with asyncio.timeout(15.0):
                await scene(hardware)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(main())


async def seen(condition: Callable[[], object]) -> None:
    """Wait for something of another thread."""
    while not condition():  # noqa: ASYNC110 - nothing tells it
        await asyncio.sleep(0.01)


class TestWhenTheCentralSystemMisbehaves:
    def test_a_start_that_is_not_answered_is_sent_again(self, central: FakeCentralSystem) -> None:
        def silent_at_first(payload: dict[str, Any]) -> dict[str, Any] | None:
            del central.answers["StartTransaction"]
            return None

        central.answers["StartTransaction"] = silent_at_first

        async def scene(hardware: Hardware) -> None:
            await seen(lambda: central.requests(CHARGE_BOX_ID, "StopTransaction"))
            first, second = central.requests(CHARGE_BOX_ID, "StartTransaction")
            assert first == second
            (stop,) = central.requests(CHARGE_BOX_ID, "StopTransaction")
            assert stop["transactionId"] == 1

        talk(central, "card-start", scene, 200)

    def test_a_start_that_is_never_answered_holds_up_nothing_for_ever(
        self, central: FakeCentralSystem
    ) -> None:
        central.answers["StartTransaction"] = lambda _: None

        async def scene(hardware: Hardware) -> None:
            statuses = central.requests
            await seen(lambda: len(statuses(CHARGE_BOX_ID, "StatusNotification")) == 5)
            assert len(central.requests(CHARGE_BOX_ID, "StartTransaction")) == 3
            # Of a transaction that SteVe does not know nothing can be told.
            assert not central.requests(CHARGE_BOX_ID, "MeterValues")
            assert not central.requests(CHARGE_BOX_ID, "StopTransaction")

        talk(central, "card-start", scene, 200)

    def test_a_tag_that_is_not_accepted_ends_the_charge(self, central: FakeCentralSystem) -> None:
        central.answers["StartTransaction"] = lambda _: {
            "transactionId": 1,
            "idTagInfo": {"status": "Blocked"},
        }

        async def scene(hardware: Hardware) -> None:
            await seen(lambda: central.requests(CHARGE_BOX_ID, "StopTransaction"))
            (stop,) = central.requests(CHARGE_BOX_ID, "StopTransaction")
            assert stop["reason"] == "DeAuthorized"

        talk(central, "card-start", scene, 40)

    @pytest.mark.parametrize(
        "nonsense",
        [
            "hello",
            "{}",
            "[]",
            "[2]",
            "[3, null]",
            '[2, 5, [], {"a": 1}]',
            '[2, "1", "RemoteStartTransaction", [1]]',
            '[3, "nobody asked", {"status": "Accepted"}]',
            "[" * 5000,
            b"\xff\x00",
        ],
    )
    def test_nonsense_does_not_end_it(
        self, central: FakeCentralSystem, nonsense: str | bytes
    ) -> None:
        async def scene(hardware: Hardware) -> None:
            await seen(lambda: central.requests(CHARGE_BOX_ID, "StatusNotification"))
            await asyncio.to_thread(central.say, CHARGE_BOX_ID, nonsense)
            hardware.tell_status()
            await seen(lambda: len(central.requests(CHARGE_BOX_ID, "StatusNotification")) > 1)

        talk(central, "reserved", scene, 1)

    def test_it_says_nothing_until_its_boot_is_accepted(self, central: FakeCentralSystem) -> None:
        def pending_at_first(payload: dict[str, Any]) -> dict[str, Any]:
            del central.answers["BootNotification"]
            now = datetime.now(UTC).isoformat()
            return {"status": "Pending", "currentTime": now, "interval": 1}

        central.answers["BootNotification"] = pending_at_first

        async def scene(hardware: Hardware) -> None:
            await seen(lambda: central.requests(CHARGE_BOX_ID, "StatusNotification"))
            assert [frame[2] for _, _, frame in central.frames if frame[0] == 2][:4] == [
                "GetConfiguration",
                "BootNotification",
                "BootNotification",
                "StatusNotification",
            ]

        talk(central, "reserved", scene, 1)

    def test_heartbeats_come_as_often_as_it_was_told(self, central: FakeCentralSystem) -> None:
        central.heartbeat_interval = 1

        async def scene(hardware: Hardware) -> None:
            await seen(lambda: len(central.requests(CHARGE_BOX_ID, "Heartbeat")) == 2)

        talk(central, "reserved", scene, 1)

    def test_a_charge_that_nobody_saw_is_told_later_as_it_was(
        self, central: FakeCentralSystem, steve: SteveDatabase
    ) -> None:
        async def scene(hardware: Hardware) -> None:
            await seen(lambda: central.requests(CHARGE_BOX_ID, "StatusNotification"))
            hardware.outbox.connected = False
            await seen(lambda: not central.connected())
            connector = hardware.play.connectors[1]
            await seen(lambda: len(connector.transitions) == 4)
            hardware.outbox.connected = True
            await seen(lambda: central.requests(CHARGE_BOX_ID, "StopTransaction"))

        begun = datetime.now(UTC)
        talk(central, "card-start", scene, 200)
        ((start, stop, heard, reason),) = steve.query(
            "SELECT start_timestamp, stop_timestamp, start_event_timestamp, stop_reason"
            " FROM transaction"
        )
        assert reason == "Local"
        # Its clock is 0.4 s behind.
        assert begun.replace(tzinfo=None) - timedelta(seconds=0.4) < start < stop < heard
        ((registers, distinct),) = steve.query(
            "SELECT COUNT(*), COUNT(DISTINCT value_timestamp) FROM connector_meter_value"
            " WHERE transaction_pk IS NOT NULL AND measurand LIKE 'Energy%%'"
        )
        assert registers == distinct >= 12
        # Of what is not a transaction's, only the newest is told.
        statuses = central.requests(CHARGE_BOX_ID, "StatusNotification")
        assert statuses[-1]["status"] == "Available"
        assert not {"Preparing", "Charging"} & {status["status"] for status in statuses}
        messages = central.requests(CHARGE_BOX_ID, "DataTransfer")
        assert [message["messageId"] for message in messages] == ["VehicleInfo", "SessionSummary"]
        assert len(central.requests(CHARGE_BOX_ID, "BootNotification")) == 1


class Kiosk:
    """The kiosk but for its window."""

    def __init__(self, steve: SteveDatabase, steve_http: FakeSteve, folder: Path) -> None:
        self._news = asyncio.Event()
        self.connector: ConnectorSnapshot | None = None
        settings = Settings(
            station=StationSettings(charge_box_id=CHARGE_BOX_ID),
            steve=SteveSettings(
                database_url=steve.address().url,
                base_url=steve_http.base_url,
                user=steve_http.user,
                password=Secret(steve_http.api_password or ""),
                id_tag=ID_TAG,
            ),
            store=StoreSettings(path=folder / "kiosk.sqlite3"),
        )
        self.run = StationRun(settings, self._publish)

    async def sees(self, condition: Callable[[ConnectorSnapshot], object]) -> ConnectorSnapshot:
        """Wait until the connector is so."""
        try:
            async with asyncio.timeout(12.0):
                while self.connector is None or not condition(self.connector):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"what is waited for does not come: {self.connector}") from None
        return self.connector

    async def starts(self, target: int) -> ConnectorSnapshot:
        """Do as a rider does, until it charges."""
        await self.sees(lambda c: c.can_start and c.vehicle_info is VehicleInfoState.VALID)
        self.run.submit(TargetChosen(1, target))
        self.run.submit(StartRequested(1))
        return await self.sees(lambda c: c.session_phase is SessionPhase.CHARGING)

    def _publish(self, snapshot: StationSnapshot) -> None:
        self.connector = snapshot.connectors[0]
        self._news.set()


def ride(kiosk: Callable[[], Kiosk], scene: Callable[[Kiosk], Awaitable[None]]) -> None:
    """Run the kiosk for a scene."""

    async def main() -> None:
        there = kiosk()
        async with there.run as run:
            running = asyncio.ensure_future(run.run())
            try:
                await scene(there)
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)

    asyncio.run(main())


@pytest.fixture
def steve_http(central: FakeCentralSystem) -> Iterator[FakeSteve]:
    """SteVe's HTTP, whose commands reach the station."""

    def start(connector_id: int, id_tag: str) -> None:
        central.remote_start(CHARGE_BOX_ID, connector_id, id_tag)

    def stop(transaction_id: int) -> None:
        central.remote_stop(CHARGE_BOX_ID, transaction_id)

    with FakeSteve(
        charge_box_id=CHARGE_BOX_ID,
        eligible_tags={ID_TAG},
        active_transactions=central.active_transactions,
        on_remote_start=start,
        on_remote_stop=stop,
    ) as fake:
        yield fake


def wait_for_records(relay: RelayProcess) -> None:
    """Wait for the relay's table: a kiosk that finds none looks again only after a while."""

    def is_there() -> bool:
        if not relay.file.exists():
            return False
        with closing(sqlite3.connect(relay.file)) as records:
            found = "SELECT 1 FROM sqlite_master WHERE name = 'data_transfer'"
            return records.execute(found).fetchone() is not None

    wait_until(is_there)


class TestTheWholeLoop:
    def test_a_charge_to_a_target(
        self,
        central: FakeCentralSystem,
        steve: SteveDatabase,
        steve_http: FakeSteve,
        begin: Begin,
        tmp_path: Path,
    ) -> None:
        async def scene(kiosk: Kiosk) -> None:
            await asyncio.to_thread(begin, "ordinary-90", 600, f"ws://127.0.0.1:{relay.port}")
            charging = await kiosk.starts(90)
            assert charging.charging is not None
            assert charging.charging.own
            assert charging.target == 90
            done = await kiosk.sees(
                lambda c: c.summary and c.summary.source is SummarySource.VEHICLE
            )
            summary = done.summary
            assert summary is not None
            assert summary.ended_by is EndedBy.TARGET_REACHED
            assert summary.stop_reason is StopReason.REMOTE
            assert summary.final_soc is not None
            # A tenth of a second is a minute here, in which it gains half a percent.
            assert 90.0 <= summary.final_soc < 94.0
            assert summary.energy_wh is not None
            assert 700.0 < summary.energy_wh < 900.0

        with RelayProcess(tmp_path, central.url) as relay:
            wait_for_records(relay)
            ride(lambda: Kiosk(steve, steve_http, tmp_path), scene)

    def test_offline_in_mid_charge(
        self,
        central: FakeCentralSystem,
        steve: SteveDatabase,
        steve_http: FakeSteve,
        begin: Begin,
        tmp_path: Path,
    ) -> None:
        port = free_port()
        relays = ExitStack()

        def start_relay() -> RelayProcess:
            settings = {"relay__listen": f"127.0.0.1:{port}"}
            return relays.enter_context(RelayProcess(tmp_path, central.url, **settings))

        async def scene(kiosk: Kiosk) -> None:
            station = await asyncio.to_thread(
                begin, "unplugged-mid-charge", 30, f"ws://127.0.0.1:{port}"
            )
            await kiosk.starts(100)
            await kiosk.sees(lambda c: c.charging and c.charging.energy_wh is not None)
            await asyncio.to_thread(relays.close)
            await asyncio.to_thread(station.wait_for, "Available", 2)
            await kiosk.sees(lambda c: c.session_phase is SessionPhase.CHARGING)
            await asyncio.to_thread(start_relay)
            done = await kiosk.sees(
                lambda c: c.summary and c.summary.source is SummarySource.VEHICLE
            )
            assert done.summary is not None
            assert done.summary.stop_reason is StopReason.EV_DISCONNECTED
            # 90 s thirty times as fast, by the station's own clock.
            assert 2.9 < done.summary.duration < 3.2

        with relays:
            wait_for_records(start_relay())
            ride(lambda: Kiosk(steve, steve_http, tmp_path), scene)
        ((late,),) = steve.query(
            "SELECT COUNT(*) FROM transaction WHERE stop_event_timestamp > stop_timestamp"
        )
        assert late == 1

    def test_twenty_stations_at_once(self, steve: SteveDatabase, tmp_path: Path) -> None:
        names = [f"MANY_{number:04d}" for number in range(1, 21)]
        for name in names:
            steve.charge_box(name)
        with (
            FakeCentralSystem(steve, dict.fromkeys(names)) as central,
            RelayProcess(tmp_path, central.url) as relay,
            StationProcess(
                f"ws://127.0.0.1:{relay.port}",
                "MANY",
                "card-start",
                "--speed",
                "40",
                "--count",
                "20",
            ) as station,
        ):
            station.wait_for("Available", times=40, seconds=25.0)
            wait_until(
                lambda: all(
                    len(central.requests(name, "StatusNotification")) == 5 for name in names
                )
            )
            assert station.stop() == 0
        assert steve.query(
            "SELECT COUNT(*), COUNT(DISTINCT evse_pk) FROM transaction"
            " WHERE stop_reason = 'Local' AND CAST(stop_value AS INT) > CAST(start_value AS INT)"
        ) == ((20, 20),)
