"""The desk's changes with impact: seen, confirmed as they were seen, taken back."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from careers.acts.mark import mark
from careers.models import Move, Resource, Skill, Stage, User
from tests import factories
from tests.factories import client_of


@pytest.fixture
def stage(db: None) -> Stage:
    return factories.stage()


@pytest.fixture
def pandas(stage: Stage) -> Skill:
    return factories.skill("pandas", stage, order=1, hours=4)


@pytest.fixture
def tables(stage: Stage) -> Skill:
    skill = factories.skill("tables", stage, order=2, hours=10, outcomes=3)
    factories.need(factories.role(), skill)
    return skill


@pytest.fixture
def curator(db: None) -> Client:
    return client_of(factories.with_duty("cora@example.org"))


def address(of: str, key: str, kind: str) -> str:
    return reverse("admin:change", args=[of, key, kind])


def seen(page: object) -> str:
    return str(page.context["seen"])  # type: ignore[attr-defined]


def test_a_change_begins_with_what_it_asks_for(curator: Client, pandas: Skill, tables: Skill):
    page = curator.get(address("skill", "pandas", "merge"))
    assert (page.status_code, page.context["impact"]) == (200, None)


def test_a_preview_changes_nothing(curator: Client, pandas: Skill, tables: Skill, ada: User):
    mark(ada, pandas.pk, "done")
    page = curator.get(address("skill", "pandas", "merge"), {"heir": tables.pk})
    assert page.context["impact"].turns[0].shown == "fewer than 5"
    assert not Skill.objects.exclude(merged_into=None).exists()


def test_a_merge_is_confirmed_with_its_reason_and_taken_back(curator: Client, pandas: Skill, tables: Skill):
    page = curator.get(address("skill", "pandas", "merge"), {"heir": tables.pk, "hours": 12})
    said = {"heir": tables.pk, "hours": 12, "seen": seen(page), "why": "The same craft."}
    response = curator.post(address("skill", "pandas", "merge"), said)
    move = Move.objects.get()
    assert (response.url, move.why, move.by.email) == (reverse("admin:changes"), "The same craft.", "cora@example.org")
    assert Skill.objects.get(key="pandas").merged_into == tables
    curator.post(reverse("admin:change_revert", args=[move.pk]))
    assert Skill.objects.get(key="pandas").merged_into is None


def test_a_preview_that_is_not_true_any_more_is_shown_again(curator: Client, pandas: Skill, tables: Skill, ada: User):
    page = curator.get(address("skill", "pandas", "merge"), {"heir": tables.pk})
    mark(ada, pandas.pk, "learning")
    said = {"heir": tables.pk, "seen": seen(page), "why": "Because."}
    again = curator.post(address("skill", "pandas", "merge"), said)
    assert (again.status_code, Move.objects.count(), seen(again) != seen(page)) == (409, 0, True)


def test_a_change_without_a_reason_keeps_its_preview(curator: Client, pandas: Skill, tables: Skill):
    page = curator.get(address("skill", "pandas", "merge"), {"heir": tables.pk})
    again = curator.post(address("skill", "pandas", "merge"), {"heir": tables.pk, "seen": seen(page), "why": " "})
    assert (again.status_code, again.context["impact"].other, Move.objects.count()) == (422, tables, 0)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("merge", {"heir": "999999"}),
        ("merge", {"heir": "x\x00"}),
        ("rename", {"title": "", "short_title": "", "slug": "Not a slug"}),
        ("rename", {"title": "Pandas", "short_title": "Pandas", "slug": "pandas"}),
        ("rename", {"title": "Pandas", "short_title": "Pandas", "slug": "tables"}),
        ("move", {"stage": "", "place": "0"}),
        ("split", {"outcomes": [], "hours": "400"}),
    ],
)
def test_nonsense_is_told_in_words(curator: Client, pandas: Skill, tables: Skill, kind: str, said: dict[str, object]):
    assert curator.get(address("skill", "pandas", kind), said).status_code == 422


@pytest.mark.parametrize(
    "path", ["skill/pandas/turn", "skill/nothing/merge", "role/pandas/merge", "resource/pandas/split"]
)
def test_what_is_not_there_is_not_found(curator: Client, pandas: Skill, path: str):
    assert curator.get(f"{reverse('admin:changes')}{path}/").status_code == 404


def test_an_old_address_leads_on_after_a_rename(curator: Client, pandas: Skill, tables: Skill, as_ada: Client):
    said = {"title": "Data frames", "short_title": "Data frames", "slug": "data-frames"}
    page = curator.get(address("skill", "pandas", "rename"), said)
    curator.post(address("skill", "pandas", "rename"), {**said, "seen": seen(page), "why": "Wider."})
    assert as_ada.get("/skills/pandas/").url == "/skills/data-frames/"


def test_the_address_of_a_merged_skill_leads_to_its_heir(curator: Client, pandas: Skill, tables: Skill, as_ada: Client):
    page = curator.get(address("skill", "pandas", "merge"), {"heir": tables.pk})
    curator.post(address("skill", "pandas", "merge"), {"heir": tables.pk, "seen": seen(page), "why": "w"})
    led = as_ada.get("/skills/pandas/")
    assert (led.status_code, led.url) == (302, "/skills/tables/")  # not for good: it can be taken back


def test_a_skill_moves_to_another_stage_and_its_neighbours_close_up(curator: Client, pandas: Skill, tables: Skill):
    other = factories.stage("second", 2)
    said = {"stage": other.pk, "place": 1}
    page = curator.get(address("skill", "pandas", "move"), said)
    curator.post(address("skill", "pandas", "move"), {**said, "seen": seen(page), "why": "w"})
    places = Skill.objects.order_by("key").values_list("key", "stage__key", "order")
    assert list(places) == [("pandas", "second", 1), ("tables", "first", 1)]


@pytest.mark.parametrize("of", ["skill", "resource"])
def test_whatever_is_retired_stays_for_its_learners(curator: Client, pandas: Skill, of: str):
    factories.resource("pandas", pandas)
    page = curator.get(address(of, "pandas", "retire"))
    curator.post(address(of, "pandas", "retire"), {"seen": seen(page), "why": "w"})
    model = Skill if of == "skill" else Resource
    assert model.objects.get(key="pandas").retired_at is not None
    assert curator.get(address(of, "pandas", "retire")).status_code == 404


def test_resources_are_merged(curator: Client, pandas: Skill, tables: Skill):
    gone, heir = factories.resource("one", pandas), factories.resource("other", pandas, tables)
    page = curator.get(address("resource", "one", "merge"), {"heir": heir.pk})
    curator.post(address("resource", "one", "merge"), {"heir": heir.pk, "seen": seen(page), "why": "w"})
    gone.refresh_from_db()
    assert (gone.merged_into, list(pandas.resources.all())) == (heir, [heir])


def test_part_of_a_skill_goes_to_a_new_one(curator: Client, tables: Skill):
    said = {"outcomes": [tables.outcomes.get(key="o1").pk], "title": "Joins", "hours": 3}
    page = curator.get(address("skill", "tables", "split"), said)
    curator.post(address("skill", "tables", "split"), {**said, "seen": seen(page), "why": "w"})
    skills = {s.key: (s.hours, s.outcomes.count(), s.needed_by.count()) for s in Skill.objects.all()}
    assert skills == {"tables": (7, 2, 1), "joins": (3, 1, 1)}


def test_pages_of_a_skill_and_of_a_resource_lead_to_their_changes(curator: Client, pandas: Skill):
    resource = factories.resource("one", pandas)
    skill_page = curator.get(reverse("admin:careers_skill_change", args=[pandas.pk]))
    resource_page = curator.get(reverse("admin:careers_resource_change", args=[resource.pk]))
    for kind in ("merge", "split", "rename", "move", "retire"):
        assert address("skill", "pandas", kind).encode() in skill_page.content
    assert address("resource", "one", "merge").encode() in resource_page.content


def test_a_list_leads_to_the_change_of_one_line(curator: Client, pandas: Skill, tables: Skill):
    listed = reverse("admin:careers_skill_changelist")
    one = curator.post(listed, {"action": "merge_one", "_selected_action": [pandas.pk]})
    two = curator.post(listed, {"action": "merge_one", "_selected_action": [pandas.pk, tables.pk]})
    assert (one.url, two.url) == (address("skill", "pandas", "merge"), listed)


@pytest.mark.parametrize("duty", ["", "moderator"])
def test_only_curators_change_the_catalogue(pandas: Skill, duty: str):
    client = client_of(factories.with_duty("mo@example.org", duty) if duty else factories.member("mo@example.org"))
    for path in (
        reverse("admin:changes"),
        address("skill", "pandas", "retire"),
        reverse("admin:change_revert", args=[1]),
    ):
        assert client.get(path).status_code in (302, 403)
        assert client.post(path).status_code in (302, 403)


def test_queries_of_a_preview_do_not_grow_with_learners(curator: Client, pandas: Skill, tables: Skill):
    counts = set()
    for number in range(2):
        mark(factories.member(f"m{number}@example.org"), pandas.pk, "done")
        curator.get(address("skill", "pandas", "merge"), {"heir": tables.pk})
        with CaptureQueriesContext(connection) as queries:
            curator.get(address("skill", "pandas", "merge"), {"heir": tables.pk})
        counts.add(len(queries))
    assert counts == {49}
