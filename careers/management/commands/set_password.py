"""`manage.py set_password`: for whoever forgot theirs where no mail goes out."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from careers.management.asking import ask_email, ask_password, checked_email
from careers.models import User


class Command(BaseCommand):
    help = "Set somebody's password. Asks for it twice; ends their sessions everywhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", help="whose account")

    def handle(self, *, email: str | None, **options: Any) -> None:
        email = checked_email(email.strip()) if email else ask_email("E-mail: ")
        user = User.objects.filter(email=email).first()
        if user is None:
            raise CommandError(f"{email} has no account here.")
        user.set_password(ask_password(user))
        user.save(update_fields=["password"])  # sessions carry a digest of the password, so all of them end
        self.stdout.write(f"The password of {email} is set; they are logged out everywhere.")
