"""A skill's page: what the person has on it. Its resources stand in `own_resources`."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q

from careers.figures.catalogue import Skill
from careers.figures.own_resources import Use, links_on
from careers.figures.study import minutes_on
from careers.figures.suggestions import wishes_on
from careers.figures.together import read_together
from careers.models import (
    OutcomeTick,
    OwnLink,
    Round,
    SkillEvent,
    SkillNote,
    StudyTimer,
    User,
    personal_models,
)


@dataclass(frozen=True, slots=True)
class PersonalSkill:
    ticked: frozenset[int]
    note: SkillNote | None
    history: Sequence[SkillEvent]
    """Newest first."""
    links: Sequence[OwnLink]
    logged: int
    """Minutes of study on it."""
    wished: frozenset[str]
    timer: StudyTimer | None
    """On whatever it runs."""
    use: Use


def has_something_on(user: User, skill: Skill) -> bool:
    """Anything at all: a state, an earlier one, a tick, a note."""
    of_skills = [model for model in personal_models() if "skill" in model.export_fields]
    return any(model.of(user).filter(Q(skill_id=skill.id)).exists() for model in of_skills)


def personal_skill(user: User, skill: Skill) -> PersonalSkill:
    """One query."""
    ticks, notes, history, links, logged, wishes, timers, *use = read_together(
        OutcomeTick.of(user).filter(skill_id=skill.id).values_list("outcome_id"),
        SkillNote.of(user).filter(skill_id=skill.id),
        SkillEvent.of(user).filter(skill_id=skill.id).order_by("-at", "-id")[:20],
        links_on(user, skill),
        minutes_on(user, skill),
        wishes_on(user, skill),
        StudyTimer.of(user),
        *Use.questions(skill, user),
    )
    return PersonalSkill(
        ticked=frozenset(outcome for (outcome,) in ticks),
        note=next(iter(notes), None),
        history=history,
        links=links,
        logged=sum(minutes for (minutes,) in logged),
        wished=frozenset(what for (what,) in wishes),
        timer=next(iter(timers), None),
        use=Use.from_answers(*use),
    )


def rounds_ahead(user: User, stages: Collection[int], now: dt.datetime) -> list[Round]:
    """The person's own interviews of these stages that are still to come, soonest first. One query at most."""
    if not stages:
        return []
    planned = Round.of(user).there().shown().filter(status=Round.Status.PLANNED, interview_stage__in=stages)
    dated = [(row.when, row) for row in planned if row.when and row.when > now]
    return [row for _, row in sorted(dated, key=lambda pair: (pair[0], pair[1].pk))]
