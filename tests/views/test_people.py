"""A person's public page: who sees what of it, and what it costs."""

import datetime as dt
import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from careers.acts.edit_profile import edit_profile, profile_of, publish
from careers.acts.mark import mark
from careers.acts.share import make_share_link
from careers.models import ContactWay, OutcomeTick, Profile, Project, ProjectLink, ShareLink, ShownProject, Skill, User
from tests import factories

pytestmark = pytest.mark.django_db

PAGE, PROJECT = "/people/ada/", "/people/ada/notes/"
SCRIPT = "</script><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def project(ada: User, skills: dict[str, Skill]) -> Project:
    return factories.shown_project(ada, skills["python"])


@pytest.fixture
def page(ada: User, project: Project) -> Profile:
    return factories.profile(ada)


def text_of(client: Client, path: str = PAGE) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def structured(body: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', body)
    assert found
    return json.loads(found[1])


# --- who sees it ---


def test_everybody_sees_a_published_page_and_the_same(page: Profile, client: Client, as_ada: Client, as_grace: Client):
    assert len({each.get(PAGE).content for each in (client, as_ada, as_grace)}) == 1
    assert "Ada Lovelace" in text_of(client)


@pytest.mark.parametrize("path", [PAGE, PROJECT])
def test_taken_down_it_answers_nobody_at_once(page: Profile, ada: User, client: Client, as_ada: Client, path: str):
    assert client.get(path).status_code == 200
    publish(ada, public=False)
    assert [each.get(path).status_code for each in (client, as_ada)] == [404, 404]


def test_a_project_is_seen_while_it_is_chosen_and_published(page: Profile, project: Project, client: Client):
    def seen() -> tuple[int, bool]:
        return client.get(PROJECT).status_code, "In one line" in text_of(client)

    assert seen() == (200, True)
    Project.objects.update(status="building")
    assert seen() == (404, False)
    Project.objects.update(status="published", removed_at=timezone.now())
    assert seen() == (404, False)
    Project.objects.update(removed_at=None)
    ShownProject.objects.all().delete()
    assert seen() == (404, False)


def test_each_item_is_switched_on_by_itself(page: Profile, ada: User, client: Client, skills: dict[str, Skill]):
    mark(ada, skills["numpy"].pk, "done")
    Profile.objects.update(about="About me", show_way=True)
    ContactWay.objects.create(user=ada, kind="email", address="write@example.org")
    words = ("About me", "Skills with proof", "The way so far", "write@example.org")
    assert [word in text_of(client) for word in words] == [True] * 4
    Profile.objects.update(show_about=False, show_skills=False, show_way=False)
    ContactWay.objects.update(shown=False)
    assert [word in text_of(client) for word in words] == [False] * 4


def test_it_shows_nothing_that_was_not_asked_for(page: Profile, ada: User, client: Client):
    factories.shown_project(ada, slug="secret", pitch="not shown")
    ShownProject.objects.filter(slug="secret").delete()
    body = text_of(client)
    assert [word in body for word in ("not shown", ada.email, "csrf", "data-url")] == [False] * 4


def test_a_deactivated_account_shows_nothing(page: Profile, ada: User, client: Client):
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert client.get(PAGE).status_code == 404


# --- the chain of proof ---


def test_a_proven_skill_opens_into_its_chain(
    page: Profile, ada: User, project: Project, skills: dict[str, Skill], client: Client
):
    outcome = skills["python"].outcomes.first()
    OutcomeTick.objects.create(user=ada, skill=skills["python"], outcome=outcome, at=timezone.now())
    ProjectLink.objects.create(user=ada, project=project, kind="demo", url="https://example.org/demo")
    body = text_of(client)
    chain = body[body.index('class="chain"') : body.index("</details>")]
    wanted = (outcome.text, "How python shows.", "0.89", "0.61", "0.28 better than the baseline", "/people/ada/notes/")
    assert [word in chain for word in (*wanted, "https://example.org/demo")] == [True] * 7


def test_without_the_first_five_items_nothing_is_proven(page: Profile, client: Client):
    Project.objects.update(split="")
    assert "Skills with proof" not in text_of(client)


# --- addresses ---


def test_an_old_handle_leads_on_while_nobody_has_it(page: Profile, ada: User, grace: User, client: Client):
    edit_profile(ada, {"handle": "countess"}, page.version)
    assert client.get(PROJECT)["Location"] == "/people/countess/notes/"
    publish(ada, public=False)
    assert client.get(PAGE).status_code == 404


def test_a_handle_is_found_in_any_case(page: Profile, client: Client):
    assert client.get("/people/ADA/")["Location"] == PAGE
    assert client.get("/people/NOBODY/", follow=True).status_code == 404


# --- what it costs ---


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("many", [1, 50])
def test_a_page_costs_three_queries_and_one_when_it_is_kept(ada, skills, client, many):
    factories.profile(ada)
    for number in range(many):
        factories.shown_project(ada, skills["python"], slug=f"notes-{number}")
    client.get("/roadmap/")  # the snapshot of the catalogue is read once for everybody
    assert [queries(client, PAGE), queries(client, PAGE)] == [3, 1]
    assert queries(client, "/people/ada/notes-0/") == 3


def test_a_page_is_revalidated_by_its_etag(page: Profile, ada: User, client: Client):
    first = client.get(PAGE)
    again = client.get(PAGE, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    edit_profile(ada, {"headline": "New"}, profile_of(ada).version)
    assert client.get(PAGE, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_caches_ask_each_time_and_no_cookie_is_set(page: Profile, client: Client):
    response = client.get(PAGE)
    assert (response["Cache-Control"], response["Vary"]) == ("public, max-age=0, s-maxage=0", "Accept-Encoding")
    assert not response.cookies


# --- for machines ---


def test_search_engines_come_only_if_they_may(page: Profile, client: Client):
    assert client.get(PAGE)["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert 'name="robots"' in text_of(client)
    Profile.objects.update(search_engines=True)
    assert "X-Robots-Tag" not in client.get(PAGE)
    assert 'name="robots"' not in text_of(client)


def test_structured_data_say_what_the_page_says(page: Profile, client: Client):
    person = structured(text_of(client))["mainEntity"]
    assert (person["@type"], person["name"], person["url"]) == (
        "Person", "Ada Lovelace", f"{project_settings.ORIGIN}/people/ada/",
    )  # fmt: skip
    work = structured(text_of(client, PROJECT))
    assert (work["@type"], work["name"], work["author"]["name"]) == ("CreativeWork", "Notes", "Ada Lovelace")


def test_a_link_to_it_is_shown_with_a_picture_of_its_own(page: Profile, client: Client):
    found = re.search(r'property="og:image" content="[^"]*(/people/ada/card-[0-9a-f]+\.png)"', text_of(client))
    assert found
    response = client.get(found[1])
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    assert response["Cache-Control"] == "public, max-age=31536000, s-maxage=60, immutable"
    Profile.objects.update(name="Countess of Lovelace")
    assert client.get(found[1]).status_code == 302


@pytest.mark.parametrize("path", [PAGE, PROJECT])
def test_no_text_becomes_a_script(page: Profile, ada: User, project: Project, client: Client, path: str):
    Profile.objects.update(name=SCRIPT, headline=SCRIPT, place=SCRIPT, about=SCRIPT)
    texts = dict.fromkeys(("title", "pitch", "problem", "audience", "method", "data_name", "split"), SCRIPT)
    Project.objects.update(**texts, data_url="javascript:alert(1)")
    ContactWay.objects.create(user=ada, kind="site", address="https://e.org/?" + SCRIPT, label=SCRIPT)
    project.metrics.update(name=SCRIPT, unit="<b>", measured_on=SCRIPT)
    project.proofs.update(proof=SCRIPT)
    body = text_of(client, path)
    assert [word in body for word in ("<script>alert", 'href="javascript:')] == [False, False]
    structured(body)


# --- secret links ---


@pytest.fixture
def link(page: Profile, ada: User) -> ShareLink:
    publish(ada, public=False)
    return make_share_link(ada, "for a friend", 7)


def test_a_secret_link_opens_what_is_not_published(link: ShareLink, client: Client):
    response = client.get(f"/shared/{link.token}/")
    body = response.content.decode()
    assert "private, no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert [f"/shared/{link.token}/notes/" in body, "og:image" in body, "ld+json" in body] == [True, False, False]
    assert client.get(f"/shared/{link.token}/notes/").status_code == 200


def test_it_counts_visits_and_not_its_owners(link: ShareLink, client: Client, as_ada: Client, as_grace: Client):
    for each in (client, as_grace, as_ada):
        each.get(f"/shared/{link.token}/")
    client.head(f"/shared/{link.token}/")
    client.get(f"/shared/{link.token}/notes/")
    link.refresh_from_db()
    assert link.visits == 2


@pytest.mark.parametrize("change", [{"revoked_at": timezone.now()}, {"expires_on": dt.date(2020, 1, 1)}])
def test_closed_or_past_its_day_it_answers_nobody(link: ShareLink, client: Client, change: dict[str, object]):
    ShareLink.objects.update(**change)
    assert [client.get(f"/shared/{link.token}/{rest}").status_code for rest in ("", "notes/")] == [404, 404]


def test_pictures_of_a_closed_account_answer_nobody(link: ShareLink, ada: User, client: Client, project: Project):
    image = factories.image(project)
    path = f"/shared/{link.token}/images/{image.digest}-{image.width}.webp"
    seen = client.get(path).status_code
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert (seen, client.get(path).status_code) == (200, 404)


def test_its_last_day_is_the_owners_day(link: ShareLink, ada: User, client: Client, time_machine):
    User.objects.filter(pk=ada.pk).update(time_zone="Pacific/Honolulu")
    ShareLink.objects.update(expires_on=dt.date(2026, 6, 1))
    time_machine.move_to("2026-06-02 09:00Z")
    assert client.get(f"/shared/{link.token}/").status_code == 200
    time_machine.move_to("2026-06-02 11:00Z")
    assert client.get(f"/shared/{link.token}/").status_code == 404


# --- the preview ---


def test_the_preview_is_the_page_that_visitors_get(page: Profile, as_ada: Client, client: Client):
    def main(body: str) -> str:
        return body[body.index("<main") : body.index("</main>")].replace("/settings/profile/preview/", PAGE)

    assert main(text_of(as_ada, "/settings/profile/preview/")) == main(text_of(client))


def test_a_preview_before_anything_is_written_leads_to_the_form(as_ada: Client):
    assert as_ada.get("/settings/profile/preview/")["Location"] == "/settings/profile/"
