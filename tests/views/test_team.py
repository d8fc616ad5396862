"""Who may do what in the administration, and how people are invited."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from careers.models import Invitation, Skill, User
from tests import factories

pytestmark = pytest.mark.django_db

SIGNUP = {"password1": factories.PASSWORD, "time_zone": "UTC"}


@pytest.fixture
def boss() -> Client:
    return factories.client_of(factories.with_duty("boss@example.org", "administrator"))


@pytest.fixture
def curator() -> Client:
    return factories.client_of(factories.with_duty("curator@example.org", "curator"))


@pytest.fixture
def moderator() -> Client:
    return factories.client_of(factories.with_duty("moderator@example.org", "moderator"))


def link_of(boss: Client, **fields: str) -> str:
    data = {"note": "for Grace", "duty": "", "uses": "1", "days": "14"} | fields
    page = boss.post(reverse("admin:team_invitation"), data, follow=True)
    found = re.search(r"invitation-link\">(.*?)<", page.text)
    assert found, page.text
    return found[1].removeprefix("http://testserver")


def test_people_are_for_administrators(boss: Client, curator: Client, moderator: Client, as_ada: Client):
    answers = [client.get("/admin/team/").status_code for client in (boss, curator, moderator)]
    assert answers == [200, 403, 403]
    assert as_ada.get("/admin/team/", follow=True).status_code == 403


@pytest.mark.parametrize("name", ["team_duty", "team_invitation"])
def test_acts_on_people_are_for_administrators(name: str, curator: Client, moderator: Client):
    assert {client.post(reverse(f"admin:{name}")).status_code for client in (curator, moderator)} == {403}


def test_a_moderator_has_no_business_in_the_catalogue(moderator: Client):
    python = factories.skill("python", factories.stage())
    change = reverse("admin:careers_skill_change", args=[python.pk])
    assert [moderator.get(address).status_code for address in ("/admin/careers/skill/", change)] == [403, 403]
    assert moderator.get("/admin/")["Location"] == "/admin/moderation/"
    assert moderator.post(change, {"title": "Cobra"}).status_code == 403
    assert Skill.objects.get().title == "Python"


@pytest.mark.parametrize("duty", ["curator", "moderator"])
def test_a_duty_is_given_by_the_address(boss: Client, ada: User, duty: str):
    page = boss.post(reverse("admin:team_duty"), {"email": ada.email, "duty": duty}, follow=True)
    ada.refresh_from_db()
    assert (ada.duty, f"ada@example.org is {duty} now." in page.text) == (duty, True)


def test_an_unknown_address_is_told(boss: Client):
    page = boss.post(reverse("admin:team_duty"), {"email": "who@example.org", "duty": "curator"})
    assert (page.status_code, "Nobody logs in with this address." in page.text) == (422, True)


def test_the_last_administrator_cannot_be_dismissed(boss: Client):
    user = User.objects.get(email="boss@example.org")
    page = boss.post(reverse("admin:team_dismiss", args=[user.pk]), follow=True)
    assert "That is the last administrator." in page.text
    assert User.objects.get(pk=user.pk).administers


def test_no_account_without_a_duty_is_shown(boss: Client, ada: User):
    assert ada.email not in boss.get("/admin/team/").text
    assert boss.post(reverse("admin:team_dismiss", args=[ada.pk])).status_code == 404


def test_an_invitation_opens_a_closed_sign_up(boss: Client, client: Client, settings: Settings):
    settings.SIGNUP_OPEN = False
    address = link_of(boss)
    assert "Sign-up is closed here" in client.get("/accounts/signup/").text
    page = client.get(address)
    token = page.context["form"]["invitation"].value()
    client.post("/accounts/signup/", SIGNUP | {"email": "grace@example.org", "invitation": token})
    assert User.objects.filter(email="grace@example.org").exists()
    assert Invitation.objects.get().uses_left == 0
    assert "Sign-up is closed here" in Client().get(address).text


def test_a_mistake_at_sign_up_costs_no_use(boss: Client, client: Client, settings: Settings):
    settings.SIGNUP_OPEN = False
    address = link_of(boss)
    token = client.get(address).context["form"]["invitation"].value()
    page = client.post("/accounts/signup/", SIGNUP | {"email": "no address", "invitation": token})
    assert page.context["form"]["invitation"].value() == token
    assert Invitation.objects.get().uses_left == 1


def test_a_form_without_its_token_costs_a_use_all_the_same(boss: Client, settings: Settings):
    settings.SIGNUP_OPEN = False
    address = link_of(boss)
    for name in ("grace", "mallory"):
        Client().post(address, SIGNUP | {"email": f"{name}@example.org", "invitation": ""})
    assert not User.objects.filter(email="mallory@example.org").exists()
    assert (User.objects.filter(email="grace@example.org").exists(), Invitation.objects.get().uses_left) == (True, 0)


def test_the_link_is_shown_once(boss: Client):
    link_of(boss)
    assert "invitation-link" not in boss.get("/admin/team/").text


def test_an_invitation_that_is_called_off_opens_nothing(boss: Client, client: Client, settings: Settings):
    settings.SIGNUP_OPEN = False
    address = link_of(boss)
    boss.post(reverse("admin:team_revoke", args=[Invitation.objects.get().pk]))
    assert "Sign-up is closed here" in client.get(address).text


def test_a_link_with_a_duty_is_for_one(boss: Client):
    data = {"note": "all", "duty": "curator", "uses": "20", "days": "14"}
    page = boss.post(reverse("admin:team_invitation"), data)
    assert (page.status_code, Invitation.objects.exists()) == (422, False)


def test_an_invited_curator_still_needs_a_second_step(boss: Client, client: Client):
    token = client.get(link_of(boss, duty="curator")).context["form"]["invitation"].value()
    client.post("/accounts/signup/", SIGNUP | {"email": "grace@example.org", "invitation": token})
    assert User.objects.get(email="grace@example.org").duty == "curator"
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/accounts/two-factor/"
    assert EmailAddress.objects.filter(email="grace@example.org", verified=True).count() == 0
