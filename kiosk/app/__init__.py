"""The kiosk as a whole: the only place that knows interface, worker and adapters."""
