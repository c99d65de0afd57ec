"""A receipt's text: all of it, read back exactly or not at all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.domain.errors import Malformed
from kiosk.domain.receipt import (
    MAX_TEXT,
    ChargingRecord,
    Receipt,
    ReceiptIssuer,
    Seller,
    parse_signed,
    receipt_to_text,
    signed,
)
from kiosk.domain.serial import Serial, is_serial
from kiosk.domain.snapshot import EndedBy, SummaryFigures, SummarySource
from kiosk.domain.tariff import Bill, Component, Tax, Usage, bill, make_price, price_to_text
from tests.unit.domain.test_tariff import GST, INDIA, PRICE, prices, usages

START = datetime(2026, 1, 21, 8, 42, 3, 999_999, tzinfo=UTC)
SUMMARY = SummaryFigures(
    transaction_id=130,
    started=START,
    ended=START + timedelta(minutes=61),
    start_soc=58.0,
    final_soc=90.0,
    soc_gain=32.0,
    energy_wh=731.4,
    duration=3660.0,
    average_power=719.0,
    range_added_km=25.9,
    model="Classic",
    source=SummarySource.VEHICLE,
    ended_by=EndedBy.TARGET_REACHED,
    stop_reason=None,
    target=90,
)
SELLER = Seller("RM01", "RivotMotors", "12 MG Road", "29ABCDE1234F1ZW", "998714", "Karnataka (29)")
ISSUER = ReceiptIssuer(SELLER, INDIA, lambda body: bytes(range(64)))
SERIAL = Serial("RM01", 2025, 131)
ISSUED = ISSUER.issue(SERIAL, SUMMARY, price_to_text(PRICE), 0.0, SUMMARY.ended)

BODY = """\
RivotMotors
12 MG Road
Tax invoice RM01-2526-00131
Issued 2026-01-21T15:13:03+0530
From 2026-01-21T14:12:03+0530
To 2026-01-21T15:13:03+0530
Transaction 130
Energy 0.731 kWh x 14.00 = 10.23
Session fee = 2.00
Taxable value 12.23
CGST 9% = 1.10
SGST 9% = 1.10
Total INR 14.43
SAC 998714 EV charging
Place of supply Karnataka (29)
GSTIN 29ABCDE1234F1ZW"""


def test_a_tax_invoice_states_what_rule_46_wants() -> None:
    assert ISSUED.text.rpartition("\n")[0] == BODY
    assert (ISSUED.serial, ISSUED.currency, str(ISSUED.total)) == (str(SERIAL), "INR", "14.43")


def test_without_a_gstin_it_is_a_receipt() -> None:
    price = make_price({Component.ENERGY: Decimal(14)})
    issuer = ReceiptIssuer(Seller("RM01", "RivotMotors"), INDIA, ISSUER.sign)
    text = issuer.issue(SERIAL, SUMMARY, price_to_text(price), 0.0, SUMMARY.ended).text
    assert "Receipt RM01-2526-00131" in text
    for word in ("invoice", "GST", "SAC", "supply"):
        assert word not in text
    assert parse_signed(text).receipt.title == "Receipt"


RECORD = """\
RivotMotors
12 MG Road
Charging record RM01-2526-00131
Issued 2026-01-21T15:13:03+0530
From 2026-01-21T14:12:03+0530
To 2026-01-21T15:13:03+0530
Transaction 130
Energy 0.731 kWh
Duration 61.00 min
State of charge 58.0% to 90.0%"""


def test_without_a_tariff_it_records_the_charge_and_tells_of_no_money() -> None:
    found = ISSUER.issue(SERIAL, SUMMARY, "", 60.0, SUMMARY.ended)
    assert found.text.rpartition("\n")[0] == RECORD
    assert (found.currency, found.total) == (None, None)
    receipt = parse_signed(found.text).receipt
    assert (receipt.title, receipt.bill) == ("Charging record", None)
    states = (Decimal("58.0"), Decimal("90.0"))
    assert receipt.record == ChargingRecord(Decimal("61.00"), Decimal("0.731"), states)


@pytest.mark.parametrize("soc", [(None, 90.0), (58.0, None), (None, None)])
def test_a_record_holds_what_was_measured(soc: tuple[float | None, float | None]) -> None:
    bare = replace(SUMMARY, energy_wh=None, start_soc=soc[0], final_soc=soc[1])
    text = ISSUER.issue(SERIAL, bare, "", 0.0, SUMMARY.ended).text
    assert parse_signed(text).receipt.record == ChargingRecord(Decimal("61.00"))


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("Duration 61.00 min\n", ""),
        ("Duration 61.00 min", "Duration 061.00 min"),
        ("Duration 61.00 min", "Duration 61.00 min\nTotal INR 0.00"),
        ("Charging record", "Receipt"),
        ("Energy 0.731 kWh\nDuration 61.00 min", "Duration 61.00 min\nEnergy 0.731 kWh"),
    ],
)
def test_what_is_no_record_is_malformed(part: str, other: str) -> None:
    text = ISSUER.issue(SERIAL, SUMMARY, "", 0.0, SUMMARY.ended).text
    with pytest.raises(Malformed):
        parse_signed(text.replace(part, other, 1))


def test_nothing_personal_stands_in_it() -> None:
    for word in ("KIOSK01", "58", "soc"):
        assert word not in ISSUED.text


def test_the_year_is_that_of_the_kiosks_own_midnight() -> None:
    eve = datetime(2026, 3, 31, 18, 29, tzinfo=UTC)
    assert ISSUER.financial_year(eve) == 2025
    assert ISSUER.financial_year(eve + timedelta(minutes=1)) == 2026


def test_it_is_read_back() -> None:
    found = parse_signed(ISSUED.text)
    assert found.body == BODY.encode()
    assert found.signature == bytes(range(64))
    assert found.receipt.bill == bill(PRICE, Usage(731.4, 3660.0))


@pytest.mark.parametrize("mangled", ["\n{}\n", "{}\n\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_ends_of_lines_do_not_matter(mangled: str, end: str) -> None:
    text = mangled.format(ISSUED.text).replace("\n", end)
    assert parse_signed(text) == parse_signed(ISSUED.text)


_words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=40)
_zones = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
_instants = st.builds(datetime.fromtimestamp, st.integers(10**9, 4 * 10**9), _zones)
_receipts = st.builds(
    Receipt,
    serial=st.builds(Serial, st.just("RM01"), st.integers(2000, 2098), st.integers(1, 99_999)).map(
        str
    ),
    seller=_words,
    address=st.just("") | _words,
    gstin=st.sampled_from(["", "29ABCDE1234F1ZW"]),
    sac=st.sampled_from(["", "998714"]),
    place_of_supply=st.just("") | _words,
    transaction_id=st.integers(0, 2**31),
    issued=_instants,
    started=_instants,
    ended=_instants,
    bill=st.none(),
)
_bills = st.builds(bill, prices, usages)
_figures = st.decimals(0, 10**6, places=3)
_states = st.decimals(0, 100, places=1)
_records = st.builds(
    ChargingRecord,
    st.decimals(0, 10**6, places=2),
    st.none() | _figures,
    st.none() | st.tuples(_states, _states),
)


@given(_receipts, _bills | _records, st.binary(min_size=64, max_size=64))
def test_every_receipt_comes_back_from_its_text(
    receipt: Receipt, content: Bill | ChargingRecord, signature: bytes
) -> None:
    if isinstance(content, Bill):
        receipt = replace(receipt, bill=content)
    else:
        receipt = replace(receipt, record=content)
    text = signed(receipt_to_text(receipt), signature)
    assume(len(text) <= MAX_TEXT)
    found = parse_signed(text)
    assert found.receipt == receipt
    assert found.signature == signature


@given(st.integers(0, len(ISSUED.text) - 1), st.characters())
def test_a_changed_character_changes_what_is_verified(place: int, character: str) -> None:
    changed = ISSUED.text[:place] + character + ISSUED.text[place + 1 :]
    assume(changed != ISSUED.text)
    try:
        found = parse_signed(changed)
    except Malformed:
        return
    right = parse_signed(ISSUED.text)
    assert (found.body, found.signature) != (right.body, right.signature)


@given(st.text() | st.text().map(lambda text: f"{text}\n{ISSUED.text}"))
def test_no_text_breaks_it(text: str) -> None:
    try:
        found = parse_signed(text)
    except Malformed:
        return
    assert is_serial(found.receipt.serial)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("RM01-2526-00131", "RM01-2527-00131"),
        ("Transaction", "Transition"),
        ("Transaction 130", "Transaction 0130"),
        ("= 10.23", "= 10.24"),
        ("2026-01-21T15", "2026-02-31T15"),
        ("GSTIN", "\nGSTIN"),
        ("Signed ", "Singed "),
        ("Signed AAEC", "Signed AAE"),
        ("Signed AAEC", "Signed A=EC"),
        ("Signed AAEC", "Signed ÄAEC"),
        ("Taxable value 12.23\n", ""),
        ("Total INR 14.43", "Total INR 14.42"),
        ("RivotMotors", "x" * MAX_TEXT),
        ("RivotMotors\n12 MG Road\n", ""),
    ],
)
def test_what_is_no_receipt_is_malformed(part: str, other: str) -> None:
    assert part in ISSUED.text
    with pytest.raises(Malformed):
        parse_signed(ISSUED.text.replace(part, other, 1))


def test_a_body_that_ends_early_is_malformed() -> None:
    for lines in range(16):
        body = "\n".join(BODY.split("\n")[:lines])
        with pytest.raises(Malformed):
            parse_signed(signed(body, bytes(64)) if lines < 13 else "")


def test_a_signature_has_one_spelling() -> None:
    """The last of its characters holds four bits that decoding passes over."""
    assert ISSUED.text.endswith("Pw")
    with pytest.raises(Malformed):
        parse_signed(ISSUED.text[:-1] + "x")


def test_a_price_that_is_damaged_makes_no_receipt() -> None:
    with pytest.raises(Malformed):
        ISSUER.issue(SERIAL, SUMMARY, "{", 0.0, SUMMARY.ended)


def test_taxes_are_named_as_the_operator_does() -> None:
    price = make_price({Component.TIME: Decimal(1)}, (Tax("Green cess", Decimal("0.50")), *GST))
    text = ISSUER.issue(SERIAL, SUMMARY, price_to_text(price), 0.0, SUMMARY.ended).text
    assert "Green cess 0.50% = 0.31" in text
    assert parse_signed(text).receipt.bill == bill(price, Usage(731.4, 3660.0))
