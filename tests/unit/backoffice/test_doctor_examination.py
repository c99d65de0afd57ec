"""How the doctor goes about its checks, whatever they do."""

import json
import threading
import time
from collections.abc import Iterator

import pytest

from kiosk.backoffice.doctor.examination import Check, Lane, Run, examine
from kiosk.backoffice.doctor.findings import (
    Finding,
    Level,
    age,
    as_json,
    lines,
    masked,
    ok,
    problem,
    verdict,
    warning,
)
from kiosk.domain.errors import Unreachable


def well(name: str, *needs: str) -> Check:
    return Check(name, lambda: [ok(name, "seen")], needs)


def bad(name: str, *needs: str) -> Check:
    return Check(name, lambda: [problem(name, "seen", "act")], needs)


def raising(error: Exception) -> Run:
    def run() -> Iterator[Finding]:
        yield ok("before", "lost with the rest")
        raise error

    return run


def result(*lanes: Lane, seconds: float = 5.0, total: float = 25.0) -> dict[str, tuple[str, str]]:
    findings = list(examine(lanes, seconds, total))
    assert len({each.check for each in findings}) == len(findings)
    return {each.check: (each.level, each.seen) for each in findings}


def test_a_failure_leaves_out_what_needs_it_and_nothing_else() -> None:
    found = result(
        Lane("a", [bad("database"), well("schema", "database"), well("tag", "schema"), well("x")]),
        Lane("b", [well("relay")]),
    )
    assert found == {
        "database": ("problem", "seen"),
        "schema": ("warning", "not checked because of database"),
        "tag": ("warning", "not checked because of database"),
        "x": ("ok", "seen"),
        "relay": ("ok", "seen"),
    }


def test_what_a_check_raises_is_a_problem() -> None:
    broken = Check("store", raising(Unreachable("the disk is gone")), remedy="find it")
    defect = Check("fonts", raising(ZeroDivisionError("secret")))
    findings = list(examine([Lane("a", [broken, defect, well("last")])]))
    assert [(each.level, each.seen) for each in findings] == [
        ("problem", "the disk is gone"),
        ("problem", "the check itself failed (ZeroDivisionError)"),
        ("ok", "seen"),
    ]
    assert findings[0].advice == "find it"


def test_a_check_that_hangs_is_given_up_with_its_lane() -> None:
    hold = threading.Event()

    def hang() -> list[Finding]:
        hold.wait(10)
        return []

    began = time.monotonic()
    try:
        found = result(
            Lane("a", [Check("web", hang), well("after")]), Lane("b", [well("b")]), seconds=0.05
        )
    finally:
        hold.set()
    assert time.monotonic() - began < 2
    assert found == {
        "web": ("problem", "no result within 0 s"),
        "after": ("warning", "not checked because of web"),
        "b": ("ok", "seen"),
    }


def test_all_of_it_has_an_end() -> None:
    found = result(Lane("a", [well("late")]), total=-1.0)
    assert found == {"late": ("warning", "not checked because there was no time left")}


def test_a_lane_is_ended_in_the_thread_of_its_checks() -> None:
    threads: list[int] = []
    ended = threading.Event()

    def note() -> list[Finding]:
        threads.append(threading.get_ident())
        return []

    def end() -> None:
        note()
        ended.set()

    assert list(examine([Lane("a", [Check("one", note), Check("two", note)], end)])) == []
    assert ended.wait(5)
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


def test_findings_are_lines_and_json() -> None:
    findings = [
        ok("clock", "all\nis\twell \x1b[31m"),
        warning("grants", "too much", "grant less", ("GRANT SELECT", "GRANT \x07")),
    ]
    assert [line for each in findings for line in lines(each)] == [
        "ok       clock                  all is well ?[31m",
        "warning  grants                 too much -> grant less",
        "           GRANT SELECT",
        "           GRANT ?",
    ]
    assert verdict(findings) == "The kiosk can work: no problems, 1 warning."
    assert verdict([problem("x", "y", "z")]) == "The kiosk cannot work: 1 problem, no warnings."
    assert json.loads(as_json(findings))[1] == {
        "check": "grants",
        "level": Level.WARNING,
        "checked": True,
        "seen": "too much",
        "advice": "grant less",
        "details": ["GRANT SELECT", "GRANT \x07"],
    }


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-40, "40 s in the future"),
        (3, "3 s ago"),
        (600, "10 min ago"),
        (36_000, "10 h ago"),
        (400_000, "4 days ago"),
    ],
)
def test_ages_are_for_people(seconds: float, words: str) -> None:
    assert age(seconds) == words


def test_an_id_tag_is_masked() -> None:
    assert masked("KIOSK01") == "KI***"
    assert masked("KIO") == "***"
