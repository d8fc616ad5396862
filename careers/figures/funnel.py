"""How far a person's applications got. The furthest step counts, also after a rejection."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from careers import formats
from careers.figures.application import WAY
from careers.figures.applications import LABELS, Job
from careers.models import Step

SMALL = 30
"""Below this many, one more reply moves a share by more than three points."""
SENT = WAY[WAY.index(Step.APPLIED) :]
NUMBERS = (
    *("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
    *("Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen", "Twenty"),
)


@dataclass(frozen=True, slots=True)
class Reached:
    """How many applications ever came to a step."""

    step: str
    number: int
    percent: int
    """Of those that were sent, rounded."""

    @property
    def label(self) -> str:
        return LABELS[self.step]


@dataclass(frozen=True, slots=True)
class Funnel:
    steps: tuple[Reached, ...]
    days_to_answer: int | None
    """Median over those that were answered."""
    answered: int

    @property
    def sent(self) -> int:
        return self.steps[0].number

    @property
    def response_percent(self) -> int:
        return _percent(self.answered, self.sent)

    @property
    def is_small(self) -> bool:
        return self.sent < SMALL

    @property
    def warning(self) -> str:
        """Empty where the numbers can carry a share."""
        if not 0 < self.sent < SMALL:
            return ""
        number = NUMBERS[self.sent] if self.sent < len(NUMBERS) else str(self.sent)
        points = formats.count(round(100 / self.sent), "point")
        return f"{number} is a small number: one more reply moves these by {points}."


def funnel_of(jobs: Iterable[Job]) -> Funnel:
    sent = [job.course for job in jobs if job.course.furthest in SENT]
    been = [SENT.index(course.furthest) for course in sent]
    steps = tuple(
        Reached(step, number := sum(place >= n for place in been), _percent(number, len(sent)))
        for n, step in enumerate(SENT)
    )
    days = [course.days_to_answer for course in sent if course.days_to_answer is not None]
    return Funnel(steps, round(median(days)) if days else None, len(days))


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
