"""A measured value as a length, beside the others of its metric."""

from careers.drawings.svg import number


def result_bar(start: float, width: float, kind: str) -> str:
    """`start` and `width` in percent of the axis; kind: base, other or best. The value is written beside it."""
    return (
        f'<svg class="result-bar" aria-hidden="true"><rect class="result-bar__{kind}" x="{number(start)}%" y="1" '
        f'width="{number(width)}%" rx="1.5"/></svg>'
    )
