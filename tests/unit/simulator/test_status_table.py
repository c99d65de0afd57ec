"""The oracle itself: what OCPP 1.6 section 4.9 has, no more and no less."""

import pytest

from kiosk.adapters.simulator.status_table import (
    TRANSITIONS,
    ForbiddenTransitionError,
    transition,
)
from kiosk.domain.ocpp import ChargePointStatus


def test_has_the_specifications_53_transitions() -> None:
    assert len(TRANSITIONS) == 53
    assert len(set(TRANSITIONS.values())) == 53


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("Available", "Preparing", "A2"),
        ("Preparing", "Charging", "B3"),
        ("Charging", "SuspendedEV", "C4"),
        ("SuspendedEV", "SuspendedEVSE", "D5"),
        ("SuspendedEVSE", "Finishing", "E6"),
        ("Finishing", "Preparing", "F2"),
        ("Reserved", "Preparing", "G2"),
        ("Unavailable", "Faulted", "H9"),
        ("Faulted", "Reserved", "I7"),
    ],
)
def test_names_a_transition(before: str, after: str, name: str) -> None:
    assert transition(ChargePointStatus(before), ChargePointStatus(after)) == name


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Available", "Finishing"),
        ("Charging", "Preparing"),
        ("Finishing", "Charging"),
        ("Preparing", "Reserved"),
        ("Preparing", "Unavailable"),
        ("Charging", "Charging"),
    ],
)
def test_refuses_what_is_not_in_the_table(before: str, after: str) -> None:
    with pytest.raises(ForbiddenTransitionError):
        transition(ChargePointStatus(before), ChargePointStatus(after))
