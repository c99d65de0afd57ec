"""Runs the checks, each within its time, whatever becomes of the others."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue

from kiosk.backoffice.doctor.findings import Finding, Level, problem, unchecked
from kiosk.domain.errors import KioskError

CHECK_SECONDS = 5.0
TOTAL_SECONDS = 25.0

Run = Callable[[], Iterable[Finding]]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Check:
    """One check. It is left out where one that it ``needs`` has found a problem.

    ``remedy`` is what to do where ``run`` raises a KioskError, whose words are what was seen.
    """

    name: str
    run: Run
    needs: tuple[str, ...] = ()
    remedy: str = "mend it, and look again"


@dataclass(frozen=True, slots=True)
class Lane:
    """Checks that follow each other in one thread; lanes run beside each other.

    ``end`` is called in that thread when they are through.
    """

    name: str
    checks: Sequence[Check]
    end: Callable[[], None] = field(default=lambda: None)


def examine(
    lanes: Sequence[Lane],
    check_seconds: float = CHECK_SECONDS,
    total_seconds: float = TOTAL_SECONDS,
) -> Iterator[Finding]:
    """Run all checks and give their findings, lane by lane.

    A check that takes longer than ``check_seconds`` is given up, and its thread left behind.
    """
    deadline = time.monotonic() + total_seconds
    outputs = [_begin(lane, check_seconds, deadline) for lane in lanes]
    for output in outputs:
        while (finding := output.get()) is not None:
            yield finding


def _begin(lane: Lane, check_seconds: float, deadline: float) -> "SimpleQueue[Finding | None]":
    output: SimpleQueue[Finding | None] = SimpleQueue()

    def run() -> None:
        try:
            for finding in _findings(lane, check_seconds, deadline):
                output.put(finding)
        finally:
            output.put(None)

    threading.Thread(target=run, name=f"doctor-{lane.name}", daemon=True).start()
    return output


def _findings(lane: Lane, check_seconds: float, deadline: float) -> Iterator[Finding]:
    worker = _Worker(lane.name)
    # Each with the check where it began.
    failed: dict[str, str] = {}
    hangs = ""
    for check in lane.checks:
        left = min(check_seconds, deadline - time.monotonic())
        cause = next((failed[need] for need in check.needs if need in failed), hangs)
        if cause:
            found = [unchecked(check.name, f"of {cause}", "mend that first")]
        elif left <= 0:
            found = [unchecked(check.name, "there was no time left", "find out what is slow")]
        else:
            try:
                found = worker.call(check.run, left)
            except TimeoutError:
                hangs = check.name
                seen = f"no result within {left:.0f} s"
                found = [problem(check.name, seen, "find out what hangs: network, disk or server")]
            except KioskError as error:
                found = [problem(check.name, str(error), check.remedy)]
            except Exception as error:  # noqa: BLE001 - the other checks are to be made
                _log.debug("%s failed unexpectedly", check.name, exc_info=error)
                seen = f"the check itself failed ({type(error).__name__})"
                found = [problem(check.name, seen, "report it, with --log-level debug")]
        if any(each.level is Level.PROBLEM or not each.checked for each in found):
            failed[check.name] = cause or check.name
        yield from found
    worker.end(lane.end)


class _Worker:
    """A thread that does one thing after the other. Nobody waits for it longer than they want."""

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[tuple[Future[list[Finding]], Run] | Callable[[], None]] = (
            SimpleQueue()
        )
        threading.Thread(target=self._work, name=f"doctor-{name}-worker", daemon=True).start()

    def call(self, run: Run, seconds: float) -> list[Finding]:
        """Run it there, and return its findings or raise what it raises, TimeoutError too."""
        done: Future[list[Finding]] = Future()
        self._jobs.put((done, run))
        return done.result(seconds)

    def end(self, last: Callable[[], None]) -> None:
        """Let the thread do that last."""
        self._jobs.put(last)

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            if callable(job):
                job()
                return
            done, run = job
            try:
                done.set_result(list(run()))
            except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
                done.set_exception(error)
