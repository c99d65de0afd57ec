"""Riders' ways through the kiosk, in words, one step a screen."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from kiosk.adapters.simulator.scenarios import SCENARIOS
from kiosk.domain.snapshot import SessionPhase
from tests.flows.conftest import Run, SimulatedKiosk
from tests.ui.seeing import button

Flow = Callable[[SimulatedKiosk], Coroutine[Any, Any, None]]


async def ordinary_90(kiosk: SimulatedKiosk) -> None:
    await kiosk.sees("Plug in your vehicle", "How it works")
    await kiosk.sees("58 %", "47 km", "Classic", "26.6 °C", "+32 %", "+25.9 km", "0.72 kWh")
    await kiosk.taps("START CHARGING")
    await kiosk.sees("Starting…", but_not="START CHARGING")
    await kiosk.sees("Power", "10.0 A", "STOP CHARGING")
    await kiosk.sees("74 %", "→ 90", "min to 90 %")
    await kiosk.sees("Stopping…", but_not="STOP CHARGING")
    await kiosk.sees("Your target of 90 % is reached.", "+32.05 %", "0.74 kWh", "26.0 km")
    await kiosk.taps("BACK TO HOME")
    await kiosk.sees("Please unplug your vehicle", but_not="0.74 kWh")
    await kiosk.sees("Plug in your vehicle", "Last session", "58 % to 90 %", "0.74 kWh")


async def to_100(kiosk: SimulatedKiosk) -> None:
    await kiosk.sees("92 %", "90 % reached", "START CHARGING")
    await kiosk.taps("START CHARGING")
    await kiosk.sees("to 100 %", "At the end your vehicle stops by itself.")
    await kiosk.sees("Slower near full.")
    await kiosk.sees("Balancing the battery", "Your vehicle ends the charge.")
    await kiosk.sees("Your battery is full.", "100.00 %", but_not="Stopping")


async def rider_stops(kiosk: SimulatedKiosk) -> None:
    await kiosk.sees("87 %", "70 km", "76.4 V", "START CHARGING")
    await kiosk.taps("START CHARGING")
    await kiosk.sees("+2 Wh in 1 min", "STOP CHARGING")
    await kiosk.taps("STOP CHARGING")
    await kiosk.sees("Stopping…")
    await kiosk.sees("You can unplug now", "You stopped it before 90 %.", "87.00 %")


async def for_minutes(kiosk: SimulatedKiosk) -> None:
    await kiosk.sees("58 %", "START CHARGING")
    for key in ("Custom", "Minutes", "1", "5", "OK"):
        await kiosk.taps(key)
    await kiosk.sees("15 min", "START CHARGING", but_not="OK")
    await kiosk.taps("START CHARGING")
    await kiosk.sees("5 min", "STOP CHARGING")
    await kiosk.sees("Stopping…")
    await kiosk.sees("Stopped after 15 min, as you chose.")


async def for_money(kiosk: SimulatedKiosk) -> None:
    """Without a tariff; with one, see test_money."""
    await kiosk.sees("87 %", "START CHARGING", but_not="₹")
    await kiosk.taps("Custom")
    await kiosk.sees("Minutes", but_not="Money")
    await kiosk.taps("Back")
    await kiosk.taps("START CHARGING")
    await kiosk.sees("min to 90 %", "STOP CHARGING", but_not="₹")


async def stale_vehicle_info(kiosk: SimulatedKiosk) -> None:
    await kiosk.sees("Stale data", "reconnect your vehicle", but_not="58 %")
    await kiosk.sees("Plug in your vehicle")
    await kiosk.sees("58 %", "START CHARGING")


async def no_vehicle_info(kiosk: SimulatedKiosk) -> None:
    await kiosk.sees("Reading your vehicle…")
    await kiosk.sees("Your vehicle does not answer.", "Unplug, wait 10 seconds, plug in again.")
    await kiosk.sees("We can't read your vehicle", "Please reconnect it.")
    await kiosk.sees("87 %", "START CHARGING", but_not="can't read")


async def start_rejected(kiosk: SimulatedKiosk) -> None:
    await _starts(kiosk)
    await kiosk.sees("Not started", "The station said no.", "START CHARGING")
    await _starts(kiosk)
    await kiosk.sees("STOP CHARGING", but_not="Not started")


async def start_not_answered(kiosk: SimulatedKiosk) -> None:
    await _starts(kiosk)
    await kiosk.sees("Starting…", "getting ready")
    await kiosk.sees("This takes longer than usual.")
    await kiosk.sees("Not started", "The station did not answer.", "START CHARGING")


async def start_not_followed(kiosk: SimulatedKiosk) -> None:
    await _starts(kiosk)
    await kiosk.sees("Not started", "No current came.", "START CHARGING")


async def start_fails(kiosk: SimulatedKiosk) -> None:
    failures = (
        "The station has a problem.",
        "It can't be reached now.",
        "This kiosk may not start a charge.",
        "This kiosk can't give orders.",
        "Nothing was sent.",
        "The control centre has a problem.",
    )
    await _starts(kiosk)
    for failure in failures:
        await kiosk.sees(failure, "START CHARGING")
        await kiosk.taps("START CHARGING")
    await kiosk.sees("STOP CHARGING", but_not="Not started")


async def stop_ignored(kiosk: SimulatedKiosk) -> None:
    await _charges(kiosk)
    await kiosk.taps("STOP CHARGING")
    await kiosk.sees("Still stopping…", "We keep trying.")
    await kiosk.sees("You can unplug now", "You stopped it before 90 %.")


async def paused_by_vehicle(kiosk: SimulatedKiosk) -> None:
    await _charges(kiosk)
    await kiosk.sees("Paused by your vehicle", "It goes on by itself.", "STOP CHARGING")
    await kiosk.sees("50–65 min to 90 %", "764 W", but_not="Paused")


async def paused_by_station(kiosk: SimulatedKiosk) -> None:
    await _charges(kiosk)
    await kiosk.sees("Paused by the station", "It goes on by itself.", "STOP CHARGING")
    await kiosk.sees("50–65 min to 90 %", "764 W", but_not="Paused")


async def unplugged_mid_charge(kiosk: SimulatedKiosk) -> None:
    await _charges(kiosk)
    await kiosk.sees("It ended when you unplugged.", "19.1 Wh")
    await kiosk.sees("MORE TIME")
    await kiosk.sees("Plug in your vehicle", "Last session")


async def faulted_mid_charge(kiosk: SimulatedKiosk) -> None:
    await _charges(kiosk)
    await kiosk.sees("Do not touch the plug", "Safety stop", "1800 000 1234", but_not="START")
    await kiosk.sees("The station ended it.", "19.1 Wh")


async def every_fault(kiosk: SimulatedKiosk) -> None:
    for headline in ("Check the plug", "No answer", "Do not touch", "Too hot", "Charger fault"):
        await kiosk.sees(headline, but_not="START")
    await kiosk.sees("Code A042")
    await kiosk.sees("Meter fault")
    await kiosk.sees("The voltage of the grid is low.")
    await kiosk.sees("Its radio signal is weak.")
    await kiosk.sees("Plug in your vehicle")


async def warm(kiosk: SimulatedKiosk) -> None:
    await _charges(kiosk)
    await kiosk.sees("Too hot: it may be slower.", "STOP CHARGING")
    await kiosk.sees("Full power.", "STOP CHARGING")


async def unknown_model(kiosk: SimulatedKiosk) -> None:
    await kiosk.sees("Model unknown", "START CHARGING", but_not="km")
    await kiosk.taps("START CHARGING")
    await kiosk.sees("Power", "STOP CHARGING", but_not="km")


async def already_full(kiosk: SimulatedKiosk) -> None:
    await kiosk.sees("100 %", "Your battery is full")
    assert not button(kiosk.window, "START").isEnabled()
    await kiosk.sees("Plug in your vehicle")


async def card_start(kiosk: SimulatedKiosk) -> None:
    await kiosk.sees("35 %", "Pro", "START CHARGING")
    await kiosk.sees("Power", "45.0 A", "STOP CHARGING", but_not="START CHARGING")
    await kiosk.sees("Energy", "0.12 kWh", "BACK TO HOME")


async def reserved(kiosk: SimulatedKiosk) -> None:
    await kiosk.sees("Reserved", "kept for a rider")
    await kiosk.sees("Plug in your vehicle")


async def unavailable(kiosk: SimulatedKiosk) -> None:
    await kiosk.sees("Out of service", "Please use another charger.", "1800 000 1234")
    await kiosk.sees("Plug in your vehicle")


async def database_gone(kiosk: SimulatedKiosk) -> None:
    await _charges(kiosk)
    await kiosk.sees("No connection", "We keep trying.", "s ago", "STOP WHEN CONNECTED")
    await kiosk.sees("Full power.", "STOP CHARGING", but_not="No connection")


async def no_session_summary(kiosk: SimulatedKiosk) -> None:
    await _charges(kiosk)
    await kiosk.taps("STOP CHARGING")
    await kiosk.sees("Figures from the meter", "You can unplug now")


async def late_session_summary(kiosk: SimulatedKiosk) -> None:
    await _charges(kiosk)
    await kiosk.taps("STOP CHARGING")
    await kiosk.sees("Figures from the meter")
    await kiosk.sees("You stopped it before 90 %.", but_not="Figures from the meter")


async def next_rider(kiosk: SimulatedKiosk) -> None:
    await _charges(kiosk)
    await kiosk.taps("STOP CHARGING")
    await kiosk.sees("You can unplug now", "Classic")
    await kiosk.taps("BACK TO HOME")
    await kiosk.sees("Plug in your vehicle", "Last session")
    await kiosk.sees("Reading your vehicle…", but_not="58 %")
    assert "V" not in kiosk.screen.split("Reading")[0], "the rider before is still to be seen"
    await kiosk.sees("35 %", "Pro", "START CHARGING", but_not="58 %")


async def two_connectors(kiosk: SimulatedKiosk) -> None:
    await kiosk.sees("Connector 1", "Connector 2", "Free")
    await kiosk.sees("58 %", "Classic", "Connector 1", "START CHARGING")
    await kiosk.sees("20 %", "Max", "Connector 2", "START CHARGING")
    await kiosk.taps("START CHARGING")
    await kiosk.sees("STOP CHARGING", "Max")


async def _starts(kiosk: SimulatedKiosk) -> None:
    await kiosk.sees("58 %", "START CHARGING")
    await kiosk.taps("START CHARGING")
    await kiosk.sees("Starting…")


async def _charges(kiosk: SimulatedKiosk) -> None:
    await _starts(kiosk)
    await kiosk.sees("Power", "STOP CHARGING")


FLOWS: dict[str, Flow] = {
    flow.__name__.replace("_", "-"): flow
    for flow in (
        ordinary_90,
        to_100,
        rider_stops,
        for_minutes,
        for_money,
        stale_vehicle_info,
        no_vehicle_info,
        start_rejected,
        start_not_answered,
        start_not_followed,
        start_fails,
        stop_ignored,
        paused_by_vehicle,
        paused_by_station,
        unplugged_mid_charge,
        faulted_mid_charge,
        every_fault,
        warm,
        unknown_model,
        already_full,
        card_start,
        reserved,
        unavailable,
        database_gone,
        no_session_summary,
        late_session_summary,
        next_rider,
        two_connectors,
    )
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(name: str, run: Run) -> None:
    async def flow() -> None:
        async with SimulatedKiosk(name) as kiosk:
            await FLOWS[name](kiosk)

    run(flow())


def test_a_hundred_taps_in_a_row_start_once(run: Run) -> None:
    async def flow() -> None:
        async with SimulatedKiosk("ordinary-90") as kiosk:
            await kiosk.sees("58 %", "START CHARGING")
            await kiosk.taps_often("START CHARGING", 100)
            await kiosk.sees("STOP CHARGING")
            assert kiosk.connector.session_phase is SessionPhase.CHARGING
            assert kiosk.starts == 1

    run(flow())


def test_a_tap_meant_for_start_does_not_stop(run: Run) -> None:
    """START and STOP share a place: the screen between them is deaf, and so is the first moment."""

    async def flow() -> None:
        async with SimulatedKiosk("card-start") as kiosk:
            await kiosk.sees("START CHARGING")
            await kiosk.sees("STOP CHARGING")
            await kiosk.taps_at_once("STOP CHARGING")
            await kiosk.sees("STOP CHARGING", but_not="Stopping")

    run(flow())
