"""What a reader sees of the simulated station."""

import asyncio
import json
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.commands import CommandOutcome
from kiosk.domain.errors import Unreachable
from kiosk.domain.meter import normalise
from kiosk.domain.vehicle import CLASSIC, model_for_current
from kiosk.domain.vendor import parse_session_summary, parse_vehicle_info
from tests.unit.simulator.playing import IDLE, Playing, decoded, values

RECORDED = Path(__file__).parents[2] / "data" / "steve" / "session.frames.jsonl"
REGISTER = "Energy.Active.Import.Register"


def recorded_order() -> list[str]:
    """Return what the recorded station sent: statuses and vendor's messages, in order."""
    frames = [json.loads(line)["frame"] for line in RECORDED.read_text("utf-8").splitlines()]
    calls = [frame[2:4] for frame in frames if frame[0] == 2]
    return [
        payload["status"] if action == "StatusNotification" else payload["messageId"]
        for action, payload in calls
        if action in ("StatusNotification", "DataTransfer")
    ]


def test_rows_come_in_the_order_of_the_recorded_session() -> None:
    playing = Playing().after(1).act("plug_in_classic_87")
    transaction_id = playing.begin_charge(95)
    assert playing.stop(transaction_id) is CommandOutcome.ACCEPTED
    connector = playing.after(3).act("unplug").after(3).connector()

    order = {record.arrival: record.status for record in connector.statuses}
    for record in (connector.vehicle_info, connector.session_summary):
        assert record is not None
        order[int(record.key)] = record.message_id
    assert [order[number] for number in sorted(filter(None, order))] == recorded_order()
    preparing, charging, finishing, available = (r.timestamp for r in connector.statuses[1:])
    transaction = connector.transaction
    assert transaction is not None
    assert transaction.start_timestamp is not None
    assert transaction.stop_timestamp is not None
    first_sample = connector.sampled_values[0].timestamp
    stamps = [
        preparing,
        transaction.start_timestamp,
        charging,
        first_sample,
        finishing,
        transaction.stop_timestamp,
        available,
    ]
    assert all(before < after for before, after in pairwise(filter(None, stamps)))
    assert len([stamp for stamp in stamps if stamp]) == len(stamps)
    assert transaction.stop_reason == "Remote"


def test_no_meter_values_come_after_the_end() -> None:
    playing = Playing().act("plug_in_classic_58", "card_start")
    playing.after(30).act("card_stop")
    ended = playing.connector().transaction
    values_at_the_end = playing.after(60).connector().sampled_values
    assert ended is not None
    assert ended.stop_timestamp is not None
    assert all(value.timestamp < ended.stop_timestamp for value in values_at_the_end)


def test_the_vendors_messages_say_what_the_sample_says() -> None:
    playing = Playing().act("plug_in_classic_87")
    transaction_id = playing.begin_charge(90)
    playing.stop(transaction_id)
    connector = playing.after(1).connector()

    assert connector.vehicle_info is not None
    assert decoded(connector.vehicle_info.data) == {
        "soc": 87.0,
        "maxCurrent": 2,
        "voltage": 76.38,
        "temperature": 26.6,
    }
    info = parse_vehicle_info(connector.vehicle_info.data)
    assert model_for_current(info.max_current) is CLASSIC
    assert connector.session_summary is not None
    summary = parse_session_summary(connector.session_summary.data)
    assert summary.duration_minutes == pytest.approx(1.5, abs=0.05)
    assert summary.final_soc == pytest.approx(87.17, abs=0.02)
    assert summary.energy_delivered == pytest.approx(3.85, abs=0.2)


def test_meter_values_come_every_ten_seconds_with_six_measurands() -> None:
    playing = Playing().act("plug_in_pro_35")
    playing.begin_charge()
    sampled = playing.after(100).connector().sampled_values

    moments = sorted({value.timestamp for value in sampled})
    gaps = {(after - before).total_seconds() for before, after in pairwise(moments)}
    assert all(gap == pytest.approx(10.0, abs=0.1) for gap in gaps)
    assert len(moments) == 11
    first = [(value.measurand, value.unit) for value in sampled[:6]]
    assert first == [
        (REGISTER, "Wh"),
        ("Power.Active.Import", "W"),
        ("SoC", "Percent"),
        ("Voltage", "V"),
        ("Current.Import", "A"),
        ("Current.Offered", "A"),
    ]
    assert all(normalise(value) is not None for value in sampled)
    assert all(type(value.measurand) is str and type(value.unit) is str for value in sampled)
    assert sampled[0].value is not None
    assert sampled[0].value.isdigit()


def test_an_hour_at_ten_ampere_takes_a_classic_from_58_to_90() -> None:
    playing = Playing().act("plug_in_classic_58")
    playing.begin_charge()
    connector = playing.after(3600).connector()
    assert connector.transaction is not None
    assert connector.transaction.start_timestamp is not None
    reached = next(
        value.timestamp
        for value in connector.sampled_values
        if value.measurand == "SoC" and float(value.value or 0) >= 90.0
    )
    minutes = (reached - connector.transaction.start_timestamp) / timedelta(minutes=1)
    assert minutes == pytest.approx(57.6, abs=1.0)
    energy = values(connector, REGISTER)
    assert energy == sorted(energy)
    assert energy[-1] - energy[0] == pytest.approx(10.0 * 77.0, rel=0.02)


def test_the_session_summary_agrees_with_the_register() -> None:
    playing = Playing().act("plug_in_max_20")
    transaction_id = playing.begin_charge(1200)
    playing.stop(transaction_id)
    connector = playing.after(1).connector()
    assert connector.transaction is not None
    assert connector.session_summary is not None
    summary = parse_session_summary(connector.session_summary.data)
    metered = int(connector.transaction.stop_value or 0) - int(
        connector.transaction.start_value or 0
    )
    assert metered == pytest.approx(summary.energy_delivered, abs=1.0)


def test_each_read_brings_what_is_new_and_a_little_of_what_is_not() -> None:
    playing = Playing().act("plug_in_classic_58")
    playing.begin_charge()
    playing.after(100).read()
    newest = playing.after(30).connector().sampled_values
    assert len(newest) == 12 + 18
    assert len(playing.connector().sampled_values) == 12
    asyncio.run(playing.station.close())
    assert len(playing.connector().sampled_values) == 14 * 6


def test_a_row_takes_a_moment_to_arrive() -> None:
    playing = Playing().after(1)
    playing.read()
    playing.station.act("plug_in_classic_58")
    assert playing.status() == "Available"
    assert playing.after(0.1).status() == "Preparing"


def test_the_station_is_heard_of_by_heartbeats() -> None:
    playing = Playing().after(600)
    observation = playing.read()
    assert observation.registered
    assert observation.last_heartbeat is not None
    assert observation.now - observation.last_heartbeat <= timedelta(seconds=60)
    assert [record.status for record in observation.station_statuses] == ["Available"]


def test_a_silent_station_delivers_late_and_stamps_truly() -> None:
    playing = Playing().act("plug_in_classic_58")
    transaction_id = playing.begin_charge(30)
    playing.act("station_silent")
    before = playing.read()
    assert playing.stop(transaction_id) is CommandOutcome.STATION_OFFLINE
    playing.act("card_stop").after(120)
    assert playing.read().last_heartbeat == before.last_heartbeat
    assert playing.connector().transaction == before.connectors[0].transaction

    transaction = playing.act("station_back").after(1).connector().transaction
    assert transaction is not None
    assert transaction.stopped is not None
    assert transaction.stop_timestamp is not None
    assert transaction.stopped - transaction.stop_timestamp > timedelta(seconds=110)
    assert transaction.stop_reason == "Local"
    assert playing.status() == "Finishing"


def test_a_database_that_is_gone_is_unreachable_and_the_charge_goes_on() -> None:
    playing = Playing().act("plug_in_classic_58")
    playing.begin_charge()
    playing.act("database_gone")
    with pytest.raises(Unreachable):
        playing.read()
    playing.after(60).act("database_back")
    assert len(playing.connector().sampled_values) >= 6 * 6


def test_commands_come_to_what_a_real_station_would_answer() -> None:
    playing = Playing().after(1)
    assert playing.start() is CommandOutcome.REJECTED
    playing.act("plug_in_classic_58")
    assert playing.start(connector_id=7) is CommandOutcome.REJECTED
    assert playing.start(id_tag="NOPE") is CommandOutcome.TAG_NOT_ELIGIBLE
    transaction_id = playing.begin_charge()
    assert transaction_id == 131
    assert playing.start() is CommandOutcome.REJECTED
    assert playing.stop(130) is CommandOutcome.NOT_ACTIVE
    assert playing.stop(transaction_id) is CommandOutcome.ACCEPTED
    playing.after(1).read()
    assert playing.stop(transaction_id) is CommandOutcome.NOT_ACTIVE
    playing.act("station_silent")
    assert playing.start() is CommandOutcome.STATION_OFFLINE


def test_an_hour_is_computed_in_a_lump() -> None:
    playing = Playing().act("plug_in_classic_58")
    playing.begin_charge()
    playing.clock.advance(3600)
    began = time.process_time()
    playing.read()
    assert time.process_time() - began < 0.3


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(0.01, 400.0), max_size=20), st.integers(0, 1000))
def test_the_same_seed_writes_the_same_rows_however_often_it_is_read(
    waits: list[float], seed: int
) -> None:
    def charged(waits: list[float]) -> object:
        playing = Playing(IDLE, seed=seed).act("plug_in_classic_92")
        playing.begin_charge()
        began = playing.clock.monotonic()
        for wait in waits:
            playing.after(wait).read()
        # The same instant to the last bit, which sums of the waits would miss.
        end = 16_384.0
        playing.clock.advance(end - playing.clock.monotonic())
        assert playing.clock.monotonic() == end > began
        asyncio.run(playing.station.close())
        return playing.read()

    assert charged(waits) == charged([])


def test_another_seed_makes_another_noise() -> None:
    def noise(seed: int) -> list[float]:
        playing = Playing(IDLE, seed=seed).act("plug_in_classic_58")
        playing.begin_charge()
        return values(playing.after(60).connector(), "Voltage")

    assert noise(1) == noise(1)
    assert noise(1) != noise(2)
