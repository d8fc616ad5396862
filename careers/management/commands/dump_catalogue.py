"""`manage.py dump_catalogue`: the database into text files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from careers.acts.catalogue.files import CatalogueRefused
from careers.acts.dump_catalogue import drift, dump_catalogue
from careers.acts.load_catalogue import TEXT


class Command(BaseCommand):
    help = "Write the catalogue of the database into text files, which load to the same database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=TEXT, metavar="FOLDER", help="where to, if not into the project")
        parser.add_argument("--check", action="store_true", help="write nothing; fail if text and database differ")

    def handle(self, *, to: Path, check: bool, **options: Any) -> None:
        try:
            self._check(to) if check else self._dump(to)
        except CatalogueRefused as error:
            raise CommandError(f"The catalogue was not written.\n{error}") from None
        except OSError as error:
            reason = f"{error.strerror}: {error.filename}"
            raise CommandError(f"{reason}. Choose another folder by --to.") from None

    def _dump(self, folder: Path) -> None:
        dumped = dump_catalogue(folder)
        for done, names in (("written", dumped.written), ("removed", dumped.removed)):
            for name in names:
                self.stdout.write(f"  {done}: {name}")
        self.stdout.write(f"Catalogue: {len(dumped.written)} files written, {dumped.unchanged} as they were.")

    def _check(self, folder: Path) -> None:
        found = drift(folder)
        if found:
            lines = "\n".join(f"  {difference}" for difference in found)
            raise CommandError(f"Text and database differ in {len(found)} entries:\n{lines}")
        self.stdout.write("Catalogue: text and database say the same.")
