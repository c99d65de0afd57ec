"""The relay as it is run: a process of its own."""

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self


class RelayProcess:
    """``kiosk relay`` with its settings in variables. Its standard error is in ``log``."""

    def __init__(self, folder: Path, upstream: str, **settings: str) -> None:
        self.folder = folder
        self.log: list[str] = []
        variables = {
            "store__path": str(folder / "kiosk.sqlite3"),
            "relay__listen": "127.0.0.1:0",
            "relay__upstream": upstream,
        } | settings
        self._environment = {
            name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")
        } | {f"KIOSK_{name.upper()}": value for name, value in variables.items()}
        self._environment["KIOSK_CONFIG"] = str(folder / "kiosk.toml")
        (folder / "kiosk.toml").touch()
        self._listening = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self.port = 0

    @property
    def file(self) -> Path:
        return self.folder / "relay.sqlite3"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "relay"],
            env=self._environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        if not self._listening.wait(20) or not self.port:
            self.__exit__(None, None, None)
            raise RuntimeError(f"the relay did not start: {self.log}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.kill()

    def kill(self) -> None:
        """Kill it as the kernel would. Idempotent."""
        assert self._process is not None
        self._process.kill()
        self._wait()

    def stop(self) -> int:
        """Stop it as a service manager would, and return its exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._wait()

    def resident_bytes(self) -> int:
        """Return how much memory it has."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE")

    def _wait(self) -> int:
        assert self._process is not None
        assert self._reader is not None
        code = self._process.wait(20)
        self._reader.join()
        assert self._process.stderr is not None
        self._process.stderr.close()
        return code

    def _read(self) -> None:
        assert self._process is not None
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.log.append(line.rstrip())
            if found := re.search(r"stations connect to wss?://127\.0\.0\.1:(\d+)/", line):
                self.port = int(found[1])
                self._listening.set()
        self._listening.set()
