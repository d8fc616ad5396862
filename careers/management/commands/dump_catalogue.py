"""`manage.py dump_catalogue`: the database into text files."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from careers.acts.catalogue.checks import guide_in, read_entries
from careers.acts.catalogue.files import CatalogueRefused, read_files
from careers.acts.dump_catalogue import drift, dump_catalogue
from careers.models import Guide


class Command(BaseCommand):
    help = "Write the catalogue of the database into text files, which load to the same database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="where to, if not where it is loaded from")
        parser.add_argument("--guide", metavar="KEY", help="which one, where there are several; else the first")
        parser.add_argument("--check", action="store_true", help="write nothing; fail if text and database differ")

    def handle(self, *, to: Path | None, guide: str | None, check: bool, **options: Any) -> None:
        keys = list(Guide.objects.values_list("key", flat=True))
        if guide and guide not in keys:
            raise CommandError(f"There is no guide {guide}: {', '.join(keys)}.")
        try:
            if check:
                self._check([to] if to else settings.GUIDES)
            else:
                guide = guide or (keys[0] if keys else "")
                self._dump(to or self._source(guide), guide)
        except CatalogueRefused as error:
            raise CommandError(f"The catalogue was not written.\n{error}") from None
        except OSError as error:
            reason = f"{error.strerror}: {error.filename}"
            raise CommandError(f"{reason}. Choose another folder by --to.") from None

    def _source(self, guide: str) -> Path:
        """The folder that a guide is loaded from."""
        for folder in settings.GUIDES:
            if guide_in(read_entries(read_files(folder))) == guide:
                return Path(folder)
        raise CommandError(f"{guide} is loaded from none of the folders in the settings. Choose one by --to.")

    def _dump(self, folder: Path, guide: str) -> None:
        dumped = dump_catalogue(folder, guide)
        for done, names in (("written", dumped.written), ("removed", dumped.removed)):
            for name in names:
                self.stdout.write(f"  {done}: {name}")
        self.stdout.write(f"Catalogue: {len(dumped.written)} files written, {dumped.unchanged} as they were.")

    def _check(self, folders: Iterable[Path]) -> None:
        found = [difference for folder in folders for difference in drift(folder)]
        if found:
            lines = "\n".join(f"  {difference}" for difference in found)
            raise CommandError(f"Text and database differ in {len(found)} entries:\n{lines}")
        self.stdout.write("Catalogue: text and database say the same.")
