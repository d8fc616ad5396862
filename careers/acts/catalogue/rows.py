"""Entries written into their rows, whoever decided what is to be written."""

from collections.abc import Mapping

from django.db import IntegrityError
from django.utils import timezone

from careers.acts.catalogue.files import CatalogueRefused, Fields, Problem
from careers.acts.catalogue.kinds import KINDS, ORDER, RETIRED, Kind
from careers.models.curated import Curated

type Writes = Mapping[str, Mapping[str, Fields]]
"""Kind → key → fields."""


def write_entries(writes: Writes, final: Writes) -> None:
    """Write these fields. `final` is what all entries of all kinds will say then; new ones are whole in both.

    To be called in a transaction. Raises CatalogueRefused with what the database says against it.
    """
    writing = _Writing(writes, final)
    try:
        for kind in KINDS:
            writing.rows(kind)
        for kind in KINDS:
            writing.relations(kind)
    except IntegrityError as error:
        raise CatalogueRefused([Problem("", "", f"the database refuses this: {said_by_database(error)}")]) from error


class _Writing:
    def __init__(self, writes: Writes, final: Writes) -> None:
        self.writes, self.final = writes, final
        self.ids: dict[str, dict[str, int]] = {}

    def rows(self, kind: Kind) -> None:
        writes = self.writes.get(kind.name, {})
        manager = kind.model._default_manager
        rows = {row.key: row for row in manager.filter(key__in=writes.keys())} if writes else {}
        new = {key: kind.model(key=key) for key in writes if key not in rows}
        for key, row in (rows | new).items():
            self._set_columns(kind, row, writes[key])
        manager.bulk_create(new.values())
        changed = [row for key, row in rows.items() if writes[key].keys() & {*kind.columns, ORDER, RETIRED}]
        manager.bulk_update(changed, kind.written)
        self.ids[kind.name] = dict(manager.values_list("key", "pk"))

    def _set_columns(self, kind: Kind, row: Curated, write: Fields) -> None:
        for name, value in write.items():
            if name == RETIRED:
                row.retired_at = timezone.now() if value else None
                if not value and hasattr(row, "merged_into_id"):  # what lives is part of nothing
                    row.merged_into_id = None
            elif name in kind.references:
                setattr(row, f"{kind.columns[name]}_id", self.ids[kind.references[name]][value])
            elif name in kind.setters:
                kind.setters[name](row, value)
            elif name in kind.columns or name == ORDER:
                setattr(row, kind.columns.get(name, name), value)

    def relations(self, kind: Kind) -> None:
        ids = self.ids[kind.name]
        for relation in kind.relations:
            names = relation.properties.keys()
            touched = [key for key, write in self.writes.get(kind.name, {}).items() if write.keys() & names]
            if touched:
                wanted = {ids[key]: {name: self.final[kind.name][key][name] for name in names} for key in touched}
                relation.write(wanted, self.ids)


def said_by_database(error: IntegrityError) -> str:
    """What Postgres has to say, without its context: "Key (url)=(...) already exists."; never a whole row."""
    said = getattr(error.__cause__, "diag", None)
    if said is None:
        return str(error)
    is_row = (said.message_detail or "").startswith("Failing row")
    return (not is_row and said.message_detail) or said.message_primary or str(error)
