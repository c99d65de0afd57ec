"""``kiosk screenshots``: the pictures, the page, and what it says when it can't."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.__main__ import main

FEW = ("--size", "800x480", "--theme", "light", "--language", "kn", "--only", "charging")


def screenshots(
    folder: Path, *arguments: str, time_zone: str = "UTC"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "screenshots", str(folder), *arguments],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        env={**os.environ, "TZ": time_zone},
    )


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery") / "made" / "anew"
    done = screenshots(folder, *FEW)
    assert done.returncode == 0, done.stderr
    assert "pictures in" in done.stdout
    assert not done.stderr
    return folder


def test_pictures_are_of_the_size_asked_for_and_small(painted: Path) -> None:
    pictures = list(painted.rglob("*.png"))
    assert len(pictures) >= 3
    for picture in pictures:
        header = picture.read_bytes()
        assert header[:8] == b"\x89PNG\r\n\x1a\n"
        assert [int.from_bytes(header[at : at + 4]) for at in (16, 20)] == [800, 480]
        assert len(header) < 100_000


def test_a_second_run_paints_the_same_byte_for_byte(painted: Path, tmp_path: Path) -> None:
    again = screenshots(tmp_path, *FEW, time_zone="America/Los_Angeles")
    assert again.returncode == 0, again.stderr
    assert files(tmp_path) == files(painted)


def test_the_page_names_the_pictures_that_are_there_and_nothing_from_afar(painted: Path) -> None:
    page = (painted / "index.html").read_text("utf-8")
    assert "://" not in page
    found = re.search(r'<script type="application/json" id="gallery">(.*?)</script>', page)
    assert found
    gallery = json.loads(found[1])
    assert gallery["axes"] == {
        "size": ["800x480"],
        "theme": ["light"],
        "mode": ["normal"],
        "language": ["kn"],
    }
    named = {f"800x480/light/normal/kn/{state}.png" for state in gallery["states"]}
    named -= set(gallery["missing"])
    assert named == set(files(painted)) - {"index.html"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--only", "no such state"], "no state's name holds 'no such state'"),
        (["--theme", "auto"], "Argument --theme: invalid choice: 'auto'"),
        (["--size", "big"], "Argument --size: must be a width and a height"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    try:
        code: object = main(["screenshots", str(tmp_path), *arguments])
    except SystemExit as end:
        code = end.code
    assert code == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


def test_a_folder_that_can_not_be_made_is_one_sentence_and_exit_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert main(["screenshots", str(tmp_path / "file" / "gallery")]) == 1
    told = capsys.readouterr().err
    assert told.startswith("kiosk: no pictures can be put in ")
    assert told.count("\n") == 1


def test_a_folder_that_can_not_be_written_is_one_sentence_and_exit_1(tmp_path: Path) -> None:
    (tmp_path / "800x480").write_text("in the way")
    done = screenshots(tmp_path, *FEW)
    assert done.returncode == 1
    assert done.stderr.startswith("kiosk: ")
    assert done.stderr.count("\n") == 1
