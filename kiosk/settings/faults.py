"""What is wrong with the settings, each fault with its key and place."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SettingsFault:
    """One fault. ``place`` is a file with its line, a variable or a flag; ``key`` may be empty."""

    key: str
    place: str
    message: str

    def __str__(self) -> str:
        return (
            f"{self.place}: {self.key} {self.message}"
            if self.key
            else (f"{self.place}: {self.message}")
        )


class SettingsFaults(Exception):
    """The settings can't be used. ``watched_paths`` are the files whose change may mend that."""

    def __init__(self, faults: tuple[SettingsFault, ...], watched_paths: tuple[Path, ...]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults
        self.watched_paths = watched_paths


def did_you_mean(word: str, known: list[str]) -> str:
    """Return the end of a sentence that offers what may have been meant, or nothing."""
    # Only where there is a fault: the import delays the first paint.
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""
