"""Where settings come from: the file with its lines, the environment, the flags."""

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.settings.faults import SettingsFault, did_you_mean
from kiosk.settings.sections import SECTIONS, declarations

PREFIX = "KIOSK_"
CONFIG_VARIABLE = "KIOSK_CONFIG"
VEHICLE_MODELS = "vehicle_models"
_SYSTEM_FILE = Path("/etc/kiosk/kiosk.toml")
_MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Given:
    """A value that someone gave. ``as_text`` for variables and flags, which know no types."""

    value: Any
    place: str
    as_text: bool = False
    folder: Path | None = None
    """What a relative path is relative to."""


@dataclass(slots=True)
class Sources:
    """All that was given: for each key the value that counts, and what is wrong already."""

    file: Path | None
    candidates: tuple[Path, ...]
    given: dict[str, Given] = field(default_factory=dict)
    models: list[tuple[Any, str]] | None = None
    """The tables of ``[[vehicle_models]]`` with their places; ``None``: not given."""
    model_places: dict[str, str] = field(default_factory=dict)
    faults: list[SettingsFault] = field(default_factory=list)
    unread: bool = False
    """The file could not be read, so that nobody knows what it gives."""

    @property
    def place(self) -> str:
        """Where a setting that nobody gave would belong."""
        if self.file is not None:
            return str(self.file)
        return f"no settings file (looked for {', '.join(map(str, self.candidates))})"


def variable_name(key: str) -> str:
    """Return the environment variable for a key: ``KIOSK_STEVE__USER`` for ``steve.user``."""
    return PREFIX + key.replace(".", "__").upper()


def gather(
    overrides: Mapping[str, str], config: Path | None, environ: Mapping[str, str]
) -> Sources:
    """Collect what file, environment and flags give; later ones win over earlier ones."""
    candidates = _candidates(config, environ)
    demanded = len(candidates) == 1
    file = next((each for each in candidates if demanded or _is_there(each)), None)
    sources = Sources(file, candidates)
    if file is not None:
        _take_file(sources, file)
    _take_environment(sources, environ)
    for key, value in overrides.items():
        flag = f"--{key.rpartition('.')[2].replace('_', '-')}"
        sources.given[key] = Given(value, flag, as_text=True, folder=Path.cwd())
    return sources


def _candidates(config: Path | None, environ: Mapping[str, str]) -> tuple[Path, ...]:
    if config is not None:
        return (config.absolute(),)
    if environ.get(CONFIG_VARIABLE):
        return (Path(environ[CONFIG_VARIABLE]).absolute(),)
    from platformdirs import user_config_path

    return (user_config_path("kiosk", appauthor=False) / "kiosk.toml", _SYSTEM_FILE)


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:
        # A folder that may not be entered: reading says so, which beats passing over the file.
        return True


class _Unreadable(Exception):
    """The settings file can't be read: where, and why."""

    def __init__(self, place: Path | str, problem: str) -> None:
        super().__init__(problem)
        self.fault = SettingsFault("", str(place), problem)


def _read_file(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            content = stream.read(_MAX_BYTES + 1)
    except OSError as error:
        problem = f"cannot read this settings file: {error.strerror or error}"
        raise _Unreadable(file, problem) from None
    if len(content) > _MAX_BYTES:
        raise _Unreadable(file, "is too large for a settings file")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise _Unreadable(file, "is not UTF-8 text") from None


def _parse(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem, _, where = str(error).removesuffix(")").partition(" (at ")
        found = re.match(r"line (\d+)", where)
        line = int(found[1]) if found else text.rstrip("\n").count("\n") + 1
        raise _Unreadable(f"{file}:{line}", f"is not TOML here: {problem}") from None
    except (ValueError, RecursionError):
        # Python's limits: a number of thousands of digits, brackets within brackets.
        raise _Unreadable(file, "is not TOML that can be read") from None


def _take_file(sources: Sources, file: Path) -> None:
    try:
        text = _read_file(file)
        table = _parse(file, text)
    except _Unreadable as error:
        sources.faults.append(error.fault)
        sources.unread = True
        return
    lines = dict(reversed(list(_key_lines(text))))

    def place_of(key: str) -> str:
        return f"{file}:{lines[key]}" if key in lines else str(file)

    for section, content_of in table.items():
        if section == VEHICLE_MODELS:
            _take_models(sources, content_of, place_of)
        elif section not in SECTIONS:
            hint = did_you_mean(section, [*SECTIONS, VEHICLE_MODELS])
            sources.faults.append(SettingsFault(section, place_of(section), f"is no section{hint}"))
        elif not isinstance(content_of, dict):
            problem = f"must be a section: [{section}]"
            sources.faults.append(SettingsFault(section, place_of(section), problem))
        else:
            for name, value in content_of.items():
                key = f"{section}.{name}"
                _take(sources, key, Given(value, place_of(key), folder=file.parent))


def _take_models(sources: Sources, tables: Any, place_of: Callable[[str], str]) -> None:
    if not isinstance(tables, list) or not tables:
        problem = f"must be tables, each headed [[{VEHICLE_MODELS}]]"
        sources.faults.append(SettingsFault(VEHICLE_MODELS, place_of(VEHICLE_MODELS), problem))
        return
    sources.models = []
    for index, table in enumerate(tables):
        key = f"{VEHICLE_MODELS}[{index}]"
        sources.models.append((table, place_of(key)))
        for name in table if isinstance(table, dict) else ():
            sources.model_places[f"{key}.{name}"] = place_of(f"{key}.{name}")


def _take_environment(sources: Sources, environ: Mapping[str, str]) -> None:
    run_together = {variable_name(key).replace("__", "_"): key for key in _all_keys()}
    for variable, value in sorted(environ.items()):
        if not variable.startswith(PREFIX) or variable == CONFIG_VARIABLE:
            continue
        given = Given(value, variable, as_text=True, folder=Path.cwd())
        if "__" in variable:
            section, _, name = variable.removeprefix(PREFIX).lower().partition("__")
            _take(sources, f"{section}.{name}", given)
        elif variable in run_together:
            meant = variable_name(run_together[variable])
            sources.faults.append(SettingsFault("", variable, f"is unknown; did you mean {meant}?"))


def _take(sources: Sources, key: str, given: Given) -> None:
    known = list(_all_keys())
    if key in known:
        sources.given[key] = given
        return
    section, _, name = key.partition(".")
    elsewhere = [each for each in known if each.endswith(f".{name}")]
    of_section = [each.partition(".")[2] for each in known if each.startswith(f"{section}.")]
    if elsewhere:
        hint = f"; did you mean {elsewhere[0]}?"
    elif of_section and (hint := did_you_mean(name, of_section)):
        hint = hint.replace("mean ", f"mean {section}.")
    else:
        hint = did_you_mean(key, known)
    sources.faults.append(SettingsFault(key, given.place, f"is unknown{hint}"))


def _all_keys() -> Iterator[str]:
    for section in SECTIONS:
        for declared in declarations(section):
            yield declared.key


_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_ASSIGNMENT = re.compile(rf"\s*({_DOTTED})\s*=")


def _key_lines(text: str) -> Iterator[tuple[str, int]]:
    """Give each key with the line it stands in, which tomllib does not tell.

    A line within a multi-line string may look like a key; the first line of a key counts.
    """
    header = ""
    tables: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _HEADER.match(line):
            header = _plain(match[2])
            if match[1] == "[[":
                yield header, number
                index = tables[header] = tables.get(header, -1) + 1
                header = f"{header}[{index}]"
            yield header, number
        elif match := _ASSIGNMENT.match(line):
            key = _plain(match[1])
            full = f"{header}.{key}" if header else key
            yield full.split(".")[0], number
            yield full, number


def _plain(dotted: str) -> str:
    return ".".join(part.strip("\"'") for part in re.findall(_PART, dotted))


def fingerprint(paths: tuple[Path, ...]) -> tuple[object, ...]:
    """Return what changes whenever one of the files is made, changed, mended or removed."""

    def of(path: Path) -> object:
        try:
            status = os.stat(path)  # noqa: PTH116 - one call, also through a dangling link
        except OSError as error:
            return error.errno
        return (
            status.st_ino,
            status.st_size,
            status.st_mode,
            status.st_mtime_ns,
            status.st_ctime_ns,
        )

    return tuple(of(path) for path in paths)
