"""The commands' port, on blocking interfaces in threads of its own."""

import asyncio
import concurrent.futures
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Literal, TypeVar

from kiosk.adapters.steve_commands.auto import AutoInterface
from kiosk.adapters.steve_commands.http_client import HttpClient, parse_base_url
from kiosk.adapters.steve_commands.operation import Interface, InterfaceProbe, Operation
from kiosk.adapters.steve_commands.rest import RestInterface
from kiosk.adapters.steve_commands.web_form import WebFormInterface
from kiosk.domain.commands import CommandOutcome, CommandResult
from kiosk.domain.errors import Misconfigured

InterfaceName = Literal["auto", "rest", "web_form"]

CLOSING_SECONDS = 2.0
LARGEST_TRANSACTION_ID = 2**31 - 1
"""OCPP 1.6 leaves the size of its integer open; SteVe's key has 32 bits."""

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")


class SteveCommands:
    """:class:`kiosk.ports.ChargingCommands` through SteVe.

    ``base_url`` is ``http(s)://host:port/context``; ``user`` and ``password`` are a web user's,
    with the API password for ``rest``, the login password for ``web_form`` and either for
    ``auto``. ``ca_file`` replaces the system's certificate authorities. ``answer_timeout``
    bounds a whole command in seconds: SteVe itself waits 30 s for a silent station. Only the
    system's name resolution has time limits of its own.

    Each command has a thread, so that a stop goes out while a start waits; the same command
    given again while it is under way is the same one, and shares its result. Raises Misconfigured
    where the arguments cannot work.
    """

    def __init__(
        self,
        *,
        base_url: str,
        interface: InterfaceName,
        user: str,
        password: str,
        charge_box_id: str,
        ca_file: str | None = None,
        answer_timeout: float = 40.0,
        connect_timeout: float = 3.0,
    ) -> None:
        if ":" in user:
            raise Misconfigured("SteVe's user name must not hold a colon")
        try:
            f"{user}{password}".encode()
        except UnicodeEncodeError:
            # A variable that is not UTF-8; the exception's words would hold it.
            raise Misconfigured("SteVe's user name and password must be UTF-8") from None
        address = parse_base_url(base_url)
        self._http = HttpClient(address, ca_file=ca_file, connect_timeout=connect_timeout)
        self._interface = _interface(interface, self._http, user, password, charge_box_id)
        self._answer_timeout = answer_timeout
        self._password = password
        self._in_flight: dict[Operation, asyncio.Future[CommandResult]] = {}
        self._running: set[asyncio.Future[Any]] = set()

    async def remote_start(self, connector_id: int, id_tag: str) -> CommandResult:
        """RemoteStartTransaction (OCPP 1.6 section 5.11), with the connector always named."""
        parameters = (("connectorId", connector_id), ("idTag", id_tag))
        return await self._give(Operation("RemoteStartTransaction", parameters))

    async def remote_stop(self, transaction_id: int) -> CommandResult:
        """RemoteStopTransaction (OCPP 1.6 section 5.12).

        An id that no transaction can have, as some stations make up (-1, 2^63-1), is NOT_ACTIVE
        and never sent.
        """
        if not 1 <= transaction_id <= LARGEST_TRANSACTION_ID:
            return CommandResult(
                CommandOutcome.NOT_ACTIVE, f"{transaction_id} is no transaction's id"
            )
        parameters = (("transactionId", transaction_id),)
        return await self._give(Operation("RemoteStopTransaction", parameters))

    async def probe(self) -> InterfaceProbe:
        """Find out which interface is there and whether it takes the user, starting nothing."""
        found = await asyncio.shield(self._in_thread("probe", self._interface.probe))
        return replace(found, detail=_without(found.detail, self._password))

    async def close(self) -> None:
        """End what is under way, as UNKNOWN or UNREACHABLE. Idempotent."""
        self._http.close()
        if self._running:
            await asyncio.wait(self._running, timeout=CLOSING_SECONDS)

    async def _give(self, operation: Operation) -> CommandResult:
        future = self._in_flight.get(operation)
        if future is None:
            future = self._in_thread(operation.name, partial(self._perform, operation))
            self._in_flight[operation] = future
            future.add_done_callback(lambda _: self._in_flight.pop(operation, None))
        # Whoever stops waiting takes the result from nobody else.
        result = await asyncio.shield(future)
        id_tag = str(dict(operation.parameters).get("idTag", ""))
        return replace(result, detail=_without(result.detail, self._password, id_tag))

    def _perform(self, operation: Operation, deadline: float) -> CommandResult:
        try:
            return self._interface.perform(operation, deadline)
        except Exception:  # noqa: BLE001 - the command may have gone out: its caller must know
            _LOG.exception("%s failed unexpectedly", operation.name)
            return CommandResult(CommandOutcome.UNKNOWN, "an unexpected failure of the kiosk")

    def _in_thread(self, name: str, work: Callable[[float], _T]) -> asyncio.Future[_T]:
        """Run the work in a thread of its own, with a deadline from now."""
        done: concurrent.futures.Future[_T] = concurrent.futures.Future()
        # From here on it cannot be cancelled, for a thread cannot.
        done.set_running_or_notify_cancel()
        deadline = time.monotonic() + self._answer_timeout

        def run() -> None:
            try:
                done.set_result(work(deadline))
            except Exception as error:  # noqa: BLE001 - it is raised where it is awaited
                done.set_exception(error)

        # A daemon: a name resolution that hangs must not keep the kiosk from ending.
        threading.Thread(target=run, name=f"steve-{name}", daemon=True).start()
        future = asyncio.wrap_future(done)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future


def _interface(
    name: InterfaceName, http: HttpClient, user: str, password: str, charge_box_id: str
) -> Interface:
    rest = RestInterface(http, user=user, password=password, charge_box_id=charge_box_id)
    web_form = WebFormInterface(http, user=user, password=password, charge_box_id=charge_box_id)
    match name:
        case "rest":
            return rest
        case "web_form":
            return web_form
        case "auto":
            return AutoInterface(rest, web_form)


def _without(detail: str, *secrets: str) -> str:
    """Return the detail without what SteVe may have repeated in its words."""
    for secret in filter(None, secrets):
        detail = detail.replace(secret, "***")
    return detail
