"""The log's lines: one a record, whatever it quotes."""

import logging
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.logging_setup import OneLineFormatter, set_up_logging


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in ("kiosk", "ui"):
        logging.getLogger(name).setLevel(logging.NOTSET)


Capture = pytest.CaptureFixture[str]


def test_a_record_is_a_line_with_the_time_in_utc(capsys: Capture) -> None:
    set_up_logging("info", {})
    logging.getLogger("kiosk.worker").info("connector %d: charging", 1)
    logging.getLogger("kiosk.worker").debug("not at this level")
    logging.getLogger("sqlalchemy").info("others' chatter")
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO kiosk\.worker: connector 1: charging\n",
        capsys.readouterr().err,
    )


def test_what_a_record_quotes_can_forge_no_line(capsys: Capture) -> None:
    set_up_logging("info", {})
    logging.getLogger("kiosk").warning("status %s", "a\n<0>b\x1b[2J\u2028ಕನ್ನಡ")
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert r"a\n<0>b\x1b[2J\u2028ಕನ" in line


@pytest.mark.parametrize(("level", "traceback"), [("info", False), ("debug", True)])
def test_a_traceback_is_for_debugging(capsys: Capture, level: str, traceback: bool) -> None:
    set_up_logging(level, {})
    try:
        raise ValueError("no\nnumber")
    except ValueError:
        logging.getLogger("kiosk").exception("it failed")
    written = capsys.readouterr().err
    assert "ValueError: no" in written
    assert ("Traceback" in written) is traceback
    assert traceback or written.count("\n") == 1


def test_the_journal_gets_priorities_and_no_time() -> None:
    formatter = OneLineFormatter(in_journal=True, with_traceback=False)
    record = logging.makeLogRecord({"name": "kiosk", "levelno": logging.ERROR, "msg": "ouch"})
    assert formatter.format(record) == "<3>kiosk: ouch"


def test_the_journal_is_told_by_what_standard_error_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "journal").open("w+") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        status = os.fstat(stream.fileno())
        set_up_logging("info", {"JOURNAL_STREAM": f"{status.st_dev}:{status.st_ino}"})
        logging.getLogger("kiosk").warning("in the journal")
        set_up_logging("info", {"JOURNAL_STREAM": "1:2"})
        logging.getLogger("kiosk").warning("elsewhere")
        stream.seek(0)
        first, second = stream.read().splitlines()
    assert first == "<4>kiosk: in the journal"
    assert second.endswith("Z WARNING kiosk: elsewhere")
