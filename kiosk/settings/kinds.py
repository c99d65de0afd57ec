"""The kinds of values a setting can have, from TOML or from the text of a variable or flag.

A kind reads a raw TOML value and raises :class:`ValueError` with the end of a sentence that begins
with the setting's key: "must be …". It never repeats a value that could hold a password.
"""

import json
import math
import os
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import SplitResult, parse_qs, urlsplit

from kiosk.settings.secret import Secret


class ScreenSize(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


class Address(NamedTuple):
    """Where a server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Kind:
    """How to read one kind of value; ``is_text`` where TOML writes it as a string."""

    read: Callable[[object], Any]
    is_text: bool = True

    def read_text(self, text: str) -> Any:
        """Read it from a variable or a flag, where a string needs no quotes."""
        return self.read(text if self.is_text else _toml_value(text))


def _toml_value(text: str) -> object:
    for candidate in (text, f"[{text}]", f"[{json.dumps(text)}]"):
        try:
            return tomllib.loads(f"value = {candidate}")["value"]
        except (tomllib.TOMLDecodeError, RecursionError):
            continue
    return text


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a text in quotes")
    if any(ord(character) < 32 or ord(character) == 127 for character in value):
        raise ValueError("must not hold control characters")
    return value


def text(longest: int = 255, forbidden: str = "") -> Kind:
    """A text of up to ``longest`` characters, empty for none."""

    def read(value: object) -> str:
        string = _string(value).strip()
        if len(string) > longest:
            raise ValueError(f"must have at most {longest} characters, not {len(string)}")
        for character in forbidden:
            if character in string:
                raise ValueError(f"must not contain {character!r}")
        return string

    return Kind(read)


def id_token() -> Kind:
    """An OCPP 1.6 IdToken (section 7.28): up to 20 printable ASCII characters."""

    def read(value: object) -> str:
        string = _string(value)
        if not re.fullmatch(r"[!-~]{0,20}", string):
            raise ValueError("must have at most 20 characters, ASCII without blanks")
        return string

    return Kind(read)


def number(lowest: float, highest: float) -> Kind:
    """A number within bounds."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"must be a number from {lowest:g} to {highest:g}")
        if not lowest <= value <= highest or math.isnan(value):
            raise ValueError(f"must be from {lowest:g} to {highest:g}, not {value:g}")
        return float(value)

    return Kind(read, is_text=False)


def yes_or_no() -> Kind:
    """``true`` or ``false``."""

    def read(value: object) -> bool:
        if not isinstance(value, bool):
            raise ValueError("must be true or false")
        return value

    return Kind(read, is_text=False)


def choice(*words: str) -> Kind:
    """One of a few words."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"must be one of: {', '.join(words)}")
        return value

    return Kind(read)


def some_of(*words: str) -> Kind:
    """A list of different words, at least one."""

    def read(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not value or any(word not in words for word in value):
            raise ValueError(f"must be a list of some of: {', '.join(words)}")
        return tuple(dict.fromkeys(value))

    return Kind(_bare_words(read), is_text=False)


def texts(longest: int = 255) -> Kind:
    """A list of different texts, perhaps none."""

    def read(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValueError('must be a list of texts, such as ["A", "B"]')
        words = (_string(item).strip() for item in value)
        found = tuple(dict.fromkeys(word for word in words if word))
        if any(len(word) > longest for word in found):
            raise ValueError(f"must hold texts of at most {longest} characters")
        return found

    return Kind(_bare_words(read), is_text=False)


def _bare_words(read: Callable[[object], Any]) -> Callable[[object], Any]:
    def read_list(value: object) -> Any:
        # From a variable, en,hi comes as one text.
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
            value = [word.strip() for word in value[0].split(",")]
        return read(value)

    return read_list


def connector_ids() -> Kind:
    """The connectors' numbers, OCPP 1.6: from 1 on (0 is the station as a whole)."""

    def read(value: object) -> tuple[int, ...]:
        numbers = value if isinstance(value, list) else [value]
        if not all(
            isinstance(item, int) and not isinstance(item, bool) and 1 <= item <= 99
            for item in numbers
        ):
            raise ValueError("must be a list of connector numbers from 1 on, such as [1]")
        if not numbers or len(set(numbers)) != len(numbers):
            raise ValueError("must name each connector once, and at least one")
        return tuple(numbers)

    return Kind(read, is_text=False)


def size() -> Kind:
    """A screen size such as ``1280x800``; empty: the whole screen."""

    def read(value: object) -> ScreenSize | None:
        string = _string(value)
        if not string:
            return None
        match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", string, re.ASCII)
        if match is None:
            raise ValueError("must be a width and a height in pixels, such as 1280x800")
        return ScreenSize(int(match[1]), int(match[2]))

    return Kind(read)


def address() -> Kind:
    """``host:port`` to listen at; empty: not at all. Port 0 takes any free one."""

    def read(value: object) -> Address | None:
        string = _string(value)
        if not string:
            return None
        match = re.fullmatch(r"(?:\[([0-9a-fA-F:]+)\]|([\w.-]+)):(\d{1,5})", string, re.ASCII)
        if match is None or int(match[3]) > 65535:
            raise ValueError("must be host:port, such as 127.0.0.1:9464")
        return Address(match[1] or match[2], int(match[3]))

    return Kind(read)


def path(default: Callable[[], Path] | None = None, *, must_exist: bool = False) -> Kind:
    """A file; empty: ``default()`` or none. Loading makes it absolute."""

    def read(value: object) -> Path | None:
        string = _string(value)
        if not string:
            return default() if default else None
        file = Path(os.path.expanduser(string))  # noqa: PTH111 - Path's own raises without a home
        if must_exist and not file.is_file():
            raise ValueError(f"names a file that is not there: {file}")
        return file

    return Kind(read)


def split_url(string: str, example: str) -> SplitResult:
    """Split a URL that names a host. Raises :class:`ValueError` without repeating it."""
    try:
        parts = urlsplit(string)
        if parts.hostname and parts.port != 0:
            return parts
    except ValueError:
        pass
    raise ValueError(f"must be an address such as {example}")


def web_url(*schemes: str, example: str) -> Kind:
    """An address without credentials, query or fragment; without the last slash."""

    def read(value: object) -> str:
        string = _string(value).strip()
        if not string:
            return ""
        parts = split_url(string, example)
        if parts.scheme not in schemes:
            raise ValueError(f"must begin with {' or '.join(f'{word}://' for word in schemes)}")
        if parts.username is not None or parts.password is not None:
            raise ValueError("must not hold a user or password: they have settings of their own")
        if parts.query or parts.fragment:
            raise ValueError("must end with the path, without ? or #")
        return string.rstrip("/")

    return Kind(read)


_DATABASE_OPTIONS = {"charset", "unix_socket"}
_DATABASE_EXAMPLE = "mysql+pymysql://kiosk@127.0.0.1:3306/stevedb"


def database_url() -> Kind:
    """SQLAlchemy's URL of a MySQL or MariaDB database."""

    def read(value: object) -> str:
        string = _string(value).strip()
        if not string:
            return ""
        parts = split_url(string, _DATABASE_EXAMPLE)
        if parts.scheme.removesuffix("+pymysql") not in {"mysql", "mariadb"}:
            raise ValueError("must begin with mysql+pymysql:// or mariadb+pymysql://")
        if not parts.path.strip("/"):
            raise ValueError(f"must name the database, as in {_DATABASE_EXAMPLE}")
        if parse_qs(parts.query, keep_blank_values=True).keys() - _DATABASE_OPTIONS:
            raise ValueError("knows only charset and unix_socket behind the ?")
        return string

    return Kind(read)


def secret() -> Kind:
    """A password from a variable. In the settings file it is refused, see loading."""

    def read(value: object) -> Secret | None:
        string = _string(value)
        return Secret(string) if string else None

    return Kind(read)
