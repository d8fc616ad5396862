"""What hours a week mean in evenings: an example, not a promise."""

from collections.abc import Collection
from dataclasses import dataclass

STEP = 30
SHORTEST = 60
"""Minutes. Below an hour an evening is hardly worth sitting down for."""
BUSIEST_FIRST = (5, 6, 1, 3, 0, 2, 4)
"""Weekdays in the order in which they are filled: the weekend, then every other evening."""
WEEKEND, EVENING = 3, 2
"""How much of the hours a day of the weekend takes, beside an evening's."""
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Evening:
    name: str
    minutes: int
    rest: bool


def evenings(minutes: int, rest_days: Collection[int]) -> list[Evening]:
    """Seven days from Monday on whose minutes come to the whole, in half hours as far as it goes."""
    days = [day for day in BUSIEST_FIRST if day not in rest_days][: max(1, minutes // SHORTEST)]
    weights = {day: WEEKEND if day > 4 else EVENING for day in days}
    whole = sum(weights.values())
    share = {day: minutes * weight // whole // STEP * STEP for day, weight in weights.items()}
    rest = minutes - sum(share.values())
    for day in days:
        more = min(STEP, rest)
        share[day] += more
        rest -= more
    return [Evening(name, share.get(day, 0), day in rest_days) for day, name in enumerate(NAMES)]


def in_words(week: Collection[Evening]) -> str:
    """`5 evenings and the weekend`"""
    days = list(week)
    evening, weekend = sum(bool(d.minutes) for d in days[:5]), sum(bool(d.minutes) for d in days[5:])
    parts = []
    if evening:
        parts.append(f"{evening} evening{'s' if evening > 1 else ''}")
    if weekend:
        parts.append("the weekend" if weekend > 1 else "a day of the weekend")
    return " and ".join(parts)
