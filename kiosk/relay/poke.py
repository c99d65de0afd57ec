"""Telling the kiosk that there is something new to read: a datagram with no content."""

import contextlib
import socket
from pathlib import Path


class Poker:
    """Pokes whoever listens at a local socket. Nobody there costs nothing."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)

    def poke(self) -> None:
        """Send one datagram, unless the kiosk is not there or has enough of them."""
        with contextlib.suppress(OSError):
            self._socket.sendto(b"", self._path)

    def close(self) -> None:
        """Close the socket. Idempotent."""
        self._socket.close()
