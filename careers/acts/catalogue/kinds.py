"""The registry of what the catalogue consists of. A new kind of entry is one more `Kind` here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models

from careers.acts.catalogue import relations, schemas
from careers.acts.catalogue.files import Entry, Fields
from careers.acts.catalogue.relations import Relation
from careers.acts.catalogue.schemas import Schema
from careers.models import Background, Camp, Resource, Role, Skill, Stage
from careers.models.curated import Curated

ORDER = "order"
RETIRED = "retired"


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
    """The place in the text is the order of the entries: among all ("") or among those with the same such field."""
    defaults: Mapping[str, Callable[[Fields], Any]] = field(default_factory=dict)
    """What a missing field means, where it depends on the others."""
    unique: tuple[str, ...] = ()
    """Fields, other than the key, of which no two entries may have the same value."""
    together: Mapping[str, list[str]] = field(default_factory=dict)
    """Field → fields that it needs beside it."""
    setters: Mapping[str, Callable[[Any, Any], None]] = field(default_factory=dict)
    """Verbs of the model by which a column changes, where setting it does not suffice."""
    set_too: tuple[str, ...] = ()
    """Columns that the setters change besides."""

    def column(self, name: str) -> "models.Field[Any, Any]":
        return self.model._meta.get_field(self.columns[name])  # type: ignore[return-value]

    @cached_property
    def schema(self) -> Schema:
        properties: dict[str, Schema] = {"key": schemas.KEY_SCHEMA, "formerly": schemas.KEYS}
        properties |= {name: self.schemas.get(name) or schemas.of_column(self.column(name)) for name in self.columns}
        for relation in self.relations:
            properties |= relation.properties
        needed = [name for name in self.columns if name not in self.optional]
        return {**schemas.record(properties), "required": ["key", *needed], "dependentRequired": dict(self.together)}

    @cached_property
    def optional(self) -> Fields:
        """Columns that the text may leave out → what that means; for those in `defaults` it is worked out."""
        columns = {name: self.column(name) for name in self.columns}
        return {
            name: column.get_default()
            for name, column in columns.items()
            if column.blank or column.has_default() or name in self.defaults
        }

    @property
    def written(self) -> list[str]:
        """Every column that loading may change."""
        order = [] if self.ordered_within is None else [ORDER]
        return [*self.columns.values(), *order, *self.set_too, "retired_at"]

    def canonical(self, raw: Fields, place: int) -> Fields:
        """The fields of an entry as they are compared: none missing, none in two spellings."""
        fields = {name: raw.get(name, self.optional.get(name)) for name in self.columns}
        fields |= {name: work_out(raw) for name, work_out in self.defaults.items() if name not in raw}
        if self.ordered_within is not None:
            fields[ORDER] = place
        for relation in self.relations:
            said = {name: raw.get(name, schema["default"]) for name, schema in relation.properties.items()}
            fields |= relation.canonical(said)
        return {**fields, RETIRED: False}

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

    def read(self) -> dict[str, Fields]:
        """Every row of the database in the form of `canonical`, by its key."""
        paths = {name: f"{path}__key" if name in self.references else path for name, path in self.columns.items()}
        if self.ordered_within is not None:
            paths[ORDER] = ORDER
        found = {}
        for key, retired_at, *values in self.model._default_manager.values_list("key", "retired_at", *paths.values()):
            found[key] = {**dict(zip(paths, values, strict=True)), RETIRED: retired_at is not None}
        for relation in self.relations:
            rows = relation.read()
            for key in found:
                found[key] |= rows.get(key) or relation.defaults()
        return found


KINDS = (
    Kind(
        name="background",
        folder="backgrounds",
        model=Background,
        columns={"title": "title", "description": "description", "guide": "in_guide"},
        ordered_within="",
    ),
    Kind(
        name="role",
        folder="roles",
        model=Role,
        columns={
            "title": "title",
            "description": "description",
            "guide": "in_guide",
            "titles": "titles",
            "wage_soc": "wage_soc",
            "esco_uri": "esco_uri",
            "onet_code": "onet_code",
        },
        ordered_within="",
    ),
    Kind(
        name="stage",
        folder="stages",
        model=Stage,
        columns={"title": "title", "short_title": "short_title", "purpose": "purpose", "why": "why"},
        ordered_within="",
    ),
    Kind(
        name="skill",
        folder="skills",
        model=Skill,
        columns={
            "stage": "stage",
            "slug": "slug",
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
        },
        schemas={
            "slug": schemas.KEY_SCHEMA,
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
            relations.RoleNeeds(),
            relations.HeadStarts(),
            relations.Shelf(),
        ),
        ordered_within="stage",
        defaults={"slug": lambda raw: raw["key"]},
        unique=("slug",),
        together={"guide_items": ["guide"], "esco_match": ["esco_uri"], "esco_uri": ["esco_match"]},
        setters={"slug": Skill.move_to},
        set_too=("former_slugs",),
    ),
    Kind(
        name="resource",
        folder="resources",
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
            "description": "description",
            "licence": "licence",
            "guide": "in_guide",
            "seen_in": "seen_in",
        },
        unique=("url",),
        together={"hours": ["hours_basis"], "hours_basis": ["hours"]},
    ),
    Kind(
        name="camp",
        folder="camps",
        model=Camp,
        columns={"title": "title", "short_title": "short_title", "possible": "possible", "note": "note"},
        relations=(relations.CampSkills(),),
        ordered_within="",
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
