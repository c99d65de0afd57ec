"""A TCP proxy on loopback that does what networks do when they are at their worst."""

import socket
import threading
from contextlib import suppress
from enum import Enum
from types import TracebackType
from typing import Self


class Fault(Enum):
    """What becomes of the connections."""

    NONE = "none"
    REFUSE = "refuse"
    """New ones are refused; those there are live on."""
    STALL = "stall"
    """Nothing more comes through, and nothing is closed."""
    TRUNCATE = "truncate"
    """The next answer is cut after a few bytes, and the connection closed."""


_TRUNCATED_TO = 6


class FaultProxy:
    """Stands between a client and ``port`` while it is entered."""

    def __init__(self, port: int) -> None:
        self._upstream = ("127.0.0.1", port)
        self._fault = Fault.NONE
        self._pass = threading.Event()
        self._pass.set()
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        self._closed = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        """Listen."""
        self._spawn(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End every connection and thread."""
        self._closed = True
        self._pass.set()
        self._end(self._listener)
        self.sever()
        for thread in self._threads:
            thread.join()

    @property
    def fault(self) -> Fault:
        """The present fault."""
        return self._fault

    @fault.setter
    def fault(self, fault: Fault) -> None:
        self._fault = fault
        (self._pass.clear if fault is Fault.STALL else self._pass.set)()

    def sever(self) -> None:
        """Close all connections there are."""
        sockets, self._sockets = self._sockets, []
        for each in sockets:
            self._end(each)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self._closed or self._fault is Fault.REFUSE:
                # A reset, as from a port that nobody listens on.
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                client.close()
                continue
            try:
                server = socket.create_connection(self._upstream)
            except OSError:
                client.close()
                continue
            self._sockets += [client, server]
            self._spawn(self._pump, client, server)
            self._spawn(self._pump, server, client)

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self._pass.wait()
                if self._fault is Fault.TRUNCATE and source.getpeername() == self._upstream:
                    target.sendall(data[:_TRUNCATED_TO])
                    break
                target.sendall(data)
        self._end(source)
        self._end(target)

    def _spawn(self, run: object, *arguments: object) -> None:
        assert callable(run)
        thread = threading.Thread(target=run, args=arguments, name="fault-proxy")
        self._threads.append(thread)
        thread.start()

    @staticmethod
    def _end(each: socket.socket) -> None:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()
