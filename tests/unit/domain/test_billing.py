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
