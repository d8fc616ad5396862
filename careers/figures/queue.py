"""What waits for a curator: suggestions and reports, the oldest and most wanted first; and what people ask for."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, F, Q, TextField, Value
from django.db.models.functions import Cast

from careers.figures.addresses import same_place
from careers.figures.catalogue import Catalogue, Skill
from careers.figures.desk import coverage
from careers.figures.duplicates import Alike, alike
from careers.figures.helpful import DOUBTFUL, ENOUGH, Votes, is_vote
from careers.models import Report, Resource, SkillResource, SuggestedSkill, Suggestion, Wish

FEWEST = 5
"""Counts of people below are not shown."""
ASKED_FOR = dt.timedelta(days=30)
THIN_WEIGHT = 2
"""A suggestion for a thin skill waits twice as fast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    kind: str
    pk: int
    """Of the suggestion that came first, or of the resource that is reported."""
    title: str
    icon: str
    since: dt.datetime
    people: int
    days: int
    skills: Sequence[Skill]
    what: str
    """In words: the kind of a suggestion, or what reports say."""
    thin: bool = False
    alike: Sequence[Alike] = ()
    next_ident: str = ""
    """What stands after it in the queue."""

    @property
    def ident(self) -> str:
        return f"{self.kind}-{self.pk}"

    @property
    def crowd(self) -> str:
        return f"{self.people} people" if self.people >= FEWEST else ""

    @property
    def urgency(self) -> int:
        """Days of waiting (one more, lest new ones be nothing) times how many want it."""
        return (self.days + 1) * self.people * (THIN_WEIGHT if self.thin else 1)

    @property
    def listed(self) -> Alike | None:
        return next((other for other in self.alike if other.same_address and not other.resource.retired), None)


def waiting(catalogue: Catalogue, now: dt.datetime) -> list[Waiting]:
    """Suggestions of one address are one, and so are the reports of one resource. Four queries."""
    found = [*_suggestions(catalogue, now), *_reports(catalogue, now)]
    found.sort(key=lambda one: (-one.urgency, one.since, one.ident))
    following = [*(one.ident for one in found[1:]), ""]
    return [replace(one, next_ident=ident) for one, ident in zip(found, following, strict=False)]


def waiting_count() -> int:
    """How many rows `waiting` has. One query."""
    suggested = Suggestion.objects.filter(state=Suggestion.State.WAITING).order_by()
    reported = Report.objects.filter(state=Report.State.OPEN).order_by()
    of_resource = Cast("resource_id", TextField())
    rows = suggested.values_list(Value("suggestion"), "url").union(reported.values_list(Value("report"), of_resource))
    return len({(kind, same_place(place) if kind == "suggestion" else place) for kind, place in rows.order_by()})


def _suggestions(catalogue: Catalogue, now: dt.datetime) -> list[Waiting]:
    is_waiting = Q(suggestion__state=Suggestion.State.WAITING)
    meant: dict[int, list[Skill]] = defaultdict(list)
    pairs = SuggestedSkill.objects.filter(is_waiting).order_by("pk").values_list("suggestion_id", "skill_id")
    for suggestion_id, skill_id in pairs:
        meant[suggestion_id].append(catalogue.skills[skill_id])
    thin = {shelf.skill.id for shelf in coverage(catalogue).shelves if shelf.is_thin}
    of_place: dict[str, list[Suggestion]] = defaultdict(list)
    for row in Suggestion.objects.filter(state=Suggestion.State.WAITING).order_by("suggested_at", "pk"):
        of_place[same_place(row.url)].append(row)
    found = []
    for rows in of_place.values():
        first = rows[0]
        skills = list(dict.fromkeys(skill for row in rows for skill in meant[row.pk]))
        found.append(
            Waiting(
                kind="suggestion",
                pk=first.pk,
                title=first.title,
                icon=first.kind,
                since=first.suggested_at,
                people=len({row.user_id for row in rows}),
                days=(now - first.suggested_at).days,
                skills=skills,
                what=first.get_kind_display(),
                thin=any(skill.id in thin for skill in skills),
                alike=alike(catalogue, first.url, first.title),
            )
        )
    return found


def _reports(catalogue: Catalogue, now: dt.datetime) -> list[Waiting]:
    of_resource: dict[int, list[Report]] = defaultdict(list)
    opened = Report.objects.filter(state=Report.State.OPEN).select_related("resource").order_by("reported_at", "pk")
    for row in opened:
        of_resource[row.resource_id].append(row)
    stands: dict[int, list[Skill]] = defaultdict(list)
    places = SkillResource.objects.filter(resource_id__in=of_resource).order_by("skill_id")
    for resource_id, skill_id in places.values_list("resource_id", "skill_id"):
        stands[resource_id].append(catalogue.skills[skill_id])
    return [
        Waiting(
            kind="report",
            pk=pk,
            title=rows[0].resource.title,
            icon=rows[0].resource.kind,
            since=rows[0].reported_at,
            people=len({row.user_id for row in rows}),
            days=(now - rows[0].reported_at).days,
            skills=stands[pk],
            what=_said_most(rows),
        )
        for pk, rows in of_resource.items()
    ]


def _said_most(rows: Sequence[Report]) -> str:
    """What most reports say, in the words of the choice; the graver first where as many say so."""
    said = Counter(row.what for row in rows)
    return Report.What(max(Report.What.values, key=lambda what: said[what])).label


@dataclass(frozen=True, slots=True)
class Asked:
    what: str
    skill: Skill
    people: int


@dataclass(frozen=True, slots=True)
class AskedFor:
    shown: Sequence[Asked]
    """The most asked for first."""
    hidden: int
    """How many more are asked for by fewer people than may be counted."""


def asked_for(catalogue: Catalogue, now: dt.datetime) -> AskedFor:
    """What people missed in the last 30 days. One query."""
    rows = Wish.objects.filter(at__gt=now - ASKED_FOR).order_by().values_list("skill_id", "what")
    counted = [
        Asked(Wish.What(what).label, catalogue.skills[skill_id], people)
        for skill_id, what, people in rows.annotate(people=Count("user", distinct=True))
    ]
    shown = sorted((one for one in counted if one.people >= FEWEST), key=lambda one: (-one.people, one.skill.code))
    return AskedFor(shown, len(counted) - len(shown))


def doubtful() -> list[tuple[Resource, Votes]]:
    """Live resources of which it may well be that most do not find them helpful, the worst first. One query."""
    rows = (
        Resource.objects.live()
        .annotate(
            votes=Count("states", filter=is_vote("states__")),
            helped=Count("states", filter=is_vote("states__") & Q(states__helpful=True)),
        )
        .filter(votes__gte=ENOUGH, helped__lt=F("votes"))
    )
    found = [(row, Votes(row.helped, row.votes)) for row in rows]
    return sorted((pair for pair in found if pair[1].bound < DOUBTFUL), key=lambda pair: (pair[1].bound, pair[0].key))
