"""Which interface a SteVe has is found out without starting anything."""

from collections.abc import Iterator

import pytest

from kiosk.adapters.steve_commands import InterfaceProbe, SteveCommands
from kiosk.domain.commands import CommandOutcome
from tests.fake_steve import FakeSteve, Fault
from tests.steve_ways import WAYS, Way, commands, using

REST_START = "/api/v1/operations/RemoteStartTransaction"


@pytest.fixture
def fake() -> Iterator[FakeSteve]:
    with FakeSteve() as steve:
        yield steve


def _probe(fake: FakeSteve, way: Way, **changes: object) -> InterfaceProbe:
    return using(commands(fake, way, **changes), lambda c: c.probe())


@pytest.mark.parametrize("way", WAYS)
def test_a_probe_names_the_interface_and_starts_nothing(fake: FakeSteve, way: Way) -> None:
    found = _probe(fake, way)
    assert found.interface == ("web_form" if "web" in way else "rest")
    assert found.obstacle is None
    assert fake.commands() == []


@pytest.mark.parametrize("way", WAYS)
def test_a_probe_tells_wrong_credentials(fake: FakeSteve, way: Way) -> None:
    assert _probe(fake, way, password="wrong").obstacle is CommandOutcome.UNAUTHORIZED


@pytest.mark.parametrize("way", WAYS)
def test_a_probe_tells_that_nothing_is_there(fake: FakeSteve, way: Way) -> None:
    found = _probe(fake, way, base_url="http://127.0.0.1:9/steve")
    assert found.interface is None
    assert found.obstacle is CommandOutcome.UNREACHABLE


@pytest.mark.parametrize("way", WAYS)
def test_a_probe_tells_another_web_server(fake: FakeSteve, way: Way) -> None:
    found = _probe(fake, way, base_url=fake.base_url + "/other")
    assert found.interface is None
    assert found.obstacle is CommandOutcome.NO_SUCH_INTERFACE


def test_a_probe_tells_a_user_without_authority(fake: FakeSteve) -> None:
    fake.may_operate = False
    found = _probe(fake, "web_form")
    assert found.interface == "web_form"
    assert found.obstacle is CommandOutcome.UNAUTHORIZED


@pytest.mark.parametrize(
    ("fault", "obstacle"),
    [
        (Fault.NOT_JSON, CommandOutcome.NO_SUCH_INTERFACE),
        (Fault.ERROR_502, CommandOutcome.SERVER_ERROR),
        (Fault.HUGE, CommandOutcome.SERVER_ERROR),
        (Fault.NOT_HTTP, CommandOutcome.SERVER_ERROR),
        (Fault.CLOSE, CommandOutcome.UNREACHABLE),
        (Fault.DRIP, CommandOutcome.UNREACHABLE),
    ],
)
def test_a_probe_of_a_broken_steve(fake: FakeSteve, fault: Fault, obstacle: CommandOutcome) -> None:
    fake.faults[f"POST {REST_START}"] = fault
    fake.web_form = False
    for way in ("rest", "auto, REST there"):
        found = _probe(fake, way, answer_timeout=0.4)
        assert (found.interface, found.obstacle) == (None, obstacle)


def test_what_was_found_is_remembered(fake: FakeSteve) -> None:
    async def act(c: SteveCommands) -> None:
        await c.remote_start(1, "RFIDUSER")
        await c.remote_start(2, "RFIDUSER")

    using(commands(fake, "auto, REST there"), act)
    assert fake.requests[0].json == {}
    assert fake.count("POST", REST_START) == 3


def test_an_interface_that_is_gone_is_looked_for_again(fake: FakeSteve) -> None:
    async def act(c: SteveCommands) -> list[CommandOutcome]:
        outcomes = [(await c.remote_start(1, "RFIDUSER")).outcome]
        # An operator goes back to 3.9.0, with one password for both.
        fake.rest = False
        fake.web_password = "api-secret"
        outcomes += [(await c.remote_start(1, "RFIDUSER")).outcome for _ in range(2)]
        return outcomes

    assert using(commands(fake, "auto, REST there"), act) == [
        CommandOutcome.ACCEPTED,
        CommandOutcome.NO_SUCH_INTERFACE,
        CommandOutcome.ACCEPTED,
    ]


@pytest.mark.parametrize("status", [403, 404, 405])
def test_the_web_form_is_used_where_the_rest_operations_are_missing(
    fake: FakeSteve, status: int
) -> None:
    fake.rest_missing_status = status
    assert _probe(fake, "auto, web form only").interface == "web_form"


def test_the_web_form_is_used_where_only_its_password_was_ever_set(fake: FakeSteve) -> None:
    fake.api_password = None
    adapter = commands(fake, "auto, REST there", password=fake.web_password)
    result = using(adapter, lambda c: c.remote_start(1, "RFIDUSER"))
    assert result.outcome is CommandOutcome.ACCEPTED
    assert fake.commands()[0].path.endswith("/manager/operations/v1.6/RemoteStartTransaction")


def test_a_password_that_fits_nowhere_is_told_of_the_rest_interface(fake: FakeSteve) -> None:
    found = _probe(fake, "auto, REST there", password="wrong")
    assert (found.interface, found.obstacle) == ("rest", CommandOutcome.UNAUTHORIZED)
    assert fake.count("POST", REST_START) == 1
    assert fake.count("POST", "/manager/signin") == 1


def test_a_wrong_password_starts_no_storm(fake: FakeSteve) -> None:
    adapter = commands(fake, "auto, REST there", password="wrong")
    result = using(adapter, lambda c: c.remote_start(1, "RFIDUSER"))
    assert result.outcome is CommandOutcome.UNAUTHORIZED
    assert len(fake.requests) == 3
    assert fake.commands() == []
