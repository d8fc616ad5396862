"""What the catalogue holds for each skill, as a grid: one column a skill, one row a kind of resource."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

CELL, LEFT, TOP, ROW, GAP = 8.6, 104, 22, 19, 5
SIDES = (0, 3.4, 5.4, 7.4)
"""Of the square for none, one, two, three and more resources."""


@dataclass(frozen=True)
class Column:
    """One skill: its step of the stage ramp, its resources by kind, and whether they are few."""

    step: int
    stage: int
    counts: Mapping[str, int]
    is_thin: bool


def coverage(columns: Sequence[Column], kinds: Sequence[tuple[str, str]], sentence: str) -> SafeString:
    """Columns in roadmap order; `kinds` are (key, label); the sentence says what the picture shows."""
    parts, x, before = [], float(LEFT), None
    for column in columns:
        if column.stage != before:
            x += GAP if before is not None else 0
            parts.append(_head(x, column, sum(c.stage == column.stage for c in columns)))
            before = column.stage
        parts.append(_column(x, column, kinds))
        x += CELL
    bottom = TOP + len(kinds) * ROW
    labels = "".join(
        format_html('<text x="0" y="{}">{}</text>', _n(TOP + place * ROW + ROW / 2 + 4), label)
        for place, (_, label) in enumerate(kinds)
    )
    labels += format_html('<text x="0" y="{}">Thin</text>', bottom + 11)
    return format_html(
        '<svg class="coverage" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        _n(x),
        bottom + 16,
        sentence,
        mark_safe("".join(parts)),  # noqa: S308 - made of the numbers above
        mark_safe(labels),  # noqa: S308
    )


def _head(x: float, column: Column, skills: int) -> str:
    end = _n(x + skills * CELL - 1)
    return (
        f'<g data-stage="{column.step}"><path class="coverage__rule" d="M{_n(x)} {TOP - 4}H{end}"/>'
        f'<text class="coverage__stage" x="{_n(x)}" y="{TOP - 9}">{column.stage}</text></g>'
    )


def _column(x: float, column: Column, kinds: Sequence[tuple[str, str]]) -> str:
    squares = []
    for place, (kind, _) in enumerate(kinds):
        middle, centre = TOP + place * ROW + ROW / 2, x + CELL / 2
        side = SIDES[min(column.counts.get(kind, 0), 3)]
        if side:
            squares.append(
                f'<rect class="coverage__has" x="{_n(centre - side / 2)}" y="{_n(middle - side / 2)}"'
                f' width="{side}" height="{side}" rx=".8"/>'
            )
        else:
            squares.append(
                f'<rect class="coverage__none" x="{_n(centre - 0.6)}" y="{_n(middle - 0.6)}" width="1.2" height="1.2"/>'
            )
    if column.is_thin:
        foot = TOP + len(kinds) * ROW + 10
        squares.append(f'<path class="coverage__thin" d="M{_n(x + CELL / 2 - 3.4)} {foot}h6.8l-3.4 -6z"/>')
    return f'<g data-stage="{column.step}">{"".join(squares)}</g>'


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
