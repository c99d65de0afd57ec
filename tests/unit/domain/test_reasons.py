from itertools import product

import pytest

from kiosk.domain.ocpp import ChargePointErrorCode
from kiosk.domain.reasons import PowerFacts, power_reason
from kiosk.domain.snapshot import PausedReason, PowerReason
from tests.builders import CARD_TAG, Kiosk, Station, arrived, charging


def why(**facts: object) -> PowerReason:
    """Half an hour into a charge at the full 10 A, but for what is given."""
    known: dict[str, object] = {
        "duration": 1800.0,
        "age": 3.0,
        "soc": 60.0,
        "current": 10.0,
        "offered": 10.0,
        "wanted": 10.0,
    }
    return power_reason(PowerFacts(**(known | facts)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, PowerReason.FULL),
        ({"current": 9.1}, PowerReason.FULL),
        ({"offered": None}, PowerReason.FULL),
        ({"wanted": None}, PowerReason.FULL),
        ({"offered": 100.0}, PowerReason.FULL),
        ({"temperature": 50.0}, PowerReason.FULL),
        ({"current": 6.0}, PowerReason.VEHICLE_LIMIT),
        ({"current": 6.0, "soc": None}, PowerReason.VEHICLE_LIMIT),
        ({"current": 6.0, "soc": 92.0}, PowerReason.TAPER),
        ({"current": 6.0, "temperature": 45.0}, PowerReason.WARM),
        ({"current": 6.0, "temperature": 44.0}, PowerReason.VEHICLE_LIMIT),
        ({"current": 6.0, "soc": 92.0, "temperature": 45.0}, PowerReason.WARM),
        ({"current": 6.0, "duration": 20.0}, PowerReason.RISING),
        ({"current": 0.0, "duration": 20.0}, PowerReason.RISING),
        ({"current": 0.0}, PowerReason.NO_POWER),
        ({"current": 0.1, "soc": 100.0}, PowerReason.BALANCING),
        ({"current": 5.0, "offered": 5.0}, PowerReason.STATION_LIMIT),
        ({"current": 3.0, "offered": 5.0}, PowerReason.VEHICLE_LIMIT),
        ({"current": 0.0, "offered": 0.0}, PowerReason.PAUSED_BY_STATION),
        ({"current": None}, PowerReason.STEADY),
        ({"offered": None, "wanted": None}, PowerReason.STEADY),
        ({"offered": None, "wanted": 0.0}, PowerReason.STEADY),
        ({"too_hot": True, "temperature": 50.0}, PowerReason.TOO_HOT),
        ({"age": None, "current": None}, PowerReason.AWAITED),
        ({"age": 15.0}, PowerReason.FULL),
        ({"age": 16.0, "too_hot": True}, PowerReason.OLD),
        ({"age": 40.0, "paused": PausedReason.VEHICLE}, PowerReason.PAUSED_BY_VEHICLE),
        ({"age": None, "paused": PausedReason.BALANCING}, PowerReason.BALANCING),
        ({"too_hot": True, "paused": PausedReason.STATION}, PowerReason.PAUSED_BY_STATION),
        ({"link_lost": True, "paused": PausedReason.STATION}, PowerReason.NOT_READABLE),
    ],
)
def test_the_weightiest_reason_counts(facts: dict[str, object], reason: PowerReason) -> None:
    assert why(**facts) is reason


def test_there_is_a_reason_whatever_is_known() -> None:
    found = {
        why(
            age=age, soc=soc, current=current, offered=offered, wanted=wanted, temperature=warmth,
            paused=paused, too_hot=too_hot, link_lost=link_lost, duration=duration,
        )
        for age, soc, current, offered, wanted, warmth, paused, too_hot, link_lost, duration in (
            product(
                (None, 0.0, 1e9), (None, 0.0, 90.0, 100.0), (None, 0.0, 5.0, 10.0),
                (None, 0.0, 5.0, 100.0), (None, 0.0, 10.0), (None, -10.0, 60.0),
                (None, *PausedReason), (False, True), (False, True), (0.0, 1e9),
            )
        )
    }  # fmt: skip
    assert found == set(PowerReason)


class TestOfASession:
    def test_full_power_and_then_the_taper(self) -> None:
        kiosk = charging(soc=60, max_current=10)
        kiosk.station.meter(soc=61, power=760, voltage=76, current=10, offered=10)
        kiosk.wait(70)
        kiosk.station.meter(soc=62, power=760, voltage=76, current=10, offered=10)
        kiosk.read()
        assert reason_of(kiosk) is PowerReason.FULL
        kiosk.wait(5)
        kiosk.station.meter(soc=68, power=500, voltage=80, current=6.2)
        kiosk.read()
        assert reason_of(kiosk) is PowerReason.VEHICLE_LIMIT

    def test_nothing_measured_and_nothing_readable(self) -> None:
        kiosk = charging()
        assert reason_of(kiosk) is PowerReason.AWAITED
        kiosk.lose_link(10)
        assert reason_of(kiosk) is PowerReason.NOT_READABLE

    def test_a_station_that_is_too_hot(self) -> None:
        kiosk = charging()
        kiosk.station.meter(soc=61, power=760, voltage=76)
        kiosk.wait(1)
        code = ChargePointErrorCode.HIGH_TEMPERATURE.value
        kiosk.station.status("Charging", error_code=code)
        kiosk.wait(1)
        assert reason_of(kiosk) is PowerReason.TOO_HOT

    def test_the_station_gives_less_than_the_vehicle_asked_for(self) -> None:
        kiosk = charging(soc=60, max_current=25)
        kiosk.wait(70)
        kiosk.station.meter(soc=61, power=760, voltage=76, offered=10)
        kiosk.read()
        assert reason_of(kiosk) is PowerReason.STATION_LIMIT

    def test_a_battery_that_said_it_was_warm(self) -> None:
        kiosk = arrived(temperature=47, max_current=25)
        kiosk.station.start_transaction(CARD_TAG)
        kiosk.wait(70)
        kiosk.station.meter(soc=61, power=760, voltage=76)
        kiosk.read()
        assert reason_of(kiosk) is PowerReason.WARM
        kiosk.station.sampled("30", "Temperature", "Celsius")
        kiosk.read()
        assert reason_of(kiosk) is PowerReason.VEHICLE_LIMIT

    def test_a_charge_of_which_only_the_energy_is_told(self) -> None:
        kiosk = Kiosk(Station()).come_up()
        kiosk.station.start_transaction(CARD_TAG)
        kiosk.station.meter(energy=1001, power=700)
        kiosk.read()
        assert reason_of(kiosk) is PowerReason.STEADY


def reason_of(kiosk: Kiosk) -> PowerReason:
    shown = kiosk.snapshot().charging
    assert shown is not None
    return shown.reason
