"""Fields that are rows of their own, read and written as one JSON value, so that they compare like columns."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from careers.acts.catalogue import schemas
from careers.acts.catalogue.files import Fields
from careers.acts.catalogue.schemas import Schema
from careers.models import (
    BriefCheck,
    BriefDataSet,
    BriefSkill,
    CampSkill,
    EnoughGroup,
    InterviewCriterion,
    InterviewStage,
    InterviewStageSkill,
    InterviewStep,
    Outcome,
    Prerequisite,
    SkillResource,
)

type Ids = Mapping[str, Mapping[str, int]]
"""Kind → key → primary key."""
BRIEF_DATA_SET = ("name", "url", "licence")


class Relation:
    """One field of an entry, or several that share their rows."""

    properties: ClassVar[dict[str, Schema]]
    """Field → its schema; `default` is what a missing field means."""

    def canonical(self, fields: Fields) -> Fields:
        """The same values with lists sorted where their order means nothing."""
        return fields

    def mentions(self, fields: Fields) -> Iterator[tuple[str, str]]:
        """Kind and key of every entry that the values refer to."""
        yield from ()

    def read(self) -> dict[str, Fields]:
        """Values of every entry that has rows, by its key."""
        raise NotImplementedError

    def write(self, wanted: Mapping[int, Fields], ids: Ids) -> None:
        """Make the rows of these owners (by primary key) say this, and leave those of others alone."""
        raise NotImplementedError

    def defaults(self) -> Fields:
        return {name: type(schema["default"])(schema["default"]) for name, schema in self.properties.items()}


class Links(Relation):
    """Rows that only link: nothing else points to them, so they are replaced as a whole."""

    model: ClassVar[type[models.Model]]
    owner: ClassVar[str]

    def rows(self, owner: int, fields: Fields, ids: Ids) -> Iterator[models.Model]:
        raise NotImplementedError

    def write(self, wanted: Mapping[int, Fields], ids: Ids) -> None:
        manager = self.model._default_manager
        manager.filter(**{f"{self.owner}__in": wanted.keys()}).delete()
        manager.bulk_create(row for owner, fields in wanted.items() for row in self.rows(owner, fields, ids))


class Prerequisites(Links):
    properties: ClassVar = {"prerequisites": {**schemas.KEYS, "default": []}}
    model = Prerequisite
    owner = "skill"

    def canonical(self, fields: Fields) -> Fields:
        return {"prerequisites": sorted(fields["prerequisites"])}

    def mentions(self, fields: Fields) -> Iterator[tuple[str, str]]:
        return (("skill", key) for key in fields["prerequisites"])

    def read(self) -> dict[str, Fields]:
        found: dict[str, Fields] = defaultdict(self.defaults)
        for skill, needs in Prerequisite.objects.order_by("needs__key").values_list("skill__key", "needs__key"):
            found[skill]["prerequisites"].append(needs)
        return found

    def rows(self, owner: int, fields: Fields, ids: Ids) -> Iterator[Prerequisite]:
        return (Prerequisite(skill_id=owner, needs_id=ids["skill"][key]) for key in fields["prerequisites"])


class CampSkills(Links):
    properties: ClassVar = {
        "skills": {**schemas.KEYS, "default": []},
        "by_role": {**schemas.keyed({**schemas.KEYS, "minItems": 1}), "default": {}},
    }
    model = CampSkill
    owner = "camp"

    def canonical(self, fields: Fields) -> Fields:
        by_role = {role: sorted(skills) for role, skills in fields["by_role"].items()}
        return {"skills": sorted(fields["skills"]), "by_role": by_role}

    def mentions(self, fields: Fields) -> Iterator[tuple[str, str]]:
        for skills in (fields["skills"], *fields["by_role"].values()):
            yield from (("skill", key) for key in skills)
        yield from (("role", key) for key in fields["by_role"])

    def read(self) -> dict[str, Fields]:
        found: dict[str, Fields] = defaultdict(self.defaults)
        rows = CampSkill.objects.order_by("role__order", "role__key", "skill__key").values_list(
            "camp__key", "role__key", "skill__key"
        )
        for camp, role, skill in rows:
            listed = found[camp]["by_role"].setdefault(role, []) if role else found[camp]["skills"]
            listed.append(skill)
        return found

    def rows(self, owner: int, fields: Fields, ids: Ids) -> Iterator[CampSkill]:
        for role, skills in ((None, fields["skills"]), *fields["by_role"].items()):
            role_id = ids["role"][role] if role else None
            yield from (CampSkill(camp_id=owner, role_id=role_id, skill_id=ids["skill"][key]) for key in skills)


class Shelf(Relation):
    """The resources of a skill in order, the part to use of the long ones, and groups of which one is enough."""

    properties: ClassVar = {
        "resources": {**schemas.KEYS, "default": []},
        "parts": {
            **schemas.keyed(
                schemas.record(
                    {
                        "part": schemas.of_column(SkillResource._meta.get_field("part")),
                        "hours": schemas.of_column(SkillResource._meta.get_field("part_hours")),
                    },
                    optional=("hours",),
                )
            ),
            "default": {},
        },
        "one_is_enough": {
            **schemas.listed(
                schemas.record(
                    {
                        "note": schemas.of_column(EnoughGroup._meta.get_field("note")),
                        "resources": {**schemas.KEYS, "minItems": 2},
                    }
                )
            ),
            "default": [],
        },
    }

    def canonical(self, fields: Fields) -> Fields:
        """Groups by their first resource, and in the order of the skill's resources."""
        place = {key: number for number, key in enumerate(fields["resources"])}
        groups = [
            {"note": group["note"], "resources": sorted(group["resources"], key=lambda key: place.get(key, len(place)))}
            for group in fields["one_is_enough"]
        ]
        groups.sort(key=lambda group: place.get(group["resources"][0], len(place)))
        return {**fields, "one_is_enough": groups}

    def mentions(self, fields: Fields) -> Iterator[tuple[str, str]]:
        return (("resource", key) for key in fields["resources"])

    def read(self) -> dict[str, Fields]:
        found: dict[str, Fields] = defaultdict(self.defaults)
        groups: dict[int, Fields] = {}
        rows = SkillResource.objects.order_by("skill_id", "order", "id").values_list(
            "skill__key", "resource__key", "part", "part_hours", "group_id", "group__note"
        )
        for skill, resource, part, hours, group, note in rows:
            shelf = found[skill]
            shelf["resources"].append(resource)
            if part:
                shelf["parts"][resource] = {"part": part, **({"hours": hours} if hours is not None else {})}
            if group and group not in groups:
                groups[group] = {"note": note, "resources": []}
                shelf["one_is_enough"].append(groups[group])
            if group:
                groups[group]["resources"].append(resource)
        return found

    def write(self, wanted: Mapping[int, Fields], ids: Ids) -> None:
        SkillResource.objects.filter(skill__in=wanted.keys()).delete()
        EnoughGroup.objects.filter(skill__in=wanted.keys()).delete()
        groups = {
            (skill, number): EnoughGroup(skill_id=skill, note=group["note"])
            for skill, fields in wanted.items()
            for number, group in enumerate(fields["one_is_enough"])
        }
        EnoughGroup.objects.bulk_create(groups.values())
        SkillResource.objects.bulk_create(
            row for skill, fields in wanted.items() for row in self._rows(skill, fields, groups, ids)
        )

    def _rows(
        self, skill: int, fields: Fields, groups: Mapping[tuple[int, int], EnoughGroup], ids: Ids
    ) -> Iterator[SkillResource]:
        group_of = {
            key: groups[skill, number]
            for number, group in enumerate(fields["one_is_enough"])
            for key in group["resources"]
        }
        for order, key in enumerate(fields["resources"], 1):
            part: Fields = fields["parts"].get(key, {})
            yield SkillResource(
                skill_id=skill,
                resource_id=ids["resource"][key],
                order=order,
                part=part.get("part", ""),
                part_hours=part.get("hours"),
                group=group_of.get(key),
            )


class KeptLines(Relation):
    """Lines with an id on which people's marks hang: one that leaves the text is retired, never deleted."""

    model: ClassVar[type[Any]]
    """Has `key`, `order`, `text` and `retired_at`."""
    owner: ClassVar[str]
    name: ClassVar[str]

    def read(self) -> dict[str, Fields]:
        found: dict[str, Fields] = defaultdict(self.defaults)
        live = self.model._default_manager.filter(retired_at__isnull=True).order_by(self.owner, "order", "key")
        for owner, key, text in live.values_list(f"{self.owner}__key", "key", "text"):
            found[owner][self.name].append({"id": key, "text": text})
        return found

    def write(self, wanted: Mapping[int, Fields], ids: Ids) -> None:
        manager = self.model._default_manager
        held = manager.filter(**{f"{self.owner}__in": wanted.keys()})
        before = {(getattr(row, f"{self.owner}_id"), row.key): row for row in held}
        rows = [
            self._row(before.pop((owner, line["id"]), None), owner, order, line)
            for owner, fields in wanted.items()
            for order, line in enumerate(fields[self.name], 1)
        ]
        manager.bulk_create(row for row in rows if row.pk is None)
        kept = [row for row in rows if row.pk is not None]
        manager.bulk_update([*kept, *_retired(before.values(), timezone.now())], ["order", "text", "retired_at"])

    def _row(self, row: Any, owner: int, order: int, said: Mapping[str, Any]) -> Any:
        line = row or self.model(**{f"{self.owner}_id": owner, "key": said["id"]})
        line.order, line.text, line.retired_at = order, said["text"], None
        return line


def _kept_lines(model: type[models.Model]) -> Schema:
    line = schemas.record({"id": schemas.KEY_SCHEMA, "text": schemas.of_column(model._meta.get_field("text"))})  # type: ignore[arg-type]
    return {**schemas.listed(line), "minItems": 1, "default": []}


def _retired(rows: Iterable[Any], now: dt.datetime) -> Iterator[Any]:
    for row in rows:
        row.retired_at = row.retired_at or now
        yield row


class Outcomes(KeptLines):
    """The "I can ..." of a skill."""

    properties: ClassVar = {"outcomes": _kept_lines(Outcome)}
    model = Outcome
    owner = "skill"
    name = "outcomes"


class BriefChecks(KeptLines):
    """What is true of a project that was built from a brief, once it is finished."""

    properties: ClassVar = {"checks": _kept_lines(BriefCheck)}
    model = BriefCheck
    owner = "brief"
    name = "checks"


class SkillsInOrder(Links):
    properties: ClassVar = {"skills": {**schemas.KEYS, "minItems": 1, "default": []}}

    def mentions(self, fields: Fields) -> Iterator[tuple[str, str]]:
        return (("skill", key) for key in fields["skills"])

    def read(self) -> dict[str, Fields]:
        found: dict[str, Fields] = defaultdict(self.defaults)
        rows = self.model._default_manager.order_by("order")
        for owner, skill in rows.values_list(f"{self.owner}__key", "skill__key"):
            found[owner]["skills"].append(skill)
        return found

    def rows(self, owner: int, fields: Fields, ids: Ids) -> Iterator[models.Model]:
        for order, key in enumerate(fields["skills"], 1):
            yield self.model(**{f"{self.owner}_id": owner}, skill_id=ids["skill"][key], order=order)


class BriefSkills(SkillsInOrder):
    """Skills that the finished project shows, the most telling one first."""

    model = BriefSkill
    owner = "brief"


class InterviewSkills(SkillsInOrder):
    """Skills that a kind of interview draws on, the most asked for first."""

    model = InterviewStageSkill
    owner = "interview_stage"


class BriefDataSets(Links):
    properties: ClassVar = {
        "data_sets": {
            **schemas.listed(
                schemas.record(
                    {name: schemas.of_column(BriefDataSet._meta.get_field(name)) for name in BRIEF_DATA_SET},  # type: ignore[arg-type]
                    optional=("licence",),
                )
            ),
            "default": [],
        }
    }
    model = BriefDataSet
    owner = "brief"

    def read(self) -> dict[str, Fields]:
        found: dict[str, Fields] = defaultdict(self.defaults)
        for brief, *values in BriefDataSet.objects.order_by("order").values_list("brief__key", *BRIEF_DATA_SET):
            said = {name: value for name, value in zip(BRIEF_DATA_SET, values, strict=True) if value}
            found[brief]["data_sets"].append(said)
        return found

    def rows(self, owner: int, fields: Fields, ids: Ids) -> Iterator[BriefDataSet]:
        for order, said in enumerate(fields["data_sets"], 1):
            yield BriefDataSet(brief_id=owner, order=order, **said)


class InterviewSteps(KeptLines):
    """How to prepare for a kind of interview, in order."""

    properties: ClassVar = {"prepare": _kept_lines(InterviewStep)}
    model = InterviewStep
    owner = "interview_stage"
    name = "prepare"


class InterviewCriteria(KeptLines):
    """What the people on the other side look for."""

    properties: ClassVar = {"looks_for": _kept_lines(InterviewCriterion)}
    model = InterviewCriterion
    owner = "interview_stage"
    name = "looks_for"


class PartOf(Relation):
    """The broader interview stage: a column, but one whose row may come later in the same text."""

    properties: ClassVar = {"part_of": {**schemas.KEY_SCHEMA, "default": ""}}

    def mentions(self, fields: Fields) -> Iterator[tuple[str, str]]:
        if fields["part_of"]:
            yield "interview stage", fields["part_of"]

    def read(self) -> dict[str, Fields]:
        kinds = InterviewStage.objects.exclude(part_of=None)
        return {key: {"part_of": broader} for key, broader in kinds.values_list("key", "part_of__key")}

    def write(self, wanted: Mapping[int, Fields], ids: Ids) -> None:
        for pk, fields in wanted.items():
            broader = ids["interview stage"].get(fields["part_of"])
            InterviewStage.objects.filter(pk=pk).update(part_of=broader)


class MergedInto(Relation):
    """The entry of the same kind that a retired one is part of now; its row may come later in the same text."""

    properties: ClassVar = {"merged_into": {**schemas.KEY_SCHEMA, "default": ""}}

    def __init__(self, kind: str, model: type[models.Model]) -> None:
        self.kind, self.model = kind, model

    def mentions(self, fields: Fields) -> Iterator[tuple[str, str]]:
        if fields["merged_into"]:
            yield self.kind, fields["merged_into"]

    def read(self) -> dict[str, Fields]:
        merged = self.model._default_manager.exclude(merged_into=None)
        return {key: {"merged_into": heir} for key, heir in merged.values_list("key", "merged_into__key")}

    def write(self, wanted: Mapping[int, Fields], ids: Ids) -> None:
        rows = self.model._default_manager.filter(pk__in=wanted.keys())
        changed = []
        for row in rows.only("pk", "merged_into"):
            heir = ids[self.kind].get(wanted[row.pk]["merged_into"])
            if row.merged_into_id != heir:  # type: ignore[attr-defined]
                row.merged_into_id = heir  # type: ignore[attr-defined]
                changed.append(row)
        self.model._default_manager.bulk_update(changed, ["merged_into"])
