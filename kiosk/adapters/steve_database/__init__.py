"""The station as SteVe's database shows it."""

from kiosk.adapters.database import DatabaseAddress
from kiosk.adapters.steve_database.reader import SteveDatabaseReader
from kiosk.adapters.steve_database.transaction_view import TransactionView

__all__ = ["DatabaseAddress", "SteveDatabaseReader", "TransactionView"]
