"""SteVe's web form, for releases whose REST API has no operations (up to 3.9.0)."""

import re
import threading
import time
from urllib.parse import urlencode

from kiosk.adapters.steve_commands.http_client import HttpClient, Reply, Request
from kiosk.adapters.steve_commands.operation import (
    STATION_RESPONSES,
    InterfaceProbe,
    Operation,
    quoted,
    refusal,
)
from kiosk.adapters.steve_commands.pages import Page, station_option, task_result
from kiosk.domain.commands import CommandOutcome, CommandResult
from kiosk.domain.errors import Malformed, NoAnswer, Unreachable

LONGEST_PAGE = 4 * 1024 * 1024
"""A form names every connected station and every tag."""
PAGE_SECONDS = 10.0
"""How long a page may take that waits for no station."""
SILENCE_SECONDS = 35.0
"""SteVe itself gives a station 30 s."""
FIRST_POLL_SECONDS = 0.1
LONGEST_POLL_SECONDS = 1.0

_SIGN_IN = "/manager/signin"
_OPERATIONS = "/manager/operations"
_TURNED_AWAY = "signed in, but turned away from the operations form"


class _EndedError(Exception):
    """There is no going on: the command's result stands."""

    def __init__(self, outcome: CommandOutcome, detail: str) -> None:
        super().__init__(detail)
        self.result = CommandResult(outcome, detail)


class _SessionExpiredError(Exception):
    """SteVe wants a sign-in first; it has executed nothing."""


class WebFormInterface:
    """Commands by the form below ``{base}/manager/operations/v1.6``, as a browser gives them.

    ``password`` is the web user's login password. Until the form is posted nothing can have
    happened: a SteVe that falls silent before is ``UNREACHABLE``, one that falls silent after is
    ``UNKNOWN``. The form is posted a second time only where SteVe turned it away for want of a
    session.
    """

    def __init__(self, http: HttpClient, *, user: str, password: str, charge_box_id: str) -> None:
        self._http = http
        self._user = user
        self._password = password
        self._charge_box_id = charge_box_id
        self._session = ""
        self._signing_in = threading.Lock()

    def perform(self, operation: Operation, deadline: float) -> CommandResult:
        """Give the command, and follow its task until the station's answer stands there."""
        try:
            session = self._signed_in("", deadline)
            try:
                reply = self._submit(session, operation, deadline)
            except _SessionExpiredError:
                session = self._signed_in(session, deadline)
                reply = self._submit(session, operation, deadline)
            return self._follow(session, reply, deadline)
        except _EndedError as ended:
            return ended.result
        except _SessionExpiredError:
            return CommandResult(CommandOutcome.UNAUTHORIZED, _TURNED_AWAY)

    def probe(self, deadline: float) -> InterfaceProbe:
        """Sign in and look at the form, without posting it."""
        try:
            session = self._signed_in("", deadline)
            try:
                self._form(session, "RemoteStartTransaction", deadline)
            except _SessionExpiredError:
                session = self._signed_in(session, deadline)
                self._form(session, "RemoteStartTransaction", deadline)
        except _EndedError as ended:
            return InterfaceProbe(None, ended.result.outcome, ended.result.detail)
        except _SessionExpiredError:
            return InterfaceProbe("web_form", CommandOutcome.UNAUTHORIZED, _TURNED_AWAY)
        return InterfaceProbe("web_form", None, "the web form takes the credentials")

    def _signed_in(self, stale: str, deadline: float) -> str:
        """Return the cookies of a session other than the stale one.

        Of two commands that need one, the second waits for the first.
        """
        if not self._signing_in.acquire(timeout=max(0.0, deadline - time.monotonic())):
            raise _EndedError(CommandOutcome.UNREACHABLE, "no time is left to sign in")
        try:
            if self._session == stale:
                self._session = ""
                self._session = self._sign_in(deadline)
            return self._session
        finally:
            self._signing_in.release()

    def _sign_in(self, deadline: float) -> str:
        reply = self._fetch(Request("GET", _SIGN_IN), deadline)
        page = self._page(reply, deadline) if reply.status == 200 else None
        if page is None or "_csrf" not in page.hidden:
            raise _EndedError(
                CommandOutcome.SERVER_ERROR
                if reply.status >= 500
                else CommandOutcome.NO_SUCH_INTERFACE,
                f"HTTP {reply.status} and no login page of SteVe",
            )
        fields = {
            "username": self._user,
            "password": self._password,
            "_csrf": page.hidden["_csrf"],
        }
        cookies = _cookies(reply)
        reply = self._fetch(_form_request(_SIGN_IN, fields, _cookie_header(cookies)), deadline)
        if reply.asks_to_sign_in or reply.status == 401:
            raise _EndedError(CommandOutcome.UNAUTHORIZED, "SteVe's login page refuses the user")
        if not reply.redirects:
            raise _EndedError(
                CommandOutcome.SERVER_ERROR, f"HTTP {reply.status} in answer to the login"
            )
        return _cookie_header(cookies | _cookies(reply))

    def _form(self, session: str, name: str, deadline: float) -> Page:
        reply = self._fetch(_get(f"{_OPERATIONS}/v1.6/{name}", session), deadline)
        _raise_if_turned_away(reply)
        page = self._page(reply, deadline)
        if reply.status == 200 and "chargePointSelectList" in page.options:
            return page
        raise _EndedError(
            CommandOutcome.NO_SUCH_INTERFACE
            if reply.status in (200, 404)
            else CommandOutcome.SERVER_ERROR,
            f"HTTP {reply.status} and no form for {name}",
        )

    def _submit(self, session: str, operation: Operation, deadline: float) -> Reply:
        """Fill in the form and post it: from here on nothing is repeated."""
        form = self._form(session, operation.name, deadline)
        station = station_option(form, self._charge_box_id)
        if station is None:
            raise _EndedError(
                CommandOutcome.STATION_OFFLINE, "the station is none of those connected"
            )
        fields = {
            "chargePointSelectList": station,
            **{name: str(value) for name, value in operation.parameters},
            "_csrf": form.hidden.get("_csrf", ""),
        }
        path = f"{_OPERATIONS}/v1.6/{operation.name}"
        request = _form_request(path, fields, session)
        try:
            reply = self._http.exchange(request, limit=LONGEST_PAGE, deadline=deadline)
        except Unreachable as error:
            raise _EndedError(CommandOutcome.UNREACHABLE, str(error)) from None
        except (NoAnswer, Malformed) as error:
            raise _EndedError(CommandOutcome.UNKNOWN, str(error)) from None
        _raise_if_turned_away(reply)
        return reply

    def _follow(self, session: str, reply: Reply, deadline: float) -> CommandResult:
        """Turn SteVe's reply to the posted form into a result."""
        task = re.search(rf"{_OPERATIONS}/tasks/([0-9]{{1,19}})/?$", reply.location_path)
        if reply.redirects and task:
            return self._await_task(session, f"{_OPERATIONS}/tasks/{task[1]}", deadline)
        if reply.status == 200:
            return self._refused(reply, deadline)
        if reply.redirects:
            return CommandResult(CommandOutcome.UNKNOWN, f"HTTP {reply.status} to no task")
        if reply.status in (404, 405, 410):
            return CommandResult(CommandOutcome.NO_SUCH_INTERFACE, f"HTTP {reply.status}")
        return CommandResult(CommandOutcome.SERVER_ERROR, f"HTTP {reply.status}")

    def _refused(self, reply: Reply, deadline: float) -> CommandResult:
        """Read the error list of the form that came back instead of a task."""
        words = self._page(reply, deadline).errors
        outcome = refusal(words)
        if outcome is CommandOutcome.SERVER_ERROR and re.search(r"(?i)\btag\b", words):
            outcome = CommandOutcome.TAG_NOT_ELIGIBLE
        return CommandResult(outcome, f"the form came back: {quoted(words)}")

    def _await_task(self, session: str, path: str, deadline: float) -> CommandResult:
        """Look at the task's page until it holds an answer."""
        give_up = min(deadline, time.monotonic() + SILENCE_SECONDS)
        result = CommandResult(CommandOutcome.UNKNOWN, "the task's page was never seen")
        interval = FIRST_POLL_SECONDS
        renewed = False
        while time.monotonic() < give_up:
            try:
                reply = self._fetch(_get(path, session), give_up)
                if reply.asks_to_sign_in and not renewed:
                    renewed = True
                    session = self._signed_in(session, give_up)
                    continue
                result = self._task_state(reply, give_up)
            except _EndedError as ended:
                if result.outcome is CommandOutcome.UNKNOWN:
                    result = CommandResult(CommandOutcome.UNKNOWN, ended.result.detail)
            if result.outcome not in (CommandOutcome.NOT_ANSWERED, CommandOutcome.UNKNOWN):
                break
            if self._http.closed.wait(min(interval, max(0.0, give_up - time.monotonic()))):
                return CommandResult(CommandOutcome.UNKNOWN, "closed while the station was asked")
            interval = min(2 * interval, LONGEST_POLL_SECONDS)
        return result

    def _task_state(self, reply: Reply, deadline: float) -> CommandResult:
        """Read a task's page; NOT_ANSWERED while the station's cells are empty."""
        found = None
        if reply.status == 200:
            found = task_result(self._page(reply, deadline), self._charge_box_id)
        if found is None:
            return CommandResult(
                CommandOutcome.UNKNOWN, f"HTTP {reply.status} and no result of this station"
            )
        response, error = found
        if error:
            return CommandResult(CommandOutcome.STATION_ERROR, f"error: {quoted(error)}")
        if not response:
            return CommandResult(CommandOutcome.NOT_ANSWERED, "the station stayed silent")
        outcome = STATION_RESPONSES.get(response.split()[0], CommandOutcome.STATION_ERROR)
        return CommandResult(outcome, f"the station answered {quoted(response)}")

    def _fetch(self, request: Request, deadline: float) -> Reply:
        """Exchange something that starts nothing: its every failure ends the command."""
        deadline = min(deadline, time.monotonic() + PAGE_SECONDS)
        try:
            return self._http.exchange(request, limit=LONGEST_PAGE, deadline=deadline)
        except (Unreachable, NoAnswer) as error:
            raise _EndedError(CommandOutcome.UNREACHABLE, str(error)) from None
        except Malformed as error:
            raise _EndedError(CommandOutcome.SERVER_ERROR, str(error)) from None

    def _page(self, reply: Reply, deadline: float) -> Page:
        try:
            return Page(reply.body, deadline)
        except Malformed as error:
            raise _EndedError(CommandOutcome.SERVER_ERROR, str(error)) from None


def _raise_if_turned_away(reply: Reply) -> None:
    """No session: to the login page. Another session's ``_csrf``: 403."""
    if reply.asks_to_sign_in or reply.status in (401, 403):
        raise _SessionExpiredError


def _get(path: str, session: str) -> Request:
    return Request("GET", path, {"Cookie": session})


def _form_request(path: str, fields: dict[str, str], session: str) -> Request:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": session,
    }
    return Request("POST", path, headers, urlencode(fields).encode("ascii"))


def _cookies(reply: Reply) -> dict[str, str]:
    """Return the cookies that a reply sets, as far as they can be sent back."""
    pairs = (cookie.partition(";")[0].strip().partition("=") for cookie in reply.cookies)
    return {
        name: value
        for name, _, value in pairs
        if name and all("!" <= character <= "~" for character in name + value)
    }


def _cookie_header(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
