"""How far a person's applications got. The furthest step counts, also after a rejection."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from statistics import median

from careers import formats
from careers.figures.application import WAY, Course
from careers.figures.applications import IN_WORDS, LABELS, Job
from careers.models import Round, Step, User

SMALL = 30
"""Below this many, one more reply moves a share by more than three points."""
SENT = WAY[WAY.index(Step.APPLIED) :]
STILL_OPEN, ACCEPTED, CLOSED = "still open", "accepted", "closed"
FATES = (STILL_OPEN, ACCEPTED, *IN_WORDS.values(), CLOSED)
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
    """Of those that were sent, rounded; says nothing of the step before."""

    @property
    def was_sent(self) -> bool:
        return self.step in SENT

    @property
    def label(self) -> str:
        return LABELS[self.step]


@dataclass(frozen=True, slots=True)
class Flow:
    """What became of the applications that came to a step: so many went on, the others are open or ended there."""

    reached: Reached
    went_on: int
    stayed: tuple[tuple[str, int], ...]
    """In words → how many, the largest part of the way first: open, then each reason."""

    @property
    def ended(self) -> int:
        """Those that came no further and never will."""
        return sum(many for what, many in self.stayed if what not in (STILL_OPEN, ACCEPTED))


@dataclass(frozen=True, slots=True)
class Source:
    """How those got on that were found in one place."""

    name: str
    sent: int
    answered: int
    interviews: int
    offers: int

    @property
    def response_percent(self) -> int:
        return _percent(self.answered, self.sent)


@dataclass(frozen=True, slots=True)
class StageResult:
    """How the rounds of one interview stage went, or of one title of the person's own."""

    name: str
    held: int
    passed: int
    failed: int

    @property
    def untold(self) -> int:
        """Nobody said yet what came of them, or one withdrew."""
        return self.held - self.passed - self.failed

    @property
    def told(self) -> int:
        return self.passed + self.failed

    @property
    def passed_percent(self) -> int:
        return _percent(self.passed, self.told)


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
        return small_number(self.sent, "reply")


def small_number(number: int, what: str) -> str:
    """Of so many, one more moves a share by so much; empty for none and for enough."""
    if not 0 < number < SMALL:
        return ""
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} is a small number: one more {what} moves these by {formats.count(round(100 / number), 'point')}."


def funnel_of(jobs: Collection[Job]) -> Funnel:
    sent = [job.course for job in jobs if job.course.furthest in SENT]
    been = [SENT.index(course.furthest) for course in sent]
    steps = tuple(
        Reached(step, number := sum(place >= n for place in been), _percent(number, len(sent)))
        for n, step in enumerate(SENT)
    )
    days = [course.days_to_answer for course in sent if course.days_to_answer is not None]
    return Funnel(steps, round(median(days)) if days else None, len(days))


def flows_of(jobs: Collection[Job]) -> list[Flow]:
    """One for each step from saved on; the last that anybody may come to, accepted, only where somebody did."""
    steps = [step for step in funnel_of(jobs).steps if step.step != Step.ACCEPTED or step.number]
    steps = [Reached(Step.SAVED, len(jobs), 0), *steps]
    flows = []
    for reached, after in zip(steps, [*(step.number for step in steps[1:]), 0], strict=True):
        here = [_fate(job.course) for job in jobs if _furthest(job.course) == reached.step]
        stayed = tuple((fate, here.count(fate)) for fate in FATES if fate in here)
        flows.append(Flow(reached, after, stayed))
    return flows


def _furthest(course: Course) -> str:
    """What was closed before it was sent had at least been saved."""
    return course.furthest if course.furthest in SENT else Step.SAVED


def _fate(course: Course) -> str:
    """Closed for several reasons, it counts for the first of them."""
    if course.step != Step.CLOSED:
        return ACCEPTED if course.step == Step.ACCEPTED else STILL_OPEN
    return next((said for reason, said in IN_WORDS.items() if reason in course.reasons), CLOSED)


def by_source(jobs: Iterable[Job]) -> list[Source]:
    """Those with most applications first; what has no source stands last."""
    by_name: dict[str, list[Course]] = {}
    for job in jobs:
        if job.course.furthest in SENT:
            by_name.setdefault(job.application.source, []).append(job.course)
    rows = [_source(name, courses) for name, courses in by_name.items()]
    return sorted(rows, key=lambda row: (not row.name, -row.sent, row.name.casefold()))


def _source(name: str, courses: list[Course]) -> Source:
    been = [SENT.index(course.furthest) for course in courses]
    interviews, offer = SENT.index(Step.INTERVIEWS), SENT.index(Step.OFFER)
    return Source(
        name,
        len(courses),
        sum(course.days_to_answer is not None for course in courses),
        sum(place >= interviews for place in been),
        sum(place >= offer for place in been),
    )


def by_stage(user: User) -> list[StageResult]:
    """Those that were held most often first. One query."""
    rounds = Round.of(user).there().filter(status=Round.Status.HELD).select_related("interview_stage").defer("notes")
    by_name: dict[str, list[str]] = {}
    for row in rounds:
        by_name.setdefault(row.interview_stage.title if row.interview_stage else row.title, []).append(row.outcome)
    rows = [_stage(name, outcomes) for name, outcomes in by_name.items()]
    return sorted(rows, key=lambda row: (-row.held, row.name.casefold()))


def _stage(name: str, outcomes: list[str]) -> StageResult:
    return StageResult(name, len(outcomes), outcomes.count(Round.Outcome.PASSED), outcomes.count(Round.Outcome.FAILED))


def stages_warning(stages: Iterable[StageResult]) -> str:
    return small_number(sum(stage.told for stage in stages), "result")


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
