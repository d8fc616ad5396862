"""A skill's page: what the person has on it. Its resources stand in `own_resources`."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from careers.figures.catalogue import Skill
from careers.models import OutcomeTick, SkillEvent, SkillNote, User, personal_models


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
