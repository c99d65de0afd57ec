"""An X server of the test's own: what is on its screen, and a hand that taps and types there."""

import os
import select
import struct
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtGui import QImage

PATIENCE = 20.0
_SCREEN = "1280x800x24"
# An XWD file begins with 25 numbers (XWDFile.h).
_XWD = struct.Struct(">25I")
_COLOUR_BYTES = 12


class Display:
    """Xvfb on a display that is free. Enter it to start it, leave it to end it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.name = ""

    def __enter__(self) -> Self:
        """Start it, and wait until clients may come."""
        reading, writing = os.pipe()
        with os.fdopen(reading) as told:
            server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SCREEN]
            self._process = subprocess.Popen(
                [*server, "-nolisten", "tcp", "-noreset", "-fbdir", str(self._folder)],
                pass_fds=[writing],
                stderr=subprocess.DEVNULL,
            )
            os.close(writing)
            ready = select.select([told], [], [], PATIENCE)[0]
            self.name = f":{told.readline().strip()}" if ready else ""
        assert self.name.strip(":"), "the X server did not start"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End it."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait(PATIENCE)

    def picture(self) -> QImage:
        """Return what is on the screen."""
        content = (self._folder / "Xvfb_screen0").read_bytes()
        header = _XWD.unpack_from(content)
        size, width, height, bytes_per_line, colours = (header[n] for n in (0, 4, 5, 12, 19))
        pixels = content[size + colours * _COLOUR_BYTES :]
        return QImage(pixels, width, height, bytes_per_line, QImage.Format.Format_RGB32).copy()

    def xdotool(self, *arguments: str) -> str:
        """Run xdotool there, and return what it says."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env=os.environ | {"DISPLAY": self.name},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        return done.stdout
