"""The command line: parse, then hand over.

``--version`` and ``--help`` answer at once: whatever is heavy is imported by the command that
needs it. Exit codes: 0 done, 1 could not be done, 2 wrong use or settings, 130 interrupted.
"""

import argparse
import logging
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import __version__
from kiosk.arguments import (
    WRONG_USE,
    Parser,
    add_demo_flags,
    add_history_flags,
    add_kiosk_flags,
    add_payloads,
    add_receipt_flags,
    add_screenshots_flags,
    add_serve_flags,
    add_station_flags,
    common_flags,
)
from kiosk.domain.errors import KioskError
from kiosk.logging_setup import set_up_logging
from kiosk.run_options import DemoOptions, GalleryOptions, RunOptions

if TYPE_CHECKING:
    from kiosk.backoffice.enquiries import FiguresReader
    from kiosk.backoffice.payloads import Payload
    from kiosk.settings import LoadedSettings, Purpose, Settings, SettingsSource

COULD_NOT, INTERRUPTED = 1, 130

_log = logging.getLogger("kiosk")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name, and return its exit code."""
    parsed = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = parsed.run
    runs_long = command in {_run_kiosk, _relay, _serve, _station}
    # What goes wrong on the way is what the doctor prints.
    level = "info" if runs_long else "error" if command is _doctor else "warning"
    set_up_logging(parsed.log_level or level)
    try:
        code = command(parsed)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough; Python must not try to flush it again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT
    except _WrongUse as error:
        _complain(str(error))
        return WRONG_USE
    except KioskError as error:
        _complain(str(error) or type(error).__name__)
        return COULD_NOT
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence in place of a traceback
        return _unexpected(error)
    return code


class _WrongUse(Exception):
    """The command line, or what it refers to, can't be used."""


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="kiosk",
        description="The touchscreen kiosk at an electric-scooter charging station. "
        "Without a command: the kiosk itself.",
        parents=[common_flags()],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"kiosk {__version__}")
    add_kiosk_flags(parser)
    parser.set_defaults(run=_run_kiosk, config=None, log_level=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)

    def add(name: str, run: Callable[[argparse.Namespace], int], text: str) -> Parser:
        command = commands.add_parser(
            name, parents=[common_flags()], help=text, description=text, allow_abbrev=False
        )
        command.set_defaults(run=run)
        return command

    add_demo_flags(
        add("demo", _play, "play a simulated session off-screen, with a picture of each screen")
    )
    add_screenshots_flags(
        add("screenshots", _screenshots, "paint every screen in every state, with an index.html")
    )
    add("scenarios", _list_scenarios, "list the simulated scenarios")
    doctor = add("doctor", _doctor, "check everything an installation needs, a line each")
    doctor.add_argument("--json", action="store_true", help="the same as a JSON list")
    add_payloads(add("show", _show, "print one of the three payloads for the back office as JSON"))
    add_serve_flags(add("serve", _serve, "answer with the three payloads over HTTP"))
    add("relay", _relay, "pass OCPP-J between stations and SteVe, and record DataTransfer")
    add_station_flags(
        add("station", _station, "be a simulated OCPP 1.6J station that connects to SteVe")
    )
    add_history_flags(
        add("history", _print_history, "list the sessions of this kiosk, the last first")
    )
    add_receipt_flags(add("receipt", _receipt, "print, or check, a receipt of this kiosk"))
    config = add("config", _print_config, "print the settings in force and where each came from")
    config.add_argument("--example", action="store_true", help="a commented settings file instead")
    return parser


def _run_kiosk(arguments: argparse.Namespace) -> int:
    simulate = None if arguments.simulate is None else _scenario(arguments.simulate)
    _refuse_bad_runtime()
    _demand_display()
    options = RunOptions(
        simulate=simulate,
        speed=arguments.speed,
        windowed=arguments.windowed,
        size=arguments.size,
        language=arguments.language,
        theme=arguments.theme,
    )
    from kiosk.app.main import run

    def make_source() -> "SettingsSource":
        from kiosk.settings import Purpose

        purpose = Purpose.KIOSK if simulate is None else Purpose.SIMULATION
        return _settings_source(arguments, purpose)

    return run(make_source, options)


def _play(arguments: argparse.Namespace) -> int:
    scenario = _scenario(arguments.scenario or "")
    _refuse_bad_runtime()
    options = DemoOptions(
        scenario=scenario,
        pictures=arguments.pictures,
        speed=arguments.speed,
        size=arguments.size,
    )
    from kiosk.demo import play
    from kiosk.settings import Purpose

    return play(options, _load(arguments, Purpose.SIMULATION).settings)


def _screenshots(arguments: argparse.Namespace) -> int:
    asked = GalleryOptions(arguments.folder, only=arguments.only)
    options = replace(
        asked,
        languages=tuple(arguments.language or asked.languages),
        themes=tuple(arguments.theme or asked.themes),
        sizes=tuple(arguments.size or asked.sizes),
        modes=tuple(arguments.mode or asked.modes),
    )
    _refuse_bad_runtime()
    from kiosk.domain.errors import Misconfigured
    from kiosk.gallery.command import screenshots

    try:
        return screenshots(options)
    except Misconfigured as error:
        raise _WrongUse(str(error)) from None


def _list_scenarios(_arguments: argparse.Namespace) -> int:
    from kiosk.adapters.simulator.scenarios import SCENARIOS

    width = max(map(len, SCENARIOS))
    for scenario in SCENARIOS.values():
        print(f"{scenario.name:{width}}  {scenario.title}")
    return 0


def _scenario(name: str) -> str:
    """Return the scenario's name, the default's for none given."""
    from kiosk.adapters.simulator.scenarios import DEFAULT_SCENARIO, SCENARIOS
    from kiosk.settings.faults import did_you_mean

    if not name:
        return DEFAULT_SCENARIO
    if name in SCENARIOS:
        return name
    hint = did_you_mean(name, list(SCENARIOS)) or "; kiosk scenarios lists those there are"
    raise _WrongUse(f"there is no scenario {name!r}{hint}")


def _doctor(arguments: argparse.Namespace) -> int:
    from kiosk.settings import Purpose

    loaded = _load(arguments, Purpose.LOOK)
    from kiosk.app.patient import patient
    from kiosk.backoffice.doctor.report import report

    return 0 if report(patient(loaded), as_objects=arguments.json) else COULD_NOT


def _show(arguments: argparse.Namespace) -> int:
    import asyncio
    import json

    from kiosk.settings import Purpose

    settings = _load(arguments, Purpose.DATABASE).settings
    payload = asyncio.run(_payload(arguments, settings))
    print(json.dumps(payload, ensure_ascii=False))
    return 0


async def _payload(arguments: argparse.Namespace, settings: "Settings") -> "Payload":
    from kiosk.app.wiring import session_rules, station_reader
    from kiosk.backoffice import payloads, show
    from kiosk.domain.snapshot import SummarySource

    rules, connector_ids = session_rules(settings), settings.station.connector_ids
    of_station = arguments.payload != show.SUMMARY
    station = arguments.charge_box_id if of_station else settings.station.charge_box_id
    if of_station and arguments.connector:
        connector_ids = (arguments.connector,)
    reader = station_reader(settings, station, connector_ids)
    try:
        if of_station:
            return await show.show_station(arguments.payload, reader, station, rules)
        figures = await show.summary_figures(reader, arguments.transaction_id, rules)
    finally:
        await reader.close()
    if figures.source is SummarySource.WORKED_OUT:
        _complain("there is no SessionSummary: worked out from the transaction's meter values")
    return payloads.summary(figures)


def _serve(arguments: argparse.Namespace) -> int:
    from kiosk.backoffice.serve import is_loopback, serve
    from kiosk.settings import Purpose

    loaded = _load(arguments, Purpose.DATABASE)
    token = _token(arguments.token_file)
    if token is None and not is_loopback(arguments.listen.host):
        raise _WrongUse(
            f"--listen {arguments.listen} lets other machines in: name a file that holds a token "
            "with --token-file"
        )
    for warning in loaded.warnings:
        _log.warning("%s", warning)
    if arguments.log_level is None:
        # Each enquiry has a reader of its own, which would tell each time what it found.
        logging.getLogger("kiosk.adapters").setLevel(logging.WARNING)
    from kiosk.app.wiring import session_rules, station_reader

    settings = loaded.settings

    def open_reader(charge_box_id: str, connector_id: int | None) -> "FiguresReader":
        connector_ids = (connector_id,) if connector_id else settings.station.connector_ids
        return station_reader(settings, charge_box_id, connector_ids)

    return serve(arguments.listen, token, open_reader, session_rules(settings))


def _token(file: Path | None) -> str | None:
    from kiosk.settings.secret import read_secret_file

    if file is None:
        return None
    try:
        token = read_secret_file(file).reveal()
    except ValueError as error:
        raise _WrongUse(f"--token-file: {error}") from None
    if not re.fullmatch(r"[!-~]{16,}", token):
        raise _WrongUse(
            f"--token-file: {file} must hold at least 16 characters, ASCII without blanks; "
            "openssl rand -hex 32 makes such a token"
        )
    return token


def _print_history(arguments: argparse.Namespace) -> int:
    from kiosk.app.past_sessions import history_text
    from kiosk.settings import Purpose

    form = "csv" if arguments.csv else "json" if arguments.json else "table"
    settings = _load(arguments, Purpose.LOOK).settings
    print(history_text(settings, form, arguments.limit), end="")
    return 0


def _receipt(arguments: argparse.Namespace) -> int:
    from kiosk.app import past_sessions
    from kiosk.domain.receipt import MAX_TEXT
    from kiosk.settings import Purpose

    if (arguments.pdf or arguments.print) and not arguments.number:
        raise _WrongUse(f"{'--pdf' if arguments.pdf else '--print'} needs the number of a receipt")
    settings = _load(arguments, Purpose.LOOK).settings
    if arguments.verify is not None:
        text = sys.stdin.read(2 * MAX_TEXT) if arguments.verify == "-" else arguments.verify
        print(past_sessions.verified(settings, text))
    elif arguments.public_key:
        print(past_sessions.public_key(settings))
    elif arguments.pdf is None and not arguments.print:
        print(past_sessions.receipt_text(settings, arguments.number))
    else:
        text = past_sessions.receipt_text(settings, arguments.number)
        _refuse_bad_runtime()
        if arguments.pdf is not None:
            from kiosk.app.receipt_pdf import write_pdf

            write_pdf(text, arguments.pdf)
        if arguments.print:
            from kiosk.app.receipt_printing import print_once

            print_once(text, settings)
    return 0


def _load(arguments: argparse.Namespace, purpose: "Purpose") -> "LoadedSettings":
    from kiosk.settings import SettingsFaults

    try:
        return _settings_source(arguments, purpose).load()
    except SettingsFaults as error:
        if len(error.faults) == 1:
            raise _WrongUse(str(error.faults[0])) from None
        lines = "".join(f"\n  {fault}" for fault in error.faults)
        raise _WrongUse(f"the settings have {len(error.faults)} faults:{lines}") from None


def _relay(arguments: argparse.Namespace) -> int:
    from kiosk.settings import Purpose

    loaded = _load(arguments, Purpose.RELAY)
    for warning in loaded.warnings:
        _log.warning("%s", warning)
    from kiosk.relay.command import run

    return run(loaded.settings)


def _station(arguments: argparse.Namespace) -> int:
    scenario = _scenario(arguments.scenario)
    from kiosk.station.command import StationOptions, run

    return run(
        StationOptions(
            arguments.url,
            arguments.id,
            scenario,
            speed=arguments.speed,
            repeat=arguments.repeat,
            count=arguments.count,
            password=arguments.password,
        )
    )


def _print_config(arguments: argparse.Namespace) -> int:
    from kiosk.settings import Purpose
    from kiosk.settings.show import example, in_force

    if arguments.example:
        print(example(), end="")
        return 0
    loaded = _load(arguments, Purpose.LOOK)
    print(in_force(loaded), end="")
    sys.stdout.flush()
    for warning in loaded.warnings:
        _complain(warning)
    if loaded.missing:
        _complain(f"for a real station these are still missing: {', '.join(loaded.missing)}")
    return 0


def _settings_source(arguments: argparse.Namespace, purpose: "Purpose") -> "SettingsSource":
    from kiosk.settings import SettingsSource

    overrides = {}
    if arguments.windowed:
        overrides["ui.windowed"] = "true"
    if arguments.theme:
        overrides["ui.theme"] = arguments.theme
    if arguments.size:
        overrides["ui.size"] = str(arguments.size)
    return SettingsSource(overrides, arguments.config, os.environ, purpose)


def _refuse_bad_runtime() -> None:
    # Not importlib.metadata, which takes as long to import as the window to open.
    import PySide6

    from kiosk.runtime_guard import check_runtime

    if problem := check_runtime(tuple(sys.version_info[:3]), PySide6.__version__):
        raise KioskError(problem)


def _demand_display() -> None:
    """Say so where Qt would abort the process."""
    variables = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in variables):
        raise KioskError(
            "there is no display: run it in a graphical session, or set QT_QPA_PLATFORM=eglfs on "
            "a bare console, or play a session off-screen with kiosk demo --pictures DIR"
        )


def _complain(sentence: str) -> None:
    print(f"kiosk: {sentence}", file=sys.stderr)


def _unexpected(error: Exception) -> int:
    _log.debug("unexpected failure", exc_info=error)
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    _complain(f"something unexpected went wrong ({what}); --log-level debug shows where")
    return COULD_NOT


if __name__ == "__main__":
    sys.exit(main())
