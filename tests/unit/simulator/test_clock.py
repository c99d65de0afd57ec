"""Simulated time."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.adapters.simulator.clock import ManualClock, SimulatedClock
from kiosk.domain.errors import Misconfigured


def test_a_simulated_clock_runs_faster_than_real_time() -> None:
    async def sleep_a_minute(clock: SimulatedClock) -> None:
        await clock.sleep(60)

    start = datetime(2026, 1, 21, tzinfo=UTC)
    clock = SimulatedClock(1000, start)
    began = time.monotonic()
    asyncio.run(sleep_a_minute(clock))
    assert time.monotonic() - began < 10
    # The loop's timer may fire a clock tick early.
    assert clock.monotonic() >= 59
    assert clock.utc() >= start + timedelta(seconds=59)


@pytest.mark.parametrize("speed", [0, -1, 1e9, float("nan")])
def test_a_speed_that_makes_no_sense_is_refused(speed: float) -> None:
    with pytest.raises(Misconfigured, match="speed"):
        SimulatedClock(speed)


def test_a_manual_clock_wakes_sleepers_in_their_order_and_lets_them_sleep_again() -> None:
    clock = ManualClock()
    woken: list[tuple[str, float]] = []

    async def every(name: str, seconds: float) -> None:
        while True:
            await clock.sleep(seconds)
            woken.append((name, clock.monotonic()))

    async def play() -> None:
        tasks = [asyncio.ensure_future(every("slow", 2)), asyncio.ensure_future(every("fast", 1.5))]
        await clock.play(4)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(play())
    assert woken == [("fast", 1.5), ("slow", 2), ("fast", 3), ("slow", 4)]
    assert clock.monotonic() == 4


def test_advancing_a_manual_clock_wakes_only_those_whose_time_has_come() -> None:
    clock = ManualClock()

    async def sleep_through() -> tuple[bool, bool]:
        early = asyncio.ensure_future(clock.sleep(1))
        late = asyncio.ensure_future(clock.sleep(10))
        await asyncio.sleep(0)
        clock.advance(5)
        await early
        state = early.done(), late.done()
        late.cancel()
        await asyncio.gather(late, return_exceptions=True)
        return state

    assert asyncio.run(sleep_through()) == (True, False)
