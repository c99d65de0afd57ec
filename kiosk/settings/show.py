"""Settings as text: those in force with their origins, and the commented example file."""

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.domain.vehicle import DEFAULT_MODELS, VehicleModel
from kiosk.settings.kinds import Address, ScreenSize
from kiosk.settings.load import LoadedSettings
from kiosk.settings.models import COLUMNS
from kiosk.settings.secret import MASK, Secret
from kiosk.settings.sections import SECTIONS, declarations

_EXAMPLE_HEAD = """\
# The kiosk's settings. A line that begins with # and a key shows the default.
# Any setting can also come from a variable, such as KIOSK_STEVE__USER for user in [steve].
# Passwords stand in files of their own (mode 0600), in variables, or in systemd credentials.
"""


def in_force(loaded: LoadedSettings) -> str:
    """Return the settings as TOML, each with the place it came from; passwords masked."""
    lines = [f"# {loaded.file or 'no settings file'}"]
    for section in SECTIONS:
        lines += ["", f"[{section}]"]
        values = getattr(loaded.settings, section)
        for declared in declarations(section):
            value = to_toml(getattr(values, declared.name))
            lines.append(f"{declared.name} = {value}  # {loaded.origins[declared.key]}")
    for model in loaded.settings.vehicle_models:
        lines += ["", f"[[vehicle_models]]  # {loaded.origins['vehicle_models']}"]
        lines += _model_lines(model)
    return "\n".join(lines) + "\n"


def example() -> str:
    """Return a commented settings file. It loads as it is."""
    lines = [_EXAMPLE_HEAD.rstrip()]
    for section, declared_class in SECTIONS.items():
        lines += ["", *_comment(declared_class.__doc__ or ""), f"[{section}]"]
        for declared in declarations(section):
            if declared.is_secret:
                continue
            lines += _comment(declared.help_line)
            example_value = declared.example
            value = to_toml(declared.default if example_value is None else example_value)
            lines.append(
                f"{declared.name} = {value}" if example_value else f"#{declared.name} = {value}"
            )
    lines += [
        "",
        *_comment("Scooter models, told by their charging current in A; these by default."),
    ]
    for model in DEFAULT_MODELS:
        lines += ["#[[vehicle_models]]", *(f"#{line}" for line in _model_lines(model))]
    return "\n".join(lines) + "\n"


def to_toml(value: Any) -> str:
    """Return a value as TOML writes it; ``***`` for a password."""
    match value:
        case None:
            return '""'
        case Secret():
            return f'"{MASK}"'
        case Address() | ScreenSize() | Path():
            return to_toml(str(value))
        case bool():
            return "true" if value else "false"
        case tuple():
            return f"[{', '.join(map(to_toml, value))}]"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case int():
            return str(value)
        case _:
            return json.dumps(str(value), ensure_ascii=False)


def _model_lines(model: VehicleModel) -> Iterator[str]:
    for name in COLUMNS:
        yield f"{name} = {to_toml(getattr(model, name))}"


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, 98, initial_indent="# ", subsequent_indent="# ")
