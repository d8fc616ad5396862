"""Text and database disagree about a field of an entry: one of them is right."""

from typing import Literal

from django.db import transaction

from careers.acts.catalogue.files import CatalogueRefused, Fields
from careers.acts.catalogue.kinds import BY_NAME
from careers.acts.catalogue.rows import write_entries
from careers.acts.change_in_bulk import newly_broken
from careers.acts.dump_catalogue import stored
from careers.models import CatalogueEntry

type Side = Literal["text", "database"]


class NothingToSettle(Exception):
    """The two agree by now, or the conflict is about something else."""


@transaction.atomic
def settle_conflict(entry_id: int, field: str, side: Side, seen: object) -> None:
    """Let the text's value win, or the database's. `seen` is the text's value that whoever decides was shown.

    Fields that are bound to this one go with it. Kept on the database's side, they count as edited here: the next dump
    writes them into the text. Raises CatalogueRefused where the text's value does not fit what the database has by now.
    """
    entry = CatalogueEntry.objects.select_for_update().filter(pk=entry_id).first()
    if entry is None or field not in entry.conflicts or entry.conflicts[field] != seen:
        raise NothingToSettle
    bound = BY_NAME[entry.kind].bound.get(field, frozenset({field}))
    said = {name: entry.conflicts.pop(name) for name in bound & entry.conflicts.keys()}
    if side == "text":
        _take(entry, {name: entry.loaded[name] for name in bound & entry.loaded.keys()} | said)
    entry.loaded |= said
    entry.save(update_fields=["loaded", "conflicts"])


def _take(entry: CatalogueEntry, said: Fields) -> None:
    held = stored()
    if entry.key not in held[entry.kind]:
        raise NothingToSettle
    final = {name: dict(rows) for name, rows in held.items()}
    final[entry.kind][entry.key] = final[entry.kind][entry.key] | said
    if problems := newly_broken(held, final):
        raise CatalogueRefused(problems)
    write_entries({entry.kind: {entry.key: said}}, final)
