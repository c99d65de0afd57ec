"""The whole kiosk, from SteVe's rows to the rider's screen and back to SteVe's commands."""

import asyncio
import random
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kiosk.adapters.database import DatabaseAddress
from kiosk.adapters.simulator.clock import SimulatedClock
from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.snapshot import EndedBy, SessionPhase, SummaryFigures, SummarySource
from tests.fake_steve import Answer, FakeSteve, Fault
from tests.fault_proxy import Fault as Trouble
from tests.fault_proxy import FaultProxy
from tests.flows.conftest import Run
from tests.flows.steve_kiosk import SteveKiosk
from tests.integration.mariadb_server import MariaDBServer
from tests.integration.scripted_station import ID_TAG, ScriptedStation
from tests.integration.steve_database import (
    CHARGE_BOX_ID,
    Generation,
    RecordedRow,
    SteveDatabase,
    recorded_session,
)

pytestmark = pytest.mark.integration

GENERATIONS = pytest.mark.parametrize("generation", Generation)
MakeSteve = Callable[[Generation], SteveDatabase]


@pytest.fixture(scope="module")
def server() -> Iterator[MariaDBServer]:
    with MariaDBServer() as server:
        yield server


@pytest.fixture
def make_steve(server: MariaDBServer) -> Iterator[MakeSteve]:
    numbers = count(1)
    with ExitStack() as stack:

        def make(generation: Generation = Generation.EVSE) -> SteveDatabase:
            steve = SteveDatabase(server, f"steve_{next(numbers)}", generation)
            stack.callback(steve.drop)
            return steve

        yield make


@pytest.fixture
def steve(make_steve: MakeSteve) -> SteveDatabase:
    return make_steve(Generation.EVSE)


@pytest.fixture
def fake() -> Iterator[FakeSteve]:
    with FakeSteve(charge_box_id=CHARGE_BOX_ID, eligible_tags={ID_TAG}, patience=0.1) as fake:
        yield fake


# The recorded session: 102 s, from a charge box that is known to a summary


def write(row: RecordedRow, steve: SteveDatabase, transfers: Path | None = None) -> None:
    """Write a row, its DataTransfers into the separate file where there is one."""
    if transfers is None or row.table != "data_transfer":
        steve.replay(row)
        return
    with closing(sqlite3.connect(transfers, isolation_level=None)) as file:
        values = row.values | {"received_timestamp": row.at.isoformat(" ")}
        file.execute(
            "INSERT INTO messages (charge_box_id, vendor_id, message_id, data, received_timestamp)"
            f" VALUES ('{CHARGE_BOX_ID}', :vendor_id, :message_id, :data, :received_timestamp)",
            values,
        )


def make_file(path: Path) -> DatabaseAddress:
    """Make an installation's own file of DataTransfers, and return where it is."""
    with closing(sqlite3.connect(path)) as file:
        file.execute(
            "CREATE TABLE messages (id INTEGER PRIMARY KEY, charge_box_id TEXT, vendor_id TEXT,"
            " message_id TEXT, data TEXT, received_timestamp TEXT)"
        )
    return DatabaseAddress(f"sqlite:///{path}")


FIGURES = ("+0.18 %", "87.18 %", "3.94 Wh", "1 min 32 s", "154.0 W", "0.1 km")

WHAT_FOLLOWS: dict[str, tuple[SessionPhase, tuple[str, ...]]] = {
    "charge_box": (SessionPhase.OUT_OF_SERVICE, ("This charger is not in use yet.",)),
    "Available": (SessionPhase.AVAILABLE, ("Plug in your vehicle",)),
    "Preparing": (SessionPhase.PREPARING, ("Reading your vehicle…",)),
    "VehicleInfo": (
        SessionPhase.PREPARING,
        ("87 %", "70 km", "Classic", "26.6 °C", "76.4 V", "+13 %", "START CHARGING"),
    ),
    "transaction_start": (
        SessionPhase.CHARGING,
        ("Classic", "Waiting for the first figures.", "STOP CHARGING"),
    ),
    "Power.Active.Import": (SessionPhase.CHARGING, ("Power 142 W", "STOP CHARGING")),
    "SoC": (SessionPhase.CHARGING, ("87 %", "Classic", "STOP CHARGING")),
    "Voltage": (SessionPhase.CHARGING, ("77.2 V",)),
    "Finishing": (SessionPhase.COMPLETE, FIGURES),
    "transaction_stop": (
        SessionPhase.COMPLETE,
        (*FIGURES, "You stopped it.", "You can unplug now", "BACK TO HOME"),
    ),
    "Available after it": (
        SessionPhase.COMPLETE,
        (*FIGURES, "You stopped it.", "Charge complete", "MORE TIME", "BACK TO HOME"),
    ),
}
"""The phase after a row of the recorded session, and what a rider then reads."""


def kind_of(row: RecordedRow, *, over: bool) -> str:
    """Return what a row is, as in ``WHAT_FOLLOWS``."""
    values = row.values
    kind = values.get("status") or values.get("message_id") or values.get("measurand")
    return "Available after it" if over and kind == "Available" else kind or row.table


def check_figures(row: RecordedRow, kiosk: SteveKiosk) -> None:
    """Check what the snapshot says of a meter value that was just read."""
    charging, value = kiosk.connector.charging, row.values.get("value")
    if value is None:
        return
    assert charging is not None
    figure = {
        "Energy.Active.Import.Register": charging.energy_wh,
        "Power.Active.Import": charging.power,
        "SoC": charging.soc,
        "Voltage": charging.voltage,
        "Current.Import": charging.current,
        "Current.Offered": charging.current_offered,
    }[row.values["measurand"]]
    assert figure == float(value)
    assert charging.age is not None
    assert charging.age < 5
    assert (charging.own, charging.target) == (True, None)


def check_summary(summary: SummaryFigures | None) -> None:
    """Check what the recorded session came to, whichever way its rows came."""
    assert summary is not None
    assert (summary.transaction_id, summary.source) == (2, SummarySource.VEHICLE)
    assert summary.ended_by is EndedBy.RIDER
    assert summary.start_soc == 87.0
    assert summary.final_soc == pytest.approx(87.17896753)
    assert summary.energy_wh == pytest.approx(3.94444444)
    assert summary.duration == pytest.approx(92.19034)
    assert summary.average_power == pytest.approx(154.029, abs=0.001)
    assert summary.range_added_km == pytest.approx(0.144964, abs=0.00001)
    assert summary.model == "Classic"


@pytest.mark.parametrize("apart", [False, True], ids=["in SteVe's database", "in a file apart"])
@GENERATIONS
def test_the_recorded_session_row_by_row(
    generation: Generation,
    apart: bool,
    make_steve: MakeSteve,
    fake: FakeSteve,
    tmp_path: Path,
    run: Run,
) -> None:
    steve = make_steve(generation)
    file = tmp_path / "messages.sqlite3" if apart else None
    transfers = make_file(file) if file else None
    if not apart:
        steve.data_transfer_table()

    async def flow() -> None:
        async with SteveKiosk(steve.address(), fake, tmp_path, data_transfers=transfers) as kiosk:
            begin = kiosk.reader.now = steve.now() - timedelta(seconds=102)
            await kiosk.sees("This charger is not in use yet.")
            for row in recorded_session(begin):
                write(row, steve, file)
                kiosk.reader.now = row.at + timedelta(milliseconds=50)
                await kiosk.takes_in()
                kind = kind_of(row, over=kiosk.connector.summary is not None)
                phase, words = WHAT_FOLLOWS.get(kind, (SessionPhase.CHARGING, ("STOP CHARGING",)))
                await kiosk.sees(*words)
                assert kiosk.connector.session_phase is phase
                check_figures(row, kiosk)
            check_summary(kiosk.connector.summary)
            await kiosk.taps("BACK TO HOME")
            await kiosk.sees("Last session", "87 % to 87 %", "3.94 Wh", "1 min 32 s")
            assert fake.commands() == []

    run(flow())


@pytest.mark.parametrize("seed", [None, 1, 2, 3], ids=lambda seed: f"order {seed}")
def test_the_recorded_session_late_twice_and_out_of_order(
    seed: int | None, steve: SteveDatabase, fake: FakeSteve, tmp_path: Path, run: Run
) -> None:
    steve.data_transfer_table()
    rows = list(recorded_session(steve.now() - timedelta(seconds=102)))
    # What has a key of its own can't be there twice.
    twice = [row for row in rows if row.table in {"connector_status", "connector_meter_value"}]
    rows += twice + [row for row in rows if row.table == "data_transfer"]
    if seed is not None:
        random.Random(seed).shuffle(rows)

    async def flow() -> None:
        async with SteveKiosk(steve.address(), fake, tmp_path) as kiosk:
            await kiosk.sees("This charger is not in use yet.")
            for number, row in enumerate(rows):
                steve.replay(row)
                if number % 10 == 0:
                    await kiosk.takes_in()
            await kiosk.takes_in()
            shown = kiosk.connector
            check_summary(shown.summary or shown.last_summary)
            assert shown.session_phase in {SessionPhase.COMPLETE, SessionPhase.AVAILABLE}
            assert shown.status is ChargePointStatus.AVAILABLE
            await kiosk.sees("3.94 Wh", "1 min 32 s", but_not="STOP")
            assert fake.commands() == []

    run(flow())


# Live


def interface(fake: FakeSteve, way: str) -> dict[str, Any]:
    """Return the settings of a way to give orders, after SteVe was made to have only that."""
    fake.rest = way == "rest"
    password = fake.api_password if fake.rest else fake.web_password
    return {"interface": way, "password": password}


WAYS = pytest.mark.parametrize("way", ["rest", "web_form"])


@WAYS
def test_a_rider_charges_to_the_target_though_stops_are_ignored(
    way: str, steve: SteveDatabase, fake: FakeSteve, tmp_path: Path, run: Run
) -> None:
    async def flow() -> None:
        station = ScriptedStation(steve).obeys(fake, ignored_stops=2)
        # At four times the pace the second repeat of a STOP takes less than four seconds.
        clock = SimulatedClock(4)
        orders = interface(fake, way)
        async with SteveKiosk(steve.address(), fake, tmp_path, clock=clock, **orders) as kiosk:
            await kiosk.sees("Plug in your vehicle")
            station.plugged_in(soc=87)
            await kiosk.sees("87 %", "70 km", "Classic", "26.6 °C", "76.4 V", "START CHARGING")
            await kiosk.taps("100 %")
            await kiosk.until(lambda: kiosk.connector.target == 100)
            await kiosk.taps("90 %")
            await kiosk.until(lambda: kiosk.connector.target == 90)
            await kiosk.taps("START CHARGING")
            await kiosk.sees("STOP CHARGING")
            for number, soc in enumerate((87.0, 88.0, 89.0, 89.99)):
                station.meters(soc, energy=10 * number)
                await kiosk.until(lambda soc=soc: kiosk.charging.soc == soc)  # type: ignore[misc]
                await kiosk.sees("→ 90", "142 W", "STOP CHARGING")
            assert len(fake.commands()) == 1
            station.meters(90.0, energy=40)
            await kiosk.sees("Stopping…", but_not="STOP CHARGING")
            await kiosk.sees("Figures from the meter", "You can unplug now", "40.0 Wh")
            await kiosk.sees("Your target of 90 % is reached.", "+3.00 %")
            station.sums_up(final_soc=90.01, energy=41.5, minutes=0.05)
            await kiosk.sees("41.5 Wh", "90.01 %", "3 s", but_not="Figures from the meter")
            station.says("Available")
            await kiosk.sees("Charge complete", but_not="unplug")
            assert len(fake.commands()) == 4

    run(flow())


def test_a_restarted_kiosk_keeps_charge_target_and_curve(
    steve: SteveDatabase, fake: FakeSteve, tmp_path: Path, run: Run
) -> None:
    async def flow() -> None:
        station = ScriptedStation(steve).obeys(fake)
        station.plugged_in(soc=87)
        async with SteveKiosk(steve.address(), fake, tmp_path) as kiosk:
            await kiosk.taps_once_seen("START CHARGING")
            await kiosk.sees("STOP CHARGING")
            for number in range(8):
                station.meters(87 + number / 10, energy=number, ago=80 - 10 * number)
            await kiosk.until(lambda: len(kiosk.charging.curve) == 8)
            curve = kiosk.charging.curve
        async with SteveKiosk(steve.address(), fake, tmp_path) as kiosk:
            await kiosk.sees("→ 90", "+7 Wh", "STOP CHARGING")
            assert kiosk.charging.curve == curve
            station.meters(90, energy=40)
            await kiosk.sees("Your target of 90 % is reached.", "Classic")
            assert len(fake.commands()) == 2

    run(flow())


# What SteVe says to an order, and what the rider reads

Befalls = Callable[[FakeSteve], object]

START_CALL = "POST /api/v1/operations/RemoteStartTransaction"
START_FORM = "POST /manager/operations/v1.6/RemoteStartTransaction"


def turn(**knobs: Any) -> Befalls:
    """Return what turns these knobs of SteVe."""

    def befall(fake: FakeSteve) -> None:
        for name, value in knobs.items():
            setattr(fake, name, value)

    return befall


REFUSED = turn(answer=Answer.REJECTED)
CALLERROR = turn(answer=Answer.CALLERROR)
SILENT = turn(answer=Answer.SILENT)
OFFLINE = turn(online=False)
OTHER_PASSWORD = turn(api_password="other", web_password="other")
PROXY_ERROR = turn(faults={START_CALL: Fault.ERROR_502, START_FORM: Fault.ERROR_502})


@pytest.mark.parametrize(
    ("befalls", "words"),
    [
        (REFUSED, ("Not started", "The station said no.")),
        (CALLERROR, ("Not started", "The station has a problem.")),
        (SILENT, ("Not started", "The station did not answer.")),
        (OFFLINE, ("Station offline", "It can't be reached now.")),
        (turn(eligible_tags=set()), ("Not permitted", "This kiosk may not start a charge.")),
        (OTHER_PASSWORD, ("Not set up yet", "This kiosk can't give orders.")),
        (PROXY_ERROR, ("It did not work", "The control centre has a problem.")),
        (FakeSteve.stop, ("No connection", "Nothing was sent.")),
    ],
    ids=["rejected", "callerror", "silence", "offline", "tag", "password", "502", "down"],
)
@WAYS
def test_a_start_that_comes_to_nothing_is_explained(
    way: str,
    befalls: Befalls,
    words: tuple[str, ...],
    steve: SteveDatabase,
    fake: FakeSteve,
    tmp_path: Path,
    run: Run,
) -> None:
    async def flow() -> None:
        ScriptedStation(steve).plugged_in()
        orders = interface(fake, way) | {"answer_timeout": 1.0, "connect_timeout": 1.0}
        clock = SimulatedClock(10)
        async with SteveKiosk(steve.address(), fake, tmp_path, clock=clock, **orders) as kiosk:
            await kiosk.sees("87 %", "START CHARGING")
            befalls(fake)
            await kiosk.taps("START CHARGING")
            await kiosk.sees("Starting…", but_not="START CHARGING")
            await kiosk.sees(*words, "87 %", "START CHARGING")
            assert kiosk.connector.can_start
            assert len(fake.commands()) <= 1

    run(flow())


@pytest.mark.parametrize(
    ("befalls", "orders", "words"),
    [
        (turn(), {"user": "", "password": ""}, ("Not set up yet", "can't give orders")),
        (turn(web_api_exposed=False), {}, ("Not set up yet", "can't give orders")),
        (turn(fails_with="Broken pipe"), {}, ("It did not work", "has a problem")),
        (turn(context="/elsewhere"), {}, ("Not set up yet", "can't give orders")),
    ],
    ids=["302 to the login", "500: no web API", "not handed over", "404"],
)
def test_what_only_the_rest_interface_answers_is_explained_too(
    befalls: Befalls,
    orders: dict[str, Any],
    words: tuple[str, ...],
    steve: SteveDatabase,
    fake: FakeSteve,
    tmp_path: Path,
    run: Run,
) -> None:
    async def flow() -> None:
        ScriptedStation(steve).plugged_in()
        async with SteveKiosk(steve.address(), fake, tmp_path, **orders) as kiosk:
            await kiosk.sees("87 %", "START CHARGING")
            befalls(fake)
            await kiosk.taps("START CHARGING")
            await kiosk.sees(*words, "87 %", "START CHARGING")

    run(flow())


@pytest.mark.parametrize(
    ("befalls", "words"),
    [
        (REFUSED, ("Not stopped", "The station said no.")),
        (CALLERROR, ("Not stopped", "The station said no.")),
        (SILENT, ("Not stopped yet", "The station did not answer.")),
        (OFFLINE, ("Station offline", "It can't be reached now.")),
        (turn(active_transactions=set()), ("Still stopping…", "We keep trying.")),
        (OTHER_PASSWORD, ("Not set up yet", "This kiosk can't give orders.")),
        (FakeSteve.stop, ("No connection",)),
    ],
    ids=["rejected", "callerror", "silence", "offline", "not active", "password", "down"],
)
def test_a_stop_that_comes_to_nothing_is_explained(
    befalls: Befalls,
    words: tuple[str, ...],
    steve: SteveDatabase,
    fake: FakeSteve,
    tmp_path: Path,
    run: Run,
) -> None:
    async def flow() -> None:
        station = ScriptedStation(steve).obeys(fake)
        station.plugged_in()
        clock = SimulatedClock(10)
        async with SteveKiosk(steve.address(), fake, tmp_path, clock=clock) as kiosk:
            await kiosk.sees("87 %", "START CHARGING")
            await kiosk.taps("START CHARGING")
            await kiosk.sees("STOP CHARGING")
            befalls(fake)
            await kiosk.taps("STOP CHARGING")
            await kiosk.sees(*words, but_not="STOP CHARGING")
            station.ends()
            await kiosk.sees("You can unplug now", "You stopped it before 90 %.")

    run(flow())


# A database that comes and goes


@pytest.fixture
def proxy(server: MariaDBServer) -> Iterator[FaultProxy]:
    with FaultProxy(server.port) as proxy:
        yield proxy


async def charging(kiosk: SteveKiosk, station: ScriptedStation) -> None:
    """Bring the kiosk into the middle of a charge."""
    station.plugged_in()
    await kiosk.sees("87 %", "START CHARGING")
    await kiosk.taps("START CHARGING")
    await kiosk.sees("STOP CHARGING")
    station.meters(soc=87.5, energy=10)
    await kiosk.sees("+10 Wh", "STOP CHARGING")


async def outage(kiosk: SteveKiosk, ends: Callable[[], Awaitable[object]]) -> None:
    """See a lost connection told, a tap answered meanwhile, and all well soon after its end."""
    await kiosk.sees("No connection", "We keep trying.", "87 %", "STOP WHEN CONNECTED")
    assert kiosk.connector.session_phase is SessionPhase.CHARGING
    tapped = time.monotonic()
    await kiosk.taps("STOP WHEN CONNECTED")
    await kiosk.sees("Stopping…", "No connection", "87 %", but_not="STOP")
    assert time.monotonic() - tapped < 0.5
    await ends()
    back = time.monotonic()
    await kiosk.sees("Stopping…", "87 %", but_not="No connection")
    assert time.monotonic() - back < 2.0


def test_a_database_that_is_restarted_in_mid_charge(
    server: MariaDBServer, steve: SteveDatabase, fake: FakeSteve, tmp_path: Path, run: Run
) -> None:
    async def flow() -> None:
        station = ScriptedStation(steve).obeys(fake, ignored_stops=9)
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(1) as elsewhere:
            async with SteveKiosk(steve.address(), fake, tmp_path) as kiosk:
                await charging(kiosk, station)
                await loop.run_in_executor(elsewhere, server.stop)
                await outage(kiosk, lambda: loop.run_in_executor(elsewhere, server.start))
                steve.connection = server.connect(steve.name)
                station.ends()
                await kiosk.sees("You can unplug now", "You stopped it before 90 %.", "Classic")

    run(flow())


def test_a_database_that_hangs_in_mid_charge(
    proxy: FaultProxy, steve: SteveDatabase, fake: FakeSteve, tmp_path: Path, run: Run
) -> None:
    async def ends() -> None:
        proxy.fault = Trouble.NONE

    async def flow() -> None:
        station = ScriptedStation(steve).obeys(fake, ignored_stops=9)
        async with SteveKiosk(steve.address(proxy.port), fake, tmp_path) as kiosk:
            await charging(kiosk, station)
            proxy.fault = Trouble.STALL
            await outage(kiosk, ends)
            station.ends()
            await kiosk.sees("You can unplug now", "You stopped it before 90 %.", "Classic")

    run(flow())


def test_a_database_that_is_not_there_yet(
    proxy: FaultProxy, steve: SteveDatabase, fake: FakeSteve, tmp_path: Path, run: Run
) -> None:
    async def flow() -> None:
        ScriptedStation(steve).plugged_in()
        proxy.fault = Trouble.REFUSE
        async with SteveKiosk(steve.address(proxy.port), fake, tmp_path) as kiosk:
            await kiosk.sees("Connecting…")
            await kiosk.until(lambda: kiosk.reader.begun > 2)
            proxy.fault = Trouble.NONE
            back = time.monotonic()
            await kiosk.sees("87 %", "START CHARGING", but_not="Connecting")
            assert time.monotonic() - back < 2.0

    run(flow())
