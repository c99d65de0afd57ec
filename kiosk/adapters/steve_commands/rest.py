"""SteVe's REST operations API: one POST, whose answer waits for the station's."""

import json
from base64 import b64encode
from typing import Any

from kiosk.adapters.steve_commands.http_client import HttpClient, Reply, Request
from kiosk.adapters.steve_commands.operation import (
    STATION_RESPONSES,
    InterfaceProbe,
    Operation,
    quoted,
    refusal,
)
from kiosk.domain.commands import CommandOutcome, CommandResult
from kiosk.domain.errors import Malformed, NoAnswer, Unreachable

LONGEST_ANSWER = 64 * 1024


class RestInterface:
    """Commands by ``POST {base}/api/v1/operations/…`` with HTTP Basic.

    ``password`` is the web user's API password. A success that does not say what became of the
    command is ``UNKNOWN``, for the station may have it; a failure that cannot be read is
    ``SERVER_ERROR``.
    """

    def __init__(self, http: HttpClient, *, user: str, password: str, charge_box_id: str) -> None:
        self._http = http
        self._charge_box_id = charge_box_id
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if user:
            basic = b64encode(f"{user}:{password}".encode()).decode("ascii")
            self._headers["Authorization"] = f"Basic {basic}"

    def perform(self, operation: Operation, deadline: float) -> CommandResult:
        """Give the command and wait for the station's answer."""
        order = {"chargeBoxIdList": [self._charge_box_id], **dict(operation.parameters)}
        try:
            reply = self._post(operation.name, order, deadline)
        except Unreachable as error:
            return CommandResult(CommandOutcome.UNREACHABLE, str(error))
        except (NoAnswer, Malformed) as error:
            return CommandResult(CommandOutcome.UNKNOWN, str(error))
        if reply.status < 300:
            return self._station_result(_json_object(reply))
        return _refused(reply)

    def probe(self, deadline: float) -> InterfaceProbe:
        """Send an order without any field, which SteVe turns down where it knows the user."""
        try:
            reply = self._post("RemoteStartTransaction", {}, deadline)
        except (Unreachable, NoAnswer) as error:
            return InterfaceProbe(None, CommandOutcome.UNREACHABLE, str(error))
        except Malformed as error:
            return InterfaceProbe(None, CommandOutcome.SERVER_ERROR, str(error))
        if reply.status == 400 and "message" in _json_object(reply):
            return InterfaceProbe("rest", None, "the REST operations API takes the credentials")
        if reply.status < 300:
            return InterfaceProbe(
                None,
                CommandOutcome.NO_SUCH_INTERFACE,
                f"HTTP {reply.status} where SteVe would turn an empty order down",
            )
        result = _refused(reply)
        present = result.outcome is CommandOutcome.UNAUTHORIZED and reply.status == 401
        return InterfaceProbe("rest" if present else None, result.outcome, result.detail)

    def _post(self, name: str, order: dict[str, Any], deadline: float) -> Reply:
        path = f"/api/v1/operations/{name}"
        request = Request("POST", path, self._headers, json.dumps(order).encode())
        return self._http.exchange(request, limit=LONGEST_ANSWER, deadline=deadline)

    def _station_result(self, answer: dict[str, Any]) -> CommandResult:
        """Read what became of the task; entries of other stations are none of ours."""
        if response := self._ours(answer, "successResponses"):
            words = str(response.get("response"))
            outcome = STATION_RESPONSES.get(words, CommandOutcome.STATION_ERROR)
            return CommandResult(outcome, f"the station answered {quoted(words)}")
        if error := self._ours(answer, "errorResponses"):
            code, description = error.get("errorCode"), error.get("errorDescription")
            words = quoted(f"{code}: {description}")
            return CommandResult(CommandOutcome.STATION_ERROR, f"the station answered {words}")
        if failure := self._ours(answer, "exceptions"):
            words = quoted(json.dumps(failure))
            return CommandResult(CommandOutcome.SERVER_ERROR, f"SteVe failed: {words}")
        if answer.get("taskFinished") is False:
            return CommandResult(CommandOutcome.NOT_ANSWERED, "the station stayed silent")
        return CommandResult(CommandOutcome.UNKNOWN, "a success, but no word of this station")

    def _ours(self, answer: dict[str, Any], name: str) -> dict[str, Any] | None:
        entries = answer.get(name)
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and entry.get("chargeBoxId") == self._charge_box_id:
                return entry
        return None


def _refused(reply: Reply) -> CommandResult:
    """Name the reason of an answer other than a success."""
    words = str(_json_object(reply).get("message", ""))
    detail = f"HTTP {reply.status} {quoted(words)}".rstrip()
    if reply.redirects:
        detail += " to another address: is the base URL right, with https where it is wanted?"
    if reply.asks_to_sign_in:
        return CommandResult(
            CommandOutcome.UNAUTHORIZED, f"HTTP {reply.status} to the login page: no credentials"
        )
    if reply.status == 401:
        return CommandResult(CommandOutcome.UNAUTHORIZED, detail)
    if reply.status == 400:
        return CommandResult(refusal(words), detail)
    # steve#1278: a SteVe that hides its web API says so with 500.
    hidden = "Web APIs are not exposed" in words
    if reply.redirects or reply.status in (403, 404, 405, 410) or hidden:
        return CommandResult(CommandOutcome.NO_SUCH_INTERFACE, detail)
    return CommandResult(CommandOutcome.SERVER_ERROR, detail)


def _json_object(reply: Reply) -> dict[str, Any]:
    """Return the JSON object in the body, or an empty one where there is none."""
    try:
        value = json.loads(reply.body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
