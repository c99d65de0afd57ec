"""Charges by minutes and by money: what is taken, what it brings, and when they end."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.commands import CommandOutcome
from kiosk.domain.intents import LimitChosen
from kiosk.domain.limits import MOST_MONEY, sooner
from kiosk.domain.rules import SessionRules
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    EndedBy,
    Limit,
    LimitKind,
    Refusal,
    SessionPhase,
    TargetOffer,
)
from kiosk.domain.tariff import Component, Price, Tariff, Usage, bill, make_price
from tests.builders import CARD_TAG, Kiosk, Station
from tests.unit.domain.test_tariff import PRICE

BY_TIME = make_price({Component.TIME: Decimal(1), Component.SESSION: Decimal(2)})


def minutes(count: int) -> Limit:
    return Limit(LimitKind.MINUTES, Decimal(count))


def money(amount: float | str | Decimal) -> Limit:
    return Limit(LimitKind.MONEY, Decimal(amount))


def plugged(price: Price | None = PRICE, **vehicle_info: float) -> Kiosk:
    rules = SessionRules("KIOSK01", tariff=Tariff(price) if price else None)
    return Kiosk(Station(), rules=rules).come_up().plug(**vehicle_info)


def limited(limit: Limit, price: Price | None = PRICE, **vehicle_info: float) -> Kiosk:
    story = plugged(price, **vehicle_info)
    story.tap(LimitChosen(1, limit))
    return story


def own_offer(story: Kiosk) -> TargetOffer:
    return story.snapshot().offers[2]


def chosen(snapshot: ConnectorSnapshot) -> tuple[object, ...]:
    return snapshot.target, snapshot.limit, snapshot.custom_target, snapshot.custom_limit


def charge_on(story: Kiosk, seconds: float, watts: float = 1900.0, every: float = 10.0) -> None:
    """Charge with a meter value every ten seconds, until it is stopped."""
    register, done = 1000.0, 0.0
    while done < seconds and not story.stops:
        story.wait(every, every=1.0)
        done += every
        register += watts * every / 3600
        story.station.meter(energy=round(register, 3), power=watts, soc=60 + done / 100)
        story.read()


# What is taken


@pytest.mark.parametrize(
    ("limit", "refusal"),
    [
        (minutes(0), Refusal.TOO_SHORT),
        (minutes(1), None),
        (minutes(1440), None),
        (minutes(1441), Refusal.TOO_LONG),
        # The fee with its taxes, and a minute at 25 A and 76 V: 32 Wh.
        (money("2.88"), Refusal.TOO_LITTLE),
        (money("2.90"), None),
        (money(MOST_MONEY), None),
        (money(MOST_MONEY + 1), Refusal.TOO_MUCH),
    ],
)
def test_a_limit_is_taken_or_it_is_said_why_not(limit: Limit, refusal: Refusal | None) -> None:
    snapshot = limited(limit).snapshot()
    assert snapshot.refusal is refusal
    taken = refusal is None
    assert chosen(snapshot) == ((100, limit, None, limit) if taken else (90, None, None, None))


def test_money_buys_nothing_where_there_is_no_tariff() -> None:
    assert limited(money(20), None).snapshot().refusal is Refusal.TOO_LITTLE
    assert limited(minutes(20), None).snapshot().limit == minutes(20)


@pytest.mark.parametrize(
    ("percent", "refusal"),
    [(60, Refusal.ALREADY_REACHED), (61, None), (100, None), (101, Refusal.ABOVE_FULL)],
)
def test_a_target_of_ones_own_is_taken_or_it_is_said_why_not(
    percent: int, refusal: Refusal | None
) -> None:
    story = plugged(soc=60.4)
    story.choose(percent, custom=True)
    assert story.snapshot().refusal is refusal
    assert (story.snapshot().custom_target == percent) is (refusal is None)


def test_a_refusal_is_forgotten_with_the_next_choice() -> None:
    story = limited(minutes(0))
    story.choose(100)
    assert story.snapshot().refusal is None
    story.choose(20, custom=True)
    assert story.snapshot().refusal is Refusal.ALREADY_REACHED
    story.dismiss()
    assert story.snapshot().refusal is None
    story.choose(20, custom=True)
    story.unplug()
    assert story.snapshot().refusal is None


def test_a_fixed_target_below_the_state_is_no_wish_of_the_riders_own() -> None:
    story = plugged(soc=95)
    story.choose(90)
    assert (story.snapshot().target, story.snapshot().refusal) == (100, None)


def test_a_fixed_target_takes_over_and_the_own_one_stays_on_offer() -> None:
    story = limited(minutes(20))
    story.choose(90)
    assert chosen(story.snapshot()) == (90, None, None, minutes(20))
    assert own_offer(story).limit == minutes(20)
    story.tap(LimitChosen(1, minutes(20)))
    assert chosen(story.snapshot()) == (100, minutes(20), None, minutes(20))
    story.choose(77, custom=True)
    assert chosen(story.snapshot()) == (77, None, 77, None)


def test_a_limit_goes_with_its_rider() -> None:
    story = limited(minutes(20)).unplug()
    story.plug()
    assert chosen(story.snapshot()) == (90, None, None, None)


def test_nothing_is_chosen_without_a_vehicle() -> None:
    story = Kiosk(Station()).come_up()
    story.tap(LimitChosen(1, minutes(20)))
    assert chosen(story.snapshot()) == (None, None, None, None)


# What it brings


def test_minutes_bring_so_much() -> None:
    offer = own_offer(limited(minutes(20), soc=60.0))
    assert offer.minutes == (20.0, 20.0)
    # 25 A x 76 V for 20 minutes, of a pack of 30 Ah.
    assert offer.energy_wh == pytest.approx(25 * 76 / 3, rel=0.05)
    assert offer.percent == pytest.approx(88, abs=2)
    assert offer.gain == pytest.approx(28, abs=2)
    assert offer.range_km == pytest.approx(22.5, abs=1.5)
    assert offer.cost is not None
    assert offer.energy_wh is not None
    assert offer.cost[1] == bill(PRICE, Usage(offer.energy_wh, 1200)).total


def test_money_brings_so_much() -> None:
    offer = own_offer(limited(money("10.00"), soc=60.0))
    assert offer.energy_wh == pytest.approx((10 / 1.18 - 2) / 14 * 1000, abs=2)
    assert offer.cost is not None
    assert Decimal("9.98") <= offer.cost[0] <= offer.cost[1] <= 10
    assert offer.minutes is not None
    assert offer.minutes[0] < offer.minutes[1]


@pytest.mark.parametrize("limit", [minutes(600), money(900)])
def test_the_battery_may_be_full_before(limit: Limit) -> None:
    story = limited(limit, soc=60.0)
    offer, full = own_offer(story), story.snapshot().offers[1]
    assert replace(offer, custom=False, limit=None) == full


@pytest.mark.parametrize(
    ("limit", "cost", "time"),
    [
        (minutes(20), None, (20.0, 20.0)),
        (money("10.50"), (Decimal("10.50"), Decimal("10.50")), None),
    ],
)
def test_of_an_unknown_model_nothing_but_the_limit_is_said(
    limit: Limit, cost: object, time: object
) -> None:
    offer = own_offer(limited(limit, max_current=120.0))
    assert (offer.percent, offer.reachable, offer.limit) == (100, True, limit)
    assert (offer.gain, offer.range_km, offer.energy_wh) == (0, None, None)
    assert (offer.cost, offer.minutes) == (cost, time)


@settings(deadline=None)
@given(st.floats(0, 99), st.integers(1, 1440), st.floats(1, 100))
def test_more_minutes_never_bring_less(soc: float, count: int, amperes: float) -> None:
    story = limited(minutes(count), soc=round(soc, 2), max_current=round(amperes, 1))
    offer = own_offer(story)
    story.tap(LimitChosen(1, minutes(min(1440, count + 5))))
    more = own_offer(story)
    assert soc - 1 <= offer.percent <= 100
    assert offer.gain <= more.gain
    assert offer.minutes is not None
    assert offer.minutes[1] <= count


# When it ends


def test_a_charge_by_minutes_ends_when_they_are_over() -> None:
    story = limited(minutes(5)).start()
    assert chosen(story.snapshot()) == (100, minutes(5), None, minutes(5))
    charge_on(story, 290)
    assert story.stops == []
    charge_on(story, 20)
    assert len(story.stops) == 1
    assert story.phase() is SessionPhase.STOPPING
    story.finish()
    summary = story.recorded[1]
    assert (summary.ended_by, summary.limit) == (EndedBy.TARGET_REACHED, minutes(5))
    assert summary.duration == pytest.approx(301, abs=2)


def test_minutes_pass_without_a_link_too() -> None:
    story = limited(minutes(5)).start()
    story.lose_link(299)
    assert story.stops == []
    story.lose_link(2)
    assert len(story.stops) == 1


def test_a_charge_by_money_ends_before_it_costs_more() -> None:
    story = limited(money(10)).start()
    charge_on(story, 3600)
    story.stop_finished(CommandOutcome.ACCEPTED)
    story.finish()
    cost = story.snapshot().cost
    assert cost is not None
    assert Decimal("9.70") < cost.amount <= 10
    assert story.recorded[1].ended_by is EndedBy.TARGET_REACHED
    assert story.recorded[1].limit == money(10)


def test_a_stop_that_is_ignored_is_repeated() -> None:
    story = limited(minutes(5)).start()
    story.wait(301, every=1.0)
    story.stop_finished(CommandOutcome.ACCEPTED)
    story.wait(6, every=1.0)
    assert len(story.stops) == 2


def test_a_limit_outlives_a_restart() -> None:
    story = limited(minutes(5)).start()
    story.wait(100)
    story.restart()
    story.wait(100)
    assert story.snapshot().limit == minutes(5)
    story.wait(100, every=1.0)
    assert len(story.stops) == 1


@pytest.mark.parametrize("limit", [minutes(5), money(5)])
def test_what_an_earlier_run_stopped_was_its_limit(limit: Limit) -> None:
    story = limited(limit).start()
    charge_on(story, 300)
    assert story.stops
    story.restart()
    story.station.stop_transaction("Remote")
    story.wait(1)
    assert story.recorded[1].ended_by is EndedBy.TARGET_REACHED


def test_what_a_rider_stops_has_not_reached_its_limit() -> None:
    story = limited(minutes(5)).start()
    story.wait(60)
    story.press_stop()
    story.finish()
    assert story.recorded[1].ended_by is EndedBy.RIDER
    assert story.recorded[1].limit == minutes(5)


def test_a_vehicle_that_is_full_ends_it_before() -> None:
    story = limited(minutes(60), soc=98.0).start()
    story.wait(600)
    story.station.meter(soc=100.0, power=100)
    story.wait(10)
    assert story.stops == []
    story.finish("EVDisconnected")
    assert story.recorded[1].ended_by is EndedBy.UNPLUGGED


def test_money_ends_nothing_while_the_vehicle_pauses() -> None:
    story = limited(money("2.90")).start()
    story.station.status("SuspendedEV")
    story.wait(300, every=1.0)
    assert story.stops == []


def test_a_station_that_reports_no_power_does_not_exceed_it_either() -> None:
    story = limited(money("5.00")).start()
    while not story.stops:
        story.wait(1)
    # As if 25 A had flowed at 90 V from the start on.
    seconds = (5 / 1.18 - 2) / 14 * 1000 / (25 * 90) * 3600
    assert story.session.charge.duration(story.station.now) == pytest.approx(seconds - 15, abs=2)


def test_a_price_that_is_damaged_ends_nothing() -> None:
    story = limited(money(5)).start()
    assert story.session.starting.intent is not None
    story.session.starting.intent = replace(story.session.starting.intent, tariff="{")
    charge_on(story, 900)
    assert story.stops == []
    assert figures(story) is not None


def test_a_charge_of_somebody_else_has_no_limit() -> None:
    story = limited(minutes(1))
    story.station.start_transaction(CARD_TAG)
    story.wait(120)
    assert story.snapshot().limit is None
    assert story.stops == []


# How long it takes


def figures(story: Kiosk) -> tuple[float, float] | None:
    charging = story.snapshot().charging
    assert charging is not None
    return charging.minutes_left


def test_the_minutes_that_are_left_are_those_of_the_limit() -> None:
    story = limited(minutes(20)).start()
    story.wait(299)
    assert figures(story) == pytest.approx((15, 15), abs=0.1)
    story.station.status("SuspendedEV")
    story.wait(60)
    assert figures(story) == pytest.approx((14, 14), abs=0.1)


def test_the_battery_may_be_full_before_the_minutes_are_over() -> None:
    story = limited(minutes(120), soc=97.0).start()
    story.wait(60)
    story.station.meter(soc=97.5, power=1500, energy=1020)
    story.read()
    left = figures(story)
    assert left is not None
    assert left[1] < 15


def test_the_minutes_that_are_left_of_an_amount_follow_the_power() -> None:
    story = limited(money(10)).start()
    charge_on(story, 60)
    left = figures(story)
    assert left is not None
    energy = (10 / 1.18 - 2) / 14 * 1000
    assert left[0] < energy / 1900 * 60 - 1 < left[1]
    charging = story.snapshot().charging
    assert charging is not None
    assert charging.forecast
    assert charging.forecast[-1].seconds < charging.curve[-1].seconds + left[1] * 60
    story.station.status("SuspendedEV")
    story.wait(1)
    assert figures(story) is None


def test_an_amount_that_time_costs_runs_out_while_the_vehicle_pauses() -> None:
    story = limited(money(12), BY_TIME).start()
    story.station.status("SuspendedEV")
    story.wait(119)
    left = figures(story)
    assert left is not None
    assert left[0] < 8 < left[1]


def test_a_clock_that_is_set_in_mid_charge_does_not_use_up_the_minutes() -> None:
    """Nobody was charging before START was pressed (F10)."""
    station = Station()
    station.offset = -3600
    station.change(statuses=())
    station.status("Available")
    story = Kiosk(station, rules=SessionRules("KIOSK01", tariff=Tariff(BY_TIME))).come_up().plug()
    story.tap(LimitChosen(1, minutes(10)))
    story.start()
    charge_on(story, 60)
    station.offset = 0
    station.status("Charging")
    charge_on(story, 120)
    assert story.phase() is SessionPhase.CHARGING
    assert story.stops == []
    assert story.session.charge.duration(station.now) == pytest.approx(180, abs=3)
    charge_on(story, 600)
    assert story.stops
    story.finish()
    summary = story.snapshot().summary
    assert summary is not None
    assert summary.duration == pytest.approx(600, abs=15)


def test_one_wild_reading_of_the_power_does_not_use_up_the_amount() -> None:
    story = limited(money("10.00")).start()
    charge_on(story, 600)
    story.station.meter(power=49_000)
    story.wait(9, every=1)
    assert story.stops == []


def test_a_charge_that_is_over_is_not_ended_by_its_limit() -> None:
    """A station that closes its transaction only when the cable is out."""
    story = limited(minutes(30)).start()
    story.wait(1200, every=10)
    story.station.meter(energy=1600, power=1900, soc=100)
    story.station.status("Finishing")
    story.wait(1)
    before = story.snapshot()
    assert before.session_phase is SessionPhase.COMPLETE
    story.wait(1200, every=10)
    assert story.stops == []
    assert story.snapshot().notice is None
    assert story.snapshot().summary == before.summary


def test_what_comes_first() -> None:
    assert sooner(None, None) is None
    assert sooner((1, 2), None) == (1, 2)
    assert sooner(None, (1, 2)) == (1, 2)
    assert sooner((5, 5), (4, 6)) == (4, 5)


rates = st.decimals(0, 30, places=2)


@settings(max_examples=20, deadline=None)
@given(
    st.fixed_dictionaries({Component.ENERGY: rates, Component.TIME: rates.map(lambda r: r / 10)}),
    st.integers(3, 60),
    st.floats(200, 6000),
)
def test_no_bill_exceeds_the_amount(
    parts: dict[Component, Decimal], amount: int, watts: float
) -> None:
    """As long as the station follows a stop within a few seconds."""
    price = make_price({**parts, Component.SESSION: Decimal(2)}, PRICE.taxes)
    story = limited(money(amount), price, max_current=watts / 76)
    story.start()
    charge_on(story, 600, watts)
    if story.snapshot().limit is not None and story.stops:
        story.wait(5)
        register = 1000 + watts * story.session.charge.duration(story.station.now) / 3600
        story.station.meter(energy=round(register, 3), power=watts)
        story.finish()
        cost = story.snapshot().cost
        assert cost is not None
        assert cost.amount <= amount
