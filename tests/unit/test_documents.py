"""What the documents say of the code, and where they point to."""

import re
import tomllib
from pathlib import Path

import pytest

from tools.phase_table import DOCUMENT, with_phases

ROOT = Path(__file__).parents[2]
DOCUMENTS = (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))


def test_the_phases_in_the_documentation_are_those_of_the_code() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert "| `charging` |" in text
    assert with_phases(text) == text, "run: .venv/bin/python -m tools.phase_table"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_points_to_is_there(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text("utf-8"))
    missing = [
        target
        for target in targets
        if "://" not in target and not (document.parent / target).exists()
    ]
    assert not missing


def test_the_layers_in_the_documentation_are_those_that_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (layers,) = (c["layers"] for c in contracts["contracts"] if c["type"] == "layers")
    told = DOCUMENT.read_text("utf-8").partition("```layers\n")[2].partition("```")[0]
    assert told.splitlines() == [re.sub("[()]", "", layer) for layer in layers]


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = list(project["project"]["dependencies"])
    groups = project["project"]["optional-dependencies"] | project["dependency-groups"]
    for group in groups.values():
        wanted += [entry for entry in group if isinstance(entry, str)]
    names = {re.split(r"[\[<>=]", entry)[0] for entry in wanted}
    reasons = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    told = set(re.findall(r"^\| `([^`]+)` \|", reasons, re.MULTILINE))
    assert names == told


def test_make_knows_the_targets_that_documents_name() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        target
        for document in DOCUMENTS
        for target in re.findall(r"`make ([a-z]+)", document.read_text("utf-8"))
    }
    assert named <= targets
