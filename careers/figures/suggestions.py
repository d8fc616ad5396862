"""What a member has told curators and moderators, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from careers.figures.catalogue import Catalogue, Skill
from careers.models import PageReport, Report, SuggestedSkill, Suggestion, User, Wish


@dataclass(frozen=True, slots=True)
class Suggested:
    row: Suggestion
    skills: Sequence[Skill]


@dataclass(frozen=True, slots=True)
class Wished:
    row: Wish
    skill: Skill


@dataclass(frozen=True, slots=True)
class Told:
    """Newest first, each."""

    suggestions: Sequence[Suggested]
    reports: Sequence[Report]
    pages: Sequence[PageReport]
    wishes: Sequence[Wished]

    @property
    def is_empty(self) -> bool:
        return not (self.suggestions or self.reports or self.pages or self.wishes)


def told_by(user: User, catalogue: Catalogue) -> Told:
    """Five queries."""
    meant: dict[int, list[Skill]] = {}
    for suggestion_id, skill_id in SuggestedSkill.of(user).order_by("pk").values_list("suggestion_id", "skill_id"):
        meant.setdefault(suggestion_id, []).append(catalogue.skills[skill_id])
    suggestions = Suggestion.of(user).select_related("resource")
    return Told(
        [Suggested(row, meant.get(row.pk, ())) for row in suggestions],
        list(Report.of(user).select_related("resource")),
        list(PageReport.of(user)),
        [Wished(row, catalogue.skills[row.skill_id]) for row in Wish.of(user)],
    )


def wishes_on(user: User, skill: Skill) -> QuerySet[Wish, tuple[str]]:
    """What the person misses on a skill."""
    return Wish.of(user).filter(skill_id=skill.id).values_list("what")


def wished_on(user: User, skill: Skill) -> frozenset[str]:
    return frozenset(what for (what,) in wishes_on(user, skill))
