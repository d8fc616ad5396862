"""Text, database, and what was loaded last: which of them a field follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from careers.acts.catalogue.files import Fields

_UNKNOWN = object()


@dataclass(frozen=True)
class Verdict:
    write: Fields = field(default_factory=dict)
    """What the database takes over from the text."""
    loaded: Fields = field(default_factory=dict)
    """The base of the next comparison."""
    conflicts: Fields = field(default_factory=dict)
    """The text's value where both changed; the database keeps its own."""


def compare(
    text: Fields, database: Fields, loaded: Fields | None, open_conflicts: Mapping[str, Any] | None = None
) -> Verdict:
    """Decide each field of an entry that stands in both places.

    A changed text wins over an unchanged database, a changed database over an unchanged text. `loaded` is None when
    the row did not come from the text; then every difference is a conflict. A field that `loaded` lacks is new to
    the text, and taken from it, unless it is in conflict since its beginning.
    """
    verdict = Verdict(loaded=dict(loaded or {}))
    for name, new in text.items():
        stored = database[name]
        unknown = loaded is None or name in (open_conflicts or {})
        base = (loaded or {}).get(name, _UNKNOWN if unknown else stored)
        if new == stored or base == stored:
            verdict.loaded[name] = new
            if new != stored:
                verdict.write[name] = new
        elif new != base:
            verdict.conflicts[name] = new
    return verdict
