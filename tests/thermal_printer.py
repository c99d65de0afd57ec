"""A thermal printer on the loopback interface, with a buffer as small as a real one's."""

import select
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from kiosk.adapters.printer import Picture
from kiosk.settings import Address

_BUFFER_BYTES = 4096
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Paper:
    """What has been printed."""

    picture: Picture
    cuts: int


def printed_on(content: bytes) -> Paper:
    """Follow ESC/POS commands as a printer does. Fails at what it doesn't know."""
    rows, width, cuts, at = [], 0, 0, 0
    while at < len(content):
        rest = content[at:]
        if rest.startswith(b"\x1b@"):
            at += 2
        elif rest.startswith((b"\x10\x04", b"\x1bd")):
            at += 3
        elif rest.startswith(b"\x1dVB"):
            cuts += 1
            at += 4
        elif rest.startswith(b"\x1dv0\x00"):
            across = int.from_bytes(rest[4:6], "little")
            size = across * int.from_bytes(rest[6:8], "little")
            width = across * 8
            rows.append(rest[8 : 8 + size])
            at += 8 + size
        else:
            raise AssertionError(f"no printer knows {rest[:8]!r} at {at}")
    bits = b"".join(rows)
    pixels = bytes(0 if byte >> bit & 1 else 255 for byte in bits for bit in range(7, -1, -1))
    return Paper(Picture(width, len(pixels) // width if width else 0, pixels), cuts)


class ThermalPrinter:
    """Records what it is sent, one connection after the other; enter it to switch it on.

    ``answers`` are the bytes that DLE EOT n is answered by; without any it is one of those that
    never answer. After ``paper_rows`` bytes of print its paper is at an end.
    """

    def __init__(self, answers: Mapping[int, int] | None = None, paper_rows: int = 0) -> None:
        self._answers = dict(answers or {})
        self._paper_bytes = paper_rows * 48
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER_BYTES)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self._address = Address(*self._listener.getsockname())
        self._slips: list[bytes] = []
        self._printed = threading.Condition()
        self._connected = threading.Event()
        self._off = threading.Event()
        self._stalls = self._hangs_up = False
        self._thread = threading.Thread(target=self._work, name="thermal printer")

    @property
    def address(self) -> Address:
        """Where it listens."""
        return self._address

    def stall(self) -> None:
        """Take connections from now on and read nothing."""
        self._stalls = True

    def hang_up(self) -> None:
        """Break connections after a few bytes."""
        self._hangs_up = True

    def await_connection(self) -> None:
        """Wait until somebody has connected."""
        assert self._connected.wait(_PATIENCE)

    def has_received(self) -> bool:
        """Tell whether anything has come to its end."""
        with self._printed:
            return bool(self._slips)

    def received(self) -> bytes:
        """Wait for the end of a connection, and return all that came with it."""
        with self._printed:
            assert self._printed.wait_for(lambda: self._slips, _PATIENCE), "nothing was printed"
            return self._slips.pop(0)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._off.set()
        self._thread.join()
        self._listener.close()

    def _work(self) -> None:
        while not self._off.is_set():
            if not select.select([self._listener], [], [], 0.02)[0]:
                continue
            connection, _ = self._listener.accept()
            with connection:
                self._connected.set()
                content = self._print(connection)
            with self._printed:
                self._slips.append(content)
                self._printed.notify_all()

    def _print(self, connection: socket.socket) -> bytes:
        content = bytearray()
        while not self._off.is_set():
            if self._stalls or not select.select([connection], [], [], 0.02)[0]:
                self._off.wait(0.01)
                continue
            try:
                came = connection.recv(2048)
            except ConnectionResetError:
                break
            content += came
            if not came or self._hangs_up:
                break
            if self._paper_bytes and len(content) > self._paper_bytes:
                self._answers[4] = 0x72
            if came[:2] == b"\x10\x04" and came[2] in self._answers:
                connection.send(bytes([self._answers[came[2]]]))
        return bytes(content)
