"""What the catalogue has already of what somebody is about to suggest."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process, utils

from careers.figures.addresses import same_place
from careers.figures.catalogue import Catalogue
from careers.models import Resource, Suggestion

ALIKE = 84
"""Of 100: from there on two titles are likely the same; found on pairs of titles in the catalogue."""
SHORTEST = 4
"""Letters of a title that are compared; fewer are like everything."""
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """A resource as far as comparing needs it."""

    id: int
    key: str
    title: str
    url: str
    retired: bool


@dataclass(frozen=True, slots=True)
class Alike:
    resource: Listed
    same_address: bool


class Shelves:
    """Every resource by address and by title, read once for each version of the catalogue."""

    def __init__(self, rows: Iterable[Listed]) -> None:
        self.rows = {row.id: row for row in rows}
        self.by_place = {same_place(row.url): row for row in self.rows.values()}
        self.titles = {row.id: utils.default_process(row.title) for row in self.rows.values() if not row.retired}

    def at(self, url: str) -> Listed | None:
        return self.by_place.get(same_place(url))

    def titled_like(self, title: str, but: Collection[int] = ()) -> list[Listed]:
        """The most alike first."""
        wanted = utils.default_process(title)
        if len(wanted) < SHORTEST:
            return []
        found = process.extract(wanted, self.titles, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=SHOWN + 1)
        return [self.rows[pk] for _, _, pk in found if pk not in but][:SHOWN]


@lru_cache(maxsize=1)
def shelves(catalogue: Catalogue) -> Shelves:
    """One query, once for each version of the catalogue."""
    columns = ("id", "key", "title", "url", "retired_at")
    return Shelves(
        Listed(pk, key, title, url, retired_at is not None)
        for pk, key, title, url, retired_at in Resource.objects.values_list(*columns)
    )


def alike(catalogue: Catalogue, url: str, title: str) -> Sequence[Alike]:
    """Resources at this address, then those with such a title. No query but for a catalogue that has changed."""
    listed = shelves(catalogue)
    there = listed.at(url) if url else None
    found = [Alike(there, same_address=True)] if there else []
    return [*found, *(Alike(row, False) for row in listed.titled_like(title, {there.id} if there else ()))][:SHOWN]


def is_waiting(url: str) -> bool:
    """Somebody has suggested this address, and no curator has looked at it yet. One query, over what waits."""
    place = same_place(url)
    waiting = Suggestion.objects.filter(state=Suggestion.State.WAITING).values_list("url", flat=True)
    return any(same_place(other) == place for other in waiting.iterator())
