"""The command line: what it says, what it exits with, and that it answers at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kiosk.__main__ as command_line
from kiosk import __version__
from kiosk.__main__ import main
from kiosk.domain.errors import Unreachable

STATION = ["station", "--url", "ws://127.0.0.1:9", "--id", "HERE"]


pytestmark = pytest.mark.usefixtures("logging_as_it_was")


@pytest.fixture(autouse=True)
def own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the machine's."""
    for name in [name for name in os.environ if name.startswith("KIOSK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-config"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "kiosk.toml"
    file.write_text('[station]\ncharge_box_id = "HERE"\n')
    return file


def run(*arguments: str) -> int:
    """Run it in this process; argparse leaves by SystemExit."""
    try:
        return main(arguments)
    except SystemExit as end:
        return int(end.code or 0)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--nonsense"], "kiosk: Unrecognized arguments: --nonsense; see kiosk --help."),
        (["dance"], "kiosk: Argument COMMAND: invalid choice: 'dance' (choose from 'demo', "),
        (["--theme", "pink"], "kiosk: Argument --theme: invalid choice: 'pink' (choose from"),
        (["--speed", "0"], "kiosk: Argument --speed: give a number from 0.01 to 10000; see"),
        (["--speed", "nan"], "kiosk: Argument --speed: give a number from 0.01 to 10000; see"),
        (["--size", "big"], "kiosk: Argument --size: must be a width and a height in pixels"),
        (["--size", ""], "kiosk: Argument --size: must not be empty; see kiosk --help."),
        (["--simulate", "ordinary-91"], "kiosk: there is no scenario 'ordinary-91'; did you mean"),
        (["demo"], "kiosk demo: The following arguments are required: --pictures; see kiosk demo"),
        (["demo", "--pictures", "x", "no-such-thing"], "kiosk: there is no scenario 'no-such-th"),
        (["station"], "kiosk station: The following arguments are required: --url, --id; see"),
        ([*STATION, "--url", "http://x"], "kiosk station: Argument --url: must begin with ws://"),
        ([*STATION, "--count", "501"], "kiosk station: Argument --count: give a whole number up"),
        ([*STATION, "no-such-thing"], "kiosk: there is no scenario 'no-such-thing'"),
        (["show"], "kiosk show: The following arguments are required: PAYLOAD; see kiosk show"),
        (["show", "summary", "-1"], "kiosk show summary: Argument TRANSACTION_ID: give a whole n"),
        (["show", "summary", "9" * 5000], "kiosk show summary: Argument TRANSACTION_ID: give a"),
        (["show", "summary", "١"], "kiosk show summary: Argument TRANSACTION_ID: give a whole n"),
        (["show", "vehicle-info", ""], "kiosk show vehicle-info: Argument CHARGE_BOX_ID: give t"),
        (["show", "summary", "1"], "kiosk: no settings file (looked for "),
        (["config", "--config", "/none"], "kiosk: /none: cannot read this settings file: No such"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert run(*arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(sentence)
    assert shown.err.count("\n") == 1


def test_several_faults_of_the_settings_are_all_listed(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    file.write_text("[station]\nnam = 3\n[ui]\ntheme = 'pink'\n")
    assert run("config", "--config", str(file)) == 2
    assert capsys.readouterr().err == (
        "kiosk: the settings have 2 faults:\n"
        f"  {file}:2: station.nam is unknown; did you mean station.name?\n"
        f"  {file}:4: ui.theme must be one of: auto, dark, light, high_contrast\n"
    )


@pytest.mark.parametrize("before", [True, False])
def test_the_settings_file_is_named_before_or_after_the_command(
    capsys: pytest.CaptureFixture[str], file: Path, before: bool
) -> None:
    named = ["--config", str(file)]
    assert run(*(*named, "config") if before else ("config", *named)) == 0
    shown = capsys.readouterr()
    assert f'charge_box_id = "HERE"  # {file}:2' in shown.out
    assert shown.err.startswith("kiosk: for a real station these are still missing: steve.databas")


def test_the_example_can_be_written_and_used(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run("config", "--example") == 0
    example = tmp_path / "example.toml"
    example.write_text(capsys.readouterr().out)
    assert run("config", "--config", str(example)) == 0


def test_the_scenarios_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("scenarios") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 5
    assert all(len(line.split(maxsplit=1)) == 2 for line in lines)


def test_without_a_display_it_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert run("--simulate") == 1
    assert "kiosk demo --pictures DIR" in capsys.readouterr().err


def failing(error: BaseException) -> "type[RaisingCommand]":
    class Raising(RaisingCommand):
        raised = error

    return Raising


class RaisingCommand:
    raised: BaseException

    def __init__(self, _arguments: object) -> None:
        raise self.raised


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (Unreachable("no connection: start the database"), 1, "no connection: start the database"),
        (KeyboardInterrupt(), 130, ""),
        (
            TypeError("None\nis not callable"),
            1,
            "something unexpected went wrong (TypeError: None is not callable); ",
        ),
    ],
)
def test_no_failure_shows_a_traceback(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    sentence: str,
) -> None:
    monkeypatch.setattr(command_line, "_list_scenarios", failing(error))
    assert run("scenarios") == code
    shown = capsys.readouterr().err
    assert shown.startswith(f"kiosk: {sentence}") if sentence else shown == ""
    assert shown.count("\n") == bool(sentence)


def test_the_debug_log_has_the_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_line, "_list_scenarios", failing(TypeError("here")))
    assert run("scenarios", "--log-level", "debug") == 1
    assert "Traceback" in capsys.readouterr().err


_QUICK = """
import sys
sys.argv[1:] = [sys.argv[1]]
from kiosk.__main__ import main
try:
    main()
finally:
    heavy = {"PySide6", "sqlalchemy", "pymysql", "qasync", "numpy", "kiosk.settings", "asyncio"}
    print(*sorted(heavy & sys.modules.keys()), file=sys.stderr)
"""


@pytest.mark.parametrize("flag", ["--version", "--help"])
def test_version_and_help_import_nothing_heavy(flag: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _QUICK, flag], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == ""
    assert __version__ in done.stdout or "COMMAND" in done.stdout


def test_a_reader_that_has_enough_gets_no_complaint() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "config", "--example"],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert done.stderr == ""
    assert done.returncode == 1


def test_show_says_what_it_could_not_reach(file: Path) -> None:
    file.write_text('[steve]\ndatabase_url = "mysql+pymysql://kiosk@127.0.0.1:1/stevedb"\n')
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "show", "pre-charge-info", "X", "--config", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("kiosk: no connection to the database")
    assert done.stderr.count("\n") == 1
