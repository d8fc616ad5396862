"""What moderators see: what is reported of public pages, what is withheld, and what was decided.

Of a page that its owner does not show, nothing is read but the address by which it was reported. A moderator's own
page is another moderator's.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.urls import reverse

from careers.figures.public_page import PublicPage, own_page
from careers.models import ModerationEvent, PageReport, Profile, Project, User, Withheld

FEWEST = 5
"""Counts of people below are not shown."""
NOT_SHOWN = "A page that its owner does not show now"

type Page = tuple[int, UUID | None]
"""Whose, and the key of one project; none: the whole page."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A page by the names that moderators may know it by."""

    owner_id: int
    part: UUID | None
    name: str
    project: str = ""
    path: str = ""
    """Where visitors find it when it is not withheld; empty if its owner does not show it."""

    @property
    def title(self) -> str:
        return f"{self.project}, by {self.name}" if self.project else self.name

    @property
    def address(self) -> str:
        """On the desk."""
        if self.part:
            return reverse("admin:moderation_project", args=[self.owner_id, self.part])
        return reverse("admin:moderation_page", args=[self.owner_id])


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A page with what waits there: open reports, or what its owner says they changed."""

    subject: Subject
    reports: Sequence[PageReport] = ()
    """The open ones, the oldest first."""
    withheld: Withheld | None = None

    @property
    def waits(self) -> bool:
        return bool(self.reports) or self.is_answered

    @property
    def is_answered(self) -> bool:
        return self.withheld is not None and self.withheld.is_waiting

    @property
    def people(self) -> int:
        """Whom it concerns: those who reported, or the owner."""
        return max(len(self.reports), 1)

    @property
    def crowd(self) -> str:
        return f"{self.people} people" if self.people >= FEWEST else ""

    @property
    def since(self) -> dt.datetime:
        moments = [report.reported_at for report in self.reports]
        if self.withheld:
            moments.append(self.withheld.answered_at or self.withheld.since)
        return min(moments)

    @property
    def what(self) -> str:
        """In words; of reports what most of them say, the first of the choices where as many say so."""
        if not self.reports:
            return "Its owner says what they changed"
        said = Counter(report.what for report in self.reports)
        return PageReport.What(max(PageReport.What.values, key=lambda what: said[what])).label


@dataclass(frozen=True, slots=True)
class Decided:
    event: ModerationEvent
    title: str


@dataclass(frozen=True, slots=True)
class Moderation:
    waiting: Sequence[Case]
    """The most reported first, then the oldest."""
    withheld: Sequence[Case]
    """All that is withheld now."""
    decided: Sequence[Decided]


def moderation(by: User, events: int) -> Moderation:
    """Five queries."""
    reports = _open_reports(by)
    withheld = {(row.user_id, row.project): row for row in Withheld.objects.exclude(user=by)}
    done = list(ModerationEvent.objects.select_related("by")[:events])
    told = {page: rows[0].page for page, rows in reports.items()}
    named = _subjects([*reports, *withheld, *_pages_of(done)], told)
    cases = [
        Case(subject=named[page], reports=reports.get(page, ()), withheld=withheld.get(page))
        for page in dict.fromkeys([*reports, *withheld])
    ]
    return Moderation(
        waiting=sorted((case for case in cases if case.waits), key=lambda case: (-case.people, case.since)),
        withheld=[case for case in cases if case.withheld],
        decided=_decided(done, named),
    )


def decided(events: Sequence[ModerationEvent]) -> list[Decided]:
    """With the names of the pages that they are about. Two queries."""
    return _decided(events, _subjects(_pages_of(events), {}))


def waiting_count(by: User) -> int:
    """How many pages wait for this moderator. One query."""
    reports = PageReport.objects.filter(state=PageReport.State.OPEN, owner__isnull=False).exclude(owner=by)
    answers = Withheld.objects.waiting().exclude(user=by)
    pages = reports.order_by().values_list("owner_id", "project")
    return pages.union(answers.order_by().values_list("user_id", "project")).count()


@dataclass(frozen=True, slots=True)
class Looked:
    """One case with what its owner shows, withheld or not, and what was decided before."""

    case: Case
    page: PublicPage | None
    withheld: frozenset[UUID | None]
    """What of the person is withheld."""
    decided: Sequence[ModerationEvent]

    @property
    def path(self) -> str:
        """Where visitors see it; empty if they do not."""
        return "" if self.withheld & {None, self.case.subject.part} else self.case.subject.path


def look_at(by: User, owner: User, part: UUID | None) -> Looked | None:
    """None where there never was anything to decide. Six queries."""
    reports = _open_reports(by, owner=owner, project=part).get((owner.pk, part), [])
    withheld = {row.project: row for row in Withheld.of(owner)}
    decided = ModerationEvent.objects.filter(owner=owner, project=part).select_related("by")
    if not (reports or part in withheld or decided):
        return None
    named = _subjects([(owner.pk, part)], {(owner.pk, part): reports[0].page} if reports else {})
    case = Case(subject=named[owner.pk, part], reports=reports, withheld=withheld.get(part))
    page = own_page(owner)
    shown = page if page and page.profile.is_public else None
    return Looked(case, shown, frozenset(withheld), list(decided))


@dataclass(frozen=True, slots=True)
class Mine:
    """What is withheld of one's own, by a name that its owner knows."""

    row: Withheld
    title: str


def withheld_of(user: User) -> list[Mine]:
    """Two queries where something is, else one."""
    rows = list(Withheld.of(user))
    keys = [row.project for row in rows if row.project]
    titles = dict(Project.of(user).filter(key__in=keys).values_list("key", "title")) if keys else {}
    return [
        Mine(row, f"“{titles[row.project]}”" if row.project in titles else "A project that is deleted")
        if row.project
        else Mine(row, "Your whole page")
        for row in rows
    ]


def _open_reports(by: User, **of: object) -> dict[Page, list[PageReport]]:
    found: dict[Page, list[PageReport]] = defaultdict(list)
    opened = PageReport.objects.filter(state=PageReport.State.OPEN, owner__isnull=False, **of).exclude(owner=by)
    for report in opened.order_by("reported_at", "pk"):
        found[report.owner_id or 0, report.project].append(report)
    return found


def _pages_of(events: Iterable[ModerationEvent]) -> list[Page]:
    return [(event.owner_id, event.project) for event in events if event.owner_id]


def _decided(events: Iterable[ModerationEvent], named: Mapping[Page, Subject]) -> list[Decided]:
    gone = "A page whose owner has left"
    return [Decided(one, named[one.owner_id, one.project].title if one.owner_id else gone) for one in events]


def _subjects(pages: Iterable[Page], told: Mapping[Page, str]) -> dict[Page, Subject]:
    """By what is shown, or else by the address that was `told`. Two queries."""
    wanted = set(pages)
    owners = {owner for owner, _ in wanted}
    profiles = {row.user_id: row for row in Profile.objects.filter(user__in=owners, is_public=True)}
    shown = Project.objects.published().filter(user__in=profiles, key__in={part for _, part in wanted if part})
    rows = shown.filter(shownprojects__isnull=False).values_list("user_id", "key", "title", F("shownprojects__slug"))
    projects = {(owner, key): (title, slug) for owner, key, title, slug in rows}
    found = {}
    for page in wanted:
        owner, part = page
        profile, (title, slug) = profiles.get(owner), projects.get((owner, part), ("", "")) if part else ("", "")
        if profile is None or (part and not title):
            found[page] = Subject(owner, part, told.get(page) or NOT_SHOWN)
        else:
            path = reverse("people:project", args=[profile.handle, slug]) if slug else ""
            path = path or reverse("people:detail", args=[profile.handle])
            found[page] = Subject(owner, part, profile.name or str(profile), title, path)
    return found
