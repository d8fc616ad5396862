"""The second step of logging in. Passkeys are made and shown by a real browser, in e2e/test_two_factor.py."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value
from django.test import Client

from careers.models import User
from tests import factories

pytestmark = pytest.mark.django_db

NOW = 1_795_000_000
"""Seconds since 1970; codes hang on the time."""


def code(secret: str = factories.TOTP_SECRET, at: int = NOW) -> str:
    return f"{hotp_value(secret, at // 30):06}"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def curator() -> User:
    return factories.with_duty("curator@example.org")


def known(user: User) -> Client:
    """Logged in, and has given the password just now."""
    user.set_password(factories.PASSWORD)  # with the hasher of today: a hash that is renewed meanwhile ends the session
    user.save()
    client = factories.client_of(user)
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    return client


def log_in(client: Client, user: User) -> str:
    return client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})["Location"]


def test_the_password_alone_opens_nothing(client: Client, curator: User):
    assert log_in(client, curator) == "/accounts/two-factor/code/"
    assert client.get("/today/")["Location"].startswith("/accounts/login/")


def test_the_code_opens(client: Client, curator: User):
    log_in(client, curator)
    client.post("/accounts/two-factor/code/", {"code": code()})
    assert client.get("/admin/").status_code == 200


def test_a_wrong_code_is_told(client: Client, curator: User):
    log_in(client, curator)
    page = client.post("/accounts/two-factor/code/", {"code": "000000"})
    assert "That code does not fit." in page.text


def test_a_code_works_once(client: Client, curator: User):
    log_in(client, curator)
    client.post("/accounts/two-factor/code/", {"code": code()})
    other = Client()
    log_in(other, curator)
    assert "That code does not fit." in other.post("/accounts/two-factor/code/", {"code": code()}).text


def test_setting_up_shows_recovery_codes(ada: User):
    as_ada = known(ada)
    page = as_ada.get("/accounts/two-factor/app/")
    secret = re.search(r"two-factor__key\">(\w+)<", page.text)
    assert secret
    answer = as_ada.post("/accounts/two-factor/app/", {"code": code(secret[1])}, follow=True)
    assert answer.redirect_chain == [("/accounts/two-factor/recovery-codes/", 302)]
    codes = re.findall(r"<li><code>(\d{8})</code>", answer.text)
    assert len(codes) == 10
    text = as_ada.get("/accounts/two-factor/recovery-codes.txt")
    assert [line for line in text.text.splitlines() if line.isdigit()] == codes

    other = Client()
    log_in(other, ada)
    other.post("/accounts/two-factor/code/", {"code": codes[0]})
    assert other.get("/today/").status_code == 200


@pytest.mark.parametrize("duty", ["curator", "moderator", "administrator"])
def test_the_administration_asks_for_a_second_step(duty: str):
    client = factories.client_of(factories.member("staff@example.org", duty=duty))
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1] == ("/accounts/two-factor/", 302)
    assert "The administration asks for a second step when logging in." in answer.text


def test_a_log_in_from_before_the_second_step_takes_it_now(client: Client, ada: User):
    log_in(client, ada)
    User.objects.filter(pk=ada.pk).update(duty="curator")
    Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={"secret": factories.TOTP_SECRET})
    page = client.get("/admin/history/", follow=True)
    address = "/accounts/two-factor/again/?next=%2Fadmin%2Fhistory%2F"
    assert page.redirect_chain[-1][0] == address
    answer = client.post(address, {"code": code(), "next": "/admin/history/"})
    assert (answer["Location"], client.get("/admin/history/").status_code) == ("/admin/history/", 200)


def test_a_log_in_by_password_alone_changes_no_second_step(client: Client, ada: User):
    log_in(client, ada)
    Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={"secret": factories.TOTP_SECRET})
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    answer = client.post("/accounts/two-factor/app/remove/")
    assert answer["Location"].startswith("/accounts/two-factor/again/")
    assert Authenticator.objects.exists()


def test_who_sets_the_first_one_up_has_taken_it(curator: User):
    Authenticator.objects.all().delete()
    client = Client()
    log_in(client, curator)
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    secret = re.search(r"two-factor__key\">(\w+)<", client.get("/accounts/two-factor/app/").text)
    assert secret
    client.post("/accounts/two-factor/app/", {"code": code(secret[1])})
    assert client.get("/admin/history/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(ada: User):
    User.objects.filter(pk=ada.pk).update(duty="curator")
    Authenticator.objects.create(user=ada, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    assert factories.client_of(ada).get("/admin/", follow=True).redirect_chain[-1][0] == "/accounts/two-factor/"


def test_without_mail_an_unconfirmed_address_does_not_stand_in_the_way(ada: User):
    assert known(ada).get("/accounts/two-factor/app/").status_code == 200


def test_switching_off_asks_who_one_is(curator: User):
    client = factories.client_of(curator)
    assert client.get("/accounts/two-factor/app/remove/")["Location"].startswith("/accounts/reauthenticate/")
    client = known(curator)
    client.post("/accounts/two-factor/app/remove/")
    assert not Authenticator.objects.exists()
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/accounts/two-factor/"


def test_deleting_the_account_takes_the_second_step_along(curator: User):
    from careers.acts.delete_account import delete_account

    delete_account(curator)
    assert not Authenticator.objects.exists()
