"""What strangers may see of a person: read in one query as plain values, so that equal values are the same page.

Nothing stands here that the person did not switch on: a project is shown while it is chosen, published and not
deleted, a way to write while it is switched on. A skill is shown as proven only by a project that is shown.
What moderators withhold is nobody's to see but its owner's.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, IntegerField, Model, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, JSONObject
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.safestring import SafeString

from careers.figures.catalogue import Skill, Stage
from careers.figures.comparison import Comparison, comparison
from careers.figures.evidence import Evidence, evidence
from careers.figures.prepared import first_row, statement
from careers.figures.standing import Standing
from careers.markdown import html
from careers.models import (
    ContactWay,
    OutcomeTick,
    Profile,
    Project,
    ProjectCheck,
    ProjectImage,
    ProjectLink,
    ProjectMetric,
    ProjectResult,
    ProjectSkill,
    User,
)
from careers.models.moderation import page_withheld, project_withheld
from careers.models.portfolio import evidence_in_fields
from careers.pictures import widths

MARKS = """SELECT md5(string_agg(concat(held, ticked.many), ',' ORDER BY held.id)) FROM careers_skillstate held
    LEFT JOIN (SELECT skill_id, count(*) AS many FROM careers_outcometick tick
    WHERE tick.user_id = careers_profile.user_id GROUP BY skill_id) ticked USING (skill_id)
    WHERE held.user_id = careers_profile.user_id"""
PLAN = "SELECT plan::text FROM careers_plan plan WHERE plan.user_id = careers_profile.user_id"
CATALOGUE = "SELECT version FROM careers_cataloguestate"


@dataclass(frozen=True)
class Picture:
    digest: str
    alt: str
    width: int
    height: int

    @property
    def widths(self) -> list[int]:
        return widths(self.width)

    @property
    def names(self) -> list[tuple[str, int]]:
        """File and width of each size, for `srcset`."""
        return [(f"{self.digest}-{width}.webp", width) for width in self.widths]

    @property
    def largest(self) -> str:
        return self.names[-1][0]

    @property
    def smallest(self) -> str:
        return self.names[0][0]


@dataclass(frozen=True)
class Link:
    kind: str
    url: str
    label: str
    added_on: dt.date | None


@dataclass(frozen=True)
class ShownSkill:
    """A skill that a shown project exercised, and the sentence that says how."""

    skill_id: int
    proof: str
    since: dt.datetime | None


STORY = (
    ("problem", "The problem"),
    ("audience", "Who has it"),
    ("split", "How it was measured"),
    ("reading", "What the number means"),
    ("method", "Method"),
    ("went_wrong", "Where it goes wrong"),
    ("next_steps", "What would come next"),
)


@dataclass(frozen=True)
class PublicProject:
    key: UUID
    slug: str
    title: str
    pitch: str
    texts: Mapping[str, str]
    started_on: dt.date | None
    finished_on: dt.date | None
    changed_at: dt.datetime | None
    evidence: Evidence
    links: tuple[Link, ...]
    metrics: tuple[Comparison, ...]
    skills: tuple[ShownSkill, ...]
    pictures: tuple[Picture, ...]

    @property
    def headline(self) -> Comparison | None:
        return next((metric for metric in self.metrics if metric.rows), None)

    @property
    def story(self) -> list[tuple[str, SafeString]]:
        """The texts that are not empty, with their titles."""
        return [(title, html(text)) for name, title in STORY if (text := self.texts[name])]

    @property
    def cover(self) -> Picture | None:
        return self.pictures[0] if self.pictures else None

    @property
    def holds(self) -> bool:
        """It has the first five items of the checklist, so its sentences of proof lift skills to proven."""
        return not self.evidence.missing_of_five

    @property
    def proven(self) -> list[ShownSkill]:
        return [skill for skill in self.skills if skill.proof] if self.holds else []


@dataclass(frozen=True)
class Proof:
    """One chain: the project that proves a skill, and the sentence that says how."""

    project: PublicProject
    sentence: str
    since: dt.datetime | None


@dataclass(frozen=True)
class ProvenSkill:
    skill: Skill
    ticked: tuple[tuple[str, dt.datetime | None], ...]
    """Outcomes that the person says they can show, and since when."""
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class PublicPage:
    """A person's page. `stamp` changes with anything that it says; what it says is taken apart when it is asked for."""

    owner: User
    """With what a page needs of them alone: key and time zone."""
    profile: Profile
    documents: tuple[Sequence[str], Sequence[str], Sequence[str]]
    """Ways to write, projects and ticks as the database wrote them down."""
    stamp: str

    @cached_property
    def ways(self) -> tuple[ContactWay, ...]:
        return tuple(ContactWay(**json.loads(doc)) for doc in self.documents[0])

    @cached_property
    def projects(self) -> tuple[PublicProject, ...]:
        return tuple(_project(json.loads(doc)) for doc in self.documents[1])

    @cached_property
    def ticks(self) -> Mapping[int, dt.datetime | None]:
        """Outcome → since when the person says they can show it, of the skills that their projects exercised."""
        docs = map(json.loads, self.documents[2])
        return {doc["outcome"]: _moment(doc["at"]) for doc in docs}

    @property
    def name(self) -> str:
        return self.profile.name or self.profile.handle or "Somebody"

    @property
    def about(self) -> SafeString:
        return html(self.profile.about) if self.profile.show_about else SafeString()

    @property
    def description(self) -> str:
        """In one line, for whoever shows a link to the page."""
        titles = ", ".join(project.title for project in self.projects[:3])
        return self.profile.headline or (f"Projects: {titles}" if titles else f"The page of {self.name}")

    def works(self, standing: Standing) -> list[tuple[PublicProject, int | None]]:
        """The projects, each with the step on the colour ramp of the stage that its first skill belongs to."""
        return [(project, self.step(project, standing)) for project in self.projects]

    def step(self, project: PublicProject, standing: Standing) -> int | None:
        known = (standing.catalogue.skills.get(shown.skill_id) for shown in project.skills)
        return next((skill.step for skill in known if skill), None)

    def project(self, slug: str) -> PublicProject | None:
        return next((project for project in self.projects if project.slug == slug), None)

    def proofs(self, standing: Standing) -> list[tuple[Stage, list[ProvenSkill]]]:
        """Stage by stage the skills that shown projects prove, each with its chains."""
        found: dict[int, list[Proof]] = {}
        for project, shown in self._proven():
            found.setdefault(shown.skill_id, []).append(Proof(project, shown.proof, shown.since))
        skills = [
            ProvenSkill(skill, self._ticked(skill), tuple(found[skill.id]))
            for skill in standing.catalogue.skills.values()
            if skill.id in found
        ]
        stages = [
            (stage, [s for s in skills if (s.skill.guide, s.skill.stage) == (each.guide.id, stage.number)])
            for each in standing.catalogue.beside.values()
            for stage in each.stages
        ]
        return [(stage, of_stage) for stage, of_stage in stages if of_stage]

    def _ticked(self, skill: Skill) -> tuple[tuple[str, dt.datetime | None], ...]:
        return tuple((outcome.text, self.ticks[outcome.id]) for outcome in skill.outcomes if outcome.id in self.ticks)

    def _proven(self) -> Iterator[tuple[PublicProject, ShownSkill]]:
        for project in self.projects:
            for shown in project.proven:
                yield project, shown


# --- reading ---


def _rows(model: type[Model], owner: str, **fields: Any) -> ArraySubquery:
    """A list of JSON objects of the rows that belong to the outer row, in the order of the model."""
    rows = model._default_manager.filter(**{owner: OuterRef("pk")})
    return ArraySubquery(rows.values(doc=JSONObject(**fields)))


def _projects() -> QuerySet[Project, Any]:
    """The shown projects of the outer profile, as documents."""
    results = _rows(
        ProjectResult,
        "metric",
        id=F("pk"),
        label=F("label"),
        value=Cast("value", CharField()),
        is_baseline=F("is_baseline"),
    )
    metrics = _rows(
        ProjectMetric, "project",
        id=F("pk"), name=F("name"), unit=F("unit"), better=F("better"), measured_on=F("measured_on"), results=results,
    )  # fmt: skip
    links = _rows(ProjectLink, "project", kind=F("kind"), url=F("url"), label=F("label"), added_at=F("added_at"))
    skills = _rows(ProjectSkill, "project", skill=F("skill_id"), proof=F("proof"), added_at=F("added_at"))
    checks = _rows(ProjectCheck, "project", checklist=F("checklist"), item=F("item"), pointer=F("pointer"))
    images = ProjectImage.objects.there().filter(project=OuterRef("pk"))
    pictures = ArraySubquery(
        images.values(doc=JSONObject(digest=F("digest"), alt=F("alt"), width=F("width"), height=F("height")))
    )
    return (
        Project.objects.published()
        .with_evidence()
        .filter(shownprojects__user=OuterRef("user"))
        .order_by("shownprojects__order", "shownprojects__pk")
        .values(
            doc=JSONObject(
                key=F("key"), slug=F("shownprojects__slug"),
                title=F("title"), pitch=F("pitch"),
                started_on=F("started_on"), finished_on=F("finished_on"), changed_at=F("changed_at"),
                texts=JSONObject(**{name: F(name) for name in Project.TEXTS[2:]}),
                held=JSONObject(**{item: F(f"has_{item}") for item in evidence_in_fields()}),
                checks=checks,
                links=links, metrics=metrics, skills=skills, pictures=pictures,
            )
        )
    )  # fmt: skip


COLUMNS = tuple(field.attname for field in Profile._meta.concrete_fields)
READ = (*COLUMNS, "user__time_zone", "way_docs", "project_docs", "tick_docs", "marks", "plan_text", "catalogue_version")
WANTED_HANDLE, WANTED_USER = "the handle that is asked for", 2**62
"""What stands in a statement where its parameter goes."""


def _pages(projects: QuerySet[Project, Any]) -> QuerySet[Profile, Any]:
    ways = ContactWay.objects.filter(user=OuterRef("user"), shown=True)
    exercised = ProjectSkill.objects.filter(user=OuterRef("user"), skill=OuterRef("skill"))
    ticks = OutcomeTick.objects.filter(Exists(exercised), user=OuterRef("user")).order_by("pk")
    found = Profile.objects.annotate(
        way_docs=ArraySubquery(ways.values(doc=JSONObject(kind=F("kind"), address=F("address"), label=F("label")))),
        project_docs=ArraySubquery(projects),
        tick_docs=ArraySubquery(ticks.values(doc=JSONObject(outcome=F("outcome_id"), at=F("at")))),
        marks=RawSQL(MARKS, (), output_field=CharField()),  # noqa: S611 - a constant
        plan_text=RawSQL(PLAN, (), output_field=CharField()),  # noqa: S611
        catalogue_version=RawSQL(CATALOGUE, (), output_field=IntegerField()),  # noqa: S611
    )
    return found.values_list(*READ)


def _for_strangers() -> QuerySet[Profile, Any]:
    return _pages(_projects().filter(~project_withheld())).filter(~page_withheld(), user__is_active=True)


@cache
def _by_handle() -> str:
    """Composing it takes longer than the database takes to answer."""
    return statement(_for_strangers().filter(handle=WANTED_HANDLE, is_public=True), WANTED_HANDLE)


@cache
def _by_link() -> str:
    return statement(_for_strangers().filter(user=WANTED_USER), WANTED_USER)


@cache
def _by_user() -> str:
    return statement(_pages(_projects()).filter(user=WANTED_USER), WANTED_USER)


def published_page(handle: str) -> PublicPage | None:
    """By its address, while it is published. One query."""
    return _page(_by_handle(), handle)


def shared_page(user: User) -> PublicPage | None:
    """What a secret link opens, published or not. One query."""
    return _page(_by_link(), user.pk)


def own_page(user: User) -> PublicPage | None:
    """What its owner would show, published or not, withheld or not. One query."""
    return _page(_by_user(), user.pk)


def _page(question: str, wanted: str | int) -> PublicPage | None:
    row = first_row(question, wanted)
    if row is None:
        return None
    profile = Profile(**dict(zip(COLUMNS, row, strict=False)))
    zone, ways, projects, ticks, *_ = row[len(COLUMNS) :]
    return PublicPage(
        owner=User(pk=profile.user_id, time_zone=zone),
        profile=profile,
        documents=(ways, projects, ticks),
        stamp=blake2b(repr(row).encode(), digest_size=16).hexdigest(),
    )


def _project(doc: Mapping[str, Any]) -> PublicProject:
    return PublicProject(
        key=UUID(doc["key"]),
        slug=doc["slug"],
        title=doc["title"],
        pitch=doc["pitch"],
        texts=doc["texts"] | {"data_url": _web_address(doc["texts"]["data_url"])},
        started_on=_day(doc["started_on"]),
        finished_on=_day(doc["finished_on"]),
        changed_at=_moment(doc["changed_at"]),
        evidence=_evidence(doc),
        links=tuple(
            Link(row["kind"], row["url"], row["label"] or ProjectLink.Kind(row["kind"]).label, _moment(row["added_at"]))
            for row in doc["links"]
        ),
        metrics=tuple(_metric(row) for row in doc["metrics"]),
        skills=tuple(ShownSkill(row["skill"], row["proof"], _moment(row["added_at"])) for row in doc["skills"]),
        pictures=tuple(Picture(**row) for row in doc["pictures"]),
    )


def _metric(doc: Mapping[str, Any]) -> Comparison:
    values = {name: doc[name] for name in ("id", "name", "unit", "better", "measured_on")}
    results = [ProjectResult(**row | {"value": Decimal(row["value"])}) for row in doc["results"]]
    return comparison(ProjectMetric(**values), results)


def _evidence(doc: Mapping[str, Any]) -> Evidence:
    project = Project()
    for item, held in doc["held"].items():
        setattr(project, f"has_{item}", held)
    return evidence(project, [ProjectCheck(**check) for check in doc["checks"]])


def _web_address(address: str) -> str:
    """Only what a link may lead to, however it came into the database."""
    return address if address.startswith(("https://", "http://")) else ""


def _day(text: str | None) -> dt.date | None:
    return parse_date(text) if text else None


def _moment(text: str | None) -> dt.datetime | None:
    return parse_datetime(text) if text else None
