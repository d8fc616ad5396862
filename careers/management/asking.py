"""Questions on the terminal."""

import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email

from careers.models import User


def checked_email(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"“{email}” is not an e-mail address.") from None
    return email.lower()


def checked_password(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None
    return password


def ask_email(question: str) -> str:
    return checked_email(_answer(question, hidden=False).strip())


def ask_password(user: User) -> str:
    """Twice, and checked in between."""
    password = checked_password(_answer("Password: ", hidden=True), user)
    if _answer("The same again: ", hidden=True) != password:
        raise CommandError("The two were not the same. Nothing was changed.")
    return password


def _answer(question: str, *, hidden: bool) -> str:
    try:
        return getpass.getpass(question) if hidden else input(question)
    except (EOFError, KeyboardInterrupt):
        raise CommandError("No answer. Nothing was changed.") from None
