"""What waits for a curator: thin skills, entries to look at again, and where text and database differ."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils import timezone

from careers.figures.catalogue import Catalogue, Skill
from careers.models import CatalogueEntry, Resource, SkillResource
from careers.models import Skill as SkillRow
from careers.models.roadmap import Level

THIN = 5
"""A skill with so many live resources or fewer is thin, and so is one without any that is free."""
LATE_SHOWN = 8
KINDS_EXPECTED = (Resource.Kind.VIDEO, Resource.Kind.COURSE, Resource.Kind.BOOK, Resource.Kind.PRACTICE)
"""What a skill ought to have one of; the other kinds depend on the skill."""


@dataclass(frozen=True)
class Shelf:
    """What one skill has on offer."""

    skill: Skill
    kinds: Mapping[str, int]
    costs: Mapping[str, int]
    levels: Mapping[str, int]

    @property
    def count(self) -> int:
        return sum(self.kinds.values())

    @property
    def cells(self) -> list[int]:
        """In the order of `Coverage.columns`."""
        return [self.costs.get(cost, 0) for cost in Resource.Cost] + [self.levels.get(one, 0) for one in Level]

    @property
    def is_thin(self) -> bool:
        return self.count <= THIN or not self.costs.get(Resource.Cost.FREE)

    @property
    def missing(self) -> list[str]:
        """In words, the gravest first."""
        found = [] if self.costs.get(Resource.Cost.FREE) else ["nothing free"]
        found += [f"no {kind.label.lower()}" for kind in KINDS_EXPECTED if not self.kinds.get(kind)]
        if not self.levels.get(self.skill.level):
            found.append(f"nothing on its own level ({self.skill.level})")
        return found


@dataclass(frozen=True)
class Coverage:
    shelves: Sequence[Shelf]
    """Of all guides, each in roadmap order."""
    costs: Mapping[str, int]

    @property
    def resources(self) -> int:
        return sum(self.costs.values())

    @property
    def thinnest(self) -> list[Shelf]:
        """Gaps first."""
        return sorted((s for s in self.shelves if s.is_thin), key=lambda s: (s.count, -len(s.missing)))

    @property
    def gaps_first(self) -> list[Shelf]:
        """All, the thin ones before the others, those that lack most first."""
        return sorted(self.shelves, key=lambda s: (not s.is_thin, -len(s.missing), s.count))

    @property
    def columns(self) -> list[tuple[str, str]]:
        return [*Resource.Cost.choices, *Level.choices]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(kind.value, kind.label) for kind in Resource.Kind if any(s.kinds.get(kind) for s in self.shelves)]


@lru_cache(maxsize=1)
def coverage(catalogue: Catalogue) -> Coverage:
    """Two queries, once for each version of the catalogue."""
    by_skill: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    rows = SkillResource.objects.filter(resource__retired_at__isnull=True)
    for pk, *facts in rows.values_list("skill_id", "resource__kind", "resource__cost", "resource__level"):
        by_skill[pk].append((facts[0], facts[1], facts[2]))
    shelves = [
        Shelf(skill, *(Counter(fact[place] for fact in by_skill[skill.id]) for place in range(3)))
        for skill in catalogue.everywhere
    ]
    return Coverage(shelves, Counter(Resource.objects.live().values_list("cost", flat=True)))


@dataclass(frozen=True)
class Late:
    kind: str
    row: SkillRow | Resource
    days: int


def late(today: dt.date | None = None) -> tuple[list[Late], int]:
    """Live entries past their review date, the oldest first, and how many there are. Four queries."""
    today = today or timezone.localdate()
    found: list[Late] = []
    total = 0
    for kind, model in (("skill", SkillRow), ("resource", Resource)):
        rows = model.objects.live().filter(review_by__lt=today).order_by("review_by")
        total += rows.count()
        found += [Late(kind, row, (today - row.review_by).days) for row in rows[:LATE_SHOWN] if row.review_by]
    found.sort(key=lambda entry: -entry.days)
    return found[:LATE_SHOWN], total


@dataclass(frozen=True)
class Conflict:
    """One field on which text and database disagree."""

    entry: CatalogueEntry
    title: str
    field: str
    before: Any
    database: Any
    text: Any


def conflicts(stored: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[Conflict]:
    return [
        Conflict(entry, said.get("title", entry.key), field, entry.loaded.get(field), said.get(field), text)
        for entry in CatalogueEntry.objects.exclude(conflicts={})
        for said in (stored[entry.kind].get(entry.key, {}),)
        for field, text in entry.conflicts.items()
    ]


@dataclass(frozen=True)
class Edited:
    """An entry that was edited here since the text was loaded; without fields, one that the text does not know."""

    kind: str
    key: str
    title: str
    fields: tuple[str, ...]


def edited(stored: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[Edited]:
    """What the next dump would bring into the text."""
    loaded = {(entry.kind, entry.key): entry.loaded for entry in CatalogueEntry.objects.all()}
    found = []
    for kind, rows in stored.items():
        for key, fields in rows.items():
            said = loaded.get((kind, key))
            names = tuple(name for name in said or () if name in fields and said and said[name] != fields[name])
            if said is None or names:
                found.append(Edited(kind, key, fields.get("title", key), names))
    return found
