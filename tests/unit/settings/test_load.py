"""Loading settings: where they come from, what wins, and what is said when they are wrong."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.vehicle import DEFAULT_MODELS, VehicleModel
from kiosk.settings import (
    Address,
    Purpose,
    ScreenSize,
    SettingsFaults,
    SettingsSource,
    load_settings,
)
from kiosk.settings.sections import SECTIONS, declarations
from kiosk.settings.show import example, in_force
from kiosk.settings.sources import fingerprint
from tests.unit.settings.loading import COMPLETE, PASSWORD, Load, faults_of

# What comes out


def test_a_complete_file_loads(load: Load) -> None:
    settings = load().settings
    assert settings.station.charge_box_id == "RIVOT_100A_01"
    assert settings.station.connector_ids == (1, 2)
    assert settings.steve.base_url == "http://127.0.0.1:8080/steve"
    assert settings.steve.password is not None
    assert settings.steve.password.reveal() == "let me in"
    assert settings.relay.listen == Address("127.0.0.1", 9000)
    assert settings.monitoring.listen is None
    assert settings.vehicle_models == DEFAULT_MODELS


def test_the_interfaces_own_example_loads(load: Load) -> None:
    settings = load(
        COMPLETE + '[relay]\nlisten = "127.0.0.1:9000"\n[data_transfer]\ndatabase_url = ""\n'
        '[monitoring]\nlisten = "[::1]:9464"\n[ui]\nlanguages = ["en", "hi", "kn"]\n'
        'theme = "auto"\nsize = "1280x800"\n'
    ).settings
    assert settings.ui.languages == ("en", "hi", "kn")
    assert settings.ui.size == ScreenSize(1280, 800)
    assert settings.monitoring.listen == Address("::1", 9464)


def test_a_variable_wins_over_the_file_and_a_flag_over_both(load: Load) -> None:
    text = COMPLETE + '[ui]\ntheme = "light"\nwindowed = false\n'
    environ = PASSWORD | {"KIOSK_UI__THEME": "dark", "KIOSK_UI__WINDOWED": "true"}
    loaded = load(text, environ, ui__theme="high_contrast")
    assert loaded.settings.ui.theme == "high_contrast"
    assert loaded.settings.ui.windowed is True
    assert loaded.origins["ui.theme"] == "--theme"
    assert loaded.origins["ui.windowed"] == "KIOSK_UI__WINDOWED"
    assert loaded.origins["station.charge_box_id"] == f"{loaded.file}:2"
    assert loaded.origins["ui.motion"] == "default"


@pytest.mark.parametrize(
    ("variable", "text", "section", "name", "value"),
    [
        ("KIOSK_STATION__CONNECTOR_IDS", "1,2", "station", "connector_ids", (1, 2)),
        ("KIOSK_STATION__CONNECTOR_IDS", "[2]", "station", "connector_ids", (2,)),
        ("KIOSK_STATION__CONNECTOR_IDS", "3", "station", "connector_ids", (3,)),
        ("KIOSK_UI__LANGUAGES", "hi", "ui", "languages", ("hi",)),
        ("KIOSK_UI__LANGUAGES", "hi, en", "ui", "languages", ("hi", "en")),
        ("KIOSK_UI__LANGUAGES", '["kn"]', "ui", "languages", ("kn",)),
        ("KIOSK_SESSION__POLL_SECONDS", "0.5", "session", "poll_seconds", 0.5),
        ("KIOSK_STATION__NAME", "42", "station", "name", "42"),
    ],
)
def test_a_variable_needs_no_toml(
    load: Load, variable: str, text: str, section: str, name: str, value: object
) -> None:
    settings = load(COMPLETE, PASSWORD | {variable: text}).settings
    assert getattr(getattr(settings, section), name) == value


def test_for_a_simulation_nothing_is_needed(load: Load) -> None:
    settings = load("", {}, Purpose.SIMULATION).settings
    assert settings.station.charge_box_id == "RIVOT_100A_01"


def test_vehicle_models_can_be_named(load: Load) -> None:
    text = """
[[vehicle_models]]
name = "Big"
above_current = 20
up_to_current = 90
pack_ah = 50
full_range_km = 120
nominal_voltage = 60
[[vehicle_models]]
name = "Small"
above_current = -1
up_to_current = 20
pack_ah = 20
full_range_km = 50
"""
    assert load(COMPLETE + text).settings.vehicle_models == (
        VehicleModel("Small", -1.0, 20.0, 20.0, 50.0),
        VehicleModel("Big", 20.0, 90.0, 50.0, 120.0, 60.0),
    )


# Where the file is


def test_the_files_are_looked_for_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    users, named, flagged = (
        tmp_path / "config" / "kiosk" / "kiosk.toml",
        tmp_path / "named.toml",
        tmp_path / "flagged.toml",
    )
    users.parent.mkdir(parents=True)
    for file in (users, named, flagged):
        file.write_text(f'[station]\nname = "{file.stem}"\n')
    environ = {"KIOSK_CONFIG": str(named)}
    look = Purpose.LOOK
    assert load_settings({}, flagged, environ, look).settings.station.name == "flagged"
    assert load_settings({}, None, environ, look).settings.station.name == "named"
    found = load_settings({}, None, {}, look)
    assert found.file == users
    assert found.watched_paths == (users, Path("/etc/kiosk/kiosk.toml"))
    users.unlink()
    assert load_settings({}, None, {}, look).file is None


def test_no_file_at_all_says_where_it_was_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with pytest.raises(SettingsFaults) as caught:
        load_settings({}, None, {})
    first = str(caught.value.faults[0])
    assert f"{tmp_path}/kiosk/kiosk.toml, /etc/kiosk/kiosk.toml" in first
    assert "KIOSK_STATION__CHARGE_BOX_ID" in first


@pytest.mark.parametrize("config", ["missing.toml", "."])
def test_a_file_that_was_named_must_be_readable(tmp_path: Path, config: str) -> None:
    with pytest.raises(SettingsFaults, match="cannot read this settings file"):
        load_settings({}, tmp_path / config, {}, Purpose.LOOK)
    with pytest.raises(SettingsFaults, match="cannot read this settings file"):
        load_settings({}, None, {"KIOSK_CONFIG": str(tmp_path / config)}, Purpose.LOOK)


def test_a_change_of_a_watched_file_shows(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    source = SettingsSource({}, file, PASSWORD)
    with pytest.raises(SettingsFaults) as caught:
        source.load()
    watched = caught.value.watched_paths
    missing = fingerprint(watched)
    assert fingerprint(watched) == missing
    file.write_text(COMPLETE)
    written = source.fingerprint(watched)
    assert written != missing
    assert source.load().settings.steve.user == "kiosk"
    file.chmod(0o600)
    assert source.fingerprint(watched) not in (written, missing)


# What is wrong


def test_every_fault_is_named_with_its_key_and_place(load: Load, file: Path) -> None:
    text = """\
[station]
charge_box_id = "A/B"
conector_ids = [1]

[steve]
database_url = "postgres://x:hunter2@h/d"
base_url = "127.0.0.1:8080"
interface = "soap"
id_tag = "A-TAG-OF-MORE-THAN-TWENTY"
[ui]
windowed = "yes"
[colours]
"""
    environ = {"KIOSK_SESSION__SUMMARY_SECONDS": "5", "KIOSK_UI__COLOUR": "red"}
    faults = faults_of(load, text, environ, ui__theme="pink")
    assert faults[:-1] == [
        f"{file}:3: station.conector_ids is unknown; did you mean station.connector_ids?",
        f"{file}:12: colours is no section",
        "KIOSK_UI__COLOUR: ui.colour is unknown",
        f"{file}:2: station.charge_box_id must not contain '/'",
        f"{file}:6: steve.database_url must begin with mysql+pymysql:// or mariadb+pymysql://",
        f"{file}:7: steve.base_url must be an address such as http://127.0.0.1:8080/steve",
        f"{file}:8: steve.interface must be one of: auto, rest, web_form",
        f"{file}:9: steve.id_tag must have at most 20 characters, ASCII without blanks",
        "KIOSK_SESSION__SUMMARY_SECONDS: session.summary_seconds must be from 20 to 3600, not 5",
        "--theme: ui.theme must be one of: auto, dark, light, high_contrast",
        f"{file}:11: ui.windowed must be true or false",
        f"{file}: steve.user is missing: set it in the settings file or as KIOSK_STEVE__USER",
    ]
    assert faults[-1].endswith(
        "name a file that holds it in password_file, or set KIOSK_STEVE__PASSWORD"
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[steve]\nusr = ''", ":2: steve.usr is unknown; did you mean steve.user?"),
        ("[steve]\ntheme = 'dark'", ":2: steve.theme is unknown; did you mean ui.theme?"),
        ("[stevedb]\nuser = 'x'", ":1: stevedb is no section; did you mean steve?"),
        ("steve = 3", ":1: steve must be a section: [steve]"),
        ("[steve]\nuser = ", ":2: is not TOML here: Invalid value"),
        ("[steve]\nuser = ?\n[ui]", ":2: is not TOML here: Invalid value"),
        ("[ui]\nsize = ''\nsize = ''\n", ":3: is not TOML here: Cannot overwrite a value"),
        ("# a comment\nui.theme = 'pink'", ":2: ui.theme must be one of: auto, dark, light"),
        ("['ui']\n  'motion'='x'", ":2: ui.motion must be one of: on, off"),
        ("ui = {motion = 'x'}", ": ui.motion must be one of: on, off"),
        ("[session]\npoll_seconds = nan", ":2: session.poll_seconds must be from 0.2 to 30"),
        ("[session]\npoll_seconds = true", ":2: session.poll_seconds must be a number from"),
        ("[station]\nconnector_ids = [1, 1]", ":2: station.connector_ids must name each connecto"),
        ("[station]\nconnector_ids = [0]", ":2: station.connector_ids must be a list of connec"),
        ("[station]\nconnector_ids = []", ":2: station.connector_ids must name each connector"),
        ('[station]\nname = "a\\nb"', ":2: station.name must not hold control characters"),
        ("[station]\nname = 3", ":2: station.name must be a text in quotes"),
        ("[ui]\nlanguages = ['en', 'xx']", ":2: ui.languages must be a list of some of: en, hi"),
        ("[ui]\nlanguages = [['en']]", ":2: ui.languages must be a list of some of: en, hi"),
        ("[ui]\nsize = '12'", ":2: ui.size must be a width and a height in pixels"),
        ("[monitoring]\nlisten = ':9464'", ":2: monitoring.listen must be host:port"),
        ("[monitoring]\nlisten = 'h:99999'", ":2: monitoring.listen must be host:port"),
        ("[steve]\nbase_url = 'http://u:p@h/s'", ":2: steve.base_url must not hold a user"),
        ("[steve]\nbase_url = 'http://h/s?x=1'", ":2: steve.base_url must end with the path"),
        ("[steve]\nca_file = '/none'", ":2: steve.ca_file names a file that is not there: /none"),
        ("[steve]\npassword = 'x'", ":2: steve.password does not belong in this file: name a"),
        ("vehicle_models = 1", ":1: vehicle_models must be tables, each headed [[vehicle_models]]"),
        ("vehicle_models = []", ":1: vehicle_models must be tables"),
    ],
)
def test_a_fault_is_told_with_what_to_do(load: Load, file: Path, text: str, fault: str) -> None:
    (told,) = faults_of(load, text, {}, Purpose.LOOK)
    assert told.startswith(f"{file}{fault}")


def test_nothing_is_called_missing_from_a_file_that_cannot_be_read(load: Load) -> None:
    assert len(faults_of(load, "[steve]\nuser = ", {})) == 1


def test_a_file_that_is_not_text_is_told(file: Path) -> None:
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsFaults, match="is not UTF-8 text"):
        load_settings({}, file, {}, Purpose.LOOK)


def test_a_file_that_is_huge_is_not_read(file: Path) -> None:
    file.write_bytes(b"#" * 2_000_000)
    with pytest.raises(SettingsFaults, match="too large"):
        load_settings({}, file, {}, Purpose.LOOK)


def test_a_variable_with_one_underscore_too_few_is_noticed(load: Load) -> None:
    environ = {"KIOSK_STEVE_DATABASE_URL": "x", "KIOSK_HOME": "/somewhere"}
    assert faults_of(load, "", environ, Purpose.LOOK) == [
        "KIOSK_STEVE_DATABASE_URL: is unknown; did you mean KIOSK_STEVE__DATABASE_URL?"
    ]


def model(name: str, above: float, up_to: float, extra: str = "") -> str:
    return (
        f'[[vehicle_models]]\nname = "{name}"\nabove_current = {above}\nup_to_current = {up_to}\n'
        f"pack_ah = 30\nfull_range_km = 81\n{extra}"
    )


def test_models_are_checked_too(load: Load, file: Path) -> None:
    text = model("A", 0, 30) + model("B", 29, 60) + model("C", 70, 70) + model("", 80, 90)
    text += model("E", 90, 100, "pack = 3\n") + "[[vehicle_models]]\nname = 3\n"
    assert faults_of(load, text, {}, Purpose.LOOK) == [
        f"{file}:13: vehicle_models[2] must have up_to_current over above_current",
        f"{file}:19: vehicle_models[3].name must not be empty",
        f"{file}:31: vehicle_models[4].pack is unknown; did you mean pack_ah?",
        f"{file}:33: vehicle_models[5].name must be a text in quotes",
        f"{file}:32: vehicle_models[5].above_current is missing",
        f"{file}:32: vehicle_models[5].up_to_current is missing",
        f"{file}:32: vehicle_models[5].pack_ah is missing",
        f"{file}:32: vehicle_models[5].full_range_km is missing",
        f"{file}:7: vehicle_models[1] has currents that A has too: the bands must not overlap",
    ]


@given(st.text(max_size=60))
def test_no_text_of_a_file_breaks_it(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_text(text, encoding="utf-8", errors="replace")
    with suppress(SettingsFaults):
        load_settings({}, file, {}, Purpose.LOOK)


KEYS = sorted(each.key for section in SECTIONS for each in declarations(section))


@given(st.sampled_from(KEYS), st.text(max_size=40))
def test_no_text_of_a_variable_breaks_it(key: str, text: str) -> None:
    variable = f"KIOSK_{key.replace('.', '__').upper()}"
    with suppress(SettingsFaults):
        load_settings({}, Path(os.devnull), {variable: text}, Purpose.LOOK)


# What is printed


def test_the_example_loads_without_a_fault_and_shows_the_defaults(load: Load) -> None:
    text = example()
    shown = load(text, PASSWORD).settings
    everything = "\n".join(
        line.removeprefix("#") if not line.startswith("# ") else line for line in text.split("\n")
    )
    assert load(everything, PASSWORD).settings == shown
    for key in KEYS:
        assert key.endswith("password") or f"{key.partition('.')[2]} = " in text


def test_what_is_printed_can_be_loaded(load: Load) -> None:
    loaded = load(COMPLETE + '[ui]\nsize = "800x480"\n[session]\npoll_seconds = 0.75\n')
    printed = [line for line in in_force(loaded).split("\n") if '"***"' not in line]
    assert load("\n".join(line for line in printed if 'password = ""' not in line)).settings == (
        loaded.settings
    )


def test_what_a_real_station_still_needs_is_told(load: Load) -> None:
    missing = load(COMPLETE, {}, Purpose.LOOK).missing
    assert missing == ("steve.password",)
