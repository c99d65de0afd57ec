"""Settings: TOML file, environment and flags, checked once and then frozen.

A declaration in :mod:`kiosk.settings.sections` is all that a setting needs.
"""

from kiosk.settings.faults import SettingsFault, SettingsFaults
from kiosk.settings.kinds import Address, ScreenSize
from kiosk.settings.load import LoadedSettings, Purpose, SettingsSource, load_settings
from kiosk.settings.secret import Secret
from kiosk.settings.sections import (
    DataTransferSettings,
    MonitoringSettings,
    ReceiptSettings,
    RelaySettings,
    SessionSettings,
    Settings,
    StationSettings,
    SteveSettings,
    StoreSettings,
    TariffSettings,
    UiSettings,
)

__all__ = [
    "Address",
    "DataTransferSettings",
    "LoadedSettings",
    "MonitoringSettings",
    "Purpose",
    "ReceiptSettings",
    "RelaySettings",
    "ScreenSize",
    "Secret",
    "SessionSettings",
    "Settings",
    "SettingsFault",
    "SettingsFaults",
    "SettingsSource",
    "StationSettings",
    "SteveSettings",
    "StoreSettings",
    "TariffSettings",
    "UiSettings",
    "load_settings",
]
