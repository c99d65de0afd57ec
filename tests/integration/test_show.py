"""``kiosk show`` against a real database with the rows of a real session."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.integration.steve_database import (
    CHARGE_BOX_ID,
    Generation,
    SteveDatabase,
    recorded_session,
)

pytestmark = pytest.mark.integration


@pytest.fixture
def database(make_steve: Callable[[Generation], SteveDatabase]) -> SteveDatabase:
    database = make_steve(Generation.CONNECTOR)
    database.data_transfer_table()
    return database


def show(database: SteveDatabase, *arguments: object) -> tuple[int, Any]:
    """Return the exit code, and the payload or the sentence on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "show", *map(str, arguments)],
        env=os.environ | {"KIOSK_STEVE__DATABASE_URL": database.address().url},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, json.loads(done.stdout) if done.returncode == 0 else done.stderr


def test_a_session_is_shown_as_it_goes(database: SteveDatabase) -> None:
    begin = datetime.now(UTC) - timedelta(seconds=110)
    rows = list(recorded_session(begin))
    tables = [row.table for row in rows]
    plugged, stopped = tables.index("transaction_start"), tables.index("transaction_stop")

    for row in rows[:plugged]:
        database.replay(row)
    code, before = show(database, "pre-charge-info", CHARGE_BOX_ID)
    assert code == 0
    assert before["vehicleInfo"] == {
        "soc": 87.0,
        "maxCurrent": 2,
        "voltage": 76.38,
        "temperature": 26.6,
    }
    assert before["calculated"]["currentRange"] == 70
    assert before["canCharge"] is True

    for row in rows[plugged:stopped]:
        database.replay(row)
    assert show(database, "summary", 2) == (
        1,
        "kiosk: transaction 2 is still open: ask again when it has ended\n",
    )

    for row in rows[stopped:]:
        database.replay(row)
    code, summary = show(database, "summary", 2)
    assert code == 0
    assert summary == {
        "transactionId": 2,
        "summary": {"finalSoc": 87.18, "energyDelivered": 3.94, "durationMinutes": 1.54},
        "calculated": {
            "startSoc": 87.0,
            "socGain": 0.18,
            "rangeAdded": 0.1,
            "averagePower": 154.0,
        },
    }
    code, vehicle = show(database, "vehicle-info", CHARGE_BOX_ID)
    assert code == 0
    assert vehicle["source"] == "SessionSummary"
    assert vehicle["status"] == "Available"


def test_what_is_not_there_is_told(database: SteveDatabase) -> None:
    assert show(database, "vehicle-info", "NOBODY") == (
        1,
        "kiosk: SteVe has no accepted station 'NOBODY': check its ChargeBoxId\n",
    )
    assert show(database, "summary", 3) == (
        1,
        "kiosk: SteVe has no transaction 3: check the number\n",
    )
