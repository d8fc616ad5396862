"""The catalogue as pages read it: an immutable snapshot in the process, good for one catalogue version.

Reading it costs a few queries for each kind of entry once after each change of the catalogue, and none otherwise.
Everybody shares it, so nothing personal may enter it.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from django.db import connection

from careers import models
from careers.drawings import step
from careers.figures.snapshot import (
    Background,
    Brief,
    Camp,
    Catalogue,
    Guide,
    HeadStart,
    InterviewStage,
    Outcome,
    Role,
    Skill,
    Stage,
    Stamp,
)

__all__ = [
    "Background",
    "Brief",
    "Camp",
    "Catalogue",
    "Guide",
    "HeadStart",
    "InterviewStage",
    "Outcome",
    "Role",
    "Skill",
    "Stage",
    "Stamp",
    "catalogue",
    "current_stamp",
]

MINUTES = 60
NO_GUIDE = Guide(0, "", "", "", "")
"""Before anything is loaded."""

_kept: Catalogue | None = None
_lock = threading.Lock()


def current_stamp() -> Stamp:
    """One query, by hand: it is most of what a visitor's kept page costs, and the ORM would double it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version, changed_at FROM careers_cataloguestate")
        return cursor.fetchone()


def catalogue(stamp: Stamp | None = None) -> Catalogue:
    """The snapshot of the catalogue as it is, which costs one query unless the caller has read its stamp already.

    Seen by the first guide; `beside` has the others.
    """
    global _kept
    stamp = stamp or current_stamp()
    if _kept is None or _kept.stamp != stamp:
        with _lock:
            if _kept is None or _kept.stamp != stamp:
                # The stamp first: a change while we read then shows as a newer one on the next request.
                _kept = read_catalogue(current_stamp())
    return _kept


def read_catalogue(stamp: Stamp) -> Catalogue:
    rows = _Rows()
    guides = [Guide(g.pk, g.key, g.title, g.subject, g.description, g.retired_at is not None) for g in rows.guides]
    guides.sort(key=lambda guide: guide.retired)
    placed = {guide.id: _Places(rows, guide) for guide in guides or [NO_GUIDE]}
    at_home = {skill.id: skill for places in placed.values() for skill in places.skills.values() if not skill.shared}
    beside: dict[int, Catalogue] = {}
    for places in placed.values():
        beside[places.guide.id] = _seen_by(places, at_home, rows, stamp, beside)
    return next(iter(beside.values()))


class _Rows:
    """Everything that is curated, as it lies in the tables."""

    def __init__(self) -> None:
        self.guides = list(models.Guide.objects.all())
        self.stages = _grouped((stage.guide_id, stage) for stage in models.Stage.objects.all())
        self.skills = _grouped((skill.stage_id, skill) for skill in models.Skill.objects.all())
        self.by_id = {skill.pk: skill for skills in self.skills.values() for skill in skills}
        self.shared = _grouped((row.stage_id, row.skill_id) for row in models.SharedSkill.objects.live())
        self.outcomes = _grouped(
            (o.skill_id, Outcome(o.pk, o.key, o.text)) for o in models.Outcome.objects.filter(retired_at__isnull=True)
        )
        edges = list(models.Prerequisite.objects.values_list("skill_id", "needs_id"))
        self.needs, self.opens = _grouped(edges), _grouped((b, a) for a, b in edges)
        self.needed = _grouped((n.skill_id, (n.role_id, n.need)) for n in models.RoleSkill.objects.all())
        self.starts = _grouped(
            (h.skill_id, (h.background_id, HeadStart(h.action, h.reason))) for h in models.HeadStart.objects.all()
        )
        self.briefs = _grouped(
            (b.skill_id, Brief(b.brief.title, b.brief.get_absolute_url(), b.brief.hours * MINUTES))
            for b in models.BriefSkill.objects.filter(brief__retired_at__isnull=True)
            .select_related("brief")
            .order_by("order", "brief__hours", "brief__key")
        )
        self.roles = _grouped(
            (r.guide_id, Role(r.pk, r.guide_id, r.key, r.title, r.description)) for r in models.Role.objects.live()
        )
        self.backgrounds = tuple(
            Background(b.pk, b.key, b.title, b.description) for b in models.Background.objects.live()
        )
        self.camps = _grouped((camp.guide_id, camp) for camp in models.Camp.objects.live())
        self.asked = _grouped((asked.camp_id, asked) for asked in models.CampSkill.objects.all())
        self.interview_stages = list(models.InterviewStage.objects.live())
        self.drawn_on = _grouped(
            (s.interview_stage_id, s.skill_id) for s in models.InterviewStageSkill.objects.order_by("order")
        )

    @cached_property
    def resources(self) -> Mapping[int, list[int]]:
        """Skill → its live resources."""
        rows = models.SkillResource.objects.filter(resource__retired_at__isnull=True)
        return _grouped(rows.order_by().values_list("skill_id", "resource_id"))


class _Places:
    """The skills of one guide in their places: its own, retired ones too, and the live ones that it shares."""

    def __init__(self, rows: _Rows, guide: Guide) -> None:
        self.rows, self.guide = rows, guide
        self.skills: dict[int, Skill] = {}
        self.stages: list[Stage] = []
        stages = [(stage, self._members(stage)) for stage in rows.stages.get(guide.id, ())]
        stages = [(stage, members) for stage, members in stages if members]
        self.count = sum(any(not retired for _, _, retired in members) for _, members in stages)
        for stage, members in stages:
            self._place(stage, members)

    def _members(self, stage: models.Stage) -> list[tuple[models.Skill, bool, bool]]:
        """Skill, whether it is shared, whether it is retired."""
        gone = stage.retired_at is not None or self.guide.retired
        shared = [self.rows.by_id[pk] for pk in self.rows.shared.get(stage.pk, ())]
        own = self.rows.skills.get(stage.pk, ())
        return [
            *((row, True, gone) for row in shared if row.retired_at is None),
            *((row, False, gone or row.retired_at is not None) for row in own),
        ]

    def _place(self, stage: models.Stage, members: Sequence[tuple[models.Skill, bool, bool]]) -> None:
        number = min(len(self.stages) + 1, self.count) or 1  # a retired stage takes the number of its neighbour
        live: list[Skill] = []
        for row, shared, retired in members:
            code = f"{number}.{'–' if retired else f'{len(live) + 1:02d}'}"
            skill = self.skills[row.pk] = self._skill(row, stage, number, code, shared=shared, retired=retired)
            if not retired:
                live.append(skill)
        if live:
            self.stages.append(
                Stage(
                    number=number,
                    step=step(number, self.count),
                    key=stage.key,
                    title=stage.title,
                    short_title=stage.short_title,
                    purpose=stage.purpose,
                    why=stage.why,
                    skills=tuple(live),
                )
            )

    def _skill(
        self, row: models.Skill, stage: models.Stage, number: int, code: str, *, shared: bool, retired: bool
    ) -> Skill:
        rows, pk = self.rows, row.pk
        return Skill(
            id=pk,
            key=row.key,
            slug=row.slug,
            code=code,
            guide=self.guide.id,
            shared=shared,
            stage=number,
            step=step(number, self.count),
            stage_title=stage.short_title,
            title=row.title,
            short_title=row.short_title,
            description=row.description,
            why=row.why,
            level=row.level,
            minutes=row.hours * MINUTES,
            in_guide=row.in_guide,
            retired=retired,
            outcomes=tuple(rows.outcomes.get(pk, ())),
            needs=tuple(rows.needs.get(pk, ())),
            opens=tuple(rows.opens.get(pk, ())),
            need_of_role=dict(rows.needed.get(pk, ())),
            head_start_of=dict(rows.starts.get(pk, ())),
            briefs=tuple(rows.briefs.get(pk, ())),
        )


def _seen_by(
    places: _Places, at_home: Mapping[int, Skill], rows: _Rows, stamp: Stamp, beside: Mapping[int, Catalogue]
) -> Catalogue:
    skills = {**at_home, **places.skills}
    merged = {pk: row.merged_into_id for pk, row in rows.by_id.items() if row.merged_into_id}
    heirs = {pk: skills[_heir(pk, merged)] for pk in merged}
    former = {slug: heirs.get(pk, skills[pk]) for pk, row in rows.by_id.items() for slug in row.former_slugs}
    former |= {skills[pk].slug: heir for pk, heir in heirs.items()}
    live = [skill for stage in places.stages for skill in stage.skills]
    return Catalogue(
        stamp=stamp,
        guide=places.guide,
        beside=beside,
        stages=tuple(places.stages),
        skills=skills,
        roles=tuple(rows.roles.get(places.guide.id, ())),
        backgrounds=rows.backgrounds,
        camps=tuple(_camps(places, rows)),
        interview_stages=tuple(_interview_stages(skills, rows)),
        resources_count=len({pk for skill in live for pk in rows.resources.get(skill.id, ())}),
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


def _camps(places: _Places, rows: _Rows) -> Iterator[Camp]:
    """Camps with the live skills of the guide that they ask for."""
    for camp in rows.camps.get(places.guide.id, ()):
        skills = ((asked, places.skills.get(asked.skill_id)) for asked in rows.asked.get(camp.pk, ()))
        live = [asked for asked, skill in skills if skill and not skill.retired]
        for_role = _grouped((asked.role_id, asked.skill_id) for asked in live if asked.role_id is not None)
        yield Camp(
            id=camp.pk,
            key=camp.key,
            title=camp.title,
            short_title=camp.short_title,
            possible=camp.possible,
            for_all=tuple(asked.skill_id for asked in live if asked.role_id is None),
            for_role={role: tuple(ids) for role, ids in for_role.items()},
        )


def _interview_stages(skills: Mapping[int, Skill], rows: _Rows) -> Iterator[InterviewStage]:
    """With the live skills that they draw on."""
    for stage in rows.interview_stages:
        yield InterviewStage(
            id=stage.pk,
            key=stage.key,
            title=stage.title,
            short_title=stage.short_title,
            skills=tuple(pk for pk in rows.drawn_on.get(stage.pk, ()) if pk in skills and not skills[pk].retired),
        )


def _grouped[K, V](pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
