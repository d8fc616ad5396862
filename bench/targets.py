"""What is asked of each application."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.load import Request

TOKEN = "benchmarkbenchmarkbenchmarkbench"  # noqa: S105  # a CSRF secret has 32 letters
BARE, MINIMAL, OURS = "bare", "minimal", "ours"
PAGE, LANDING, WRITE = "page", "landing", "write"
"""Kinds of requests that all three answer, so that they can be compared."""


@dataclass(frozen=True)
class Person:
    """Somebody signed in, everywhere."""

    pk: int
    skill: str
    """Slug of the skill that they mark: one that they are learning."""
    ours: str
    """The Cookie header for our pages."""
    minimal: str


@dataclass(frozen=True)
class Target:
    name: str
    application: str
    kind: str
    scripts: Sequence[Sequence[Request]]
    """Requests of the first connection, of the second ... each sent in turn, again and again."""
    least: int
    """Bytes that every answer has at least, compressed or not."""
    queries: int | None = None
    """Where they are written in the source; else they are counted."""


def targets(people: Sequence[Person], port: int) -> list[Target]:
    """The two baselines first, each with its page, its landing page and its write."""
    # What browsers accept. The baselines compress nothing.
    plain, zipped = {"Accept": "text/html"}, {"Accept": "text/html", "Accept-Encoding": "gzip, deflate, br"}

    def pages(path: str, headers: dict[str, str], cookie: str) -> list[list[Request]]:
        """The same page for each person; `cookie` names the field that holds their cookies, if they show any."""
        return [[Request(path.format(person.skill), headers | _cookie(person, cookie))] for person in people]

    htmx = {"HX-Request": "true", "HX-Current-URL": f"http://localhost:{port}/roadmap/"}
    return [
        Target("page", BARE, PAGE, pages("/skills/", zipped, "bare"), 20_000, queries=1),
        Target("landing page", BARE, LANDING, pages("/", zipped, ""), 40, queries=0),
        Target("write", BARE, WRITE, _marks(people, zipped, "bare"), 150, queries=2),
        Target("page", MINIMAL, PAGE, pages("/skills/", zipped, "minimal"), 20_000),
        Target("landing page", MINIMAL, LANDING, pages("/", zipped, ""), 200),
        Target("write", MINIMAL, WRITE, _marks(people, zipped, "minimal"), 150),
        Target("roadmap", OURS, PAGE, pages("/roadmap/", zipped, "ours"), 8_000),
        Target("roadmap, not compressed", OURS, PAGE, pages("/roadmap/", plain, "ours"), 50_000),
        Target("skill", OURS, PAGE, pages("/skills/{}/", zipped, "ours"), 3_000),
        Target("Today", OURS, PAGE, pages("/today/", zipped, "ours"), 3_000),
        Target("board of 300 applications", OURS, PAGE, pages("/applications/", zipped, "ours"), 8_000),
        Target("status, from the roadmap", OURS, WRITE, _marks(people, zipped | htmx, "ours"), 1_000),
        Target("first page, visitor", OURS, LANDING, pages("/", zipped, ""), 3_000),
        Target("roadmap, visitor", OURS, LANDING, pages("/roadmap/", zipped, ""), 5_000),
        Target("public profile", OURS, PAGE, _shown(people, zipped), 3_000),
    ]


def _cookie(person: Person, kind: str) -> dict[str, str]:
    cookies = {"": "", "bare": f"person={person.pk}", "minimal": person.minimal, "ours": person.ours}
    return {"Cookie": cookies[kind]} if kind else {}


def _shown(people: Sequence[Person], headers: dict[str, str]) -> list[list[Request]]:
    """Everybody's page as a visitor gets it."""
    return [[Request(f"/people/person-{person.pk}/", headers)] for person in people]


def _marks(people: Sequence[Person], headers: dict[str, str], cookie: str) -> list[list[Request]]:
    """Each person marks a skill of theirs done, then learning again: every request changes something."""
    return [
        [
            Request(
                f"/skills/{person.skill}/status/",
                headers | _cookie(person, cookie) | {"X-CSRFToken": TOKEN},
                f"status={state}",
            )
            for state in ("done", "learning")
        ]
        for person in people
    ]
