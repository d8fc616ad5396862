"""A skill's page: what the person has on it. Its resources stand in `own_resources`."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q

from careers.figures.catalogue import Skill
from careers.models import OutcomeTick, Round, SkillEvent, SkillNote, User, personal_models


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


def rounds_ahead(user: User, stages: Collection[int], now: dt.datetime) -> list[Round]:
    """The person's own interviews of these stages that are still to come, soonest first. One query at most."""
    if not stages:
        return []
    planned = Round.of(user).there().shown().filter(status=Round.Status.PLANNED, interview_stage__in=stages)
    dated = [(row.when, row) for row in planned if row.when and row.when > now]
    return [row for _, row in sorted(dated, key=lambda pair: (pair[0], pair[1].pk))]
