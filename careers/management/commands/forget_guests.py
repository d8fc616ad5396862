"""Clean away guests that never returned. Also done at each start, where ASCENT_FORGET_GUESTS_DAYS is set."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from careers.acts.forget_guests import forget_guests, forget_ways_back
from careers.formats import count


class Command(BaseCommand):
    help = "Delete guests that were not here for a while, and what was kept for undoing merges and resets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--days",
            type=int,
            default=settings.FORGET_GUESTS_DAYS,
            help="Not seen for so many days; as a rule ASCENT_FORGET_GUESTS_DAYS. 0 deletes no guest.",
        )

    def handle(self, *args: Any, days: int, verbosity: int, **options: Any) -> None:
        forgotten = forget_guests(days) if days > 0 else 0
        expired = forget_ways_back()
        if verbosity:
            self.stdout.write(f"{count(forgotten, 'guest')} and {count(expired, 'old way')} back deleted.")
