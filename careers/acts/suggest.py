"""Telling the curators: a resource that should be in the catalogue, one that is not right, what a skill lacks."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.acts.take_back import remembered, ticket
from careers.figures.addresses import same_place
from careers.models import Report, Resource, SuggestedSkill, Suggestion, User, Wish

DAY = dt.timedelta(hours=24)


class NotTold(Exception):
    """Says in a sentence why the curators were not told. Nothing is written."""


class ToldAlready(NotTold):
    """The person has told this before; `told` is what became of it."""

    def __init__(self, told: Suggestion) -> None:
        super().__init__("You have suggested this address before. What became of it stands under your suggestions.")
        self.told = told


@transaction.atomic
def suggest(user: User, key: uuid.UUID, said: Mapping[str, Any], skill_ids: Iterable[int]) -> tuple[Suggestion, str]:
    """Gives the suggestion and the ticket back. The same key twice is one suggestion: a form that was sent again."""
    hold(user)
    if again := Suggestion.of(user).filter(key=key).first():
        return again, ""
    place = same_place(said["url"])
    others = Suggestion.of(user).exclude(state=Suggestion.State.WITHDRAWN)
    if told := next((other for other in others if same_place(other.url) == place), None):
        raise ToldAlready(told)
    since = timezone.now() - DAY
    if Suggestion.of(user).filter(suggested_at__gt=since).count() >= settings.SUGGESTIONS_A_DAY:
        raise NotTold(
            f"That makes more than {settings.SUGGESTIONS_A_DAY} suggestions in a day, and each is read by a person. "
            "Keep this one for tomorrow."
        )
    suggestion = Suggestion.objects.create(user=user, key=key, **said)
    SuggestedSkill.objects.bulk_create(
        SuggestedSkill(user=user, suggestion=suggestion, skill_id=pk) for pk in dict.fromkeys(skill_ids)
    )
    return suggestion, ticket(suggestion, None)


@transaction.atomic
def withdraw_suggestion(user: User, pk: int) -> tuple[Suggestion, str]:
    """Gives the ticket back; empty where a curator was faster, or it was withdrawn already."""
    hold(user)
    row = Suggestion.of(user).get(pk=pk)
    if row.state != Suggestion.State.WAITING:
        return row, ""
    before = remembered(row)
    row.state = Suggestion.State.WITHDRAWN
    row.save(update_fields=["state"])
    return row, ticket(row, before)


@transaction.atomic
def report(user: User, key: uuid.UUID, resource: Resource, what: str, words: str) -> tuple[Report, str]:
    """Gives the report and the ticket back. One that is open already stays as it was told first."""
    hold(user)
    mine = Report.of(user)
    if again := mine.filter(key=key).first():
        return again, ""
    if mine.filter(resource=resource, state=Report.State.OPEN).exists():
        raise NotTold("You have reported this resource already, and it waits for a curator.")
    if mine.filter(reported_at__gt=timezone.now() - DAY).count() >= settings.REPORTS_A_DAY:
        raise NotTold(
            f"That makes more than {settings.REPORTS_A_DAY} reports in a day, and each is read by a person. "
            "Keep this one for tomorrow."
        )
    row = Report.objects.create(user=user, key=key, resource=resource, what=what, words=words)
    return row, ticket(row, None)


@transaction.atomic
def withdraw_report(user: User, pk: int) -> tuple[Report, str]:
    hold(user)
    row = Report.of(user).get(pk=pk)
    if row.state != Report.State.OPEN:
        return row, ""
    before = remembered(row)
    row.state = Report.State.WITHDRAWN
    row.save(update_fields=["state"])
    return row, ticket(row, before)


@transaction.atomic
def wish(user: User, skill_id: int, what: str, words: str) -> str:
    """Gives the ticket back. Wishing the same again makes it fresh."""
    hold(user)
    row = Wish.of(user).filter(skill_id=skill_id, what=what).first()
    before = remembered(row) if row else None
    row = row or Wish(user=user, skill_id=skill_id, what=what)
    row.words, row.at = words, timezone.now()
    row.save()
    return ticket(row, before)
