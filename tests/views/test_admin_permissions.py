"""Who may come to which address of the administration: a sweep over all that it has.

An address without a line here fails the first test, so a new page cannot be forgotten.
"""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from careers.admin import site
from careers.models import Camp, CatalogueConflict, DayBefore, Resource, User
from careers.models.accounts import Duty
from tests import factories

pytestmark = pytest.mark.django_db

CURATORS, ADMINISTRATORS = {Duty.CURATOR, Duty.ADMINISTRATOR}, {Duty.ADMINISTRATOR}
MODERATORS = {Duty.MODERATOR, Duty.ADMINISTRATOR}
STAFF = set(Duty)
WHO = {
    **dict.fromkeys(["index", "logout", "password_change", "password_change_done", "jsi18n"], STAFF),
    **dict.fromkeys(["catalogue", "settle", "history", "history_act", "history_entry"], CURATORS),
    **dict.fromkeys(["bulk", "bulk_confirm", "bulk_export", "changes", "change", "change_revert"], CURATORS),
    **dict.fromkeys(["queue", "queue_bulk", "queue_suggestion", "queue_report", "queue_answer"], CURATORS),
    **dict.fromkeys(["queue_accept", "queue_reject", "queue_duplicate"], CURATORS),
    **dict.fromkeys(["moderation", "moderation_history", "moderation_page", "moderation_project"], MODERATORS),
    "moderation_picture": MODERATORS,
    **dict.fromkeys(["moderation_keep", "moderation_withhold", "moderation_stay", "moderation_give_back"], MODERATORS),
    **dict.fromkeys(["team", "team_duty", "team_dismiss", "team_invitation", "team_revoke"], ADMINISTRATORS),
    **dict.fromkeys(["app_list", "autocomplete"], CURATORS),
}
ELSEWHERE = {"login", "view_on_site"}
"""Leads to log in, or is Django's own redirect to a page that says itself who may see it."""
PARTS = {"pk": "1", "kind": "resource", "format": "csv", "key": "book", "of": "resource", "app_label": "careers"}
PARTS |= {"owner": "1", "project": UUID(int=0), "digest": "0", "width": "480"}
PARTS_OF = {"bulk_export": {"kind": "resources"}, "history_entry": {"key": "book"}, "change": {"kind": "merge"}}
QUERY = {"autocomplete": "?app_label=careers&model_name=skillresource&field_name=skill&term=p"}


def own(entries: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for entry in entries:
        if isinstance(entry, URLPattern) and entry.name and not entry.name.startswith("careers_"):
            yield entry


ADDRESSES = {entry.name: entry for entry in own(site.get_urls())}


def path_of(name: str) -> str:
    parts = PARTS | PARTS_OF.get(name, {})
    wanted = ADDRESSES[name].pattern.regex.groupindex
    return reverse(f"admin:{name}", kwargs={part: parts[part] for part in wanted}) + QUERY.get(name, "")


@pytest.fixture(autouse=True)
def rows() -> None:
    """One of each curated kind."""
    skill = factories.skill("python", factories.stage())
    factories.resource("book", skill)
    factories.role()
    factories.background()
    factories.brief("leaves", skill)
    factories.interview_stage("coding", skill)
    Camp.objects.create(
        guide=factories.guide(), key="summit", order=1, title="Summit", short_title="Summit", possible="p"
    )
    DayBefore.objects.create(guide=factories.guide(), key="rest", order=1, text="Rest")
    CatalogueConflict.objects.create(kind="skill", key="python", loaded={}, conflicts={"hours": 1})


def lets_in(client: Client, path: str) -> bool:
    """Django says of an app whose kinds one may not see that there is none."""
    response = client.get(path)
    to_log_in = response.headers.get("Location", "").startswith(("/accounts/login/", "/accounts/2fa/"))
    refused = (403, 404) if path == "/admin/careers/" else (403,)
    return response.status_code not in refused and not to_log_in


@pytest.fixture
def outsiders(ada: User, guest: User) -> dict[str, Client]:
    """Also a curator who has not set up a second step."""
    careless = factories.member("careless@example.org", duty="curator")
    members = {"guest": guest, "member": ada, "without a second step": careless}
    return {"visitor": Client()} | {who: factories.client_of(user) for who, user in members.items()}


@pytest.fixture
def staff() -> dict[Duty, Client]:
    return {duty: factories.client_of(factories.with_duty(f"{duty}@example.org", duty)) for duty in Duty}


def test_every_address_says_who_may_come():
    assert set(ADDRESSES) == WHO.keys() | ELSEWHERE


@pytest.mark.parametrize("name", WHO)
def test_an_address_is_for_those_with_the_duty(name: str, staff: dict[Duty, Client]):
    assert {duty for duty, client in staff.items() if lets_in(client, path_of(name))} == WHO[name]


@pytest.mark.parametrize("name", sorted(WHO.keys() - {"jsi18n", "logout"}))
def test_an_address_is_for_nobody_without_a_duty(name: str, outsiders: dict[str, Client]):
    assert [who for who, client in outsiders.items() if client.get(path_of(name)).status_code not in (302, 403)] == []


@pytest.mark.parametrize("model", site._registry)
def test_the_pages_of_a_kind_are_for_curators(
    model: type[Resource], staff: dict[Duty, Client], outsiders: dict[str, Client]
):
    row = model._default_manager.get()
    base = f"admin:careers_{model._meta.model_name}"
    pages = {"changelist": [], "add": [], "change": [row.pk], "history": [row.pk], "delete": [row.pk]}
    for name, args in pages.items():
        path = reverse(f"{base}_{name}", args=args)
        refused = name == "delete" or (model is CatalogueConflict and name == "add")
        assert {d for d, client in staff.items() if lets_in(client, path)} == (set() if refused else CURATORS), name
        assert [who for who, client in outsiders.items() if client.get(path).status_code not in (302, 403)] == [], name
