"""Small pieces of SVG that several drawings share."""

from collections.abc import Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

type Point = tuple[float, float]


def number(value: float) -> str:
    """One decimal at most: a tenth of a unit is finer than any screen shows."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, css_class: str = "", *, end: bool = False, middle: bool = False) -> str:
    css = f' class="{css_class}"' if css_class else ""
    anchor = ' text-anchor="end"' if end else ' text-anchor="middle"' if middle else ""
    return f'<text{css} x="{number(x)}" y="{number(y)}"{anchor}>{escape(words)}</text>'


def picture(css_class: str, view_box: str, body: str, label: str, extra: str = "") -> str:
    """A drawing that is read out as one sentence; without a sentence it is decoration."""
    spoken = f'role="img" aria-label={quoteattr(label)}' if label else 'aria-hidden="true"'
    return f'<svg class="{css_class}" viewBox="{view_box}"{extra} {spoken}>{body}</svg>'


def monotone_path(points: Sequence[Point]) -> str:
    """A smooth path through points with rising x that never overshoots them (harmonic-mean tangents)."""
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    tangents = [
        slopes[0],
        *(0.0 if m * n <= 0 else 2 * m * n / (m + n) for m, n in pairwise(slopes)),
        slopes[-1],
    ]
    x, y = points[0]
    parts = [f"M{number(x)} {number(y)}"]
    for ((x0, y0), (x1, y1)), (t0, t1) in zip(pairwise(points), pairwise(tangents), strict=True):
        third = (x1 - x0) / 3
        curve = (x0 + third, y0 + t0 * third, x1 - third, y1 - t1 * third, x1, y1)
        parts.append("C" + " ".join(number(value) for value in curve))
    return "".join(parts)
