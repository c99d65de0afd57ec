"""``kiosk station``: one simulated station or many, until told to stop."""

import asyncio
import logging
import random
import signal
from dataclasses import dataclass, field

from kiosk.adapters.simulator.scenarios import scenario_named
from kiosk.station.charge_point import WIRE_LOGGER
from kiosk.station.hardware import Hardware
from kiosk.station.station import CentralSystemAddress, OcppStation

_STAGGER_SECONDS = 0.01
"""For each station, so that they don't all come at once."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StationOptions:
    """What the command line asks for; with ``count`` the ids are numbered, ID_0001 and so on."""

    url: str
    charge_box_id: str
    scenario: str
    speed: float = 1.0
    repeat: bool = False
    count: int | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def charge_box_ids(self) -> tuple[str, ...]:
        """The stations' identities."""
        if self.count is None:
            return (self.charge_box_id,)
        return tuple(f"{self.charge_box_id}_{number:04d}" for number in range(1, self.count + 1))


def run(options: StationOptions) -> int:
    """Run the stations until SIGTERM or SIGINT. Raises Misconfigured."""
    WIRE_LOGGER.setLevel(logging.CRITICAL)
    asyncio.run(_run(options))
    return 0


async def _run(options: StationOptions) -> None:
    scenario = scenario_named(options.scenario)
    stations = []
    for seed, name in enumerate(options.charge_box_ids, start=1):
        address = CentralSystemAddress(options.url, name, options.password)
        hardware = Hardware(name, scenario, speed=options.speed, repeat=options.repeat, seed=seed)
        stations.append(OcppStation(address, hardware))
    everything = asyncio.gather(*(_begin(station, len(stations)) for station in stations))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, everything.cancel)
    try:
        await everything
    except asyncio.CancelledError:
        _log.info("stopped")


async def _begin(station: OcppStation, count: int) -> None:
    await asyncio.sleep(random.uniform(0, (count - 1) * _STAGGER_SECONDS))  # noqa: S311 - no secret
    await station.run()
