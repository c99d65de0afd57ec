"""Clocks whose time is not the wall's: one that runs faster and one that is moved by hand."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from kiosk.domain.errors import Misconfigured


class SimulatedClock:
    """Runs ``speed`` times as fast as real time, from ``start`` (default: now) on."""

    def __init__(self, speed: float = 1.0, start: datetime | None = None) -> None:
        """Start it. Raises Misconfigured for a speed that is not above 0 and at most 10,000."""
        if not 0.0 < speed <= 10_000.0:
            raise Misconfigured(f"speed {speed:g} is not above 0 and at most 10000")
        self._speed = speed
        self._start = start or datetime.now(UTC)
        self._began = time.monotonic()

    def monotonic(self) -> float:
        """Simulated seconds since it was started."""
        return (time.monotonic() - self._began) * self._speed

    def utc(self) -> datetime:
        """The simulated wall clock."""
        return self._start + timedelta(seconds=self.monotonic())

    async def sleep(self, seconds: float) -> None:
        """Wait for so many simulated seconds."""
        await asyncio.sleep(seconds / self._speed)


class ManualClock:
    """Stands still until :meth:`advance` or :meth:`play` moves it; for tests."""

    # Turns of the event loop in which whoever was woken gets as far as its next sleep.
    _TURNS = 20

    def __init__(self, start: datetime | None = None) -> None:
        """Begin at ``start``, an aware datetime."""
        self._start = start or datetime(2026, 1, 21, 9, 50, tzinfo=UTC)
        self._now = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def monotonic(self) -> float:
        """Seconds it has been advanced."""
        return self._now

    def utc(self) -> datetime:
        """The wall clock that goes with it."""
        return self._start + timedelta(seconds=self._now)

    async def sleep(self, seconds: float) -> None:
        """Wait until it has been advanced so many seconds."""
        if seconds <= 0.0:
            await asyncio.sleep(0)
            return
        sleeper = (self._now + seconds, asyncio.get_running_loop().create_future())
        self._sleepers.append(sleeper)
        try:
            await sleeper[1]
        finally:
            self._sleepers = [other for other in self._sleepers if other is not sleeper]

    def advance(self, seconds: float) -> None:
        """Jump ahead at once, and wake whoever's time has come."""
        self._now += seconds
        for due, future in sorted(self._sleepers, key=lambda sleeper: sleeper[0]):
            if due <= self._now and not future.done():
                future.set_result(None)

    async def play(self, seconds: float) -> None:
        """Go ahead from sleeper to sleeper, and let each do what it woke up for."""
        end = self._now + seconds
        await self._let_others_run()
        while due := [due for due, future in self._sleepers if due <= end and not future.done()]:
            self.advance(max(0.0, min(due) - self._now))
            await self._let_others_run()
        self.advance(end - self._now)
        await self._let_others_run()

    async def _let_others_run(self) -> None:
        for _ in range(self._TURNS):
            await asyncio.sleep(0)
