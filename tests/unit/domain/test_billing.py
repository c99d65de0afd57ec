"""A session's price: fixed at START, final once, whatever comes after."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from kiosk.domain.commands import RecordSession, SessionCharge
from kiosk.domain.rules import SessionRules
from kiosk.domain.snapshot import SessionPhase
from kiosk.domain.tariff import Component, DayWindow, Price, Tariff, make_price, price_to_text
from tests.builders import CARD_TAG, NOON, Kiosk, Station
from tests.unit.domain.test_tariff import PRICE

MORNING = DayWindow(0, 12 * 60, Decimal(11))
"""Until noon, which is when the builders' stories begin."""

IDLING = make_price({Component.ENERGY: Decimal(14), Component.IDLE: Decimal(1)})


def kiosk(price: Price | None = PRICE, windows: tuple[DayWindow, ...] = ()) -> Kiosk:
    rules = SessionRules("KIOSK01", tariff=Tariff(price, windows) if price else None)
    return Kiosk(Station(), rules=rules).come_up().plug()


def charges(kiosk: Kiosk) -> list[SessionCharge | None]:
    return [each.charge for each in kiosk.effects if isinstance(each, RecordSession)]


def finals(kiosk: Kiosk) -> list[tuple[int, SessionCharge]]:
    return [
        (each.summary.transaction_id, each.charge)
        for each in kiosk.effects
        if isinstance(each, RecordSession) and each.charge and each.charge.final
    ]


FINAL = SessionCharge(price_to_text(PRICE), 0.0, final=True)


def test_the_price_is_that_of_the_start() -> None:
    story = kiosk(windows=(replace(MORNING, end=12 * 60 + 1),)).start()
    assert story.kept_intent is not None
    early = replace(PRICE, rates=((Component.ENERGY, Decimal(11)), *PRICE.rates[1:]))
    assert story.kept_intent.tariff == price_to_text(early)
    story.wait(120)
    story.finish()
    story.wait(60)
    assert finals(story) == [(1, replace(FINAL, tariff=price_to_text(early)))]


def test_without_a_tariff_nothing_is_charged() -> None:
    story = kiosk(None).start().finish()
    story.wait(60)
    assert story.kept_intent is not None
    assert story.kept_intent.tariff == ""
    free = SessionCharge("")
    assert charges(story) == [free, replace(free, final=True)]


def test_a_charge_begun_by_a_card_has_no_price_here() -> None:
    story = kiosk()
    story.station.start_transaction(CARD_TAG)
    story.wait(5)
    story.finish()
    story.wait(60)
    assert charges(story) == [None]


def test_the_receipt_waits_for_the_vendors_summary() -> None:
    story = kiosk().start().finish()
    story.wait(10)
    assert finals(story) == []
    story.station.session_summary(minutes=0.1)
    story.wait(1)
    assert finals(story) == [(1, FINAL)]
    story.wait(60)
    assert len(finals(story)) == 1


def test_it_does_not_wait_for_ever() -> None:
    story = kiosk().start().finish()
    story.wait(28)
    assert finals(story) == []
    story.wait(2)
    assert finals(story) == [(1, FINAL)]


def test_a_summary_that_comes_after_it_is_recorded_without_a_price() -> None:
    story = kiosk().start().finish()
    story.wait(40)
    story.station.session_summary(minutes=0.1)
    story.wait(1)
    assert charges(story)[-1] is None
    assert len(finals(story)) == 1
    assert story.recorded[1].energy_wh == 684.0


def test_a_restart_in_between_loses_no_receipt() -> None:
    story = kiosk().start().finish()
    story.restart()
    story.wait(31)
    assert finals(story) == [(1, FINAL)]


def test_the_next_charge_ends_the_waiting() -> None:
    story = kiosk().start().finish().unplug()
    story.dismiss()
    story.wait(8)
    story.plug().start()
    assert finals(story) == [(1, FINAL)]
    story.finish()
    story.wait(31)
    assert finals(story) == [(1, FINAL), (2, FINAL)]


def test_a_start_that_fails_does_not_lose_the_receipt_before_it() -> None:
    story = kiosk().start().finish().unplug()
    story.dismiss()
    story.wait(8)
    story.plug()
    story.press_start()
    assert story.phase() is SessionPhase.STARTING
    story.wait(40)
    assert finals(story) == [(1, FINAL)]


def test_idling_costs_until_the_cable_is_out() -> None:
    story = kiosk(IDLING).start().finish()
    story.station.session_summary(minutes=0.1)
    story.wait(15 * 60)
    assert finals(story) == []
    story.unplug()
    ((_, charge),) = finals(story)
    # One second of the builder's before it, and one after.
    assert charge.idle_seconds == pytest.approx(15 * 60 + 2, abs=1)
    story.station.status("Available", timestamp=story.station.now + timedelta(hours=1))
    story.wait(3600)
    assert len(finals(story)) == 1


def test_idling_ends_with_the_first_of_several_words_that_it_is_free() -> None:
    story = kiosk(IDLING).start().finish()
    story.station.pass_time(60)
    story.station.status("Available")
    story.station.pass_time(600)
    story.station.status("Available")
    story.wait(1)
    ((_, charge),) = finals(story)
    assert charge.idle_seconds == pytest.approx(61, abs=1)


@pytest.mark.parametrize("wrong", [NOON - timedelta(days=20_000), NOON - timedelta(days=1)])
def test_idling_that_nobody_can_tell_costs_nothing(wrong: datetime) -> None:
    story = kiosk(IDLING).start().finish()
    story.wait(600)
    story.station.connectors[1] = replace(story.station.connectors[1], statuses=())
    story.station.status("Available", timestamp=wrong)
    story.wait(1)
    ((_, charge),) = finals(story)
    assert charge.idle_seconds == 0


def test_a_leftover_that_was_followed_is_charged_too() -> None:
    """The station lost the StopTransaction: nobody knows how long the vehicle stayed."""
    story = kiosk(IDLING).start()
    story.wait(60)
    story.unplug()
    story.wait(31)
    ((_, charge),) = finals(story)
    assert charge.idle_seconds == 0


def test_a_stored_price_that_is_damaged_charges_nothing() -> None:
    story = kiosk().start()
    assert story.session.starting.intent is not None
    story.session.starting.intent = replace(story.session.starting.intent, tariff="{")
    story.finish()
    story.wait(60)
    assert charges(story) == [None]


def left(story: Kiosk) -> Kiosk:
    """The rider charges, and is gone before the receipt can be issued."""
    story.start()
    story.wait(60)
    story.finish().unplug()
    story.wait(8)
    return story


def test_the_next_riders_stay_is_none_of_this_ones() -> None:
    story = left(kiosk(IDLING))
    story.plug()
    story.wait(3600)
    story.unplug()
    story.wait(40)
    ((_, charge),) = finals(story)
    assert charge.idle_seconds == pytest.approx(2, abs=1)


def test_the_next_rider_does_not_keep_the_receipt_waiting() -> None:
    story = left(kiosk(IDLING))
    story.plug()
    story.wait(31)
    assert len(finals(story)) == 1


def test_a_clock_that_was_set_in_between_makes_no_days_of_idling() -> None:
    story = kiosk(IDLING)
    story.station.offset = -5 * 86_400
    story.start()
    story.wait(60)
    story.finish()
    story.station.offset = 0
    story.wait(300)
    story.unplug()
    ((_, charge),) = finals(story)
    assert charge.idle_seconds == pytest.approx(301, abs=1)


def test_idling_goes_on_past_what_the_central_system_says_of_its_own() -> None:
    """SteVe writes an Available after a StopTransaction, just before the Finishing (F13)."""
    story = kiosk(IDLING).start()
    story.wait(60)
    story.station.stop_transaction(status="Available")
    story.station.pass_time(0.5)
    story.station.status("Finishing")
    story.wait(600)
    assert finals(story) == []
    story.unplug()
    ((_, charge),) = finals(story)
    assert charge.idle_seconds == pytest.approx(601, abs=1)


def test_the_price_is_the_one_that_was_shown_last() -> None:
    story = kiosk(windows=(replace(MORNING, end=12 * 60 + 1),))
    story.wait(57.5)
    seen = story.snapshot().price
    assert seen is not None
    story.at += 0.6
    story.press_start()
    assert story.kept_intent is not None
    assert story.kept_intent.tariff == price_to_text(seen)


def test_a_central_system_that_was_set_up_anew_brings_no_old_summary() -> None:
    """Its transaction ids begin again."""
    before = kiosk().start()
    before.wait(600)
    before.finish()
    before.station.session_summary(minutes=10, energy=500, final_soc=65)
    before.wait(1)
    later = Station(now=NOON + timedelta(days=3))
    story = Kiosk(later, rules=before.rules)
    story.recorded = before.recorded
    story.restart()
    story.come_up().plug(soc=20).start()
    story.wait(300)
    story.finish()
    summary = story.snapshot().summary
    assert summary is not None
    assert summary.transaction_id == before.recorded[1].transaction_id
    assert summary.started > later.now - timedelta(minutes=6)
    assert summary.energy_wh is None


def test_what_could_not_be_stored_comes_again() -> None:
    story = kiosk().start().finish()
    story.wait(40)
    ended = [each for each in story.effects if isinstance(each, RecordSession)]
    assert [each.charge and each.charge.final for each in ended] == [False, True]
    story.session.ending.not_kept(ended[0])
    assert story.wait(1) == (replace(ended[1], charge=None),)
    story.session.ending.not_kept(ended[1])
    assert story.wait(1) == (ended[1],)
    story.session.ending.not_kept(replace(ended[0], summary=replace(ended[0].summary, duration=9)))
    assert story.wait(1) == ()
