"""Failures by kind. An adapter raises one of these; what to do about it is decided above it."""


class KioskError(Exception):
    """A failure the kiosk knows how to treat. Its text is for the log and the technician."""


class Unreachable(KioskError):
    """The other side can't be reached, or the connection broke: try again later."""


class NoAnswer(KioskError):
    """The other side took the request and stayed silent: its outcome is unknown."""


class Refused(KioskError):
    """The other side understood and said no."""


class Misconfigured(KioskError):
    """Only a person can mend it: wrong settings, credentials, grants or schema."""


class Malformed(KioskError):
    """What came back can't be understood."""
