"""What happened to the catalogue since a person last said that they had read it, as far as it concerns them."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.utils import timezone

from careers.figures.catalogue import Stamp
from careers.figures.standing import OPTIONAL, Standing
from careers.formats import count
from careers.models import CatalogueNews, Move, MovedRow, User

OLDEST = dt.timedelta(days=90)
SHOWN = 6
COUNTED = {
    "outcometick": "tick",
    "skillnote": "note",
    "ownlink": "link",
    "studyentry": "study entry",
    "projectskill": "project",
    "resourcestate": "place in it",
}
"""Rows that a person knows of, by the name of their model."""
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
    key: str = ""
    into: str = ""
    """Title of what it is part of since it was merged."""
    note: str = ""
    """What of a person's own went along, and why it was done."""


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

    One query after each change of the catalogue, for everybody together; two for a person of whom something was merged.
    """
    since = max(user.news_read_at, timezone.now() - OLDEST)
    if standing.catalogue.changed_at <= since:
        return None
    skills = standing.catalogue.skills.values()
    theirs = {skill.id for skill in skills if standing.need(skill) != OPTIONAL or skill.id in standing.marks}
    changes = together(item for item in _lately(standing.catalogue.stamp) if item.at > since and item.skills & theirs)
    return News(since, _with_notes(user, changes)) if changes else None


@lru_cache(maxsize=1)
def _lately(stamp: Stamp) -> tuple[Item, ...]:
    rows = (
        CatalogueNews.objects.filter(at__gt=timezone.now() - OLDEST)
        .select_related("skill__merged_into", "resource__merged_into")
        .annotate(skills=ArrayAgg("resource__skill_resources__skill_id", default=[], distinct=True))
        .annotate(
            heirs=ArrayAgg("resource__merged_into__skill_resources__skill_id", default=[], distinct=True),
        )
        .order_by("at", "pk")
    )
    return tuple(map(_item, rows))


def _item(row: Any) -> Item:
    thing = row.skill or row.resource
    heir = thing.merged_into
    shown = heir or thing
    concerned = {*row.skills, *row.heirs, row.skill_id, heir.pk if heir and row.skill else None}
    return Item(
        what=row.what,
        at=row.at,
        skill_id=row.skill_id,
        resource_id=row.resource_id,
        title=thing.title,
        url=shown.get_absolute_url() if row.skill else shown.url,
        skills=frozenset(concerned),
        key=thing.key,
        into=heir.title if heir else "",
    )


def _with_notes(user: User, changes: tuple[Item, ...]) -> tuple[Item, ...]:
    """What was merged says what of the person's own went along, and the first sentence of the curator's reason."""
    merged = {(_of(item), item.key) for item in changes if item.into}
    if not merged:
        return changes
    moves = {
        (move.of, move.key): move
        for move in Move.objects.filter(kind=Move.Kind.MERGE, reverted_at=None, key__in={key for _, key in merged})
    }
    was_on = Q(before__skill_id__in=[item.skill_id for item in changes if item.into and item.skill_id]) | Q(
        before__resource_id__in=[item.resource_id for item in changes if item.into and item.resource_id]
    )
    rows = MovedRow.objects.filter(was_on, user=user, move__in=moves.values())
    came = Counter(rows.values_list("move", "model"))
    return tuple(
        item._replace(note=_note(moves[_of(item), item.key], came)) if (_of(item), item.key) in moves else item
        for item in changes
    )


def _of(item: Item) -> str:
    return Move.Of.SKILL if item.skill_id else Move.Of.RESOURCE


def _note(move: Move, came: Counter[tuple[int, str]]) -> str:
    """As in "Your 3 ticks and your note moved with it. Both ask for the same craft."."""
    told = [(came[move.pk, name], noun) for name, noun in COUNTED.items() if came[move.pk, name]]
    own = [f"your {noun}" if number == 1 else f"your {count(number, noun)}" for number, noun in told]
    went = f"{' and '.join(filter(None, [', '.join(own[:-1]), own[-1]]))} moved with it." if own else ""
    return " ".join(filter(None, [went[:1].upper() + went[1:], first_sentence(move.why)]))


def first_sentence(text: str) -> str:
    sentence = re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]
    return sentence if not sentence or sentence[-1] in ".!?…" else f"{sentence}."


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
