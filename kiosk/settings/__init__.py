"""Settings: TOML file, environment and flags, checked once and then frozen.

A declaration in :mod:`kiosk.settings.sections` is all that a setting needs.
"""

from kiosk.settings.faults import SettingsFault, SettingsFaults
from kiosk.settings.kinds import Address, ScreenSize
from kiosk.settings.load import LoadedSettings, Purpose, SettingsSource, load_settings
from kiosk.settings.money_sections import (
    PaymentSettings,
    PrinterSettings,
    ReceiptSettings,
    TariffSettings,
)
from kiosk.settings.secret import Secret
from kiosk.settings.sections import (
    DataTransferSettings,
    MonitoringSettings,
    RelaySettings,
    SessionSettings,
    Settings,
    StationSettings,
    SteveSettings,
    StoreSettings,
    UiSettings,
)

__all__ = [
    "Address",
    "DataTransferSettings",
    "LoadedSettings",
    "MonitoringSettings",
    "PaymentSettings",
    "PrinterSettings",
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
