"""``kiosk screenshots``: paints the gallery into a folder."""

import asyncio
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

# Before Qt is loaded: pictures have no use for a display, and mostly there is none.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from kiosk.domain.errors import Misconfigured, NoAnswer, Unreachable
from kiosk.gallery.page import write_page
from kiosk.gallery.painting import Look, easel, picture
from kiosk.gallery.scene import Scene
from kiosk.gallery.scenes import all_scenes
from kiosk.run_options import GalleryOptions
from ui.fonts import load_fonts
from ui.languages import LANGUAGES

if TYPE_CHECKING:
    from multiprocessing.pool import IMapIterator

_LOOK_SECONDS = 300.0
"""For the pictures of one look, of which there are two hundred."""

_Each = Callable[[Callable[[Look], list[str]], Sequence[Look]], Iterable[list[str]]]


def screenshots(options: GalleryOptions) -> int:
    """Play all scenarios and paint them; returns the exit code.

    Raises Misconfigured, Unreachable.
    """
    _make(options.folder)
    scenes = asyncio.run(all_scenes())
    # Qt paints in one thread, so each look has a process of its own, as many at once as there are
    # cores. They are forked while Qt knows of no application yet.
    with multiprocessing.get_context("fork").Pool(
        initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN), maxtasksperchild=1
    ) as painters:
        paint_gallery(options, scenes, lambda paint, looks: _awaited(painters.imap(paint, looks)))
    return 0


def _awaited(results: "IMapIterator[list[str]]") -> Iterator[list[str]]:
    """Yield results as they come; of a process that has died there is never one."""
    try:
        while True:
            yield results.next(_LOOK_SECONDS)
    except StopIteration:
        return
    except multiprocessing.TimeoutError:
        raise NoAnswer(
            "painting does not go on: try fewer pictures, such as --theme dark"
        ) from None


def paint_gallery(options: GalleryOptions, scenes: Sequence[Scene], each: _Each = map) -> None:
    """Paint what the options choose of the scenes. Raises Misconfigured, Unreachable.

    ``each`` paints the looks, as the built-in ``map`` does one after the other.
    """
    scenes = _chosen(scenes, options.only)
    looks = [
        Look(size, theme, mode, language)
        for size in options.sizes
        for theme in options.themes
        for mode in options.modes
        for language in options.languages
    ]
    print(f"{len(scenes)} states in {len(looks)} looks go to {options.folder.resolve()}")
    began, missing = time.monotonic(), []
    try:
        painted = each(partial(_paint, scenes, options.folder), looks)
        for number, (look, absent) in enumerate(zip(looks, painted, strict=True), 1):
            missing += absent
            print(f"{number} of {len(looks)}  {look.folder}", flush=True)
        _write_page(options, scenes, missing)
    except OSError as error:
        raise Unreachable(f"{error.filename} can't be written: {error.strerror}") from None
    pictures = len(scenes) * len(looks) - len(missing)
    seconds = time.monotonic() - began
    print(
        f"{pictures} pictures in {seconds:.0f} s, {pictures / seconds:.0f} a second; "
        f"leaf through {options.folder / 'index.html'}"
    )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unreachable(f"no pictures can be put in {folder}: {error}") from None


@contextmanager
def indian_time() -> Iterator[None]:
    """Have the clock on the pictures be that of the stations, wherever they are painted."""
    before = os.environ.get("TZ")
    try:
        _set_time_zone("Asia/Kolkata")
        yield
    finally:
        _set_time_zone(before)


def _set_time_zone(name: str | None) -> None:
    if name is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = name
    time.tzset()


def _write_page(options: GalleryOptions, scenes: Sequence[Scene], missing: Sequence[str]) -> None:
    axes = {
        "size": [f"{width}x{height}" for width, height in options.sizes],
        "theme": options.themes,
        "mode": options.modes,
        "language": options.languages,
    }
    write_page(options.folder / "index.html", axes, [scene.name for scene in scenes], missing)


def _chosen(scenes: Sequence[Scene], only: str) -> list[Scene]:
    chosen = [scene for scene in scenes if only in scene.name]
    if not chosen:
        raise Misconfigured(f"no state's name holds {only!r}; without --only all are painted")
    return chosen


def _paint(scenes: Sequence[Scene], folder: Path, look: Look) -> list[str]:
    """Paint all scenes in one look; return the files of those that it does not have."""
    _application = QApplication.instance() or QApplication(["kiosk"])
    load_fonts(tuple(LANGUAGES))
    place = folder / look.folder
    place.mkdir(parents=True, exist_ok=True)
    missing = []
    with indian_time(), easel(look) as stand:
        for scene in scenes:
            name = f"{look.folder}/{scene.name}.png"
            painted = picture(stand, scene, look.theme)
            if painted is None:
                missing.append(name)
            elif not painted.save(str(folder / name)):
                raise Unreachable(f"{folder / name} can't be written: is the disk full?")
    return missing
