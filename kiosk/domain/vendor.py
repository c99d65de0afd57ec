"""RivotMotors' two DataTransfer messages: parsing and plausibility.

The payload is a JSON text, or a JSON object already. It comes from outside: parsing gives a message
or :class:`Malformed` with a sentence about what is wrong with it, whatever it is given.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from kiosk.domain.errors import Malformed

VENDOR_ID = "RivotMotors"
VEHICLE_INFO = "VehicleInfo"
SESSION_SUMMARY = "SessionSummary"

MAX_DATA_CHARACTERS = 8_192
"""A payload has about a hundred characters; anything near this is not one."""


@dataclass(frozen=True, slots=True)
class VehicleInfo:
    """VehicleInfo, sent once after plugging in.

    ``soc`` in %, ``max_current`` (the battery management's limit) in A, ``voltage`` in V,
    ``temperature`` in °C.
    """

    soc: float
    max_current: float
    voltage: float
    temperature: float


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """SessionSummary, sent once when charging ends: %, Wh, minutes."""

    final_soc: float
    energy_delivered: float
    duration_minutes: float


def parse_vehicle_info(data: Any) -> VehicleInfo:
    """Read a VehicleInfo payload; raises :class:`Malformed` with what is wrong with it."""
    fields = _decode(data)
    return VehicleInfo(
        soc=_number(fields, "soc", 0.0, 100.0),
        max_current=_number(fields, "maxCurrent", 0.0, 500.0),
        voltage=_number(fields, "voltage", 0.0, 1000.0),
        temperature=_number(fields, "temperature", -60.0, 150.0),
    )


def parse_session_summary(data: Any) -> SessionSummary:
    """Read a SessionSummary payload; raises :class:`Malformed` with what is wrong with it."""
    fields = _decode(data)
    return SessionSummary(
        final_soc=_number(fields, "finalSoc", 0.0, 100.0),
        energy_delivered=_number(fields, "energyDelivered", 0.0, 100_000.0),
        duration_minutes=_number(fields, "durationMinutes", 0.0, 60.0 * 24 * 7),
    )


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


# json accepts NaN and Infinity unless told otherwise; a long run of digits would cost time, and a
# deep nesting raises RecursionError: the length limit bounds the first, the except the second.
_decoder: Callable[[str], Any] = json.JSONDecoder(parse_constant=_refuse_constant).decode


def _decode(data: Any) -> Mapping[str, Any]:
    if isinstance(data, str):
        if len(data) > MAX_DATA_CHARACTERS:
            raise Malformed(f"data of {len(data)} characters is too long")
        try:
            data = _decoder(data)
        except (ValueError, RecursionError):
            raise Malformed("data is not JSON") from None
    if not isinstance(data, Mapping):
        raise Malformed(f"data is a {type(data).__name__}, not an object")
    return data


def _number(fields: Mapping[str, Any], name: str, lowest: float, highest: float) -> float:
    if name not in fields:
        raise Malformed(f"{name} is missing")
    value = fields[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Malformed(f"{name} is a {type(value).__name__}, not a number")
    # NaN compares as false with everything, so it is out of any range.
    if not lowest <= value <= highest:
        raise Malformed(f"{name} is out of range ({lowest:g} to {highest:g})")
    return float(value)
