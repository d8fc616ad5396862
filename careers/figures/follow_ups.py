"""When it is time to write again. Worked out from what happened and stored nowhere, so a move makes it right at once.

Days count from the last thing that happened: a line of the history, a round, a word about its outcome. So whoever
writes down that they wrote has the next one pushed back by that alone.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from careers.figures.application import Course
from careers.models import Application, FollowUpChoice, FollowUpRhythm, Round, Step, User

THANKS = "thanks"
ASKS = {
    Step.APPLIED.value: "Write again",
    Step.SCREENING.value: "Ask how it goes on",
    Step.INTERVIEWS.value: "Ask what they decided",
    Step.OFFER.value: "Answer the offer",
    THANKS: "Say thank you",
}
"""Kind of follow-up → what to do."""
THANKS_LAST = 3
"""Days after which a thank-you is left aside: it would only say how late it is."""
LONG_PAST = 14
"""Days after which a follow-up is not brought up any more, except where one looks at the application itself."""

UNKNOWN_LENGTH = dt.timedelta(hours=1)
"""Of an interview of which nobody said how long it takes."""


@dataclass(frozen=True, slots=True)
class Interview:
    """What follow-ups need to know of a round with a date."""

    name: str
    day: dt.date
    ends: dt.datetime
    is_over: bool
    told_on: dt.date | None = None
    is_take_home: bool = False
    is_settled: bool = False
    """They have said what came of it."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    kind: str
    since: dt.date
    """The last thing that happened."""
    due: dt.date
    today: dt.date
    about: str = ""
    """The round that a thank-you is for."""

    @property
    def text(self) -> str:
        return f"{ASKS[self.kind]} for “{self.about}”" if self.about else ASKS[self.kind]

    @property
    def days_quiet(self) -> int:
        return (self.today - self.since).days

    @property
    def is_due(self) -> bool:
        return self.due <= self.today

    @property
    def is_long_past(self) -> bool:
        return (self.today - self.due).days > LONG_PAST


def follow_up(
    course: Course,
    interviews: Iterable[Interview],
    rhythm: FollowUpRhythm,
    today: dt.date,
    choice: FollowUpChoice | None = None,
) -> FollowUp | None:
    """The next one of an application for which its owner planned nothing themselves. None where none is due, ever."""
    if course.ended or (choice and choice.until is None):
        return None
    rounds = list(interviews)
    found = [*_thanks(course, rounds, rhythm, today), *_of_the_step(course, rounds, rhythm, today)]
    if choice and choice.until:
        found = [FollowUp(one.kind, one.since, max(one.due, choice.until), today, one.about) for one in found]
    return min((one for one in found if not _too_late_to_thank(one)), key=lambda one: one.due, default=None)


def _thanks(course: Course, rounds: Sequence[Interview], rhythm: FollowUpRhythm, today: dt.date) -> Iterable[FollowUp]:
    """For each round after which nothing was written down yet."""
    if rhythm.thanks is None:
        return
    for one in rounds:
        if not one.is_over or one.is_take_home or one.is_settled or _noted_after(course, one):
            continue
        yield FollowUp(THANKS, one.day, one.day + dt.timedelta(days=rhythm.thanks), today, one.name)


def _noted_after(course: Course, one: Interview) -> bool:
    notes = (line.event for line in course.lines if not line.event.step)
    return any(note.day >= one.day and note.at >= one.ends for note in notes)


def _too_late_to_thank(one: FollowUp) -> bool:
    return one.kind == THANKS and (one.today - one.due).days >= THANKS_LAST


def _of_the_step(
    course: Course, rounds: Sequence[Interview], rhythm: FollowUpRhythm, today: dt.date
) -> Iterable[FollowUp]:
    """Not while a round lies ahead: then both sides know what comes next."""
    if course.step not in FollowUpRhythm.STEPS or not course.lines or not all(one.is_over for one in rounds):
        return
    wait: int | None = getattr(rhythm, course.step)
    if wait is None:
        return
    words = [day for one in rounds for day in (one.day, one.told_on) if day and day <= today]
    since = max([course.lines[-1].event.day, *words])
    yield FollowUp(course.step, since, since + dt.timedelta(days=wait), today)


# --- from rows ---


def interview(row: Round, now: dt.datetime) -> Interview | None:
    """None for one that is cancelled or has no date."""
    if row.when is None or row.status == Round.Status.CANCELLED:
        return None
    length = dt.timedelta(minutes=row.minutes) if row.minutes else UNKNOWN_LENGTH
    ends = row.when if row.is_take_home else row.when + length
    return Interview(
        name=row.name,
        day=timezone.localdate(row.when),
        ends=ends,
        is_over=row.status == Round.Status.HELD or ends <= now,
        told_on=row.told_on,
        is_take_home=row.is_take_home,
        is_settled=bool(row.outcome),
    )


def interviews(rounds: Iterable[Round], now: dt.datetime) -> dict[int, list[Interview]]:
    """Application id → its rounds that have a date."""
    found: dict[int, list[Interview]] = {}
    for row in rounds:
        if one := interview(row, now):
            found.setdefault(row.application_id, []).append(one)
    return found


def rhythm_of(user: User) -> FollowUpRhythm:
    """Theirs, or the usual one."""
    return getattr(user, "follow_up_rhythm", None) or FollowUpRhythm(user=user)


def follow_up_of(
    application: Application, course: Course, interviews: Iterable[Interview], rhythm: FollowUpRhythm, today: dt.date
) -> FollowUp | None:
    """What its owner planned themselves wins: nothing is proposed beside it."""
    if application.next_action or application.next_on:
        return None
    return follow_up(course, interviews, rhythm, today, getattr(application, "follow_up_choice", None))
