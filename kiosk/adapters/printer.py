"""A thermal printer that speaks ESC/POS, by python-escpos (the installation's extra ``printer``).

It is given a picture, so that the letters are those of the screen: hardly a printer has Kannada.
"""

import importlib.util
import os
import shutil
import threading
from dataclasses import dataclass
from types import ModuleType

from kiosk.adapters.printer_line import Place, PrinterLine
from kiosk.domain.errors import Misconfigured, Refused

PRINT_SECONDS = 15.0
PROBE_SECONDS = 4.0
DOTS_PER_MM = 8

_ANSWER_SECONDS = 0.25
_LINES_BEFORE_CUT = 4
_BLACK_BELOW = 128
# Models that python-escpos knows, for their number of dots; what is sent suits all others too.
_PROFILES = {58: "POS-5890", 80: "TM-T20II"}
_DOTS = {58: 384, 80: 576}
# DLE EOT n (real-time status): n, the bits that mean trouble, and which.
_TROUBLES = ((4, 0x60, "has no paper"), (2, 0x44, "is open or out of order"))
_STATUS_FIXED, _STATUS_MASK = 0x12, 0x93


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels in rows without padding, a byte each: 0 is black, 255 is white."""

    width: int
    height: int
    pixels: bytes


def dots_across(paper_mm: int) -> int:
    """Return how many dots a printer sets side by side on paper of this width."""
    return _DOTS[paper_mm]


class EscposPrinter:
    """One printer. Calls take no longer than they say, and come from one thread at a time."""

    def __init__(self, place: Place, paper_mm: int, seconds: float = PRINT_SECONDS) -> None:
        """Nothing is opened yet."""
        self._place = place
        self._paper_mm = paper_mm
        self._seconds = seconds
        self._stop = threading.Event()

    def print_picture(self, picture: Picture) -> None:
        """Print it and cut the paper; returns when the printer has taken all of it.

        Raises Misconfigured, Unreachable, NoAnswer, Refused.
        """
        content = _encoded(picture, _PROFILES[self._paper_mm])
        with PrinterLine(self._place, self._seconds, self._stop) as line:
            _refuse_trouble(line)
            line.write(content)
            _refuse_trouble(line)

    def probe(self) -> None:
        """Print nothing, and see whether it could.

        Raises Misconfigured, Unreachable, NoAnswer, Refused.
        """
        if importlib.util.find_spec("escpos") is None:
            raise _not_installed("python-escpos")
        with PrinterLine(self._place, PROBE_SECONDS, self._stop) as line:
            _refuse_trouble(line)

    def stop(self) -> None:
        """Give up what is being printed, and anything later. From any thread."""
        self._stop.set()


def _refuse_trouble(line: PrinterLine) -> None:
    """Ask the printer how it is. Many never answer, and are believed to be well."""
    for number, bits, trouble in _TROUBLES:
        answer = line.ask(bytes((0x10, 0x04, number)), _ANSWER_SECONDS)
        if not answer:
            return
        if answer[-1] & _STATUS_MASK == _STATUS_FIXED and answer[-1] & bits:
            raise Refused(f"the printer {trouble}")


def _encoded(picture: Picture, profile: str) -> bytes:
    printers = _library()
    from PIL import Image

    image = Image.frombytes("L", (picture.width, picture.height), picture.pixels)
    # python-escpos would dither the edges of letters.
    sharp = image.point([0] * _BLACK_BELOW + [255] * (256 - _BLACK_BELOW))
    paper = printers.Dummy(profile=profile)
    paper.hw("INIT")
    paper.image(sharp)
    paper.print_and_feed(_LINES_BEFORE_CUT)
    # Feeds on to the blade; a printer without one passes over it.
    paper.cut(feed=False)
    content: bytes = paper.output
    return content


def _library() -> ModuleType:
    try:
        from escpos import capabilities, printer
    except ImportError as error:
        raise _not_installed(error.name or "python-escpos") from None
    if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
        # It makes a folder each time it is imported, and leaves it behind.
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    module: ModuleType = printer
    return module


def _not_installed(name: str) -> Misconfigured:
    return Misconfigured(
        f"{name} is not installed, which printing needs: pip install 'kiosk[printer]'"
    )
