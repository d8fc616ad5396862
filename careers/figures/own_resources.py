"""A skill's resources as one person uses them, and their links of their own."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db.models import F, FilteredRelation, Q, QuerySet, Sum

from careers import formats
from careers.figures.catalogue import Skill
from careers.figures.helpful import NO_VOTES, Votes, votes_from, votes_where
from careers.figures.together import read_together
from careers.models import OwnLink, Resource, ResourceState, SkillResource, StudyEntry, User

TODO, PROGRESS, FINISHED = ResourceState.State.TODO, ResourceState.State.PROGRESS, ResourceState.State.FINISHED
_MINE = ("state", "began_at", "stopped_seconds", "stopped_place")
LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)

YOUTUBE = {"youtube.com", "www.youtube.com", "m.youtube.com"}


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """A resource in its place on a skill's page. `mine` is None for a visitor, and where nothing is known."""

    place: SkillResource
    mine: ResourceState | None = None
    logged: int = 0
    """Minutes that were logged on it, on whichever skill."""
    spare: bool = False
    """It is not begun, and another one of its group is finished, of which one is enough."""
    votes: Votes = NO_VOTES
    """Of everybody."""

    @property
    def state(self) -> str:
        return self.mine.state if self.mine else TODO

    @property
    def tick_leads_to(self) -> str:
        """A tap finishes it; a second tap leads back to where it was: one that was finished at once was to do."""
        if self.state != FINISHED:
            return FINISHED
        begun_before = self.mine is not None and self.mine.began_at != self.mine.finished_at
        return PROGRESS if begun_before else TODO

    @property
    def stopped(self) -> str:
        """Where one stopped, as one would write it; empty for nowhere."""
        if self.mine is None:
            return ""
        seconds = self.mine.stopped_seconds
        return self.mine.stopped_place if seconds is None else formats.position(seconds)

    @property
    def address(self) -> str:
        """The resource, from where one stopped if its host lets an address say so."""
        url = self.place.resource.url
        seconds = self.mine.stopped_seconds if self.mine and self.state == PROGRESS else None
        return from_second(url, seconds) if seconds else url

    @property
    def began(self) -> dt.datetime:
        """For ordering; long ago where it was not."""
        return (self.mine and self.mine.began_at) or LONG_AGO


def may_use(user: User, resource: Resource) -> bool:
    """A retired one is for those who have something on it. No query for a live one."""
    if resource.retired_at is None:
        return True
    return any(model.of(user).filter(resource=resource).exists() for model in (ResourceState, StudyEntry))


def from_second(url: str, seconds: int) -> str:
    """A recording's address with its start time, where it is known how its host takes one; else as it is."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    if (parts.hostname in YOUTUBE and parts.path == "/watch" and "v" in query) or parts.hostname == "youtu.be":
        return parts._replace(query=urlencode(query | {"t": f"{seconds}s"})).geturl()
    if parts.hostname == "vimeo.com":
        return parts._replace(fragment=f"t={seconds}s").geturl()
    return url


@dataclass(frozen=True, slots=True)
class ResourceGroup:
    """Resources of which one is enough, or a single run of others (`note` is empty then)."""

    note: str
    rows: tuple[ResourceRow, ...]


@dataclass(frozen=True, slots=True)
class Resources:
    groups: Sequence[ResourceGroup]

    @property
    def wanted(self) -> int:
        """How many there are to do: one of each group, and every other."""
        return sum(1 if group.note else len(group.rows) for group in self.groups)

    @property
    def finished(self) -> int:
        """Of those that are wanted: a second one of a group adds nothing."""
        return sum(_finished(group) for group in self.groups)

    def row(self, resource_id: int) -> ResourceRow | None:
        rows = (row for group in self.groups for row in group.rows)
        return next((row for row in rows if row.place.resource_id == resource_id), None)

    def others(self, row: ResourceRow) -> list[ResourceRow]:
        """The rest of its group, which recede or come back with it."""
        group = next(group for group in self.groups if row in group.rows)
        return [other for other in group.rows if group.note and other is not row]

    @property
    def next(self) -> ResourceRow | None:
        """Where to go on: what was begun last, else the first that is to do and not spare, best first."""
        rows = [row for group in self.groups for row in group.rows]
        begun = max((row for row in rows if row.state == PROGRESS), key=lambda row: row.began, default=None)
        return begun or next((row for row in rows if row.state == TODO and not row.spare), None)


def _finished(group: ResourceGroup) -> int:
    finished = sum(row.state == FINISHED for row in group.rows)
    return min(1, finished) if group.note else finished


@dataclass(frozen=True, slots=True)
class Use:
    """What is made of the resources of one skill, by the id of the resource: by a person, and in votes by everybody."""

    states: Mapping[int, ResourceState]
    minutes: Mapping[int, int]
    votes: Mapping[int, Votes]

    @staticmethod
    def questions(skill: Skill, user: User) -> list[QuerySet[Any, Any]]:
        """What `from_answers` takes the answers to."""
        here = {"resource__skill_resources__skill_id": skill.id}
        logged = StudyEntry.of(user).filter(**here).order_by().values("resource_id")
        return [
            ResourceState.of(user).filter(**here),
            logged.annotate(sum=Sum("minutes")).values_list("resource_id", "sum"),
            votes_where(**here),
        ]

    @classmethod
    def from_answers(cls, states: list[Any], minutes: list[Any], votes: list[Any]) -> "Use":
        return cls({row.resource_id: row for row in states}, dict(minutes), votes_from(votes))

    @classmethod
    def read(cls, skill: Skill, user: User | None) -> "Use":
        """One query."""
        if user:
            return cls.from_answers(*read_together(*cls.questions(skill, user)))
        return cls({}, {}, votes_from(votes_where(resource__skill_resources__skill_id=skill.id)))


def resources_of(skill: Skill, user: User | None = None, use: Use | None = None) -> Resources:
    """Resources in order, best first; a group stands where its best member does. Retired ones for those who used them.

    Two queries, one where a page has read already what is made of them.
    """
    use = use or Use.read(skill, user)
    places = list(
        SkillResource.objects.filter(
            Q(resource__retired_at__isnull=True) | Q(resource_id__in=list(use.states)), skill_id=skill.id
        )
        .select_related("resource", "group")
        .order_by("order", "pk")
    )
    return Resources([_group(members, use) for members in _grouped(places)])


def go_on_in(skills: Collection[Skill], user: User) -> dict[int, ResourceRow]:
    """Skill id → where to go on in it, for those that have a resource left. One query."""
    places = (
        SkillResource.objects.filter(skill_id__in=[skill.id for skill in skills])
        .annotate(used=FilteredRelation("resource__states", condition=Q(resource__states__user=user)))
        .filter(Q(resource__retired_at__isnull=True) | Q(used__isnull=False))
        .annotate(**{f"my_{name}": F(f"used__{name}") for name in _MINE})
        .select_related("resource", "group")
        .order_by("order", "pk")
    )
    of_skill: dict[int, list[SkillResource]] = defaultdict(list)
    states: dict[int, ResourceState] = {}
    for place in places:
        of_skill[place.skill_id].append(place)
        mine = {name: getattr(place, f"my_{name}") for name in _MINE}
        if mine["state"]:
            states[place.resource_id] = ResourceState(user=user, resource_id=place.resource_id, **mine)
    rows = {
        skill_id: Resources([_group(members, Use(states, {}, {})) for members in _grouped(of_one)]).next
        for skill_id, of_one in of_skill.items()
    }
    return {skill_id: row for skill_id, row in rows.items() if row}


def _grouped(places: Sequence[SkillResource]) -> list[list[SkillResource]]:
    """Runs without a group, and whole groups where their first member stands."""
    runs: list[list[SkillResource]] = []
    of_group: dict[int, list[SkillResource]] = {}
    for place in places:
        if place.group_id is None:
            if not runs or runs[-1][0].group_id is not None:
                runs.append([])
            runs[-1].append(place)
        elif place.group_id in of_group:
            of_group[place.group_id].append(place)
        else:
            of_group[place.group_id] = [place]
            runs.append(of_group[place.group_id])
    return runs


def _group(members: Sequence[SkillResource], use: Use) -> ResourceGroup:
    note = members[0].group.note if members[0].group and len(members) > 1 else ""
    rows = [
        ResourceRow(
            place,
            use.states.get(place.resource_id),
            use.minutes.get(place.resource_id, 0),
            votes=use.votes.get(place.resource_id, NO_VOTES),
        )
        for place in members
    ]
    if note and any(row.state == FINISHED for row in rows):
        rows = [replace(row, spare=row.state == TODO) for row in rows]
    return ResourceGroup(note, tuple(rows))


def links_on(user: User, skill: Skill) -> QuerySet[OwnLink]:
    return OwnLink.of(user).filter(skill_id=skill.id)
