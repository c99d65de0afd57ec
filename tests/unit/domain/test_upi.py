"""UPI links, character for character."""

from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.upi import Payee, upi_link

RIVOT = Payee("rivot@examplebank", "RivotMotors")

GOLDEN = [
    (
        RIVOT,
        "14.43",
        "EV charging RM01-2526-00131",
        "pa=rivot@examplebank&pn=RivotMotors&am=14.43&cu=INR&tn=EV%20charging%20RM01-2526-00131",
    ),
    (
        Payee("a.b-c@bank", "Rivot & Söhne = 100%"),
        "10",
        "x",
        "pa=a.b-c@bank&pn=Rivot%20%26%20S%C3%B6hne%20%3D%20100%25&am=10.00&cu=INR&tn=x",
    ),
]


@pytest.mark.parametrize(("payee", "amount", "note", "fields"), GOLDEN)
def test_a_link_is_as_it_should_be(payee: Payee, amount: str, note: str, fields: str) -> None:
    link = upi_link(payee, Decimal(amount), note, "RM01-2526-00131")
    assert link == f"upi://pay?{fields}&tr=RM01-2526-00131"


def test_a_note_is_cut_to_what_the_specification_allows() -> None:
    assert "&tn=" + "n" * 50 + "&" in upi_link(RIVOT, Decimal(1), "n" * 51, "R1")


@given(st.text(min_size=1, max_size=50), st.decimals(0, 10**6, places=2))
def test_what_is_put_in_can_be_read_out(name: str, amount: Decimal) -> None:
    name = name.encode(errors="replace").decode()
    fields = parse_qs(urlsplit(upi_link(Payee("a@b", name), amount, "note", "R1")).query)
    assert fields["pn"] == [name]
    assert Decimal(fields["am"][0]) == amount
