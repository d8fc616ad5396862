"""Resources and own links on a skill's page."""

import datetime as dt
import re
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers.models import EnoughGroup, OwnLink, Resource, ResourceState, Skill, SkillResource, StudyEntry, User
from tests import factories

type Tap = Callable[..., HttpResponse]
BOOK, PAGE = "/resources/book/", "/skills/python/"
pytestmark = pytest.mark.usefixtures("book")


def text(response: HttpResponse) -> str:
    return response.content.decode().replace("\u00a0", " ")


def undo_in(response: HttpResponse) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]


def held(user: User) -> list[tuple[str, int | None, str, bool | None]]:
    return list(ResourceState.of(user).values_list("state", "stopped_seconds", "stopped_place", "helpful"))


# --- resources ---


def test_a_visitor_sees_no_acts(client: Client):
    page = text(client.get(PAGE))
    assert ("A Book" in page, "resources/book/" in page) == (True, False)


def test_finishing_answers_with_its_row_and_the_count(tap: Tap, ada: User):
    response = tap(f"{BOOK}status/", {"status": "finished"}, page=PAGE)
    page = text(response)
    assert held(ada) == [("finished", None, "", None)]
    for part in ('id="resource-book"', 'aria-pressed="true"', "1 of 1 finished", "Did it help?", "A Book: finished."):
        assert part in page


def test_finishing_one_of_a_group_lets_the_others_recede(tap: Tap, ada: User, skills: dict[str, Skill]):
    other = factories.resource("other", skills["python"])
    group = EnoughGroup.objects.create(skill=skills["python"], note="Same ground.")
    SkillResource.objects.update(group=group)
    page = text(tap(f"{BOOK}status/", {"status": "finished"}, page=PAGE))
    assert re.search(r'resource--spare" id="resource-other"[^>]* hx-swap-oob="true"', page)
    assert f"{other}: finished" in text(tap("/resources/other/status/", {"status": "finished"}, page=PAGE))


def test_without_htmx_one_returns_to_the_row(as_ada: Client, ada: User):
    response = as_ada.post(f"{BOOK}status/", {"status": "progress", "next": PAGE})
    assert (response.status_code, response.headers["Location"]) == (302, "/skills/python/#resource-book")
    assert held(ada) == [("progress", None, "", None)]


def test_an_act_from_another_page_loads_it_again(tap: Tap, ada: User):
    response = tap(f"{BOOK}status/", {"status": "progress"}, page="/today/")
    assert (response.status_code, response.headers["HX-Refresh"]) == (204, "true")


def test_an_act_can_be_undone(tap: Tap, as_ada: Client, ada: User):
    way_back = undo_in(tap(f"{BOOK}status/", {"status": "finished"}, page=PAGE))
    as_ada.post("/undo/", {"ticket": way_back, "next": PAGE})
    assert held(ada) == []


@pytest.mark.parametrize(
    ("written", "kept", "said"),
    [
        ("0:48", (48, ""), "stopped at 0:48, 48 seconds in"),
        ("1:02:10", (3730, ""), "stopped at 1:02:10, 1 h 02 10 seconds in"),
        ("p120", (None, "p. 120"), "stopped at p. 120"),
        ("", (None, ""), "no place kept"),
    ],
)
def test_where_one_stopped_is_kept_as_it_was_understood(tap: Tap, ada: User, written: str, kept: tuple, said: str):
    tap(f"{BOOK}status/", {"status": "progress"}, page=PAGE)
    response = tap(f"{BOOK}place/", {"place": written}, page=PAGE)
    assert (held(ada)[0][1:3], said in text(response)) == (kept, True)


def test_one_continues_where_one_stopped(as_ada: Client, tap: Tap, book: Resource):
    Resource.objects.update(url="https://www.youtube.com/watch?v=abc", kind="video")
    tap(f"{BOOK}place/", {"place": "48"}, page=PAGE)
    assert 'href="https://www.youtube.com/watch?v=abc&amp;t=2880s"' in text(as_ada.get(PAGE))


@pytest.mark.parametrize(("vote", "kept"), [("yes", True), ("no", False)])
def test_whether_it_helped_is_kept_and_taken_back(tap: Tap, ada: User, vote: str, kept: bool):
    for said, then in ((vote, kept), ("", None)):
        tap(f"{BOOK}helpful/", {"helpful": said}, page=PAGE)
        assert held(ada) == [("todo", None, "", then)]


def test_minutes_are_logged_on_a_resource_and_its_skill(tap: Tap, ada: User):
    values = {"key": str(uuid.uuid4()), "quick": "45", "skill": "python"}
    for _ in range(2):
        response = tap(f"{BOOK}minutes/", values, page=PAGE)
    entry = StudyEntry.of(ada).get()
    assert (entry.minutes, entry.resource.key, entry.skill.key) == (45, "book", "python")
    assert ("45 min logged" in text(response), response.headers["HX-Trigger"]) == (True, '{"study-changed": {}}')


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("status", {"status": "burnt"}),
        ("status", {}),
        ("place", {"place": "x" * 500}),
        ("place", {"place": "a\x00b"}),
        ("helpful", {"helpful": "perhaps"}),
        ("minutes", {"quick": "25", "key": "none"}),
        ("minutes", {"key": "00000000-0000-4000-8000-000000000000"}),
    ],
)
def test_nonsense_is_said_and_changes_nothing(as_ada: Client, tap: Tap, ada: User, act: str, values: dict[str, str]):
    response = tap(f"{BOOK}{act}/", values, page=PAGE)
    assert (response.status_code, 'class="field__error"' in text(response)) == (422, True)
    assert as_ada.post(f"{BOOK}{act}/", values | {"next": PAGE}).status_code == 302
    assert (held(ada), StudyEntry.of(ada).count()) == ([], 0)


def test_an_unknown_resource_is_not_found(as_ada: Client):
    assert as_ada.post("/resources/cobol/status/", {"status": "finished"}).status_code == 404


def test_a_retired_resource_is_for_those_who_used_it(as_ada: Client, as_grace: Client, ada: User, book: Resource):
    as_ada.post(f"{BOOK}status/", {"status": "progress"})
    Resource.objects.update(retired_at=timezone.now())
    answers = [client.post(f"{BOOK}status/", {"status": "finished"}).status_code for client in (as_ada, as_grace)]
    assert answers == [302, 404]
    assert ["A Book" in text(client.get(PAGE)) for client in (as_ada, as_grace)] == [True, False]


def test_the_queries_of_a_skills_page_do_not_grow_with_its_rows(as_ada: Client, ada: User, skills: dict[str, Skill]):
    counts = []
    for number in range(3):
        resource = factories.resource(f"more{number}", skills["python"])
        ResourceState.objects.create(user=ada, resource=resource, state="progress")
        OwnLink.objects.create(user=ada, skill=skills["python"], title="t", url=f"https://example.org/{number}")
        as_ada.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            as_ada.get(PAGE)
        counts.append(len(queries))
    assert counts == [7, 7, 7]


# --- links ---


LINKS = "/skills/python/links/"
GOOD = {"title": "Group notes", "url": "https://example.org/notes", "note": "ours"}


@pytest.fixture
def link(ada: User, skills: dict[str, Skill]) -> OwnLink:
    at = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    return OwnLink.objects.create(
        user=ada, skill=skills["python"], title="old", url="https://example.org/", added_at=at
    )


def test_a_link_is_kept_and_seen_by_its_owner_only(tap: Tap, as_ada: Client, as_grace: Client):
    response = tap(LINKS, GOOD, page=PAGE)
    assert ("Kept: Group notes." in text(response), 'id="own-links"' in text(response)) == (True, True)
    assert ["Group notes" in text(client.get(PAGE)) for client in (as_ada, as_grace)] == [True, False]


def test_without_htmx_one_returns_to_the_links(as_ada: Client):
    assert as_ada.get(LINKS).status_code == 200
    assert as_ada.post(LINKS, GOOD).headers["Location"] == "/skills/python/#own-links"


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "javascript:alert(1)"},
        {"url": "ftp://example.org/"},
        {"url": "notes"},
        {"url": ""},
        {"title": ""},
        {"title": "x" * 161},
        {"note": "x" * 601},
        {"title": "a\x00b"},
    ],
)
def test_what_is_no_link_is_said_and_kept_in_the_form(as_ada: Client, tap: Tap, ada: User, wrong: dict[str, str]):
    for response in (as_ada.post(LINKS, GOOD | wrong), tap(LINKS, GOOD | wrong, page=PAGE)):
        assert response.status_code == 422
        assert all(f'value="{value}"' in text(response) for name, value in GOOD.items() if name not in wrong)
    assert not OwnLink.of(ada).exists()


def test_the_same_address_twice_is_said(as_ada: Client, ada: User):
    as_ada.post(LINKS, GOOD)
    response = as_ada.post(LINKS, GOOD | {"title": "again"})
    assert (response.status_code, "You have this address already." in text(response)) == (422, True)


def test_a_link_is_changed_and_changed_back(as_ada: Client, ada: User, link: OwnLink):
    before = OwnLink.exported_of(ada)
    assert 'value="old"' in text(as_ada.get(f"/links/{link.pk}/"))
    response = as_ada.post(f"/links/{link.pk}/", GOOD, follow=True)
    assert OwnLink.of(ada).get().title == "Group notes"
    as_ada.post("/undo/", {"ticket": undo_in(response)})
    assert OwnLink.exported_of(ada) == before


def test_a_deleted_link_comes_back(as_ada: Client, tap: Tap, ada: User, link: OwnLink):
    before = OwnLink.exported_of(ada)
    response = tap(f"/links/{link.pk}/delete/", {}, page=PAGE)
    assert ("Deleted: old." in text(response), OwnLink.of(ada).exists()) == (True, False)
    as_ada.post("/undo/", {"ticket": undo_in(response)})
    assert OwnLink.exported_of(ada) == before


def test_a_link_on_an_unknown_skill_is_not_found(as_ada: Client):
    assert as_ada.post("/skills/cobol/links/", GOOD).status_code == 404
