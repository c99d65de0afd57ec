"""Receipt numbers and tax numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.gstin import is_gstin
from kiosk.domain.serial import (
    MAX_NUMBER,
    Serial,
    financial_year,
    is_prefix,
    is_serial,
    prefix_for,
)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 1, 21), 2025),
        (date(2026, 3, 31), 2025),
        (date(2026, 4, 1), 2026),
        (date(2026, 12, 31), 2026),
    ],
)
def test_the_financial_year_begins_in_april(day: date, year: int) -> None:
    assert financial_year(day) == year


def test_a_number_looks_as_in_the_mock_up() -> None:
    assert str(Serial("RM01", 2025, 131)) == "RM01-2526-00131"
    assert str(Serial("RM01", 2099, 1, series=1)) == "RM01B-9900-00001"


_serials = st.builds(
    Serial,
    st.from_regex(r"[A-Z0-9]{4}", fullmatch=True).filter(str.isascii),
    st.integers(2000, 2098),
    st.integers(1, MAX_NUMBER),
    st.integers(0, 25),
)


@given(_serials, _serials)
def test_numbers_keep_to_rule_46_and_differ(one: Serial, other: Serial) -> None:
    assert len(str(one)) <= 16
    assert set(str(one)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/")
    assert is_serial(str(one))
    assert (str(one) == str(other)) == (one == other)


@pytest.mark.parametrize(
    ("prefix", "number", "series"),
    [("RM1", 1, 0), ("rm01", 1, 0), ("RM01", 0, 0), ("RM01", 100_000, 0), ("RM01", 1, 26)],
)
def test_what_is_no_number_is_refused(prefix: str, number: int, series: int) -> None:
    with pytest.raises(ValueError, match="prefix"):
        Serial(prefix, 2025, number, series)


@pytest.mark.parametrize(
    "text", ["", "RM01-2527-00001", "RM01A-2526-00001", "RM01-2526-0001", "RM01-2526-00001\n"]
)
def test_what_is_no_serial_is_none(text: str) -> None:
    assert not is_serial(text)


def test_a_prefix_has_four_characters() -> None:
    assert is_prefix("RM01")
    assert not is_prefix("RM01B")


@pytest.mark.parametrize("text", ["27AAPFU0939F1ZV", "29AAGCB7383J1Z4", "24AAACC1206D1ZM"])
def test_a_gstin_is_known(text: str) -> None:
    assert is_gstin(text)


@pytest.mark.parametrize("text", ["", "27AAPFU0939F1Z", "27AAPFU0939F1ZVX", "27aapfu0939f1zv"])
def test_what_has_not_its_form_is_none(text: str) -> None:
    assert not is_gstin(text)


@given(st.integers(0, 14), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_one_wrong_character_is_noticed(place: int, character: str) -> None:
    right = "27AAPFU0939F1ZV"
    changed = right[:place] + character + right[place + 1 :]
    assert is_gstin(changed) == (changed == right)


@pytest.mark.parametrize(
    ("charge_box_id", "prefix"),
    [("RIVOT_100A_01", "0A01"), ("cp-7", "KCP7"), ("", "KKKK"), ("ई-१", "KKKK")],
)
def test_a_kiosk_without_a_prefix_is_numbered_by_its_station(
    charge_box_id: str, prefix: str
) -> None:
    assert prefix_for(charge_box_id) == prefix
    assert is_prefix(prefix)
