import pytest

from kiosk.domain.attempts import LONGEST_COMMAND, UNKNOWN_GRACE, StartAttempt, StopAttempt
from kiosk.domain.commands import CommandOutcome
from kiosk.domain.snapshot import EndedBy, Notice

TIMEOUT = 60.0
SLOW = 30.0

decided = {
    CommandOutcome.REJECTED: Notice.START_REJECTED,
    CommandOutcome.STATION_ERROR: Notice.START_ERROR,
    CommandOutcome.STATION_OFFLINE: Notice.STATION_OFFLINE,
    CommandOutcome.TAG_NOT_ELIGIBLE: Notice.TAG_NOT_ACCEPTED,
    CommandOutcome.NOT_ACTIVE: Notice.CENTRAL_SYSTEM_ERROR,
    CommandOutcome.UNAUTHORIZED: Notice.NOT_SET_UP,
    CommandOutcome.NO_SUCH_INTERFACE: Notice.NOT_SET_UP,
    CommandOutcome.SERVER_ERROR: Notice.CENTRAL_SYSTEM_ERROR,
    CommandOutcome.UNREACHABLE: Notice.CENTRAL_SYSTEM_UNREACHABLE,
}
stopping = {
    CommandOutcome.REJECTED: Notice.STOP_REJECTED,
    CommandOutcome.STATION_ERROR: Notice.STOP_REJECTED,
    CommandOutcome.NOT_ANSWERED: Notice.STOP_UNANSWERED,
    CommandOutcome.UNKNOWN: Notice.STOP_UNANSWERED,
    CommandOutcome.STATION_OFFLINE: Notice.STATION_OFFLINE,
    CommandOutcome.UNAUTHORIZED: Notice.NOT_SET_UP,
    CommandOutcome.NO_SUCH_INTERFACE: Notice.NOT_SET_UP,
    CommandOutcome.SERVER_ERROR: Notice.CENTRAL_SYSTEM_ERROR,
    CommandOutcome.UNREACHABLE: Notice.CENTRAL_SYSTEM_UNREACHABLE,
}


def answered(outcome: CommandOutcome, at: float = 105.0) -> StartAttempt:
    attempt = StartAttempt(pressed=100.0)
    attempt.finished(outcome, at)
    return attempt


class TestStart:
    @pytest.mark.parametrize("outcome", CommandOutcome)
    def test_every_outcome_is_decided_in_the_end(self, outcome: CommandOutcome) -> None:
        assert answered(outcome).failure(100_000.0, TIMEOUT) is not None

    @pytest.mark.parametrize(("outcome", "notice"), decided.items())
    def test_a_refusal_is_told_at_once(self, outcome: CommandOutcome, notice: Notice) -> None:
        assert answered(outcome).failure(105.0, TIMEOUT) is notice

    def test_accepted_waits_for_its_transaction(self) -> None:
        """F18."""
        attempt = answered(CommandOutcome.ACCEPTED)
        assert attempt.failure(164.9, TIMEOUT) is None
        assert attempt.failure(165.0, TIMEOUT) is Notice.START_NOT_FOLLOWED

    @pytest.mark.parametrize("outcome", [CommandOutcome.NOT_ANSWERED, CommandOutcome.UNKNOWN])
    def test_an_unknown_outcome_is_decided_by_the_database(self, outcome: CommandOutcome) -> None:
        """F7."""
        attempt = answered(outcome, at=130.0)
        assert attempt.failure(130.0, TIMEOUT) is None
        assert attempt.failure(130.0 + UNKNOWN_GRACE, TIMEOUT) is Notice.START_NOT_ANSWERED

    @pytest.mark.parametrize("timeout", [10.0, 300.0])
    def test_a_command_that_never_comes_back_is_given_up(self, timeout: float) -> None:
        attempt, limit = StartAttempt(pressed=100.0), 100.0 + max(timeout, LONGEST_COMMAND)
        assert attempt.failure(limit - 0.1, timeout) is None
        assert attempt.failure(limit, timeout) is Notice.START_NOT_ANSWERED


class TestStop:
    @pytest.fixture
    def stop(self) -> StopAttempt:
        return StopAttempt(130, EndedBy.RIDER, asked=100.0)

    def test_it_goes_out_at_once_and_never_twice_at_a_time(self, stop: StopAttempt) -> None:
        assert stop.due(100.0)
        stop.send(100.0)
        assert not stop.due(100.0)
        assert not stop.due(100.0 + LONGEST_COMMAND - 0.1)

    def test_what_never_came_back_is_sent_again(self, stop: StopAttempt) -> None:
        stop.send(100.0)
        assert stop.due(100.0 + LONGEST_COMMAND)

    @pytest.mark.parametrize("outcome", CommandOutcome)
    def test_it_is_repeated_for_ever_whatever_comes_back(
        self, stop: StopAttempt, outcome: CommandOutcome
    ) -> None:
        at = 100.0
        for _ in range(10):
            assert stop.due(at)
            stop.send(at)
            stop.finished(outcome, at)
            assert not stop.due(at)
            at += 60.0

    def test_the_pauses_grow_to_a_bound(self, stop: StopAttempt) -> None:
        pauses = []
        for _ in range(6):
            stop.finished(CommandOutcome.ACCEPTED, 100.0)
            pauses.append(stop.due_at - 100.0)
        assert pauses == [5, 10, 20, 30, 30, 30]

    @pytest.mark.parametrize(
        "outcome", [CommandOutcome.UNAUTHORIZED, CommandOutcome.NO_SUCH_INTERFACE]
    )
    def test_what_only_a_person_can_mend_brings_no_storm(
        self, stop: StopAttempt, outcome: CommandOutcome
    ) -> None:
        """F5."""
        stop.finished(outcome, 100.0)
        assert not stop.due(159.9)
        assert stop.due(160.0)

    @pytest.mark.parametrize(("outcome", "notice"), stopping.items())
    def test_what_went_wrong_is_told_at_once(
        self, stop: StopAttempt, outcome: CommandOutcome, notice: Notice
    ) -> None:
        stop.finished(outcome, 101.0)
        assert stop.notice(101.0, SLOW) is notice

    @pytest.mark.parametrize(
        "outcome", [outcome for outcome in CommandOutcome if outcome not in stopping]
    )
    def test_otherwise_it_is_told_when_it_takes_too_long(
        self, stop: StopAttempt, outcome: CommandOutcome
    ) -> None:
        """F17."""
        stop.finished(outcome, 101.0)
        assert stop.notice(129.9, SLOW) is None
        assert stop.notice(130.0, SLOW) is Notice.STOP_SLOW

    def test_also_while_its_answer_is_awaited(self, stop: StopAttempt) -> None:
        stop.send(100.0)
        assert stop.notice(129.9, SLOW) is None
        assert stop.notice(130.0, SLOW) is Notice.STOP_SLOW
