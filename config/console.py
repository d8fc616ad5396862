"""Talking to the person at the terminal. Plain Python 3.8, since config.bootstrap speaks through it too."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

TICK = 2.0  # seconds after which a person wants to hear that something is still going on


class Problem(Exception):
    """Why a command cannot go on: one line that also says what to do about it."""


def say(line: str) -> None:
    print(line, flush=True)


def complain(error: BaseException) -> int:
    """Prints the error as one line on stderr; returns the exit code that goes with it."""
    print(f"Error: {' '.join(str(error).split())}", file=sys.stderr, flush=True)
    return 1


class Step:
    """What is under way; `detail` may be set to the part that is being done."""

    detail = ""


@contextmanager
def step(what: str) -> Iterator[Step]:
    """Says what begins, then every two seconds that it goes on, and how long it took if that was long."""
    say(f"{what} ...")
    started = time.monotonic()
    current = Step()
    done = threading.Event()

    def report() -> None:
        while not done.wait(TICK):
            say(f"  {time.monotonic() - started:.0f} s {current.detail}".rstrip())

    reporter = threading.Thread(target=report, daemon=True)
    reporter.start()
    try:
        yield current
    finally:
        done.set()
        reporter.join()
    if time.monotonic() - started > TICK:
        say(f"  done in {time.monotonic() - started:.1f} s")
