"""The line to a printer: a device or a TCP connection, within a time, and ended at any moment.

python-escpos has connections of its own. They wait for as long as the printer likes: one without
paper takes nothing more, and a thread that writes to it hangs until somebody brings a roll.
"""

import contextlib
import fcntl
import os
import select
import socket
import struct
import termios
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.domain.errors import NoAnswer, Unreachable

Place = Path | tuple[str, int]
"""A device's file, or a host and its port."""

CONNECT_SECONDS = 3.0
_PIECE = 4096
_LOOK_SECONDS = 0.1
_GONE = select.POLLERR | select.POLLHUP | select.POLLNVAL


class PrinterLine:
    """An open line; enter it to open it. Used from one thread."""

    def __init__(self, place: Place, seconds: float, stop: threading.Event) -> None:
        """``seconds`` are for all that is done with it; setting ``stop`` ends it at once."""
        self._place = place
        self._deadline = time.monotonic() + seconds
        self._stop = stop
        self._handle = -1

    def __enter__(self) -> Self:
        """Open it. Raises Unreachable."""
        try:
            self._handle = _open(self._place)
        except OSError as error:
            raise Unreachable(f"no printer at {self._place}: {error.strerror or error}") from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        with contextlib.suppress(OSError):
            os.close(self._handle)

    def write(self, content: bytes) -> None:
        """Send everything, and wait until it has arrived. Raises Unreachable, NoAnswer."""
        rest = memoryview(content)
        while rest:
            self._wait_for_room()
            try:
                rest = rest[os.write(self._handle, rest[:_PIECE]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._lost(error.strerror) from None
        while _on_the_way(self._handle):
            self._pass_time(_LOOK_SECONDS)
        # Also where the connection has just been broken, and nothing is on the way any more.
        self._wait_for_room()

    def ask(self, question: bytes, seconds: float) -> bytes:
        """Send a question and return what comes within so many seconds, empty for nothing.

        Raises Unreachable, NoAnswer.
        """
        while self._read():
            pass
        self.write(question)
        until = min(self._deadline, time.monotonic() + seconds)
        while not (answer := self._read()) and time.monotonic() < until:
            self._pass_time(_LOOK_SECONDS / 10)
        return answer

    def _read(self) -> bytes:
        # A device that can only be written to never answers.
        with contextlib.suppress(OSError):
            if _events(self._handle, select.POLLIN, 0.0) & select.POLLIN:
                return os.read(self._handle, 64)
        return b""

    def _wait_for_room(self) -> None:
        while not (found := _events(self._handle, select.POLLOUT, _LOOK_SECONDS)):
            self._pass_time(0.0)
        if found & _GONE:
            raise self._lost("it hung up")

    def _pass_time(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise Unreachable("the kiosk ends")
        if time.monotonic() >= self._deadline:
            raise NoAnswer(f"the printer at {self._place} takes nothing more")

    def _lost(self, reason: str | None) -> Unreachable:
        return Unreachable(f"the printer at {self._place} was lost: {reason}")


def _open(place: Place) -> int:
    if isinstance(place, Path):
        flags = os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        try:
            return os.open(place, os.O_RDWR | flags)
        except PermissionError:
            return os.open(place, os.O_WRONLY | flags)
    connection = socket.create_connection(place, CONNECT_SECONDS)
    connection.setblocking(False)
    return connection.detach()


def _events(handle: int, wanted: int, seconds: float) -> int:
    poll = select.poll()
    poll.register(handle, wanted)
    return next((found for _, found in poll.poll(seconds * 1000)), 0)


def _on_the_way(handle: int) -> int:
    """Return how many bytes the other side has not taken yet, 0 where the system can't tell."""
    try:
        answer = fcntl.ioctl(handle, termios.TIOCOUTQ, bytes(4))
    except OSError:
        return 0
    count: int = struct.unpack("i", answer)[0]
    return count
