"""Deletes what nobody names any more: pictures that were removed a day ago, and files without a row."""

from typing import Any

from django.core.management.base import BaseCommand

from careers.acts.stored_files import purge_images, sweep
from careers.formats import count


class Command(BaseCommand):
    help = "Delete pictures that were removed a day ago, and uploaded files that no row names any more."

    def handle(self, *args: Any, **options: Any) -> None:
        removed = purge_images()
        orphans = sweep()
        self.stdout.write(f"{count(removed, 'removed picture')} and {count(len(orphans), 'stray file')} deleted.")
