"""What a session came to, by the vendor's message or worked out of transaction and meter values."""

from datetime import datetime
from typing import Any

import pytest

from kiosk.domain.commands import StartIntent
from kiosk.domain.errors import Malformed
from kiosk.domain.observation import TransactionRecord
from kiosk.domain.ocpp import StopReason
from kiosk.domain.samples import MeterSeries
from kiosk.domain.snapshot import EndedBy, SummaryFigures, SummarySource
from kiosk.domain.summary import (
    own_session_summary,
    readable_session_summary,
    work_out_summary,
)
from kiosk.domain.vehicle import CLASSIC
from kiosk.domain.vendor import SessionSummary, parse_session_summary
from tests.unit.domain.rows import (
    HOUR,
    LOST_CLOCK,
    NOON,
    SUMMARY_SAID,
    at,
    energy,
    series,
    session_summary,
    soc,
    transaction,
)

SAID = parse_session_summary(SUMMARY_SAID)


def ended(seconds: float = 90.0, **fields: Any) -> TransactionRecord:
    known: dict[str, Any] = {"stopped": at(seconds), "stop_timestamp": at(seconds)}
    return transaction(**(known | fields))


def work_out(
    record: TransactionRecord,
    gathered: MeterSeries | None = None,
    message: SessionSummary | None = None,
    ended_at: datetime = NOON,
    **known: Any,
) -> SummaryFigures:
    given: dict[str, Any] = {
        "model": CLASSIC,
        "start_soc": None,
        "intent": None,
        "stopped_for": None,
    }
    return work_out_summary(
        record,
        MeterSeries() if gathered is None else gathered,
        ended=ended_at,
        message=message,
        **(given | known),
    )


class TestWhoseMessage:
    def test_one_after_the_start_that_fits_is_its_own(self) -> None:
        assert own_session_summary(session_summary(), transaction(), series(soc(90, 87.16))) == SAID

    def test_it_may_come_before_the_stop_and_long_after(self) -> None:
        for received in (88, 91, 100_000):
            assert own_session_summary(session_summary(received), ended(), MeterSeries()) == SAID

    def test_there_may_be_none(self) -> None:
        assert own_session_summary(None, transaction(), MeterSeries()) is None

    def test_one_from_before_the_start_is_another_sessions(self) -> None:
        assert own_session_summary(session_summary(-6), transaction(), MeterSeries()) is None

    def test_one_of_a_longer_session_is_another_sessions(self) -> None:
        long = session_summary(100, {**SUMMARY_SAID, "durationMinutes": 10})
        assert own_session_summary(long, transaction(), MeterSeries()) is None

    def test_one_of_more_energy_than_any_scooter_takes_is_not_believed(self) -> None:
        record = session_summary(1320, {**SUMMARY_SAID, "energyDelivered": 10_001})
        assert own_session_summary(record, transaction(), series()) is None

    def test_one_that_ends_elsewhere_is_another_sessions(self) -> None:
        gathered = series(soc(80, 60), soc(90, 60.2))
        assert own_session_summary(session_summary(), transaction(), gathered) is None

    @pytest.mark.parametrize("skew", [-3.0, 3.0])
    def test_clocks_may_differ_by_seconds(self, skew: float) -> None:
        brief = session_summary(skew, {**SUMMARY_SAID, "durationMinutes": 0})
        assert own_session_summary(brief, transaction(), MeterSeries()) is not None

    def test_a_transaction_that_was_delivered_late_took_its_time_before(self) -> None:
        late = transaction(start_timestamp=at(-HOUR))
        long = session_summary(10, {**SUMMARY_SAID, "durationMinutes": 55})
        assert own_session_summary(long, late, MeterSeries()) is not None

    def test_a_start_in_1970_makes_no_room_for_another_sessions(self) -> None:
        """F11."""
        lost = transaction(start_timestamp=LOST_CLOCK)
        long = session_summary(100, {**SUMMARY_SAID, "durationMinutes": 300})
        assert own_session_summary(long, lost, MeterSeries()) is None
        assert own_session_summary(session_summary(), lost, MeterSeries()) == SAID

    def test_one_that_can_not_be_read_is_told(self) -> None:
        broken = session_summary(data='{"finalSoc": 87')
        with pytest.raises(Malformed):
            own_session_summary(broken, transaction(), MeterSeries())
        assert readable_session_summary(broken, transaction(), MeterSeries()) is None
        assert readable_session_summary(session_summary(), transaction(), MeterSeries()) == SAID


class TestByTheMessage:
    def test_the_vendors_example(self) -> None:
        gathered = series(soc(2, "87.00"), soc(90, "87.16"), energy(90, 1004))
        summary = work_out(ended(), gathered, SAID)
        assert summary.source is SummarySource.VEHICLE
        assert summary.transaction_id == 130
        assert (summary.start_soc, summary.final_soc) == (87.0, 87.17667389)
        assert summary.soc_gain == pytest.approx(0.18, abs=0.005)
        assert summary.energy_wh == pytest.approx(3.39, abs=0.005)
        assert summary.duration / 60 == pytest.approx(1.5, abs=0.005)
        assert summary.average_power == pytest.approx(135.7, abs=0.05)
        assert summary.range_added_km == pytest.approx(0.1, abs=0.05)

    def test_a_message_of_no_time_has_no_power(self) -> None:
        assert work_out(ended(), message=SessionSummary(87, 3, 0)).average_power is None


class TestWorkedOut:
    def test_out_of_transaction_and_meter_values(self) -> None:
        gathered = series(soc(10, 60), energy(10, 1010), soc(1800, 80), energy(1800, 1456))
        summary = work_out(ended(1800, stop_value="1460"), gathered)
        assert summary.source is SummarySource.WORKED_OUT
        assert (summary.start_soc, summary.final_soc, summary.soc_gain) == (60, 80, 20)
        assert summary.energy_wh == 460
        assert summary.duration == 1800
        assert summary.average_power == pytest.approx(920)
        assert summary.range_added_km == pytest.approx(16.2)
        assert (summary.started, summary.ended) == (NOON, at(1800))
        assert summary.model == "Classic"

    def test_what_needs_the_model_says_nothing_without_it(self) -> None:
        summary = work_out(ended(), series(soc(10, 60), soc(80, 61)), model=None)
        assert (summary.model, summary.range_added_km, summary.soc_gain) == (None, None, 1)

    def test_the_vehicles_word_stands_in_for_the_first_meter_value(self) -> None:
        summary = work_out(ended(), message=SAID, start_soc=87.0)
        assert summary.start_soc == 87.0
        assert work_out(ended(), series(soc(5, 60)), start_soc=87.0).start_soc == 60

    def test_where_nothing_is_known_nothing_is_said(self) -> None:
        summary = work_out(ended())
        assert (summary.start_soc, summary.final_soc, summary.soc_gain) == (None, None, None)
        assert (summary.energy_wh, summary.average_power, summary.range_added_km) == (None,) * 3

    def test_a_gain_needs_both_ends(self) -> None:
        assert work_out(ended(), start_soc=60.0).soc_gain is None
        assert work_out(ended(), message=SAID).soc_gain is None
        assert work_out(ended(), series(soc(5, 60))).soc_gain == 0

    def test_a_state_that_fell_is_no_gain(self) -> None:
        assert work_out(ended(), series(soc(5, 60), soc(80, 59.8))).soc_gain == 0

    def test_without_a_stop_it_lasts_until_it_was_left(self) -> None:
        summary = work_out(transaction(), ended_at=at(600))
        assert (summary.duration, summary.ended) == (600, at(600))


class TestEnergy:
    def test_the_stop_value_tells_where_samples_do_not(self) -> None:
        assert work_out(ended(stop_value="1050")).energy_wh == 50

    def test_the_samples_tell_where_the_stop_value_does_not(self) -> None:
        gathered = series(energy(10, 1010), energy(80, 1050))
        for stop_value in (None, "", "x"):
            assert work_out(ended(stop_value=stop_value), gathered).energy_wh == 50
        unstamped = ended(stop_value="1050", stop_timestamp=None)
        assert work_out(unstamped, gathered).energy_wh == 50

    def test_a_stop_value_below_the_samples_takes_nothing_away(self) -> None:
        """As recorded: the last sample said 4 Wh, the stop 3."""
        gathered = series(energy(10, 1002), energy(80, 1004))
        assert work_out(ended(stop_value="1003"), gathered).energy_wh == 4

    def test_a_stop_below_the_start_is_no_energy(self) -> None:
        """F25."""
        assert work_out(ended(stop_value="3", start_value="4076000")).energy_wh is None
        assert work_out(ended(stop_value="990")).energy_wh == 0

    def test_relative_samples_between_lifetime_values(self) -> None:
        gathered = series(energy(10, 3), energy(20, 6), energy(80, 20))
        record = ended(start_value="4076000", stop_value="4076021")
        assert work_out(record, gathered).energy_wh == 20


class TestDuration:
    def test_the_stations_clock_measures_it_whatever_it_shows(self) -> None:
        """F30."""
        for skew in (-2 * HOUR, 2 * HOUR):
            record = ended(
                92,
                start_timestamp=at(skew),
                stop_timestamp=at(skew + 90),
            )
            assert work_out(record).duration == 90

    def test_also_when_start_and_stop_were_delivered_late(self) -> None:
        record = ended(1, start_timestamp=at(-2 * HOUR), stop_timestamp=at(-HOUR))
        assert work_out(record).duration == HOUR

    @pytest.mark.parametrize(
        "stamps",
        [
            {"start_timestamp": LOST_CLOCK},
            {"stop_timestamp": LOST_CLOCK},
            {"start_timestamp": None},
            {"stop_timestamp": None},
            {"stop_timestamp": NOON},
        ],
    )
    def test_a_clock_that_was_set_in_between_is_left_aside(
        self, stamps: dict[str, datetime | None]
    ) -> None:
        """F11."""
        assert work_out(ended(90, **stamps)).duration == 90

    def test_it_is_never_negative(self) -> None:
        assert work_out(ended(-5, stop_timestamp=None)).duration == 0

    def test_a_moment_makes_no_absurd_power(self) -> None:
        late = ended(1, stop_value="1500", start_timestamp=None)
        summary = work_out(late)
        assert (summary.energy_wh, summary.average_power) == (500, None)


class TestWhyItEnded:
    def why(
        self,
        reason: str | None,
        final: float | None = 80.0,
        target: int | None = 90,
        stopped_for: EndedBy | None = None,
    ) -> EndedBy:
        gathered = MeterSeries() if final is None else series(soc(80, final))
        record = ended(stop_reason=reason)
        intent = None if target is None else StartIntent(1, target, NOON, 0)
        return work_out(record, gathered, intent=intent, stopped_for=stopped_for).ended_by

    def test_what_this_kiosk_asked_for(self) -> None:
        for cause in (EndedBy.RIDER, EndedBy.TARGET_REACHED):
            assert self.why("Remote", stopped_for=cause) is cause

    def test_the_rider_pulled_the_plug(self) -> None:
        assert self.why("EVDisconnected", stopped_for=EndedBy.RIDER) is EndedBy.UNPLUGGED

    def test_the_vehicle_is_full(self) -> None:
        assert self.why("Other", final=99.4, target=100) is EndedBy.VEHICLE_FULL

    def test_the_target_is_reached(self) -> None:
        assert self.why("Remote", final=90.0) is EndedBy.TARGET_REACHED

    @pytest.mark.parametrize("reason", ["Local", "Remote"])
    def test_the_rider_stopped_it_elsewhere(self, reason: str) -> None:
        assert self.why(reason) is EndedBy.RIDER
        assert self.why(reason, target=None) is EndedBy.RIDER

    @pytest.mark.parametrize("reason", ["Other", "Exploded", None])
    def test_anything_else_is_the_stations(self, reason: str | None) -> None:
        assert self.why(reason) is EndedBy.STATION
        assert self.why(reason, final=None) is EndedBy.STATION

    @pytest.mark.parametrize(
        "reason",
        ["EmergencyStop", "PowerLoss", "HardReset", "SoftReset", "Reboot", "DeAuthorized"],
    )
    def test_what_the_station_was_forced_to_is_never_put_down_to_the_battery(
        self, reason: str
    ) -> None:
        assert self.why(reason, final=100.0, stopped_for=EndedBy.RIDER) is EndedBy.STATION

    def test_the_reason_is_kept_where_ocpp_has_it(self) -> None:
        assert work_out(ended(stop_reason="PowerLoss")).stop_reason is StopReason.POWER_LOSS
        assert work_out(ended(stop_reason="<b>")).stop_reason is None
