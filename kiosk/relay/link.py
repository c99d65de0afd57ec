"""One WebSocket connection, to a station or to SteVe, on websockets' sans-IO protocol.

What comes in is handed on within the same turn of the loop: a frame waits in no queue, order needs
no care, and a slow reader is answered by not reading from the other side.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import cast

from websockets.client import ClientProtocol
from websockets.frames import CloseCode, Frame, Opcode
from websockets.http11 import Request, Response
from websockets.protocol import State
from websockets.server import ServerProtocol

_WRITE_BUFFER_BYTES = 64 * 1024
_DATA = frozenset({Opcode.TEXT, Opcode.BINARY, Opcode.CONT})

# websockets logs headers, passwords among them, when its logger is at debug level.
WIRE_LOGGER = logging.getLogger("websockets.relay")


@dataclass(frozen=True, slots=True)
class LinkLimits:
    """Bounds of a connection."""

    frame_bytes: int = 8 * 1024 * 1024
    """Of a message; SteVe's own bound."""
    close_seconds: float = 2.0
    """How long the other end may take to close."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a connection ends: the close code and reason that came, if any did."""

    code: int | None = None
    reason: str = ""


class Link(asyncio.Protocol):
    """A connection. Its handshake first, then :meth:`start`."""

    def __init__(
        self,
        wire: ClientProtocol | ServerProtocol,
        limits: LinkLimits,
        connected: Callable[["Link"], None] = lambda _: None,
    ) -> None:
        loop = asyncio.get_running_loop()
        self.wire = wire
        self.handshake: asyncio.Future[Request | Response] = loop.create_future()
        """What the other end begins with; raises InvalidHandshake or ConnectionError."""
        self.ended: asyncio.Future[None] = loop.create_future()
        """Done when the connection is closed for good."""
        self.last_heard = loop.time()
        self.is_clogged = False
        """Whether more was written than the other end takes."""
        self.is_held = False
        """Whether nothing is read from it for now."""
        self._loop = loop
        self._limits = limits
        self._connected = connected
        self._transport: asyncio.Transport | None = None
        self._receive: Callable[[bytes, str | None], None] | None = None
        self._leave: Callable[[Ending], None] | None = None
        self._source: Link | None = None
        self._early: list[Frame] = []
        self._partial = bytearray()
        self._is_text = False
        self._broken = False
        self._closer: asyncio.TimerHandle | None = None

    # What the owner calls.

    def send_handshake(self, message: Request | Response) -> None:
        """Send the request or the response."""
        if isinstance(message, Request):
            cast(ClientProtocol, self.wire).send_request(message)
        else:
            cast(ServerProtocol, self.wire).send_response(message)
        self._flush()
        self._end_if_expected()

    def start(
        self,
        receive: Callable[[bytes, str | None], None],
        leave: Callable[[Ending], None],
        source: "Link",
    ) -> None:
        """Begin to hand messages on: their bytes, and the text unless they are binary.

        ``leave`` is called once, as soon as the connection begins to end and after the messages
        that came before. ``source`` is what is not read from while this one is clogged.
        """
        self._receive, self._leave, self._source = receive, leave, source
        self.last_heard = self._loop.time()
        early, self._early = self._early, []
        for frame in early:
            self._take(frame)
        self.hold(False)
        self._after_events()

    def send(self, message: bytes, *, is_text: bool) -> None:
        """Send a message, unless the connection is ending."""
        if self.wire.state is not State.OPEN:
            return
        if is_text:
            self.wire.send_text(message)
        else:
            self.wire.send_binary(message)
        self._flush()

    def ping(self) -> None:
        """Ask for a sign of life, unless the other end does not even read."""
        if self.wire.state is State.OPEN and not self.is_clogged:
            self.wire.send_ping(b"")
            self._flush()

    def hold(self, held: bool) -> None:
        """Stop reading, or go on."""
        if self._transport is None or self._transport.is_closing() or held == self.is_held:
            return
        self.is_held = held
        # Silence that is our own doing says nothing about the other end.
        self.last_heard = self._loop.time()
        if held:
            self._transport.pause_reading()
        else:
            self._transport.resume_reading()

    def close(self, ending: Ending) -> None:
        """Close with a code, or at once where the handshake isn't over."""
        self.hold(False)
        if self.wire.state is State.OPEN:
            self.wire.send_close(ending.code, ending.reason if ending.code else "")
            self._flush()
            self._end_if_expected()
        elif self.wire.state is State.CONNECTING:
            self.abort()

    def drop(self) -> None:
        """End without waiting for the other end, once it was sent what it takes."""
        if self._transport is None or self.is_clogged:
            self.abort()
        else:
            self._transport.close()

    def abort(self) -> None:
        """Drop the connection at once."""
        if self._transport is None:
            self.connection_lost(None)
        else:
            self._transport.abort()

    # What asyncio calls.

    @property
    def is_local(self) -> bool:
        """Whether the other side is on this machine."""
        if self._transport is None or not (peer := self._transport.get_extra_info("peername")):
            return False
        return ip_address(str(peer[0]).partition("%")[0]).is_loopback

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast(asyncio.Transport, transport)
        self._transport.set_write_buffer_limits(_WRITE_BUFFER_BYTES)
        self._connected(self)

    def data_received(self, data: bytes) -> None:
        """Take what came, and hand on what is complete."""
        self.last_heard = self._loop.time()
        self.wire.receive_data(data)
        self._after_events()

    def eof_received(self) -> None:
        """Take note that nothing more will come."""
        self.wire.receive_eof()
        self._after_events()

    def connection_lost(self, error: Exception | None) -> None:
        """End."""
        self.wire.receive_eof()
        if not self.handshake.done():
            why = f"closed without an answer: {error}" if error else "closed without an answer"
            self.handshake.set_exception(ConnectionResetError(why))
            # Whoever asked may have gone.
            self.handshake.exception()
        if self._closer is not None:
            self._closer.cancel()
        self._say_leaving()
        if self._source is not None:
            self._source.hold(False)
            self._source = None
        if not self.ended.done():
            self.ended.set_result(None)

    def pause_writing(self) -> None:
        """Stop reading from the other side."""
        self.is_clogged = True
        if self._source is not None:
            self._source.hold(True)

    def resume_writing(self) -> None:
        """Read from the other side again."""
        self.is_clogged = False
        if self._source is not None:
            self._source.hold(False)

    # The rest.

    def _after_events(self) -> None:
        for received in self.wire.events_received():
            if self._broken:
                break
            if isinstance(received, Frame):
                self._take(received)
            elif self.wire.handshake_exc is None:
                self._shake_hands(received)
        if self.wire.handshake_exc is not None and not self.handshake.done():
            self.handshake.set_exception(self.wire.handshake_exc)
            self.handshake.exception()
        self._flush()
        if self.wire.state is State.OPEN:
            return
        self._end_if_expected()
        if self.wire.state is not State.CONNECTING:
            self._say_leaving()

    def _shake_hands(self, received: Request | Response) -> None:
        if not self.handshake.done():
            self.handshake.set_result(received)
        if isinstance(received, Response):
            # SteVe may speak before the station has its own answer.
            self.hold(True)

    def _take(self, frame: Frame) -> None:
        if frame.opcode not in _DATA:
            return
        if self.wire.state is State.CONNECTING:
            # A station that sends messages before it has an answer.
            self._broken = True
            self.abort()
            return
        if self._receive is None:
            self._early.append(frame)
            return
        if frame.opcode is not Opcode.CONT:
            self._is_text = frame.opcode is Opcode.TEXT
        if not frame.fin:
            self._partial += frame.data
            return
        message = bytes(self._partial + frame.data) if self._partial else bytes(frame.data)
        self._partial.clear()
        text = None
        if self._is_text:
            try:
                text = message.decode()
            except UnicodeDecodeError:
                self._broken = True
                self.wire.fail(CloseCode.INVALID_DATA, "not UTF-8")
                return
        self._receive(message, text)

    def _flush(self) -> None:
        transport = self._transport
        for data in self.wire.data_to_send():
            if transport is None or transport.is_closing():
                return
            if data:
                transport.write(data)
            elif transport.can_write_eof():
                transport.write_eof()
            else:
                transport.close()
        if transport is not None and transport.get_write_buffer_size() > self._most_unsent():
            # It asks for pongs and takes none, or the like.
            transport.abort()

    def _most_unsent(self) -> int:
        return 2 * self._limits.frame_bytes + 1024 * 1024

    def _end_if_expected(self) -> None:
        if self._closer is None and self.wire.close_expected():
            self._closer = self._loop.call_later(self._limits.close_seconds, self.abort)

    def _say_leaving(self) -> None:
        leave, self._leave = self._leave, None
        if leave is None:
            return
        received = self.wire.close_rcvd
        if received is None or self.wire.close_rcvd_then_sent is False:
            leave(Ending())
        else:
            leave(Ending(received.code, received.reason))
