"""A Postgres server for one test run: in a folder that goes with the run, without the care that real data need.

pytest loads this plugin before anything reads Django's settings. With xdist the first process starts the server and
its workers find it in their environment; each of them has a database of its own there. DATABASE_URL is left alone.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from config.embedded import Postgres

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
    os.environ["ASCENT_TEST_RUN"] = str(folder)


if "ASCENT_TEST_RUN" not in os.environ:
    _prepare()
