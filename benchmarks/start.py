"""Cold start and memory of the kiosk, against a bare PySide6 window with one label.

Run in pairs, one after the other, so that both see the same machine. Bars: first paint at most
1.5 times the bare window's; usable (everything imported: database driver, SQLAlchemy and
pyqtgraph) within 6.5 times the bare window's, which is 1.3 s where that takes 0.2 s; resident
memory at most 150 MiB.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAIRS = 9
MOST_FIRST_PAINT, MOST_USABLE, MOST_MEMORY_MIB = 1.5, 6.5, 150.0

_WATCH = """
import sys, time
spawned = float(sys.argv[1])
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
told = {}
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and "paint" not in told:
            told["paint"] = time.time() - spawned
            QTimer.singleShot(0, after_paint)
        return False
watch = Watch()
application = QApplication(["window"])
application.installEventFilter(watch)
"""

_BARE = (
    _WATCH
    + """
import json
def after_paint():
    print(json.dumps(told), flush=True)
    application.quit()
label = QLabel("Plug in your vehicle")
label.resize(1280, 800)
label.show()
application.exec()
"""
)

_KIOSK = (
    _WATCH
    + """
import json, os, threading
from kiosk.__main__ import main
def after_paint():
    application.removeEventFilter(watch)
    timer.start(10)
def imported():
    modules = [sys.modules.get(name) for name in ("sqlalchemy", "pymysql.connections")]
    return all(modules) and hasattr(sys.modules.get("pyqtgraph"), "PlotWidget")
def await_imports():
    # From a thread of its own: the loop hears its timers late while threads import.
    while not imported():
        time.sleep(0.005)
    told["usable"] = time.time() - spawned
threading.Thread(target=await_imports, daemon=True).start()
def look():
    if "usable" not in told or "ui.widgets.pyqtgraph_plot" not in sys.modules:
        return
    told["plot"] = time.time() - spawned
    timer.stop()
    QTimer.singleShot(1500, end)
def end():
    told["rss"] = int(open("/proc/self/statm").read().split()[1]) * 4096 / 2**20
    print(json.dumps(told), flush=True)
    os._exit(0)
timer = QTimer()
timer.timeout.connect(look)
sys.exit(main(["--windowed", "--log-level", "error"]))
"""
)


def main() -> int:
    """Measure, print and judge."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder))
        runs = []
        for _ in range(PAIRS + 1):
            bare = _run(_BARE, environment)
            runs.append((bare, _run(_KIOSK, environment)))
    # The first pair warms the file cache.
    bare_paint = statistics.median(bare["paint"] for bare, _ in runs[1:])
    first_paint = statistics.median(kiosk["paint"] for _, kiosk in runs[1:])
    usable = statistics.median(kiosk["usable"] for _, kiosk in runs[1:])
    memory = max(kiosk["rss"] for _, kiosk in runs[1:])
    print(f"bare window, first paint   {bare_paint * 1000:7.0f} ms")
    rows = (
        ("kiosk, first paint", first_paint, first_paint / bare_paint, MOST_FIRST_PAINT),
        ("kiosk, usable", usable, usable / bare_paint, MOST_USABLE),
    )
    for name, seconds, ratio, most in rows:
        print(f"{name:<24}   {seconds * 1000:7.0f} ms  {ratio:5.2f} x  (at most {most} x)")
    plot = statistics.median(kiosk["plot"] for _, kiosk in runs[1:])
    print(f"kiosk, live curve made     {plot * 1000:7.0f} ms")
    most = f"(at most {MOST_MEMORY_MIB:.0f} MiB)"
    print(f"kiosk, resident memory     {memory:7.1f} MiB        {most}")
    fits = all(ratio <= most for _, _, ratio, most in rows) and memory <= MOST_MEMORY_MIB
    return 0 if fits else 1


def _environment(folder: Path) -> dict[str, str]:
    settings = folder / "kiosk.toml"
    password = folder / "password"
    password.write_text("secret")
    password.chmod(0o600)
    settings.write_text(
        f"""
[station]
charge_box_id = "RIVOT_100A_01"
[steve]
database_url = "mysql+pymysql://kiosk@127.0.0.1:9/stevedb"
database_password_file = "{password}"
base_url = "http://127.0.0.1:9/steve"
user = "kiosk"
password_file = "{password}"
id_tag = "KIOSK01"
[store]
path = "{folder / "kiosk.sqlite3"}"
"""
    )
    # Without compiled bytecode every start would compile the kiosk anew, as no installation does.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {
        **environment,
        "KIOSK_CONFIG": str(settings),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }


def _run(program: str, environment: dict[str, str]) -> dict[str, float]:
    result = subprocess.run(
        [sys.executable, "-c", program, str(time.time())],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    told: dict[str, float] = json.loads(result.stdout.splitlines()[-1])
    return told


if __name__ == "__main__":
    sys.exit(main())
