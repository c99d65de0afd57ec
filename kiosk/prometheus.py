"""Prometheus' text format, version 0.0.4."""

from collections.abc import Iterable

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Sample = tuple[str, float]
"""Labels as text, empty for none, and a value."""


def family(name: str, kind: str, words: str, samples: Iterable[Sample]) -> str:
    """Return a metric with its help and its kind (gauge, counter); nothing without a sample."""
    lines = [
        f"{name}{f'{{{labels}}}' if labels else ''} {_number(value)}\n" for labels, value in samples
    ]
    head = f"# HELP {name} {words}\n# TYPE {name} {kind}\n"
    return head + "".join(lines) if lines else ""


def _number(value: float) -> str:
    """Counts stand whole, however many; figures keep ten digits."""
    return str(int(value)) if isinstance(value, int) else f"{value:.10g}"
