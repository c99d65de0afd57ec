"""What first shows while the kiosk watches, whatever the clocks that stamped it say."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.snapshot import SessionPhase, VehicleInfoState
from tests.builders import Kiosk, Station

BEHIND = timedelta(seconds=30)


def watching() -> Kiosk:
    kiosk = Kiosk(Station())
    kiosk.station.unplug()
    return kiosk.come_up()


def plugs_in(kiosk: Kiosk) -> None:
    kiosk.station.pass_time(1)
    kiosk.at += 1
    kiosk.station.plug()
    kiosk.read()


def test_a_vehicle_whose_recorder_is_half_a_minute_behind_can_be_charged() -> None:
    kiosk = watching()
    plugs_in(kiosk)
    kiosk.station.vehicle_info(soc=60, received=kiosk.station.now - BEHIND)
    kiosk.wait(1)
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.VALID
    assert kiosk.snapshot().can_start


def test_its_charge_and_summary_are_its_own_when_steves_clock_is_behind() -> None:
    kiosk = watching().plug()
    kiosk.press_start()
    kiosk.station.start_transaction()
    (connector,) = kiosk.station.observation().connectors
    assert connector.transaction is not None
    late = replace(connector.transaction, started=connector.transaction.started - BEHIND)
    kiosk.station.change(transaction=late)
    kiosk.wait(1)
    assert kiosk.phase() is SessionPhase.CHARGING
    kiosk.finish()
    assert kiosk.phase() is SessionPhase.COMPLETE


@pytest.mark.parametrize("gap", [6, 60])
def test_after_a_gap_only_the_clocks_can_tell(gap: float) -> None:
    kiosk = watching()
    kiosk.station.pass_time(gap)
    kiosk.at += gap
    kiosk.station.plug()
    kiosk.station.vehicle_info(soc=60, received=kiosk.station.now - BEHIND - timedelta(seconds=gap))
    kiosk.read()
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.AWAITED


def test_what_shows_late_is_nobodys() -> None:
    kiosk = watching()
    plugs_in(kiosk)
    kiosk.station.vehicle_info(soc=60, received=kiosk.station.now - 5 * BEHIND)
    kiosk.wait(1)
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.AWAITED


def test_what_was_there_before_is_not_taken_for_new() -> None:
    kiosk = watching()
    kiosk.station.vehicle_info(soc=60, received=kiosk.station.now - BEHIND)
    kiosk.wait(1)
    plugs_in(kiosk)
    assert kiosk.snapshot().vehicle_info is VehicleInfoState.AWAITED
