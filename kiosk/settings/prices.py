"""The tariff that the settings describe."""

from typing import TYPE_CHECKING

from kiosk.domain.tariff import Component, Tariff, make_price
from kiosk.settings.money import tax_of, window_of

if TYPE_CHECKING:
    from kiosk.settings.money_sections import TariffSettings


def has_prices(settings: "TariffSettings") -> bool:
    """Tell whether anything costs anything."""
    return tariff(settings) is not None


def tariff(settings: "TariffSettings") -> Tariff | None:
    """Return the tariff, ``None`` where nothing costs anything."""
    rates = {
        Component.ENERGY: settings.per_kwh,
        Component.SERVICE: settings.service_per_kwh,
        Component.TIME: settings.per_minute,
        Component.SESSION: settings.per_session,
        Component.IDLE: settings.idle_per_minute,
    }
    windows = tuple(map(window_of, settings.windows))
    if not any(rates.values()) and not any(window.per_kwh for window in windows):
        return None
    taxes = tuple(map(tax_of, settings.taxes))
    price = make_price(rates, taxes, settings.currency, int(settings.idle_grace_minutes))
    return Tariff(price, windows)
