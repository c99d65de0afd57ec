"""Sample snapshots: one for each screen and state, with figures by product.md's formulas."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kiosk.domain.ocpp import ChargePointErrorCode, ChargePointStatus, StopReason
from kiosk.domain.snapshot import (
    ChargingFigures,
    ConnectorSnapshot,
    CurvePoint,
    EndedBy,
    Notice,
    OutOfServiceReason,
    PausedReason,
    PowerReason,
    SessionPhase,
    StationSnapshot,
    SummaryFigures,
    SummarySource,
    TargetOffer,
    VehicleFigures,
    VehicleInfoState,
)
from tests.ui.samples_targets import target_samples

NOW = datetime(2026, 1, 21, 14, 48, tzinfo=UTC)
HELP_NUMBER = "1800 000 1234"

VEHICLE = VehicleFigures(87.0, 76.38, 26.6, 2.0, "Classic", 70.47, 81.0, 26.1)
UNKNOWN_VEHICLE = VehicleFigures(41.0, 74.1, 31.2, 150.0, None, None, None, None)

OFFERS = (
    TargetOffer(90, False, True, 3.0, 2.43, 68.7, (25.0, 30.0)),
    TargetOffer(100, False, True, 13.0, 10.53, 297.9, (115.0, 140.0)),
    TargetOffer(95, True, True, 8.0, 6.48, 183.3, (70.0, 85.0)),
)

LONG_OFFERS = (
    TargetOffer(90, False, True, 89.0, 216.3, 6118.0, (2540.0, 3110.0)),
    TargetOffer(100, False, True, 99.0, 240.6, 6805.5, (2900.0, 3590.0)),
    TargetOffer(95, True, True, 94.0, 228.4, 6461.7, (2720.0, 3350.0)),
)


def _curve() -> tuple[tuple[CurvePoint, ...], tuple[CurvePoint, ...]]:
    past = [CurvePoint(0.0, 0.0)]
    past += [
        CurvePoint(60.0 + 10 * n, 738 + n * 0.12 + (n % 7), 58 + n * 0.095) for n in range(211)
    ]
    ahead = [CurvePoint(2160.0 + 60 * n, 764 - max(0, n - 14) ** 1.8 * 2.6) for n in range(1, 25)]
    return tuple(past), tuple(ahead)


CURVE, FORECAST = _curve()

CHARGING = ChargingFigures(
    started=NOW - timedelta(minutes=36),
    duration=36 * 60.0,
    energy_wh=456.2,
    start_soc=58.0,
    soc=78.0,
    power=764.0,
    current=10.0,
    current_offered=10.0,
    voltage=76.4,
    temperature=28.4,
    model="Classic",
    range_km=63.2,
    target=90,
    minutes_left=(22.0, 26.0),
    age=3.0,
    paused=None,
    own=True,
    can_stop=True,
    curve=CURVE,
    forecast=FORECAST,
    reason=PowerReason.FULL,
)

SUMMARY = SummaryFigures(
    transaction_id=130,
    started=NOW - timedelta(minutes=2),
    ended=NOW,
    start_soc=87.0,
    final_soc=87.17667389,
    soc_gain=0.17667389,
    energy_wh=3.387327194,
    duration=89.855,
    average_power=135.7,
    range_added_km=0.143,
    model="Classic",
    source=SummarySource.VEHICLE,
    ended_by=EndedBy.RIDER,
    stop_reason=StopReason.REMOTE,
    target=90,
)

LAST = replace(
    SUMMARY,
    transaction_id=129,
    started=NOW - timedelta(minutes=80),
    ended=NOW - timedelta(minutes=19),
    start_soc=58.0,
    final_soc=90.0,
    soc_gain=32.0,
    energy_wh=731.0,
    duration=61 * 60.0,
    average_power=719.0,
    range_added_km=25.9,
    ended_by=EndedBy.TARGET_REACHED,
)

IDLE = ConnectorSnapshot(1, SessionPhase.AVAILABLE, ChargePointStatus.AVAILABLE)
IDLE_LAST = replace(IDLE, last_summary=LAST)

PRE_CHARGE = ConnectorSnapshot(
    1,
    SessionPhase.PREPARING,
    ChargePointStatus.PREPARING,
    vehicle_info=VehicleInfoState.VALID,
    vehicle=VEHICLE,
    offers=OFFERS,
    target=90,
    custom_target=95,
    can_start=True,
    waited=4.0,
)

CHARGE = ConnectorSnapshot(
    1,
    SessionPhase.CHARGING,
    ChargePointStatus.CHARGING,
    transaction_id=130,
    target=90,
    charging=CHARGING,
    waited=2160.0,
)

COMPLETE = ConnectorSnapshot(
    1,
    SessionPhase.COMPLETE,
    ChargePointStatus.FINISHING,
    transaction_id=130,
    summary=SUMMARY,
    countdown=45.0,
)

CLOSED = ConnectorSnapshot(1, SessionPhase.OUT_OF_SERVICE)


def station(*connectors: ConnectorSnapshot, **fields: object) -> StationSnapshot:
    """Return a station with these connectors."""
    snapshot = StationSnapshot("RIVOT_100A_01", NOW, connectors)
    return replace(snapshot, **fields)  # type: ignore[arg-type]


def waiting(state: VehicleInfoState, waited: float = 4.0) -> ConnectorSnapshot:
    """Return a plugged-in connector without a valid VehicleInfo."""
    return ConnectorSnapshot(
        1, SessionPhase.PREPARING, ChargePointStatus.PREPARING, vehicle_info=state, waited=waited
    )


PAUSES = {
    PausedReason.VEHICLE: PowerReason.PAUSED_BY_VEHICLE,
    PausedReason.BALANCING: PowerReason.BALANCING,
    PausedReason.STATION: PowerReason.PAUSED_BY_STATION,
}


# By a sample of their own.
_PAINTED = {
    *PAUSES.values(), PowerReason.FULL, PowerReason.RISING, PowerReason.AWAITED,
    PowerReason.OLD, PowerReason.NOT_READABLE,
}  # fmt: skip


def charging(**fields: object) -> ConnectorSnapshot:
    """Return the charging connector with other figures."""
    return replace(CHARGE, charging=replace(CHARGING, **fields))  # type: ignore[arg-type]


def faulted(code: ChargePointErrorCode | None, vendor_code: str | None = None) -> ConnectorSnapshot:
    """Return a connector with a fault."""
    return replace(
        CLOSED,
        status=ChargePointStatus.FAULTED,
        out_of_service=OutOfServiceReason.FAULTED,
        error_code=code,
        vendor_error_code=vendor_code,
    )


def _out_of_service() -> dict[str, StationSnapshot]:
    samples = {
        f"closed-{reason.value}": station(replace(CLOSED, out_of_service=reason))
        for reason in OutOfServiceReason
    }
    for code in ChargePointErrorCode:
        samples[f"fault-{code.value}"] = station(faulted(code))
    samples["fault-vendor"] = station(faulted(ChargePointErrorCode.OTHER_ERROR, "E4711"))
    samples["fault-so-far"] = station(
        replace(faulted(ChargePointErrorCode.GROUND_FAILURE), charging=CHARGING)
    )
    return samples


def _charging() -> dict[str, StationSnapshot]:
    lost = NOW - timedelta(seconds=40)
    samples = {
        "charging": station(CHARGE),
        "charging-begin": station(
            charging(
                soc=58.0,
                energy_wh=0.4,
                duration=12.0,
                power=20.0,
                curve=CURVE[:2],
                forecast=(),
                minutes_left=(58.0, 71.0),
                reason=PowerReason.RISING,
            )
        ),
        "charging-no-figures": station(
            charging(
                soc=None,
                start_soc=None,
                energy_wh=None,
                power=None,
                current=None,
                voltage=None,
                range_km=None,
                model=None,
                minutes_left=None,
                age=None,
                target=None,
                curve=(),
                forecast=(),
                reason=PowerReason.AWAITED,
            )
        ),
        "charging-small-gain": station(
            charging(
                start_soc=87.0,
                soc=88.4,
                power=153.0,
                current=2.0,
                energy_wh=32.0,
                duration=780.0,
                range_km=71.6,
                minutes_left=(14.0, 17.0),
            )
        ),
        "charging-max": station(
            charging(
                start_soc=1.0,
                soc=99.0,
                target=100,
                power=6998.6,
                current=99.9,
                voltage=85.2,
                energy_wh=6805.5,
                duration=9 * 3600 + 59 * 60.0,
                model="Max",
                range_km=240.6,
                minutes_left=(600.0, 715.0),
                current_offered=100.0,
            )
        ),
        "charging-card": station(
            charging(own=False, can_stop=False, target=None, minutes_left=None, forecast=())
        ),
        "charging-old": station(charging(age=40.0, reason=PowerReason.OLD)),
        "charging-blank": station(charging(age=75.0, reason=PowerReason.OLD)),
        "charging-lost": station(
            replace(charging(age=40.0, reason=PowerReason.NOT_READABLE), link_lost=lost),
            link_lost=lost,
        ),
        "charging-lost-long": station(
            replace(
                charging(age=300.0, reason=PowerReason.NOT_READABLE),
                link_lost=lost,
                stop_waiting=True,
            ),
            link_lost=lost,
        ),
        "charging-notice": station(replace(CHARGE, notice=Notice.STOP_REJECTED)),
    }
    for paused, why in PAUSES.items():
        samples[f"charging-paused-{paused.value}"] = station(
            charging(paused=paused, reason=why, power=0.0, current=0.0, minutes_left=None)
        )
    for why in PowerReason:
        if why not in _PAINTED:
            samples[f"charging-{why.value}"] = station(charging(reason=why))
    return samples


def samples() -> dict[str, StationSnapshot]:
    """Return every sample by name."""
    result = {
        "connecting": station(ConnectorSnapshot(1, SessionPhase.CONNECTING, waited=1.0)),
        "connecting-long": station(ConnectorSnapshot(1, SessionPhase.CONNECTING, waited=30.0)),
        "idle": station(IDLE),
        "idle-last": station(IDLE_LAST),
        "idle-three": station(
            IDLE_LAST, replace(CHARGE, connector_id=2), replace(CLOSED, connector_id=3)
        ),
        "idle-overview": station(
            IDLE_LAST,
            replace(CLOSED, connector_id=2, out_of_service=OutOfServiceReason.UNAVAILABLE),
            ConnectorSnapshot(3, SessionPhase.RESERVED, ChargePointStatus.RESERVED),
        ),
        "idle-overview-two": station(IDLE_LAST, replace(IDLE, connector_id=2)),
        "pre-charge": station(PRE_CHARGE),
        "pre-charge-no-custom": station(
            replace(PRE_CHARGE, offers=OFFERS[:2], custom_target=None, target=100)
        ),
        "pre-charge-custom": station(replace(PRE_CHARGE, target=95)),
        "pre-charge-long": station(
            replace(
                PRE_CHARGE,
                offers=LONG_OFFERS,
                vehicle=replace(VEHICLE, soc=1.0, model="Max", range_km=2.4, temperature=-10.5),
            )
        ),
        "pre-charge-full": station(
            replace(
                PRE_CHARGE,
                offers=(
                    TargetOffer(90, False, False, 0.0),
                    TargetOffer(100, False, False, 0.0),
                ),
                vehicle=replace(VEHICLE, soc=100.0, range_km=81.0),
                target=None,
                custom_target=None,
                can_start=False,
            )
        ),
        "pre-charge-unknown-model": station(
            replace(
                PRE_CHARGE,
                vehicle=UNKNOWN_VEHICLE,
                offers=(
                    TargetOffer(90, False, True, 49.0),
                    TargetOffer(100, False, True, 59.0),
                    TargetOffer(50, True, True, 9.0),
                ),
                target=50,
                custom_target=50,
            )
        ),
        "pre-charge-lost": station(
            replace(PRE_CHARGE, link_lost=NOW - timedelta(seconds=20), can_start=False)
        ),
        "starting": station(replace(PRE_CHARGE, session_phase=SessionPhase.STARTING, waited=1.0)),
        "starting-long": station(
            replace(PRE_CHARGE, session_phase=SessionPhase.STARTING, waited=14.0)
        ),
        "stopping": station(replace(CHARGE, session_phase=SessionPhase.STOPPING, waited=4.0)),
        "stopping-slow": station(
            replace(
                CHARGE,
                session_phase=SessionPhase.STOPPING,
                waited=40.0,
                notice=Notice.STOP_SLOW,
            )
        ),
        "complete": station(COMPLETE),
        "complete-target": station(replace(COMPLETE, summary=LAST, countdown=None)),
        "complete-worked-out": station(
            replace(
                COMPLETE,
                status=ChargePointStatus.AVAILABLE,
                summary=replace(
                    SUMMARY,
                    source=SummarySource.WORKED_OUT,
                    final_soc=None,
                    soc_gain=None,
                    range_added_km=None,
                    model=None,
                    ended_by=EndedBy.STATION,
                    stop_reason=StopReason.POWER_LOSS,
                ),
            )
        ),
        "complete-full": station(
            replace(
                COMPLETE,
                summary=replace(
                    LAST,
                    start_soc=3.0,
                    final_soc=100.0,
                    soc_gain=97.0,
                    energy_wh=6666.0,
                    duration=36000.0,
                    average_power=6666.6,
                    range_added_km=235.7,
                    model="Max",
                    ended_by=EndedBy.VEHICLE_FULL,
                ),
            )
        ),
        "unplug": station(ConnectorSnapshot(1, SessionPhase.UNPLUG, ChargePointStatus.FINISHING)),
        "reserved": station(
            ConnectorSnapshot(1, SessionPhase.RESERVED, ChargePointStatus.RESERVED)
        ),
        "setup": station(
            settings_faults=(
                "station.charge_box_id is missing (kiosk.toml)",
                "steve.database_url: 'mysql://' is no known address (kiosk.toml, line 7)",
                "steve.interface must be auto, rest or web_form (KIOSK_STEVE__INTERFACE)",
                "ui.theme must be auto, dark, light or high_contrast (kiosk.toml, line 21)",
                "store.path: /var/lib/kiosk can't be written to",
                "ui.motion must be true or false (kiosk.toml, line 22)",
            )
        ),
        "charging-two": station(replace(IDLE_LAST, connector_id=2), CHARGE),
        "pre-charge-two": station(replace(CHARGE, connector_id=2), PRE_CHARGE),
    }
    for state in VehicleInfoState:
        if state is not VehicleInfoState.VALID:
            result[f"waiting-{state.value}"] = station(waiting(state))
    result["waiting-long"] = station(waiting(VehicleInfoState.AWAITED, 45.0))
    for notice in Notice:
        if not notice.value.startswith("stop"):
            result[f"notice-{notice.value}"] = station(replace(PRE_CHARGE, notice=notice))
    from tests.ui import samples_receipt
    from tests.ui.samples_charge import charge_samples

    long = result["pre-charge-long"].connectors[0]
    targets = target_samples(station(), PRE_CHARGE, long, IDLE, IDLE_LAST)
    made = {**targets, **charge_samples(), **samples_receipt.samples()}
    return {**result, **_charging(), **_out_of_service(), **made}
