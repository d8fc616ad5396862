"""Changes after which everything of everybody stays where it is: rename, move, retire."""

import datetime as dt
from collections import Counter
from typing import Any

from careers.figures.moving.changes import Changes, Impact, Turn, on
from careers.models import Move, Resource, ResourceState, Skill, SkillState, Stage


def renamed(thing: Skill | Resource, values: dict[str, str]) -> Impact:
    """To these values of its naming columns. An old address of a skill leads on."""
    changes = Changes()
    said = (
        f"“{thing}” is called “{values['title']}” now"
        if values["title"] != thing.title
        else f"“{thing}” has another address"
    )
    if isinstance(thing, Skill) and values["slug"] != thing.slug:
        former = [old for old in (*thing.former_slugs, thing.slug) if old != values["slug"]]
        changes.alter(thing, former_slugs=former)
    changes.alter(thing, **values)
    return _beside(Move.Kind.RENAME, thing, said, changes)


def moved(skill: Skill, stage: Stage, place: int) -> Impact:
    """To the place, counted from 1, among the live skills of a stage."""
    changes = Changes()
    said = (
        f"“{skill}” went to place {place} of “{stage}”"
        if stage.pk == skill.stage_id
        else f"“{skill}” went to “{stage}”"
    )
    if stage.pk != skill.stage_id:
        _number(changes, [other for other in _live(skill.stage) if other.pk != skill.pk])
    changes.alter(skill, stage=stage)
    others = [other for other in _live(stage) if other.pk != skill.pk]
    others.insert(max(place, 1) - 1, skill)
    _number(changes, others)
    return _beside(Move.Kind.MOVE, skill, said, changes)


def _live(stage: Stage) -> list[Skill]:
    return list(stage.skills.live().order_by("order", "key"))


def _number(changes: Changes, skills: list[Skill]) -> None:
    for place, skill in enumerate(skills, 1):
        if skill.order != place:
            changes.alter(skill, order=place)


def retired(thing: Skill | Resource, now: dt.datetime) -> Impact:
    """Hidden from those who have nothing on it; who began it keeps it, and it counts on for them."""
    changes = Changes()
    changes.alter(thing, retired_at=now)
    return _beside(Move.Kind.RETIRE, thing, f"“{thing}” was retired", changes, _kept(thing))


def _beside(
    kind: Move.Kind, thing: Skill | Resource, said: str, changes: Changes, turns: tuple[Turn, ...] = ()
) -> Impact:
    rows, people = on(thing)
    return Impact(kind, thing, said, changes, turns=turns, hanging=rows, others=people)


def _kept(thing: Skill | Resource) -> tuple[Turn, ...]:
    states: Any = (
        SkillState.objects.filter(skill=thing)
        if isinstance(thing, Skill)
        else ResourceState.objects.filter(resource=thing)
    )
    groups = Counter(states.values_list("state", flat=True))
    note = "Stays on their roadmap and counts on" if isinstance(thing, Skill) else "Stays in their list"
    return tuple(Turn(number, (state,), (state,), note) for state, number in groups.most_common())
