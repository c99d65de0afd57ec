"""Finds out which interface a SteVe has, and uses it."""

import logging
import threading
import time

from kiosk.adapters.steve_commands.operation import Interface, InterfaceProbe, Operation
from kiosk.domain.commands import CommandOutcome, CommandResult

_LOG = logging.getLogger(__name__)


class AutoInterface:
    """The REST operations API where SteVe has it and takes the credentials, else the web form.

    A web user has two passwords, and the one for the API may never have been set; so a REST
    interface that answers 401 gives way to the web form, provided that the login works there.
    What was found is kept until it turns out to be there no more. Nothing is retried here: the
    next command looks again.
    """

    def __init__(self, rest: Interface, web_form: Interface) -> None:
        self._rest = rest
        self._web_form = web_form
        self._choosing = threading.Lock()
        self._chosen: Interface | None = None

    def perform(self, operation: Operation, deadline: float) -> CommandResult:
        """Give the command through the interface that is there."""
        if not self._choosing.acquire(timeout=max(0.0, deadline - time.monotonic())):
            return CommandResult(CommandOutcome.UNREACHABLE, "SteVe took too long to be probed")
        try:
            chosen = self._chosen
            if chosen is None:
                found = self.probe(deadline)
                chosen = self._by_name(found)
                if chosen is None or found.obstacle is not None:
                    outcome = found.obstacle or CommandOutcome.NO_SUCH_INTERFACE
                    return CommandResult(outcome, found.detail)
                _LOG.info("commands go through %s: %s", found.interface, found.detail)
                self._chosen = chosen
        finally:
            self._choosing.release()
        result = chosen.perform(operation, deadline)
        if result.outcome is CommandOutcome.NO_SUCH_INTERFACE:
            self._chosen = None
        return result

    def probe(self, deadline: float) -> InterfaceProbe:
        """Look for the REST operations first, then for the web form."""
        rest = self._rest.probe(deadline)
        if rest.obstacle not in (CommandOutcome.NO_SUCH_INTERFACE, CommandOutcome.UNAUTHORIZED):
            return rest
        web_form = self._web_form.probe(deadline)
        if web_form.obstacle is None or rest.obstacle is CommandOutcome.NO_SUCH_INTERFACE:
            return web_form
        return rest

    def _by_name(self, found: InterfaceProbe) -> Interface | None:
        if found.interface is None:
            return None
        return self._rest if found.interface == "rest" else self._web_form
