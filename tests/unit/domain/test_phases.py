"""The phase table over every combination of facts."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from kiosk.domain.ocpp import ChargePointStatus
from kiosk.domain.phases import PHASE_TABLE, Charge, Facts, rule_for
from kiosk.domain.snapshot import OutOfServiceReason, SessionPhase

CALM = Facts(
    read=True,
    status=ChargePointStatus.PREPARING,
    service=None,
    charge=Charge.NONE,
    start_pending=False,
    stop_wanted=False,
    spent=False,
    link_down=False,
)
BOTH = (True, False)


def all_facts() -> Iterator[Facts]:
    for facts in product(
        BOTH, (None, *ChargePointStatus), (None, *OutOfServiceReason), Charge, *[BOTH] * 4
    ):
        yield Facts(*facts)


def phase(**changes: object) -> SessionPhase:
    return rule_for(replace(CALM, **changes)).session_phase  # type: ignore[arg-type]


def test_any_facts_give_the_first_row_that_holds() -> None:
    for facts in all_facts():
        holding = [rule for rule in PHASE_TABLE if rule.holds(facts)]
        assert rule_for(facts) is holding[0]


def test_no_row_is_dead_and_no_phase_out_of_reach() -> None:
    deciding = {id(rule_for(facts)) for facts in all_facts()}
    assert deciding == {id(rule) for rule in PHASE_TABLE}
    assert {rule.session_phase for rule in PHASE_TABLE} == set(SessionPhase)


def test_each_row_says_why_in_words_of_its_own() -> None:
    assert len({rule.why for rule in PHASE_TABLE}) == len(PHASE_TABLE)


def test_the_phase_tells_what_must_be_true() -> None:
    """What each screen relies on, whatever else is the case."""
    for facts in all_facts():
        match rule_for(facts).session_phase:
            case SessionPhase.CONNECTING:
                assert not facts.read
            case SessionPhase.OUT_OF_SERVICE:
                assert facts.service is not None or (
                    facts.link_down and facts.charge is Charge.NONE
                )
            case SessionPhase.STOPPING:
                assert facts.charge is Charge.OPEN
                assert facts.stop_wanted
            case SessionPhase.CHARGING:
                assert facts.charge is Charge.OPEN
                assert not facts.stop_wanted
            case SessionPhase.STARTING:
                assert facts.start_pending
                assert facts.charge is not Charge.OPEN
            case SessionPhase.COMPLETE:
                assert facts.charge is Charge.ENDED
            case SessionPhase.RESERVED:
                assert facts.status is ChargePointStatus.RESERVED
            case SessionPhase.UNPLUG:
                assert facts.spent or facts.status is ChargePointStatus.FINISHING
            case SessionPhase.AVAILABLE:
                assert facts.status is ChargePointStatus.AVAILABLE
            case SessionPhase.PREPARING:
                assert facts == replace(CALM, status=facts.status, stop_wanted=facts.stop_wanted)


def test_start_is_never_offered_over_an_open_transaction() -> None:
    """F20."""
    for facts in all_facts():
        if facts.charge is Charge.OPEN:
            assert rule_for(facts).session_phase not in {
                SessionPhase.PREPARING,
                SessionPhase.STARTING,
                SessionPhase.AVAILABLE,
            }


def test_an_open_transaction_shows_by_any_status_and_without_the_link() -> None:
    for status, pending, spent, down in product((None, *ChargePointStatus), BOTH, BOTH, BOTH):
        facts = {"status": status, "start_pending": pending, "spent": spent, "link_down": down}
        assert phase(charge=Charge.OPEN, **facts) is SessionPhase.CHARGING
        assert phase(charge=Charge.OPEN, stop_wanted=True, **facts) is SessionPhase.STOPPING


def test_a_wish_to_stop_what_is_closed_is_over() -> None:
    assert phase(charge=Charge.ENDED, stop_wanted=True) is SessionPhase.COMPLETE
    assert phase(stop_wanted=True) is SessionPhase.PREPARING


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (ChargePointStatus.AVAILABLE, SessionPhase.AVAILABLE),
        (ChargePointStatus.PREPARING, SessionPhase.PREPARING),
        (ChargePointStatus.CHARGING, SessionPhase.PREPARING),
        (ChargePointStatus.SUSPENDED_EV, SessionPhase.PREPARING),
        (ChargePointStatus.SUSPENDED_EVSE, SessionPhase.PREPARING),
        (ChargePointStatus.FINISHING, SessionPhase.UNPLUG),
        (ChargePointStatus.RESERVED, SessionPhase.RESERVED),
    ],
)
def test_without_a_charge_the_status_decides(
    status: ChargePointStatus, expected: SessionPhase
) -> None:
    """F9."""
    assert phase(status=status) is expected


def test_a_spent_stay_is_not_offered_another_charge() -> None:
    assert phase(spent=True) is SessionPhase.UNPLUG


def test_a_lost_link_outweighs_the_status_but_not_a_summary() -> None:
    assert phase(link_down=True, status=ChargePointStatus.RESERVED) is SessionPhase.OUT_OF_SERVICE
    assert phase(link_down=True, charge=Charge.ENDED) is SessionPhase.COMPLETE
