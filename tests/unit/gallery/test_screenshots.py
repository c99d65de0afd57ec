"""``kiosk screenshots``: the pictures, the page, and what it says when it can't."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.__main__ import main
from kiosk.domain.errors import Misconfigured, Unreachable
from kiosk.gallery.command import paint_gallery
from kiosk.gallery.scene import Scene
from kiosk.run_options import GalleryOptions
from ui.fonts import load_fonts
from ui.languages import LANGUAGES

pytestmark = pytest.mark.usefixtures("logging_as_it_was")

FEW = GalleryOptions(Path(), ("kn",), ("light",), ((800, 480),), ("normal",))
FLAGS = ("--language", "kn", "--theme", "light", "--size", "800x480", "--mode", "normal")


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what the command painted, far away."""
    folder = tmp_path_factory.mktemp("gallery") / "made" / "anew"
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "screenshots", str(folder), *FLAGS],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        env={**os.environ, "TZ": "America/Los_Angeles"},
    )
    assert done.returncode == 0, done.stderr
    assert "pictures in" in done.stdout
    assert not done.stderr
    return folder


@pytest.fixture
def _fonts(qapp: QApplication) -> None:
    load_fonts(tuple(LANGUAGES))


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_pictures_are_of_the_size_asked_for_and_small(painted: Path) -> None:
    pictures = list(painted.rglob("*.png"))
    assert len(pictures) > 150
    for picture in pictures:
        header = picture.read_bytes()
        assert header[:8] == b"\x89PNG\r\n\x1a\n"
        assert [int.from_bytes(header[at : at + 4]) for at in (16, 20)] == [800, 480]
        assert len(header) < 100_000


@pytest.mark.usefixtures("_fonts")
def test_a_second_run_paints_the_same_byte_for_byte(
    painted: Path, tmp_path: Path, scenes: tuple[Scene, ...]
) -> None:
    paint_gallery(replace(FEW, folder=tmp_path), scenes)
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
        (["--theme", "auto"], "Argument --theme: invalid choice: 'auto'"),
        (["--size", "big"], "Argument --size: must be a width and a height"),
        ([], "The following arguments are required: DIR"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["screenshots", *arguments])
    assert end.value.code == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


def test_a_state_that_there_is_not_is_wrong_use(scenes: tuple[Scene, ...]) -> None:
    with pytest.raises(Misconfigured, match="no state's name holds 'nothing'"):
        paint_gallery(replace(FEW, only="nothing"), scenes)


def test_a_folder_that_can_not_be_made_is_one_sentence_and_exit_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert main(["screenshots", str(tmp_path / "file" / "gallery")]) == 1
    told = capsys.readouterr().err
    assert told.startswith("kiosk: no pictures can be put in ")
    assert told.count("\n") == 1


def test_a_folder_that_can_not_be_written_is_out_of_reach(
    tmp_path: Path, scenes: tuple[Scene, ...]
) -> None:
    (tmp_path / "800x480").write_text("in the way")
    with pytest.raises(Unreachable, match="800x480"):
        paint_gallery(replace(FEW, folder=tmp_path), scenes)
