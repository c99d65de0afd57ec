"""Charging kiosk: the touchscreen at a RivotMotors charging station."""

__version__ = "0.1.0"
