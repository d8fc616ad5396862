"""Signing up, logging in and out, forgotten passwords, and what becomes of a guest on the way."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from careers.acts.mark import mark
from careers.acts.start_plan import start_plan
from careers.adapter import AccountAdapter
from careers.models import Merge, Plan, Skill, SkillNote, SkillState, User
from tests import factories
from tests.factories import PASSWORD, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def roomy_limits(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1000/m/ip", "signup": "1000/m/ip", "guest": "30/h/ip"}


@pytest.fixture
def skill() -> Skill:
    return factories.skill("python", factories.stage())


@pytest.fixture
def guest_with_progress(guest: User, skill: Skill) -> User:
    mark(guest, skill.pk, "done")
    SkillNote.objects.create(user=guest, skill=skill, text="as a guest", saved_at=timezone.now())
    return guest


def sign_up(client: Client, email: str = "new@example.org", **fields: str):
    return client.post("/accounts/signup/", {"email": email, "password1": PASSWORD} | fields)


def log_in(client: Client, email: str = "ada@example.org", password: str = PASSWORD, **fields: str):
    return client.post("/accounts/login/", {"login": email, "password": password} | fields)


def signed_in_as(client: Client) -> int | None:
    pk = client.session.get("_auth_user_id")
    return int(pk) if pk else None


# --- signing up ---


def test_sign_up_makes_an_account_that_can_be_used_at_once():
    client = Client()
    response = sign_up(client)
    assert (response.status_code, response["Location"]) == (302, "/today/")
    assert signed_in_as(client) == User.objects.get(email="new@example.org", is_guest=False).pk


def test_sign_up_sends_a_mail_to_confirm():
    sign_up(Client())
    assert [(m.to, m.subject) for m in mail.outbox] == [
        (["new@example.org"], "Welcome to Ascent: confirm your e-mail address")
    ]


def test_passwords_are_kept_with_argon2():
    sign_up(Client())
    assert User.objects.get().password.split("$")[0] == "argon2"


@pytest.mark.parametrize(("sent", "kept"), [("Europe/Berlin", "Europe/Berlin"), ("../etc/passwd", "UTC"), ("", "UTC")])
def test_sign_up_takes_the_time_zone_of_the_browser(sent: str, kept: str):
    sign_up(Client(), time_zone=sent)
    assert User.objects.get().time_zone == kept


@pytest.mark.parametrize("taken", ["ada@example.org", "Ada@Example.org"])
def test_an_address_has_one_account_however_it_is_written(ada: User, taken: str):
    response = sign_up(Client(), email=taken)
    assert response.context["form"].errors["email"] == [
        "This address has an account already. Log in, or have the password reset."
    ]
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "no address"},
        {"email": "a\0b@example.org"},
        {"email": "a" * 1_000_000 + "@example.org"},
        {"password1": "short"},
        {"password1": "1234567890"},
        {"password1": "\0" * 12},
    ],
    ids=["address", "nul", "huge", "short", "digits", "nul-password"],
)
def test_a_wrong_answer_makes_no_account(wrong: dict[str, str]):
    response = sign_up(Client(), **wrong)
    assert response.context["form"].errors
    assert User.objects.count() == 0


def test_an_error_is_named_on_top_and_tied_to_its_field():
    page = sign_up(Client(), password1="short").content.decode()
    assert '<a href="#id_password1">Password:' in page
    assert 'aria-describedby="id_password1_helptext id_password1_error"' in page


def test_sign_up_can_be_closed(settings: Settings):
    settings.SIGNUP_OPEN = False
    response = sign_up(Client())
    assert "account/signup_closed.html" in [t.name for t in response.templates]
    assert User.objects.count() == 0


def test_a_form_without_its_token_is_refused():
    assert sign_up(Client(enforce_csrf_checks=True)).status_code == 403


def test_a_mail_server_that_does_not_answer_costs_nobody_the_account(settings: Settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1},
        }
    }
    client = Client()
    assert sign_up(client)["Location"] == "/today/"
    assert signed_in_as(client) == User.objects.get().pk


# --- guests who sign up ---


def test_a_guest_who_signs_up_stays_the_same_row(guest_with_progress: User, skill: Skill):
    client = client_of(guest_with_progress)
    before = client.session.session_key
    sign_up(client)
    person = User.objects.get(pk=guest_with_progress.pk)
    assert (person.is_guest, person.email, User.objects.count()) == (False, "new@example.org", 1)
    assert list(SkillState.of(person).values_list("skill__key", "state")) == [("python", "done")]
    assert signed_in_as(client) == person.pk
    assert client.session.session_key != before


def test_a_guest_sees_what_would_be_kept(guest_with_progress: User):
    page = client_of(guest_with_progress).get("/accounts/signup/")
    assert [(skill.key, state) for skill, state in page.context["belongings"].marked] == [("python", "done")]


def test_a_guest_who_asks_for_a_taken_address_stays_what_they_are(ada: User, guest_with_progress: User):
    client = client_of(guest_with_progress)
    assert sign_up(client, email="ada@example.org").status_code == 200
    assert signed_in_as(client) == guest_with_progress.pk
    assert User.objects.get(pk=guest_with_progress.pk).is_guest


def test_signing_up_again_from_an_old_tab_changes_nothing(guest_with_progress: User):
    client = client_of(guest_with_progress)
    sign_up(client)
    assert sign_up(client, email="other@example.org")["Location"] == "/today/"
    assert User.objects.get().email == "new@example.org"


def test_a_guest_who_was_faster_in_another_tab_is_sent_on(guest_with_progress: User, rf: RequestFactory):
    """Both requests began as a guest's; the second finds the row taken."""
    request = rf.post("/accounts/signup/")
    request.guest = guest_with_progress
    User.objects.update(is_guest=False, email="new@example.org")
    with pytest.raises(ImmediateHttpResponse) as sent:
        AccountAdapter(request).new_user(request)
    assert sent.value.response["Location"] == "/today/"


# --- where addresses must be confirmed ---


@pytest.fixture
def mandatory(settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def link_in_mail(message: mail.EmailMessage) -> str:
    found = re.search(r"https?://[^/]+(/\S+)", str(message.body))
    assert found
    return found[1]


def test_mandatory_confirmation_comes_before_the_first_log_in(mandatory: None):
    client = Client()
    assert sign_up(client)["Location"] == "/accounts/confirm-email/"
    assert signed_in_as(client) is None
    assert client.post(link_in_mail(mail.outbox[0]))["Location"] == "/accounts/login/"
    assert log_in(client, "new@example.org")["Location"] == "/today/"


def test_mandatory_confirmation_leaves_a_guest_a_guest_until_then(mandatory: None, guest_with_progress: User):
    client = client_of(guest_with_progress)
    sign_up(client)
    assert client.get("/today/").status_code == 200
    assert User.objects.get().is_guest
    client.post(link_in_mail(mail.outbox[0]))
    person = User.objects.get()
    assert (person.pk, person.is_guest, person.email) == (guest_with_progress.pk, False, "new@example.org")
    assert client.get("/today/").status_code == 200


@pytest.mark.parametrize("verification", ["mandatory", "optional"])
def test_signing_up_ends_the_session_that_the_guest_had(
    settings: Settings, guest_with_progress: User, verification: str
):
    settings.ACCOUNT_EMAIL_VERIFICATION = verification
    client, planted = client_of(guest_with_progress), Client()
    planted.cookies = client.cookies.copy()
    sign_up(client)
    client.post(link_in_mail(mail.outbox[0]))
    assert (client.get("/settings/").status_code, planted.get("/settings/").status_code) == (200, 302)


def test_mandatory_confirmation_lets_a_guest_mend_a_mistyped_address(mandatory: None, guest_with_progress: User):
    client = client_of(guest_with_progress)
    sign_up(client, email="tpyo@example.org")
    sign_up(client, email="right@example.org")
    client.post(link_in_mail(mail.outbox[1]))
    assert User.objects.get().email == "right@example.org"


def test_mandatory_confirmation_tells_no_stranger_of_an_account(mandatory: None, ada: User):
    known, unknown = Client(), Client()
    answers = [sign_up(known, email="ada@example.org"), sign_up(unknown)]
    assert [(a.status_code, a["Location"]) for a in answers] == [(302, "/accounts/confirm-email/")] * 2
    assert mail.outbox[0].subject == "You have an account already"


def test_an_address_that_became_somebody_elses_cannot_be_confirmed(mandatory: None, guest: User):
    client = client_of(guest)
    sign_up(client)
    factories.member("new@example.org")
    client.post(link_in_mail(mail.outbox[0]))
    assert User.objects.get(pk=guest.pk).is_guest


# --- logging in and out ---


def test_log_in_and_out(ada: User):
    client = Client()
    assert log_in(client)["Location"] == "/today/"
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert signed_in_as(client) is None


def test_log_in_leads_back_to_where_one_was(ada: User):
    assert log_in(Client(), next="/settings/")["Location"] == "/settings/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_log_in_leads_to_no_other_site(ada: User, target: str):
    assert log_in(Client(), next=target)["Location"] == "/today/"


def test_log_in_tells_no_stranger_whether_an_address_has_an_account(ada: User):
    wrong = log_in(Client(), password="not the password").context["form"].errors
    unknown = log_in(Client(), email="nobody@example.org").context["form"].errors
    assert wrong == unknown


class Counted(MD5PasswordHasher):
    algorithm = "counted"
    times = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).times += 1
        return super().encode(password, salt)


def test_log_in_takes_as_long_for_an_unknown_address(settings: Settings, ada: User):
    """What takes time is hashing, which happens as often."""
    settings.PASSWORD_HASHERS = [f"{__name__}.Counted"]
    ada.set_password(PASSWORD)
    ada.save()
    Counted.times = 0
    for times, email in enumerate(("nobody@example.org", "ada@example.org"), start=1):
        log_in(Client(), email=email, password="not the password")
        assert Counted.times == times


def test_passwords_cannot_be_tried_without_end(ada: User):
    client = Client()
    for _ in range(5):
        log_in(client, password="not the password")
    assert log_in(client).context["form"].errors["__all__"] == [
        "That was tried too often. Wait five minutes, or have the password reset."
    ]


def test_too_many_log_ins_are_answered_429_in_our_look(settings: Settings, ada: User):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client = Client()
    log_in(client)
    client.post("/accounts/logout/")
    response = log_in(client)
    assert response.status_code == 429
    assert "<h1>That was too much at once</h1>" in response.content.decode()


def test_an_account_that_is_switched_off_stays_outside(ada: User):
    User.objects.update(is_active=False)
    assert log_in(Client())["Location"] == "/accounts/inactive/"


# --- forgotten and changed passwords ---


def test_reset_by_the_link_in_the_mail(ada: User):
    client = Client()
    assert client.post("/accounts/password/reset/", {"email": "Ada@example.org"})["Location"] == (
        "/accounts/password/reset/done/"
    )
    form = client.get(link_in_mail(mail.outbox[0]))["Location"]
    client.post(form, {"password1": "quite another one", "password2": "quite another one"})
    assert log_in(client, password="quite another one")["Location"] == "/today/"


def test_reset_links_work_once(ada: User):
    client = Client()
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    link = link_in_mail(mail.outbox[0])
    client.post(client.get(link)["Location"], {"password1": "quite another one", "password2": "quite another one"})
    assert client.get(link).context["token_fail"]


def test_reset_tells_no_stranger_whether_an_address_has_an_account(ada: User):
    known, unknown = (
        Client().post("/accounts/password/reset/", {"email": e}) for e in ("ada@example.org", "no@example.org")
    )
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [m.to for m in mail.outbox] == [["ada@example.org"], ["no@example.org"]]


def test_reset_says_whom_to_ask_where_no_mail_goes_out(settings: Settings):
    settings.MAIL_GOES_OUT = False
    assert "<code>make password</code>" in Client().get("/accounts/password/reset/").content.decode()


def test_a_guest_survives_a_reset_link(ada: User, guest_with_progress: User):
    client = client_of(guest_with_progress)
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    form = client.get(link_in_mail(mail.outbox[0]))["Location"]
    client.post(form, {"password1": "quite another one", "password2": "quite another one"})
    assert signed_in_as(client) == guest_with_progress.pk


def test_changing_the_password_keeps_this_session_and_ends_the_others(ada: User, as_ada: Client):
    other = client_of(ada)
    new = {"oldpassword": PASSWORD, "password1": "quite another one", "password2": "quite another one"}
    as_ada.post("/accounts/password/change/", new)
    assert [c.get("/settings/").status_code for c in (as_ada, other)] == [200, 302]


# --- another e-mail ---


def change_email(client: Client, email: str = "countess@example.org", password: str = PASSWORD):
    return client.post("/accounts/email/", {"email": email, "password": password, "action_add": ""})


def test_an_address_that_was_never_confirmed_is_replaced_at_once(ada: User, as_ada: Client):
    change_email(as_ada)
    assert User.objects.get().email == "countess@example.org"
    assert list(EmailAddress.objects.values_list("email", "primary")) == [("countess@example.org", True)]


def test_a_confirmed_address_stays_until_the_new_one_is_confirmed(ada: User, as_ada: Client):
    EmailAddress.objects.create(user=ada, email=ada.email, primary=True, verified=True)
    change_email(as_ada)
    assert User.objects.get().email == "ada@example.org"
    as_ada.post(link_in_mail(mail.outbox[0]))
    assert User.objects.get().email == "countess@example.org"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("countess@example.org", True)]


@pytest.mark.parametrize(
    ("email", "password"),
    [("countess@example.org", "not the password"), ("grace@example.org", PASSWORD), ("ada@example.org", PASSWORD)],
    ids=["password", "taken", "same"],
)
def test_a_wrong_change_of_address_changes_nothing(ada: User, grace: User, as_ada: Client, email: str, password: str):
    assert change_email(as_ada, email, password).context["form"].errors
    assert set(User.objects.values_list("email", flat=True)) == {"ada@example.org", "grace@example.org"}


# --- guests ---


def test_the_first_mark_makes_a_guest(skill: Skill):
    client = Client()
    client.post("/skills/python/status/", {"status": "learning", "time_zone": "Asia/Tokyo"})
    guest = User.objects.get()
    assert (guest.is_guest, guest.email, guest.time_zone) == (True, None, "Asia/Tokyo")
    assert signed_in_as(client) == guest.pk


def test_a_form_in_another_tab_stays_good_when_a_guest_is_made(skill: Skill):
    client = Client(enforce_csrf_checks=True)
    client.get("/skills/python/")
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    for state in ("learning", "done"):
        client.post("/skills/python/status/", {"status": state, "csrfmiddlewaretoken": token, "time_zone": ""})
    assert SkillState.objects.get().state == "done"


def test_somebody_whose_session_ended_does_not_become_a_guest(as_ada: Client, skill: Skill):
    """The forms of a page that was drawn for somebody signed in carry no time zone."""
    as_ada.session.delete()
    assert as_ada.post("/skills/python/status/", {"status": "done"})["Location"] == "/accounts/login/"
    assert User.objects.count() == 1


def test_guests_are_limited_by_where_they_come_from(settings: Settings, skill: Skill):
    settings.ACCOUNT_RATE_LIMITS = {"guest": "2/h/ip"}
    answers = [
        Client().post("/skills/python/status/", {"status": "done", "time_zone": ""}).status_code for _ in range(3)
    ]
    assert (answers, User.objects.count()) == ([302, 302, 429], 2)


@pytest.mark.parametrize(
    "path", ["/accounts/email/", "/accounts/password/change/", "/accounts/password/set/", "/settings/import/"]
)
def test_a_guest_is_sent_to_sign_up_for_what_needs_an_account(guest: User, path: str):
    assert client_of(guest).get(path)["Location"].split("?")[0] == "/accounts/signup/"


def test_a_fragment_is_not_answered_with_a_log_in_page():
    response = Client().get("/settings/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="http://testserver/roadmap/")
    assert (response.status_code, response["HX-Redirect"]) == (200, "/accounts/login/?next=%2Froadmap%2F")


def test_leaving_as_a_guest_warns_that_there_is_no_way_back(guest: User):
    assert "Leave and lose it" in client_of(guest).get("/accounts/logout/").content.decode()


def test_a_guest_who_leaves_leaves_nothing_behind(guest_with_progress: User):
    client_of(guest_with_progress).post("/accounts/logout/")
    assert (User.objects.count(), SkillState.objects.count()) == (0, 0)


# --- guests who log in ---


def test_a_guest_without_anything_just_logs_in(ada: User, guest: User):
    client = client_of(guest)
    assert log_in(client)["Location"] == "/today/"
    assert list(User.objects.values_list("pk", flat=True)) == [ada.pk]


def test_a_guest_with_progress_is_asked_what_becomes_of_it(ada: User, guest_with_progress: User):
    client = client_of(guest_with_progress)
    assert log_in(client)["Location"] == "/accounts/which/"
    assert signed_in_as(client) == guest_with_progress.pk
    page = client.get("/accounts/which/")
    assert page.context["guest"].in_words == ("1\xa0marked skill", "1\xa0note")
    assert page.context["account"].in_words == ()


@pytest.fixture
def choosing(ada: User, guest_with_progress: User, skill: Skill) -> Client:
    """A guest with one skill done, at the question; the account has it learning, and a plan."""
    mark(ada, skill.pk, "learning")
    start_plan(ada, factories.role().pk, factories.background().pk)
    client = client_of(guest_with_progress)
    log_in(client)
    return client


def test_the_question_shows_what_would_come_along(choosing: Client, skill: Skill):
    preview = choosing.get("/accounts/which/").context["preview"]
    assert [(line.skill.id, line.in_words) for line in preview.states] == [(skill.pk, "Learning → done")]
    assert preview.kinds == [("Notes", "1 comes along")]


def test_bringing_both_together(choosing: Client, ada: User):
    assert choosing.post("/accounts/which/", {"take": "all"})["Location"] == "/today/"
    assert signed_in_as(choosing) == ada.pk
    assert list(SkillState.objects.values_list("user", "state")) == [(ada.pk, "done")]
    assert list(SkillNote.objects.values_list("user", "text")) == [(ada.pk, "as a guest")]
    assert list(Plan.objects.values_list("user", flat=True)) == [ada.pk]
    assert list(User.objects.values_list("pk", flat=True)) == [ada.pk]
    assert "Came along: 1\xa0marked skill, 1\xa0note." in choosing.get("/today/").content.decode()


def test_keeping_only_the_accounts_side(choosing: Client, ada: User):
    choosing.post("/accounts/which/", {"take": "nothing"})
    assert list(SkillState.objects.values_list("user", "state")) == [(ada.pk, "learning")]
    assert list(User.objects.values_list("pk", flat=True)) == [ada.pk]


def test_staying_a_guest(choosing: Client, guest_with_progress: User):
    choosing.post("/accounts/which/", {"take": "stay"})
    assert signed_in_as(choosing) == guest_with_progress.pk
    assert SkillState.objects.count() == 2
    assert choosing.get("/accounts/which/")["Location"] == "/accounts/login/"


@pytest.mark.parametrize("take", ["both", "", "plan_too"])  # the guest has no plan to take
def test_no_answer_changes_nothing(choosing: Client, take: str):
    assert choosing.post("/accounts/which/", {"take": take}).status_code == 422
    assert SkillState.objects.count() == 2


def test_the_question_expires(choosing: Client):
    session = choosing.session
    session["account_login"]["initiated_at"] -= 601
    session.save()
    assert choosing.post("/accounts/which/", {"take": "all"})["Location"] == "/accounts/login/"
    assert SkillState.objects.count() == 2


def test_nobody_answers_the_question_of_another(choosing: Client, as_grace: Client):
    assert as_grace.post("/accounts/which/", {"take": "all"})["Location"] == "/accounts/login/"
    assert SkillState.objects.count() == 2


@pytest.fixture
def merge(choosing: Client) -> Merge:
    choosing.post("/accounts/which/", {"take": "all"})
    return Merge.objects.get()


def test_a_merge_is_taken_apart_from_the_settings(choosing: Client, merge: Merge, ada: User):
    assert f'name="merge" value="{merge.pk}"' in choosing.get("/settings/").content.decode()
    response = choosing.post("/settings/merges/undo/", {"merge": merge.pk}, follow=True)
    assert "Undone: your account is as it was" in response.content.decode()
    assert sorted(SkillState.objects.values_list("user__is_guest", "state")) == [(False, "learning"), (True, "done")]


def test_the_guest_goes_on_after_a_merge_was_taken_apart(choosing: Client, merge: Merge):
    choosing.post("/settings/merges/undo/", {"merge": merge.pk})
    assert choosing.post("/settings/merges/guest/", {"merge": merge.pk})["Location"] == "/today/"
    assert signed_in_as(choosing) == User.objects.get(is_guest=True).pk


def test_nobody_becomes_a_guest_before_the_merge_is_taken_apart(choosing: Client, merge: Merge):
    assert choosing.post("/settings/merges/guest/", {"merge": merge.pk}).status_code == 404


def test_every_page_and_mail_of_allauth_that_is_in_use_is_ours():
    """A template of theirs that ours do not replace would show in another look."""
    ours = {path.name for path in Path("templates/account").rglob("*")}
    unused = {"email.html", "phone_change.html", "signup_by_passkey.html", "verified_email_required.html"}
    theirs = {path.name for path in (Path(allauth.__file__).parent / "templates" / "account").rglob("*.*")}
    left = {
        n
        for n in theirs - ours - unused
        if not re.match(r"base_|confirm_|login_code|request_login|password_reset_code|phone_|warn_|already_", n)
    }
    assert left == set()
