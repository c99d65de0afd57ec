from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ocpp import (
    PLUGGED_STATUSES,
    ChargePointErrorCode,
    ChargePointStatus,
    Measurand,
    StopReason,
    lookup,
)

VOCABULARIES = (ChargePointErrorCode, ChargePointStatus, Measurand, StopReason)


def test_the_specifications_counts() -> None:
    assert (len(ChargePointStatus), len(ChargePointErrorCode), len(StopReason)) == (9, 16, 11)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_word_is_found_as_the_specification_spells_it(vocabulary: type[StrEnum]) -> None:
    for member in vocabulary:
        assert lookup(vocabulary, member.value) is member
        assert lookup(vocabulary, member.value.upper() + "!") is None


@given(st.none() | st.text())
def test_any_other_word_is_unknown_and_no_failure(word: str | None) -> None:
    for vocabulary in VOCABULARIES:
        member = lookup(vocabulary, word)
        assert member is None or member.value == word


def test_a_member_name_is_no_word_of_the_specification() -> None:
    assert lookup(ChargePointStatus, "SUSPENDED_EV") is None
    assert lookup(ChargePointErrorCode, "Error") is None


def test_a_cable_is_in_exactly_while_a_session_goes_on() -> None:
    out = set(ChargePointStatus) - PLUGGED_STATUSES
    assert out == {
        ChargePointStatus.AVAILABLE,
        ChargePointStatus.RESERVED,
        ChargePointStatus.UNAVAILABLE,
        ChargePointStatus.FAULTED,
    }
