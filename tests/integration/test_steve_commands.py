"""Every answer that a SteVe was seen to give, through each of its interfaces."""

from collections.abc import Iterator

import pytest

from kiosk.domain.commands import CommandOutcome
from tests.fake_steve import Answer, FakeSteve
from tests.steve_ways import WAYS, Way, start, stop


@pytest.fixture
def fake() -> Iterator[FakeSteve]:
    with FakeSteve() as steve:
        yield steve


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> Way:
    chosen: Way = request.param
    return chosen


def test_an_accepted_start_reaches_the_station_with_connector_and_tag(
    fake: FakeSteve, way: Way
) -> None:
    started: list[tuple[int, str]] = []
    fake.on_remote_start = lambda connector_id, id_tag: started.append((connector_id, id_tag))
    assert start(fake, way).outcome is CommandOutcome.ACCEPTED
    assert started == [(1, "RFIDUSER")]
    assert len(fake.commands()) == 1


def test_an_accepted_stop_reaches_the_station_with_the_transaction(
    fake: FakeSteve, way: Way
) -> None:
    stopped: list[int] = []
    fake.on_remote_stop = stopped.append
    assert stop(fake, way).outcome is CommandOutcome.ACCEPTED
    assert stopped == [7]


def test_a_station_that_rejects(fake: FakeSteve, way: Way) -> None:
    fake.answer = Answer.REJECTED
    assert start(fake, way).outcome is CommandOutcome.REJECTED
    assert stop(fake, way).outcome is CommandOutcome.REJECTED


def test_a_station_that_answers_callerror(fake: FakeSteve, way: Way) -> None:
    fake.answer = Answer.CALLERROR
    result = start(fake, way)
    assert result.outcome is CommandOutcome.STATION_ERROR
    assert "InternalError" in result.detail
    assert "boom" in result.detail


def test_a_station_that_stays_silent(fake: FakeSteve, way: Way) -> None:
    fake.answer = Answer.SILENT
    fake.patience = 0.2
    assert start(fake, way, answer_timeout=0.4).outcome is CommandOutcome.NOT_ANSWERED
    assert len(fake.commands()) == 1


def test_a_station_that_takes_its_time(fake: FakeSteve, way: Way) -> None:
    fake.answer_delay = 0.15
    assert start(fake, way).outcome is CommandOutcome.ACCEPTED


def test_a_station_that_is_offline(fake: FakeSteve, way: Way) -> None:
    fake.online = False
    assert start(fake, way).outcome is CommandOutcome.STATION_OFFLINE
    assert stop(fake, way).outcome is CommandOutcome.STATION_OFFLINE


def test_a_station_whose_name_only_begins_alike_is_another(fake: FakeSteve, way: Way) -> None:
    fake.online = False
    fake.other_stations = ("MODE_01X", "XMODE_01", "mode_01")
    assert start(fake, way).outcome is CommandOutcome.STATION_OFFLINE


def test_a_tag_that_is_not_eligible(fake: FakeSteve, way: Way) -> None:
    assert start(fake, way, "NOPE").outcome is CommandOutcome.TAG_NOT_ELIGIBLE


def test_a_transaction_that_is_not_active(fake: FakeSteve, way: Way) -> None:
    assert stop(fake, way, 99999).outcome is CommandOutcome.NOT_ACTIVE


@pytest.mark.parametrize("transaction_id", [-1, 0, 2**31, 2**63 - 1])
def test_an_id_that_no_transaction_has_is_never_sent(
    fake: FakeSteve, way: Way, transaction_id: int
) -> None:
    assert stop(fake, way, transaction_id).outcome is CommandOutcome.NOT_ACTIVE
    assert fake.requests == []


def test_the_largest_transaction_id_is_sent(fake: FakeSteve, way: Way) -> None:
    fake.active_transactions = {2**31 - 1}
    assert stop(fake, way, 2**31 - 1).outcome is CommandOutcome.ACCEPTED


def test_a_wrong_password(fake: FakeSteve, way: Way) -> None:
    assert start(fake, way, password="wrong").outcome is CommandOutcome.UNAUTHORIZED
    assert fake.commands() == [] or way == "rest"


def test_a_wrong_user(fake: FakeSteve, way: Way) -> None:
    assert start(fake, way, user="somebody").outcome is CommandOutcome.UNAUTHORIZED


def test_no_user_at_all(fake: FakeSteve, way: Way) -> None:
    assert start(fake, way, user="", password="").outcome is CommandOutcome.UNAUTHORIZED


def test_an_answer_of_another_station_is_not_ours(fake: FakeSteve, way: Way) -> None:
    fake.answers_for = "MODE_02"
    result = start(fake, way, answer_timeout=0.4)
    assert result.outcome is CommandOutcome.UNKNOWN


@pytest.mark.parametrize("name", ["BÖX 1", 'A"B<C>&D', "%s{0}"])
def test_a_station_of_an_odd_name(fake: FakeSteve, way: Way, name: str) -> None:
    fake.charge_box_id = name
    assert start(fake, way).outcome is CommandOutcome.ACCEPTED


def test_a_steve_under_another_context(way: Way) -> None:
    with FakeSteve(context="/charging/steve") as fake:
        assert start(fake, way, base_url=fake.base_url + "/").outcome is CommandOutcome.ACCEPTED


def test_a_steve_without_a_context(way: Way) -> None:
    with FakeSteve(context="") as fake:
        assert start(fake, way).outcome is CommandOutcome.ACCEPTED
