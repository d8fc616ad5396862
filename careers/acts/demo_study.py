"""The example learner's study log, resources and links. Nothing random: the same days every time."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from django.utils import timezone

from careers.figures.catalogue import Skill
from careers.models import OwnLink, ResourceState, SkillEvent, SkillResource, State, StudyEntry, User

EVENINGS = {0: 70, 2: 110, 3: 50, 5: 95, 6: 145}
"""Weekday → minutes. Tuesday is off, Friday is for rest."""
SWING = (0, 20, -15, 35, -30, 5)
"""Minutes more or less, week by week."""
WEEKS_AWAY = (17, 18, 34)
"""Weeks ago without study: two of holidays, one of other things."""
FINISHED_OF_THE_FIRST = 2
STOPPED_SECONDS = 48 * 60
NOTES = {0: "Derived the gradients again by hand", 3: "Exercises, the last two are still open"}


class Span(NamedTuple):
    """A skill is what was studied from `first` on, before the next span."""

    first: dt.date
    skill_id: int


def add_study(user: User, learning: Sequence[Skill]) -> None:
    """A log that fits the events which are there, up to yesterday; what is used of the first skill being learned."""
    today = timezone.localdate(timezone=user.zone)
    _log(user, today)
    if learning:
        _use_resources(user, learning[0])


def _log(user: User, today: dt.date) -> None:
    spans = _spans(user)
    entries = []
    for number, (span, following) in enumerate(pairwise([*spans, Span(today, 0)])):
        for offset in range((following.first - span.first).days):
            day = span.first + dt.timedelta(days=offset)
            minutes = _minutes(day, (today - day).days // 7)
            if minutes:
                at = dt.datetime.combine(day, dt.time(21, 30), user.zone)
                note = NOTES.get(offset, "") if number == len(spans) - 1 else ""
                entries.append(
                    StudyEntry(user=user, skill_id=span.skill_id, minutes=minutes, day=day, at=at, note=note)
                )
    StudyEntry.objects.bulk_create(entries)


def _spans(user: User) -> list[Span]:
    begun = SkillEvent.of(user).filter(state=State.LEARNING).order_by("at", "pk").values_list("at", "skill_id")
    return [Span(timezone.localdate(at, user.zone), skill_id) for at, skill_id in begun]


def _minutes(day: dt.date, weeks_ago: int) -> int:
    if weeks_ago in WEEKS_AWAY or day.weekday() not in EVENINGS:
        return 0
    return EVENINGS[day.weekday()] + SWING[(day.toordinal() // 7 + day.weekday()) % len(SWING)]


def _use_resources(user: User, skill: Skill) -> None:
    """The first ones are finished, and one is stopped in the middle of."""
    places = SkillResource.objects.filter(skill_id=skill.id).select_related("resource").order_by("group", "order")
    resources = [place.resource for place in places]
    now = timezone.now()
    for number, resource in enumerate(resources[1 : 1 + FINISHED_OF_THE_FIRST]):
        row = ResourceState(user=user, resource=resource, helpful=number == 0 or None)
        row.move_to(ResourceState.State.FINISHED, now - dt.timedelta(days=6 - number))
        row.save()
    recorded = next((resource for resource in resources[3:] if resource.recorded), None)
    if recorded:
        row = ResourceState(user=user, resource=recorded, stopped_seconds=STOPPED_SECONDS)
        row.move_to(ResourceState.State.PROGRESS, now - dt.timedelta(days=3))
        row.save()
    OwnLink.objects.create(
        user=user,
        skill_id=skill.id,
        title="Notes from the study group",
        url="https://example.org/study-group/backprop",
        note="Their drawing of the graph is the clearest",
    )
