"""A skill is merged into another one: it goes, and everything that was its own is part of its heir."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, partial
from typing import Any

from django.db.models import Max, Model, QuerySet

from careers.figures.catalogue import catalogue
from careers.figures.moving.changes import Changes, Impact, Turn, follow
from careers.figures.moving.people import Measured, People, Person, counted, merged, ticks_of
from careers.figures.standing import PROVEN
from careers.formats import count
from careers.models import (
    BriefSkill,
    CampSkill,
    EnoughGroup,
    HeadStart,
    InterviewStageSkill,
    Move,
    Need,
    OutcomeTick,
    Prerequisite,
    RoleSkill,
    SharedSkill,
    Skill,
    SkillResource,
    State,
)
from careers.models.roadmap import find_circle

MAX_HOURS = 400


def skills_merged(gone: Skill, heir: Skill, hours: int, now: dt.datetime) -> Impact:
    """`hours` is how long the heir takes with all that it takes in."""
    changes = Changes()
    merging = _Merging(changes, gone, heir, hours)
    remarks = merging.catalogue(now)
    turns, steady = merging.people(now)
    if left := follow(changes, gone, heir):
        remarks.append(
            f"{count(left, 'text')} too long to be joined: they stay with the retired skill, and in exports."
        )
    return Impact(
        kind=Move.Kind.MERGE,
        thing=gone,
        other=heir,
        said=f"“{gone}” became part of “{heir}”",
        changes=changes,
        turns=turns,
        remarks=tuple(remarks),
        steady=steady,
    )


class _Merging:
    def __init__(self, changes: Changes, gone: Skill, heir: Skill, hours: int) -> None:
        self.changes, self.gone, self.heir, self.hours = changes, gone, heir, hours
        self.snapshot = catalogue()
        self.was = Measured.of(self.snapshot.skills[gone.pk]), Measured.of(self.snapshot.skills[heir.pk])
        self.will = Measured(
            hours * 60,
            self.was[0].outcomes + self.was[1].outcomes,
            self.was[0].needed_by | self.was[1].needed_by,
            self.was[1].shortened_by,
        )

    # --- the catalogue ---

    def catalogue(self, now: dt.datetime) -> list[str]:
        """What a curator should know of it."""
        remarks = [*self._shelf(), *self._prerequisites()]
        self._outcomes()
        self._needs()
        self._camps()
        self._shared()
        self._links(BriefSkill, "brief")
        self._links(InterviewStageSkill, "interview_stage")
        if starts := list(HeadStart.objects.filter(skill=self.gone)):
            remarks.append(
                f"{count(len(starts), 'head start')} of the smaller skill: knowing a part is not knowing all."
            )
        for start in starts:
            self.changes.take(start)
        self._names(now)
        return remarks

    def _names(self, now: dt.datetime) -> None:
        gone, heir = self.gone, self.heir
        context = _ambiguous(heir, gone)
        plain = [name for name in _joined(heir.aliases, gone.aliases) if _alike(name) not in map(_alike, context)]
        self.changes.alter(
            heir,
            hours=self.hours,
            aliases=plain,
            ambiguous_aliases=list(context.values()),
            in_guide=heir.in_guide or gone.in_guide,
            guide_items=_joined(heir.guide_items, gone.guide_items),
        )
        self.changes.alter(gone, retired_at=gone.retired_at or now, merged_into=heir)

    def _outcomes(self) -> None:
        """Their ids stay, and with them the ticks; a key that the heir has already gets a number."""
        taken = set(self.heir.outcomes.values_list("key", flat=True))
        last = self.heir.outcomes.aggregate(last=Max("order", default=0))["last"]
        for place, outcome in enumerate(self.gone.outcomes.all(), last + 1):
            key = free_key(outcome.key, taken)
            taken.add(key)
            self.changes.alter(outcome, skill=self.heir, key=key, order=place)

    def _shelf(self) -> list[str]:
        """A resource that both list is kept once, where the heir has it."""
        listed = set(self.heir.skill_resources.values_list("resource", flat=True))
        last = self.heir.skill_resources.aggregate(last=Max("order", default=0))["last"]
        rows = list(self.gone.skill_resources.order_by("order", "pk"))
        twice = [row for row in rows if row.resource_id in listed]
        comes = [row for row in rows if row.resource_id not in listed]
        groups: dict[int | None, list[SkillResource]] = defaultdict(list)
        for place, row in enumerate(comes, last + 1):
            groups[row.group_id].append(row)
            self.changes.alter(row, skill=self.heir, order=place)
        for row in twice:
            self.changes.take(row)
        for group in EnoughGroup.objects.filter(skill=self.gone):
            self._group(group, groups[group.pk])
        return [f"{count(len(twice), 'resource')} in both: kept once."] if twice else []

    def _group(self, group: EnoughGroup, members: list[SkillResource]) -> None:
        """One of a single resource is no choice."""
        if len(members) > 1:
            self.changes.alter(group, skill=self.heir)
            return
        for row in members:
            self.changes.alter(row, group=None)
        self.changes.take(group)

    def _prerequisites(self) -> list[str]:
        """Every arrow goes to the heir, unless it is there already or would close a circle."""
        rows = list(Prerequisite.objects.order_by("pk"))
        edges: dict[int, set[int]] = defaultdict(set)
        for row in rows:
            if self.gone.pk not in (row.skill_id, row.needs_id):
                edges[row.skill_id].add(row.needs_id)
        left_out = 0
        for row in (row for row in rows if self.gone.pk in (row.skill_id, row.needs_id)):
            skill, needs = (self.heir.pk if pk == self.gone.pk else pk for pk in (row.skill_id, row.needs_id))
            closes = skill != needs and bool(find_circle({**edges, skill: edges[skill] | {needs}}))
            left_out += closes
            if skill == needs or needs in edges[skill] or closes:
                self.changes.take(row)
                continue
            edges[skill].add(needs)
            self.changes.alter(row, **({"skill": self.heir} if row.skill_id == self.gone.pk else {"needs": self.heir}))
        return [f"{count(left_out, 'prerequisite')} left out, since a circle would close."] if left_out else []

    def _needs(self) -> None:
        """Of two needs of one role the stronger stays."""
        held = {row.role_id: row for row in RoleSkill.objects.filter(skill=self.heir)}
        for row in RoleSkill.objects.filter(skill=self.gone):
            own = held.get(row.role_id)
            if own is None:
                self.changes.alter(row, skill=self.heir)
                continue
            if row.need == Need.ESSENTIAL:
                self.changes.alter(own, need=Need.ESSENTIAL)
            self.changes.take(row)

    def _camps(self) -> None:
        """What a camp asks of everybody it does not ask of a role again."""
        rows = CampSkill.objects.filter(skill__in=[self.gone, self.heir])
        asked: dict[int, list[CampSkill]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (row.role_id is not None, row.skill_id != self.heir.pk, row.pk)):
            known = {other.role_id for other in asked[row.camp_id]}
            if None in known or row.role_id in known:
                self.changes.take(row)
                continue
            asked[row.camp_id].append(row)
            if row.skill_id == self.gone.pk:
                self.changes.alter(row, skill=self.heir)

    def _shared(self) -> None:
        """Whichever guide has the skill that goes has its heir afterwards, at the same place if it had it not."""
        having = {self.heir.stage.guide_id, *self._sharing(self.heir).values_list("stage__guide", flat=True)}
        for row in self._sharing(self.gone):
            if row.stage.guide_id in having:
                self.changes.take(row)
            else:
                self.changes.alter(row, skill=self.heir)
        stage = self.gone.stage
        if stage.guide_id not in having:
            last = stage.shared_skills.aggregate(last=Max("order", default=0))["last"]
            key = SharedSkill.free_key(stage, self.heir.key)
            self.changes.make(SharedSkill(key=key, stage=stage, skill=self.heir, order=last + 1))

    def _sharing(self, skill: Skill) -> QuerySet[SharedSkill]:
        return skill.shared.live().select_related("stage")

    def _links(self, model: type[Model], beside: str) -> None:
        """Rows that tie the skill to something else: kept once."""
        column = f"{beside}_id"
        rows = model._default_manager
        held = {getattr(row, column) for row in rows.filter(skill=self.heir)}
        for row in rows.filter(skill=self.gone):
            if getattr(row, column) in held:
                self.changes.take(row)
            else:
                self.changes.alter(row, skill=self.heir)

    # --- people ---

    def people(self, now: dt.datetime) -> tuple[tuple[Turn, ...], int]:
        gone, heir = self.gone.pk, self.heir.pk
        people = People(self.snapshot, [self.snapshot.skills[gone], self.snapshot.skills[heir]])
        ticked = ticks_of([gone])
        outcomes = {outcome.id for outcome in self.snapshot.skills[gone].outcomes}
        became = cache(partial(merged, self.was, self.will))
        turns, steady = [], 0
        for user, person in people:
            state, weight, fills = became(person)
            if fills:
                since = people.states[user, gone].since
                for outcome in sorted(outcomes - ticked[user]):
                    self.changes.make(OutcomeTick(user_id=user, skill=self.heir, outcome_id=outcome, at=since))
            people.bring(self.changes, user, self.gone, State.TODO, now)
            people.bring(self.changes, user, self.heir, state, now)
            people.carry(self.changes, user, self.gone, None)
            people.carry(self.changes, user, self.heir, weight)
            steady += weight is not None
            if set(person.states) != {State.TODO}:
                turns.append(_seen(person, state))
        return tuple(
            Turn(number, before, after, _note(before, after[0])) for before, after, number in counted(turns)
        ), steady


def _seen(person: Person, state: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a person sees before and after: a proven skill stands above a done one."""
    before = tuple(
        PROVEN if proven and held != State.SKIPPED else held
        for held, proven in zip(person.states, person.proven, strict=True)
    )
    return before, (PROVEN if any(person.proven) and state != State.SKIPPED else state,)


def _note(before: tuple[str, ...], after: str) -> str:
    gone, heir = before
    if after == PROVEN:
        return "The project’s evidence stands for the merged skill"
    if after == heir == State.DONE:
        return (
            "The state holds; nothing to see but the title"
            if gone == State.DONE
            else "New outcomes appear; the state holds"
        )
    if gone == State.DONE:
        return (
            "What they did counts as its ticks; the rest is not called done"
            if after == State.LEARNING
            else "The further state wins"
        )
    if gone == State.SKIPPED and after == State.TODO:
        return "Skipping the one does not skip the other"
    return "Their ticks and notes come along" if after == State.LEARNING else "The further state wins"


def _joined(own: Iterable[str], other: Iterable[str]) -> list[str]:
    """Both, in order; what reads alike stands once."""
    return list({_alike(text): text for text in (*own, *other)}.values())


def _ambiguous(heir: Skill, gone: Skill) -> dict[str, dict[str, Any]]:
    """Names that need context, of both: what one of the two has to be careful with, the merged skill has to, too."""
    found: dict[str, dict[str, Any]] = {}
    for alias in (*gone.ambiguous_aliases, *heir.ambiguous_aliases):
        found[alias["alias"]] = alias
    return {_alike(name): alias for name, alias in found.items()}


def _alike(text: str) -> str:
    """As adverts are matched: case aside; hyphen, slash and space alike."""
    return re.sub(r"[-/\s]+", " ", text.casefold()).strip()


def free_key(key: str, taken: set[str]) -> str:
    """The key, with a number behind it where another outcome has it already."""
    number, free = 2, key
    while free in taken:
        free, number = f"{key[:70]}-{number}", number + 1
    return free
