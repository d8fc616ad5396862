"""How good the forecast is: 200 simulated lives, each asked on its way when it would arrive.

The lives come from processes that the method knows nothing of. Seeds that its constants were chosen with (`TUNED_ON`)
are not those that are reported (`REPORTED`).
"""

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import mean, median

from careers.figures.pace import rate
from careers.figures.reach import CAUTION, weeks_to

LIVES = 200
TUNED_ON = 1
REPORTED = 20_261_124
ASKED_AT = (0.1, 0.25, 0.5, 0.75)
"""Parts of the time that the way really took."""
CAMPS = (0.1, 0.25, 0.45, 0.7)
"""Parts of the way at which camps stand."""
LONGEST = 900
HOLIDAYS = (0, 30, 31, 51)
"""Weeks of a year without study."""

type Process = Callable[[random.Random, int], Iterator[float]]
"""A week's study in parts of what is usual, week by week; the whole way would take so many even weeks."""


def steady(rng: random.Random, weeks: int) -> Iterator[float]:
    while True:
        yield max(0.0, rng.gauss(1, 0.25))


def bursty(rng: random.Random, weeks: int) -> Iterator[float]:
    """Some weeks of zeal, some of hardly anything."""
    while True:
        zeal = rng.lognormvariate(0.4, 0.4)
        for _ in range(rng.randint(1, 4)):
            yield zeal * rng.uniform(0.7, 1.3)
        for _ in range(rng.randint(0, 3)):
            yield rng.uniform(0, 0.3)


def holidays(rng: random.Random, weeks: int) -> Iterator[float]:
    week = rng.randrange(52)
    for usual in steady(rng, weeks):
        yield 0.0 if week % 52 in HOLIDAYS else usual
        week += 1


def month_off(rng: random.Random, weeks: int) -> Iterator[float]:
    """Illness, a birth, a new job: once on the way, four to six weeks without any study."""
    begins = rng.randint(4, max(5, weeks))
    length = rng.randint(4, 6)
    for week, usual in enumerate(steady(rng, weeks)):
        yield 0.0 if begins <= week < begins + length else usual


def growing(rng: random.Random, weeks: int) -> Iterator[float]:
    for week, usual in enumerate(steady(rng, weeks)):
        yield usual * (0.7 + 0.6 * min(1.0, week / weeks))


def fading(rng: random.Random, weeks: int) -> Iterator[float]:
    for week, usual in enumerate(steady(rng, weeks)):
        yield usual * (1.25 - 0.5 * min(1.0, week / weeks))


KINDS: dict[str, Process] = {
    "steady": steady,
    "bursty": bursty,
    "holidays": holidays,
    "a month off": month_off,
    "growing": growing,
    "fading": fading,
}


@dataclass(frozen=True, slots=True)
class Life:
    kind: str
    promised: int
    """Minutes a week that they said."""
    minutes: int
    """The whole way."""
    weeks: Sequence[float]
    """Minutes of each week until they have arrived."""


@dataclass(frozen=True, slots=True)
class Answer:
    kind: str
    goal: str
    error: float
    """Of the likely date, in parts of the time that was left."""
    in_time: bool
    """Done by the cautious date."""


def lives(seed: int, number: int = LIVES) -> Iterator[Life]:
    rng = random.Random(seed)  # noqa: S311 - lives, not secrets
    for place in range(number):
        kind = list(KINDS)[place % len(KINDS)]
        promised = 60 * rng.randint(3, 16)
        usual = promised * rng.uniform(0.6, 1.2)
        minutes = 60 * rng.randint(250, 1400)
        process = KINDS[kind](rng, round(minutes / usual))
        weeks: list[float] = []
        while sum(weeks) < minutes and len(weeks) < LONGEST:
            weeks.append(usual * next(process))
        yield Life(kind, promised, minutes, weeks)


def answers(life: Life) -> Iterator[Answer]:
    walked = [0.0, *accumulate(life.weeks)]
    for part in ASKED_AT:
        now = round(part * len(life.weeks))
        known = rate(life.weeks[:now][::-1][:26], life.promised)
        ahead = [camp * life.minutes for camp in CAMPS if camp * life.minutes > walked[now]]
        for goal, minutes in (("summit", float(life.minutes)), ("next camp", min(ahead, default=0.0))):
            if minutes <= walked[now]:
                continue
            left, really = minutes - walked[now], _arrival(walked, minutes) - now
            error = abs(weeks_to(left, known) - really) / really
            yield Answer(life.kind, goal, error, really <= weeks_to(left, known, CAUTION))


def _arrival(walked: Sequence[float], minutes: float) -> float:
    """Weeks, within the last one by its share."""
    week = next(n for n, done in enumerate(walked) if done >= minutes)
    return week - (walked[week] - minutes) / (walked[week] - walked[week - 1])


def backtest(seed: int = REPORTED, number: int = LIVES) -> list[Answer]:
    return [answer for life in lives(seed, number) for answer in answers(life)]


def error_of(found: Sequence[Answer]) -> float:
    return median(answer.error for answer in found)


def in_time(found: Sequence[Answer]) -> float:
    return mean(answer.in_time for answer in found)


def lines(found: Sequence[Answer]) -> Iterator[str]:
    yield f"| forecast in {LIVES} simulated lives | asked | median error of likely date | done by the cautious date |"
    yield "|---|---:|---:|---:|"
    summit = [answer for answer in found if answer.goal == "summit"]
    rows = {"the summit": summit, "the next camp": [answer for answer in found if answer.goal != "summit"]}
    rows |= {f"the summit, {kind}": [answer for answer in summit if answer.kind == kind] for kind in KINDS}
    for name, some in rows.items():
        yield f"| {name} | {len(some)} | {error_of(some):.1%} of the time left | {in_time(some):.0%} |"


if __name__ == "__main__":
    print("\n".join(lines(backtest(int(sys.argv[1]) if sys.argv[1:] else REPORTED))))
