"""What a charge says of its end and of its price."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from kiosk.domain.snapshot import ConnectorSnapshot, PausedReason
from tests.ui.samples_charge import COST, FOR_MINUTES, FOR_MONEY, limited
from tests.ui.snapshots import CHARGE, NOW, charging
from ui import charge_words


@pytest.fixture(autouse=True)
def _india() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_IN"))
    yield
    QLocale.setDefault(before)


def said(connector: ConnectorSnapshot, live: bool = True) -> str:
    """Return the longest headline, the no-break spaces as plain ones."""
    assert connector.charging is not None
    return charge_words.headline(connector, connector.charging, live)[0].replace("\xa0", " ")


def test_a_limit_of_minutes_counts_down() -> None:
    assert said(limited(FOR_MINUTES)) == "12 min left"
    assert said(limited(FOR_MINUTES), live=False) == "12 min left", "the clock needs no figures"
    assert said(limited(FOR_MINUTES, duration=48 * 60.0 + 5)) == "1 min left"


def test_a_battery_that_is_full_before_the_limit_ends_the_charge() -> None:
    assert said(limited(FOR_MINUTES, minutes_left=(7.0, 9.0))) == "7–9 min to 100 %"


def test_a_limit_of_money_says_the_most() -> None:
    connector = limited(FOR_MONEY, minutes_left=(18.0, 22.0))
    assert said(connector) == "18–22 min left"
    assert charge_words.most(connector) == "up to ₹20.00"
    assert said(connector, live=False) == "Charging"
    assert charge_words.most(limited(FOR_MINUTES)) == ""


def test_the_end_is_the_sooner_of_limit_and_full_battery() -> None:
    limited_end = limited(FOR_MINUTES)
    assert limited_end.charging is not None
    ends = [
        charge_words.end_time(
            NOW, limited_end, replace(limited_end.charging, minutes_left=left), True
        )
        for left in ((50.0, 65.0), (4.0, 6.0))
    ]
    assert ends == ["about 15:00", "about 14:53"]
    paused = charging(paused=PausedReason.VEHICLE)
    assert paused.charging is not None
    assert charge_words.end_time(NOW, paused, paused.charging, True) == ""


def test_without_a_tariff_nothing_is_said_of_money() -> None:
    assert charge_words.cost(CHARGE) == []
    assert charge_words.cost(replace(CHARGE, cost=COST)) == ["₹10.23 so far", "₹10.23"]
