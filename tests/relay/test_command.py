"""From settings to the relay."""

from pathlib import Path

import pytest

from kiosk.domain.errors import Misconfigured
from kiosk.relay.command import record_address, relay_plan
from kiosk.settings import Purpose, Settings, SettingsFaults, load_settings


def settings(tmp_path: Path, **given: str) -> Settings:
    """Load settings from variables only."""
    config = tmp_path / "kiosk.toml"
    config.touch()
    environ = {f"KIOSK_{name.upper()}": value for name, value in given.items()}
    environ.setdefault("KIOSK_STORE__PATH", str(tmp_path / "kiosk.sqlite3"))
    return load_settings({}, config, environ, Purpose.RELAY).settings


def test_the_relay_needs_no_setting_of_the_kiosks(tmp_path: Path) -> None:
    loaded = settings(tmp_path)
    plan = relay_plan(loaded.relay)
    assert plan.vendors == {"RivotMotors"}
    assert plan.limits.frame_bytes == 8 * 1024 * 1024
    assert (plan.times.ping, plan.times.silence) == (20, 50)
    assert plan.tls is plan.upstream_tls is None
    assert record_address(loaded).file == tmp_path / "relay.sqlite3"
    assert loaded.poke_socket == tmp_path / "poke.sock"


def test_a_side_that_died_is_found_within_a_minute_however_rare_the_pings(tmp_path: Path) -> None:
    times = relay_plan(settings(tmp_path, relay__ping_seconds="25").relay).times
    assert times.silence + times.ping / 4 < 60


def test_vendors_are_a_list_and_may_be_none(tmp_path: Path) -> None:
    assert relay_plan(settings(tmp_path, relay__vendors="A, B").relay).vendors == {"A", "B"}
    assert relay_plan(settings(tmp_path, relay__vendors="").relay).vendors == frozenset()
    with pytest.raises(SettingsFaults, match=r"relay\.vendors"):
        settings(tmp_path, relay__vendors="[1]")


def test_records_go_to_the_database_that_is_named(tmp_path: Path) -> None:
    url = "mysql+pymysql://relay:secret@127.0.0.1/kiosk"
    address = record_address(settings(tmp_path, relay__database_url=url))
    assert (address.file, address.password) == (None, "secret")
    assert "secret" not in repr(address)


@pytest.mark.parametrize("key", ["certificate", "upstream_ca_file"])
def test_a_certificate_that_is_none_is_told(tmp_path: Path, key: str) -> None:
    file = tmp_path / "none.pem"
    file.write_text("nothing")
    given = {f"relay__{key}": str(file), "relay__upstream": "wss://steve/x"}
    with pytest.raises(Misconfigured, match=key):
        relay_plan(settings(tmp_path, **given).relay)
