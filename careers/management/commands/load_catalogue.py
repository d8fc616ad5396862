"""`manage.py load_catalogue`: text files into the database."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from careers.acts.catalogue.files import CatalogueRefused
from careers.acts.load_catalogue import Loaded, load_catalogue
from careers.formats import plural

MOST_SHOWN = 20


class Command(BaseCommand):
    help = "Load the catalogue's text files. Edits made in the database stay; where both changed, a conflict is listed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="also when the files have not changed")
        parser.add_argument("--folder", type=Path, help="a guide's files, instead of those of the settings")

    def handle(self, *, folder: Path | None, force: bool, **options: Any) -> None:
        for each in [folder] if folder else settings.GUIDES:
            try:
                loaded = load_catalogue(each, force=force)
            except CatalogueRefused as error:
                raise CommandError(f"The catalogue was not loaded.\n{error}") from None
            for line in summary(loaded):
                self.stdout.write(line)


def summary(loaded: Loaded) -> Iterable[str]:
    if loaded.skipped:
        yield "Catalogue: unchanged."
        return
    parts = {name: getattr(loaded, name) for name in ("added", "changed", "renamed", "retired", "revived")}
    counted = [f"{len(entries)} {name}" for name, entries in parts.items() if entries]
    if loaded.conflicts:
        counted.append(_counted(len(loaded.conflicts), "conflict"))
    held = ", ".join(_counted(number, kind) for kind, number in loaded.counts.items() if number)
    yield f"Catalogue: {held}: {', '.join(counted) or 'nothing changed'}."
    for name, entries in {**parts, "conflict": loaded.conflicts, "remark": loaded.remarks}.items():
        if name == "added" and len(entries) > MOST_SHOWN:
            continue
        yield from (f"  {name}: {entry}" for entry in entries[:MOST_SHOWN])
        if len(entries) > MOST_SHOWN:
            yield f"  {name}: and {len(entries) - MOST_SHOWN} more"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else plural(noun)}"
