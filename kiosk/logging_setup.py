"""The log: standard error, one line a record.

Under systemd the journal adds the time, and reads the priority from the line's prefix
(sd-daemon(3)); elsewhere each line begins with the time in UTC.
"""

import logging
import os
import sys
import time
from collections.abc import Mapping

LEVELS = ("debug", "info", "warning", "error")

_OWN_LOGGERS = ("kiosk", "ui")
_PRIORITIES = {logging.DEBUG: 7, logging.INFO: 6, logging.WARNING: 4, logging.ERROR: 3}


class OneLineFormatter(logging.Formatter):
    """Keeps a record on one line, whatever it quotes; a traceback appears at debug level only."""

    def __init__(self, *, in_journal: bool, with_traceback: bool) -> None:
        self._in_journal = in_journal
        self._with_traceback = with_traceback
        start = "" if in_journal else "%(asctime)s.%(msecs)03dZ %(levelname)s "
        super().__init__(f"{start}%(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")

    @staticmethod
    def converter(seconds: float | None = None) -> time.struct_time:
        """Return the time in UTC."""
        return time.gmtime(seconds)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line."""
        line = _escape(self.formatMessage(self._completed(record)))
        if record.exc_info and record.exc_info[0] is not None:
            if self._with_traceback:
                line += "\n" + self.formatException(record.exc_info)
            else:
                line += _escape(f" ({record.exc_info[0].__name__}: {record.exc_info[1]})")
        if self._in_journal:
            prefix = f"<{_PRIORITIES.get(record.levelno, 3)}>"
            line = "\n".join(prefix + part for part in line.split("\n"))
        return line

    def _completed(self, record: logging.LogRecord) -> logging.LogRecord:
        record.message = record.getMessage()
        record.asctime = self.formatTime(record, self.datefmt)
        return record


def _escape(text: str) -> str:
    """Show control characters, which could forge lines or move a terminal's cursor."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else ascii(character)[1:-1] for character in text
    )


def set_up_logging(level: str, environ: Mapping[str, str] = os.environ) -> None:
    """Send the kiosk's records from ``level`` on, and others' warnings, to standard error."""
    formatter = OneLineFormatter(
        in_journal=_is_journal(environ.get("JOURNAL_STREAM", "")),
        with_traceback=level == "debug",
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _OWN_LOGGERS:
        logging.getLogger(name).setLevel(level.upper())


def _is_journal(stream: str) -> bool:
    """Whether standard error is the journal; a child may inherit the variable alone."""
    try:
        status = os.fstat(sys.stderr.fileno())
    except (OSError, ValueError, AttributeError):
        return False
    return stream == f"{status.st_dev}:{status.st_ino}"
