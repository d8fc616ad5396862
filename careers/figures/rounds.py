"""A round as its page shows it: when it is for both sides, the days until it, what to tick, and what came of it."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from careers import formats
from careers.figures.catalogue import Skill
from careers.figures.countdown import Countdown, Piece, countdown, minutes_a_study_day
from careers.figures.interview_stages import DrawnOn, day_before, drawn, drawn_on
from careers.figures.month import Entry
from careers.figures.standing import Standing
from careers.models import (
    Application,
    DayBefore,
    InterviewCriterion,
    InterviewStage,
    InterviewStep,
    PlanChoice,
    Round,
    RoundQuestion,
    RoundTask,
    RoundWork,
    State,
    User,
)

type Curated = InterviewStep | InterviewCriterion | DayBefore

LONGEST_COUNTDOWN = 366
"""Days. What is further away needs no plan for each day."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line to tick. `own` is the row of a line that the person wrote."""

    item: str
    text: str
    done: bool
    own: int | None = None
    in_guide: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    name: str
    title: str
    lines: tuple[Line, ...]

    @property
    def done(self) -> int:
        return sum(line.done for line in self.lines)


@dataclass(frozen=True, slots=True)
class Offer:
    """A skill that a weak round or answer would put back on the plan."""

    drawn: DrawnOn
    chosen: bool
    """Ticked from the start. What is done or skipped comes back only if the person says so."""
    brought: bool
    """It stands on the plan because of this round already."""


@dataclass(frozen=True)
class RoundPage:
    round: Round
    number: int
    of: int
    standing: Standing
    now: dt.datetime
    tasks: Sequence[RoundTask]
    steps: Sequence[InterviewStep]
    criteria: Sequence[InterviewCriterion]
    days: Sequence[DayBefore]
    work: Sequence[RoundWork]

    @property
    def application(self) -> Application:
        return self.round.application

    @property
    def stage(self) -> InterviewStage | None:
        return self.round.interview_stage

    @cached_property
    def when(self) -> "When | None":
        return when_of(self.round)

    @property
    def is_over(self) -> bool:
        """Its time has passed, or somebody said what became of it."""
        return self.round.status != Round.Status.PLANNED or (self.when is not None and self.when.ends <= self.now)

    # --- skills and days ---

    @cached_property
    def skills(self) -> tuple[DrawnOn, ...]:
        return drawn_on(self.round.interview_stage_id, self.standing)

    @cached_property
    def minutes(self) -> int:
        """What its skills have left."""
        return sum(drawn.minutes for drawn in self.skills)

    @property
    def longest(self) -> int:
        return max((drawn.minutes for drawn in self.skills), default=0)

    @property
    def worked_minutes(self) -> int:
        return sum(row.minutes for row in self.work)

    @property
    def over_minutes(self) -> int:
        """Worked beyond the budget."""
        budget = self.round.budget_minutes
        return max(0, self.worked_minutes - budget) if budget else 0

    @property
    def work_share(self) -> float:
        """Of the budget, at most all of it."""
        return min(1.0, self.worked_minutes / self.round.budget_minutes) if self.round.budget_minutes else 0.0

    @cached_property
    def countdown(self) -> Countdown | None:
        """None for what is over, has no date, or lies too far ahead to plan its days."""
        if self.is_over or self.when is None:
            return None
        today, until = timezone.localdate(self.now), self.when.day
        if not 0 <= (until - today).days <= LONGEST_COUNTDOWN:
            return None
        pace = minutes_a_study_day(self.standing.minutes_a_week, self.standing.rest_days)
        rest, is_work = self.standing.rest_days, self.round.is_take_home
        return countdown(today, until, self._pieces(), pace, () if is_work else rest, light_eve=not is_work)

    def _pieces(self) -> list[Piece]:
        if self.round.is_take_home:
            left = max(0, (self.round.budget_minutes or 0) - self.worked_minutes)
            return [Piece("The take-home", left)]
        return [Piece(drawn.skill.short_title, drawn.minutes, drawn.skill.url) for drawn in self.skills]

    @property
    def eve_is_near(self) -> bool:
        """As of two days before, the list of the day before stands open."""
        return self.countdown is not None and self.countdown.days_to_go <= 2

    # --- lists ---

    @cached_property
    def prepare(self) -> Checklist:
        return self._checklist(RoundTask.List.PREPARE, self.steps)

    @cached_property
    def day_before(self) -> Checklist:
        return self._checklist(RoundTask.List.DAY_BEFORE, self.days)

    @cached_property
    def ask(self) -> Checklist:
        return self._checklist(RoundTask.List.ASK, ())

    @cached_property
    def rubric(self) -> Checklist:
        return self._checklist(RoundTask.List.RUBRIC, self.criteria)

    def checklist(self, name: str) -> Checklist:
        return {list_.name: list_ for list_ in (self.prepare, self.day_before, self.ask, self.rubric)}[name]

    def _checklist(self, name: RoundTask.List, curated: Iterable[Curated]) -> Checklist:
        rows = [task for task in self.tasks if task.list == name]
        ticked = {task.item for task in rows if task.done_at}
        lines = [
            Line(line.key, str(line), line.key in ticked, in_guide=isinstance(line, DayBefore) and line.in_guide)
            for line in curated
        ]
        lines += (Line(task.item, task.text, bool(task.done_at), own=task.pk) for task in rows if task.text)
        return Checklist(name.value, str(name.label), tuple(lines))


def round_page(user: User, row: Round, standing: Standing, now: dt.datetime) -> RoundPage:
    """Six queries; `row` has its application and its stage at hand."""
    siblings = list(Round.of(user).there().filter(application=row.application_id).values_list("pk", flat=True))
    stage = row.interview_stage
    return RoundPage(
        round=row,
        number=siblings.index(row.pk) + 1,
        of=len(siblings),
        standing=standing,
        now=now,
        tasks=list(RoundTask.of(user).filter(round=row)),
        steps=list(stage.steps.filter(retired_at=None)) if stage else (),
        criteria=list(stage.criteria.filter(retired_at=None)) if stage else (),
        days=day_before(),
        work=list(RoundWork.of(user).filter(round=row)),
    )


# --- when ---


@dataclass(frozen=True, slots=True)
class When:
    """A moment with its length, as either side reads it on the clock."""

    starts: dt.datetime
    """In the person's zone."""
    ends: dt.datetime
    theirs: dt.datetime
    zone: str
    is_due: bool

    @property
    def day(self) -> dt.date:
        return self.starts.date()

    @property
    def mine(self) -> str:
        return formats.appointment(self.starts, None if self.is_due else self.ends)

    @property
    def differs(self) -> bool:
        """Their clock shows another time than the person's at that moment."""
        return self.starts.utcoffset() != self.theirs.utcoffset()

    @property
    def for_them(self) -> str:
        """`14:30 in St Johns`, with the day where it is another one for them."""
        time = f"{self.theirs:%H:%M} in {place_of(self.zone)}"
        if self.theirs.date() == self.starts.date():
            return time
        return f"{self.theirs:%A} {formats.day(self.theirs.date())}, {time}"


def when_of(row: Round, zone: zoneinfo.ZoneInfo | None = None) -> When | None:
    """In the zone that is in force for the person, unless another one is named."""
    moment = row.when
    if moment is None:
        return None
    mine = timezone.localtime(moment, zone)
    length = 0 if row.is_take_home else row.minutes or 0
    # Over UTC: on the night of a change of the clocks an hour on the wall is not an hour.
    ends = timezone.localtime(moment + dt.timedelta(minutes=length), zone)
    return When(mine, ends, moment.astimezone(row.their_zone), row.zone, row.is_take_home)


def place_of(zone: str) -> str:
    """The city that a zone is named after: `America/St_Johns` → `St Johns`."""
    return zone.rpartition("/")[2].replace("_", " ")


# --- after ---


def offers(user: User, row: Round, questions: Iterable[RoundQuestion], standing: Standing) -> list[Offer]:
    """Skills behind what went weakly: all of a weak round's stage, and those of weak answers. One query at most."""
    catalogue = standing.catalogue
    behind: dict[int, Skill] = {}
    for question in questions:
        if question.went_weakly and question.skill_id:
            behind[question.skill_id] = catalogue.skills[question.skill_id]
    if row.went_weakly:
        behind |= {drawn.skill.id: drawn.skill for drawn in drawn_on(row.interview_stage_id, standing)}
    if not behind:
        return []
    reason = because(row)
    chosen = PlanChoice.of(user).filter(skill__in=behind, because=reason).values_list("skill_id", flat=True)
    brought = set(chosen)
    return [_offer(drawn(skill, standing), brought) for skill in behind.values()]


def _offer(about: DrawnOn, brought: set[int]) -> Offer:
    return Offer(about, about.shown in (State.TODO, State.LEARNING), about.skill.id in brought)


def because(row: Round) -> str:
    """What the plan says of a skill that came from here: "Back on the plan because of …"."""
    return f"the round “{row.name}” at {row.application.company}"[: PlanChoice.REASON_LENGTH]


def rounds_of(user: User, application: Application) -> list[Round]:
    """Of one application, in the order in which they were planned. One query."""
    return list(Round.of(user).there().filter(application=application).shown())


@dataclass(frozen=True, slots=True)
class Named:
    """A round in a list of rounds."""

    round: Round
    when: When | None

    @property
    def said(self) -> str:
        """What became of it, or when it is."""
        row = self.round
        if row.status == Round.Status.CANCELLED:
            return "Cancelled"
        if row.status == Round.Status.HELD:
            return str(row.get_outcome_display()) if row.outcome else "Held, not yet told"
        if self.when is None:
            return "No date yet"
        return f"Due {self.when.mine}" if self.when.is_due else self.when.mine


def month_entries(user: User) -> list[Entry]:
    """Interviews and deadlines for a month of everything dated. One query."""
    rounds = Round.of(user).there().exclude(status=Round.Status.CANCELLED).shown().defer("notes")
    dated = ((row, when) for row in rounds if (when := when_of(row)))
    return [
        Entry(when.day, f"{when.starts:%H:%M} {row.name}", row.application.company, row.get_absolute_url(), "next")
        for row, when in dated
    ]


def named(rounds: Iterable[Round]) -> list[Named]:
    return [Named(row, when_of(row)) for row in rounds]
