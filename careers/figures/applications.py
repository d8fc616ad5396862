"""A person's applications beside each other: as a board, as a list. Three queries, however many there are."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from careers import formats
from careers.figures.application import ENDED, WAY, Course, Event, fold
from careers.figures.follow_ups import FollowUp, follow_up_of, interviews, rhythm_of
from careers.models import Application, ApplicationEvent, Priority, Reason, Round, Step, User

OPEN_STEPS = tuple(step for step in WAY if step not in ENDED)
LABELS = dict(Step.choices)
FAR = dt.date.max
IN_WORDS = {
    Reason.REJECTED: "rejected",
    Reason.GHOSTED: "no answer",
    Reason.WITHDRAWN: "withdrawn",
    Reason.DECLINED: "offer declined",
    Reason.ROLE_CLOSED: "role closed",
}


@dataclass(frozen=True, slots=True)
class Job:
    """One application with what its log comes to, as of the person's today."""

    application: Application
    course: Course
    today: dt.date
    follow_up: FollowUp | None = None
    """Where its owner planned nothing themselves."""

    @property
    def pk(self) -> int:
        return self.application.pk

    @property
    def step_label(self) -> str:
        return LABELS[self.course.step]

    @property
    def sent_on(self) -> dt.date | None:
        """The first day on which it was beyond saved: when it was sent, or they came by themselves."""
        days = (self.course.first_day(step) for step in WAY[1:])
        return min((day for day in days if day), default=None)

    @property
    def days_here(self) -> int:
        return self.course.days_here(self.today)

    @property
    def days_to_next(self) -> int | None:
        next_on = self.application.next_on
        return (next_on - self.today).days if next_on else None

    @property
    def is_due(self) -> bool:
        """Something was to be done by today, and the job is still open."""
        return self.days_to_next is not None and self.days_to_next <= 0 and not self.course.ended

    @property
    def next_on(self) -> dt.date | None:
        """As its owner planned it, or as it is proposed."""
        return self.follow_up.due if self.follow_up else self.application.next_on

    @property
    def foot(self) -> str:
        """When it came to its step: a date for what was sent, days for what moves."""
        if self.course.step in (Step.SAVED, Step.APPLIED) and self.course.since:
            return f"{self.step_label} {formats.day_short(self.course.since)}"
        return f"{formats.count(self.days_here, 'day')} here" if self.days_here else "Since today"

    @property
    def why_closed(self) -> str:
        return in_words(self.course.reasons)


def in_words(reasons: Collection[str]) -> str:
    """`rejected, role closed`."""
    return ", ".join(said for reason, said in IN_WORDS.items() if reason in reasons)


def jobs_of(user: User, **only: object) -> list[Job]:
    """Those that were not deleted, newest first, without their long texts."""
    applications = list(
        Application.of(user)
        .there()
        .filter(**only)
        .select_related("follow_up_choice", "user__follow_up_rhythm")
        .defer("posting", "notes")
    )
    pks = [application.pk for application in applications] if only else None
    return _jobs(applications, courses_of(user, pks), _rounds(user, pks))


def _rounds(user: User, pks: Sequence[int] | None) -> list[Round]:
    rounds = Round.of(user).there().select_related("interview_stage").defer("notes")
    return list(rounds if pks is None else rounds.filter(application__in=pks))


def _jobs(applications: Iterable[Application], courses: Mapping[int, Course], rounds: Iterable[Round]) -> list[Job]:
    now = timezone.now()
    today, dated = timezone.localdate(now), interviews(rounds, now)
    jobs = []
    for row in applications:
        course = courses.get(row.pk, fold(()))
        ask = follow_up_of(row, course, dated.get(row.pk, ()), rhythm_of(row.user), today)
        jobs.append(Job(row, course, today, ask))
    return jobs


def courses_of(user: User, pks: Sequence[int] | None = None) -> Mapping[int, Course]:
    """Application id → what its log comes to; of all, or of these."""
    events = ApplicationEvent.of(user).order_by("at", "pk")
    if pks is not None:
        events = events.filter(application__in=pks)
    logs: dict[int, list[Event]] = {}
    columns = ("pk", "application_id", "step", "reasons", "day", "at", "corrects_id", "undoes_id")
    for event in events.values_list(*columns, named=True):
        logs.setdefault(event.application_id, []).append(event)
    return {pk: fold(log) for pk, log in logs.items()}


# --- the board ---


@dataclass(frozen=True, slots=True)
class Column:
    step: str
    jobs: tuple[Job, ...]

    @property
    def label(self) -> str:
        return LABELS[self.step]


@dataclass(frozen=True, slots=True)
class Board:
    columns: tuple[Column, ...]
    ended: tuple[Job, ...]

    @property
    def accepted(self) -> list[Job]:
        return [job for job in self.ended if job.course.step == Step.ACCEPTED]

    @property
    def closed(self) -> list[Job]:
        return [job for job in self.ended if job.course.step == Step.CLOSED]

    @property
    def why_closed(self) -> str:
        """`2 rejected, 1 no answer`; one that was closed for two reasons counts with both."""
        counts = [(reason, sum(reason in job.course.reasons for job in self.closed)) for reason in Reason.values]
        return ", ".join(f"{number}{formats.NBSP}{in_words([reason])}" for reason, number in counts if number)

    def column(self, step: str) -> Column | None:
        return next((column for column in self.columns if column.step == step), None)


def board_of(jobs: Iterable[Job]) -> Board:
    """What is due first stands on top, then what matters most, then what came last."""
    ordered = sorted(jobs, key=_urgency)
    columns = tuple(Column(step, tuple(job for job in ordered if job.course.step == step)) for step in OPEN_STEPS)
    ended = sorted((job for job in ordered if job.course.ended), key=lambda job: job.course.since or FAR, reverse=True)
    return Board(columns, tuple(ended))


def _urgency(job: Job) -> tuple[dt.date, int, int]:
    since = job.course.since or job.today
    return job.next_on or FAR, -job.application.priority, -since.toordinal()


# --- the list ---

SORTS = {
    "company": lambda job: (job.application.company.casefold(), job.application.role.casefold()),
    "step": lambda job: (job.course.ended, -(WAY.index(job.course.furthest)), job.application.company.casefold()),
    "here": lambda job: -job.days_here,
    "next": lambda job: (job.next_on or FAR, job.application.company.casefold()),
    "priority": lambda job: (-job.application.priority, job.application.company.casefold()),
    "added": lambda job: -job.application.added_at.timestamp(),
}
"""What a list can be sorted by. Each begins with what one looks for first."""
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which applications a list shows, and in which order."""

    words: str = ""
    step: str = ""
    """A step, or `open` for all that have not ended."""
    source: str = ""
    priority: int | None = None
    sort: str = "added"
    backwards: bool = False

    def narrow(self, jobs: Iterable[Job]) -> list[Job]:
        found = [job for job in jobs if self._has(job)]
        return sorted(found, key=SORTS[self.sort], reverse=self.backwards)

    def _has(self, job: Job) -> bool:
        application = job.application
        if self.step and not (job.course.step == self.step or (self.step == OPEN and not job.course.ended)):
            return False
        if self.source and application.source != self.source:
            return False
        if self.priority and application.priority != Priority(self.priority):
            return False
        text = f"{application.company} {application.role} {application.place}".casefold()
        return all(word in text for word in self.words.casefold().split())


def sources_of(jobs: Iterable[Job]) -> list[str]:
    return sorted({job.application.source for job in jobs if job.application.source}, key=str.casefold)
