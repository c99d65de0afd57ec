import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Malformed
from kiosk.domain.vendor import (
    MAX_DATA_CHARACTERS,
    SessionSummary,
    VehicleInfo,
    parse_session_summary,
    parse_vehicle_info,
)
from tests.unit.domain.rows import SUMMARY_SAID, VEHICLE_SAID

Parser = Callable[[Any], VehicleInfo | SessionSummary]
PARSERS: tuple[Parser, ...] = (parse_vehicle_info, parse_session_summary)

numbers = st.integers() | st.floats() | st.just(10**400)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
nearly_messages = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys((*VEHICLE_SAID, *SUMMARY_SAID), json_values),
)


def outcome(parse: Parser, data: Any) -> VehicleInfo | SessionSummary | Malformed:
    try:
        return parse(data)
    except Malformed as error:
        return error


def test_the_two_messages_as_the_vendor_sends_them() -> None:
    assert parse_vehicle_info(VEHICLE_SAID) == VehicleInfo(87.0, 2.0, 76.38, 26.6)
    assert parse_session_summary(SUMMARY_SAID) == SessionSummary(
        87.17667389, 3.387327194, 1.497583389
    )


def test_text_and_object_mean_the_same() -> None:
    assert parse_vehicle_info(json.dumps(VEHICLE_SAID)) == parse_vehicle_info(VEHICLE_SAID)
    assert parse_session_summary(json.dumps(SUMMARY_SAID)) == parse_session_summary(SUMMARY_SAID)


def test_members_that_it_does_not_know_are_passed_over() -> None:
    assert parse_vehicle_info({**VEHICLE_SAID, "firmware": "<b>1</b>"}).soc == 87.0


@pytest.mark.parametrize("parse", PARSERS)
@given(data=st.text() | json_values | nearly_messages | nearly_messages.map(json.dumps))
def test_whatever_comes_gives_a_plausible_message_or_malformed(parse: Parser, data: Any) -> None:
    match outcome(parse, data):
        case Malformed() as error:
            assert str(error).isprintable()
            assert len(str(error)) < 200
        case VehicleInfo() as info:
            assert 0 <= info.soc <= 100
        case SessionSummary() as summary:
            assert 0 <= summary.final_soc <= 100


@pytest.mark.parametrize(
    "text",
    [
        "",
        '{"soc": 87.0, "maxCurr',
        '{"soc": 87.0} and more',
        "[" * 8_000,
        '{"soc":' * 1_000,
        "[" * 100_000,
        "x" * 1_000_000,
        '"\ud800"',
        "null",
        "87",
        "[]",
        '"{}"',
    ],
    ids=lambda text: text[:10],
)
@pytest.mark.parametrize("parse", PARSERS)
def test_what_is_no_json_object_is_malformed(parse: Parser, text: str) -> None:
    with pytest.raises(Malformed):
        parse(text)


@pytest.mark.parametrize(
    "soc",
    [
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "-1e999",
        "9" * 5000,
        "1_0",
        "١٢",
        "65535",
        "-0.1",
        "100.01",
        "null",
        "true",
        '"87"',
        "[87]",
        "{}",
        "0x57",
        "087",
    ],
    ids=lambda soc: soc[:10],
)
def test_a_state_of_charge_that_is_no_share_of_100_is_malformed(soc: str) -> None:
    with pytest.raises(Malformed):
        parse_vehicle_info(f'{{"soc": {soc}, "maxCurrent": 2, "voltage": 76, "temperature": 20}}')


@pytest.mark.parametrize("soc", [float("nan"), float("inf"), 10**4_000, True, "87", None, b"87"])
def test_the_same_in_an_object_is_malformed_too(soc: Any) -> None:
    with pytest.raises(Malformed, match="soc is"):
        parse_vehicle_info({**VEHICLE_SAID, "soc": soc})


@pytest.mark.parametrize("name", VEHICLE_SAID)
def test_a_member_that_lacks_is_named(name: str) -> None:
    rest = {key: value for key, value in VEHICLE_SAID.items() if key != name}
    with pytest.raises(Malformed, match=f"{name} is missing"):
        parse_vehicle_info(rest)


def test_of_a_member_that_is_said_twice_the_last_counts() -> None:
    said_twice = json.dumps(VEHICLE_SAID).replace('"soc"', '"soc": 3, "soc"')
    assert parse_vehicle_info(said_twice).soc == 87.0


def test_a_lone_surrogate_does_not_reach_the_message_or_its_error() -> None:
    assert parse_vehicle_info('{"x": "\\ud800", ' + json.dumps(VEHICLE_SAID)[1:]).soc == 87.0
    with pytest.raises(Malformed) as error:
        parse_vehicle_info('{"soc": "\\ud800"}')
    str(error.value).encode()


@pytest.mark.parametrize("value", [0, 100])
def test_the_bounds_belong_to_the_range(value: int) -> None:
    assert parse_vehicle_info({**VEHICLE_SAID, "soc": value}).soc == value


def test_a_text_of_the_greatest_length_is_still_read() -> None:
    text = json.dumps(VEHICLE_SAID)
    assert parse_vehicle_info(text.ljust(MAX_DATA_CHARACTERS)).soc == 87.0
    with pytest.raises(Malformed, match="too long"):
        parse_vehicle_info(text.ljust(MAX_DATA_CHARACTERS + 1))
