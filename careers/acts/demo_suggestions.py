"""What the example learner told the curators, and what became of it. Nothing random: the same rows every time."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from careers.figures.catalogue import Skill
from careers.models import PageReport, Report, SkillResource, SuggestedSkill, Suggestion, User, Wish

WHY = "It draws every step of the backward pass and stops for questions, which no other one here does."


def add_suggestions(user: User, learning: Sequence[Skill]) -> None:
    if not learning:
        return
    first, last, now = learning[0], learning[-1], timezone.now()
    places = list(SkillResource.objects.filter(skill_id=first.id).select_related("resource").order_by("order"))
    _suggest(user, first, "The chain rule, drawn", now - dt.timedelta(days=5))
    rejected = _suggest(user, last, "Deep learning in a weekend", now - dt.timedelta(days=40))
    Suggestion.objects.filter(pk=rejected.pk).update(
        state=Suggestion.State.REJECTED,
        decided_at=now - dt.timedelta(days=37),
        reason="It advertises more than it teaches.",
    )
    if places:
        was_there = _suggest(user, first, "Backpropagation, again", now - dt.timedelta(days=20))
        Suggestion.objects.filter(pk=was_there.pk).update(
            state=Suggestion.State.DUPLICATE, decided_at=now - dt.timedelta(days=18), resource=places[0].resource
        )
        words, at = "Chapter 3 leads to a page that is not found.", now - dt.timedelta(days=2)
        Report.objects.create(
            user=user, resource=places[-1].resource, what=Report.What.BROKEN, words=words, reported_at=at
        )
    Wish.objects.create(user=user, skill_id=last.id, what=Wish.What.EXERCISES, at=now - dt.timedelta(days=9))
    PageReport.objects.create(
        user=user,
        page="quick-certificates",
        what=PageReport.What.SPAM,
        words="It sells certificates, ten in one evening.",
        reported_at=now - dt.timedelta(days=16),
        state=PageReport.State.ANSWERED,
        outcome=PageReport.Outcome.WITHHELD,
        answered_at=now - dt.timedelta(days=15),
    )


def _suggest(user: User, skill: Skill, title: str, at: dt.datetime) -> Suggestion:
    url = f"https://example.org/{title.lower().replace(',', '').replace(' ', '-')}"
    row = Suggestion.objects.create(
        user=user, url=url, title=title, kind="video", cost="free", why=WHY, suggested_at=at
    )
    SuggestedSkill.objects.create(user=user, suggestion=row, skill_id=skill.id)
    return row
