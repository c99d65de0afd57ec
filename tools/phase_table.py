"""Writes the session phases into docs/architecture.md: python -m tools.phase_table.

The table and the diagram there are made from ``PHASE_TABLE``, so that neither can be out of date.
"""

from pathlib import Path

from kiosk.domain.phases import PHASE_TABLE

DOCUMENT = Path(__file__).parents[1] / "docs" / "architecture.md"

_BEGIN = "<!-- Made by tools/phase_table.py from kiosk/domain/phases.py. -->\n"
_END = "<!-- End of what is made. -->\n"


def with_phases(text: str) -> str:
    """Return the document's text with table and diagram as the code has them now."""
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{_table()}\n{_diagram()}\n{_END}{after}"


def _table() -> str:
    lines = ["| | while | `session_phase` |", "| --- | --- | --- |"]
    lines += [
        f"| {number} | {rule.why} | `{rule.session_phase.value}` |"
        for number, rule in enumerate(PHASE_TABLE, 1)
    ]
    return "\n".join(lines) + "\n"


def _diagram() -> str:
    *questions, last = PHASE_TABLE
    lines = ["```mermaid", "flowchart TD"]
    for number, rule in enumerate(questions, 1):
        asked = f'q{number}{{"{rule.why}?"}}'
        lines.append(f"    {asked} -- yes --> p{number}([{rule.session_phase.value}])")
        below = f"q{number + 1}" if number < len(questions) else f"p{number + 1}"
        lines.append(f"    q{number} -- no --> {below}")
    lines.append(f"    p{len(PHASE_TABLE)}([{last.session_phase.value}])")
    lines.append("```")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(with_phases(DOCUMENT.read_text("utf-8")), "utf-8")
