"""A START from the tap to its transaction."""

from dataclasses import replace

import pytest

from kiosk.domain.attempts import StartAttempt
from kiosk.domain.charge import ChargeLog
from kiosk.domain.commands import (
    CommandOutcome,
    Effect,
    ForgetStartIntent,
    KeepStartIntent,
    RemoteStart,
    StartIntent,
)
from kiosk.domain.goal import Goal
from kiosk.domain.observation import ConnectorObservation, TransactionRecord
from kiosk.domain.rules import SessionRules
from kiosk.domain.snapshot import Notice
from kiosk.domain.starting import Starting
from kiosk.domain.status import order_statuses
from kiosk.domain.vendor import VehicleInfo
from tests.unit.domain.rows import NOON, at, status, transaction

INFO = VehicleInfo(soc=60.0, max_current=25.0, voltage=76.0, temperature=26.0)
INTENT = StartIntent(1, 90, NOON, 129, start_soc=60.0, max_current=25.0)


def charge(record: TransactionRecord | None = None) -> ChargeLog:
    log = ChargeLog()
    history = order_statuses([status("Charging")], NOON)
    log.take(ConnectorObservation(1, transaction=record), history, NOON)
    return log


def follow(
    starting: Starting,
    record: TransactionRecord | None = None,
    *,
    now: float = 1.0,
    plugged: bool = True,
) -> tuple[Effect, ...]:
    """Read at ``now`` seconds after the tap, which was at 100 on the monotonic clock."""
    return starting.follow(charge(record), plugged=plugged, now=at(now), at=100.0 + now)


def outcome(starting: Starting) -> tuple[StartAttempt | None, Notice | None]:
    """What is awaited, and what is told."""
    return starting.attempt, starting.notice


@pytest.fixture
def idle() -> Starting:
    return Starting(1, SessionRules(id_tag="KIOSK01"))


@pytest.fixture
def begun(idle: Starting) -> Starting:
    idle.begin(INFO, Goal(90), None, NOON, 129, 100.0)
    return idle


def test_the_intent_is_kept_before_the_command_goes_out(idle: Starting) -> None:
    assert idle.begin(INFO, Goal(90), None, NOON, 129, 100.0) == (
        KeepStartIntent(INTENT),
        RemoteStart(1),
    )
    assert idle.attempt is not None


def test_without_a_tap_nothing_is_followed(idle: Starting) -> None:
    assert follow(idle, transaction()) == ()
    idle.finished(CommandOutcome.ACCEPTED, 100.0)
    assert outcome(idle) == (None, None)


def test_its_transaction_is_attached_once(begun: Starting) -> None:
    own = replace(INTENT, transaction_id=130)
    assert follow(begun, transaction()) == (KeepStartIntent(own),)
    assert follow(begun, transaction()) == ()
    assert begun.intent_of(130) == own
    assert begun.intent_of(131) is None
    assert begun.attempt is None


def test_the_transaction_may_be_there_before_the_answer(begun: Starting) -> None:
    follow(begun, transaction())
    begun.finished(CommandOutcome.NOT_ANSWERED, 130.0)
    assert outcome(begun) == (None, None)
    assert begun.intent_of(130) is not None


def test_an_older_transaction_is_not_its_own(begun: Starting) -> None:
    """evcc#33909: a stale one must not pass for what follows."""
    assert follow(begun, transaction(129)) == ()
    assert begun.attempt is not None


@pytest.mark.parametrize("tag", ["kiosk01", "KIOSK01", "Kiosk01"])
def test_tags_know_no_case(begun: Starting, tag: str) -> None:
    follow(begun, transaction(id_tag=tag))
    assert begun.intent_of(130) is not None


@pytest.mark.parametrize(
    "other", [transaction(id_tag="CARD0001"), transaction(started=at(-61))], ids=["card", "old"]
)
def test_a_transaction_of_somebody_else_takes_no_target(
    begun: Starting, other: TransactionRecord
) -> None:
    """F20."""
    assert follow(begun, other) == (ForgetStartIntent(1),)
    assert (begun.intent, begun.attempt, begun.notice) == (None, None, None)


def test_clocks_may_differ(begun: Starting) -> None:
    follow(begun, transaction(started=at(-60)))
    assert begun.intent_of(130) is not None


def test_a_refusal_ends_it_and_the_next_tap_takes_it_back(begun: Starting) -> None:
    begun.finished(CommandOutcome.REJECTED, 101.0)
    assert outcome(begun) == (None, Notice.START_REJECTED)
    begun.begin(INFO, Goal(100), None, at(5), 129, 105.0)
    assert outcome(begun)[0] is not None
    assert outcome(begun)[1] is None


def test_accepted_and_nothing_follows(begun: Starting) -> None:
    """F18."""
    begun.finished(CommandOutcome.ACCEPTED, 101.0)
    assert follow(begun, now=60) == ()
    assert outcome(begun)[0] is not None
    follow(begun, now=61)
    assert outcome(begun) == (None, Notice.START_NOT_FOLLOWED)


def test_a_transaction_that_follows_after_all_takes_the_notice_back(begun: Starting) -> None:
    """F7."""
    begun.finished(CommandOutcome.UNKNOWN, 101.0)
    follow(begun, now=10)
    assert outcome(begun) == (None, Notice.START_NOT_ANSWERED)
    follow(begun, transaction(started=at(20)), now=21)
    assert outcome(begun) == (None, None)
    assert begun.intent_of(130) is not None


def test_when_the_rider_has_left_nobody_waits(begun: Starting) -> None:
    begun.finished(CommandOutcome.ACCEPTED, 101.0)
    follow(begun, now=5, plugged=False)
    assert outcome(begun) == (None, None)
    assert follow(begun, now=6, plugged=False) == (ForgetStartIntent(1),)
    assert begun.intent is None


def test_an_unplugged_cable_does_not_end_what_is_not_yet_answered(begun: Starting) -> None:
    follow(begun, now=5, plugged=False)
    assert begun.attempt is not None


def test_a_failed_start_is_remembered_while_the_cable_is_in(begun: Starting) -> None:
    begun.finished(CommandOutcome.NOT_ANSWERED, 101.0)
    follow(begun, now=10)
    assert follow(begun, now=11) == ()
    assert begun.intent == INTENT


class TestAfterARestart:
    """F21."""

    def test_a_start_whose_outcome_nobody_knows_waits_for_its_transaction(
        self, idle: Starting
    ) -> None:
        idle.restore(INTENT, 100.0)
        assert idle.attempt is not None
        follow(idle, transaction(), now=5)
        assert idle.intent_of(130) is not None

    def test_an_old_one_is_not_waited_for(self, idle: Starting) -> None:
        idle.restore(INTENT, 100.0)
        idle.follow(charge(), plugged=True, now=at(121), at=101.0)
        assert outcome(idle) == (None, None)

    def test_a_transaction_that_is_known_is_not_waited_for(self, idle: Starting) -> None:
        idle.restore(replace(INTENT, transaction_id=130), 100.0)
        assert idle.attempt is None
        assert idle.intent_of(130) is not None

    def test_there_may_be_none(self, idle: Starting) -> None:
        idle.restore(None, 100.0)
        assert (idle.attempt, idle.intent) == (None, None)


class TestStop:
    def test_the_wish_to_stop_is_kept_once(self, begun: Starting) -> None:
        follow(begun, transaction())
        wished = replace(INTENT, transaction_id=130, stop_requested=True)
        assert begun.note_stop(130) == (KeepStartIntent(wished),)
        assert begun.note_stop(130) == ()

    def test_of_another_transaction_there_is_nothing_to_keep(self, begun: Starting) -> None:
        assert begun.note_stop(130) == ()
        follow(begun, transaction())
        assert begun.note_stop(131) == ()
