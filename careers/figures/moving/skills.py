"""A skill is merged into another one: it goes, and everything that was its own is part of its heir."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, partial

from django.db.models import Max, Model

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
        for model, beside in (
            (CampSkill, ("camp", "role")),
            (BriefSkill, ("brief",)),
            (InterviewStageSkill, ("interview_stage",)),
        ):
            self._links(model, beside)
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
        own = {alias["alias"].casefold() for alias in heir.ambiguous_aliases}
        more = [alias for alias in gone.ambiguous_aliases if alias["alias"].casefold() not in own]
        self.changes.alter(
            heir,
            hours=self.hours,
            aliases=_joined(heir.aliases, gone.aliases),
            ambiguous_aliases=[*heir.ambiguous_aliases, *more],
            in_guide=heir.in_guide or gone.in_guide,
            guide_items=_joined(heir.guide_items, gone.guide_items),
        )
        self.changes.alter(gone, retired_at=gone.retired_at or now, merged_into=heir)

    def _outcomes(self) -> None:
        """Their ids stay, and with them the ticks; a key that the heir has already gets a number."""
        taken = set(self.heir.outcomes.values_list("key", flat=True))
        last = self.heir.outcomes.aggregate(last=Max("order", default=0))["last"]
        for place, outcome in enumerate(self.gone.outcomes.all(), last + 1):
            key = _free(outcome.key, taken)
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

    def _links(self, model: type[Model], beside: tuple[str, ...]) -> None:
        """Rows that tie the skill to something else: kept once."""
        names = [f"{name}_id" for name in beside]
        rows = model._default_manager
        held = {tuple(getattr(row, name) for name in names) for row in rows.filter(skill=self.heir)}
        for row in rows.filter(skill=self.gone):
            if tuple(getattr(row, name) for name in names) in held:
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
    """Both, in order; what differs in case alone is the same."""
    held = list(own)
    known = {text.casefold() for text in held}
    return [*held, *(text for text in other if text.casefold() not in known)]


def _free(key: str, taken: set[str]) -> str:
    number, free = 2, key
    while free in taken:
        free, number = f"{key[:70]}-{number}", number + 1
    return free
