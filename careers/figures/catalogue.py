"""The catalogue as pages read it: an immutable snapshot in the process, good for one catalogue version.

Reading it costs fourteen queries once after each change of the catalogue, and none otherwise. Everybody shares it,
so nothing personal may enter it.
"""

import datetime as dt
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import connection

from careers import models
from careers.drawings import step

MINUTES = 60

type Stamp = tuple[int, dt.datetime]
"""Tells one state of the catalogue from every other: its version, and when that began, since a restored backup may
count from an earlier version again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    id: int
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class HeadStart:
    """What a background brings to a skill."""

    action: str
    reason: str

    @property
    def skips(self) -> bool:
        return self.action == models.HeadStart.Action.SKIP

    @property
    def shortens(self) -> bool:
        return self.action == models.HeadStart.Action.SHORTEN


@dataclass(frozen=True, slots=True)
class Brief:
    """An idea for a project, as a skill's page names it."""

    title: str
    url: str
    minutes: int


@dataclass(frozen=True, slots=True, eq=False)
class Skill:
    """One skill with everything about it that is the same for everyone."""

    id: int
    key: str
    slug: str
    code: str
    """Its place, such as 7.02: shown, never stored."""
    stage: int
    """Number of its stage, from 1."""
    step: int
    """Place of its stage on the twelve-step colour ramp."""
    stage_title: str
    title: str
    short_title: str
    description: str
    why: str
    level: str
    minutes: int
    in_guide: bool
    retired: bool
    outcomes: tuple[Outcome, ...]
    needs: tuple[int, ...]
    opens: tuple[int, ...]
    need_of_role: Mapping[int, str]
    head_start_of: Mapping[int, HeadStart]
    briefs: tuple[Brief, ...]
    """Live ones that prove it, those first of which it is the point."""

    @property
    def url(self) -> str:
        return f"/skills/{self.slug}/"


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    number: int
    step: int
    key: str
    title: str
    short_title: str
    purpose: str
    why: str
    skills: tuple[Skill, ...]

    @property
    def minutes(self) -> int:
        return sum(skill.minutes for skill in self.skills)


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    id: int
    key: str
    title: str
    description: str


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    id: int
    key: str
    title: str
    description: str


@dataclass(frozen=True, slots=True, eq=False)
class Camp:
    id: int
    key: str
    title: str
    short_title: str
    possible: str
    for_all: tuple[int, ...]
    for_role: Mapping[int, tuple[int, ...]]

    def skills(self, role: int) -> tuple[int, ...]:
        """Ids of the skills that this camp adds for a role."""
        return self.for_all + self.for_role.get(role, ())


@dataclass(frozen=True, slots=True, eq=False)
class InterviewStage:
    """What other pages say of a kind of interview; its own page reads the rest."""

    id: int
    key: str
    title: str
    short_title: str
    skills: tuple[int, ...]
    """The most asked for first."""

    @property
    def url(self) -> str:
        return f"/interview-stages/{self.key}/"


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    stamp: Stamp
    stages: tuple[Stage, ...]
    """Live stages with their live skills, in order."""
    skills: Mapping[int, Skill]
    """Every skill by id, retired ones too."""
    roles: tuple[Role, ...]
    backgrounds: tuple[Background, ...]
    camps: tuple[Camp, ...]
    interview_stages: tuple[InterviewStage, ...]
    """In their usual order."""
    resources_count: int
    by_slug: Mapping[str, Skill] = field(repr=False)
    by_former_slug: Mapping[str, Skill] = field(repr=False)
    merged_slugs: frozenset[str] = frozenset()
    """Of skills that are part of others: they lead on until the merge is taken back."""

    @property
    def changed_at(self) -> dt.datetime:
        return self.stamp[1]

    @property
    def live(self) -> Iterator[Skill]:
        return (skill for stage in self.stages for skill in stage.skills)

    def interviews_of(self, skill: Skill) -> list[InterviewStage]:
        """Kinds of interview that draw on a skill."""
        return [stage for stage in self.interview_stages if skill.id in stage.skills]

    @property
    def skills_count(self) -> int:
        return sum(len(stage.skills) for stage in self.stages)

    def role(self, key: str | None) -> Role | None:
        return next((role for role in self.roles if role.key == key), None)

    def background(self, key: str | None) -> Background | None:
        return next((background for background in self.backgrounds if background.key == key), None)


_kept: Catalogue | None = None
_lock = threading.Lock()


def current_stamp() -> Stamp:
    """One query, by hand: it is most of what a visitor's kept page costs, and the ORM would double it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version, changed_at FROM careers_cataloguestate")
        return cursor.fetchone()


def catalogue(stamp: Stamp | None = None) -> Catalogue:
    """The snapshot of the catalogue as it is, which costs one query unless the caller has read its stamp already."""
    global _kept
    stamp = stamp or current_stamp()
    if _kept is None or _kept.stamp != stamp:
        with _lock:
            if _kept is None or _kept.stamp != stamp:
                _kept = _read()
    return _kept


def _grouped[K, V](pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _read() -> Catalogue:
    # The stamp first: a change while we read then shows as a newer one on the next request.
    stamp = current_stamp()
    outcomes = _grouped(
        (o.skill_id, Outcome(o.pk, o.key, o.text)) for o in models.Outcome.objects.filter(retired_at__isnull=True)
    )
    edges = list(models.Prerequisite.objects.values_list("skill_id", "needs_id"))
    needs, opens = _grouped(edges), _grouped((b, a) for a, b in edges)
    roles = _grouped((n.skill_id, (n.role_id, n.need)) for n in models.RoleSkill.objects.all())
    starts = _grouped(
        (h.skill_id, (h.background_id, HeadStart(h.action, h.reason))) for h in models.HeadStart.objects.all()
    )
    briefs = _grouped(
        (b.skill_id, Brief(b.brief.title, b.brief.get_absolute_url(), b.brief.hours * MINUTES))
        for b in models.BriefSkill.objects.filter(brief__retired_at__isnull=True)
        .select_related("brief")
        .order_by("order", "brief__hours", "brief__key")
    )
    rows = _grouped((row.stage_id, row) for row in models.Skill.objects.all())
    all_stages = [stage for stage in models.Stage.objects.all() if rows.get(stage.pk)]
    count = sum(
        stage.retired_at is None and any(row.retired_at is None for row in rows[stage.pk]) for stage in all_stages
    )
    skills: dict[int, Skill] = {}
    stages: list[Stage] = []
    former: dict[str, Skill] = {}
    merged: dict[int, int] = {}
    for stage in all_stages:
        number = min(len(stages) + 1, count) or 1  # a retired stage takes the number of its neighbour
        live: list[Skill] = []
        for row in rows[stage.pk]:
            retired = row.retired_at is not None or stage.retired_at is not None
            skill = skills[row.pk] = Skill(
                id=row.pk,
                key=row.key,
                slug=row.slug,
                code=f"{number}.{'–' if retired else f'{len(live) + 1:02d}'}",
                stage=number,
                step=step(number, count),
                stage_title=stage.short_title,
                title=row.title,
                short_title=row.short_title,
                description=row.description,
                why=row.why,
                level=row.level,
                minutes=row.hours * MINUTES,
                in_guide=row.in_guide,
                retired=retired,
                outcomes=tuple(outcomes.get(row.pk, ())),
                needs=tuple(needs.get(row.pk, ())),
                opens=tuple(opens.get(row.pk, ())),
                need_of_role=dict(roles.get(row.pk, ())),
                head_start_of=dict(starts.get(row.pk, ())),
                briefs=tuple(briefs.get(row.pk, ())),
            )
            former.update(dict.fromkeys(row.former_slugs, skill))
            if row.merged_into_id:
                merged[row.pk] = row.merged_into_id
            if not retired:
                live.append(skill)
        if stage.retired_at is None and live:
            stages.append(
                Stage(
                    number=number,
                    step=step(number, count),
                    key=stage.key,
                    title=stage.title,
                    short_title=stage.short_title,
                    purpose=stage.purpose,
                    why=stage.why,
                    skills=tuple(live),
                )
            )
    heirs = {pk: skills[_heir(pk, merged)] for pk in merged}
    former = {slug: heirs.get(skill.id, skill) for slug, skill in former.items()}
    former |= {skills[pk].slug: heir for pk, heir in heirs.items()}
    return Catalogue(
        stamp=stamp,
        stages=tuple(stages),
        skills=skills,
        roles=tuple(Role(r.pk, r.key, r.title, r.description) for r in models.Role.objects.live()),
        backgrounds=tuple(Background(b.pk, b.key, b.title, b.description) for b in models.Background.objects.live()),
        camps=tuple(_camps(skills)),
        interview_stages=tuple(_interview_stages(skills)),
        resources_count=models.Resource.objects.live().count(),
        by_slug={skill.slug: skill for skill in skills.values() if skill.id not in merged},
        by_former_slug=former,
        merged_slugs=frozenset(skills[pk].slug for pk in merged),
    )


def _heir(pk: int, merged: Mapping[int, int]) -> int:
    """What a merged skill is part of in the end, since its heir may have been merged itself."""
    seen = {pk}
    while (into := merged.get(pk)) and into not in seen:
        seen.add(pk := into)
    return pk


def _camps(skills: Mapping[int, Skill]) -> Iterator[Camp]:
    """Camps with the live skills that they ask for."""
    asked = _grouped((a.camp_id, a) for a in models.CampSkill.objects.all())
    for camp in models.Camp.objects.live():
        live = [a for a in asked.get(camp.pk, ()) if a.skill_id in skills and not skills[a.skill_id].retired]
        for_role = _grouped((a.role_id, a.skill_id) for a in live if a.role_id is not None)
        yield Camp(
            id=camp.pk,
            key=camp.key,
            title=camp.title,
            short_title=camp.short_title,
            possible=camp.possible,
            for_all=tuple(a.skill_id for a in live if a.role_id is None),
            for_role={role: tuple(ids) for role, ids in for_role.items()},
        )


def _interview_stages(skills: Mapping[int, Skill]) -> Iterator[InterviewStage]:
    """With the live skills that they draw on."""
    drawn_on = _grouped(
        (s.interview_stage_id, s.skill_id) for s in models.InterviewStageSkill.objects.order_by("order")
    )
    for stage in models.InterviewStage.objects.live():
        yield InterviewStage(
            id=stage.pk,
            key=stage.key,
            title=stage.title,
            short_title=stage.short_title,
            skills=tuple(pk for pk in drawn_on.get(stage.pk, ()) if pk in skills and not skills[pk].retired),
        )
