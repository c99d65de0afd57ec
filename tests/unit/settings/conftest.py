"""A settings file to write and load."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kiosk.settings import LoadedSettings, Purpose, load_settings
from tests.unit.settings.loading import COMPLETE, PASSWORD, Load


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.toml"


@pytest.fixture
def load(file: Path) -> Load:
    """Write the text to the file and load it; flags as ``ui__theme="dark"``."""

    def load(
        text: str = COMPLETE,
        environ: Mapping[str, str] = PASSWORD,
        purpose: Purpose = Purpose.KIOSK,
        **overrides: str,
    ) -> LoadedSettings:
        file.write_text(text)
        dotted = {key.replace("__", "."): value for key, value in overrides.items()}
        return load_settings(dotted, file, environ, purpose)

    return load
