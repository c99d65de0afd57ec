"""``kiosk doctor``: everything an installation needs, looked at once, a line each."""
