"""The MariaDB server that these tests share, and a SteVe's schema of its own for each test."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from kiosk.adapters.database import DatabaseAddress
from kiosk.adapters.steve_database import SteveDatabaseReader
from kiosk.domain.observation import ConnectorObservation, StationObservation
from tests.integration.mariadb_server import MariaDBServer
from tests.integration.steve_database import CHARGE_BOX_ID, Generation, SteveDatabase

_numbers = itertools.count(1)

MakeSteve = Callable[[Generation], SteveDatabase]


class Reading:
    """A reader and the loop it runs on."""

    def __init__(
        self, address: DatabaseAddress, connector_ids: tuple[int, ...] = (1,), **options: Any
    ) -> None:
        self.runner = asyncio.Runner()
        self.reader = SteveDatabaseReader(CHARGE_BOX_ID, connector_ids, address, **options)

    def read(self) -> StationObservation:
        """Read the station."""
        return self.runner.run(self.reader.read())

    def connector(self) -> ConnectorObservation:
        """Read the station, and return its first connector."""
        return self.read().connectors[0]

    def close(self) -> None:
        """End the reader's thread."""
        self.runner.run(self.reader.close())
        self.runner.close()


MakeReading = Callable[..., Reading]


@pytest.fixture(scope="session")
def mariadb() -> Iterator[MariaDBServer]:
    """A private server."""
    with MariaDBServer() as server:
        yield server


@pytest.fixture
def make_steve(mariadb: MariaDBServer) -> Iterator[MakeSteve]:
    """Make a database of a generation."""
    with ExitStack() as stack:

        def make(generation: Generation) -> SteveDatabase:
            steve = SteveDatabase(mariadb, f"steve_{next(_numbers)}", generation)
            stack.callback(steve.drop)
            return steve

        yield make


@pytest.fixture
def steve(make_steve: MakeSteve) -> SteveDatabase:
    """A database of the newer generation."""
    return make_steve(Generation.EVSE)


@pytest.fixture
def make_reading() -> Iterator[MakeReading]:
    """Make readers that end with the test."""
    with ExitStack() as stack:

        def make(*arguments: Any, **options: Any) -> Reading:
            reading = Reading(*arguments, **options)
            stack.callback(reading.close)
            return reading

        yield make
