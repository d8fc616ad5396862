"""Which words of a text, or which items of a list, are others than before."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MOST_WORDS = 1500
"""Of longer texts the whole is shown: comparing takes the square of it."""
LIKE = 0.4
"""Below this likeness (0 to 1) a text is another one: marking its words would be a patchwork."""
AROUND = 6
"""Words that stay of a longer run that is the same, at each of its ends."""


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Literal["same", "gone", "new"]
    text: str


def of_texts(before: str, after: str) -> list[Piece]:
    return _pieces(before.split(), after.split(), " ", LIKE)


def of_lists(before: Sequence[str], after: Sequence[str]) -> list[Piece]:
    return _pieces(before, after, "; ", 0)


def _pieces(before: Sequence[str], after: Sequence[str], glue: str, like: float) -> list[Piece]:
    whole = [Piece("gone", glue.join(before)), Piece("new", glue.join(after))]
    if not before or not after or max(len(before), len(after)) > MOST_WORDS:
        return [piece for piece in whole if piece.text]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < like:
        return whole
    found: list[Piece] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            found.append(Piece("same", glue.join(_shortened(before[a:b]))))
        else:
            found += [Piece("gone", glue.join(before[a:b]))] if a < b else []
            found += [Piece("new", glue.join(after[c:d]))] if c < d else []
    return found


def _shortened(words: Sequence[str]) -> Sequence[str]:
    return words if len(words) <= 2 * AROUND + 1 else [*words[:AROUND], "…", *words[-AROUND:]]
