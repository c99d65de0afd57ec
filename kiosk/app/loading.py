"""Loading the settings where faults do not end the kiosk."""

import logging

from kiosk.settings import LoadedSettings, SettingsFaults, SettingsSource

_log = logging.getLogger(__name__)


def load(source: SettingsSource) -> tuple[LoadedSettings | None, SettingsFaults | None]:
    """Return the settings, or what is wrong with them."""
    try:
        loaded = source.load()
    except SettingsFaults as faults:
        return None, faults
    for warning in loaded.warnings:
        _log.warning("%s", warning)
    return loaded, None
