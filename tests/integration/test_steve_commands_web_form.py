"""The web form's own ways: sessions, tokens, and pages that differ from release to release."""

import asyncio
import contextlib
import time
from collections.abc import Iterator

import pytest

from kiosk.adapters.steve_commands import SteveCommands
from kiosk.adapters.steve_commands.pages import Page, station_option, task_result
from kiosk.domain.commands import CommandOutcome
from kiosk.domain.errors import Malformed
from tests.fake_steve import Answer, FakeSteve, Fault
from tests.steve_ways import commands, start, stop, using

SIGN_IN = "/manager/signin"


@pytest.fixture
def fake() -> Iterator[FakeSteve]:
    with FakeSteve() as steve:
        yield steve


def test_the_form_is_filled_in_as_a_browser_does_it(fake: FakeSteve) -> None:
    start(fake, "web_form")
    fields = fake.commands()[0].form
    assert fields.pop("_csrf").startswith("token-")
    assert fields == {
        "chargePointSelectList": "V_16_JSON;MODE_01;-",
        "connectorId": "1",
        "idTag": "RFIDUSER",
    }


def test_a_soap_station_is_selected_with_its_address(fake: FakeSteve) -> None:
    fake.protocol, fake.endpoint = "V_16_SOAP", "http://10.0.0.5:8090/ocpp?a=1&b=2;c"
    assert start(fake, "web_form").outcome is CommandOutcome.ACCEPTED
    selected = fake.commands()[0].form["chargePointSelectList"]
    assert selected == "V_16_SOAP;MODE_01;http://10.0.0.5:8090/ocpp?a=1&b=2;c"


def test_a_release_that_checks_nothing_leaves_it_to_the_station(fake: FakeSteve) -> None:
    fake.form_checks = False
    fake.answer = Answer.REJECTED
    assert start(fake, "web_form", "NOPE").outcome is CommandOutcome.REJECTED
    assert stop(fake, "web_form", 99999).outcome is CommandOutcome.REJECTED


def test_an_error_list_about_something_else_is_quoted(fake: FakeSteve) -> None:
    adapter = commands(fake, "web_form")
    # A missing field, as an empty tag is to SteVe.
    result = using(adapter, lambda c: c.remote_start(1, ""))
    assert result.outcome is CommandOutcome.SERVER_ERROR
    assert "A field is required" in result.detail


def test_one_sign_in_serves_many_commands(fake: FakeSteve) -> None:
    async def act(c: SteveCommands) -> None:
        await asyncio.gather(c.remote_start(1, "RFIDUSER"), c.remote_stop(7))
        await c.remote_start(2, "RFIDUSER")

    using(commands(fake, "web_form"), act)
    assert len(fake.commands()) == 3
    assert fake.count("POST", SIGN_IN) == 1


def test_an_expired_session_is_renewed_and_the_command_given_once(fake: FakeSteve) -> None:
    started: list[int] = []
    fake.on_remote_start = lambda connector_id, _: started.append(connector_id)

    async def act(c: SteveCommands) -> list[CommandOutcome]:
        outcomes = [(await c.remote_start(1, "RFIDUSER")).outcome]
        fake.expire_sessions()
        outcomes.append((await c.remote_start(2, "RFIDUSER")).outcome)
        return outcomes

    assert using(commands(fake, "web_form"), act) == [CommandOutcome.ACCEPTED] * 2
    assert started == [1, 2]
    assert fake.count("POST", SIGN_IN) == 2


class _ExpiringSteve(FakeSteve):
    """Its sessions expire right before the requests that a test names."""

    expire_before: tuple[str, ...] = ()

    def handle(self, seen, handler) -> None:  # type: ignore[no-untyped-def]
        name = f"{seen.method} {seen.path.removeprefix(self.context + '/manager/operations/')}"
        if name in self.expire_before:
            self.expire_before = tuple(n for n in self.expire_before if n != name)
            self.expire_sessions()
        super().handle(seen, handler)


@pytest.mark.parametrize(
    "expire_before",
    [
        ("POST v1.6/RemoteStartTransaction",),
        ("GET tasks/1",),
        ("GET v1.6/RemoteStartTransaction", "GET tasks/1"),
        ("POST v1.6/RemoteStartTransaction", "GET tasks/1"),
    ],
)
def test_a_session_may_expire_at_any_step(expire_before: tuple[str, ...]) -> None:
    started: list[int] = []
    with _ExpiringSteve(on_remote_start=lambda number, _: started.append(number)) as fake:
        fake.expire_before = expire_before
        assert start(fake, "web_form").outcome is CommandOutcome.ACCEPTED
    assert started == [1]


def test_a_user_without_authority_is_told_apart_after_one_more_sign_in(fake: FakeSteve) -> None:
    fake.may_operate = False
    result = start(fake, "web_form")
    assert result.outcome is CommandOutcome.UNAUTHORIZED
    assert "turned away" in result.detail
    assert fake.count("POST", SIGN_IN) == 2
    assert fake.commands() == []


def test_a_wrong_password_is_tried_once(fake: FakeSteve) -> None:
    start(fake, "web_form", password="wrong")
    assert fake.count("POST", SIGN_IN) == 1


def test_a_sign_in_that_hangs_does_not_take_the_whole_command(fake: FakeSteve) -> None:
    fake.faults["GET /manager/signin"] = Fault.DRIP

    async def act(c: SteveCommands) -> set[CommandOutcome]:
        both = await asyncio.gather(c.remote_start(1, "RFIDUSER"), c.remote_stop(7))
        return {result.outcome for result in both}

    began = time.monotonic()
    adapter = commands(fake, "web_form", answer_timeout=0.4)
    assert using(adapter, act) == {CommandOutcome.UNREACHABLE}
    assert time.monotonic() - began < 1.5


def test_a_form_with_thousands_of_stations(fake: FakeSteve) -> None:
    fake.other_stations = tuple(f"STATION_{number:05}" for number in range(5000))
    assert start(fake, "web_form").outcome is CommandOutcome.ACCEPTED


def test_a_link_beside_the_answer_is_no_part_of_it(fake: FakeSteve) -> None:
    fake.details_link = True
    assert start(fake, "web_form").outcome is CommandOutcome.ACCEPTED


# Pages, as texts.


def _page(text: str, seconds: float = 5.0) -> Page:
    return Page(text.encode(), time.monotonic() + seconds)


def test_a_result_is_found_by_the_words_of_the_header() -> None:
    page = _page(
        "<table><tr><td>MODE_01</td><td>Accepted</td></tr></table>"
        "<table><tr><th>Error</th><th>Nr</th><th>Response</th><th>ChargeBox ID</th></tr>"
        "<tr><td></td><td>1</td><td>Accepted</td><td>MODE_02</td></tr>"
        "<tr><td>no <b>luck</b></td><td>2</td><td> Rejected\n (<a href='x'>Details</a>) </td>"
        "<td>&#77;ODE_01</td></tr></table>"
    )
    assert task_result(page, "MODE_01") == ("Rejected (Details)", "no luck")
    assert task_result(page, "MODE_02") == ("Accepted", "")
    assert task_result(page, "MODE_03") is None


def test_a_row_that_is_too_short_or_a_cell_without_its_end_is_read_as_it_is() -> None:
    page = _page(
        "<TABLE><TR><TH>ChargeBox ID<TH>Response<TH>Error</TR><TR><TD>A<TD>Accepted</TR>"
        "<TR><TD>B</TR></TABLE>"
    )
    assert task_result(page, "A") == ("Accepted", "")
    assert task_result(page, "B") == ("", "")


def test_options_belong_to_their_select() -> None:
    page = _page(
        '<select name="idTag"><option value="V_16_JSON;A;-"></select>'
        '<select name="chargePointSelectList"><option><option value="V_16_JSON;AB;-">'
        '<option value="V_16_JSON;B;ws://x;y"></select>'
    )
    assert station_option(page, "A") is None
    assert station_option(page, "B") == "V_16_JSON;B;ws://x;y"


def test_an_error_list_ends_where_its_element_ends() -> None:
    page = _page(
        '<p>before</p><div class="x error"><ul><li>One<li>T<b>wo</b></ul><div>3</div></div>after'
    )
    assert page.errors == "One T wo 3"


@pytest.mark.parametrize(
    "text", ["<" * 300_000, "<!" * 150_000, "<a " * 100_000, "<table>" * 50_000, "&" * 300_000]
)
def test_a_page_made_to_be_slow_to_read_is_not(text: str) -> None:
    began = time.monotonic()
    with contextlib.suppress(Malformed):
        _page(text, seconds=2.0)
    assert time.monotonic() - began < 3.0
