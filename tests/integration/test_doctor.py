"""``kiosk doctor`` at a whole installation: MariaDB, SteVe's web interface, the relay's port."""

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.__main__ import main
from kiosk.backoffice.doctor.findings import Finding, Level
from kiosk.backoffice.doctor.relay import _records, relay_checks
from kiosk.relay.database import RecordAddress, RecordDatabase
from kiosk.relay.records import DataTransferRow, StationEventRow
from kiosk.relay.server import Relay, RelayPlan
from kiosk.settings import Purpose, load_settings
from tests.fake_steve import FakeSteve
from tests.fault_proxy import Fault, FaultProxy
from tests.integration.mariadb_server import free_port
from tests.integration.steve_database import CHARGE_BOX_ID, SteveDatabase

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("logging_as_it_was")]

DOCUMENT = Path(__file__).parents[2] / "docs" / "database.md"
VEHICLE = {"soc": 87.0, "maxCurrent": 2, "voltage": 76.38, "temperature": 26.6}


@dataclass
class Installation:
    """An installation whose every part works, until a test breaks one."""

    database: SteveDatabase
    steve: FakeSteve
    folder: Path
    relay: socket.socket
    settings: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """The settings file, as it is now."""
        file = self.folder / "kiosk.toml"
        text = ""
        for section, values in self.settings.items():
            text += f"[{section}]\n"
            text += "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())
        file.write_text(text)
        file.chmod(0o640)
        return file

    def secret(self, name: str, password: str) -> str:
        """Write a password into a file of its own."""
        file = self.folder / name
        file.write_text(password)
        file.chmod(0o600)
        return str(file)

    def use_account(self, grants: str) -> None:
        """Give the kiosk a database account with these grants."""
        address = self.database.create_user(grants)
        self.settings["steve"]["database_url"] = address.url
        self.settings["steve"]["database_password_file"] = self.secret("db", "choose-a-password")


def documented_grants() -> str:
    return ";".join(re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text(), re.DOTALL))


@pytest.fixture(autouse=True)
def own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the machine's."""
    for name in [name for name in os.environ if name.startswith("KIOSK_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def installation(steve: SteveDatabase, tmp_path: Path) -> Iterator[Installation]:
    """All is well."""
    now = steve.now()
    steve.charge_box(last_heartbeat_timestamp=now - timedelta(seconds=30))
    connector = steve.connector(1)
    steve.status(connector, "Available", now - timedelta(seconds=20))
    steve.insert("ocpp_tag", id_tag="KIOSK01")
    steve.insert(
        "schema_version",
        installed_rank=1,
        version="1.1.5",
        description="it",
        type="SQL",
        script="V1_1_5__it.sql",
        installed_by="steve",
        execution_time=1,
        success=1,
    )
    steve.data_transfer_table()
    steve.data_transfer("VehicleInfo", VEHICLE, now - timedelta(minutes=5))
    with ExitStack() as stack:
        fake = stack.enter_context(FakeSteve(charge_box_id=CHARGE_BOX_ID))
        relay = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        port = relay.getsockname()[1]
        installation = Installation(steve, fake, tmp_path, relay)
        installation.settings = {
            "station": {"charge_box_id": CHARGE_BOX_ID},
            "steve": {
                "base_url": fake.base_url,
                "user": fake.user,
                "password_file": installation.secret("web", "api-secret"),
                "id_tag": "KIOSK01",
            },
            "relay": {"listen": f"127.0.0.1:{port}", "upstream": f"ws://127.0.0.1:{port}/x"},
            "store": {"path": str(tmp_path / "data" / "kiosk.sqlite3")},
        }
        installation.use_account(documented_grants())
        yield installation


@dataclass
class Outcome:
    """What the doctor said."""

    code: int
    findings: list[dict[str, Any]]

    def of(self, check: str) -> dict[str, Any]:
        """The only finding of a check."""
        (finding,) = (each for each in self.findings if each["check"] == check)
        return finding

    def not_ok(self) -> dict[str, str]:
        """All that is not well, with its level."""
        return {each["check"]: each["level"] for each in self.findings if each["level"] != "ok"}


@pytest.fixture
def capture(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    return capsys


def examine(installation: Installation, capture: pytest.CaptureFixture[str]) -> Outcome:
    capture.readouterr()
    code = main(["doctor", "--json", "--config", str(installation.file)])
    shown = capture.readouterr()
    assert shown.err == ""
    for password in ("choose-a-password", "api-secret", "web-secret", "KIOSK01"):
        assert password not in shown.out.replace("IDENTIFIED BY 'choose-a-password'", "")
    return Outcome(code, json.loads(shown.out))


def test_all_is_well(installation: Installation, capture: pytest.CaptureFixture[str]) -> None:
    outcome = examine(installation, capture)
    assert outcome.not_ok() == {}
    assert outcome.code == 0
    assert "MariaDB" in outcome.of("database")["seen"]
    assert "not encrypted" in outcome.of("database")["seen"]
    assert "migration 1.1.5, connectors in the table evse" in outcome.of("schema")["seen"]
    assert "accepted, last Heartbeat 3" in outcome.of("station")["seen"]
    assert "1: Available, reported 2" in outcome.of("connectors")["seen"]
    assert "found by its columns, data as text" in outcome.of("data_transfer")["seen"]
    assert outcome.of("vehicle_info")["seen"] == "the newest, 5 min ago, is readable"
    assert "REST operations at http://" in outcome.of("commands")["seen"]
    assert outcome.of("id_tag")["seen"] == "KI*** is known, 0 active, 1 allowed"
    assert not installation.steve.commands()


def test_it_is_printed_a_line_each(installation: Installation) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "--config", str(installation.file), "doctor"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    *lines, last = done.stdout.splitlines()
    assert len(lines) == 19
    assert all(line.startswith("ok  ") for line in lines)
    assert last == "The kiosk can work: no problems, no warnings."


def test_an_account_that_may_do_more_is_warned_of(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    name = installation.database.name
    installation.database.execute(
        f"GRANT SELECT ON `{name}`.charge_box TO '{installation.database.user}'@'%%'"
    )
    installation.database.execute(
        f"GRANT DELETE, INSERT ON `{name}`.* TO '{installation.database.user}'@'%%'"
    )
    outcome = examine(installation, capture)
    assert outcome.code == 0
    assert outcome.not_ok() == {"grants": "warning"}
    finding = outcome.of("grants")
    for excess in (f"SELECT on {name}.charge_box", f"DELETE on {name}.*", f"INSERT on {name}.*"):
        assert excess in finding["seen"]
    least = "\n".join(finding["details"])
    assert "(charge_box_id, last_heartbeat_timestamp, registration_status)" in least
    # What it prints works as it is, and is enough.
    installation.database.execute(f"DROP USER '{installation.database.user}'@'%%'")
    installation.use_account(least.replace("'kiosk'", f"'{installation.database.user}'"))
    assert examine(installation, capture).not_ok() == {}


def test_root_is_warned_of(installation: Installation, capture: pytest.CaptureFixture[str]) -> None:
    installation.settings["steve"]["database_url"] = installation.database.address().url
    del installation.settings["steve"]["database_password_file"]
    outcome = examine(installation, capture)
    assert outcome.code == 0
    assert "ALL PRIVILEGES on *.*" in outcome.of("grants")["seen"]


def test_a_missing_grant_is_named_and_printed(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    name, user = installation.database.name, installation.database.user
    installation.database.execute(f"REVOKE SELECT ON `{name}`.transaction_stop FROM '{user}'@'%%'")
    outcome = examine(installation, capture)
    assert outcome.code == 1
    finding = outcome.of("schema")
    assert finding["level"] == "problem"
    assert "transaction_stop" in finding["seen"]
    assert f"GRANT SELECT ON {name}.transaction_stop TO '{user}'@'%';" in finding["details"]
    assert outcome.of("station")["seen"] == "not checked because of schema"
    assert outcome.of("connectors")["checked"] is False
    assert outcome.of("vehicle_info")["level"] == "ok"


def test_without_the_grants_of_the_doctor_all_else_is_checked(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    name, user = installation.database.name, installation.database.user
    columns = "id_tag, expiry_date, max_active_transaction_count, active_transaction_count, blocked"
    installation.database.execute(
        f"REVOKE SELECT ({columns}) ON `{name}`.ocpp_tag_activity FROM '{user}'@'%%'"
    )
    installation.database.execute(f"REVOKE SELECT ON `{name}`.schema_version FROM '{user}'@'%%'")
    outcome = examine(installation, capture)
    assert outcome.code == 0
    assert outcome.not_ok() == {"id_tag": "warning"}
    assert "migration unknown" in outcome.of("schema")["seen"]
    (statement,) = outcome.of("id_tag")["details"]
    assert statement == (f"GRANT SELECT ({columns}) ON {name}.ocpp_tag_activity TO '{user}'@'%';")


def test_a_wrong_password_is_told(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    installation.secret("db", "guessed")
    outcome = examine(installation, capture)
    assert outcome.code == 1
    assert outcome.of("database")["level"] == "problem"
    assert "user name or password is wrong" in outcome.of("database")["seen"]
    assert outcome.of("id_tag")["seen"] == "not checked because of database"
    assert outcome.of("commands")["level"] == "ok"


def test_a_database_that_is_down_is_told(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    url = installation.database.address(free_port()).url
    installation.settings["steve"]["database_url"] = url
    outcome = examine(installation, capture)
    assert outcome.code == 1
    assert "no connection to the database" in outcome.of("database")["seen"]
    assert outcome.of("database")["advice"].startswith("start the database")
    assert len(outcome.findings) == 17


def test_a_database_that_stalls_holds_nothing_up(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    with FaultProxy(installation.database.server.port) as proxy:
        url = installation.database.address(proxy.port, user=installation.database.user).url
        installation.settings["steve"]["database_url"] = url
        assert examine(installation, capture).code == 0
        proxy.fault = Fault.STALL
        began = time.monotonic()
        outcome = examine(installation, capture)
        assert time.monotonic() - began < 8
        assert outcome.code == 1
        assert "does not answer" in outcome.of("database")["seen"]
        assert outcome.of("relay")["level"] == "ok"


@pytest.mark.parametrize(
    ("charge_box", "seen"),
    [
        (None, "SteVe does not know 'STATION_02'"),
        ("Pending", "Pending in SteVe: 'STATION_02'"),
    ],
)
def test_a_station_that_is_not_registered_is_told(
    installation: Installation,
    capture: pytest.CaptureFixture[str],
    charge_box: str | None,
    seen: str,
) -> None:
    if charge_box:
        installation.database.charge_box("STATION_02", registration_status=charge_box)
    installation.settings["station"]["charge_box_id"] = "STATION_02"
    outcome = examine(installation, capture)
    assert outcome.code == 1
    assert outcome.of("station")["seen"] == seen
    assert outcome.of("connectors")["seen"] == "not checked because of station"


def test_a_connector_that_was_never_heard_of_is_told(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    installation.settings["station"]["connector_ids"] = [1, 2]
    outcome = examine(installation, capture)
    assert outcome.code == 1
    one, two = (each for each in outcome.findings if each["check"] == "connectors")
    assert one["level"] == "ok"
    assert (two["level"], two["seen"]) == ("problem", "2: never seen, no status that counts")
    assert outcome.of("id_tag")["level"] == "warning"
    assert outcome.of("id_tag")["seen"].endswith("1 allowed, for 2 connectors")


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ("max_active_transaction_count = 0", "KI*** is blocked"),
        ("expiry_date = '2026-01-21 00:00:00'", "KI*** expired on 2026-01-21"),
        ("id_tag = 'OTHER'", "SteVe does not know KI***"),
    ],
)
def test_a_tag_that_would_be_refused_is_told(
    installation: Installation, capture: pytest.CaptureFixture[str], change: str, seen: str
) -> None:
    installation.database.execute(f"UPDATE ocpp_tag SET {change}")
    outcome = examine(installation, capture)
    assert outcome.code == 1
    assert outcome.not_ok() == {"id_tag": "problem"}
    assert outcome.of("id_tag")["seen"] == seen


def test_a_tag_in_use_elsewhere_is_told_but_not_a_charge_of_ones_own(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    steve = installation.database
    now = steve.now()
    ((own,),) = steve.query("SELECT evse_pk FROM evse")
    steve.start(own, now - timedelta(seconds=10))
    steve.status(own, "Charging", now - timedelta(seconds=5))
    outcome = examine(installation, capture)
    assert outcome.not_ok() == {}
    assert "transaction 1" in outcome.of("connectors")["seen"]

    steve.charge_box("ELSEWHERE")
    steve.start(steve.connector(1, "ELSEWHERE"), now)
    outcome = examine(installation, capture)
    assert outcome.code == 1
    assert outcome.of("id_tag")["seen"] == (
        "KI*** is known, 2 active, 1 allowed, of which 1 here: SteVe refuses it"
    )


def test_without_a_table_of_messages_it_says_what_to_run(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    installation.database.execute("DROP TABLE data_transfer")
    outcome = examine(installation, capture)
    assert outcome.code == 1
    assert outcome.of("data_transfer")["level"] == "problem"
    assert "kiosk relay" in outcome.of("data_transfer")["advice"]


def test_a_message_that_cannot_be_read_is_told(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    installation.database.execute("DROP TABLE data_transfer")
    installation.database.data_transfer_table("vendor_log", "JSON")
    installation.database.data_transfer(
        "VehicleInfo", {"soc": 300}, installation.database.now(), "vendor_log"
    )
    installation.settings["data_transfer"] = {"table": "vendor_log"}
    installation.settings["steve"]["database_url"] = installation.database.address().url
    del installation.settings["steve"]["database_password_file"]
    outcome = examine(installation, capture)
    assert outcome.code == 0
    assert outcome.of("vehicle_info")["level"] == "warning"
    assert "soc is out of range" in outcome.of("vehicle_info")["seen"]
    assert "vendor_log" in outcome.of("data_transfer")["seen"]
    assert "named in the settings" in outcome.of("data_transfer")["seen"]


def test_the_relays_own_file_comes_first(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    folder = installation.folder / "data"
    records = RecordDatabase(RecordAddress(file=folder / "relay.sqlite3"))
    message = DataTransferRow(
        CHARGE_BOX_ID,
        "RivotMotors",
        "SessionSummary",
        '{"finalSoc": 87.2, "energyDelivered": 3.4, "durationMinutes": 1.5}',
        datetime.now(UTC) - timedelta(seconds=7),
        "1",
        None,
    )
    try:
        records.write([message])
    finally:
        records.close()
    outcome = examine(installation, capture)
    assert outcome.code == 0
    assert outcome.not_ok() == {"vehicle_info": "warning"}
    place = f"data_transfer in {folder / 'relay.sqlite3'}, the relay's own, data as text"
    assert outcome.of("data_transfer")["seen"] == place
    assert re.fullmatch(
        r"the newest, \d+ s ago, is readable", outcome.of("session_summary")["seen"]
    )


def test_settings_with_faults_are_named_and_nothing_else_is_done(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    installation.settings["steve"]["interfaces"] = "rest"
    assert main(["doctor", "--config", str(installation.file)]) == 2
    shown = capture.readouterr()
    assert shown.out == ""
    assert "steve.interfaces is unknown; did you mean steve.interface?" in shown.err


def test_settings_that_are_missing_leave_out_what_needs_them(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    del installation.settings["steve"]["password_file"]
    outcome = examine(installation, capture)
    assert outcome.code == 1
    assert outcome.not_ok() == {"settings": "problem", "commands": "warning"}
    assert outcome.of("settings")["seen"] == "missing: steve.password"
    assert outcome.of("commands")["seen"] == "not checked because steve.password is missing"
    assert not installation.steve.requests


def test_a_wrong_web_password_is_told(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    installation.secret("web", "guessed")
    outcome = examine(installation, capture)
    assert outcome.code == 1
    assert outcome.not_ok() == {"commands": "problem"}
    assert outcome.of("commands")["seen"].startswith("unauthorized at http://")
    assert "API password" in outcome.of("commands")["advice"]


def test_a_relay_that_is_down_is_a_problem_only_where_it_records(
    installation: Installation, capture: pytest.CaptureFixture[str]
) -> None:
    installation.settings["relay"]["listen"] = f"127.0.0.1:{free_port()}"
    outcome = examine(installation, capture)
    assert outcome.code == 0
    assert outcome.not_ok() == {"relay": "warning"}
    installation.settings["relay"]["database_url"] = installation.database.address().url
    outcome = examine(installation, capture)
    assert outcome.code == 1
    assert outcome.of("relay")["level"] == "problem"
    assert "Connection refused" in outcome.of("relay")["seen"]
    assert "start kiosk relay" in outcome.of("relay")["advice"]


def test_what_the_relay_says_of_its_records_is_understood() -> None:
    failing = {"kiosk_relay_recording": 0.0, "kiosk_relay_records_lost_total": 3.0}
    finding = _records(failing, "here")
    assert finding is not None
    assert finding.level is Level.PROBLEM
    assert "lost so far: 3" in finding.seen
    lost = _records({"kiosk_relay_recording": 1.0, "kiosk_relay_records_lost_total": 3.0}, "here")
    assert lost is not None
    assert lost.level is Level.WARNING
    assert _records({"kiosk_relay_recording": 1.0}, "here") is None
    assert _records({}, "here") is None


class _NoKeeper:
    """Keeps nothing: no station comes."""

    def keep(self, row: DataTransferRow) -> "asyncio.Future[bool]":
        raise NotImplementedError

    def note(self, row: StationEventRow) -> None:
        raise NotImplementedError


@pytest.mark.parametrize("recording", [True, False])
def test_the_doctor_asks_the_relay_itself(recording: bool) -> None:
    """A real relay's server, whose recorder works or not."""
    metrics = f"kiosk_relay_recording {int(recording)}\nkiosk_relay_records_lost_total 0\n"

    async def examine_it() -> Finding:
        plan = RelayPlan("127.0.0.1", 0, "ws://127.0.0.1:9/x")
        relay = Relay(plan, _NoKeeper(), metrics=lambda _counters: metrics)
        await relay.start()
        try:
            given = {"KIOSK_RELAY__LISTEN": f"127.0.0.1:{relay.port}"}
            settings = load_settings({}, None, given, Purpose.LOOK).settings
            check = relay_checks(settings)[0]
            findings = await asyncio.to_thread(lambda: list(check.run()))
            return findings[0]
        finally:
            await relay.close()

    finding = asyncio.run(examine_it())
    assert finding.level is (Level.OK if recording else Level.PROBLEM)
