"""How far the time that a rider is told can be believed.

Replays simulated sessions of all three models (aged packs, any state and target, strong and weak
currents, hot days, pauses, stations that hold current back, noise, coarse or missing states of
charge), asks before START and after 10 %, 50 % and 90 % of each how long it will take, and compares
with how long it took: for a kiosk that has learned nothing yet, and for one that has seen sessions
before. Then the same at a station whose riders' packs hold a fifth less than the models say. The
seeds are fixed, so that the figures are always the same.
"""

import statistics
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    # Started as a file, only this folder would be on the path.
    sys.path[0] = str(Path(__file__).parents[1])

from benchmarks._fleet import MODELS, Replay, replays
from kiosk.domain.estimate import estimate_to_target, remaining
from kiosk.domain.learning import NOTHING_LEARNED, Experience, Lesson, lessons_of
from kiosk.domain.progress import progress_of
from kiosk.domain.samples import MeterSeries

SESSIONS, PAST_SESSIONS = 80, 40
"""Of each model: asked about, and learned from before."""

SEED, PAST_SEED = 2026, 1
AGED = 0.78
MOMENTS = (0.0, 0.1, 0.5, 0.9)

LEAST_WITHIN = 0.8
MOST_HALF_WIDTH = 0.15
"""Of the median range after 10 % of a session, as a part of what remains."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was shown at one moment, and what was true, in minutes."""

    model: str
    moment: float
    low: float
    high: float
    left: float
    whole: float

    @property
    def within(self) -> bool:
        """Whether the end came within the range."""
        return self.low <= self.left <= self.high

    @property
    def error(self) -> float:
        """How far the range's middle was off."""
        return abs((self.low + self.high) / 2 - self.left)

    @property
    def half_width(self) -> float:
        """Half the range, as a part of what remained."""
        return (self.high - self.low) / 2 / self.left


def experience_of(past: Iterable[Replay]) -> Experience:
    """Return what a kiosk has learned that saw these sessions."""
    lessons: list[Lesson] = []
    for session in past:
        series = _measured(session, session.seconds)
        lessons += lessons_of(series, session.model, session.said.max_current)
    return Experience(lessons)


def answers(session: Replay, experience: Experience) -> tuple[Answer, ...]:
    """Return what a rider would have been told; nothing for a moment at which nobody can tell."""
    found = []
    for moment in MOMENTS:
        minutes = _told(session, session.seconds * moment, experience)
        if minutes is not None:
            whole = session.seconds / 60
            left = whole * (1 - moment)
            found.append(Answer(session.model.name, moment, *minutes, left, whole))
    return tuple(found)


def _told(session: Replay, second: float, experience: Experience) -> tuple[float, float] | None:
    said, model = session.said, session.model
    if second == 0:
        return estimate_to_target(
            model, said.soc, session.target, said.voltage, said.max_current, experience
        ).minutes
    usual = experience.effort(model.name)
    series = _measured(session, second)
    progress = progress_of(series, model, said.soc, said.max_current, usual)
    if progress is None:
        return None
    age = second - max(at for at, _ in session.samples if at <= second)
    return remaining(model, progress, session.target, experience, age).minutes


def _measured(session: Replay, until: float) -> MeterSeries:
    series = MeterSeries()
    series.add(session.rows(until))
    return series


def share_within(given: Sequence[Answer]) -> float:
    """Return the share of ends within the range that was shown."""
    return sum(answer.within for answer in given) / len(given)


def _row(name: str, given: Sequence[Answer]) -> str:
    errors = sorted(answer.error for answer in given)
    parts = sorted(answer.error / answer.whole for answer in given)
    tail = len(given) * 9 // 10
    width = statistics.median(answer.half_width for answer in given)
    minutes = statistics.median((answer.high - answer.low) / 2 for answer in given)
    off = f"error {statistics.median(errors):5.1f} min, p90 {errors[tail]:5.1f}"
    of_session = f"{statistics.median(parts):6.1%}, p90 {parts[tail]:6.1%} of the session"
    within = f"{share_within(given):6.1%} within +-{minutes:4.1f} min ({width:.0%} of the rest)"
    return f"  {name:<14} {within}; {off} ({of_session})"


def report(title: str, sessions: Iterable[Replay], experience: Experience, *, bars: bool) -> bool:
    """Print how good the answers were; tells whether they met the bars."""
    print(f"{title} ({len(experience)} lessons)")
    given = [answer for session in sessions for answer in answers(session, experience)]
    met = True
    for moment in MOMENTS:
        asked = [answer for answer in given if answer.moment == moment]
        name = f"after {moment:.0%}" if moment else "before START"
        print(_row(name, asked))
        for model in MODELS:
            print(_row(f"  {model.name}", [each for each in asked if each.model == model.name]))
        met &= share_within(asked) >= LEAST_WITHIN
        if moment == 0.1:
            width = statistics.median(answer.half_width for answer in asked)
            met &= width <= MOST_HALF_WIDTH
    if bars:
        wanted = f"at least {LEAST_WITHIN:.0%} within, +-{MOST_HALF_WIDTH:.0%} after 10 %"
        print(f"  bars ({wanted}): {'met' if met else 'NOT MET'}")
    return met or not bars


def main() -> int:
    """Run it, and return 1 where a bar is not met."""
    sessions, past = replays(SEED, SESSIONS), replays(PAST_SEED, PAST_SESSIONS)
    met = report("Nothing learned yet", sessions, NOTHING_LEARNED, bars=True)
    met &= report("Learned from past sessions", sessions, experience_of(past), bars=True)
    aged, aged_past = replays(SEED, SESSIONS, AGED), replays(PAST_SEED, PAST_SESSIONS, AGED)
    report(f"Packs that hold {AGED:.0%}, nothing learned", aged, NOTHING_LEARNED, bars=False)
    met &= report(f"Packs that hold {AGED:.0%}, learned", aged, experience_of(aged_past), bars=True)
    return int(not met)


if __name__ == "__main__":
    sys.exit(main())
