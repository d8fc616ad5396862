"""The servers that are measured, and what the kernel says of them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from config.embedded import end_with_parent

BASE = Path(__file__).resolve().parent.parent
WORKERS, THREADS = 2, 4
START_SECONDS = 120
_TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """One application behind the same web server, with the same options, as `make run` has."""

    def __init__(self, application: str, port: int, environment: Mapping[str, str]) -> None:
        self.port = port
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", application, "--port", str(port)]
        command += ["--host", "127.0.0.1", "--workers", str(WORKERS), "--no-ws", "--log-level", "warning"]
        command += ["--blocking-threads", str(THREADS), "--respawn-failed-workers"]
        self.process = subprocess.Popen(
            command, cwd=BASE, env=dict(environment), preexec_fn=lambda: end_with_parent(signal.SIGTERM)
        )

    def wait(self) -> None:
        """Returns when it takes connections."""
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"The server on port {self.port} did not start; its last lines are above.")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


def tree(pid: int) -> Iterator[int]:
    """A process and everything below it."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(children).split():
            yield from tree(int(child))


def _read(file: Path) -> str:
    """Nothing where the process has ended meanwhile, as those of Postgres do at any time."""
    try:
        return file.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def cpu_seconds(pid: int) -> float:
    """Processor time of the whole tree so far, children that have ended included."""
    return sum(map(_ticks, tree(pid))) / _TICKS


def _ticks(pid: int) -> int:
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return sum(map(int, fields[11:15]))


def memory(pid: int) -> list[float]:
    """MB of each process of the tree, a page that several share counted in parts (PSS)."""
    return [_proportional(each) / 1000 for each in tree(pid)]


def _proportional(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
