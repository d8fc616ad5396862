"""What was done to the catalogue, by whom and why: read from the rows that triggers wrote (`models/history.py`)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, models
from pghistory.models import Context

from careers.models import TRACKED, User

ACTS_A_PAGE = 50
ROWS_SHOWN = 200
LONGEST = 300
UNTOLD = ("by hand in the database", "")
SPEAKING = ("title", "text", "note", "reason", "part")
"""The first of these columns that says something names the row."""

type Moment = tuple[dt.datetime, UUID | None]
"""Rows of one transaction carry its time, and those of one request its context."""


@dataclass(frozen=True)
class Count:
    label: str
    model: type[models.Model]
    number: int

    def __str__(self) -> str:
        names = self.model._meta
        return f"{self.number:,} {names.verbose_name if self.number == 1 else names.verbose_name_plural} {self.label}"


@dataclass
class Act:
    """Everything that one request, load or statement changed."""

    at: dt.datetime
    context: UUID | None
    who: str
    why: str
    counts: list[Count] = field(default_factory=list)


@dataclass(frozen=True)
class Difference:
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One row of the catalogue, as it was changed."""

    at: dt.datetime
    label: str
    noun: str
    name: str
    differences: tuple[Difference, ...]


BY_TABLE: Mapping[str, type[models.Model]] = {model._meta.db_table: model for model in TRACKED}


def acts(before: dt.datetime | None = None) -> list[Act]:
    """The latest acts, newest first; the next page begins before the last one's time. Three queries."""
    counted = " UNION ALL ".join(
        f"SELECT '{table}' AS kind, pgh_created_at, pgh_context_id, pgh_label, count(*) AS number"  # noqa: S608
        f" FROM {table}change GROUP BY 2, 3, 4"
        for table in BY_TABLE
    )
    statement = f"""
        WITH counted AS ({counted}), page AS (
            SELECT pgh_created_at, pgh_context_id FROM counted WHERE pgh_created_at < %s
            GROUP BY 1, 2 ORDER BY 1 DESC LIMIT {ACTS_A_PAGE})
        SELECT kind, pgh_created_at, pgh_context_id, pgh_label, number FROM counted
        WHERE (pgh_created_at, coalesce(pgh_context_id::text, '')) IN (
            SELECT pgh_created_at, coalesce(pgh_context_id::text, '') FROM page)
        ORDER BY pgh_created_at DESC, number DESC"""  # noqa: S608 - names of our own tables
    with connection.cursor() as cursor:
        cursor.execute(statement, [before or dt.datetime.max.replace(tzinfo=dt.UTC)])
        rows = cursor.fetchall()
    told = _told({context for _, _, context, _, _ in rows if context})
    found: dict[Moment, Act] = {}
    for table, at, context, label, number in rows:
        act = found.setdefault((at, context), Act(at, context, *told.get(context, UNTOLD)))
        act.counts.append(Count(label, BY_TABLE[table], number))
    return list(found.values())


def changes_of_act(at: dt.datetime, context: UUID | None) -> list[Change]:
    """The rows of one act, at most `ROWS_SHOWN`."""
    condition = "now.pgh_created_at = %s AND now.pgh_context_id IS NOT DISTINCT FROM %s"
    return _changes(TRACKED, condition, [at, context], "kind, pgh_id")


def changes_of_row(model: type[models.Model], pk: int) -> list[Change]:
    """What became of one row, newest first."""
    return _changes([model], "now.pgh_obj_id = %s", [pk], "pgh_id DESC")


def act_of(at: dt.datetime, context: UUID | None) -> tuple[str, str]:
    """Who and why."""
    return (
        _told({context}).get(context, ("by hand in the database", "")) if context else ("by hand in the database", "")
    )


def _changes(kinds: Iterable[type[models.Model]], condition: str, values: list[Any], order: str) -> list[Change]:
    parts, wanted = [], []
    for model in kinds:
        table = model._meta.db_table
        parts.append(
            f"SELECT '{table}' AS kind, now.pgh_id, now.pgh_created_at, now.pgh_label, to_jsonb(now) AS new,"  # noqa: S608
            f" (SELECT to_jsonb(before) FROM {table}change before WHERE before.pgh_obj_id = now.pgh_obj_id"
            f" AND before.pgh_id < now.pgh_id ORDER BY before.pgh_id DESC LIMIT 1) AS old"
            f" FROM {table}change now WHERE {condition}"
        )
        wanted += values
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} ORDER BY {order} LIMIT {ROWS_SHOWN}", wanted)
        rows = cursor.fetchall()
    loads = [(BY_TABLE[table], at, label, _loaded(new), _loaded(old)) for table, _, at, label, new, old in rows]
    names = _names((model, row) for model, _, _, new, old in loads for row in (new, old) if row)
    return [
        Change(at, label, _noun(model), _name(model, new, names), tuple(_differences(model, label, new, old, names)))
        for model, at, label, new, old in loads
    ]


def _loaded(value: Any) -> dict[str, Any]:
    import json

    return (json.loads(value) if isinstance(value, str) else value) or {}


def _differences(
    model: type[models.Model], label: str, new: dict[str, Any], old: dict[str, Any], names: "Names"
) -> Iterable[Difference]:
    """What an edit changed; of what came or went the name says enough."""
    if label != "changed":
        return
    for column in model._meta.concrete_fields:
        before, after = old.get(column.attname), new.get(column.attname)
        if before != after:
            yield Difference(str(column.verbose_name), _shown(column, before, names), _shown(column, after, names))


type Names = Mapping[type[models.Model], Mapping[int, str]]


def _names(rows: Iterable[tuple[type[models.Model], dict[str, Any]]]) -> Names:
    """What the rows point to, one query for each kind."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for model, row in rows:
        for column in model._meta.concrete_fields:
            if isinstance(column, models.ForeignKey) and row.get(column.attname):
                wanted[column.related_model].add(row[column.attname])
    return {
        model: {row.pk: str(row) for row in model._default_manager.filter(pk__in=pks)} for model, pks in wanted.items()
    }


def _name(model: type[models.Model], row: dict[str, Any], names: Names) -> str:
    """Its own words, or what it ties together: "Pandas, MLOps engineer"."""
    own = next((row[name] for name in SPEAKING if row.get(name)), "")
    tied = [
        _shown(column, row.get(column.attname), names)
        for column in model._meta.concrete_fields
        if isinstance(column, models.ForeignKey) and row.get(column.attname)
    ]
    if hasattr(model, "key") and own:
        return str(own)
    return ", ".join(filter(None, [*tied, own])) or str(row.get("key", ""))


def _shown(column: "models.Field[Any, Any]", value: Any, names: Names) -> str:
    if value in (None, "", [], {}):
        return "nothing"
    if isinstance(column, models.ForeignKey):
        return names.get(column.related_model, {}).get(value, f"no. {value}")
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _noun(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name)


def _told(contexts: Iterable[UUID]) -> dict[UUID | None, tuple[str, str]]:
    """Context → who, and why."""
    told = dict(Context.objects.filter(pk__in=contexts).values_list("pk", "metadata"))
    people = dict(
        User.objects.filter(pk__in=[m["user"] for m in told.values() if "user" in m]).values_list("pk", "email")
    )
    return {pk: (_who(metadata, people), metadata.get("why", "")) for pk, metadata in told.items()}


def _who(metadata: dict[str, Any], people: Mapping[int, str | None]) -> str:
    if "user" in metadata:
        return people.get(metadata["user"]) or "somebody who has left"
    return str(metadata.get("by", UNTOLD[0]))
