"""A kiosk that runs as a process of its own, seen through its monitoring."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.integration.mariadb_server import free_port

PATIENCE = 15.0
"""Seconds until something that must come counts as missed."""

ROOT = Path(__file__).parents[1]


class MonitoredProcess:
    """Enter it to start it, leave it to kill it. Its log is ``log``.

    ``settings`` come into ``kiosk.toml`` in the folder, with the address of its monitoring.
    """

    def __init__(
        self, folder: Path, settings: str, command: Sequence[str], environ: Mapping[str, str]
    ) -> None:
        self.settings_file = folder / "kiosk.toml"
        self._log = folder / "log"
        self._port = free_port()
        self._command = (*command, "--config", str(self.settings_file))
        self._process: subprocess.Popen[bytes] | None = None
        self.settings_file.write_text(
            f'{settings}\n[monitoring]\nlisten = "127.0.0.1:{self._port}"\n'
        )
        self._environment = {
            name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")
        } | dict(environ)

    def __enter__(self) -> Self:
        """Start it."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, env=self._environment, cwd=ROOT, stderr=log
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
