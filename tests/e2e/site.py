"""The site as `make run` serves it, on the real catalogue, for browsers."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench.ports import free_port

READY_SECONDS = 300


@dataclass(frozen=True)
class Site:
    url: str
    cookie: str
    """Name of the session's cookie there."""
    mail: Path


@contextmanager
def serve(database: Mapping[str, Any], secret_key: str, home: Path) -> Iterator[Site]:
    """Our own server in a process of its own, over a database that is there already."""
    port = free_port()
    environment = os.environ | {
        "PORT": str(port),
        "ASCENT_HOME": str(home),
        "SECRET_KEY": secret_key,
        "DATABASE_URL": address_of(database),
    }
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "config.run", "serve"], env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            url = f"http://localhost:{port}"
            wait_for(url, process, home / "log")
            yield Site(url, f"ascent_session_{port}", home / "mail")
        finally:
            process.terminate()
            process.wait(60)


def address_of(database: Mapping[str, Any]) -> str:
    user, password, name = (quote(str(database[part]), safe="") for part in ("USER", "PASSWORD", "NAME"))
    host = quote(str(database["HOST"]), safe="")
    port = f":{database['PORT']}" if database["PORT"] else ""
    return f"postgres://{user}:{password}@{port}/{name}?host={host}"


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/readyz/", timeout=5).close()  # noqa: S310
            return
        except OSError:
            time.sleep(0.1)
    process.terminate()
    raise RuntimeError(f"The site did not start:\n{log.read_text()}")
