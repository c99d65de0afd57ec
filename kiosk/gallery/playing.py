"""Plays the simulator's scenarios without a screen, and keeps a snapshot of each state."""

import asyncio
import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.adapters.simulator.clock import ManualClock
from kiosk.adapters.simulator.rider import ScriptedRider
from kiosk.adapters.simulator.scenarios import DEFAULT_SCENARIO, SCENARIOS, scenario_named
from kiosk.app.simulation import simulated_station, simulated_work
from kiosk.domain.snapshot import SessionPhase, StationSnapshot
from kiosk.gallery.states import state_of
from kiosk.settings import Settings
from kiosk.settings.money_sections import ReceiptSettings, TariffSettings
from kiosk.settings.sections import SessionSettings
from kiosk.worker import StationWorker

_STEP_SECONDS = 3.0
"""Between two looks at the station: rarer than in life, for thousands of seconds are played."""
FREE = Settings(session=SessionSettings(poll_seconds=_STEP_SECONDS))
PRICED = Settings(
    session=FREE.session,
    tariff=TariffSettings(
        per_kwh=Decimal("14.00"), per_session=Decimal("2.00"), taxes=("CGST 9", "SGST 9")
    ),
    receipt=ReceiptSettings(
        prefix="RM01",
        name="RivotMotors",
        address="12 MG Road, Bengaluru",
        gstin="29ABCDE1234F1ZW",
        place_of_supply="Karnataka (29)",
    ),
)
"""The settings of a station whose pictures show money."""
_PRICED = "-priced"
_SIGN = Ed25519PrivateKey.from_private_bytes(bytes(32)).sign
"""A key that everybody knows: the pictures' receipts are samples, and the same each time."""


async def played_states() -> dict[str, StationSnapshot]:
    """Return a snapshot of each state that the scenarios pass through, by its name.

    Every scenario is played at a station with a tariff and at one without; only that which takes
    an hour is played once, and the money taken out of it. The same snapshots come of it each time,
    whatever the clock on the wall shows.
    """
    free: dict[str, StationSnapshot] = {}
    priced: dict[str, StationSnapshot] = {}
    with _repeatable():
        for name in SCENARIOS:
            states = await _play(name, PRICED)
            for state, snapshot in states.items():
                if _shows_money(snapshot):
                    priced.setdefault(state + _PRICED, snapshot)
            if name == DEFAULT_SCENARIO:
                without = map(_without_money, states.values())
                states = {state_of(snapshot): snapshot for snapshot in without}
            else:
                states = await _play(name, FREE)
            for state, snapshot in states.items():
                free.setdefault(state, snapshot)
    return free | priced


@contextmanager
def _repeatable() -> Iterator[None]:
    """Have chance come out the same, and nothing said of faults that are simulated."""
    chance = random.getstate()
    random.seed(1)
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        random.setstate(chance)


async def _play(name: str, settings: Settings) -> dict[str, StationSnapshot]:
    """Return the first snapshot of each state of one scenario."""
    clock = ManualClock()
    station = simulated_station(name, clock, repeat=False)
    plan, ports = simulated_work(settings, station, clock, _SIGN)
    latest: list[StationSnapshot] = []
    worker = StationWorker(plan, ports, latest.append)
    rider = ScriptedRider(scenario_named(name))
    states: dict[str, StationSnapshot] = {}
    work = asyncio.ensure_future(worker.run())
    try:
        while not work.done():
            await clock.play(_STEP_SECONDS)
            for snapshot in latest:
                states.setdefault(state_of(snapshot), snapshot)
            del latest[:-1]
            if latest and rider.finished(latest[0], station):
                break
            for snapshot in tuple(latest):
                for intent in rider.react(snapshot, clock.monotonic()):
                    worker.submit(intent)
    finally:
        work.cancel()
        await asyncio.wait({work})
        await ports.store.close()
    if not work.cancelled():
        # It never ends by itself but by a fault.
        work.result()
    return states


def _shows_money(snapshot: StationSnapshot) -> bool:
    """Whether money changes the screen, in a way that no other picture shows."""
    connector, *others = snapshot.connectors
    offered = connector.session_phase is SessionPhase.AVAILABLE or connector.vehicle is not None
    return not others and connector.notice is None and (offered or connector.cost is not None)


def _without_money(snapshot: StationSnapshot) -> StationSnapshot:
    connectors = tuple(
        replace(
            connector,
            price=None,
            cost=None,
            receipt="",
            offers=tuple(replace(offer, cost=None) for offer in connector.offers),
        )
        for connector in snapshot.connectors
    )
    return replace(snapshot, connectors=connectors, price=None, price_change=None, history=())
