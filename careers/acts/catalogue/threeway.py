"""Text, database, and what was loaded last: which of them a field follows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from careers.acts.catalogue.files import Fields

UNSETTLED = {"unsettled": True}
"""Stands for what was loaded last where text and database have never agreed; equals no value of a field."""


@dataclass(frozen=True)
class Verdict:
    write: Fields = field(default_factory=dict)
    """What the database takes over from the text."""
    loaded: Fields = field(default_factory=dict)
    """The base of the next comparison."""
    conflicts: Fields = field(default_factory=dict)
    """The text's value where both changed; the database keeps its own."""


def compare(
    text: Fields, database: Fields, loaded: Fields | None, bound: Mapping[str, Collection[str]] | None = None
) -> Verdict:
    """Decide each field of an entry that stands in both places.

    A changed text wins over an unchanged database, a changed database over an unchanged text. `loaded` is None when
    the row did not come from the text; then every difference is a conflict. A field that `loaded` lacks is new to
    the text, and taken from it. Fields that are `bound` to each other follow one side: of hours that the database
    keeps, the text does not take the basis away.
    """
    verdict = Verdict(loaded=dict(loaded or {}))
    bases = {name: UNSETTLED if loaded is None else loaded.get(name, stored) for name, stored in database.items()}
    for name, new in text.items():
        stored, base = database[name], bases[name]
        if stored in (new, base):
            verdict.loaded[name] = new
            if new != stored:
                verdict.write[name] = new
        elif new != base:
            verdict.loaded[name] = base
            verdict.conflicts[name] = new
    in_conflict = {other for name in verdict.conflicts for other in (bound or {}).get(name, ())}
    for name in in_conflict & verdict.write.keys():
        verdict.loaded[name] = bases[name]
        verdict.conflicts[name] = verdict.write.pop(name)
    return verdict
