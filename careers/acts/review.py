"""A curator decides what members told: of an address all suggestions at once, of a resource all its reports.

The people whose rows these are take their turns meanwhile, so nobody withdraws what is being accepted.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

import pghistory
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from careers.acts.hold import hold_all
from careers.acts.move import carry_out
from careers.figures.addresses import same_place
from careers.figures.moving.changes import Impact
from careers.figures.moving.simple import retired
from careers.models import Decision, Guide, Report, Resource, Skill, SkillResource, Suggestion, User

KEY_LENGTH = 70


class DecidedAlready(Exception):
    """Another curator was faster, or it was withdrawn. Nothing is written."""


class ListedAlready(Exception):
    """The catalogue has this address by now. Nothing is written."""


def accept(pk: int, by: User, resource: Resource, skill_ids: Iterable[int], place: int | None = None) -> Resource:
    """Put a resource, not saved yet, on the shelves of these skills: at a place, from 1, or at the end."""
    try:
        with transaction.atomic(), pghistory.context(why=f"suggested: {resource.title}"):
            told, skill_ids = _claim(pk), list(dict.fromkeys(skill_ids))
            resource.key = _free_key(resource.title)
            resource.guide = _guide_of(skill_ids)
            resource.save(force_insert=True)
            for skill_id in skill_ids:
                _shelve(resource, skill_id, place)
            _decide(told, by, Suggestion.State.ACCEPTED, resource=resource)
    except IntegrityError:
        raise ListedAlready from None
    return resource


@transaction.atomic
def reject(pk: int, by: User, reason: str) -> Suggestion:
    """Its people read the reason."""
    return _decide(_claim(pk), by, Suggestion.State.REJECTED, reason)


@transaction.atomic
def mark_duplicate(pk: int, by: User, resource: Resource) -> Suggestion:
    return _decide(_claim(pk), by, Suggestion.State.DUPLICATE, resource=resource)


def _claim(pk: int) -> Sequence[Suggestion]:
    """All that wait with the address of this one, which comes first; locked until the transaction ends."""
    waiting = Suggestion.objects.filter(state=Suggestion.State.WAITING)
    first = waiting.filter(pk=pk).first()
    if first is None:
        raise DecidedAlready
    place = same_place(first.url)
    same = [row for row in waiting if same_place(row.url) == place]
    hold_all(row.user_id for row in same)
    held = list(waiting.filter(pk__in=[row.pk for row in same]).select_for_update().order_by("pk"))
    if pk not in {row.pk for row in held}:
        raise DecidedAlready
    return sorted(held, key=lambda row: row.pk != pk)


def _decide(
    told: Sequence[Suggestion], by: User, state: str, reason: str = "", resource: Resource | None = None
) -> Suggestion:
    now = timezone.now()
    for row in told:
        row.state, row.reason, row.resource, row.decided_at = state, reason, resource, now
    Suggestion.objects.bulk_update(told, ["state", "reason", "resource", "decided_at"])
    Decision.objects.create(by=by, at=now, what=state, subject=told[0].title, reason=reason)
    return told[0]


def _guide_of(skill_ids: Sequence[int]) -> Guide:
    """In whose text files the resource will stand: that of its first skill."""
    skills = Skill.objects.filter(pk__in=skill_ids[:1]).select_related("stage__guide")
    return next((skill.stage.guide for skill in skills), None) or Guide.objects.earliest("pk")


def _free_key(title: str) -> str:
    base = slugify(title)[:KEY_LENGTH].strip("-_").replace("_", "-") or "resource"
    taken = set(Resource.objects.filter(key__startswith=base).values_list("key", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (base, *numbered) if key not in taken)


def _shelve(resource: Resource, skill_id: int, place: int | None) -> None:
    """Places are counted, not stored numbers: those may have gaps."""
    shelf = SkillResource.objects.filter(skill_id=skill_id).order_by("order", "pk")
    orders = list(shelf.values_list("order", flat=True))
    if place is None or place > len(orders):
        order = max(orders, default=0) + 1
    else:
        order = orders[place - 1]
        shelf.filter(order__gte=order).update(order=F("order") + 1)
    SkillResource.objects.create(skill_id=skill_id, resource=resource, order=order)


@transaction.atomic
def answer(resource: Resource, by: User, outcome: str, words: str) -> int:
    """Answer all open reports of a resource, whose people read the words. Says how many there were.

    Retiring it is a change like any other: it stands under Changes, and can be taken back there.
    """
    opened = Report.objects.filter(resource=resource, state=Report.State.OPEN)
    hold_all(opened.values_list("user_id", flat=True))
    rows = list(opened.select_for_update().order_by("pk"))
    if not rows:
        raise DecidedAlready
    if outcome == Report.Outcome.RETIRED and resource.retired_at is None:
        _retire(resource, by, words or f"Reported: {rows[0].get_what_display().lower()}")
    now = timezone.now()
    for row in rows:
        row.state, row.outcome, row.answer, row.answered_at = Report.State.ANSWERED, outcome, words, now
    Report.objects.bulk_update(rows, ["state", "outcome", "answer", "answered_at"])
    Decision.objects.create(by=by, at=now, what=outcome, subject=resource.title, reason=words)
    return len(rows)


def _retire(resource: Resource, by: User, why: str) -> None:
    def planned(now: dt.datetime) -> Impact:
        """From the row as it is: working a change out alters the object that it is worked out on."""
        return retired(Resource.objects.get(pk=resource.pk), now)

    carry_out(planned, planned(timezone.now()).changes.fingerprint(), why, by)
