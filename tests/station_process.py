"""The simulated station as it is run: a process of its own."""

import os
import signal
import subprocess
import sys
import threading
from types import TracebackType
from typing import Self


class StationProcess:
    """``kiosk station`` with these arguments. Its standard error is in ``log``."""

    def __init__(self, url: str, charge_box_id: str, *arguments: str) -> None:
        self.log: list[str] = []
        self._arguments = ["--url", url, "--id", charge_box_id, *arguments]
        self._news = threading.Condition()
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    def __enter__(self) -> Self:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("KIOSK_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "station", *self._arguments],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._process is not None
        self._process.kill()
        self._wait()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to end, and return its exit code."""
        assert self._process is not None
        self._process.send_signal(number)
        return self._wait()

    def wait_for(self, words: str, times: int = 1, seconds: float = 15.0) -> None:
        """Block until so many lines of its log have these words."""
        with self._news:
            found = self._news.wait_for(
                lambda: sum(words in line for line in self.log) >= times, seconds
            )
        assert found, f"no {words!r} in {self.log}"

    def _wait(self) -> int:
        assert self._process is not None
        assert self._reader is not None
        code = self._process.wait(10)
        self._reader.join()
        assert self._process.stderr is not None
        self._process.stderr.close()
        return code

    def _read(self) -> None:
        assert self._process is not None
        assert self._process.stderr is not None
        for line in self._process.stderr:
            with self._news:
                self.log.append(line.rstrip())
                self._news.notify_all()
