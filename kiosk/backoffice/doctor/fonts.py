"""Which characters a font file has, read from its table ``cmap`` (OpenType 1.9).

Qt would tell too, but only with a display of some kind, and after a second's loading.
"""

import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kiosk.domain.errors import Malformed, Unreachable

_MOST_BYTES = 30_000_000
_FORMATS = (12, 4)
"""Of the subtables; the fuller one first."""

_LATIN = (range(0x20, 0x7F), range(0xB0, 0xB1), range(0x2013, 0x2014), range(0x2026, 0x2027))
_SCRIPTS = {
    "hi": (range(0x901, 0x94E), range(0x966, 0x970)),
    "kn": (range(0xC82, 0xC84), range(0xC85, 0xCCE), range(0xCE6, 0xCF0)),
}


def needed_for(language: str) -> frozenset[int]:
    """Return the code points without which the language cannot be written."""
    blocks = _LATIN + _SCRIPTS.get(language, ())
    return frozenset(
        point for block in blocks for point in block if unicodedata.category(chr(point)) != "Cn"
    )


def characters_of(file: Path) -> frozenset[int]:
    """Return the code points that the font has glyphs for. Raises Unreachable, Malformed."""
    try:
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES)
    except OSError as error:
        raise Unreachable(f"cannot read {file}: {error.strerror or error}") from None
    try:
        return frozenset(_characters(content))
    except (struct.error, IndexError, StopIteration):
        raise Malformed(f"{file} is damaged, or no font") from None


def _characters(content: bytes) -> Iterator[int]:
    subtables = {_number(content, at): at for at in _subtables(content)}
    kind = next((each for each in _FORMATS if each in subtables), None)
    if kind is None:
        raise struct.error("there is no table of characters")
    return (_of_groups if kind == 12 else _of_segments)(content, subtables[kind])


def _subtables(content: bytes) -> Iterator[int]:
    for index in range(_number(content, 4)):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", content, 12 + 16 * index)
        if tag == b"cmap":
            for entry in range(_number(content, offset + 2)):
                platform, _, at = struct.unpack_from(">HHL", content, offset + 4 + 8 * entry)
                # Unicode's own and Windows'.
                if platform in {0, 3}:
                    yield offset + at


def _of_groups(content: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">L", content, at + 12)
    for index in range(count):
        first, last, _ = struct.unpack_from(">LLL", content, at + 16 + 12 * index)
        yield from range(first, min(last, 0x10FFFF) + 1)


def _of_segments(content: bytes, at: int) -> Iterator[int]:
    length = _number(content, at + 6)
    for index in range(0, length, 2):
        last = _number(content, at + 14 + index)
        first = _number(content, at + 16 + length + index)
        delta = _number(content, at + 16 + 2 * length + index)
        place = at + 16 + 3 * length + index
        offset = _number(content, place)
        for point in range(first, last + 1):
            glyph = _number(content, place + offset + 2 * (point - first)) if offset else point
            # A glyph found by its place is moved as well, unless it is none.
            if (glyph + delta) % 0x10000 and (glyph or not offset):
                yield point


def _number(content: bytes, at: int) -> int:
    number: int = struct.unpack_from(">H", content, at)[0]
    return number
