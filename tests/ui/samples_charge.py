"""Samples of a charge with money and with limits."""

from dataclasses import replace
from decimal import Decimal

from kiosk.domain.ocpp import ChargePointErrorCode
from kiosk.domain.snapshot import (
    ConnectorSnapshot,
    Cost,
    Limit,
    LimitKind,
    OutOfServiceReason,
    PowerReason,
    SessionPhase,
    StationSnapshot,
)
from tests.ui import snapshots

COST = Cost("INR", Decimal("10.23"))
FOR_MINUTES = Limit(LimitKind.MINUTES, Decimal(48))
FOR_MONEY = Limit(LimitKind.MONEY, Decimal("20.00"))


def limited(limit: Limit | None, **fields: object) -> ConnectorSnapshot:
    """Return a charge that costs something and ends at a limit."""
    fields = {"target": 100, "minutes_left": (50.0, 65.0), **fields}
    return replace(snapshots.charging(**fields), cost=COST, limit=limit)


def charge_samples() -> dict[str, StationSnapshot]:
    """Return them by name."""
    safety_stop = ConnectorSnapshot(
        1,
        SessionPhase.OUT_OF_SERVICE,
        out_of_service=OutOfServiceReason.FAULTED,
        error_code=ChargePointErrorCode.GROUND_FAILURE,
        charging=snapshots.CHARGING,
        cost=COST,
    )
    connectors = {
        "charging-cost": replace(snapshots.CHARGE, cost=COST),
        "charging-cost-max": limited(
            None,
            energy_wh=6805.5,
            duration=9 * 3600 + 59 * 60.0,
            power=6998.6,
            current=99.9,
            minutes_left=(600.0, 715.0),
        ),
        "charging-for-minutes": limited(FOR_MINUTES),
        "charging-for-money": limited(FOR_MONEY, minutes_left=(18.0, 22.0)),
        "charging-for-money-old": limited(FOR_MONEY, age=40.0, reason=PowerReason.OLD),
        "fault-cost": safety_stop,
    }
    dear = replace(COST, amount=Decimal("1043.23"))
    connectors["charging-cost-max"] = replace(connectors["charging-cost-max"], cost=dear)
    return {name: snapshots.station(connector) for name, connector in connectors.items()}
