"""The kiosk's process: what it tells of itself, and what it survives."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_steve import FakeSteve
from tests.fake_steve import Fault as Hang
from tests.fault_proxy import Fault, FaultProxy
from tests.integration.kiosk_process import KioskProcess
from tests.integration.scripted_station import ID_TAG, ScriptedStation
from tests.integration.steve_database import CHARGE_BOX_ID, SteveDatabase

pytestmark = pytest.mark.integration


@pytest.fixture
def fake() -> Iterator[FakeSteve]:
    transactions = set(range(1, 10))
    with FakeSteve(
        charge_box_id=CHARGE_BOX_ID, eligible_tags={ID_TAG}, active_transactions=transactions
    ) as fake:
        yield fake


@pytest.fixture
def proxy(steve: SteveDatabase) -> Iterator[FaultProxy]:
    with FaultProxy(steve.server.port) as proxy:
        yield proxy


@pytest.fixture
def station(steve: SteveDatabase) -> ScriptedStation:
    return ScriptedStation(steve)


@pytest.fixture
def kiosk(tmp_path: Path, steve: SteveDatabase, proxy: FaultProxy, fake: FakeSteve) -> KioskProcess:
    """It is started by entering it, as often as one likes."""
    return KioskProcess(tmp_path, steve.address(proxy.port).url, fake)


def start_pressed(kiosk: KioskProcess) -> None:
    kiosk.tells(session_phase="preparing", soc_percent=87.0, target_percent=90)
    kiosk.presses_enter_until(lambda: kiosk.connector().get("session_phase") == "starting")


def test_it_tells_what_goes_on(
    kiosk: KioskProcess, station: ScriptedStation, proxy: FaultProxy
) -> None:
    with kiosk:
        told = kiosk.tells(session_phase="available", status="Available", connector_id=1)
        assert (told["transaction_id"], told["soc_percent"], told["target_percent"]) == (None,) * 3
        assert kiosk.asked("/healthz") == (200, {"healthy": True})
        station.plugged_in(soc=87)
        told = kiosk.tells(session_phase="preparing", soc_percent=87.0, target_percent=90)
        ages = told["source_ages_seconds"]
        assert ages.keys() == {"database", "status", "vehicle_info"}
        assert all(0 <= age < 5 for age in ages.values())
        station.begins(id_tag="A_CARD")
        station.meters(soc=87.2, energy=5)
        told = kiosk.tells(session_phase="charging", status="Charging", soc_percent=87.2)
        assert told["transaction_id"] == station.transaction_id
        assert (told["power_watts"], told["energy_watt_hours"]) == (142.0, 5.0)
        assert told["target_percent"] is None
        assert 0 <= told["source_ages_seconds"]["meter_values"] < 5
        proxy.fault = Fault.STALL
        kiosk.until(lambda: kiosk.asked("/healthz")[0] == 503)
        assert "out of reach" in kiosk.asked("/healthz")[1]["reason"]
        assert kiosk.connector()["session_phase"] == "charging"
        assert kiosk.terminate()[0] == 0
    assert "A_CARD" not in kiosk.log


def test_a_kill_in_mid_charge_loses_nothing(
    kiosk: KioskProcess, station: ScriptedStation, fake: FakeSteve
) -> None:
    station.plugged_in(soc=87)
    with kiosk:
        start_pressed(kiosk)
        fake.wait_for_commands(1)
        station.begins()
        station.meters(soc=87.5, energy=10, ago=10)
        station.meters(soc=88, energy=20)
        kiosk.tells(session_phase="charging", soc_percent=88.0, target_percent=90)
    with kiosk:
        told = kiosk.tells(session_phase="charging", soc_percent=88.0, target_percent=90)
        assert told["transaction_id"] == station.transaction_id
        assert told["energy_watt_hours"] == 20.0
        assert len(fake.commands()) == 1
        station.meters(soc=90, energy=60)
        fake.wait_for_commands(2)
        assert fake.commands()[1].json["transactionId"] == station.transaction_id
        kiosk.tells(session_phase="stopping")
        station.ends()
        kiosk.tells(session_phase="complete", soc_percent=90.0)


def test_a_kill_between_start_and_its_transaction_keeps_the_target_and_starts_once(
    kiosk: KioskProcess, station: ScriptedStation, fake: FakeSteve
) -> None:
    station.plugged_in(soc=87)
    with kiosk:
        start_pressed(kiosk)
        fake.wait_for_commands(1)
    with kiosk:
        kiosk.tells(session_phase="starting", target_percent=90)
        station.begins()
        station.meters(soc=89, energy=40)
        kiosk.tells(session_phase="charging", soc_percent=89.0, target_percent=90)
        assert len(fake.commands()) == 1
        station.meters(soc=90, energy=60)
        fake.wait_for_commands(2)
        assert fake.commands()[1].json["transactionId"] == station.transaction_id


def test_it_ends_soon_though_database_and_steve_have_just_begun_to_hang(
    kiosk: KioskProcess, station: ScriptedStation, proxy: FaultProxy, fake: FakeSteve
) -> None:
    station.plugged_in(soc=87)
    fake.faults["POST /api/v1/operations/RemoteStartTransaction"] = Hang.HANG
    with kiosk:
        start_pressed(kiosk)
        proxy.fault = Fault.STALL
        kiosk.until(lambda: kiosk.connector()["source_ages_seconds"]["database"] > 0.2)
        code, seconds = kiosk.terminate()
        assert code == 0
        assert seconds < 3


def test_the_panel_goes_dark_and_is_lit_again(
    kiosk: KioskProcess, station: ScriptedStation, tmp_path: Path
) -> None:
    panel = tmp_path / "panel"
    panel.mkdir()
    (panel / "max_brightness").write_text("255")
    brightness = panel / "brightness"
    brightness.write_text("200")
    with kiosk.settings_file.open("a") as settings:
        settings.write(f'[ui]\nbacklight = "{panel}"\ndim_seconds = 1\nblank_seconds = 2\n')
    with kiosk:
        for light in ("60", "0"):
            kiosk.until(lambda light=light: brightness.read_text() == light)  # type: ignore[misc]
        station.plugged_in(soc=87)
        kiosk.until(lambda: brightness.read_text() == "200")
        station.says("Available")
        kiosk.until(lambda: brightness.read_text() == "0")
        assert kiosk.terminate()[0] == 0
    assert brightness.read_text() == "200"


def test_wrong_settings_are_shown_until_the_file_is_mended(
    kiosk: KioskProcess, station: ScriptedStation
) -> None:
    right = kiosk.settings_file.read_text()
    kiosk.settings_file.write_text(right.replace("charge_box_id", "charge_box"))
    with kiosk:
        kiosk.until(lambda: "charge_box" in kiosk.log)
        assert kiosk.lives
        assert "Traceback" not in kiosk.log
        kiosk.settings_file.write_text(right)
        kiosk.tells(session_phase="available", status="Available")
        code, seconds = kiosk.terminate()
        assert code == 0
        assert seconds < 3
