"""What the command line takes: the flags of each command, and the kinds of their values."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kiosk.logging_setup import LEVELS
from kiosk.run_options import LANGUAGES, MODES, THEMES

if TYPE_CHECKING:
    from kiosk.settings import Address

WRONG_USE = 2
"""The exit code."""


class Parser(argparse.ArgumentParser):
    """Fails with one sentence in place of a page of usage."""

    def error(self, message: str) -> NoReturn:
        sentence = message[0].upper() + message[1:]
        self.exit(WRONG_USE, f"{self.prog}: {sentence}; see {self.prog} --help.\n")


def common_flags() -> Parser:
    """Return the flags that every command takes."""
    # Suppressed, so that a command's own default doesn't undo what stood before its name; made
    # anew for each command, since set_defaults changes those that are shared.
    flags = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    flags.add_argument("--config", type=Path, metavar="FILE", help="the settings file")
    flags.add_argument("--log-level", choices=LEVELS, help="what goes to the log, standard error")
    return flags


def add_kiosk_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the kiosk itself."""
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


def add_demo_flags(demo: argparse.ArgumentParser) -> None:
    """Add the flags of ``kiosk demo``."""
    demo.add_argument("scenario", nargs="?", metavar="SCENARIO", help="see kiosk scenarios")
    demo.add_argument(
        "--pictures", type=Path, required=True, metavar="DIR", help="where to put them"
    )
    demo.add_argument("--speed", type=_speed, metavar="N", help="how many times faster than life")
    demo.add_argument("--size", type=_size, metavar="WxH", help="of the screen, such as 1280x800")


def add_serve_flags(serve: argparse.ArgumentParser) -> None:
    """Add the flags of ``kiosk serve``."""
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


def add_screenshots_flags(screenshots: argparse.ArgumentParser) -> None:
    """Add the flags of ``kiosk screenshots``."""
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


def add_payloads(show: argparse.ArgumentParser) -> None:
    """Add the payloads of ``kiosk show``."""
    payloads = show.add_subparsers(
        title="payloads", metavar="PAYLOAD", dest="payload", required=True, parser_class=Parser
    )
    for name, text in (
        ("pre-charge-info", "the vehicle before charging"),
        ("vehicle-info", "what is known of the vehicle now, from which source"),
    ):
        payload = payloads.add_parser(
            name, parents=[common_flags()], help=text, description=text, allow_abbrev=False
        )
        payload.add_argument("charge_box_id", type=_charge_box_id, metavar="CHARGE_BOX_ID")
        payload.add_argument(
            "--connector", type=_positive, metavar="N", help="by default the one with a vehicle"
        )
    text = "the figures of a charge that has ended"
    payload = payloads.add_parser(
        "summary", parents=[common_flags()], help=text, description=text, allow_abbrev=False
    )
    payload.add_argument("transaction_id", type=_positive, metavar="TRANSACTION_ID")


def add_station_flags(station: argparse.ArgumentParser) -> None:
    """Add the flags of ``kiosk station``."""
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


def add_history_flags(history: argparse.ArgumentParser) -> None:
    """Add the flags of ``kiosk history``."""
    forms = history.add_mutually_exclusive_group()
    forms.add_argument("--csv", action="store_true", help="as comma-separated values")
    forms.add_argument("--json", action="store_true", help="as a JSON list")
    history.add_argument(
        "--limit", type=_positive, metavar="N", help="at most so many (default: 50; else all)"
    )


def add_receipt_flags(receipt: argparse.ArgumentParser) -> None:
    """Add the flags of ``kiosk receipt``."""
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
