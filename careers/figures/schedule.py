"""The plan in weeks: what is left, in an order, packed by hours. Worked out anew each time; nothing of it is stored.

Work is taken in classes: pinned skills first, from their week on; then what each camp asks for, camp by camp; then
the rest. A class begins when nothing of the one before can be studied any more, and no minute of a week stays empty
while anything can. So the week in which a camp is reached depends on the minutes before it alone: finishing a skill
or studying more a week can only bring it nearer. Within a class a week mixes skills, which changes no camp's week.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from careers.figures.catalogue import Skill
from careers.figures.next_skills import way
from careers.figures.standing import CampStanding, Choice, Standing
from careers.models import PlanChoice, State

MIX = (3, 5)
"""The most of a week that one skill takes while others of its class are open."""
CRUMB = 30
"""Minutes. A rest of a skill that is shorter than this is not kept for another week."""
WEEK = dt.timedelta(days=7)

type Class = tuple[int, int]
"""(camp's number, 1 for what was postponed until all else of that camp): sorts as work is taken."""
PINS: Class = (-1, 0)
FRONT: Class = (0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One skill's minutes to place."""

    skill: Skill
    minutes: int
    of: Class
    not_before: dt.date | None = None
    """A Monday."""

    @property
    def pinned(self) -> bool:
        return self.of == PINS


@dataclass(frozen=True, slots=True)
class Block:
    skill: Skill
    minutes: int
    goes_on: bool
    """More of it stands in a later week."""
    pinned: bool
    ahead_of: tuple[Skill, ...]
    """What it builds on and yet stands before, by the person's own choice."""


@dataclass(frozen=True, slots=True)
class Week:
    monday: dt.date
    minutes: int
    """Room for blocks."""
    blocks: tuple[Block, ...]
    spent: int = 0
    """Minutes that are studied already: of this week only."""

    @property
    def sunday(self) -> dt.date:
        return self.monday + WEEK - dt.timedelta(days=1)

    @property
    def planned(self) -> int:
        return sum(block.minutes for block in self.blocks)


@dataclass(frozen=True)
class Schedule:
    weeks: tuple[Week, ...]
    """This week first, empty or not; of the later ones those that hold something."""
    order: tuple[Skill, ...]
    """What is left, in the order in which it is taken."""
    missed: tuple[Choice, ...] = ()
    """Pins to weeks that have passed. They hold nothing any more."""
    _minutes: Mapping[int, int] = field(default_factory=dict, repr=False)
    waits: Mapping[int, dt.date] = field(default_factory=dict, repr=False)
    """Skill id → the Monday before which it does not begin, by a pin or a postponement."""

    @property
    def minutes(self) -> int:
        return sum(self._minutes.values())

    @property
    def first(self) -> Skill | None:
        """What the plan begins with, now or when it next has room."""
        return next((block.skill for week in self.weeks for block in week.blocks), None)

    def minutes_of(self, skill: Skill) -> int:
        """What is left of it in this plan; 0 if it is not in it."""
        return self._minutes.get(skill.id, 0)

    @cached_property
    def ends(self) -> Mapping[int, tuple[int, dt.date]]:
        """Skill id → minutes of the plan up to the end of its last block, and the Monday of that block."""
        result: dict[int, tuple[int, dt.date]] = {}
        walked = 0
        for week in self.weeks:
            for block in week.blocks:
                walked += block.minutes
                result[block.skill.id] = (walked, week.monday)
        return result


def schedule(
    standing: Standing, choices: Iterable[Choice] = (), *, today: dt.date, spent: int = 0, goal: int = 0
) -> Schedule:
    """The plan from the person's `today` on; `spent` are minutes that are logged in this week already.

    Choices come in the order in which they were made. `goal` are minutes a week, if not those of the plan.
    """
    rows = list(choices)
    monday = monday_of(today)
    jobs = _jobs(standing, rows, monday)
    goal = goal or standing.minutes_a_week
    study_left = any(day not in standing.rest_days for day in range(today.weekday(), 7))
    room = max(0, goal - spent) if study_left else 0
    weeks = tuple(_weeks(list(_packed(jobs, monday, room, goal)), spent))
    return Schedule(
        weeks=weeks,
        order=tuple(job.skill for job in jobs),
        missed=tuple(row for row in rows if _missed(row, monday, jobs)),
        _minutes={job.skill.id: job.minutes for job in jobs},
        waits={job.skill.id: job.not_before for job in jobs if job.not_before and job.not_before > today},
    )


def minutes_ahead(plan: Schedule, camps: Sequence[CampStanding]) -> list[int]:
    """For each camp the minutes of the plan up to and including its last skill that is left; 0 when it is reached."""
    return [max((plan.ends[s.id][0] for s in camp.left if s.id in plan.ends), default=0) for camp in camps]


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


# --- the order ---


def _jobs(standing: Standing, rows: Sequence[Choice], monday: dt.date) -> list[Job]:
    """What is left, in the order in which it is taken."""
    pins = {row.skill_id: row.week for row in rows if row.week and row.week >= monday}
    until = {row.skill_id: row.until for row in rows if row.until}
    jobs = []
    for skill, of in _placed(standing, rows):
        if standing.finished(skill) or not (minutes := standing.left_minutes(skill)):
            continue
        if skill.id in pins:
            jobs.append(Job(skill, minutes, PINS, pins[skill.id]))
        else:
            jobs.append(Job(skill, minutes, of, _release(until.get(skill.id))))
    return sorted(jobs, key=lambda job: (job.of, job.not_before if job.pinned else monday))


def _placed(standing: Standing, rows: Sequence[Choice]) -> list[tuple[Skill, Class]]:
    """The way with the person's choices in it. What lies behind keeps its place, as a neighbour for others."""
    order = [entry for _, camp in groupby(way(standing), itemgetter(1)) for entry in _begun_first(standing, list(camp))]
    skills = standing.catalogue.skills
    for row in rows:
        skill = skills.get(row.skill_id)
        if skill is None:
            continue
        if row.kind == PlanChoice.Kind.PLACED:
            _place(order, skill, skills.get(row.beside_id) if row.beside_id else None, row.after)
        elif row.kind == PlanChoice.Kind.PINNED and all(other is not skill for other, _ in order):
            order.append((skill, FRONT))
    for row in rows:
        camp = next((n for n, camp in enumerate(standing.catalogue.camps, 1) if camp.id == row.camp_id), None)
        if camp is not None:
            order = [(skill, (camp, 1) if skill.id == row.skill_id and of <= (camp, 1) else of) for skill, of in order]
    return sorted(order, key=lambda entry: entry[1])


def _place(order: list[tuple[Skill, Class]], skill: Skill, beside: Skill | None, after: bool) -> None:
    """Move a skill in front of everything, or next to another one, whose class it takes."""
    rest = [entry for entry in order if entry[0] is not skill]
    where = next((n for n, (other, _) in enumerate(rest) if other is beside), None)
    if beside is None:
        rest.insert(0, (skill, FRONT))
    elif where is None:
        return
    else:
        rest.insert(where + after, (skill, rest[where][1]))
    order[:] = rest


def _begun_first(standing: Standing, entries: Sequence[tuple[Skill, int]]) -> Iterator[tuple[Skill, Class]]:
    """What one camp asks for: what has been begun before the rest, with what it builds on."""
    camp, place = entries[0][1], {skill.id: n for n, (skill, _) in enumerate(entries)}
    taken: set[int] = set()

    def take(skill: Skill) -> Iterator[tuple[Skill, Class]]:
        if skill.id not in taken:
            taken.add(skill.id)
            for pk in sorted((pk for pk in skill.needs if pk in place), key=place.__getitem__):
                yield from take(standing.catalogue.skills[pk])
            yield skill, (camp, 0)

    for skill, _ in sorted(entries, key=lambda entry: standing.state(entry[0]) != State.LEARNING):
        yield from take(skill)


def _release(until: dt.date | None) -> dt.date | None:
    """The first Monday that is not before the day."""
    return until + dt.timedelta(days=-until.weekday() % 7) if until else None


def _missed(row: Choice, monday: dt.date, jobs: Sequence[Job]) -> bool:
    return bool(row.week and row.week < monday and any(job.skill.id == row.skill_id for job in jobs))


# --- the weeks ---

type Taken = dict[Job, int]
type Filled = tuple[dt.date, int, Taken]
"""A week's Monday, its room in minutes, and what it takes of which job, in order."""


def _packed(jobs: Sequence[Job], monday: dt.date, room: int, goal: int) -> Iterator[Filled]:
    """The running week, then those in which anything can be studied."""
    left = {job: job.minutes for job in jobs}
    classes = [list(of_class) for _, of_class in groupby(jobs, lambda job: job.of)]
    yield monday, room, _fill(classes, left, monday, room, goal)
    while left:
        monday += WEEK
        if all(job.not_before for job in left):
            monday = max(monday, min(job.not_before or monday for job in left))
        yield monday, goal, _fill(classes, left, monday, goal, goal)


def _fill(classes: Sequence[Sequence[Job]], left: Taken, monday: dt.date, room: int, goal: int) -> Taken:
    """Fill one week, class by class, to its last minute. Takes from `left` what it places."""
    week: Taken = {}
    for jobs in classes:
        if not room:
            break
        most = goal if jobs[0].pinned else goal * MIX[0] // MIX[1]
        while room and (ready := _ready(jobs, left, monday)):
            before = room
            going_on = any(job in week for job in ready)
            for job in ready:
                if not room or (going_on and room < CRUMB and job not in week):
                    continue
                if minutes := _portion(left[job], most - week.get(job, 0), room):
                    week[job] = week.get(job, 0) + minutes
                    left[job] -= minutes
                    room -= minutes
            if room == before:
                most = goal
        for job in [job for job in jobs if left.get(job) == 0]:
            del left[job]
    return week


def _portion(left: int, most: int, room: int) -> int:
    """Minutes of one skill in one week."""
    minutes = min(left, max(most, 0))
    if minutes and left - minutes < CRUMB:
        minutes = left
    return min(minutes, room)


def _ready(jobs: Sequence[Job], left: Taken, monday: dt.date) -> list[Job]:
    """Those of a class that can be studied now. A skill waits for one before it that it builds on."""
    ready, waiting = [], set[int]()
    for job in jobs:
        if left.get(job) and (job.not_before is None or job.not_before <= monday):
            if waiting.isdisjoint(job.skill.needs):
                ready.append(job)
            waiting.add(job.skill.id)
    return ready


def _weeks(filled: Sequence[Filled], spent: int) -> Iterator[Week]:
    """Blocks that know whether they go on, and what stands behind them though they build on it."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for place, job in enumerate(job for _, _, taken in filled for job in taken):
        first.setdefault(job.skill.id, place)
        last[job.skill.id] = place
    behind = {pk: frozenset(other for other, end in last.items() if end > place) for pk, place in first.items()}
    skills = {job.skill.id: job.skill for _, _, taken in filled for job in taken}
    place = 0
    for number, (monday, room, taken) in enumerate(filled):
        blocks = []
        for job, minutes in taken.items():
            pk = job.skill.id
            ahead_of = tuple(skills[need] for need in job.skill.needs if need in behind[pk])
            blocks.append(Block(job.skill, minutes, last[pk] > place, job.pinned, ahead_of))
            place += 1
        yield Week(monday, room, tuple(blocks), 0 if number else spent)
