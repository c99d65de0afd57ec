"""The kiosk as it is run: a process of its own, seen through its monitoring."""

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.fake_steve import FakeSteve
from tests.integration.scripted_station import ID_TAG
from tests.integration.steve_database import CHARGE_BOX_ID
from tests.monitored_process import PATIENCE, MonitoredProcess


class KioskProcess(MonitoredProcess):
    """``kiosk --windowed`` at a real database, with a hand that presses Enter."""

    def __init__(self, folder: Path, database_url: str, fake: FakeSteve) -> None:
        settings = f"""
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
"""
        program = [sys.executable, "-m", "tests.integration.kiosk_with_a_hand"]
        super().__init__(
            folder,
            settings,
            [*program, "--windowed", "--size", "800x480"],
            {
                "KIOSK_STEVE__PASSWORD": fake.api_password or "",
                "QT_QPA_PLATFORM": "offscreen",
            },
        )

    def terminate(self) -> tuple[int, float]:
        """End it as a service manager would; return its exit code and the seconds it took."""
        assert self._process is not None
        began = time.monotonic()
        self.send(signal.SIGTERM)
        code = self._process.wait(PATIENCE)
        return code, time.monotonic() - began

    def presses_enter_until(self, condition: Callable[[], bool]) -> None:
        """Press Enter, again while the screen is deaf, until this holds."""

        def pressed() -> bool:
            self.send(signal.SIGUSR1)
            return condition()

        self.until(pressed)
