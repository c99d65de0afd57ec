"""Passwords: where they come from, what is refused, and that they are never shown."""

from pathlib import Path

import pytest

from kiosk.settings import SettingsFaults
from kiosk.settings.show import in_force
from tests.unit.settings.loading import COMPLETE, Load, faults_of


def secret_file(
    folder: Path, name: str = "secret", text: str = "s3cret\n", mode: int = 0o600
) -> Path:
    file = folder / name
    file.write_text(text)
    file.chmod(mode)
    return file


def test_passwords_come_from_files_beside_the_settings(load: Load, tmp_path: Path) -> None:
    secret_file(tmp_path, "web")
    secret_file(tmp_path, "database", "an other\r\n", 0o400)
    text = COMPLETE + 'password_file = "web"\ndatabase_password_file = "database"\n'
    loaded = load(text, {})
    steve = loaded.settings.steve
    assert steve.password is not None
    assert steve.database_password is not None
    assert (steve.password.reveal(), steve.database_password.reveal()) == ("s3cret", "an other")
    assert tmp_path / "web" in loaded.watched_paths
    assert loaded.origins["steve.password"] == str(tmp_path / "web")


def test_a_variable_wins_over_a_password_file(load: Load, tmp_path: Path) -> None:
    secret_file(tmp_path)
    steve = load(COMPLETE + 'password_file = "secret"\n').settings.steve
    assert steve.password is not None
    assert steve.password.reveal() == "let me in"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_password_file_that_others_can_read_is_refused(
    load: Load, file: Path, tmp_path: Path, mode: int
) -> None:
    secret = secret_file(tmp_path, mode=mode)
    (fault,) = faults_of(load, COMPLETE + 'password_file = "secret"\n', {})
    assert fault == (
        f"{file}:9: steve.password_file cannot be used: {secret} can be read by others "
        f"(mode {mode:04o}): run chmod 600 {secret}"
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "must hold one line"),
        ("\n", "must hold one line"),
        ("two\nlines\n", "must hold one line"),
        ("x" * 5000, "longer than a password can be"),
    ],
)
def test_a_password_file_with_something_else_is_refused(
    load: Load, tmp_path: Path, text: str, problem: str
) -> None:
    secret_file(tmp_path, text=text)
    (fault,) = faults_of(load, COMPLETE + 'password_file = "secret"\n', {})
    assert problem in fault


def test_a_password_file_that_is_not_there_is_told_and_watched(load: Load, tmp_path: Path) -> None:
    with pytest.raises(SettingsFaults, match="No such file") as caught:
        load(COMPLETE + 'password_file = "secret"\n', {})
    assert tmp_path / "secret" in caught.value.watched_paths


def test_systemd_credentials_are_found_whatever_their_mode(load: Load, tmp_path: Path) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    secret_file(credentials, "steve_password", "web", 0o440)
    secret_file(credentials, "database_password", "database", 0o440)
    secret_file(credentials, "data_transfer_database_password", "transfers", 0o440)
    settings = load(COMPLETE, {"CREDENTIALS_DIRECTORY": str(credentials)}).settings
    found = (
        settings.steve.password,
        settings.steve.database_password,
        settings.data_transfer.database_password,
    )
    assert [secret and secret.reveal() for secret in found] == ["web", "database", "transfers"]


def test_a_password_in_the_url_is_taken_out_and_warned_about(load: Load) -> None:
    text = COMPLETE.replace("kiosk@127", "kiosk:p%40ss@127")
    loaded = load(text)
    steve = loaded.settings.steve
    assert steve.database_url == "mysql+pymysql://kiosk@127.0.0.1:3306/stevedb"
    assert steve.database_password is not None
    assert steve.database_password.reveal() == "p@ss"
    (warning,) = loaded.warnings
    assert warning.startswith(f"{loaded.file}:5: steve.database_url holds a password")


def test_no_secret_is_ever_shown(load: Load) -> None:
    text = COMPLETE.replace("kiosk@127", "kiosk:hunter2@127")
    loaded = load(text, {"KIOSK_STEVE__PASSWORD": "hunter2"})
    shown = f"{loaded!r} {loaded.settings} {in_force(loaded)} {loaded.settings.steve.password}"
    assert "hunter2" not in shown
    assert 'password = "***"  # KIOSK_STEVE__PASSWORD' in shown


@pytest.mark.parametrize(
    "url",
    [
        "mysql+pymysql://kiosk:hunter2@:3306/stevedb",
        "mysql+pymysql://kiosk:hunter2@h",
        "mysql+pymysql://kiosk:hunter2@[h/x",
        "mysql+pymysql://kiosk@h/x?password=hunter2",
        "hunter2",
    ],
)
def test_no_fault_repeats_what_could_be_a_password(load: Load, url: str) -> None:
    environ = {"KIOSK_STEVE__DATABASE_URL": url, "KIOSK_STEVE__BASE_URL": url}
    assert not [fault for fault in faults_of(load, "", environ) if "hunter2" in fault]


def test_what_goes_unencrypted_to_another_machine_is_warned_about(load: Load) -> None:
    warnings = load(COMPLETE.replace("127.0.0.1", "10.1.2.3")).warnings
    assert len(warnings) == 2
    assert not load(COMPLETE.replace("127.0.0.1", "localhost")).warnings
