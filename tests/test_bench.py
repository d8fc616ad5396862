"""The benchmark runs, and all that it measures answers as it should. How fast is not asserted: machines differ."""

import subprocess
import sys

import pytest

from config.run import BASE


@pytest.mark.long
def test_a_short_run_measures_every_target_and_compares_it() -> None:
    command = [sys.executable, "-m", "bench", "--rounds", "1", "--seconds", "0.01"]

    done = subprocess.run(command, cwd=BASE, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    lines = [line.split(" | ")[0] for line in done.stdout.splitlines()]
    assert [line for line in lines if line.startswith("| queries")] == [
        "| queries: roadmap",
        "| queries: skill",
        "| queries: Today",
        "| queries: status, from the roadmap",
        "| queries: first page, visitor",
        "| queries: roadmap, visitor",
        "| queries: public profile",
    ]
