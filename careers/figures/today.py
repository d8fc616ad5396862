"""Today: where the person stands and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from careers.figures.catalogue import Skill
from careers.figures.next_skills import NextSkill, next_skills
from careers.figures.standing import Standing
from careers.models import SkillEvent, SkillResource, State, User

AFTER_THE_FIRST = 5
RECENT = 8


@dataclass(frozen=True, slots=True)
class Recent:
    event: SkillEvent
    skill: Skill


@dataclass(frozen=True, slots=True)
class Today:
    first: NextSkill | None
    resource: SkillResource | None
    """Where to begin with the first one."""
    then: Sequence[NextSkill]
    """The next ones that are not begun yet; those that are stand in `learning`."""
    learning: Sequence[NextSkill]
    recent: Sequence[Recent]


def today(user: User, standing: Standing) -> Today:
    """Two queries: the first skill's best resource, and the latest events."""
    ranked = next_skills(standing)
    first = ranked[0] if ranked else None
    events = SkillEvent.of(user).order_by("-at", "-id")[:RECENT]
    skills = standing.catalogue.skills
    return Today(
        first=first,
        resource=_best_resource(first.skill) if first else None,
        then=[entry for entry in ranked[1:] if entry.state != State.LEARNING][:AFTER_THE_FIRST],
        learning=[entry for entry in ranked[1:] if entry.state == State.LEARNING],
        recent=[Recent(event, skills[event.skill_id]) for event in events if event.skill_id in skills],
    )


def _best_resource(skill: Skill) -> SkillResource | None:
    return (
        SkillResource.objects.filter(skill_id=skill.id, resource__retired_at__isnull=True)
        .select_related("resource")
        .order_by("order")
        .first()
    )
