"""Ports for servers of one's own, such as those of tests and benchmarks."""

import os
import socket
from secrets import SystemRandom

_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_MINE = range(20_000 + _WORKER % 12 * 1_000, 21_000 + _WORKER % 12 * 1_000)
"""Below those that the kernel gives to outgoing connections, since a browser's could have one before its server does.
Each worker of a test run chooses from its own."""


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on at the moment."""
    found = filter(_is_free, SystemRandom().sample(_MINE, len(_MINE)))
    return [next(found) for _ in range(count)]


def free_port() -> int:
    return free_ports(1)[0]


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
