"""The registry of what the catalogue consists of. A new kind of entry is one more `Kind` here."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models

from careers.acts.catalogue import between_guides, relations, schemas
from careers.acts.catalogue.files import Entry, Fields
from careers.acts.catalogue.relations import Relation
from careers.acts.catalogue.schemas import Schema
from careers.models import (
    Background,
    Brief,
    Camp,
    DayBefore,
    Guide,
    InterviewStage,
    Resource,
    Role,
    SharedSkill,
    Skill,
    Stage,
)
from careers.models.curated import Curated
from careers.models.interviews import LINE_LENGTH, LONGEST

ORDER = "order"
RETIRED = "retired"
GUIDE = "of_guide"
"""The guide that an entry belongs to; in the text files it is that of the folder, and need not be said."""


@dataclass(frozen=True)
class Kind:
    """A folder of text files, the model of its entries, and how the fields of the one lie in the other."""

    name: str
    folder: str
    model: type[Curated]
    columns: Mapping[str, str]
    """Field of the text → field of the model."""
    schemas: Mapping[str, Schema] = field(default_factory=dict)
    """Of columns whose shape the model does not tell."""
    relations: tuple[Relation, ...] = ()
    ordered_within: str | None = None
    """The place in the text is the order of the entries among those with the same such field."""
    defaults: Mapping[str, Callable[[Fields], Any]] = field(default_factory=dict)
    """What a missing field means, where it depends on the others."""
    unique: tuple[str, ...] = ()
    """Fields, other than the key, of which no two entries may have the same value."""
    together: Mapping[str, list[str]] = field(default_factory=dict)
    """Field → fields that it needs beside it."""
    setters: Mapping[str, Callable[[Any, Any], None]] = field(default_factory=dict)
    """Verbs of the model by which a column changes, where setting it does not suffice."""
    heading: str = ""
    """The comment on top of a file; `{}` stands for the title of the entry that `file_by` leads to."""
    file_by: str | None = None
    """A file for each value of this field; one for all where there is none."""
    file_names: Mapping[str, str] = field(default_factory=dict)
    """Value of `file_by` → name of the file, where it is not the value itself."""
    written_first: tuple[str, ...] = ()
    """Fields that begin an entry in the text, in this order; the others follow as they are listed here."""

    def column(self, name: str) -> "models.Field[Any, Any]":
        return self.model._meta.get_field(self.columns[name])  # type: ignore[return-value]

    @cached_property
    def schema(self) -> Schema:
        properties: dict[str, Schema] = {
            "key": schemas.KEY_SCHEMA,
            "formerly": schemas.KEYS,
            RETIRED: {"type": "boolean"},
        }
        properties |= {name: self.schemas.get(name) or schemas.of_column(self.column(name)) for name in self.columns}
        for relation in self.relations:
            properties |= relation.properties
        needed = [name for name in self.columns if name not in self.optional]
        return {**schemas.record(properties), "required": ["key", *needed], "dependentRequired": dict(self.together)}

    @cached_property
    def bound(self) -> Mapping[str, frozenset[str]]:
        """Field → the fields, itself among them, that make sense only beside each other."""
        groups: dict[str, frozenset[str]] = {}
        for name, others in self.together.items():
            names = frozenset({name, *others})
            joined = names.union(*(groups.get(other, ()) for other in names))
            groups |= dict.fromkeys(joined, joined)
        return groups

    @cached_property
    def optional(self) -> Fields:
        """Columns that the text may leave out → what that means; for those in `defaults` it is worked out."""
        columns = {name: self.column(name) for name in self.columns}
        return {
            name: column.get_default()
            for name, column in columns.items()
            if column.blank or column.has_default() or name in self.defaults or name == GUIDE
        }

    @property
    def written(self) -> list[str]:
        """Every column that loading may change."""
        order = [] if self.ordered_within is None else [ORDER]
        merged = ["merged_into"] if hasattr(self.model, "merged_into") else []
        return [*self.columns.values(), *order, "retired_at", *merged]

    def canonical(self, raw: Fields, place: int, guide: str) -> Fields:
        """The fields of an entry as they are compared: none missing, none in two spellings.

        `guide` is the key of the guide that it belongs to where it does not say so.
        """
        fields = {name: raw.get(name, self.optional.get(name)) for name in self.columns}
        if GUIDE in self.columns:
            fields[GUIDE] = raw.get(GUIDE, guide)
        fields |= {name: work_out(raw) for name, work_out in self.defaults.items() if name not in raw}
        if self.ordered_within is not None:
            fields[ORDER] = place
        for relation in self.relations:
            said = {name: raw.get(name, schema["default"]) for name, schema in relation.properties.items()}
            fields |= relation.canonical(said)
        return {**fields, RETIRED: raw.get(RETIRED, False)}

    def sparse(self, key: str, fields: Fields, guide: str = "") -> Fields:
        """The reverse of `canonical`: an entry as it is written, without what a missing field means anyway."""
        meant = self.optional | {name: work_out({"key": key}) for name, work_out in self.defaults.items()}
        meant |= {GUIDE: guide} if guide else {}
        for relation in self.relations:
            meant |= relation.defaults()
        names = [n for n in self.schema["properties"] if n in fields and n != RETIRED and n not in self.written_first]
        told = {n: fields[n] for n in (*self.written_first, *names) if n not in meant or fields[n] != meant[n]}
        return {"key": key, **({RETIRED: True} if fields[RETIRED] else {}), **told}

    def mentions(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """Kind and key of every entry that this one refers to."""
        for name in self.references:
            yield self.references[name], entry.fields[name]
        for relation in self.relations:
            yield from relation.mentions(entry.fields)

    @cached_property
    def mentioning(self) -> frozenset[str]:
        """Fields in which keys of other entries may stand."""
        return frozenset(self.references).union(*(relation.properties for relation in self.relations))

    @cached_property
    def references(self) -> dict[str, str]:
        """Columns that are foreign keys → the kind they lead to."""
        columns = {name: self.column(name) for name in self.columns}
        return {
            name: next(kind.name for kind in KINDS if kind.model is column.related_model)
            for name, column in columns.items()
            if isinstance(column, models.ForeignKey)
        }

    def _number(self, found: Mapping[str, Fields]) -> None:
        """Places as the text counts them, whatever numbers the rows carry: 1, 2, 3, retired ones last."""
        if self.ordered_within is None:
            return
        places: dict[Any, int] = defaultdict(int)
        for fields in found.values():
            group = fields.get(self.ordered_within)
            places[group] += 1
            fields[ORDER] = places[group]

    def read(self) -> dict[str, Fields]:
        """Every row of the database in the form of `canonical`, by its key."""
        paths = {name: f"{path}__key" if name in self.references else path for name, path in self.columns.items()}
        ordered = self.model._default_manager.order_by("key")
        if self.ordered_within is not None:
            paths[ORDER] = ORDER
            ordered = ordered.order_by(models.F("retired_at").asc(nulls_first=True), ORDER, "key")
        found = {}
        for key, retired_at, *values in ordered.values_list("key", "retired_at", *paths.values()):
            said = {name: _as_said(value) for name, value in zip(paths, values, strict=True)}
            found[key] = {**said, RETIRED: retired_at is not None}
        self._number(found)
        for relation in self.relations:
            rows = relation.read()
            for key in found:
                found[key] |= rows.get(key) or relation.defaults()
        return found


def _as_said(value: Any) -> Any:
    """As the text says it."""
    return value.isoformat() if isinstance(value, dt.date) else value


RESOURCE_FILES = {
    "article": "articles",
    "book": "books",
    "community": "communities",
    "competition": "competitions",
    "course": "courses",
    "dataset": "data-sets",
    "documentation": "documentation",
    "practice": "practice",
    "tool": "tools",
    "video": "videos",
}
KINDS = (
    Kind(
        name="guide",
        folder="guides",
        heading="The guide that all files of this folder make up: the work that it leads to, and what it is about.",
        model=Guide,
        columns={"title": "title", "subject": "subject", "description": "description"},
    ),
    Kind(
        name="background",
        folder="backgrounds",
        heading="Where a person starts. What each may skip or shorten stands with the skills (head_starts).",
        written_first=("title", "guide"),
        model=Background,
        columns={"title": "title", "description": "description", "guide": "in_guide", GUIDE: "guide"},
        ordered_within=GUIDE,
    ),
    Kind(
        name="role",
        folder="roles",
        heading="Jobs that one can aim at. Which skills they need stands with the skills (roles).",
        written_first=("title", "guide"),
        model=Role,
        columns={
            "title": "title",
            "description": "description",
            "guide": "in_guide",
            "titles": "titles",
            "wage_soc": "wage_soc",
            "esco_uri": "esco_uri",
            "onet_code": "onet_code",
            GUIDE: "guide",
        },
        ordered_within=GUIDE,
    ),
    Kind(
        name="stage",
        folder="stages",
        heading="The stages of the roadmap, in order.",
        model=Stage,
        columns={"title": "title", "short_title": "short_title", "purpose": "purpose", "why": "why", GUIDE: "guide"},
        ordered_within=GUIDE,
    ),
    Kind(
        name="skill",
        folder="skills",
        heading="The skills of the stage “{}”, in order.",
        file_by="stage",
        written_first=(
            *("stage", "slug", "former_slugs", "title", "short_title", "level", "hours", "guide", "guide_items"),
            *("description", "why", "prerequisites", "outcomes", "roles", "head_starts"),
        ),
        model=Skill,
        columns={
            "stage": "stage",
            "slug": "slug",
            "former_slugs": "former_slugs",
            "title": "title",
            "short_title": "short_title",
            "description": "description",
            "why": "why",
            "hours": "hours",
            "level": "level",
            "guide": "in_guide",
            "guide_items": "guide_items",
            "aliases": "aliases",
            "ambiguous_aliases": "ambiguous_aliases",
            "in_postings": "in_postings",
            "esco_uri": "esco_uri",
            "esco_match": "esco_match",
            "review_by": "review_by",
        },
        schemas={
            "slug": schemas.KEY_SCHEMA,
            "former_slugs": schemas.KEYS,
            "ambiguous_aliases": schemas.listed(
                schemas.record(
                    {"alias": schemas.text(80), "context": {**schemas.listed(schemas.text(80)), "minItems": 1}}
                )
            ),
            "esco_match": {"enum": ["exact", "close", "broad", "narrow"]},
        },
        relations=(
            relations.Outcomes(),
            relations.Prerequisites(),
            between_guides.RoleNeeds(),
            between_guides.HeadStarts(),
            relations.Shelf(),
            relations.MergedInto("skill", Skill),
        ),
        ordered_within="stage",
        defaults={"slug": lambda raw: raw["key"]},
        unique=("slug",),
        together={
            "guide_items": ["guide"],
            "esco_match": ["esco_uri"],
            "esco_uri": ["esco_match"],
            "merged_into": [RETIRED],
        },
        setters={"slug": Skill.move_to},
    ),
    Kind(
        name="shared skill",
        folder="shared-skills",
        heading="Skills of other guides that stand in the stage “{}” too, before its own, in order.",
        file_by="stage",
        model=SharedSkill,
        columns={"stage": "stage", "skill": "skill"},
        relations=(between_guides.RoleNeeds(shared=True), between_guides.HeadStarts(shared=True)),
        ordered_within="stage",
    ),
    Kind(
        name="resource",
        folder="resources",
        heading="Resources of one kind, by title. In which order a skill uses them stands with the skill.",
        file_by="kind",
        file_names=RESOURCE_FILES,
        model=Resource,
        columns={
            "title": "title",
            "url": "url",
            "authors": "authors",
            "provider": "provider",
            "kind": "kind",
            "cost": "cost",
            "level": "level",
            "hours": "hours",
            "hours_basis": "hours_basis",
            "guide": "in_guide",
            "description": "description",
            "licence": "licence",
            "seen_in": "seen_in",
            "review_by": "review_by",
            GUIDE: "guide",
        },
        relations=(relations.MergedInto("resource", Resource),),
        unique=("url",),
        together={"hours": ["hours_basis"], "hours_basis": ["hours"], "merged_into": [RETIRED]},
    ),
    Kind(
        name="camp",
        folder="camps",
        heading="Milestones on the way, in order; the last one is the summit. Each counts with the earlier ones.",
        model=Camp,
        columns={
            "title": "title",
            "short_title": "short_title",
            "possible": "possible",
            "note": "note",
            GUIDE: "guide",
        },
        relations=(relations.CampSkills(),),
        ordered_within=GUIDE,
    ),
    Kind(
        name="brief",
        folder="briefs",
        heading="Ideas for a portfolio project, in the order in which a learner could take them.",
        model=Brief,
        columns={"title": "title", "description": "description", "level": "level", "hours": "hours", GUIDE: "guide"},
        relations=(relations.BriefSkills(), relations.BriefDataSets(), relations.BriefChecks()),
        ordered_within=GUIDE,
    ),
    Kind(
        name="interview stage",
        folder="interview-stages",
        heading="Kinds of interview, in their usual order; few employers use all. Lengths are customary: estimates.",
        written_first=("title", "short_title", "part_of", "guide", "purpose", "format", "length"),
        model=InterviewStage,
        columns={
            "title": "title",
            "short_title": "short_title",
            "purpose": "purpose",
            "format": "format",
            "length": "length",
            "minutes_from": "minutes_from",
            "minutes_to": "minutes_to",
            "attends": "attends",
            "parts": "parts",
            "bring": "bring",
            "mistakes": "mistakes",
            "ask": "ask",
            "guide": "in_guide",
            GUIDE: "guide",
        },
        schemas={
            "parts": schemas.listed(
                schemas.record(
                    {
                        "minutes": {"type": "integer", "minimum": 1, "maximum": LONGEST},
                        "title": schemas.text(60),
                        "text": schemas.text(LINE_LENGTH),
                    },
                    optional=("text",),
                )
            ),
        },
        relations=(
            relations.InterviewSteps(),
            relations.InterviewCriteria(),
            relations.InterviewSkills(),
            relations.PartOf(),
        ),
        ordered_within=GUIDE,
        together={"minutes_from": ["minutes_to"], "minutes_to": ["minutes_from"], "parts": ["minutes_to"]},
    ),
    Kind(
        name="day-before line",
        folder="day-before",
        heading="What to see to on the day before an interview, and on the day.",
        model=DayBefore,
        columns={"text": "text", "on_the_day": "on_the_day", "guide": "in_guide", GUIDE: "guide"},
        ordered_within=GUIDE,
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
