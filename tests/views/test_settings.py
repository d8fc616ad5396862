"""Settings, and a person's data by the browser."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from careers.acts.export_data import export_data
from careers.acts.mark import mark
from careers.forms.settings import ProfileForm
from careers.models import SkillState, User
from tests import factories
from tests.factories import PASSWORD, client_of

pytestmark = pytest.mark.django_db

KEPT = {"name": "Ada", "time_zone": "Europe/London", "theme": "dark"}


def test_settings_are_saved(as_ada: Client, ada: User):
    assert as_ada.post("/settings/", KEPT)["Location"] == "/settings/"
    ada.refresh_from_db()
    assert (ada.name, ada.time_zone, ada.theme) == ("Ada", "Europe/London", "dark")


@pytest.mark.parametrize(
    "wrong",
    [{"name": "x" * 1_000_000}, {"name": "a\0b"}, {"time_zone": "Mars/Base"}, {"time_zone": ""}, {"theme": "pink"}],
    ids=["huge", "nul", "zone", "no-zone", "theme"],
)
def test_wrong_settings_change_nothing(as_ada: Client, ada: User, wrong: dict[str, str]):
    assert as_ada.post("/settings/", KEPT | wrong).status_code == 422
    before = (ada.name, ada.time_zone, ada.theme)
    ada.refresh_from_db()
    assert (ada.name, ada.time_zone, ada.theme) == before


def test_nobody_becomes_staff_by_a_form(as_ada: Client, ada: User):
    as_ada.post("/settings/", KEPT | {"duty": "curator", "email": "other@example.org"})
    ada.refresh_from_db()
    assert (ada.duty, ada.email) == ("", "ada@example.org")


def test_saving_settings_brings_back_no_duty_that_was_taken_meanwhile():
    member = factories.member("curator@example.org", duty="curator")
    form = ProfileForm(KEPT, instance=User.objects.get(pk=member.pk))
    assert form.is_valid()
    User.objects.filter(pk=member.pk).update(duty="", password="changed")
    form.save()
    member.refresh_from_db()
    assert (member.theme, member.duty, member.password) == ("dark", "", "changed")


def test_pages_tell_times_in_the_persons_zone(as_ada: Client, ada: User):
    as_ada.post("/settings/", KEPT | {"time_zone": "Asia/Tokyo"})
    assert str(User.objects.get(pk=ada.pk).zone) == "Asia/Tokyo"


@pytest.mark.parametrize(("theme", "status", "kept"), [("light", 204, "light"), ("", 204, ""), ("pink", 422, "dark")])
def test_the_theme_button(as_ada: Client, ada: User, theme: str, status: int, kept: str):
    User.objects.update(theme="dark")
    assert as_ada.post("/settings/theme/", {"theme": theme}).status_code == status
    assert User.objects.get(pk=ada.pk).theme == kept


def test_the_theme_is_on_the_first_response(as_ada: Client):
    User.objects.update(theme="dark")
    assert '<html lang="en" data-theme="dark">' in as_ada.get("/settings/").content.decode()


def test_export_is_a_file_of_ones_own_rows(as_ada: Client, ada: User):
    response = as_ada.get("/settings/export/")
    assert response["Content-Disposition"].startswith('attachment; filename="ascent-')
    assert response.json()["account"]["email"] == "ada@example.org"


def test_guests_can_export_too(guest: User):
    assert client_of(guest).get("/settings/export/").json()["account"]["email"] is None


def upload(client: Client, content: bytes):
    return client.post("/settings/import/", {"file": SimpleUploadedFile("mine.json", content)})


def test_import_says_what_came_in(as_ada: Client, ada: User, as_grace: Client, grace: User):
    mark(ada, factories.skill("python", factories.stage()).pk, "done")
    response = upload(as_grace, json.dumps(export_data(ada)).encode())
    assert response.context["imported"].lists == [("Skill events", 1, 0)]
    assert SkillState.of(grace).get().state == "done"


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"no json", b" " * (4 * 1024 * 1024 + 1)], ids=["empty", "bare", "text", "huge"]
)
def test_a_file_that_is_no_export_is_refused_in_words(as_ada: Client, content: bytes):
    response = upload(as_ada, content)
    assert response.status_code == 422
    assert response.context["form"].errors["file"]


def test_import_says_what_this_catalogue_lacks(as_ada: Client, ada: User, as_grace: Client):
    mark(ada, factories.skill("cobol", factories.stage()).pk, "done")
    content = json.dumps(export_data(ada)).replace('"cobol"', '"fortran"').encode()
    response = upload(as_grace, content)
    assert (response.status_code, response.context["imported"].unknown) == (200, {"skill “Cobol”": 1})
    assert response.content.decode().count("<li>skill “Cobol”: 1\u00a0row</li>") == 1


def test_import_without_a_file(as_ada: Client):
    assert as_ada.post("/settings/import/").context["form"].errors["file"] == ["Choose a file."]


def test_deletion_asks_for_the_password(as_ada: Client):
    assert as_ada.post("/settings/delete/", {"password": "not the password"}).status_code == 422
    assert User.objects.count() == 1


def test_deletion_removes_everything_and_logs_out(as_ada: Client, ada: User):
    mark(ada, factories.skill("python", factories.stage()).pk, "done")
    other = client_of(ada)
    assert as_ada.post("/settings/delete/", {"password": PASSWORD})["Location"] == "/"
    assert (User.objects.count(), SkillState.objects.count()) == (0, 0)
    assert [client.get("/settings/").status_code for client in (as_ada, other)] == [302, 302]


def test_deleting_twice_is_deleting_once(as_ada: Client, grace: User):
    for _ in range(2):
        as_ada.post("/settings/delete/", {"password": PASSWORD})
    assert User.objects.get() == grace


def test_a_guest_confirms_without_a_password(guest: User):
    assert client_of(guest).post("/settings/delete/")["Location"] == "/"
    assert User.objects.count() == 0
