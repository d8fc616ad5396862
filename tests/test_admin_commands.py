from collections.abc import Callable
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client

from careers.models import User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

type Typing = Callable[..., None]


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASCENT_ADMIN_EMAIL", raising=False)
    monkeypatch.delenv("ASCENT_ADMIN_PASSWORD", raising=False)


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """What the person at the terminal types, in order; then they leave."""

    def types(*answers: str) -> None:
        waiting = list(answers)

        def answer(question: str) -> str:
            if not waiting:
                raise EOFError
            return waiting.pop(0)

        monkeypatch.setattr("builtins.input", answer)
        monkeypatch.setattr("getpass.getpass", answer)

    return types


def command(*arguments: str) -> list[str]:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().splitlines()


def refused(*arguments: str) -> str:
    with pytest.raises(CommandError) as error:
        command(*arguments)
    return str(error.value)


def test_create_admin_asks(typing: Typing) -> None:
    typing("Ada@Example.org", PASSWORD, PASSWORD)
    assert command("create_admin") == ["ada@example.org is an administrator now. The catalogue is at /admin/."]
    ada = User.objects.get()
    assert (ada.email, ada.is_staff, ada.is_superuser, ada.check_password(PASSWORD)) == (
        "ada@example.org",
        True,
        True,
        True,
    )


def test_create_admin_takes_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASCENT_ADMIN_EMAIL", "ada@example.org")
    monkeypatch.setenv("ASCENT_ADMIN_PASSWORD", PASSWORD)
    command("create_admin")
    assert User.objects.get(email="ada@example.org").is_staff


def test_create_admin_confirms_the_address(typing: Typing) -> None:
    typing(PASSWORD, PASSWORD)
    command("create_admin", "--email", "ada@example.org")
    assert list(EmailAddress.objects.values_list("email", "primary", "verified")) == [("ada@example.org", True, True)]


def test_create_admin_raises_a_member_and_says_so(ada: User) -> None:
    EmailAddress.objects.create(user=ada, email="second@example.org", primary=True, verified=True)
    assert command("create_admin", "--email", "ada@example.org") == [
        "ada@example.org has an account already; its password stays as it is.",
        "ada@example.org is an administrator now. The catalogue is at /admin/.",
    ]
    ada.refresh_from_db()
    assert (ada.is_staff, ada.check_password(PASSWORD)) == (True, True)
    assert EmailAddress.objects.get_primary(ada).email == "ada@example.org"


def test_create_admin_refuses_somebody_elses_confirmed_address(grace: User, typing: Typing) -> None:
    EmailAddress.objects.create(user=grace, email="ada@example.org", verified=True)
    typing(PASSWORD, PASSWORD)
    assert refused("create_admin", "--email", "ada@example.org") == (
        "ada@example.org is the confirmed second address of another account."
    )
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        (["nobody"], "“nobody” is not an e-mail address."),
        (["ada@example.org", "short"], "This password is too short. It must contain at least 10 characters."),
        (["ada@example.org", PASSWORD, "another one"], "The two were not the same. Nothing was changed."),
        (["ada@example.org"], "No answer. Nothing was changed."),
        ([], "No answer. Nothing was changed."),
    ],
)
def test_create_admin_refuses_in_one_line(typing: Typing, answers: list[str], error: str) -> None:
    typing(*answers)
    assert refused("create_admin") == error
    assert User.objects.count() == 0


def test_set_password_ends_every_session(ada: User, as_ada: Client, typing: Typing) -> None:
    typing("ada@example.org", "another four plain words", "another four plain words")
    assert command("set_password") == ["The password of ada@example.org is set; they are logged out everywhere."]
    ada.refresh_from_db()
    assert ada.check_password("another four plain words")
    assert as_ada.get("/admin/").status_code == 302


def test_set_password_of_nobody_is_refused() -> None:
    assert refused("set_password", "--email", "ada@example.org") == "ada@example.org has no account here."


def test_set_password_refuses_a_weak_one(ada: User, typing: Typing) -> None:
    typing("1234567890")
    assert refused("set_password", "--email", "ada@example.org") == (
        "This password is too common. This password is entirely numeric."
    )
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)
