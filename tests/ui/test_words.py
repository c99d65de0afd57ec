"""Everything the domain can name has words of its own, and none of them is a code."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum

import pytest

from kiosk.domain.ocpp import ChargePointErrorCode, StopReason
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    EndedBy,
    Limit,
    LimitKind,
    Notice,
    OutOfServiceReason,
    PausedReason,
    PowerReason,
    SessionPhase,
    VehicleInfoState,
)
from tests.ui.snapshots import CHARGING, SUMMARY, faulted
from ui import fault_words, words
from ui.fault_words import FaultClass
from ui.reason import reason

TEN_MINUTES = Limit(LimitKind.MINUTES, Decimal(10))


def _is_plain(*sentences: str) -> bool:
    codes = {
        member.value
        for kind in (ChargePointErrorCode, StopReason, Notice, OutOfServiceReason, PausedReason)
        for member in kind
        if "_" in member.value or any(letter.isupper() for letter in member.value[1:])
    }
    return all(sentence and not any(code in sentence for code in codes) for sentence in sentences)


def _different(said: Sequence[object]) -> bool:
    return len(set(said)) == len(said)


def test_every_notice_has_its_own_words() -> None:
    said = [words.notice(notice) for notice in Notice]
    assert all(_is_plain(*sentences) for sentences in said)
    assert _different(said)


def test_every_reason_for_being_out_of_service_has_its_own_words() -> None:
    said = [fault_words.reason_words(reason) for reason in OutOfServiceReason]
    assert all(_is_plain(one.headline, one.happened, one.advice) for one in said)
    assert _different([one.happened for one in said])


@pytest.mark.parametrize("waited", [0.0, 12.0, 60.0])
def test_every_state_of_the_vehicle_has_words(waited: float) -> None:
    for state in VehicleInfoState:
        headline, sentences = words.vehicle_info(state, waited)
        assert _is_plain(headline, *sentences)


def test_words_change_while_one_waits_for_the_vehicle() -> None:
    said = [words.vehicle_info(VehicleInfoState.AWAITED, waited)[1] for waited in (1, 12, 40)]
    assert _different(list(said))


def test_stale_data_says_to_reconnect() -> None:
    headline, sentences = words.vehicle_info(VehicleInfoState.STALE, 0)
    assert headline == "Stale data"
    assert sentences[0] == "Please reconnect your vehicle."


def test_every_pause_has_its_own_words() -> None:
    assert _different([words.paused(reason) for reason in PausedReason])
    assert all(_is_plain(*words.paused(reason)) for reason in PausedReason)


@pytest.mark.parametrize("ended_by", EndedBy)
@pytest.mark.parametrize("target", [90, None])
def test_every_end_has_words(ended_by: EndedBy, target: int | None) -> None:
    assert _is_plain(words.ended(replace(SUMMARY, ended_by=ended_by, target=target)))


def test_every_stop_reason_has_words() -> None:
    assert all(_is_plain(words.stop_reason(reason)) for reason in (*StopReason, None))


@pytest.mark.parametrize("code", ChargePointErrorCode)
def test_every_error_code_has_words_and_at_most_its_mrec_number(code: ChargePointErrorCode) -> None:
    said = fault_words.out_of_service(faulted(code))
    assert _is_plain(said.headline, said.happened, said.advice)
    assert said.code == "" or said.code.startswith("CX00")


@pytest.mark.parametrize(
    "code",
    [
        ChargePointErrorCode.GROUND_FAILURE,
        ChargePointErrorCode.OVER_CURRENT_FAILURE,
        ChargePointErrorCode.OVER_VOLTAGE,
        ChargePointErrorCode.POWER_SWITCH_FAILURE,
    ],
)
def test_a_danger_is_called_one(code: ChargePointErrorCode) -> None:
    said = fault_words.out_of_service(faulted(code))
    assert said.fault_class is FaultClass.SAFETY
    assert "call us" in said.advice


@pytest.mark.parametrize(
    ("vendor_code", "expected"),
    [
        ("A012", FaultClass.RIDER),
        ("F034", FaultClass.SAFETY),
        ("X1", FaultClass.TECHNICIAN),
        (None, FaultClass.TECHNICIAN),
    ],
)
def test_a_vendor_code_tells_who_can_help(vendor_code: str | None, expected: FaultClass) -> None:
    said = fault_words.out_of_service(faulted(ChargePointErrorCode.OTHER_ERROR, vendor_code))
    assert said.fault_class is expected
    assert said.code == (vendor_code or "")


def test_every_phase_has_a_state_for_the_strip() -> None:
    for phase in SessionPhase:
        assert all(words.connector_states(ConnectorSnapshot(1, phase)))


@pytest.mark.parametrize("why", PowerReason)
@pytest.mark.parametrize("age", [None, 3.0, 40.0, 4000.0])
@pytest.mark.parametrize("target", [None, 80, 90, 100])
@pytest.mark.parametrize("paused", [None, *PausedReason])
def test_a_charge_is_never_without_a_reason(
    why: PowerReason, age: float | None, target: int | None, paused: PausedReason | None
) -> None:
    charging = replace(CHARGING, reason=why, age=age, target=target, paused=paused)
    said = reason(charging)
    assert 1 <= len(said) <= 2
    assert _is_plain(*said)


def test_every_reason_has_its_own_words() -> None:
    assert _different([reason(replace(CHARGING, reason=why)) for why in PowerReason
                       if why is not PowerReason.NOT_READABLE])  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "limit", "said"),
    [
        ({}, None, "Full power. Slower near 90 %, to protect the battery."),
        ({"target": 80}, None, "Full power."),
        ({"target": None}, None, "Full power."),
        ({"target": 100}, None, "Full power. At the end your vehicle stops by itself."),
        ({"target": 100}, TEN_MINUTES, "Full power. It stops by itself at your limit."),
        ({"reason": PowerReason.OLD, "age": 40.0}, None,
         "Last seen 40 s ago. Charging may still go on."),
    ],
)  # fmt: skip
def test_the_reason_line_says_what_comes(
    fields: dict[str, object], limit: Limit | None, said: str
) -> None:
    charging = replace(CHARGING, **fields)  # type: ignore[arg-type]
    assert " ".join(reason(charging, limit)).replace("\N{NO-BREAK SPACE}", " ") == said


def test_every_enum_was_thought_of() -> None:
    # A new kind in the domain belongs into a test above.
    import kiosk.domain.snapshot as domain

    known = {
        "SessionPhase", "VehicleInfoState", "PausedReason", "OutOfServiceReason", "Notice",
        "SummarySource", "EndedBy", "LimitKind", "Refusal", "Printing", "PowerReason",
    }  # fmt: skip
    found = {
        name for name, kind in vars(domain).items()
        if isinstance(kind, type) and issubclass(kind, Enum)
        and kind.__module__ == domain.__name__
    }  # fmt: skip
    assert found == known
