"""`manage.py create_admin`: somebody who may curate."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from careers.acts.make_admin import AddressTaken, new_admin, raise_to_admin
from careers.management.asking import ask_email, ask_password, checked_email, checked_password
from careers.models import User


class Command(BaseCommand):
    help = "Make an administrator. Asks for e-mail and password, or takes ASCENT_ADMIN_EMAIL and ASCENT_ADMIN_PASSWORD."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", help="whose account; a member gets the right and keeps the password")

    def handle(self, *, email: str | None, **options: Any) -> None:
        given = email or os.environ.get("ASCENT_ADMIN_EMAIL", "")
        email = checked_email(given.strip()) if given else ask_email("E-mail: ")
        member = User.objects.filter(email=email).first()
        try:
            if member:
                self.stdout.write(f"{email} has an account already; its password stays as it is.")
                raise_to_admin(member)
            else:
                new_admin(email, _password(email))
        except AddressTaken:
            raise CommandError(f"{email} is the confirmed second address of another account.") from None
        self.stdout.write(f"{email} is an administrator now. The catalogue is at /admin/.")


def _password(email: str) -> str:
    user, given = User(email=email), os.environ.get("ASCENT_ADMIN_PASSWORD", "")
    return checked_password(given, user) if given else ask_password(user)
