"""What a check finds, and how it is written down."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How bad it is. With a problem the kiosk cannot work."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. ``check`` is a name that stays; ``advice`` is empty where all is well.

    ``details`` are lines to go with the advice, such as SQL. What could not be looked at is not
    ``checked``.
    """

    check: str
    level: Level
    seen: str
    advice: str = ""
    details: tuple[str, ...] = ()
    checked: bool = True


def ok(check: str, seen: str) -> Finding:
    """All is well."""
    return Finding(check, Level.OK, seen)


def warning(check: str, seen: str, advice: str, details: tuple[str, ...] = ()) -> Finding:
    """The kiosk works, and somebody should act."""
    return Finding(check, Level.WARNING, seen, advice, details)


def problem(check: str, seen: str, advice: str, details: tuple[str, ...] = ()) -> Finding:
    """The kiosk cannot work."""
    return Finding(check, Level.PROBLEM, seen, advice, details)


def unchecked(check: str, because: str, advice: str) -> Finding:
    """It could not be looked at."""
    return Finding(check, Level.WARNING, f"not checked because {because}", advice, checked=False)


def lines(finding: Finding) -> Iterator[str]:
    """Give the finding as text: one line, and one for each detail."""
    text = f"{finding.level:<8} {finding.check:<22} {_printable(finding.seen)}"
    yield f"{text} -> {_printable(finding.advice)}" if finding.advice else text
    for detail in finding.details:
        yield f"           {_printable(detail)}"


def verdict(findings: Iterable[Finding]) -> str:
    """Return the last line."""
    levels = [finding.level for finding in findings]
    problems, warnings = levels.count(Level.PROBLEM), levels.count(Level.WARNING)
    counted = f"{_count(problems, 'problem')}, {_count(warnings, 'warning')}"
    return f"The kiosk {'cannot' if problems else 'can'} work: {counted}."


def as_json(findings: Iterable[Finding]) -> str:
    """Return the findings as a JSON list."""
    return json.dumps([_object(finding) for finding in findings], ensure_ascii=False, indent=1)


def age(seconds: float) -> str:
    """Say how long ago something was, for people."""
    if seconds < 0:
        return f"{-seconds:.0f} s in the future"
    if seconds < 120:
        return f"{seconds:.0f} s ago"
    if seconds < 7200:
        return f"{seconds / 60:.0f} min ago"
    if seconds < 172_800:
        return f"{seconds / 3600:.0f} h ago"
    return f"{timedelta(seconds=seconds).days} days ago"


def masked(id_tag: str) -> str:
    """Return an id tag so that it can be told from another, and not be used."""
    return f"{id_tag[:2]}***" if len(id_tag) > 4 else "***"


def _object(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "level": finding.level,
        "checked": finding.checked,
        "seen": finding.seen,
        "advice": finding.advice,
        "details": list(finding.details),
    }


def _count(number: int, word: str) -> str:
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


def _printable(text: str) -> str:
    # What a database or a server says may hold anything, a terminal's own commands too.
    line = " ".join(text.split())
    return "".join(each if each.isprintable() else "?" for each in line)
