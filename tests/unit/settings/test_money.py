"""Tariff and receipts in the settings."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.tariff import Component, DayWindow, Tax
from kiosk.settings.kinds import Kind
from kiosk.settings.money import gstin, rate, taxes, time_zone, windows, zone_of
from kiosk.settings.prices import tariff
from kiosk.settings.show import in_force
from tests.unit.settings.loading import COMPLETE, Load, faults_of

PRICED = (
    COMPLETE
    + """\
[tariff]
per_kwh = "14.00"
per_minute = 0.1
per_session = 2
idle_per_minute = "0.50"
windows = ["09:00-16:00 11.50", "22:00-06:00 9"]
taxes = ["CGST 9", "SGST 9"]
[receipt]
prefix = "RM01"
name = "RivotMotors"
address = "12 MG Road, Bengaluru"
gstin = "27AAPFU0939F1ZV"
place_of_supply = "Karnataka (29)"
"""
)


def test_the_tariff_is_what_is_written(load: Load) -> None:
    found = tariff(load(PRICED).settings.tariff)
    assert found is not None
    assert found.price.rates == (
        (Component.ENERGY, Decimal("14.00")),
        (Component.TIME, Decimal("0.1")),
        (Component.SESSION, Decimal(2)),
        (Component.IDLE, Decimal("0.50")),
    )
    assert found.price.taxes == (Tax("CGST", Decimal(9)), Tax("SGST", Decimal(9)))
    assert found.price.idle_grace_minutes == 10
    assert found.windows == (
        DayWindow(540, 960, Decimal("11.50")),
        DayWindow(1320, 360, Decimal(9)),
    )


def test_by_default_nothing_costs_anything(load: Load) -> None:
    assert tariff(load().settings.tariff) is None


def test_hours_alone_make_a_tariff(load: Load) -> None:
    text = (
        COMPLETE + '[tariff]\nwindows = ["09:00-16:00 1"]\n[receipt]\nprefix = "RM01"\nname = "R"'
    )
    assert tariff(load(text).settings.tariff) is not None


def test_a_variable_gives_it_too(load: Load) -> None:
    environ = {
        "KIOSK_STEVE__PASSWORD": "x",
        "KIOSK_TARIFF__PER_KWH": "15.25",
        "KIOSK_TARIFF__WINDOWS": "09:00-16:00 12,16:00-17:00 13",
    }
    found = tariff(load(PRICED, environ).settings.tariff)
    assert found is not None
    assert found.price.rate(Component.ENERGY) == Decimal("15.25")
    assert len(found.windows) == 2


def test_what_is_printed_can_be_loaded_with_prices(load: Load) -> None:
    loaded = load(PRICED)
    printed = [line for line in in_force(loaded).split("\n") if "password = " not in line]
    assert load("\n".join(printed)).settings.tariff == loaded.settings.tariff
    assert load("\n".join(printed)).settings.receipt == loaded.settings.receipt


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('prefix = "RM01"', "receipt.prefix is missing: with a tariff receipts are given"),
        ('name = "RivotMotors"', "receipt.name is missing: a tax invoice must state it"),
        ('address = "12 MG Road, Bengaluru"', "receipt.address is missing: a tax invoice must"),
        ('place_of_supply = "Karnataka (29)"', "receipt.place_of_supply is missing: a tax inv"),
        ('gstin = "27AAPFU0939F1ZV"', "receipt.gstin is missing: who collects GST has one"),
    ],
)
def test_what_a_receipt_must_state_is_not_missing(load: Load, line: str, fault: str) -> None:
    assert line in PRICED
    (found,) = faults_of(load, PRICED.replace(line, ""))
    assert fault in found


def test_a_fault_is_told_once(load: Load) -> None:
    (found,) = faults_of(load, PRICED.replace("RM01", "rm01"))
    assert "receipt.prefix must be four of A-Z and 0-9" in found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("per_kwh = -1", "tariff.per_kwh must be an amount up to 100000, with at most four dec"),
        ("per_kwh = 1e9", "tariff.per_kwh must be an amount"),
        ("per_kwh = true", "tariff.per_kwh must be an amount"),
        ("per_kwh = nan", "tariff.per_kwh must be an amount"),
        ("per_kwh = [1]", "tariff.per_kwh must be an amount"),
        ("per_kwh = 100000.5", "tariff.per_kwh must be an amount"),
        ('windows = ["9-16 1"]', 'tariff.windows must hold texts such as "09:00-16:00 12.00"'),
        ('windows = ["09:00-09:00 1"]', "tariff.windows must hold windows that end at another"),
        ('windows = ["09:00-16:00 x"]', "tariff.windows must be an amount"),
        ('windows = ["22:00-06:00 1", "05:59-07:00 2"]', "tariff.windows must not overlap"),
        ('taxes = ["9"]', 'tariff.taxes must hold texts such as "CGST 9"'),
        ('taxes = ["GST 9", "GST 8"]', "tariff.taxes must name each tax once"),
        ('currency = "inr"', "tariff.currency must be three capital letters"),
        ("currency = 3", "tariff.currency must be three capital letters"),
        ('time_zone = "Bengaluru"', "tariff.time_zone must be an offset such as +05:30"),
        ('time_zone = "../../etc/passwd"', "tariff.time_zone must be an offset"),
        ('time_zone = ""', "tariff.time_zone must be an offset"),
        ('[receipt]\ngstin = "27AAPFU0939F1ZW"', "receipt.gstin is no GSTIN"),
        ('[receipt]\npublic_keys = ["x"]', "receipt.public_keys must hold keys of 43 char"),
        ('[receipt]\nsac = "99"', "receipt.sac must be four to eight digits"),
    ],
)
def test_a_wrong_value_is_told(load: Load, text: str, fault: str) -> None:
    (found,) = faults_of(load, f"{COMPLETE}[tariff]\n{text}\n")
    assert fault in found


def test_zones() -> None:
    assert zone_of("+05:30") == timezone(timedelta(hours=5, minutes=30))
    assert zone_of("-03:00") == timezone(-timedelta(hours=3))
    assert zone_of("UTC") is UTC


@given(
    st.sampled_from([rate(), gstin(), taxes(), time_zone(), windows()]),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()),
)
def test_no_value_breaks_a_kind(kind: Kind, value: object) -> None:
    with suppress(ValueError):
        kind.read(value)


def test_prices_hold_by_the_zone_of_the_settings(load: Load) -> None:
    from kiosk.app.wiring import session_rules

    rules = session_rules(load(PRICED).settings)
    assert rules.tariff is not None
    # 09:00 in India.
    price = rules.tariff.price_at(datetime(2026, 1, 21, 3, 30, tzinfo=UTC), rules.time_zone)
    assert price.rate(Component.ENERGY) == Decimal("11.50")
