"""A skill is split: some of its outcomes and resources go to a new skill, or to another one that is there."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, partial

from django.db.models import Max

from careers.figures.catalogue import Skill as Snapshot
from careers.figures.catalogue import catalogue
from careers.figures.moving.changes import Changes, Impact, Turn
from careers.figures.moving.people import Measured, People, Person, Weight, counted, shared_out, ticks_of
from careers.figures.moving.skills import free_key
from careers.models import (
    CampSkill,
    EnoughGroup,
    HeadStart,
    Move,
    OutcomeTick,
    Prerequisite,
    RoleSkill,
    SharedSkill,
    Skill,
    SkillResource,
    State,
)


@dataclass(frozen=True)
class Part:
    """What goes: ids of outcomes and of resources, and hours."""

    outcomes: tuple[int, ...]
    resources: tuple[int, ...]
    hours: int


def split(source: Skill, part: Part, heir: Skill | None, title: str, key: str, now: dt.datetime) -> Impact:
    """Without `heir` to a new skill of this title and key, beside the source and asked for by whatever asks for it."""
    changes = Changes()
    target = heir or _new(changes, source, part, title, key)
    splitting = _Splitting(changes, source, target, part)
    splitting.catalogue()
    turns, steady = splitting.people(now)
    said = f"Part of “{source}” went to “{target}”"
    return Impact(Move.Kind.SPLIT, source, said, changes, target, turns, steady=steady)


def _new(changes: Changes, source: Skill, part: Part, title: str, key: str) -> Skill:
    skill = Skill(
        key=key,
        slug=key,
        title=title,
        short_title=title[:28],
        stage=source.stage,
        order=source.order + 1,
        level=source.level,
        hours=part.hours,
        description=source.description,
        why=source.why,
    )
    changes.make(skill)
    for other in source.stage.skills.filter(order__gt=source.order):
        changes.alter(other, order=other.order + 1)
    for need in RoleSkill.objects.filter(skill=source):
        changes.make(RoleSkill(skill=skill, role=need.role, need=need.need))
    for asked in CampSkill.objects.filter(skill=source):
        changes.make(CampSkill(skill=skill, camp=asked.camp, role=asked.role))
    for start in HeadStart.objects.filter(skill=source):
        changes.make(HeadStart(skill=skill, background=start.background, action=start.action, reason=start.reason))
    for arrow in Prerequisite.objects.filter(skill=source):
        changes.make(Prerequisite(skill=skill, needs=arrow.needs))
    for shared in source.shared.live().select_related("stage"):
        free = SharedSkill.free_key(shared.stage, key)
        changes.make(SharedSkill(key=free, stage=shared.stage, skill=skill, order=shared.order + 1))
    return skill


class _Splitting:
    def __init__(self, changes: Changes, source: Skill, target: Skill, part: Part) -> None:
        self.changes, self.source, self.target, self.part = changes, source, target, part
        self.snapshot = catalogue()
        of_source = Measured.of(self.snapshot.skills[source.pk])
        left = replace(
            of_source,
            minutes=of_source.minutes - part.hours * 60,
            outcomes=of_source.outcomes - len(part.outcomes),
        )
        if target.pk:
            of_target = Measured.of(self.snapshot.skills[target.pk])
            grown = replace(
                of_target,
                minutes=of_target.minutes + part.hours * 60,
                outcomes=of_target.outcomes + len(part.outcomes),
            )
        else:
            of_target = Measured(0, 0, frozenset(), frozenset())
            grown = replace(of_source, minutes=part.hours * 60, outcomes=len(part.outcomes))
        self.was, self.will = (of_source, of_target), (left, grown)

    def catalogue(self) -> None:
        taken = set(self.target.outcomes.values_list("key", flat=True)) if self.target.pk else set()
        last = self.target.outcomes.aggregate(last=Max("order", default=0))["last"] if self.target.pk else 0
        for place, outcome in enumerate(self.source.outcomes.filter(pk__in=self.part.outcomes), last + 1):
            key = free_key(outcome.key, taken)
            taken.add(key)
            self.changes.alter(outcome, skill=self.target, key=key, order=place)
        self.changes.alter(self.source, hours=self.source.hours - self.part.hours)
        if self.target.pk:
            self.changes.alter(self.target, hours=self.target.hours + self.part.hours)
        self._shelf()

    def _shelf(self) -> None:
        listed = set(self.target.skill_resources.values_list("resource", flat=True)) if self.target.pk else set()
        place = len(listed)
        for row in self.source.skill_resources.filter(resource__in=self.part.resources).order_by("order"):
            if row.resource_id in listed:
                self.changes.take(row)
                continue
            place += 1
            self.changes.alter(row, skill=self.target, order=place, group=None)
        going = set(self.part.resources)
        for group in EnoughGroup.objects.filter(skill=self.source).prefetch_related("members"):
            left = [row for row in group.members.all() if row.resource_id not in going]
            if len(left) < 2:
                self._dissolve(group, left)

    def _dissolve(self, group: EnoughGroup, left: Iterable[SkillResource]) -> None:
        """One of a single resource is no choice."""
        for row in left:
            self.changes.alter(row, group=None)
        self.changes.take(group)

    def people(self, now: dt.datetime) -> tuple[tuple[Turn, ...], int]:
        skills: list[Snapshot] = [self.snapshot.skills[self.source.pk]]
        if self.target.pk:
            skills.append(self.snapshot.skills[self.target.pk])
        people, ticked = People(self.snapshot, skills), ticks_of([self.source.pk])
        became = cache(partial(parted, self.was, self.will))
        going = set(self.part.outcomes)
        for tick in OutcomeTick.objects.filter(outcome__in=self.part.outcomes):
            self.changes.alter(tick, skill=self.target)
        turns, steady = [], 0
        for user, held in people:
            person = held if self.target.pk else _beside_nothing(held)
            state, weights = became(person, len(going & ticked[user]))
            if person.states[0] == State.DONE and state == State.LEARNING:
                since = people.states[user, self.source.pk].since
                for outcome in sorted(going - ticked[user]):
                    self.changes.make(OutcomeTick(user_id=user, skill=self.target, outcome_id=outcome, at=since))
            people.bring(self.changes, user, self.target, state, now)
            for skill, weight in zip((self.source, self.target), weights, strict=True):
                people.carry(self.changes, user, skill, weight)
            steady += any(weights)
            if set(person.states) != {State.TODO}:
                turns.append((person.states, (person.states[0], state)))
        return tuple(
            Turn(number, before, after, _note(before, after)) for before, after, number in counted(turns)
        ), steady


def _beside_nothing(person: Person) -> Person:
    """As `parted` asks: with nothing on a skill that is new."""
    return replace(
        person,
        states=(*person.states, State.TODO),
        ticked=(*person.ticked, 0),
        carried=(*person.carried, None),
        proven=(*person.proven, False),
    )


def parted(
    was: tuple[Measured, Measured], will: tuple[Measured, Measured], person: Person, ticked_going: int
) -> tuple[str, tuple[Weight | None, Weight | None]]:
    """The state of the skill that takes a part in, and what the two count for somebody where that differs.

    The source keeps its state. A target that was begun keeps its own; an untouched one is done with the source if it
    is new, since all that it has was done, and in learning where something of it was done or ticked.
    """
    source, target = person.states
    before = Weight.of(
        *(was[n].share(person.lens, person.states[n], person.ticked[n], person.carried[n]) for n in (0, 1))
    )
    all_covered = before.minutes > 0 and not before.left
    is_new = not was[1].outcomes and not was[1].minutes
    state = target
    if target == State.TODO:
        if source in (State.DONE, State.SKIPPED):
            state = source if is_new else State.LEARNING if source == State.DONE else State.TODO
        elif source == State.LEARNING and (ticked_going or all_covered):
            state = State.LEARNING
    going = was[0].outcomes - will[0].outcomes
    filled = source == State.DONE and target == State.TODO and state == State.LEARNING
    ticked = (person.ticked[0] - ticked_going, person.ticked[1] + (going if filled else ticked_going))
    after = [will[n].share(person.lens, held, ticked[n]) for n, held in enumerate((source, state))]
    return state, shared_out(before, (after[0], after[1]))


def _note(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    if after[1] == State.DONE and before[1] == State.TODO:
        return "All of it was done, so both are"
    if before[0] == State.DONE and after[1] == State.LEARNING:
        return "What they did counts as its ticks; the rest is not called done"
    if after[1] == State.LEARNING and before[1] == State.TODO:
        return "The ticks that they have on it go along"
    return "Both states hold" if State.TODO not in before else "The state holds"
