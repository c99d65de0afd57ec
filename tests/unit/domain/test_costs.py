"""Money on the screens: what it costs now, has cost so far, and came to."""

from dataclasses import replace
from datetime import UTC, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.commands import RecordSession
from kiosk.domain.costs import price_change
from kiosk.domain.receipt import ReceiptIssuer, Seller
from kiosk.domain.rules import SessionRules
from kiosk.domain.serial import Serial
from kiosk.domain.snapshot import Cost, SessionPhase
from kiosk.domain.tariff import Component, DayWindow, Price, Tariff, Usage, bill, make_price
from kiosk.domain.upi import Payee, upi_link
from tests.builders import CARD_TAG, NOON, Kiosk, Station
from tests.unit.domain.test_tariff import INDIA, PRICE
from tests.unit.domain.test_upi import RIVOT

EVENING = DayWindow(18 * 60, 20 * 60, Decimal(20))
ALL_PARTS = make_price(
    {
        Component.ENERGY: Decimal("14.00"),
        Component.TIME: Decimal("0.50"),
        Component.SESSION: Decimal(2),
        Component.IDLE: Decimal(1),
    },
    PRICE.taxes,
    idle_grace_minutes=5,
)


def kiosk(price: Price | None = PRICE, windows: tuple[DayWindow, ...] = ()) -> Kiosk:
    rules = SessionRules("KIOSK01", tariff=Tariff(price, windows) if price else None)
    return Kiosk(Station(), rules=rules).come_up().plug()


def cost(kiosk: Kiosk) -> Cost:
    found = kiosk.snapshot().cost
    assert found is not None
    return found


def total(price: Price, *usage: float) -> Decimal:
    return bill(price, Usage(*usage)).total


def charged(rules: SessionRules | None = None) -> Kiosk:
    """A kiosk at which 500 Wh have been charged."""
    story = Kiosk(Station(), rules=rules or kiosk().rules).come_up().plug().start()
    story.wait(600)
    story.station.meter(energy=1500)
    story.wait(1)
    return story


def test_what_the_station_charges_now_and_next() -> None:
    rules = SessionRules("KIOSK01", tariff=Tariff(PRICE, (EVENING,)), time_zone=INDIA)
    change = price_change(rules, NOON)
    assert rules.price_at(NOON) == PRICE
    assert change is not None
    assert change.at == NOON + timedelta(minutes=30)
    assert change.at.tzinfo is UTC
    assert rules.price_at(change.at) == change.price
    assert change.price.rate(Component.ENERGY) == 20


def test_without_a_tariff_there_is_no_money() -> None:
    rules = SessionRules("KIOSK01")
    assert rules.price_at(NOON) is None
    assert price_change(rules, NOON) is None
    story = kiosk(None)
    for step in (story.start, story.finish, story.unplug, lambda: story):
        snapshot = story.snapshot()
        assert (snapshot.price, snapshot.cost) == (None, None)
        assert all(offer.cost is None for offer in snapshot.offers)
        step()


def test_before_start_it_is_the_present_price() -> None:
    story = kiosk(windows=(DayWindow(12 * 60 + 1, 13 * 60, Decimal(20)),))
    assert story.snapshot().price == PRICE
    story.wait(60)
    price = story.snapshot().price
    assert price is not None
    assert price.rate(Component.ENERGY) == 20
    assert Kiosk(Station(), rules=story.rules).snapshot().price is None


def test_each_target_tells_what_it_will_cost() -> None:
    snapshot = kiosk().snapshot()
    assert [offer.cost is not None for offer in snapshot.offers] == [True, True, True]
    energy = snapshot.offers[0].energy_wh
    assert energy is not None
    assert snapshot.offers[0].cost == (total(PRICE, energy, 0), total(PRICE, energy, 0))


def test_a_target_out_of_reach_has_no_cost() -> None:
    snapshot = Kiosk(Station(), rules=kiosk().rules).come_up().plug(soc=95).snapshot()
    assert [offer.cost is None for offer in snapshot.offers] == [True, False, False]


def test_the_price_is_fixed_by_start() -> None:
    story = kiosk(windows=(DayWindow(12 * 60 + 1, 13 * 60, Decimal(20)),))
    story.wait(50)
    story.press_start()
    story.wait(15)
    assert story.phase() is SessionPhase.STARTING
    assert story.snapshot().price == PRICE
    assert story.snapshot().cost is None


def test_the_cost_so_far_follows_energy_and_time() -> None:
    story = kiosk(ALL_PARTS).start()
    assert cost(story) == Cost("INR", total(ALL_PARTS, 0, 0))
    story.wait(600)
    story.station.meter(energy=1500, soc=65)
    story.read()
    assert cost(story) == Cost("INR", total(ALL_PARTS, 500, 600))
    assert story.snapshot().price == ALL_PARTS


def test_money_so_far_is_told_beside_a_fault() -> None:
    story = charged()
    story.station.status("Faulted")
    story.wait(1)
    assert story.phase() is SessionPhase.OUT_OF_SERVICE
    assert cost(story) == Cost("INR", total(PRICE, 500, 0))
    story.station.stop_transaction(status=None)
    story.wait(1)
    assert story.phase() is SessionPhase.OUT_OF_SERVICE
    assert cost(story).amount == total(PRICE, 500, 0)


def test_money_so_far_is_told_while_stopping() -> None:
    story = kiosk().start()
    story.press_stop()
    assert story.phase() is SessionPhase.STOPPING
    assert cost(story).amount == total(PRICE, 0, 0)


def test_a_charge_begun_elsewhere_has_no_price_here() -> None:
    story = kiosk()
    story.station.start_transaction(CARD_TAG)
    story.wait(5)
    assert (story.snapshot().price, story.snapshot().cost) == (None, None)


def test_at_the_end_it_is_the_bill_so_far_and_then_for_good() -> None:
    story = charged().finish()
    assert cost(story) == Cost("INR", total(PRICE, 500, 0))
    story.station.session_summary(energy=684.0, minutes=10)
    story.wait(1)
    assert cost(story) == Cost("INR", total(PRICE, 684, 0), final=True)


def test_what_was_billed_stands_whatever_the_vehicle_says_later() -> None:
    story = charged().finish()
    story.wait(31)
    assert cost(story) == Cost("INR", total(PRICE, 500, 0), final=True)
    story.station.session_summary(energy=684.0, minutes=10)
    story.wait(1)
    assert cost(story) == Cost("INR", total(PRICE, 500, 0), final=True)


def test_idling_is_counted_while_the_cable_is_in() -> None:
    story = kiosk(ALL_PARTS).start()
    story.wait(1200)
    story.finish()
    story.station.session_summary(energy=684.0, minutes=20)
    story.wait(8 * 60)
    before = cost(story)
    assert before == Cost("INR", total(ALL_PARTS, 684, 1200, 8 * 60 + 1))
    story.unplug()
    assert cost(story) == replace(before, final=True)


def issue(story: Kiosk) -> str:
    """Issue the receipt of the session that was recorded last, and hand its text over."""
    (*_, record) = (e for e in story.effects if isinstance(e, RecordSession) and e.charge)
    assert record.charge is not None
    issuer = ReceiptIssuer(Seller("RM01", "RivotMotors"), UTC, lambda _: bytes(64))
    text = issuer.issue(
        Serial("RM01", 2025, 1), record.summary, record.charge.tariff, 0.0, story.station.now
    ).text
    story.session.ending.take_receipt(text)
    return text


def test_the_receipt_is_there_once_it_is_issued() -> None:
    story = charged().finish()
    story.wait(31)
    assert story.snapshot().receipt == ""
    text = issue(story)
    assert story.snapshot().receipt == text
    assert cost(story) == Cost("INR", total(PRICE, 500, 0), final=True)
    story.unplug()
    assert story.snapshot().receipt == text


def test_a_restart_finds_the_receipt_again() -> None:
    story = charged().finish()
    story.wait(31)
    story.restart()
    before = len(story.effects)
    story.wait(1)
    assert any(isinstance(e, RecordSession) and e.charge for e in story.effects[before:])
    assert story.snapshot().receipt == ""
    text = issue(story)
    story.station.session_summary(energy=684.0, minutes=10)
    story.wait(1)
    assert (story.snapshot().receipt, cost(story).amount) == (text, total(PRICE, 500, 0))


def test_the_receipt_goes_with_its_rider() -> None:
    story = charged().finish()
    story.wait(31)
    issue(story)
    story.dismiss()
    assert story.snapshot().receipt == ""
    story.unplug()
    story.plug().start().finish()
    assert story.phase() is SessionPhase.COMPLETE
    assert story.snapshot().receipt == ""
    story.wait(31)
    first = issue(story)
    story.unplug()
    story.wait(61)
    assert story.phase() is SessionPhase.AVAILABLE
    assert story.snapshot().receipt == ""
    story.session.ending.take_receipt(first)
    assert story.snapshot().receipt == ""


def test_a_receipt_of_another_charge_is_not_shown() -> None:
    story = charged().finish()
    story.wait(31)
    story.dismiss()
    issue(story)
    story.unplug()
    story.plug().start().finish()
    assert story.phase() is SessionPhase.COMPLETE
    assert story.snapshot().receipt == ""


def test_a_receipt_that_is_damaged_is_none() -> None:
    story = charged().finish()
    story.wait(31)
    story.session.ending.take_receipt("nonsense")
    assert story.snapshot().receipt == ""


@pytest.mark.parametrize(
    ("payee", "price", "link"),
    [
        (None, PRICE, ""),
        (RIVOT, replace(PRICE, currency="EUR"), ""),
        (RIVOT, make_price({}), ""),
        (
            RIVOT,
            PRICE,
            upi_link(RIVOT, Decimal("10.62"), "EV charging RM01-2526-00001", "RM01-2526-00001"),
        ),
    ],
)
def test_a_payee_can_be_paid_by_upi(payee: Payee | None, price: Price, link: str) -> None:
    story = charged(replace(kiosk(price).rules, payee=payee)).finish()
    story.wait(31)
    assert story.snapshot().payment == ""
    issue(story)
    assert story.snapshot().payment == link
    story.dismiss()
    assert story.snapshot().payment == ""


def test_nothing_of_it_stays_once_it_is_put_away() -> None:
    story = kiosk().start().finish()
    story.wait(31)
    story.dismiss()
    assert story.phase() is SessionPhase.UNPLUG
    assert story.snapshot().cost is None


def test_the_cost_stays_where_a_station_closes_its_transaction_late() -> None:
    story = kiosk().start()
    story.wait(5)
    story.station.status("Finishing")
    story.wait(1)
    assert story.phase() is SessionPhase.COMPLETE
    assert cost(story).amount == total(PRICE, 0, 0)


readings = st.tuples(
    st.floats(0.1, 60),
    st.none() | st.floats(-500, 9000),
    st.floats(-30, 30),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(readings, max_size=12))
def test_it_never_falls_while_it_charges(steps: list[tuple[float, float | None, float]]) -> None:
    """Whatever the register says, and however the station's clock wanders."""
    story = kiosk(ALL_PARTS).start()
    before = cost(story).amount
    for seconds, energy, offset in steps:
        story.station.offset = offset
        story.station.meter(energy=energy)
        story.wait(seconds)
        if story.snapshot().charging is not None:
            assert cost(story).amount >= before
            before = cost(story).amount


@pytest.mark.parametrize("tariff", ["", "{"])
def test_a_damaged_price_charges_nothing(tariff: str) -> None:
    story = kiosk().start()
    assert story.session.starting.intent is not None
    story.session.starting.intent = replace(story.session.starting.intent, tariff=tariff)
    assert (story.snapshot().price, story.snapshot().cost) == (None, None)
