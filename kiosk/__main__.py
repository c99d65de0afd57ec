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
from typing import TYPE_CHECKING, NoReturn

from kiosk import __version__
from kiosk.domain.errors import KioskError
from kiosk.logging_setup import LEVELS, set_up_logging
from kiosk.run_options import (
    LANGUAGES,
    MODES,
    THEMES,
    DemoOptions,
    GalleryOptions,
    RunOptions,
)

if TYPE_CHECKING:
    from kiosk.backoffice.enquiries import FiguresReader
    from kiosk.backoffice.payloads import Payload
    from kiosk.settings import Address, LoadedSettings, Purpose, Settings, SettingsSource

COULD_NOT, WRONG_USE, INTERRUPTED = 1, 2, 130

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


class _Parser(argparse.ArgumentParser):
    """Fails with one sentence in place of a page of usage."""

    def error(self, message: str) -> NoReturn:
        sentence = message[0].upper() + message[1:]
        self.exit(WRONG_USE, f"{self.prog}: {sentence}; see {self.prog} --help.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="kiosk",
        description="The touchscreen kiosk at an electric-scooter charging station. "
        "Without a command: the kiosk itself.",
        parents=[_common_flags()],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"kiosk {__version__}")
    _add_kiosk_flags(parser)
    parser.set_defaults(run=_run_kiosk, config=None, log_level=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)

    def add(name: str, run: Callable[[argparse.Namespace], int], text: str) -> _Parser:
        command = commands.add_parser(
            name, parents=[_common_flags()], help=text, description=text, allow_abbrev=False
        )
        command.set_defaults(run=run)
        return command

    demo = add("demo", _play, "play a simulated session off-screen, with a picture of each screen")
    demo.add_argument("scenario", nargs="?", metavar="SCENARIO", help="see kiosk scenarios")
    demo.add_argument(
        "--pictures", type=Path, required=True, metavar="DIR", help="where to put them"
    )
    demo.add_argument("--speed", type=_speed, metavar="N", help="how many times faster than life")
    demo.add_argument("--size", type=_size, metavar="WxH", help="of the screen, such as 1280x800")
    _add_screenshots(
        add("screenshots", _screenshots, "paint every screen in every state, with an index.html")
    )
    add("scenarios", _list_scenarios, "list the simulated scenarios")
    doctor = add("doctor", _doctor, "check everything an installation needs, a line each")
    doctor.add_argument("--json", action="store_true", help="the same as a JSON list")
    _add_show(add("show", _show, "print one of the three payloads for the back office as JSON"))
    serve = add("serve", _serve, "answer with the three payloads over HTTP")
    serve.add_argument(
        "--listen",
        type=_address,
        default="127.0.0.1:8800",
        metavar="HOST:PORT",
        help="where (default: 127.0.0.1:8800); other machines need a token",
    )
    serve.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help="a file (mode 0600) with the token that a request must bring (Bearer)",
    )
    add("relay", _relay, "pass OCPP-J between stations and SteVe, and record DataTransfer")
    _add_station_flags(
        add("station", _station, "be a simulated OCPP 1.6J station that connects to SteVe")
    )
    _add_history(add("history", _print_history, "list the sessions of this kiosk, the last first"))
    _add_receipt(add("receipt", _receipt, "print, or check, a receipt of this kiosk"))
    config = add("config", _print_config, "print the settings in force and where each came from")
    config.add_argument("--example", action="store_true", help="a commented settings file instead")
    return parser


def _common_flags() -> _Parser:
    # Suppressed, so that a command's own default doesn't undo what stood before its name; made
    # anew for each command, since set_defaults changes those that are shared.
    flags = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    flags.add_argument("--config", type=Path, metavar="FILE", help="the settings file")
    flags.add_argument("--log-level", choices=LEVELS, help="what goes to the log, standard error")
    return flags


def _add_kiosk_flags(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the kiosk itself")
    group.add_argument(
        "--simulate",
        nargs="?",
        const="",
        metavar="SCENARIO",
        help="a simulated station instead of a real one; see kiosk scenarios",
    )
    group.add_argument(
        "--speed", type=_speed, default=1.0, metavar="N", help="of the simulated clock (default: 1)"
    )
    group.add_argument("--windowed", action="store_true", help="in a window")
    group.add_argument("--size", type=_size, metavar="WxH", help="of the window, such as 1280x800")
    group.add_argument("--language", choices=LANGUAGES, help="the language to begin with")
    group.add_argument("--theme", choices=THEMES, help="the colours")


def _add_screenshots(screenshots: argparse.ArgumentParser) -> None:
    screenshots.add_argument("folder", type=Path, metavar="DIR", help="where to put them")
    for flag, kind, choices, text in (
        ("--language", str, LANGUAGES, "only this language"),
        ("--theme", str, THEMES[1:], "only this theme"),
        ("--size", _size, None, "only this size in pixels, such as 1280x800"),
        ("--mode", str, MODES, "only this mode"),
    ):
        screenshots.add_argument(
            flag,
            type=kind,
            choices=choices,
            action="append",
            help=f"{text}; may be given several times",
        )
    screenshots.add_argument(
        "--only", default="", metavar="TEXT", help="only states with this in their names"
    )


def _add_show(show: argparse.ArgumentParser) -> None:
    payloads = show.add_subparsers(
        title="payloads", metavar="PAYLOAD", dest="payload", required=True, parser_class=_Parser
    )
    for name, text in (
        ("pre-charge-info", "the vehicle before charging"),
        ("vehicle-info", "what is known of the vehicle now, from which source"),
    ):
        payload = payloads.add_parser(
            name, parents=[_common_flags()], help=text, description=text, allow_abbrev=False
        )
        payload.add_argument("charge_box_id", type=_charge_box_id, metavar="CHARGE_BOX_ID")
        payload.add_argument(
            "--connector", type=_positive, metavar="N", help="by default the one with a vehicle"
        )
    text = "the figures of a charge that has ended"
    payload = payloads.add_parser(
        "summary", parents=[_common_flags()], help=text, description=text, allow_abbrev=False
    )
    payload.add_argument("transaction_id", type=_positive, metavar="TRANSACTION_ID")


def _add_station_flags(station: argparse.ArgumentParser) -> None:
    station.add_argument(
        "scenario", nargs="?", default="", metavar="SCENARIO", help="see kiosk scenarios"
    )
    station.add_argument(
        "--url",
        type=_websocket_url,
        required=True,
        help="SteVe's OCPP-J address or the relay's, without the ChargeBoxId",
    )
    station.add_argument(
        "--id", type=_charge_box_id, required=True, metavar="ID", help="its ChargeBoxId"
    )
    station.add_argument("--password", help="for Basic authentication; the user is the ChargeBoxId")
    station.add_argument(
        "--speed", type=_speed, default=1.0, metavar="N", help="how many times faster than life"
    )
    station.add_argument("--repeat", action="store_true", help="play the scenario again and again")
    station.add_argument(
        "--count", type=_count, metavar="N", help="so many stations: ID_0001, ID_0002 and so on"
    )


def _add_history(history: argparse.ArgumentParser) -> None:
    forms = history.add_mutually_exclusive_group()
    forms.add_argument("--csv", action="store_true", help="as comma-separated values")
    forms.add_argument("--json", action="store_true", help="as a JSON list")
    history.add_argument(
        "--limit", type=_positive, metavar="N", help="at most so many (default: 50; else all)"
    )


def _add_receipt(receipt: argparse.ArgumentParser) -> None:
    what = receipt.add_mutually_exclusive_group(required=True)
    what.add_argument("number", nargs="?", metavar="NUMBER", help="such as RM01-2526-00131")
    what.add_argument(
        "--verify", metavar="TEXT", help="check a receipt's text, - for that on standard input"
    )
    what.add_argument(
        "--public-key", action="store_true", help="print the key that others verify by"
    )
    receipt.add_argument("--pdf", type=Path, metavar="FILE", help="write the receipt as PDF")
    receipt.add_argument("--print", action="store_true", help="print it on the thermal printer")


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0.01 <= speed <= 10_000:
        raise argparse.ArgumentTypeError("give a number from 0.01 to 10000")
    return speed


def _size(text: str) -> tuple[int, int]:
    from kiosk.settings.kinds import size

    try:
        pixels: tuple[int, int] | None = size().read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if pixels is None:
        raise argparse.ArgumentTypeError("must not be empty")
    return pixels


def _address(text: str) -> "Address":
    from kiosk.settings.kinds import address

    try:
        where: Address | None = address().read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if where is None:
        raise argparse.ArgumentTypeError("must not be empty")
    return where


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:20]) < 2**31):
        raise argparse.ArgumentTypeError("give a whole number from 1 on")
    return int(text)


def _count(text: str) -> int:
    count = _positive(text)
    if count > 500:
        raise argparse.ArgumentTypeError("give a whole number up to 500")
    return count


def _websocket_url(text: str) -> str:
    from kiosk.settings.kinds import web_url

    example = "ws://127.0.0.1:8080/steve/websocket/CentralSystemService"
    try:
        url: str = web_url("ws", "wss", example=example).read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if not url:
        raise argparse.ArgumentTypeError("must not be empty")
    return url


def _charge_box_id(text: str) -> str:
    if not 1 <= len(text) <= 255 or not text.isprintable():
        raise argparse.ArgumentTypeError("give the station's ChargeBoxId, up to 255 characters")
    return text


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
