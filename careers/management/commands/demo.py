from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from careers.acts.make_demo import make_demo


class Command(BaseCommand):
    help = "Make the example learner anew, with half a year of progress to look at."

    def handle(self, *args: Any, **options: Any) -> None:
        user, password = make_demo()
        self.stdout.write(f"Log in at {settings.ORIGIN}/accounts/login/ with {user.email} and the password {password}")
