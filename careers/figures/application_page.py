"""What the page of one application shows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from careers import formats
from careers.figures.application import ENDED, WAY, Course, Line, fold
from careers.figures.applications import LABELS, in_words
from careers.figures.follow_ups import FollowUp, follow_up_of, interviews, rhythm_of
from careers.models import Application, Contact, FollowUpChoice, Round, SentDocument, Step, User


@dataclass(frozen=True, slots=True)
class Stride:
    """A step of the way: behind, here, ahead, or never walked (an application was closed before it)."""

    label: str
    kind: str
    when: str


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    application: Application
    course: Course
    contacts: Sequence[Contact]
    sent: Sequence[SentDocument]
    today: dt.date
    follow_up: FollowUp | None
    choice: FollowUpChoice | None
    """What was said about its follow-ups."""

    @property
    def walk(self) -> Sequence[Stride]:
        way = [self._stride(step) for step in WAY]
        if self.course.step != Step.CLOSED:
            return way
        return [*(stride for stride in way if stride.when != "ahead"), self._end()]

    def _stride(self, step: str) -> Stride:
        first = self.course.first_day(step)
        if step == self.course.step and self.course.since:
            days = self.course.days_here(self.today)
            here = f"since {formats.day_short(self.course.since)}"
            kind = "" if step in ENDED else "here"
            return Stride(LABELS[step], kind, f"{here}, {formats.count(days, 'day')}" if days and kind else here)
        if first is not None:
            return Stride(LABELS[step], "", formats.day_short(first))
        passed = WAY.index(step) < WAY.index(self.course.furthest)
        return Stride(LABELS[step], "", "not told") if passed else Stride(LABELS[step], "todo", "ahead")

    def _end(self) -> Stride:
        since = self.course.since or self.today
        return Stride(LABELS[Step.CLOSED.value], "end", formats.day_short(since))

    @property
    def why_closed(self) -> str:
        return in_words(self.course.reasons)

    @property
    def history(self) -> Sequence[Line]:
        """Newest first."""
        return self.course.lines[::-1]

    @property
    def days_to_next(self) -> int | None:
        next_on = self.application.next_on
        return (next_on - self.today).days if next_on else None

    @property
    def others(self) -> Sequence[tuple[str, str]]:
        """The steps that it may move to, closing aside, which wants a reason."""
        return [(step, LABELS[step]) for step in WAY if step != self.course.step]

    @property
    def posting_words(self) -> int:
        return len(self.application.posting.split())


def application_page(user: User, application: Application, rounds: Sequence[Round]) -> ApplicationPage:
    """Five queries, beside its rounds."""
    course = fold(application.events.order_by("at", "pk"))
    now = timezone.now()
    today, dated = timezone.localdate(now), interviews(rounds, now).get(application.pk, ())
    return ApplicationPage(
        application,
        course,
        list(Contact.of(user).filter(application=application)),
        list(
            SentDocument.of(user)
            .filter(application=application)
            .select_related("document_version__document")
            .order_by("sent_on", "pk")
        ),
        today,
        follow_up_of(application, course, dated, rhythm_of(user), today),
        getattr(application, "follow_up_choice", None),
    )
