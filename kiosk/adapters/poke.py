"""The relay's pokes: a datagram with no content at a local socket, when SteVe has something new.

They make the next poll come at once and say nothing else; whoever sends one can make the kiosk
read SteVe's database a little more often, and no more.
"""

import asyncio
import contextlib
import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

from kiosk.domain.errors import Misconfigured

_MOST_AT_ONCE = 64
"""Datagrams taken in one turn; the kernel holds fewer unless its limit was raised."""


class PokeListener:
    """Listens on the running loop, until closed."""

    def __init__(self, path: Path, poked: Callable[[], None], least_pause: float = 0.05) -> None:
        """``poked`` is called at most once in ``least_pause`` seconds, and after the last poke.

        A socket that was left behind at ``path`` is replaced. Raises Misconfigured.
        """
        # Not create_datagram_endpoint: qasync knows no local sockets there.
        self._loop = asyncio.get_running_loop()
        self._path = path
        self._poked = poked
        self._least_pause = least_pause
        self._pause: asyncio.TimerHandle | None = None
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        try:
            self._bind()
        except OSError as error:
            self._socket.close()
            reason = error.strerror or error
            raise Misconfigured(f"can't listen for the relay at {path}: {reason}") from error
        self._file = _identity(path)
        self._listen()

    def close(self) -> None:
        """Stop, and remove the socket. Idempotent."""
        if self._socket.fileno() < 0:
            return
        if self._pause is not None:
            self._pause.cancel()
        else:
            self._loop.remove_reader(self._socket.fileno())
        self._socket.close()
        # Another kiosk may have taken the place.
        if self._file is not None and self._file == _identity(self._path):
            with contextlib.suppress(OSError):
                self._path.unlink()

    def _bind(self) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _identity(self._path) is not None:
            self._path.unlink()
        # On Linux the file takes its mode from the socket, so that it is never open to others.
        os.fchmod(self._socket.fileno(), 0o600)
        self._socket.bind(str(self._path))

    def _listen(self) -> None:
        self._pause = None
        self._loop.add_reader(self._socket.fileno(), self._take)

    def _take(self) -> None:
        for _ in range(_MOST_AT_ONCE):
            try:
                self._socket.recv(1)
            except OSError:
                break
        # What comes during the pause waits in the socket, and counts once afterwards.
        self._loop.remove_reader(self._socket.fileno())
        self._pause = self._loop.call_later(self._least_pause, self._listen)
        self._poked()


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a socket from a later one at its path; ``None`` where there is none."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISSOCK(status.st_mode) else None
