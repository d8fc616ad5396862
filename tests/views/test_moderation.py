"""Reporting a public page, deciding on it, and what its owner reads."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from careers.acts.edit_profile import edit_profile
from careers.acts.moderate import withhold
from careers.acts.report_page import answer_moderators
from careers.acts.share import make_share_link
from careers.models import ContactWay, ModerationEvent, PageReport, Profile, Project, User, Withheld
from tests import factories

pytestmark = pytest.mark.django_db

DESK = "/admin/moderation/"
REPORT = "/people/ada/report/"
SAID = {"key": "00000000-0000-4000-8000-000000000000", "what": "spam", "words": "It sells."}


@pytest.fixture
def mo() -> User:
    return factories.with_duty("mo@example.org", "moderator")


@pytest.fixture
def moderator(mo: User) -> Client:
    return factories.client_of(mo)


@pytest.fixture
def project(ada: User, skills: object) -> Project:
    factories.profile(ada)
    return factories.shown_project(ada)


def act(name: str, owner: User) -> str:
    return reverse(f"admin:moderation_{name}", args=[owner.pk])


def case(owner: User, whole: bool, project: Project) -> str:
    return f"{DESK}{owner.pk}/" if whole else f"{DESK}{owner.pk}/{project.key}/"


# --- reporting ---


def test_the_public_page_leads_to_its_report_by_a_plain_link(project: Project, client: Client, as_grace: Client):
    pages = [client.get(path).text for path in ("/people/ada/", "/people/ada/notes/")]
    found = [re.findall(r'href="([^"]*report/[^"]*)" rel="nofollow"', page) for page in pages]
    assert found == [[REPORT], [f"{REPORT}?project=notes"]]
    assert [as_grace.get(address).status_code for [address] in found] == [200, 200]


def test_a_page_is_reported_and_its_reporter_sees_what_became_of_it(project: Project, ada: User, as_grace: Client):
    page = as_grace.post(f"{REPORT}?project=notes", SAID, follow=True)
    assert ("people/ada/notes" in page.text, "Waiting" in page.text) == (True, True)
    row = PageReport.objects.get()
    assert (row.owner, row.project, row.words) == (ada, project.key, "It sells.")
    again = as_grace.post(f"{REPORT}?project=notes", SAID | {"key": "00000000-0000-4000-8000-000000000001"})
    assert (again.status_code, "waits for a moderator" in again.text) == (422, True)
    as_grace.post(reverse("suggestions:withdraw_page_report", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "withdrawn"


@pytest.mark.parametrize(
    "said", [{}, {"what": "nonsense"}, {"what": "other"}, {"what": "spam", "words": "x" * 601}, {"key": "no"}]
)
def test_what_makes_no_sense_is_told_and_kept(project: Project, as_grace: Client, said: dict[str, str]):
    page = as_grace.post(REPORT, {"key": SAID["key"], "words": ""} | said)
    assert (page.status_code, PageReport.objects.exists()) == (422, False)


def test_nobody_reports_what_is_not_there_or_their_own(project: Project, as_ada: Client, as_grace: Client):
    assert as_ada.get(REPORT)["Location"] == "/settings/profile/"
    assert as_grace.get(f"{REPORT}?project=other").status_code == 404
    Profile.objects.update(is_public=False)
    assert as_grace.get(REPORT).status_code == 404


# --- the desk ---


def test_a_moderator_reads_what_is_public_and_never_who_reported(
    moderator: Client, project: Project, ada: User, grace: User
):
    factories.page_report(grace, ada, words="It sells.")
    ContactWay.objects.create(user=ada, kind="email", address="write@example.org")
    texts = [moderator.get(path).text for path in (DESK, f"{DESK}{ada.pk}/")]
    wanted = ("Ada Lovelace", "ada@", "grace@", "write@example.org")
    assert [[word in text for word in wanted] for text in texts] == [[True, False, False, False]] * 2
    assert "It sells." in texts[1]
    Profile.objects.update(is_public=False)
    texts = [moderator.get(path).text for path in (DESK, f"{DESK}{ada.pk}/")]
    assert ["Lovelace" in text for text in texts] == [False, False]


def test_the_most_reported_comes_first_and_then_the_oldest(moderator: Client, project: Project, ada: User):
    people = [factories.member(f"m{number}@example.org") for number in range(3)]
    for owner in people:
        factories.profile(owner, f"handle-{owner.pk}", name=f"Page {owner.pk}")
    factories.page_report(ada, people[0], reported_at="2026-03-01T00:00Z")
    factories.page_report(ada, people[1], reported_at="2026-02-01T00:00Z")
    for person in (ada, people[0]):
        factories.page_report(person, people[2])
    found = [case.subject.owner_id for case in moderator.get(DESK).context["found"].waiting]
    assert found == [people[2].pk, people[1].pk, people[0].pk]


def test_ones_own_page_is_for_another_moderator(moderator: Client, mo: User, grace: User):
    factories.profile(mo, "mo")
    factories.page_report(grace, mo)
    assert moderator.get(DESK).context["found"].waiting == []
    assert moderator.get(f"{DESK}{mo.pk}/").status_code == 404
    assert moderator.post(act("keep", mo), {"reason": "Mine."}).status_code == 404


def test_a_page_that_nobody_reported_is_not_looked_at(moderator: Client, project: Project, ada: User):
    assert moderator.get(f"{DESK}{ada.pk}/").status_code == 404
    assert moderator.post(act("withhold", ada), {"what": "page", "reason": "So."}).status_code == 404
    assert moderator.post(act("keep", ada), {"project": "no key", "reason": "So."}).status_code == 404


def test_keeping_needs_a_reason_that_reporters_read(
    moderator: Client, project: Project, ada: User, grace: User, as_grace: Client
):
    factories.page_report(grace, ada)
    assert moderator.post(act("keep", ada), {"reason": " "}).status_code == 422
    assert moderator.post(act("keep", ada), {"reason": "It is a course."}).status_code == 302
    assert "It is a course." in as_grace.get("/suggestions/").text
    assert "Nothing was changed" in moderator.post(act("keep", ada), {"reason": "Again."}, follow=True).text
    event = ModerationEvent.objects.get()
    assert (event.what, event.owner, event.by.email) == ("kept", ada, "mo@example.org")
    assert "mo@example.org: “It is a course.”" in moderator.get("/admin/moderation/history/").text


def test_one_project_is_withheld_and_given_back(
    moderator: Client, project: Project, ada: User, grace: User, client: Client, as_ada: Client
):
    factories.page_report(grace, ada, project)
    said = {"project": str(project.key), "what": str(project.key), "reason": "Copied."}
    assert moderator.post(act("withhold", ada), said | {"what": str(SAID["key"])}).status_code == 422
    moderator.post(act("withhold", ada), said)
    assert [client.get(path).status_code for path in ("/people/ada/", "/people/ada/notes/")] == [200, 404]
    moderator.post(act("give_back", ada), said)
    assert client.get("/people/ada/notes/").status_code == 200
    assert "is withheld" not in as_ada.get("/settings/profile/").text


# --- what is withheld ---


@pytest.mark.parametrize("whole", [True, False])
def test_strangers_find_nothing_of_it(
    ada: User,
    mo: User,
    project: Project,
    client: Client,
    as_ada: Client,
    moderator: Client,
    settings,
    tmp_path: Path,
    whole: bool,
):
    settings.MEDIA_ROOT = tmp_path
    image = factories.image(project)
    edit_profile(ada, {"handle": "countess"}, ada.profile.version)
    token = make_share_link(ada, "a friend", 7).token
    name = f"images/{image.digest}-{image.widths[0]}.webp"
    whole_page = ["/people/countess/", "/people/ada/", f"/shared/{token}/"]
    of_project = ["/people/countess/notes/", f"/shared/{token}/notes/", f"/{name}", f"/shared/{token}/{name}"]
    card = re.search(r"card-\w+\.png", client.get("/people/countess/").text)[0]
    whole_page.append(f"/people/countess/{card}")
    assert {client.get(path, follow=True).status_code for path in (*whole_page, *of_project)} == {200}
    withhold(ada, None if whole else project.key, mo, "Spam.", None)
    assert {client.get(path).status_code for path in of_project} == {404}
    assert {client.get(path, follow=True).status_code for path in whole_page} == {404 if whole else 200}
    own = ("/settings/profile/preview/", "/settings/profile/preview/notes/", f"/{name}", "/settings/profile/")
    assert [as_ada.get(path).status_code for path in own] == [200] * 4
    [seen] = re.findall(r'src="(/admin/moderation/[^"]+)"', moderator.get(case(ada, whole, project)).text)
    assert moderator.get(seen).status_code == 200
    Profile.objects.update(is_public=False)
    assert moderator.get(seen).status_code == 404


def test_its_owner_reads_why_and_answers_once(
    ada: User, mo: User, grace: User, project: Project, as_ada: Client, moderator: Client
):
    factories.page_report(grace, ada)
    withhold(ada, None, mo, "It sells things.", None)
    texts = [as_ada.get(path).text for path in ("/settings/profile/", "/settings/profile/preview/")]
    assert [("It sells things." in text, "mo@" in text) for text in texts] == [(True, False)] * 2
    address = reverse("profile:answer", args=[Withheld.objects.get().pk])
    assert as_ada.post(address, {"answer": ""}).status_code == 422
    page = as_ada.post(address, {"answer": "The shop is gone."}, follow=True)
    assert ("The moderators have your answer." in page.text, 'name="answer"' in page.text) == (True, False)
    assert "You have answered already." in as_ada.post(address, {"answer": "Again."}, follow=True).text
    assert "The shop is gone." in moderator.get(f"{DESK}{ada.pk}/").text
    moderator.post(act("stay", ada), {"reason": "It stands in a picture still."})
    assert "It stands in a picture still." in as_ada.get("/settings/profile/").text


def test_publishing_says_that_it_stays_withheld(ada: User, mo: User, project: Project, as_ada: Client, client: Client):
    withhold(ada, None, mo, "Spam.", None)
    as_ada.post("/settings/profile/published/", {})
    page = as_ada.post("/settings/profile/published/", {"on": "1"}, follow=True)
    assert "It stays withheld" in page.text
    assert client.get("/people/ada/").status_code == 404


# --- what it costs ---


def test_the_queries_do_not_grow(moderator: Client, mo: User, ada: User, skills: object):
    queries(moderator, DESK)  # reads the catalogue
    counts = []
    for number in range(3):
        owner = factories.member(f"o{number}@example.org")
        factories.profile(owner, f"owner-{number}")
        project = factories.shown_project(owner)
        factories.page_report(ada, owner)
        factories.page_report(ada, owner, project)
        withhold(owner, None, mo, "Spam.", None)
        answer_moderators(owner, Withheld.of(owner).get().pk, "Gone.")
        factories.page_report(factories.member(f"r{number}@example.org"), owner)
        counts.append([queries(moderator, path) for path in (DESK, f"{DESK}history/", f"{DESK}{owner.pk}/")])
    assert counts == [[10, 9, 12]] * 3


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
