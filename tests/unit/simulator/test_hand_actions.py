"""Whatever hands and commands do, the station keeps to OCPP 1.6 section 4.9."""

from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.adapters.simulator.actions import ACTIONS
from kiosk.adapters.simulator.status_table import TRANSITIONS
from kiosk.domain.errors import Unreachable
from kiosk.domain.ocpp import ChargePointStatus
from tests.unit.simulator.playing import Playing, values


class AnyHands(RuleBasedStateMachine):
    """Actions, commands and time, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.playing = Playing()
        self.register = 0.0

    @rule(choice=st.integers(0, 100))
    def act(self, choice: int) -> None:
        actions = self.playing.station.actions(1)
        key, _label = actions[choice % len(actions)]
        assert self.playing.station.act(key, 1)

    @rule(seconds=st.floats(0.01, 900.0))
    def wait(self, seconds: float) -> None:
        self.playing.after(seconds)

    @rule()
    def start(self) -> None:
        self.playing.start()

    @rule(transaction_id=st.integers(131, 133))
    def stop(self, transaction_id: int) -> None:
        self.playing.stop(transaction_id)

    @invariant()
    def rows_are_as_a_real_station_writes_them(self) -> None:
        try:
            observation = self.playing.read()
        except Unreachable:
            return
        connector = observation.connectors[0]
        for before, after in pairwise(connector.statuses):
            assert before.timestamp is not None
            assert after.timestamp is not None
            assert before.timestamp < after.timestamp <= observation.now
            # The same status again reports an error or its end.
            if before.status != after.status or before.error_code == after.error_code:
                change = ChargePointStatus(before.status), ChargePointStatus(after.status)
                assert change in TRANSITIONS
        register = values(connector, "Energy.Active.Import.Register")
        assert register == sorted(register)
        assert all(0.0 <= soc <= 100.0 for soc in values(connector, "SoC"))
        if register:
            assert register[-1] >= self.register
            self.register = register[-1]
        transaction = connector.transaction
        if transaction is not None and transaction.stopped is not None:
            assert int(transaction.stop_value or 0) >= int(transaction.start_value or 0)
            assert observation.now >= transaction.stopped >= transaction.started


TestAnyHands = AnyHands.TestCase
TestAnyHands.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


def test_only_what_is_possible_is_offered_and_done() -> None:
    playing = Playing()
    offered = dict(playing.station.actions(1))
    assert "plug_in_classic_58" in offered
    assert "unplug" not in offered
    assert playing.station.act("unplug") is False
    assert playing.station.act("plug_in_classic_58") is True
    assert "unplug" in dict(playing.station.actions(1))
    assert all(offered.values())


def test_every_action_is_possible_at_some_time() -> None:
    ways = (
        (),
        ("plug_in_classic_58",),
        ("plug_in_classic_58", "card_start"),
        ("plug_in_classic_58", "card_start", "pause_by_station"),
        ("fault_other_error",),
        ("unavailable",),
        ("reserve",),
        ("station_silent",),
        ("database_gone",),
    )
    possible = {key for way in ways for key, _ in Playing().act(*way).station.actions(1)}
    assert possible == set(ACTIONS)


@pytest.mark.parametrize(
    ("before", "fault", "expected"),
    [
        ((), "fault_ground_failure", "Available"),
        (("reserve",), "fault_other_error", "Reserved"),
        (("unavailable",), "fault_high_temperature", "Unavailable"),
        (("plug_in_classic_58",), "fault_ev_communication_error", "Preparing"),
        (("plug_in_classic_58", "card_start"), "fault_ground_failure", "Finishing"),
    ],
)
def test_a_cleared_fault_leads_back(before: tuple[str, ...], fault: str, expected: str) -> None:
    playing = Playing().act(*before, fault)
    assert playing.status() == "Faulted"
    assert playing.connector().statuses[-1].error_code != "NoError"
    assert playing.act("clear_fault").status() == expected
    assert playing.connector().statuses[-1].error_code == "NoError"


def test_a_vendors_own_error_has_its_code() -> None:
    record = Playing().act("fault_other_error").connector().statuses[-1]
    assert (record.error_code, record.vendor_id, record.vendor_error_code) == (
        "OtherError",
        "RivotMotors",
        "A042",
    )


def test_a_cable_put_in_while_out_of_service_is_noticed_afterwards() -> None:
    playing = Playing().act("unavailable", "plug_in_classic_58")
    assert playing.status() == "Unavailable"
    assert playing.act("available").status() == "Preparing"
    assert playing.connector().vehicle_info is not None


def test_a_cable_pulled_before_the_vehicle_spoke_leaves_no_message() -> None:
    playing = Playing()
    playing.station.act("plug_in_pro_35_late")
    playing.after(2).act("unplug").act("plug_in_silent").after(30)
    assert playing.connector().vehicle_info is None


def test_jumping_near_the_target_saves_the_waiting() -> None:
    playing = Playing().act("plug_in_classic_58", "card_start", "jump_to_89")
    assert values(playing.after(400).connector(), "SoC")[-1] > 90.0
