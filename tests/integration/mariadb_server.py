"""A private MariaDB server in a folder of its own, apart from the system's service."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pymysql

_PROGRAMS = ("mariadbd", "mariadb-install-db")
_SYSTEM_FOLDERS = "/usr/sbin:/usr/local/sbin:/sbin"
_START_SECONDS = 30.0
_STOP_SECONDS = 20.0


class MariaDBServer:
    """Starts on a free loopback port when entered, and leaves nothing behind when left.

    Root logs in without a password; durability is given up for speed.
    """

    def __init__(self, *options: str) -> None:
        """``options`` are further options of mariadbd."""
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = Path()
        self.port = 0

    @property
    def socket_path(self) -> str:
        """The server's unix socket."""
        return str(self._folder / "socket")

    def __enter__(self) -> Self:
        """Make a data directory and start."""
        install = _program("mariadb-install-db")
        self._folder = Path(tempfile.mkdtemp(prefix="kiosk-mariadb-"))
        try:
            if os.geteuid() == 0:
                shutil.chown(self._folder, _service_user())
            run(
                install,
                "--no-defaults",
                *self._user_option(),
                f"--datadir={self._folder / 'data'}",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve",
                # Else it demands that the machine can look its own name up.
                "--force",
                # A server that starts deletes what others have left in their common folder.
                f"--tmpdir={self._folder}",
            )
            self.port = free_port()
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop and delete everything."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start on the same port and data as before; return once it answers."""
        log = self._folder / "log"
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [
                    _program("mariadbd"),
                    "--no-defaults",
                    *self._user_option(),
                    f"--datadir={self._folder / 'data'}",
                    f"--tmpdir={self._folder}",
                    f"--socket={self.socket_path}",
                    f"--pid-file={self._folder / 'pid'}",
                    f"--port={self.port}",
                    "--bind-address=127.0.0.1",
                    "--skip-name-resolve",
                    "--skip-log-bin",
                    "--innodb-flush-log-at-trx-commit=0",
                    "--innodb-doublewrite=0",
                    "--innodb-flush-method=nosync",
                    "--skip-sync-frm",
                    "--innodb-fast-shutdown=2",
                    *self._options,
                ],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        deadline = time.monotonic() + _START_SECONDS
        while True:
            # PyMySQL would leave the socket open when it is too early.
            with suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
                probe.connect(self.socket_path)
                if probe.recv(1):
                    return
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"mariadbd did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop, keeping the data. Idempotent."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def connect(self, database: str | None = None) -> "pymysql.connections.Connection":
        """Return an administrator's connection, in autocommit and UTC."""
        return pymysql.connect(
            unix_socket=self.socket_path,
            user="root",
            database=database,
            autocommit=True,
            ssl_disabled=True,
            init_command="SET time_zone='+00:00'",
        )

    @staticmethod
    def _user_option() -> Sequence[str]:
        return (f"--user={_service_user()}",) if os.geteuid() == 0 else ()


def free_port() -> int:
    """Return a loopback port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def run(*command: str) -> None:
    """Run a program to its end; what it said is in the error if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout}{done.stderr}")


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:{_SYSTEM_FOLDERS}")
    if found is None:
        raise RuntimeError(
            f"{' and '.join(_PROGRAMS)} are needed: sudo apt-get install mariadb-server"
        )
    return found


def _service_user() -> str:
    # mariadbd refuses to run as root.
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "mysql" if "mysql" in known else "nobody"
