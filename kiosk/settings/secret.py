"""Passwords: kept out of every text, and read from files that nobody else can read."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

MASK = "***"
_MAX_BYTES = 4096


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A password. Every way to print it gives ``***``; only :meth:`reveal` gives it away."""

    _value: str

    def reveal(self) -> str:
        """Return the password itself, for handing it to a connection."""
        return self._value

    def __repr__(self) -> str:
        return MASK

    def __reduce__(self) -> str:
        raise TypeError("a secret is not to be copied out of the process")


def read_secret_file(path: Path, *, trusted_folder: Path | None = None) -> Secret:
    """Read a password, without the line's end, from a file of its own.

    A file that group or others may touch is refused, except in ``trusted_folder``, systemd's
    credentials folder, whose files carry modes of their own. Raises :class:`ValueError` with what
    to do about it.
    """
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            content = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise ValueError(f"cannot read {path}: {error.strerror or error}") from None
    trusted = trusted_folder is not None and path.resolve().is_relative_to(trusted_folder.resolve())
    if mode & 0o077 and not trusted:
        raise ValueError(f"{path} can be read by others (mode {mode:04o}): run chmod 600 {path}")
    if len(content) > _MAX_BYTES:
        raise ValueError(f"{path} is longer than a password can be")
    try:
        text = content.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not UTF-8 text") from None
    if not text or "\n" in text or "\0" in text:
        raise ValueError(f"{path} must hold one line, the password")
    return Secret(text)
