"""The evidence checklist: what a reviewer looks for in ten minutes, what a project holds of it, and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass

from careers.models import Project, ProjectCheck
from careers.models.portfolio import FIRST_FIVE, evidence_in_fields


@dataclass(frozen=True, slots=True)
class Item:
    key: str
    title: str
    to_earn: str
    """What to do for it."""
    looked_for: str
    """What reviewers look for."""
    weight: int
    """Points; those of all items make 100. A reviewer who gets no further than the first five has seen 56."""
    minutes: int
    """Estimate for a project whose model stands."""
    section: str = ""
    """Part of the project's form where it is answered; none for what is ticked."""

    @property
    def is_ticked(self) -> bool:
        """The person says so and points to the place, since no field of the project can tell."""
        return self.key not in evidence_in_fields()


ITEMS = (
    Item(
        "problem",
        "The problem and who has it",
        "Say in two sentences what goes wrong today, and for whom.",
        "Somebody with a name or a job who would use it, not a data set in search of a question.",
        weight=10,
        minutes=20,
        section="problem",
    ),
    Item(
        "data",
        "Data set and its licence",
        "Name the data, link it, and write down its licence or terms.",
        "Where the rows come from, and that you may use them.",
        weight=8,
        minutes=20,
        section="data",
    ),
    Item(
        "baseline",
        "A baseline",
        "Measure the dumbest thing that could work: majority class, last value, a rule.",
        "The number that any model has to beat, measured in the same way.",
        weight=12,
        minutes=60,
        section="results",
    ),
    Item(
        "metric",
        "Metric and split, with the reason",
        "Choose one headline metric, and say how you split and why so.",
        "A split that keeps what belongs together on one side, and a metric that fits the cost of a mistake.",
        weight=12,
        minutes=45,
        section="data",
    ),
    Item(
        "result",
        "Result against the baseline",
        "Measure your best model on the same rows, and write it beside the baseline.",
        "The difference, in the unit of the metric.",
        weight=14,
        minutes=60,
        section="results",
    ),
    Item(
        "errors",
        "Where it goes wrong",
        "Look at the twenty worst errors, group them, and say what they share.",
        "That you looked, and what you would do about the largest group.",
        weight=10,
        minutes=120,
        section="story",
    ),
    Item(
        "run",
        "How to run it",
        "Write the one command that rebuilds the result, and try it in an empty folder.",
        "A reader gets the number within ten minutes without asking you.",
        weight=8,
        minutes=40,
    ),
    Item(
        "environment",
        "Pinned environment",
        "Commit a lock file or an image with exact versions.",
        "It will still run in a year.",
        weight=5,
        minutes=20,
    ),
    Item(
        "tests",
        "Tests that run on every push",
        "Test the data checks and the features, and let them run by themselves.",
        "A green mark, and tests that would notice a leak.",
        weight=6,
        minutes=120,
    ),
    Item(
        "demo",
        "A demo a stranger can open",
        "Put a small page or a recording where anybody can see it, and add its link.",
        "One click, no account, on a phone.",
        weight=7,
        minutes=180,
        section="links",
    ),
    Item(
        "limits",
        "Limits and misuse",
        "Say where it must not be used, who could be harmed, and what was left out.",
        "That you know what your data do not cover.",
        weight=5,
        minutes=40,
    ),
    Item(
        "cost",
        "Cost and latency",
        "Time a hundred predictions on a machine that you name, and say what a thousand cost.",
        "A number with its machine beside it.",
        weight=3,
        minutes=30,
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    item: Item
    held: bool
    pointer: str
    """Where a reviewer finds it, as the person says; empty for what the project's fields answer."""


@dataclass(frozen=True, slots=True)
class Evidence:
    lines: tuple[Line, ...]
    next: Item | None
    """The best thing to do now: most points for the time."""

    @property
    def count(self) -> int:
        return sum(line.held for line in self.lines)

    @property
    def points(self) -> int:
        """0 to 100."""
        return sum(line.item.weight for line in self.lines if line.held)

    @property
    def share(self) -> float:
        return self.points / 100

    @property
    def missing_of_five(self) -> tuple[Item, ...]:
        """What is still asked before skills can be proven."""
        return tuple(line.item for line in self.lines if line.item.key in FIRST_FIVE and not line.held)


def evidence(project: Project, checks: Iterable[ProjectCheck]) -> Evidence:
    """Of a project that was read by `with_evidence()`, with its ticked lines."""
    pointers = {check.item: check.pointer for check in checks if check.checklist == ProjectCheck.Checklist.EVIDENCE}
    lines = tuple(_line(item, project, pointers) for item in ITEMS)
    return Evidence(lines, _best([line.item for line in lines if not line.held]))


def _line(item: Item, project: Project, pointers: dict[str, str]) -> Line:
    held = item.key in pointers if item.is_ticked else getattr(project, f"has_{item.key}")
    return Line(item, held, pointers.get(item.key, ""))


def _best(missing: list[Item]) -> Item | None:
    return max(missing, key=lambda item: item.weight / item.minutes, default=None)


def ticked_items() -> frozenset[str]:
    return frozenset(item.key for item in ITEMS if item.is_ticked)
