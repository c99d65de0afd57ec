"""The kinds of values that the printer's settings have."""

from pathlib import Path

from kiosk.settings.kinds import Address, Kind, address, text

PAPER_WIDTHS_MM = (58, 80)


def place() -> Kind:
    """A device's file or ``host:port``; empty for none."""

    def read(value: object) -> Path | Address | None:
        string: str = text().read(value)
        if string.startswith("/"):
            return Path(string)
        try:
            found: Address | None = address().read(string)
        except ValueError:
            found = Address("", 0)
        if found is not None and not found.port:
            raise ValueError("must be a device such as /dev/usb/lp0, or host:port")
        return found

    return Kind(read)


def paper() -> Kind:
    """The width of a roll of paper in mm."""

    def read(value: object) -> int:
        if isinstance(value, bool) or value not in PAPER_WIDTHS_MM:
            raise ValueError(f"must be {' or '.join(map(str, PAPER_WIDTHS_MM))}")
        assert isinstance(value, int | float)
        return int(value)

    return Kind(read, is_text=False)
