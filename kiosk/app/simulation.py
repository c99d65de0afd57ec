"""A worker's surroundings for a simulated station."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.adapters.signing import new_signature_maker
from kiosk.adapters.simulator.memory_store import MemoryStore
from kiosk.adapters.simulator.scenarios import scenario_named
from kiosk.adapters.simulator.station import SimulatedStation
from kiosk.app.wiring import issuer_of, receipt_printer, session_rules
from kiosk.ports import Clock
from kiosk.settings import Settings
from kiosk.worker import StationPlan, StationPorts

SIMULATED_ID_TAG = "KIOSK01"


def simulated_station(scenario: str, clock: Clock, *, repeat: bool) -> SimulatedStation:
    """Return the station of a scenario. Raises Misconfigured for a name that is none."""
    return SimulatedStation(
        scenario_named(scenario), clock=clock, id_tag=SIMULATED_ID_TAG, repeat=repeat
    )


def simulated_work(
    settings: Settings,
    station: SimulatedStation,
    clock: Clock,
    sign: Callable[[bytes], bytes] | None = None,
) -> tuple[StationPlan, StationPorts]:
    """Return what a worker needs to look after a simulated station.

    Receipts are signed by ``sign``, or with a key of this run.
    """
    plan = StationPlan(
        station.charge_box_id,
        station.connector_ids,
        replace(session_rules(settings), id_tag=SIMULATED_ID_TAG),
        poll_seconds=settings.session.poll_seconds,
        idle_poll_seconds=settings.session.idle_poll_seconds,
        simulated=True,
    )
    # Its receipts can be checked as long as it runs, and never be taken for a real kiosk's.
    issuer = issuer_of(settings, station.charge_box_id, sign or new_signature_maker())
    store = MemoryStore(issuer, clock.utc)
    return plan, StationPorts(station, station, store, clock, receipt_printer(settings))
