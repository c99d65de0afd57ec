"""``kiosk serve``: listens, and ends when it is told to."""

import asyncio
import logging
import socket
from ipaddress import ip_address
from types import FrameType

from kiosk.backoffice.enquiries import Enquiries, OpenReader
from kiosk.domain.errors import Misconfigured, Unreachable
from kiosk.domain.rules import SessionRules
from kiosk.settings import Address

MOST_CONNECTIONS = 128
CONNECTION_SECONDS = 25.0
"""For a whole connection, however slowly a request trickles in."""
STOP_SECONDS = 5

_log = logging.getLogger(__name__)


def is_loopback(host: str) -> bool:
    """Whether only this machine can connect to it."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve(where: Address, token: str | None, open_reader: OpenReader, rules: SessionRules) -> int:
    """Serve until SIGTERM or SIGINT. Raises Misconfigured, Unreachable."""
    try:
        import fastapi  # noqa: F401 - is it there
        import uvicorn  # noqa: F401
    except ModuleNotFoundError as error:
        raise Misconfigured(
            f"{error.name} is not installed, which kiosk serve needs: pip install 'kiosk[serve]'"
        ) from None
    # A client's nonsense is no news.
    logging.getLogger("uvicorn").setLevel(logging.ERROR)
    with _listen(where) as listener:
        asyncio.run(_serve(listener, token, open_reader, rules))
    _log.info("stopped")
    return 0


def _listen(where: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    try:
        return socket.create_server((where.host, where.port), family=family)
    except OSError as error:
        # The rest repeats the address.
        reason = (error.strerror or str(error)).partition(" (while")[0]
        raise Unreachable(
            f"can't listen at {where}: {reason}; give another address with --listen"
        ) from error


async def _serve(
    listener: socket.socket, token: str | None, open_reader: OpenReader, rules: SessionRules
) -> None:
    import uvicorn
    from uvicorn.protocols.http.h11_impl import H11Protocol

    from kiosk.backoffice.api import api

    class Connection(H11Protocol):
        """One of so many, and over in time: uvicorn would wait for a request for ever."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            if len(self.connections) > MOST_CONNECTIONS:
                transport.abort()
            self._end = self.loop.call_later(CONNECTION_SECONDS, transport.abort)

        def connection_lost(self, exc: Exception | None) -> None:
            self._end.cancel()
            super().connection_lost(exc)

    class Server(uvicorn.Server):
        """Ends with 0 when it is told to, in place of dying of the signal after all."""

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
            self.should_exit = True

    enquiries = Enquiries(open_reader, rules)
    server = Server(
        uvicorn.Config(
            api(enquiries, token),
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=STOP_SECONDS,
        )
    )
    host, port, *_ = listener.getsockname()
    _log.info("listening at http://%s/docs", Address(host, port))
    try:
        await server.serve([listener])
    finally:
        await enquiries.close()
