"""What a merge or a split makes of people's states, and how nobody's coverage falls by it.

Events are the truth, so a state changes by an event that is appended; what was marked before stays in the log.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count

from careers import models
from careers.figures.catalogue import Catalogue, Skill
from careers.figures.coverage import Share
from careers.figures.merging import FURTHEST
from careers.figures.moving.changes import Changes
from careers.figures.standing import OPTIONAL
from careers.models import CarriedOver, OutcomeTick, Plan, ProjectSkill, SkillEvent, SkillState, State


class Lens(NamedTuple):
    """Through which a person looks at the roadmap: ids of their role and background."""

    role: int | None
    background: int | None


@dataclass(frozen=True)
class Measured:
    """A skill as roles and backgrounds count it: as it is, or as it will be."""

    minutes: int
    outcomes: int
    needed_by: frozenset[int]
    shortened_by: frozenset[int]

    @classmethod
    def of(cls, skill: Skill) -> "Measured":
        return cls(
            skill.minutes,
            len(skill.outcomes),
            frozenset(role for role, need in skill.need_of_role.items() if need != OPTIONAL),
            frozenset(pk for pk, start in skill.head_start_of.items() if start.shortens),
        )

    def share(self, lens: Lens, state: str, ticked: int, carried: tuple[int, int] | None = None) -> Share | None:
        """As `standing` counts it; None where it does not: skipped, or of no use to the role."""
        if state == State.SKIPPED or lens.role not in self.needed_by:
            return None
        if carried:
            return Share(carried[0], state, ticked, self.outcomes, carried[1])
        return Share(
            self.minutes // 2 if lens.background in self.shortened_by else self.minutes, state, ticked, self.outcomes
        )


@dataclass(frozen=True)
class Weight:
    """Minutes of a share, or of several together, and how many of them are covered."""

    minutes: int = 0
    covered: int = 0

    @classmethod
    def of(cls, *shares: Share | None) -> "Weight":
        held = [share for share in shares if share]
        return cls(sum(share.minutes for share in held), sum(share.covered for share in held))

    @property
    def left(self) -> int:
        return self.minutes - self.covered

    def lowers(self, before: "Weight") -> bool:
        """Whether somebody's coverage may be lower with this in the place of what was before.

        With c covered and l left of everything else, coverage is (c + covered) / (c + covered + l + left). It grows
        with what is covered and shrinks with what is left, whatever the rest is.
        """
        return self.covered < before.covered or self.left > before.left


def held_steady(before: Weight, after: Weight) -> Weight | None:
    """What a skill has to count for somebody so that their coverage does not fall; None if it does not anyway.

    As many minutes as counted before, with at least as many of them covered: then neither of the two conditions of
    `Weight.lowers` holds. Where nothing counted before, one minute that is covered lowers nothing.
    """
    if not after.lowers(before):
        return None
    minutes = max(before.minutes, 1)
    return Weight(minutes, min(max(after.covered, before.covered, 0 if before.minutes else 1), minutes))


def shared_out(before: Weight, after: tuple[Share | None, Share | None]) -> tuple[Weight | None, Weight | None]:
    """The same for two skills that take the place of what was before: what each has to count.

    Together as many minutes as before, at least as many of them covered. Only what is in learning can carry covered
    minutes, so that one gets them; what is to do gets no more than what is left.
    """
    whole = Weight.of(*after)
    if not whole.lowers(before):
        return None, None
    if after[0] is None or after[1] is None:
        held = held_steady(before, whole)
        return (held, None) if after[0] else (None, held)
    minutes = max(before.minutes, 2)
    covered = min(max(whole.covered, before.covered, minutes - before.left), minutes)
    first = min(max(minutes * after[0].minutes // whole.minutes, 1), minutes - 1)
    if after[0].state == State.TODO:
        first = max(min(first, minutes - covered), 1)
    elif after[1].state == State.TODO:
        first = min(max(first, covered), minutes - 1)
    in_first = 0 if after[0].state == State.TODO else min(covered, first)
    return Weight(first, in_first), Weight(minutes - first, min(covered - in_first, minutes - first))


@dataclass(frozen=True)
class Person:
    """What one person has on some skills, by the id of the skill."""

    lens: Lens
    states: tuple[str, ...]
    ticked: tuple[int, ...]
    """Live outcomes, in the order of the skills asked for, like everything here."""
    carried: tuple[tuple[int, int] | None, ...]
    proven: tuple[bool, ...]


class People:
    """Everybody with something on these skills, or with a role that asks for one of them. A query for each kind."""

    def __init__(self, snapshot: Catalogue, skills: Sequence[Skill]) -> None:
        self.ids = [skill.id for skill in skills]
        self.states: dict[tuple[int, int], SkillState] = {
            (row.user_id, row.skill_id): row for row in SkillState.objects.filter(skill__in=self.ids)
        }
        ticks = OutcomeTick.objects.filter(skill__in=self.ids, outcome__retired_at=None)
        self.ticked: dict[tuple[int, int], int] = {
            (user, skill): number
            for user, skill, number in ticks.values_list("user", "skill").annotate(number=Count("pk")).order_by()
        }
        self.carried = {(row.user_id, row.skill_id): row for row in CarriedOver.objects.filter(skill__in=self.ids)}
        self.proven = set(ProjectSkill.objects.proving().filter(skill__in=self.ids).values_list("user", "skill"))
        self.usual = Lens(snapshot.roles[0].id if snapshot.roles else None, None)
        self.lenses = self._lenses(skills)

    def _lenses(self, skills: Sequence[Skill]) -> dict[int, Lens]:
        roles = {role for skill in skills for role in skill.need_of_role}
        marked = {user for user, _ in (*self.states, *self.ticked, *self.carried)}
        rows = Plan.objects.values_list("user", "role", "background")
        lenses = {user: Lens(role, bg) for user, role, bg in rows if role in roles or user in marked}
        return lenses | (self._without_plan() if self.usual.role in roles else {})

    def _without_plan(self) -> dict[int, Lens]:
        """Who marks without a plan is shown the coverage of the usual role."""
        rows = SkillState.objects.exclude(user__in=Plan.objects.values("user"))
        return dict.fromkeys(rows.values_list("user", flat=True).distinct().order_by(), self.usual)

    def __iter__(self) -> Iterator[tuple[int, Person]]:
        everybody = {user for user, _ in (*self.states, *self.ticked, *self.carried)} | self.lenses.keys()
        for user in sorted(everybody):
            yield user, self._person(user)

    def _person(self, user: int) -> Person:
        places = [(user, skill) for skill in self.ids]
        states = (self.states.get(place) for place in places)
        kept = (self.carried.get(place) for place in places)
        return Person(
            self.lenses.get(user, self.usual),
            tuple(row.state if row else State.TODO for row in states),
            tuple(self.ticked.get(place, 0) for place in places),
            tuple((row.minutes, row.covered) if row else None for row in kept),
            tuple(place in self.proven for place in places),
        )

    def bring(self, changes: Changes, user: int, skill: models.Skill, state: str, now: dt.datetime) -> None:
        """One skill of one person into a state: by an event, with the state that it comes to beside it."""
        row = self.states.get((user, skill.pk))
        was = row.state if row else State.TODO
        if was == state:
            return
        changes.make(SkillEvent(user_id=user, skill=skill, was=was, state=state, at=now))
        if row is None:
            changes.make(SkillState(user_id=user, skill=skill, state=state, before=was, since=now))
        elif state == State.TODO:
            changes.take(row)
        else:
            changes.alter(row, state=state, before=was, since=now)

    def carry(self, changes: Changes, user: int, skill: models.Skill, weight: Weight | None) -> None:
        """What a skill counts for one person from now on; None: what it counts for everybody."""
        row = self.carried.get((user, skill.pk))
        if weight is None:
            if row:
                changes.take(row)
        elif row:
            changes.alter(row, minutes=weight.minutes, covered=weight.covered)
        else:
            changes.make(CarriedOver(user_id=user, skill=skill, minutes=weight.minutes, covered=weight.covered))


def joined(gone: str, heir: str, *, every_outcome: bool, heir_was_asked: bool) -> str:
    """The state of a skill that took in another one.

    Where both were begun, or the heir was skipped, the further of the two stays. A finished skill leaves an untouched
    heir in learning: done is only what has every outcome ticked. To skip the one is not to skip the other, save where
    the other was not asked of that person at all.
    """
    if heir != State.TODO:
        return max(heir, gone, key=lambda state: FURTHEST.index(State(state)))
    if gone == State.DONE:
        return State.DONE if every_outcome else State.LEARNING
    if gone == State.SKIPPED:
        return State.TODO if heir_was_asked else State.SKIPPED
    return gone


def merged(was: tuple[Measured, Measured], will: Measured, person: Person) -> tuple[str, Weight | None, bool]:
    """The state of the heir, what it counts where that differs, and whether what was done becomes ticks.

    `was` are the skill that goes and its heir, in the order in which the person has them.
    """
    gone, heir = person.states
    before = [was[n].share(person.lens, person.states[n], person.ticked[n], person.carried[n]) for n in (0, 1)]
    ticked = (was[0].outcomes if gone == State.DONE else person.ticked[0]) + person.ticked[1]
    state = joined(
        gone, heir, every_outcome=ticked == will.outcomes, heir_was_asked=person.lens.role in was[1].needed_by
    )
    after = will.share(person.lens, state, ticked)
    weight = held_steady(Weight.of(*before), Weight.of(after)) if after else None
    return state, weight, gone == State.DONE and state == State.LEARNING


def counted(
    turns: Iterable[tuple[tuple[str, ...], tuple[str, ...]]],
) -> list[tuple[tuple[str, ...], tuple[str, ...], int]]:
    """Before, after, how many; the most first."""
    groups = Counter(turns)
    return sorted(((*turn, number) for turn, number in groups.items()), key=lambda turn: (-turn[2], turn[0]))


def ticks_of(skills: Iterable[int]) -> Mapping[int, set[int]]:
    """User → outcomes that they ticked."""
    found: dict[int, set[int]] = defaultdict(set)
    for user, outcome in OutcomeTick.objects.filter(skill__in=skills).values_list("user", "outcome"):
        found[user].add(outcome)
    return found
