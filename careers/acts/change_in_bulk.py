"""Many entries of the catalogue changed at once, from a table: first what would become of each, then all or nothing.

The rules are those of the text files: the same schemas, checks and writers. A table may leave out entries and columns;
both stay as they are. An empty cell is what a missing field means, except in the columns for the place, for
retirement and for the guide, where it changes nothing. A new entry that names no guide belongs to the first one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from careers.acts.catalogue import cells
from careers.acts.catalogue.checks import broken_rules
from careers.acts.catalogue.files import CatalogueRefused, Content, Entry, Fields, Problem
from careers.acts.catalogue.kinds import BY_NAME, GUIDE, KINDS, ORDER, RETIRED, Kind
from careers.acts.catalogue.rows import write_entries
from careers.acts.catalogue.schemas import validator, violations
from careers.acts.catalogue.tables import Row, Tables
from careers.acts.dump_catalogue import stored
from careers.acts.load_catalogue import LOCK
from careers.models import CatalogueState, Guide

type Places = dict[str, dict[str, str]]
"""Kind → key → where the file tells of the entry."""


class CatalogueMoved(Exception):
    """The catalogue is no longer the one that was compared with; nothing was written."""


@dataclass(frozen=True)
class Difference:
    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """What would become of one entry."""

    kind: str
    key: str
    title: str
    what: str
    """added, changed, retired or brought back"""
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Outlook:
    """What a table comes to, against one version of the catalogue."""

    version: int
    changes: tuple[Change, ...]
    unchanged: int
    writes: Content
    final: Content

    def count(self, what: str) -> int:
        return sum(change.what == what for change in self.changes)


def foresee(tables: Tables) -> Outlook:
    """Compare, and write nothing. Raises CatalogueRefused with every problem found."""
    version = CatalogueState.objects.values_list("version", flat=True).get()
    return _Comparison(tables, version).run()


@transaction.atomic
def change_in_bulk(tables: Tables, version: int) -> Outlook:
    """Do what was foreseen against this version of the catalogue. Raises CatalogueMoved if it is another by now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    # Whoever changes the catalogue raises the version, so from here on nobody else does.
    if CatalogueState.objects.select_for_update().get().version != version:
        raise CatalogueMoved
    outlook = _Comparison(tables, version).run()
    write_entries(outlook.writes, outlook.final)
    return outlook


class _Comparison:
    def __init__(self, tables: Tables, version: int) -> None:
        self.tables, self.version = tables, version
        self.held = stored()
        self.first_guide = Guide.objects.values_list("key", flat=True).first() or ""
        self.final: dict[str, dict[str, Fields]] = {name: dict(rows) for name, rows in self.held.items()}
        self.places: Places = {kind.name: {} for kind in KINDS}

    def run(self) -> Outlook:
        problems = [problem for name, rows in self.tables.rows.items() for problem in self._take(BY_NAME[name], rows)]
        problems = problems or newly_broken(self.held, self.final, self.places)
        if problems:
            raise CatalogueRefused(problems)
        changes = tuple(self._changes())
        told = sum(map(len, self.places.values()))
        return Outlook(self.version, changes, told - len(changes), dict(self._writes()), self.final)

    def _take(self, kind: Kind, rows: Any) -> Iterator[Problem]:
        """Put the rows of a kind among what is held."""
        checker, places = validator(kind.schema), self.places[kind.name]
        wanted: dict[str, int] = {}
        for row in rows:
            raw, place = self._raw(kind, row)
            key = str(raw.get("key") or "")
            wrong = list(self._wrong(row, place, checker, raw))
            if not wrong and key in places:
                wrong = [f"this key stands in {places[key]} already"]
            if wrong:
                yield from (Problem(row.place, key[:80], reason) for reason in wrong)
                continue
            places[key] = row.place
            if place is not None:
                wanted[key] = place
            self.final[kind.name][key] = kind.canonical(raw, 0, self.first_guide)
        if kind.ordered_within is not None:
            self._put_in_order(kind, wanted)

    def _raw(self, kind: Kind, row: Row) -> tuple[Fields, Any]:
        """The entry as a text file would tell it, and the place that it is to have."""
        said = {name: value for name, value in row.fields.items() if not cells.is_empty(value)}
        place, key = said.pop(ORDER, None), said.get("key")
        held = self.held[kind.name].get(key) if isinstance(key, str) else None
        raw = kind.sparse(key, held) if held and isinstance(key, str) else {}
        raw.pop(ORDER, None)
        emptied = row.fields.keys() - {RETIRED, GUIDE}
        return {name: value for name, value in raw.items() if name not in emptied} | said, place

    def _wrong(self, row: Row, place: Any, checker: Any, raw: Fields) -> Iterator[str]:
        if not cells.storable(row.fields):
            yield "holds a character that cannot be stored"
            return
        yield from violations(checker, raw)
        if place is not None:
            yield from (f"{ORDER}: {reason}" for reason in violations(validator(cells.PLACE), place))

    def _put_in_order(self, kind: Kind, wanted: Mapping[str, int]) -> None:
        """Places from 1 without gaps. Who moves up goes before whoever has the place now, who moves down behind."""
        held, final = self.held[kind.name], self.final[kind.name]
        group = kind.ordered_within or ""

        def rank(key: str) -> tuple[bool, float, float, str]:
            fields, before = final[key], held.get(key)
            stays = before and before.get(group) == fields.get(group) and before[RETIRED] == fields[RETIRED]
            now = before[ORDER] if before and stays else float("inf")
            place = wanted.get(key, now)
            aside = 0.5 if place > now else -0.5 if place < now else 0
            return fields[RETIRED], place + aside, place, key

        counted: dict[Any, int] = {}
        for key in sorted(final, key=rank):
            within = final[key].get(group)
            counted[within] = counted.get(within, 0) + 1
            final[key] = final[key] | {ORDER: counted[within]}

    def _changes(self) -> Iterator[Change]:
        for kind, places in self.places.items():
            for key in places:
                before, after = self.held[kind].get(key), self.final[kind][key]
                if before != after:
                    yield _change(kind, key, before, after)

    def _writes(self) -> Iterator[tuple[str, dict[str, Fields]]]:
        for kind, final in self.final.items():
            held = self.held[kind]
            writes = {
                key: {name: value for name, value in fields.items() if key not in held or value != held[key][name]}
                for key, fields in final.items()
                if fields != held.get(key)
            }
            if any(ORDER in write for write in writes.values()):  # the rows count from 1 without gaps, as the text does
                writes = {key: writes.get(key, {}) | {ORDER: fields[ORDER]} for key, fields in final.items()}
            yield kind, writes


def newly_broken(held: Content, final: Content, places: Places | None = None) -> list[Problem]:
    """What the rules that bind entries together say of `final`, and do not say of what is held."""
    known = {(problem.entry, problem.reason) for problem in _faults(held, {})}
    return [p for p in _faults(final, places or {}) if (p.entry, p.reason) not in known]


def _faults(content: Content, places: Places) -> Iterator[Problem]:
    entries = {
        kind: {key: Entry(kind, key, places.get(kind, {}).get(key, ""), fields) for key, fields in rows.items()}
        for kind, rows in content.items()
    }
    return broken_rules(entries)


def _change(kind: str, key: str, before: Fields | None, after: Fields) -> Change:
    differences = tuple(
        Difference(name, before and before[name], value)
        for name, value in after.items()
        if name != RETIRED and (value != before[name] if before else not cells.is_empty(value))
    )
    what = "changed" if before else "added"
    if before and before[RETIRED] != after[RETIRED]:
        what = "retired" if after[RETIRED] else "brought back"
    title = str(after.get("title") or after.get("text") or key)
    return Change(kind, key, title, what, differences)
