"""How long the plan of all skills takes to work out: every role, nothing done yet, in this process."""

import datetime as dt
from collections.abc import Iterator
from statistics import median
from time import perf_counter

from careers.figures.catalogue import Catalogue, Role, catalogue
from careers.figures.schedule import schedule
from careers.figures.standing import Standing

ROUNDS = 11
TODAY = dt.date(2026, 11, 24)
MILLISECONDS = 1000


def lines() -> Iterator[str]:
    """For the role with the most skills, and for all of them; the first time of each is not counted."""
    snapshot = catalogue()
    times = {role: _times(snapshot, role) for role in snapshot.roles}
    longest = max(times.values(), key=median)
    every = [time for of_role in times.values() for time in of_role]
    yield "| plan of all skills | median ms | slowest ms |"
    yield "|---|---|---|"
    yield f"| the longest way | {median(longest):.1f} | {max(longest):.1f} |"
    yield f"| all {len(times)} roles | {median(every):.1f} | {max(every):.1f} |"


def _times(snapshot: Catalogue, role: Role) -> list[float]:
    times = []
    for _ in range(ROUNDS + 1):
        standing = Standing(snapshot, role, None)  # a new one each time, since it keeps what it has worked out
        begun = perf_counter()
        schedule(standing, today=TODAY)
        times.append((perf_counter() - begun) * MILLISECONDS)
    return times[1:]
