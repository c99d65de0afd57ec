"""The kiosk as it is run: a process of its own, seen through its monitoring."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.fake_steve import FakeSteve
from tests.integration.mariadb_server import free_port
from tests.integration.scripted_station import ID_TAG
from tests.integration.steve_database import CHARGE_BOX_ID

PATIENCE = 15.0
"""Seconds until something that must come counts as missed."""


class KioskProcess:
    """``kiosk --windowed`` with its settings in a file. Its log is ``log``."""

    def __init__(self, folder: Path, database_url: str, fake: FakeSteve) -> None:
        self.settings_file = folder / "kiosk.toml"
        self._log = folder / "log"
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.settings_file.write_text(
            f"""
[station]
charge_box_id = "{CHARGE_BOX_ID}"
[steve]
database_url = "{database_url}"
base_url = "{fake.base_url}"
user = "{fake.user}"
id_tag = "{ID_TAG}"
[store]
path = "{folder / "kiosk.sqlite3"}"
[session]
poll_seconds = 0.2
idle_poll_seconds = 0.2
[monitoring]
listen = "127.0.0.1:{self._port}"
"""
        )
        self._environment = {
            name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")
        } | {
            "KIOSK_STEVE__PASSWORD": fake.api_password or "",
            "QT_QPA_PLATFORM": "offscreen",
        }

    def __enter__(self) -> Self:
        """Start it."""
        program = [sys.executable, "-m", "tests.integration.kiosk_with_a_hand"]
        flags = ["--windowed", "--size", "800x480", "--config", str(self.settings_file)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*program, *flags],
                env=self._environment,
                cwd=Path(__file__).parents[2],
                stderr=log,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Kill it as the kernel would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    @property
    def log(self) -> str:
        """What all runs have logged."""
        return self._log.read_text()

    @property
    def lives(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    def terminate(self) -> tuple[int, float]:
        """End it as a service manager would; return its exit code and the seconds it took."""
        assert self._process is not None
        began = time.monotonic()
        self.send(signal.SIGTERM)
        code = self._process.wait(PATIENCE)
        return code, time.monotonic() - began

    def asked(self, path: str) -> tuple[int, dict[str, Any]]:
        """Return status and payload of what monitoring answers; (0, {}) while it doesn't."""
        with suppress(OSError):
            try:
                with urlopen(f"http://127.0.0.1:{self._port}{path}", timeout=2) as answer:
                    return answer.status, json.load(answer)
            except HTTPError as error:
                with error:
                    return error.code, json.load(error)
        return 0, {}

    def connector(self) -> dict[str, Any]:
        """Return what /status tells of the connector."""
        _, status = self.asked("/status")
        connectors: list[dict[str, Any]] = status.get("connectors", [])
        return connectors[0] if connectors else {}

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until this holds."""
        over = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > over:
                raise AssertionError(f"never came: {self.asked('/status')}\n{self.log}")
            time.sleep(0.02)

    def tells(self, **expected: Any) -> dict[str, Any]:
        """Wait until /status tells this of the connector, and return all it tells."""
        told: dict[str, Any] = {}

        def fits() -> bool:
            told.update(self.connector())
            return bool(told) and expected.items() <= told.items()

        self.until(fits)
        return told

    def presses_enter_until(self, condition: Callable[[], bool]) -> None:
        """Press Enter, again while the screen is deaf, until this holds."""

        def pressed() -> bool:
            self.send(signal.SIGUSR1)
            return condition()

        self.until(pressed)
