"""The panel's backlight by Linux's sysfs: a folder with ``brightness`` and ``max_brightness``.

https://www.kernel.org/doc/Documentation/ABI/stable/sysfs-class-backlight
"""

import logging
import os
import threading
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from kiosk.domain.errors import Misconfigured
from kiosk.inspection import BacklightFacts

FOLDER = Path("/sys/class/backlight")
_LONGEST_NUMBER = 16
_END_SECONDS = 2.0
"""A driver that takes longer to write a number is not waited for."""

_log = logging.getLogger(__name__)


def look_at_backlight(given: Path | None, folder: Path = FOLDER) -> BacklightFacts | None:
    """Read the backlight that is ``given``, or else the first in ``folder``.

    ``None`` where there is none. Raises Misconfigured where there is one that can't be read.
    """
    if given is None:
        try:
            given = min(folder.iterdir(), default=None)
        except OSError:
            given = None
        if given is None:
            return None
    highest, brightness = _number(given / "max_brightness"), _number(given / "brightness")
    if highest < 1:
        raise Misconfigured(f"{given}/max_brightness says {highest}")
    writable = os.access(given / "brightness", os.W_OK)
    return BacklightFacts(given, min(brightness, highest), highest, writable)


def _number(file: Path) -> int:
    try:
        with file.open("rb") as opened:
            text = opened.read(_LONGEST_NUMBER)
        number = int(text)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "that is no number"
        raise Misconfigured(f"can't read {file}: {reason}") from error
    return max(0, number)


class Panel:
    """A backlight whose brightness is set at once. Where it can't, it says so once in the log."""

    def __init__(self, state: BacklightFacts, dimmest: float) -> None:
        """Take the brightness as it is for the usual one.

        One of at most ``dimmest`` of the highest was left behind by a kiosk that could not restore
        it: then the highest is the usual one.
        """
        self._file = state.folder / "brightness"
        left_behind = state.brightness <= state.highest * dimmest
        self._usual = state.highest if left_behind else state.brightness
        self._written = state.brightness
        self._complained = False

    def set_share(self, share: float) -> None:
        """Let it be so bright: a share of the usual from 0, which is off, to 1."""
        share = min(1.0, max(0.0, share))
        wanted = max(1, round(self._usual * share)) if share else 0
        if wanted == self._written:
            return
        try:
            self._file.write_text(str(wanted), "ascii")
            self._written = wanted
        except OSError as error:
            if not self._complained:
                self._complained = True
                _log.warning("can't set %s: %s", self._file, error.strerror)


class Backlight:
    """Sets the brightness of the panel by and by, and restores it in the end.

    Writing is a thread's work: a driver may take its time.
    """

    def __init__(self, given: Path | None, dimmest: float, folder: Path = FOLDER) -> None:
        """As :func:`look_at_backlight` and :class:`Panel` have it."""
        self._given, self._folder, self._dimmest = given, folder, dimmest
        self._shares: SimpleQueue[float | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="backlight", daemon=True)

    def __enter__(self) -> Self:
        self._shares.put(1.0)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._shares.put(1.0)
        self._shares.put(None)
        self._thread.join(_END_SECONDS)

    def set_share(self, share: float) -> None:
        """Let it be so bright soon: a share of the usual from 0, which is off, to 1."""
        self._shares.put(share)

    def _work(self) -> None:
        try:
            state = look_at_backlight(self._given, self._folder)
        except Misconfigured as error:
            _log.warning("the screen's light stays as it is: %s", error)
            return
        if state is None:
            _log.info("no backlight in %s: the screen is dimmed by painting only", self._folder)
            return
        panel = Panel(state, self._dimmest)
        while (share := self._shares.get()) is not None:
            panel.set_share(share)
