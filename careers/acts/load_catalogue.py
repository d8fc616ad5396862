"""Bring the catalogue's text files into the database, and lose nothing that people or curators did there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pghistory
from django.conf import settings
from django.db import connection, transaction

from careers.acts.catalogue.checks import guide_in, read_entries, refuse_contradictions, remarks
from careers.acts.catalogue.files import CatalogueRefused, Content, Entries, Fields, Problem, fingerprint, read_files
from careers.acts.catalogue.guides import guide_of, rest
from careers.acts.catalogue.kinds import BY_NAME, KINDS, ORDER, RETIRED, Kind
from careers.acts.catalogue.rows import write_entries
from careers.acts.catalogue.threeway import Verdict, compare
from careers.models import CatalogueEntry, Guide

TEXT: Path = settings.GUIDES[0]
"""The project's own guide."""
LOCK = 5_126_311_043
"""Number of the advisory lock; any that nobody else uses will do."""


@dataclass(frozen=True)
class Conflict:
    kind: str
    key: str
    field: str
    text: Any
    database: Any

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.field}: text {_shown(self.text)}, database {_shown(self.database)}"


@dataclass
class Loaded:
    """What a load did; entries are named by kind and key."""

    skipped: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    """Kind → entries in the text."""
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    revived: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def load_catalogue(folder: Path = TEXT, *, force: bool = False) -> Loaded:
    """Load the text of one guide, all or nothing. What belongs to other guides stays as it is.

    Skipped when the files are those of last time and no conflict is open.

    Raises CatalogueRefused with every problem found.
    """
    files = read_files(folder)
    digest = fingerprint(files)
    if not force and _is_loaded(digest):
        return Loaded(skipped=True)
    entries = read_entries(files)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if not force and _is_loaded(digest):  # another starter was quicker
            return Loaded(skipped=True)
        with pghistory.context(by="the text files"):
            loaded = _Load(entries).run()
        CatalogueEntry.objects.filter(kind="guide", key=guide_in(entries)).update(files_hash=digest)
    return loaded


def _is_loaded(digest: str) -> bool:
    in_conflict = CatalogueEntry.objects.exclude(conflicts={})
    return CatalogueEntry.objects.filter(kind="guide", files_hash=digest).exists() and not in_conflict.exists()


class _Load:
    """One load under way, inside its transaction."""

    def __init__(self, entries: Entries) -> None:
        self.entries = entries
        self.guide = guide_in(entries)
        self.result = Loaded(
            counts={kind.name: len(entries[kind.name]) for kind in KINDS},
            remarks=[str(remark) for remark in remarks(entries)],
        )
        self.bases = {(base.kind, base.key): base for base in CatalogueEntry.objects.all()}
        self.touched: list[CatalogueEntry] = []
        self.writes: dict[str, dict[str, Fields]] = {}
        self.final: dict[str, dict[str, Fields]] = {}

    def run(self) -> Loaded:
        for kind in KINDS:
            self._take_over_former_keys(kind)
        refuse_contradictions(self.entries, self._elsewhere())
        for kind in KINDS:
            self._decide(kind)
        self._refuse_clashes()
        write_entries(self.writes, self.final)
        self._keep_bases()
        return self.result

    def _elsewhere(self) -> Content:
        if not Guide.objects.exclude(key=self.guide).exists():
            return {}
        return rest({kind.name: kind.read() for kind in KINDS}, self.guide)

    def _take_over_former_keys(self, kind: Kind) -> None:
        keys = dict(kind.model._default_manager.values_list("key", "pk"))
        for entry in self.entries[kind.name].values():
            for old in entry.formerly:
                if old in keys and entry.key in keys:
                    self.result.remarks.append(str(entry.problem(f"{old} is a row of its own in the database")))
                elif old in keys:
                    keys[entry.key] = keys.pop(old)
                    kind.model._default_manager.filter(pk=keys[entry.key]).update(key=entry.key)
                    self._move_base(kind, old, entry.key)
                    self.result.renamed.append(f"{kind.name} {old} → {entry.key}")

    def _move_base(self, kind: Kind, old: str, new: str) -> None:
        """What was loaded last must name the new key too, or each mention would look like a curator's change."""
        for base in self.bases.values():
            mentioning = BY_NAME[base.kind].mentioning
            said = {n: _with_new_key(v, old, new) if n in mentioning else v for n, v in base.loaded.items()}
            if said != base.loaded:
                base.loaded = said
                self.touched.append(base)
        if (kind.name, old) in self.bases:
            base = self.bases.pop((kind.name, old))
            base.key = new
            self.bases[kind.name, new] = base
            self.touched.append(base)

    def _decide(self, kind: Kind) -> None:
        """Compare every entry with its row, and note what is to be written. Rows of other guides are none of ours."""
        everywhere = kind.read()
        stages = self.final.get("stage", {})
        stored = {k: said for k, said in everywhere.items() if guide_of(kind, k, said, stages) == self.guide}
        writes = self.writes[kind.name] = {}
        for key, text in self._said(kind, stored):
            base = self.bases.get((kind.name, key))
            if key in stored:
                verdict = compare(text, stored[key], base.loaded if base else None, kind.bound)
                self._report(kind, key, verdict, stored[key])
            else:
                verdict = Verdict(write=text, loaded=text)
                self.result.added.append(f"{kind.name} {key}")
            if verdict.write:
                writes[key] = verdict.write
            self._note_base(kind, key, base, verdict)
        final = {key: stored.get(key, {}) | writes.get(key, {}) for key in stored | writes}
        self.final[kind.name] = everywhere | final
        if any(ORDER in write for write in writes.values()):  # one new place, and the rows count from 1 without gaps
            for key, fields in final.items():
                writes.setdefault(key, {})[ORDER] = fields[ORDER]

    def _said(self, kind: Kind, stored: dict[str, Fields]) -> Iterator[tuple[str, Fields]]:
        """What the text says: of its entries everything, of those that have left it that they are retired."""
        entries = self.entries[kind.name]
        yield from ((key, entry.fields) for key, entry in entries.items())
        gone = [key for name, key in self.bases if name == kind.name and key not in entries and key in stored]
        yield from ((key, {RETIRED: True}) for key in gone)

    def _report(self, kind: Kind, key: str, verdict: Verdict, stored: Fields) -> None:
        name, write = f"{kind.name} {key}", dict(verdict.write)
        if RETIRED in write:
            (self.result.retired if write.pop(RETIRED) else self.result.revived).append(name)
        if "slug" in write:
            self.result.renamed.append(f"{name}: address {stored['slug']} → {write.pop('slug')}")
        if write:
            self.result.changed.append(f"{name}: {', '.join(write)}")
        self.result.conflicts += (
            Conflict(kind.name, key, field, text, stored[field]) for field, text in verdict.conflicts.items()
        )

    def _note_base(self, kind: Kind, key: str, base: CatalogueEntry | None, verdict: Verdict) -> None:
        if base is None:
            base = self.bases[kind.name, key] = CatalogueEntry(kind=kind.name, key=key)
        elif base.loaded == verdict.loaded and base.conflicts == verdict.conflicts:
            return
        base.loaded, base.conflicts = verdict.loaded, verdict.conflicts
        self.touched.append(base)

    def _refuse_clashes(self) -> None:
        """A value that must be unique may be that of a row which only the database knows."""
        problems = []
        for kind in KINDS:
            for name in kind.unique:
                owners = defaultdict(list)
                for key, fields in self.final[kind.name].items():
                    owners[fields[name]].append(key)
                problems += [
                    Problem("", f"{kind.name} {keys[-1]}", f"{name} {value} is that of {keys[0]} in the database")
                    for value, keys in owners.items()
                    if len(keys) > 1
                ]
        if problems:
            raise CatalogueRefused(problems)

    def _keep_bases(self) -> None:
        touched = {id(base): base for base in self.touched}.values()
        CatalogueEntry.objects.bulk_create(base for base in touched if base.pk is None)
        CatalogueEntry.objects.bulk_update([base for base in touched if base.pk], ["key", "loaded", "conflicts"])


def _with_new_key(value: Any, old: str, new: str) -> Any:
    """The same JSON value with every text that is exactly the old key replaced, in mappings' keys too."""
    if isinstance(value, dict):
        return {new if key == old else key: _with_new_key(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_new_key(item, old, new) for item in value]
    return new if value == old else value


def _shown(value: Any) -> str:
    if value in ("", [], {}, None):
        return "nothing"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
