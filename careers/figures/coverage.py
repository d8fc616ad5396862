"""Coverage: the one function behind every percentage (rule 2 of the product).

Everything is whole minutes, so that sums are exact and the same on every page.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from careers.models.progress import State

LEARNING_CAP = (9, 10)
"""A skill in learning counts for at most nine tenths, whatever is ticked: only done is done."""


@dataclass(frozen=True, slots=True)
class Share:
    """One counted skill: essential or useful for the person's role, and not skipped."""

    minutes: int
    state: str
    ticked: int = 0
    outcomes: int = 0
    carried: int = 0
    """Minutes that count while learning whatever is ticked, since they counted before the skill was changed."""

    @property
    def covered(self) -> int:
        """Minutes that count as walked: all when done, by ticked outcomes while learning, rounded down."""
        if self.state == State.DONE:
            return self.minutes
        if self.state != State.LEARNING:
            return 0
        by_ticks = self.minutes * self.ticked // self.outcomes if self.outcomes else 0
        return max(self.carried, min(by_ticks, self.minutes * LEARNING_CAP[0] // LEARNING_CAP[1]))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Sums over counted skills, in minutes. Percentages are rounded down; 100 only when nothing is left."""

    minutes: int
    done_minutes: int
    learning_minutes: int
    count: int
    done_count: int

    @property
    def covered_minutes(self) -> int:
        return self.done_minutes + self.learning_minutes

    @property
    def left_minutes(self) -> int:
        return self.minutes - self.covered_minutes

    @property
    def left_count(self) -> int:
        return self.count - self.done_count

    @property
    def complete(self) -> bool:
        return self.left_count == 0

    @property
    def percent(self) -> int:
        return 100 if self.complete else 100 * self.covered_minutes // self.minutes

    @property
    def done_share(self) -> float:
        """0 to 1, for drawings only."""
        return self.done_minutes / self.minutes if self.minutes else 1.0

    @property
    def learning_share(self) -> float:
        return self.learning_minutes / self.minutes if self.minutes else 0.0


def coverage(shares: Iterable[Share]) -> Coverage:
    minutes = done = learning = count = done_count = 0
    for share in shares:
        count += 1
        minutes += share.minutes
        if share.state == State.DONE:
            done_count += 1
            done += share.minutes
        else:
            learning += share.covered
    return Coverage(minutes, done, learning, count, done_count)


def together(parts: Iterable[Coverage]) -> Coverage:
    """The coverage of everything that the parts cover, for parts without a skill in common."""
    minutes = done = learning = count = done_count = 0
    for part in parts:
        minutes += part.minutes
        done += part.done_minutes
        learning += part.learning_minutes
        count += part.count
        done_count += part.done_count
    return Coverage(minutes, done, learning, count, done_count)
