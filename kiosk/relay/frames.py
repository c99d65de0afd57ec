"""OCPP-J frames (OCPP 1.6J section 4.2) as text: reading what the relay must know, and no more.

Frames come from outside. Every function here is total: it returns ``None`` for what it can't make
sense of, and such a frame is passed on like any other.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NoReturn

MAX_UNIQUE_ID = 255
"""OCPP-J allows 36 characters."""

MAX_READ_CHARACTERS = 512 * 1024
"""Frames beyond this are passed on unread: a data of 64 KiB fits in, however it is escaped."""


class MessageType(IntEnum):
    """The first element of a frame (section 4.1.3)."""

    CALL = 2
    CALL_RESULT = 3
    CALL_ERROR = 4


@dataclass(frozen=True, slots=True)
class Head:
    """What a frame begins with; ``action`` only in a CALL."""

    message_type: MessageType
    unique_id: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A whole CALL."""

    unique_id: str
    action: str
    payload: Mapping[str, Any]


_GAP = r"[ \t\r\n]{0,64}"
# Without escapes, which leave the matter to the JSON parser.
_PLAIN = r'"([^"\\\x00-\x1f]{1,255})"'
_HEAD = re.compile(
    rf"{_GAP}\[{_GAP}(?:2{_GAP},{_GAP}{_PLAIN}{_GAP},{_GAP}{_PLAIN}|([34]){_GAP},{_GAP}{_PLAIN})"
    rf"{_GAP}[,\]]"
)


def read_head(text: str) -> Head | None:
    """Read the beginning of a frame; the rest may be anything."""
    if match := _HEAD.match(text):
        call_id, action, answer_type, answer_id = match.groups()
        if answer_type:
            return Head(MessageType(int(answer_type)), answer_id)
        return Head(MessageType.CALL, call_id, action)
    # Unusual spelling, such as an action with escapes, or no OCPP at all.
    return _head(_elements(text))


def read_call(text: str) -> Call | None:
    """Read a whole CALL, strictly."""
    elements = _elements(text)
    head = _head(elements)
    if head is None or head.message_type is not MessageType.CALL or len(elements) != 4:
        return None
    payload = elements[3]
    return Call(head.unique_id, head.action, payload) if isinstance(payload, dict) else None


def read_result(text: str) -> Mapping[str, Any] | None:
    """Read the payload of a CALLRESULT, strictly."""
    elements = _elements(text)
    head = _head(elements)
    if head is None or head.message_type is not MessageType.CALL_RESULT or len(elements) != 3:
        return None
    return elements[2] if isinstance(elements[2], dict) else None


def accepting_answer(unique_id: str) -> str:
    """Return the DataTransfer.conf that accepts (OCPP 1.6 section 6.16)."""
    return f'[3,{json.dumps(unique_id)},{{"status":"Accepted"}}]'


def _head(elements: list[Any]) -> Head | None:
    if len(elements) < 2:
        return None
    kind, unique_id = elements[0], elements[1]
    if isinstance(kind, bool) or kind not in (2, 3, 4) or not _is_id(unique_id):
        return None
    message_type = MessageType(int(kind))
    if message_type is not MessageType.CALL:
        return Head(message_type, unique_id)
    action = elements[2] if len(elements) > 2 else None
    return Head(message_type, unique_id, action) if isinstance(action, str) else None


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAX_UNIQUE_ID


def _elements(text: str) -> list[Any]:
    if len(text) > MAX_READ_CHARACTERS:
        return []
    value = parse_json(text)
    return value if isinstance(value, list) else []


def parse_json(text: str) -> Any:
    """Parse a JSON text strictly; ``None`` for what is none."""
    try:
        return _decode(text)
    except (ValueError, RecursionError):
        # Python's own limits among them: a number of thousands of digits, deep nesting.
        return None


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


_decode = json.JSONDecoder(parse_constant=_refuse_constant).decode
