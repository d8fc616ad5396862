"""Text and database disagree about a field of an entry: one of them is right."""

from typing import Literal

from django.db import transaction

from careers.acts.catalogue.kinds import BY_NAME
from careers.acts.catalogue.rows import write_entries
from careers.acts.dump_catalogue import stored
from careers.models import CatalogueEntry

type Side = Literal["text", "database"]


class NothingToSettle(Exception):
    """The two agree by now, or the conflict is about something else."""


@transaction.atomic
def settle_conflict(entry_id: int, field: str, side: Side, seen: object) -> None:
    """Let the text's value win, or the database's. `seen` is the text's value that whoever decides was shown.

    Kept on the database's side, the field counts as edited here: the next dump writes it into the text.
    """
    entry = CatalogueEntry.objects.select_for_update().filter(pk=entry_id).first()
    if entry is None or field not in entry.conflicts or entry.conflicts[field] != seen:
        raise NothingToSettle
    value = entry.conflicts.pop(field)
    if side == "text":
        _take(entry, field, value)
    entry.loaded[field] = value
    entry.save(update_fields=["loaded", "conflicts"])


def _take(entry: CatalogueEntry, field: str, value: object) -> None:
    final = {name: dict(rows) for name, rows in stored().items()}
    if entry.key not in final[BY_NAME[entry.kind].name]:
        raise NothingToSettle
    final[entry.kind][entry.key] = final[entry.kind][entry.key] | {field: value}
    write_entries({entry.kind: {entry.key: {field: value}}}, final)
