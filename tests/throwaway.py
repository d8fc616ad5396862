"""A Postgres server for one test run: in a folder that goes with the run, without the care that real data need.

pytest loads this plugin before anything reads Django's settings. With xdist the first process starts the server and
its workers find it in their environment; each of them has a database of its own there, a copy of one that is migrated
once, while the tests are still being collected. DATABASE_URL is left alone.
"""

import atexit
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from config.embedded import DATABASE, Postgres, end_with_parent

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60"}
FOREIGN = ("PORT", "HOST", "ORIGIN", "MAIL_URL", "ASCENT_DEBUG", "ASCENT_SIGNUP", "ASCENT_VERIFY_EMAIL", "SECRET_KEY")


def _prepare() -> None:
    folder = Path(tempfile.mkdtemp(prefix="ascent-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ["ASCENT_HOME"] = str(folder)
    if not os.environ.get("DATABASE_URL"):
        server = Postgres(folder / "postgres", FAST)
        server.start()
        atexit.register(server.stop)
        os.environ["ASCENT_SOCKET"] = str(server.socket)
        _migrate(folder)
    os.environ["ASCENT_TEST_RUN"] = str(folder)


def _migrate(folder: Path) -> None:
    """Fills the server's own database, in a process that holds a lock as long as it runs."""
    with (folder / "migrating").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        migrating = subprocess.Popen(
            [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity=0"],
            cwd=Path(__file__).parent.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # what fails, fails again in each worker, which says so
            pass_fds=[lock.fileno()],
            preexec_fn=lambda: end_with_parent(signal.SIGKILL),
        )
    atexit.register(migrating.wait)
    atexit.register(migrating.kill)


def template() -> str | None:
    """The migrated database to make copies of, once it is there; none on a server that is not ours."""
    if os.environ.get("DATABASE_URL"):
        return None
    with (Path(os.environ["ASCENT_TEST_RUN"]) / "migrating").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
    return DATABASE


if "ASCENT_TEST_RUN" not in os.environ:
    _prepare()
