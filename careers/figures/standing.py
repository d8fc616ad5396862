"""A person's standing: everything that a page's numbers need to know of them, read once.

Two queries for anybody who is signed in (catalogue version with plan; states with their ticks), one for a visitor.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from careers.figures.catalogue import Background, Camp, Catalogue, HeadStart, Role, Skill, Stage, Stamp, catalogue
from careers.figures.coverage import Coverage, Share, coverage, together
from careers.figures.fold import UNTOUCHED
from careers.models import PlanChoice, State, User
from careers.models.plans import USUAL_MINUTES_A_WEEK

OPTIONAL = "optional"
PROVEN = "proven"
"""Above done: shown like a state, but earned by a project instead of marked."""

# Every page begins with these two. Composing them by the ORM takes ten times as long as the database takes to answer.
_STAMP_AND_PLAN = """
    SELECT state.version, state.changed_at, plan.role_id, plan.background_id,
        plan.minutes_a_week, plan.rest_days, plan.target_on, plan.started_at,
        ARRAY(SELECT proof.skill_id FROM careers_projectskill proof
            JOIN careers_project project ON project.id = proof.project_id
            WHERE proof.user_id = %s AND proof.proof <> '' AND project.proves),
        (SELECT json_agg(json_build_array(choice.id, choice.skill_id, choice.kind, choice.week, choice.until,
                choice.camp_id, choice.beside_id, choice.after, choice.because) ORDER BY choice.chosen_at, choice.id)
            FROM careers_planchoice choice WHERE choice.user_id = plan.user_id),
        ARRAY(SELECT ARRAY[held.skill_id, held.minutes, held.covered] FROM careers_carriedover held
            WHERE held.user_id = %s ORDER BY held.skill_id)
    FROM careers_cataloguestate state LEFT JOIN careers_plan plan ON plan.user_id = %s"""
_MARKS = """
    SELECT held.skill_id, held.state, held.before, held.since, CASE held.state WHEN 'learning' THEN (
        SELECT count(*) FROM careers_outcometick tick JOIN careers_outcome outcome ON outcome.id = tick.outcome_id
        WHERE tick.user_id = held.user_id AND tick.skill_id = held.skill_id AND outcome.retired_at IS NULL) ELSE 0 END
    FROM careers_skillstate held WHERE held.user_id = %s"""


class Mark(NamedTuple):
    """Where a person stands with one skill. `ticked` counts live outcomes, and is read only while learning."""

    state: str
    before: str
    since: dt.datetime | None
    ticked: int = 0


NO_MARK = Mark(*UNTOUCHED)


class Carried(NamedTuple):
    """What a skill counts for one person since it took in another one, where that differs (`CarriedOver`)."""

    minutes: int
    covered: int


class Choice(NamedTuple):
    """A `PlanChoice` as far as the plan's order needs it: equal ones are the same."""

    id: int
    skill_id: int
    kind: str
    week: dt.date | None
    until: dt.date | None
    camp_id: int | None
    beside_id: int | None
    after: bool
    because: str

    @classmethod
    def read(cls, pk: int, skill: int, kind: str, week: str | None, until: str | None, *more: Any) -> Self:
        """From the JSON that the database makes of one, whose days are texts."""
        monday, day = (dt.date.fromisoformat(text) if text else None for text in (week, until))
        return cls(pk, skill, kind, monday, day, *more)


class Chosen(NamedTuple):
    """The plan's choices in the order in which they were made, and what they say of the next step."""

    choices: tuple[Choice, ...] = ()
    wanted: tuple[int, ...] = ()
    """Skills that the person pinned to this week or put in front of everything, the first one first."""
    postponed: frozenset[int] = frozenset()


NOTHING_CHOSEN = Chosen()


def chosen(choices: tuple[Choice, ...], today: dt.date) -> Chosen:
    monday, kinds = today - dt.timedelta(days=today.weekday()), PlanChoice.Kind
    latest = choices[::-1]
    pinned = [row.skill_id for row in latest if row.kind == kinds.PINNED and row.week == monday]
    in_front = [row.skill_id for row in latest if row.kind == kinds.PLACED and row.beside_id is None]
    postponed = [row for row in choices if row.kind == kinds.POSTPONED and (row.until is None or row.until > today)]
    return Chosen(choices, (*pinned, *in_front), frozenset(row.skill_id for row in postponed))


class Pace(NamedTuple):
    """What a person promises themselves. `rest_days` are weekdays without study, Monday is 0."""

    minutes_a_week: int = USUAL_MINUTES_A_WEEK
    rest_days: tuple[int, ...] = ()
    target_on: dt.date | None = None

    @property
    def hours(self) -> float:
        return self.minutes_a_week / 60


USUAL_PACE = Pace()


@dataclass(frozen=True)
class CampStanding:
    camp: Camp
    number: int
    reached: bool
    reached_on: dt.datetime | None
    left: tuple[Skill, ...]
    left_minutes: int
    """Minutes from here, the camps before it included."""
    height: int
    """Minutes that are covered when one stands there, or were."""
    is_next: bool

    @property
    def kind(self) -> str:
        return "reached" if self.reached else "next" if self.is_next else "ahead"


@dataclass(frozen=True, eq=False)
class Standing:
    catalogue: Catalogue
    role: Role | None
    background: Background | None
    marks: Mapping[int, Mark] = field(default_factory=lambda: MappingProxyType({}))
    has_plan: bool = False
    pace: Pace = USUAL_PACE
    """The plan's own; the usual one without a plan."""
    proven: frozenset[int] = frozenset()
    """Skills that a published project of theirs proves."""
    started_at: dt.datetime | None = None
    """When the plan began; None without one."""
    chosen: Chosen = NOTHING_CHOSEN
    carried: Mapping[int, Carried] = field(default_factory=lambda: MappingProxyType({}))

    # --- the pace, by its parts ---

    @property
    def minutes_a_week(self) -> int:
        return self.pace.minutes_a_week

    @property
    def rest_days(self) -> tuple[int, ...]:
        return self.pace.rest_days

    @property
    def target_on(self) -> dt.date | None:
        return self.pace.target_on

    # --- one skill ---

    def mark(self, skill: Skill) -> Mark:
        return self.marks.get(skill.id, NO_MARK)

    def state(self, skill: Skill) -> str:
        return self.mark(skill).state

    def shown(self, skill: Skill) -> str:
        """The skill's glyph and word: its state, or proven. What a person skipped they do not claim."""
        state = self.state(skill)
        return PROVEN if skill.id in self.proven and state != State.SKIPPED else state

    def finished(self, skill: Skill) -> bool:
        """Done or skipped: nothing of it is left."""
        return skill.id in self._finished

    @cached_property
    def _finished(self) -> frozenset[int]:
        return frozenset(pk for pk, mark in self.marks.items() if mark.state in (State.DONE, State.SKIPPED))

    def need(self, skill: Skill) -> str:
        return skill.need_of_role.get(self.role.id, OPTIONAL) if self.role else OPTIONAL

    def head_start(self, skill: Skill) -> HeadStart | None:
        return skill.head_start_of.get(self.background.id) if self.background else None

    def shortened(self, skill: Skill) -> bool:
        start = self.head_start(skill)
        return start is not None and start.shortens

    def minutes(self, skill: Skill) -> int:
        """Length of a skill for this person: half where the background shortens it, and as it was before a merge."""
        if skill.id in self.carried:
            return self.carried[skill.id].minutes
        return skill.minutes // 2 if self.shortened(skill) else skill.minutes

    def share(self, skill: Skill) -> Share:
        share = self._shares.get(skill.id)
        if share is None:
            mark = self.mark(skill)
            least = self.carried[skill.id].covered if skill.id in self.carried else 0
            said = (self.minutes(skill), mark.state, mark.ticked, len(skill.outcomes), least)
            share = self._shares[skill.id] = Share(*said)
        return share

    @cached_property
    def _shares(self) -> dict[int, Share]:
        """Those that were asked for already: a page asks for each of them three times or four."""
        return {}

    def left_minutes(self, skill: Skill) -> int:
        """What is left of one skill; nothing of a skipped one."""
        if self.state(skill) == State.SKIPPED:
            return 0
        share = self.share(skill)
        return share.minutes - share.covered

    def counted(self, skill: Skill) -> bool:
        """Essential or useful for the role, and not skipped. A retired skill counts on for those who began it."""
        return skill.id in self._counted

    @cached_property
    def _counted(self) -> frozenset[int]:
        return frozenset(
            skill.id for skill in self.skills() if self.state(skill) != State.SKIPPED and self.need(skill) != OPTIONAL
        )

    def unmet(self, skill: Skill) -> list[Skill]:
        """Live prerequisites on this guide's way that are neither done nor skipped."""
        needs = (self.catalogue.skills[pk] for pk in skill.needs)
        return [n for n in needs if not n.retired and n.guide == self.catalogue.guide.id and not self.finished(n)]

    # --- many ---

    def skills(self, stage: Stage | None = None) -> Iterator[Skill]:
        """The person's skills in order: all live ones, and retired ones that they have a state on."""
        if stage is None:
            yield from self.catalogue.live
        else:
            yield from stage.skills
        for skill in self.kept_retired:
            if stage is None or skill.stage == stage.number:
                yield skill

    @cached_property
    def kept_retired(self) -> tuple[Skill, ...]:
        known, guide = self.catalogue.skills, self.catalogue.guide.id
        skills = (known[pk] for pk in self.marks if pk in known)
        return tuple(skill for skill in skills if skill.retired and skill.guide == guide)

    def coverage(self, skills: Iterable[Skill]) -> Coverage:
        return coverage(self.share(skill) for skill in skills if self.counted(skill))

    @cached_property
    def total(self) -> Coverage:
        return together(covered for _, covered in self.by_stage)

    @cached_property
    def by_stage(self) -> tuple[tuple[Stage, Coverage], ...]:
        return tuple((stage, self.coverage(self.skills(stage))) for stage in self.catalogue.stages)

    def of_stage(self, number: int) -> tuple[Stage, Coverage]:
        return self.by_stage[number - 1]

    @cached_property
    def left(self) -> tuple[Skill, ...]:
        """What is left, in roadmap order: counted and not done."""
        return tuple(s for s in self.skills() if self.counted(s) and self.state(s) != State.DONE)

    @cached_property
    def camps(self) -> tuple[CampStanding, ...]:
        """Each camp counts with the earlier ones; the first that is not reached is the next."""
        if self.role is None:
            return ()
        result: list[CampStanding] = []
        asked: list[Skill] = []
        for number, camp in enumerate(self.catalogue.camps, 1):
            known = set(asked)
            asked += [s for pk in camp.skills(self.role.id) if (s := self.catalogue.skills[pk]) not in known]
            left = tuple(skill for skill in asked if not self.finished(skill))
            left_minutes = sum(self.left_minutes(skill) for skill in left)
            reached = not left
            dates = [since for skill in asked if (since := self.mark(skill).since)]
            reached_on = max(dates) if reached and dates else None
            result.append(
                CampStanding(
                    camp=camp,
                    number=number,
                    reached=reached,
                    reached_on=reached_on,
                    left=left,
                    left_minutes=left_minutes,
                    height=self._covered_on(reached_on) if reached else self.total.covered_minutes + left_minutes,
                    is_next=not reached and all(earlier.reached for earlier in result),
                )
            )
        return tuple(result)

    def _covered_on(self, moment: dt.datetime | None) -> int:
        """Minutes of skills that were done by then, as far as today's states tell."""
        return sum(
            self.minutes(skill)
            for skill in self.skills()
            if self.counted(skill)
            and self.state(skill) == State.DONE
            and (moment is None or (self.mark(skill).since or moment) <= moment)
        )

    @cached_property
    def next_camp(self) -> CampStanding | None:
        return next((camp for camp in self.camps if camp.is_next), None)

    # --- other views of the same person ---

    @property
    def itself(self) -> "Standing":
        """Behind the lazy wrapper that a request holds, through which every look costs double."""
        return self

    def seen_as(self, role: Role | None) -> "Standing":
        """The same person through another role's eyes, be it one of another guide."""
        if role is None or role is self.role:
            return self
        return replace(self, role=role, catalogue=self.catalogue.through(role))

    def at_home_with(self, skill: Skill) -> "Standing":
        """The same person, through the first role of a guide that has the skill if their own has not."""
        if skill.guide == self.catalogue.guide.id:
            return self
        home = self.catalogue.beside[skill.guide]
        return replace(self, role=next(iter(home.roles), None), catalogue=home)


def visitor_standing(stamp: Stamp | None = None) -> Standing:
    """The roadmap as somebody without a plan sees it: the first role, every hour counted. One query at most."""
    return _plain(catalogue(stamp))


def _plain(snapshot: Catalogue) -> Standing:
    return Standing(snapshot, snapshot.roles[0] if snapshot.roles else None, None)


def standing_of(user: User | AnonymousUser) -> Standing:
    if not isinstance(user, User):
        return visitor_standing()
    with connection.cursor() as cursor:
        cursor.execute(_STAMP_AND_PLAN, [user.pk] * 3)
        version, changed_at, role_id, background_id, *plan, skill_ids, choices, kept = cursor.fetchone()
        cursor.execute(_MARKS, [user.pk])
        marks = tuple((skill_id, Mark(*mark)) for skill_id, *mark in cursor.fetchall())
    plain = _plain(catalogue((version, changed_at)))
    proven = frozenset(skill_ids)
    carried = tuple((pk, Carried(minutes, covered)) for pk, minutes, covered in kept)
    if role_id is None:
        return _personal(plain.catalogue, plain.role, None, None, None, marks, proven, carried)
    role = next((r for each in plain.catalogue.beside.values() for r in each.roles if r.id == role_id), plain.role)
    background = next((b for b in plain.catalogue.backgrounds if b.id == background_id), None)
    snapshot = plain.catalogue.through(role) if role else plain.catalogue
    minutes, rest_days, target_on, started_at = plan
    pace = Pace(minutes, tuple(rest_days), target_on)
    made = chosen(tuple(Choice.read(*choice) for choice in choices or ()), timezone.localdate())
    return _personal(snapshot, role, background, pace, started_at, marks, proven, carried, made)


@lru_cache(maxsize=256)
def _personal(
    snapshot: Catalogue,
    role: Role | None,
    background: Background | None,
    pace: Pace | None,
    started_at: dt.datetime | None,
    marks: tuple[tuple[int, Mark], ...],
    proven: frozenset[int],
    carried: tuple[tuple[int, Carried], ...],
    chosen: Chosen = NOTHING_CHOSEN,
) -> Standing:
    """Equal marks give the same object, with every number that another page has worked out from it already."""
    held = MappingProxyType(dict(marks))
    known = (snapshot, role, background, held, pace is not None, pace or USUAL_PACE, proven, started_at, chosen)
    return Standing(*known, dict(carried))
