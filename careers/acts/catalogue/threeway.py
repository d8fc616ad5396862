"""Text, database, and what was loaded last: which of them a field follows."""

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


def compare(text: Fields, database: Fields, loaded: Fields | None) -> Verdict:
    """Decide each field of an entry that stands in both places.

    A changed text wins over an unchanged database, a changed database over an unchanged text. `loaded` is None when
    the row did not come from the text; then every difference is a conflict. A field that `loaded` lacks is new to
    the text, and taken from it.
    """
    verdict = Verdict(loaded=dict(loaded or {}))
    for name, new in text.items():
        stored = database[name]
        base = UNSETTLED if loaded is None else loaded.get(name, stored)
        if stored in (new, base):
            verdict.loaded[name] = new
            if new != stored:
                verdict.write[name] = new
        elif new != base:
            verdict.loaded[name] = base
            verdict.conflicts[name] = new
    return verdict
