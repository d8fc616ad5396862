"""What happened to the catalogue since a person last said that they had read it, as far as it concerns them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.utils import timezone

from careers.figures.catalogue import Stamp
from careers.figures.standing import OPTIONAL, Standing
from careers.models import CatalogueNews, User

OLDEST = dt.timedelta(days=90)
SHOWN = 6
NEW, RETIRED = CatalogueNews.What.NEW, CatalogueNews.What.RETIRED


class Item(NamedTuple):
    """One row of the news. `skills` are those that it concerns."""

    what: str
    at: dt.datetime
    skill_id: int | None
    resource_id: int | None
    title: str
    url: str
    skills: frozenset[int]


@dataclass(frozen=True, slots=True)
class News:
    since: dt.datetime
    changes: tuple[Item, ...]
    """One for each thing, latest first."""

    @property
    def until(self) -> dt.datetime:
        """Of the latest change: what comes later will be news again."""
        return max(change.at for change in self.changes)

    @property
    def shown(self) -> tuple[Item, ...]:
        return self.changes[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.changes) - len(self.shown)


def news_for(user: User, standing: Standing) -> News | None:
    """About skills that their role asks for or that they have marked, and resources of those; None if there are none.

    One query after each change of the catalogue, for everybody together.
    """
    since = max(user.news_read_at, timezone.now() - OLDEST)
    if standing.catalogue.changed_at <= since:
        return None
    skills = standing.catalogue.skills.values()
    theirs = {skill.id for skill in skills if standing.need(skill) != OPTIONAL or skill.id in standing.marks}
    changes = together(item for item in _lately(standing.catalogue.stamp) if item.at > since and item.skills & theirs)
    return News(since, changes) if changes else None


@lru_cache(maxsize=1)
def _lately(stamp: Stamp) -> tuple[Item, ...]:
    rows = (
        CatalogueNews.objects.filter(at__gt=timezone.now() - OLDEST)
        .select_related("skill", "resource")
        .annotate(skills=ArrayAgg("resource__skill_resources__skill_id", default=[]))
        .order_by("at", "pk")
    )
    return tuple(
        Item(row.what, row.at, row.skill_id, row.resource_id, *_named(row), frozenset((*row.skills, row.skill_id)))
        for row in rows
    )


def _named(row: CatalogueNews) -> tuple[str, str]:
    if row.skill:
        return row.skill.title, row.skill.get_absolute_url()
    return (row.resource.title, row.resource.url) if row.resource else ("", "")


def together(items: Iterable[Item]) -> tuple[Item, ...]:
    """One change for each thing, latest first: what has changed since it came is new; what went again is no news."""
    held: dict[tuple[int | None, int | None], Item] = {}
    for item in items:
        thing = (item.skill_id, item.resource_id)
        before = held.pop(thing, None)
        came = before is not None and before.what == NEW
        if not (came and item.what == RETIRED):
            held[thing] = item._replace(what=NEW) if came else item
    return tuple(reversed(held.values()))
