"""One's own public page under Settings, and the pictures of one's projects."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from careers.acts.delete_account import delete_account
from careers.acts.edit_profile import edit_profile, profile_of
from careers.models import ContactWay, FormerHandle, FreedHandle, Profile, Project, ProjectImage, ShareLink, User
from careers.models.profiles import RESERVED, handle_refused
from tests import factories

pytestmark = pytest.mark.django_db

EDIT = "/settings/profile/"
SAID = {"handle": "ada", "name": "Ada", "headline": "", "place": "", "about": "", "version": "0"}


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path: Path, skills: object) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def project(ada: User) -> Project:
    return factories.shown_project(ada)


def upload(client: Client, project: Project, content: bytes, name: str = "a.png", **more: str) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return client.post(f"/portfolio/{project.pk}/images/", {"file": file, "alt": "Two curves"} | more)


# --- the page's words and address ---


def test_a_page_is_written_and_published(as_ada: Client, ada: User, client: Client):
    assert as_ada.post(EDIT, SAID)["Location"] == EDIT
    assert client.get("/people/ada/").status_code == 404
    assert as_ada.post(f"{EDIT}published/", {"on": "1"})["Location"] == f"{EDIT}#status"
    assert client.get("/people/ada/").status_code == 200


def test_without_a_handle_nothing_is_published(as_ada: Client):
    response = as_ada.post(f"{EDIT}published/", {"on": "1"})
    assert (response.status_code, Profile.objects.exists()) == (422, False)
    assert "Choose a handle first" in response.content.decode()


@pytest.mark.parametrize(
    "handle",
    ["Ada", "ädä", "аdа", "a", "x" * 31, "-ada", "ada-", "a--b", "ada_l", "1ada", "a b", "a/b", "ada\0", "admin"],
)
def test_a_handle_that_would_mislead_is_refused_and_nothing_typed_is_lost(as_ada: Client, handle: str):
    response = as_ada.post(EDIT, SAID | {"handle": handle, "about": "what I wrote"})
    assert (response.status_code, Profile.objects.exists()) == (422, False)
    assert "what I wrote" in response.content.decode()


def test_words_of_our_addresses_are_reserved():
    tops = {str(pattern.pattern).split("/")[0] for pattern in get_resolver().url_patterns[-1].url_patterns}
    words = {top for top in tops if top and top.replace("-", "").isalpha()}
    assert words - RESERVED == set()


def test_a_handle_of_somebody_else_is_refused(as_ada: Client, grace: User):
    factories.profile(grace, "ada")
    assert as_ada.post(EDIT, SAID).status_code == 422


def test_a_freed_handle_waits_a_year_for_all_but_its_owner(ada: User, grace: User, time_machine):
    time_machine.move_to("2026-03-01 12:00Z")
    edit_profile(ada, {"handle": "countess"}, 0)
    edit_profile(ada, {"handle": "ada"}, 1)
    FreedHandle.objects.update(freed_at=timezone.now())
    assert (handle_refused(ada, "countess"), bool(handle_refused(grace, "countess"))) == ("", True)
    time_machine.move_to("2027-02-28 12:00Z")
    assert (
        handle_refused(grace, "countess") == "This handle was somebody else's within the last year. Choose another one."
    )
    time_machine.move_to("2027-03-02 12:00Z")
    assert handle_refused(grace, "countess") == ""


def test_a_handle_taken_over_leads_to_its_old_owner_no_more(ada: User, grace: User, client: Client):
    factories.profile(ada, "countess")
    edit_profile(ada, {"handle": "ada"}, 1)
    FreedHandle.objects.update(freed_at=timezone.now() - dt.timedelta(days=366))
    edit_profile(grace, {"handle": "countess", "is_public": True, "name": "Grace"}, 0)
    assert not FormerHandle.objects.exists()
    assert "Grace" in client.get("/people/countess/").content.decode()


@pytest.mark.parametrize("gone", [delete_account, lambda user: user.delete()])
def test_the_handle_of_a_deleted_account_waits_too(ada: User, grace: User, gone: Callable[[User], None]):
    factories.profile(ada)
    gone(ada)
    assert handle_refused(grace, "ada") != ""


def test_of_two_tabs_none_overwrites_the_other_unseen(as_ada: Client, ada: User):
    as_ada.post(EDIT, SAID)
    as_ada.post(EDIT, SAID | {"about": "first", "version": "1"})
    late = as_ada.post(EDIT, SAID | {"about": "second", "version": "1"})
    assert (late.status_code, profile_of(ada).about, "second" in late.content.decode()) == (422, "first", True)
    as_ada.post(EDIT, SAID | {"about": "second", "version": str(late.context["form"]["version"].value())})
    assert profile_of(ada).about == "second"


@pytest.mark.parametrize(
    "wrong",
    [{"about": "x" * 5001}, {"name": "x" * 1_000_000}, {"name": "a\0b"}, {"version": "x"}, {"version": "9" * 30}],
)
def test_nonsense_is_refused_in_words(as_ada: Client, wrong: dict[str, str]):
    assert (as_ada.post(EDIT, SAID | wrong).status_code, Profile.objects.exists()) == (422, False)


def test_the_form_costs_the_same_with_fifty_projects(as_ada: Client, ada: User, django_assert_num_queries):
    factories.profile(ada)
    for number in range(50):
        factories.shown_project(ada, slug=f"notes-{number}")
    as_ada.get(EDIT)  # the snapshot of the catalogue is read once for everybody
    with django_assert_num_queries(10):
        as_ada.get(EDIT)


# --- what it shows ---


def test_a_project_is_shown_and_taken_off(as_ada: Client, project: Project, tap):
    assert "Show it" in tap(f"{EDIT}projects/{project.pk}/", {}, EDIT).content.decode()
    for _ in range(2):
        assert as_ada.post(f"{EDIT}projects/{project.pk}/", {"on": "1"})["Location"] == f"{EDIT}#projects"
    assert project.shownprojects.get().slug == "notes"


def test_two_projects_of_one_title_have_two_addresses(as_ada: Client, ada: User, project: Project):
    other = Project.objects.create(user=ada, title="Notes", status="published")
    as_ada.post(f"{EDIT}projects/{other.pk}/", {"on": "1"})
    assert other.shownprojects.get().slug == "notes-2"


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("site", "javascript:alert(1)"),
        ("site", "data:text/html,x"),
        ("site", "ftp://e.org/"),
        ("site", "a@e.org"),
        ("email", "https://e.org/"),
        ("email", "a@e.org?bcc=b@e.org"),
        ("fax", "1"),
        ("site", "https://" + "x" * 500 + ".org/"),
    ],
)
def test_a_way_that_leads_nowhere_safe_is_refused(as_ada: Client, kind: str, address: str):
    response = as_ada.post(f"{EDIT}ways/", {"kind": kind, "address": address, "label": ""})
    assert (response.status_code, ContactWay.objects.exists()) == (422, False)


def test_a_deleted_way_comes_back_by_undo(as_ada: Client, ada: User):
    as_ada.post(f"{EDIT}ways/", {"kind": "email", "address": "a@e.org", "label": ""})
    way = ContactWay.of(ada).get()
    page = as_ada.post(f"{EDIT}ways/{way.pk}/delete/", follow=True)
    assert not ContactWay.of(ada).exists()
    message = list(page.context["messages"])[-1]
    as_ada.post("/undo/", {"ticket": message.extra_tags})
    assert ContactWay.of(ada).get().address == "a@e.org"


def test_a_secret_link_is_made_and_closed(as_ada: Client, ada: User):
    as_ada.post(f"{EDIT}links/", {"label": "for Grace", "days": "7"})
    link = ShareLink.of(ada).get()
    assert (link.is_open, link.expires_on) == (True, timezone.localdate() + dt.timedelta(days=7))
    as_ada.post(f"{EDIT}links/{link.pk}/close/")
    assert ShareLink.of(ada).get().is_open is False


def test_a_page_names_only_so_many_ways_to_write(as_ada: Client, ada: User):
    said = {"kind": "site", "address": "https://ada.example.org/", "label": "Mine"}
    answers = [as_ada.post(f"{EDIT}ways/", said).status_code for _ in range(ContactWay.MOST + 1)]
    assert answers == [302] * ContactWay.MOST + [422]
    assert [way.order for way in ContactWay.of(ada)] == list(range(ContactWay.MOST))


# --- pictures ---


def test_a_picture_comes_in(as_ada: Client, ada: User, project: Project):
    assert upload(as_ada, project, factories.picture())["Location"] == f"/portfolio/{project.pk}/images/"
    image = ProjectImage.of(ada).get()
    assert (image.alt, image.width, image.height) == ("Two curves", 600, 400)


@pytest.mark.parametrize(
    ("content", "more"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", {}),
        (b"", {}),
        (b"%PDF-1.7", {}),
        (factories.picture(), {"alt": ""}),
        (factories.picture(), {"alt": "x" * 1_000_000}),
        (factories.picture(), {"alt": "a\0b"}),
    ],
)
def test_what_is_no_picture_or_says_nothing_is_refused(as_ada: Client, project: Project, content: bytes, more):
    assert (upload(as_ada, project, content, **more).status_code, ProjectImage.objects.exists()) == (422, False)


@pytest.mark.parametrize("name", ["a.svg", "../../etc/passwd", "a.php\0.png", "", "x" * 400 + ".html"])
def test_a_files_name_means_nothing(as_ada: Client, ada: User, project: Project, name: str):
    response = upload(as_ada, project, factories.picture(), name or "x")
    assert response.status_code == 302
    assert ProjectImage.of(ada).get().file.name.endswith("-600.webp")


def address(image: ProjectImage, width: int = 480) -> str:
    return f"/images/{image.digest}-{width}.webp"


def test_a_picture_of_a_published_page_is_everybodys_and_harmless(project: Project, ada: User, client: Client):
    factories.profile(ada)
    response = client.get(address(factories.image(project)))
    headers = ("Content-Type", "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control")
    assert [response[name] for name in headers] == [
        "image/webp", "default-src 'none'; sandbox", "nosniff", "public, max-age=31536000, s-maxage=60, immutable",
    ]  # fmt: skip


def test_a_private_picture_is_its_owners_alone(project: Project, client: Client, as_ada: Client, as_grace: Client):
    path = address(factories.image(project))
    answers = [each.get(path) for each in (client, as_grace, as_ada)]
    assert [answer.status_code for answer in answers] == [404, 404, 200]
    assert answers[2]["Cache-Control"] == "private, max-age=3600"


def test_a_width_that_is_none_of_ours_is_not_found(project: Project, as_ada: Client):
    image = factories.image(project)
    assert [as_ada.get(address(image, width)).status_code for width in (480, 481, 10**30)] == [200, 404, 404]


def test_a_secret_link_opens_pictures_while_it_is_open(project: Project, ada: User, client: Client):
    factories.profile(ada, is_public=False)
    link = ShareLink.objects.create(user=ada, label="l", expires_on=timezone.localdate())
    path = f"/shared/{link.token}{address(factories.image(project))}"
    assert client.get(path).status_code == 200
    ShareLink.objects.update(revoked_at=timezone.now())
    assert client.get(path).status_code == 404


def test_a_removed_picture_answers_nobody_and_comes_back_by_undo(as_ada: Client, project: Project, ada: User):
    image = factories.image(project)
    page = as_ada.post(f"/portfolio/{project.pk}/images/{image.pk}/remove/", follow=True)
    assert as_ada.get(address(image)).status_code == 404
    [message] = page.context["messages"]
    as_ada.post("/undo/", {"ticket": message.extra_tags})
    assert as_ada.get(address(image)).status_code == 200


def test_a_guest_may_not_upload(guest: User):
    project = Project.objects.create(user=guest, title="Mine")
    assert upload(factories.client_of(guest), project, factories.picture())["Location"].startswith("/accounts/signup/")
    assert not ProjectImage.objects.exists()


def test_an_upload_larger_than_anything_is_cut_off_and_refused(as_ada: Client, project: Project, settings):
    settings.UPLOAD_MAX_BYTES = settings.IMAGE_MAX_BYTES = 64 * 1024
    response = upload(as_ada, project, b"x" * 300_000)
    assert (response.status_code, "is larger than" in response.content.decode()) == (422, True)
