"""What a view is given in each phase, and what it is not."""

import pytest

from kiosk.domain.commands import CommandOutcome
from kiosk.domain.ocpp import ChargePointErrorCode, ChargePointStatus
from kiosk.domain.snapshot import (
    ChargingFigures,
    ConnectorSnapshot,
    OutOfServiceReason,
    PausedReason,
    SessionPhase,
    TargetOffer,
    VehicleFigures,
    VehicleInfoState,
)
from tests.builders import CARD_TAG, Kiosk, Station, arrived, charging


def charging_figures(kiosk: Kiosk) -> ChargingFigures:
    figures = kiosk.snapshot().charging
    assert figures is not None
    return figures


def vehicle_figures(kiosk: Kiosk) -> VehicleFigures:
    figures = kiosk.snapshot().vehicle
    assert figures is not None
    return figures


def test_before_anything_is_read_there_is_nothing_to_show() -> None:
    assert Kiosk(Station()).snapshot() == ConnectorSnapshot(
        1, SessionPhase.CONNECTING, waited=1000.0
    )


def test_an_available_connector_shows_no_vehicle() -> None:
    snapshot = Kiosk(Station()).come_up().snapshot()
    assert snapshot.session_phase is SessionPhase.AVAILABLE
    assert snapshot.status is ChargePointStatus.AVAILABLE
    assert snapshot.error_code is None
    assert snapshot.vehicle is None
    assert snapshot.offers == ()
    assert snapshot.target is None
    assert snapshot.transaction_id is None
    assert dict(snapshot.source_ages) == {"database": 0, "status": 0}


def test_a_vehicle_shows_what_it_said_and_what_follows_from_it() -> None:
    kiosk = arrived(soc=87.0, max_current=2, voltage=76.38, temperature=26.6)
    vehicle = vehicle_figures(kiosk)
    assert vehicle.model == "Classic"
    assert vehicle.soc == 87.0
    assert vehicle.range_km == pytest.approx(70.47)
    assert vehicle.full_range_km == 81
    assert vehicle.charge_ah == pytest.approx(26.1)
    assert vehicle.temperature == 26.6


def test_a_vehicle_of_an_unknown_model_shows_only_what_it_said() -> None:
    kiosk = arrived(soc=50, max_current=120)
    vehicle = vehicle_figures(kiosk)
    assert vehicle.soc == 50
    assert (vehicle.model, vehicle.range_km, vehicle.charge_ah) == (None, None, None)
    assert kiosk.snapshot().can_start


def test_three_targets_are_offered() -> None:
    kiosk = arrived(soc=60)
    offers = kiosk.snapshot().offers
    assert [(o.percent, o.custom, o.reachable) for o in offers] == [
        (90, False, True),
        (100, False, True),
        (80, True, True),
    ]
    kiosk.choose(71, custom=True)
    assert kiosk.snapshot().offers[2].percent == 71


def test_an_offer_below_the_state_of_charge_is_out_of_reach() -> None:
    offers = arrived(soc=93).snapshot().offers
    assert offers[0] == TargetOffer(90, custom=False, reachable=False, gain=0.0)
    assert offers[1].reachable


def test_while_starting_the_vehicle_stays_on_screen() -> None:
    kiosk = arrived(soc=60)
    kiosk.press_start()
    assert kiosk.phase() is SessionPhase.STARTING
    assert vehicle_figures(kiosk).soc == 60
    assert not kiosk.snapshot().can_start


def test_in_between_nothing_can_be_started_and_the_screen_says_to_wait() -> None:
    kiosk = arrived(soc=60)
    kiosk.station.status("SuspendedEV")
    kiosk.wait(1)
    snapshot = kiosk.snapshot()
    assert snapshot.session_phase is SessionPhase.PREPARING
    assert snapshot.vehicle_info is VehicleInfoState.BETWEEN
    assert not snapshot.can_start


def test_a_charge_without_meter_values_shows_no_figures_of_its_own() -> None:
    figures = charging_figures(charging(75, soc=60))
    assert figures.soc is None
    assert figures.energy_wh is None
    assert figures.power is None
    assert figures.age is None
    assert figures.minutes_left is None
    assert figures.curve == figures.forecast == ()
    assert figures.start_soc == 60
    assert figures.target == 75
    assert figures.model == "Classic"
    assert figures.own
    assert figures.can_stop


def test_a_charge_shows_its_meter_values() -> None:
    kiosk = charging(90, soc=60)
    kiosk.station.meter(soc=60.5, energy=1010, power=1900, voltage=76, current=25, offered=25)
    kiosk.wait(4)
    kiosk.at += 3
    figures = charging_figures(kiosk)
    assert figures.soc == 60.5
    assert figures.energy_wh == 10
    assert figures.power == 1900
    assert figures.voltage == 76
    assert figures.current == figures.current_offered == 25
    assert figures.range_km == pytest.approx(49.005)
    assert figures.start_soc == 60.5
    assert figures.duration == 4
    assert figures.minutes_left is not None
    low, high = figures.minutes_left
    assert 18 < low < 21 < high < 26
    assert [point.power for point in figures.curve] == [1900]
    assert figures.forecast[-1].soc == 90
    assert dict(kiosk.snapshot().source_ages)["meter_values"] == figures.age


def test_without_a_target_the_time_left_is_to_a_full_battery() -> None:
    kiosk = arrived(soc=60)
    kiosk.station.start_transaction(CARD_TAG)
    kiosk.station.meter(soc=60, power=1900, voltage=76)
    kiosk.wait(1)
    figures = charging_figures(kiosk)
    assert figures.target is None
    assert not figures.own
    assert figures.forecast[-1].soc == 100


def test_past_the_target_nothing_is_forecast() -> None:
    kiosk = charging(75, soc=60)
    kiosk.station.meter(soc=76, power=1900, voltage=76)
    kiosk.wait(1)
    assert charging_figures(kiosk).forecast == ()


@pytest.mark.parametrize(
    ("status", "soc", "reason"),
    [
        ("SuspendedEV", 80, PausedReason.VEHICLE),
        ("SuspendedEV", 99, PausedReason.BALANCING),
        ("SuspendedEVSE", 80, PausedReason.STATION),
    ],
)
def test_a_pause_says_why_and_tells_no_time(status: str, soc: float, reason: PausedReason) -> None:
    kiosk = charging(100, soc=60)
    kiosk.station.meter(soc=soc, power=1900, voltage=76)
    kiosk.station.pass_time(1)
    kiosk.station.status(status)
    kiosk.wait(1)
    figures = charging_figures(kiosk)
    assert kiosk.phase() is SessionPhase.CHARGING
    assert figures.paused is reason
    assert figures.minutes_left is None
    assert figures.forecast == ()


def test_a_charge_at_a_faulted_connector_is_told_but_not_as_a_charge() -> None:
    kiosk = charging(soc=60)
    kiosk.station.pass_time(1)
    kiosk.station.status("Faulted", error_code="GroundFailure", vendor_error_code="F042")
    kiosk.wait(1)
    snapshot = kiosk.snapshot()
    assert snapshot.session_phase is SessionPhase.OUT_OF_SERVICE
    assert snapshot.out_of_service is OutOfServiceReason.FAULTED
    assert snapshot.error_code is ChargePointErrorCode.GROUND_FAILURE
    assert snapshot.vendor_error_code == "F042"
    assert snapshot.transaction_id == 1


def test_a_stop_waits_for_the_connection_it_needs() -> None:
    kiosk = charging()
    assert not kiosk.snapshot().stop_waiting
    kiosk.press_stop()
    assert not kiosk.snapshot().stop_waiting
    kiosk.stop_finished(CommandOutcome.UNREACHABLE)
    assert kiosk.snapshot().stop_waiting
    kiosk.wait(5)
    kiosk.stop_finished(CommandOutcome.ACCEPTED)
    assert not kiosk.snapshot().stop_waiting
    kiosk.lose_link(5)
    assert kiosk.snapshot().stop_waiting


def test_a_summary_is_shown_where_it_belongs() -> None:
    kiosk = charging(soc=60).finish()
    snapshot = kiosk.snapshot()
    assert snapshot.session_phase is SessionPhase.COMPLETE
    assert snapshot.summary == kiosk.recorded[1]
    assert snapshot.transaction_id == 1
    assert snapshot.charging is None
    assert snapshot.last_summary is None
    kiosk.dismiss()
    snapshot = kiosk.snapshot()
    assert snapshot.session_phase is SessionPhase.UNPLUG
    assert snapshot.summary is None
    assert snapshot.transaction_id is None
    assert snapshot.last_summary == kiosk.recorded[1]


def test_ages_grow_between_readings_and_are_never_below_nothing() -> None:
    kiosk = arrived()
    kiosk.at += 7
    ages = dict(kiosk.snapshot().source_ages)
    assert ages["database"] == 7
    assert ages["vehicle_info"] == 8
    kiosk.station.status("Preparing", timestamp=kiosk.station.now.replace(year=2099))
    kiosk.station.change(statuses=kiosk.station.connectors[1].statuses[-1:])
    kiosk.read()
    assert dict(kiosk.snapshot().source_ages)["status"] == 0


def test_a_status_without_a_time_has_no_age() -> None:
    kiosk = Kiosk(Station())
    kiosk.station.change(statuses=())
    kiosk.station.status("Available")
    (record,) = kiosk.station.connectors[1].statuses
    kiosk.station.change(statuses=(record.__class__(record.status, None),))
    kiosk.read()
    assert dict(kiosk.snapshot().source_ages) == {"database": 0}
