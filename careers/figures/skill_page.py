"""A skill's page: its resources in order, and what the person has on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from careers.figures.catalogue import Skill
from careers.models import OutcomeTick, SkillEvent, SkillNote, SkillResource, User, personal_models


@dataclass(frozen=True, slots=True)
class ResourceGroup:
    """Resources of which one is enough, or a single run of others (`note` is empty then)."""

    note: str
    rows: tuple[SkillResource, ...]


def resources_of(skill: Skill) -> list[ResourceGroup]:
    """Live resources in order, best first; a group stands where its best member does. One query."""
    rows = list(
        SkillResource.objects.filter(skill_id=skill.id, resource__retired_at__isnull=True)
        .select_related("resource", "group")
        .order_by("order", "pk")
    )
    first_of_group: dict[int, int] = {}
    for place, row in enumerate(rows):
        if row.group_id is not None:
            first_of_group.setdefault(row.group_id, place)
    placed = sorted(
        enumerate(rows),
        key=lambda pair: (first_of_group.get(pair[1].group_id, pair[0]) if pair[1].group_id else pair[0], pair[0]),
    )
    return [
        ResourceGroup(members[0].group.note if members[0].group and len(members) > 1 else "", tuple(members))
        for _, run in groupby((row for _, row in placed), key=lambda row: row.group_id)
        for members in [list(run)]
    ]


@dataclass(frozen=True, slots=True)
class PersonalSkill:
    ticked: frozenset[int]
    note: SkillNote | None
    history: Sequence[SkillEvent]
    """Newest first."""


def has_something_on(user: User, skill: Skill) -> bool:
    """Anything at all: a state, an earlier one, a tick, a note."""
    of_skills = [model for model in personal_models() if "skill" in model.export_fields]
    return any(model.of(user).filter(Q(skill_id=skill.id)).exists() for model in of_skills)


def personal_skill(user: User, skill: Skill) -> PersonalSkill:
    """Three queries."""
    return PersonalSkill(
        ticked=frozenset(OutcomeTick.of(user).filter(skill_id=skill.id).values_list("outcome_id", flat=True)),
        note=SkillNote.of(user).filter(skill_id=skill.id).first(),
        history=list(SkillEvent.of(user).filter(skill_id=skill.id).order_by("-at", "-id")[:20]),
    )
