"""The time that a rider is told, against sessions of scooters that know nothing of estimates.

The benchmark ``estimate`` asks the same of more sessions.
"""

import pytest

from benchmarks._fleet import replays
from benchmarks.estimate import Answer, answers, experience_of, share_within
from kiosk.domain.learning import NOTHING_LEARNED, Experience

SESSIONS = replays(seed=5, each=12)


@pytest.fixture(scope="module")
def learned() -> Experience:
    return experience_of(replays(seed=6, each=15))


def asked(experience: Experience, moment: float) -> list[Answer]:
    given = [answer for session in SESSIONS for answer in answers(session, experience)]
    return [answer for answer in given if answer.moment == moment]


@pytest.mark.parametrize("moment", [0.0, 0.1, 0.5, 0.9])
def test_most_ends_come_within_the_range(moment: float, learned: Experience) -> None:
    for experience in (NOTHING_LEARNED, learned):
        assert share_within(asked(experience, moment)) >= 0.8


def test_there_is_a_range_for_every_session_at_every_moment() -> None:
    assert all(len(answers(session, NOTHING_LEARNED)) == 4 for session in SESSIONS)


def test_the_range_gets_shorter_as_the_end_comes_near(learned: Experience) -> None:
    for experience in (NOTHING_LEARNED, learned):
        lengths = [
            sum(answer.high - answer.low for answer in asked(experience, moment))
            for moment in (0.0, 0.1, 0.5, 0.9)
        ]
        assert lengths == sorted(lengths, reverse=True)


def test_a_station_whose_riders_come_with_old_packs_learns_it() -> None:
    aged, past = replays(seed=7, each=8, health=0.78), replays(seed=8, each=15, health=0.78)
    learned = experience_of(past)
    naive, taught = (
        [answer for session in aged for answer in answers(session, experience)]
        for experience in (NOTHING_LEARNED, learned)
    )
    assert share_within(taught) > share_within(naive) + 0.15
