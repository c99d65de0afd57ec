"""Checks of the machine itself: programs, settings, fonts, disk."""

import os
import pwd
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.backoffice.doctor.findings import Finding, ok, problem, warning
from kiosk.backoffice.doctor.fonts import characters_of, needed_for
from kiosk.domain.errors import KioskError, Malformed
from kiosk.runtime_guard import check_runtime
from kiosk.settings import LoadedSettings

LITTLE_SPACE, NO_SPACE = 200_000_000, 20_000_000
_REINSTALL = "install the kiosk again"


def runtime(pyside_version: str | None) -> Iterator[Finding]:
    """Whether Python and Qt get on with each other; ``None`` where there is no PySide6."""
    python = ".".join(map(str, sys.version_info[:3]))
    if pyside_version is None:
        yield problem("runtime", f"Python {python} without PySide6", _REINSTALL)
        return
    seen = f"Python {python}, PySide6 {pyside_version}"
    trouble = check_runtime(tuple(sys.version_info[:3]), pyside_version)
    yield problem("runtime", seen, trouble) if trouble else ok("runtime", seen)


def settings(loaded: LoadedSettings) -> Iterator[Finding]:
    """The settings file, who may touch it, and what is missing in it."""
    file = loaded.file
    place = str(file or "the settings file (kiosk config --example makes one)")
    if loaded.missing:
        seen = f"missing: {', '.join(loaded.missing)}"
        yield problem("settings", seen, f"set them in {place}, or as variables")
    elif file is None:
        yield ok("settings", "no file: all from the environment")
    else:
        yield ok("settings", str(file))
    if file is not None:
        yield from _permissions(loaded, file)
    for sentence in loaded.warnings:
        seen, _, advice = sentence.rpartition("; " if "; " in sentence else ": ")
        yield warning("settings", seen, advice)


def _permissions(loaded: LoadedSettings, file: Path) -> Iterator[Finding]:
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
    except OSError as error:
        yield warning("settings", f"{file}: {error.strerror or error}", "look after the file")
        return
    if mode & 0o022:
        yield warning(
            "settings", f"{file} can be changed by others (mode {mode:04o})", f"chmod go-w {file}"
        )
    holds_password = any(
        key.endswith("password") and origin.startswith(f"{file}:")
        for key, origin in loaded.origins.items()
    )
    if holds_password and mode & 0o044:
        yield warning(
            "settings",
            f"{file} holds a password and can be read by others (mode {mode:04o})",
            f"chmod 600 {file}, as the user that the kiosk runs as",
        )


def fonts(folder: Path, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Whether the languages can be written with the fonts of the kiosk's own."""
    files = sorted(file for file in folder.glob("*") if file.suffix in {".ttf", ".otf"})
    characters = []
    for file in files:
        try:
            characters.append(characters_of(file))
        except KioskError as error:
            yield problem("fonts", str(error), _REINSTALL)
    for language in languages:
        needed = needed_for(language)
        missing = min((needed - each for each in characters), key=len, default=needed)
        if missing:
            lacking = "".join(map(chr, sorted(missing)[:3]))
            seen = f"no font in {folder} has all letters of {language!r}: {lacking} is missing"
            yield problem("fonts", seen, f"{_REINSTALL}, or take {language} out of ui.languages")
        else:
            yield ok("fonts", f"{language}: all letters are there")


def store(path: Path, try_to_write: Callable[[], None]) -> Iterator[Finding]:
    """Whether the kiosk can keep what it has to, and how much room there is."""
    try:
        try_to_write()
    except Malformed as error:
        advice = "the kiosk moves it aside and begins anew; keep it if its sessions matter"
        yield warning("store", str(error), advice)
        return
    folder = next(each for each in (path.parent, *path.parents) if each.exists())
    free = shutil.disk_usage(folder).free
    seen = f"{path} can be written by {_user()}, {free / 1e6:,.0f} MB are free"
    if free < NO_SPACE:
        yield problem("store", seen, "make room on the disk")
    elif free < LITTLE_SPACE:
        yield warning("store", seen, "make room on the disk")
    else:
        yield ok("store", seen)


def _user() -> str:
    number = os.geteuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"the user {number}"
