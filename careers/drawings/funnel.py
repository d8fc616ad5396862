"""Where applications went: bars as high as their number, bands to the next step, stubs for what waits, drops for what
ended, and both in words below each bar."""

from collections.abc import Sequence
from typing import NamedTuple

from careers.drawings.svg import number, picture, text

WIDTH, BAR, TOP, HIGH, GAP, LINE = 760, 16, 44, 170, 34, 18
STUB, APART = 44, 2
STEADY = {"bar": "#464e5d", "band": "#857e6c", "drop": "#b0470b"}
"""Colours of a picture that leaves our pages and brings no style sheet along."""


class Part(NamedTuple):
    """A step: its name, how many came to it, went on and ended there, and what became of the others, in words."""

    name: str
    came: int
    went_on: int
    ended: int
    stayed: Sequence[tuple[str, int]]


def flow_chart(parts: Sequence[Part], label: str) -> str:
    """Needs a first part to which somebody came."""
    scale = HIGH / parts[0].came
    column = WIDTH / len(parts)
    drawn = "".join(_part(part, n * column, column, scale) for n, part in enumerate(parts))
    height = TOP + HIGH + GAP + LINE * max(len(part.stayed) for part in parts) + 8
    return picture("flow-chart", f"0 0 {WIDTH} {height}", drawn, label, ' font-family="sans-serif" font-size="13"')


def _part(part: Part, x: float, column: float, scale: float) -> str:
    came, on, ended = part.came * scale, part.went_on * scale, part.ended * scale
    drawn = text(x, TOP - 24, str(part.came), "flow-chart__number") + text(x, TOP - 8, part.name, "flow-chart__name")
    drawn += _rect("bar", x, TOP, BAR, came)
    if part.went_on:
        drawn += _rect("band", x + BAR, TOP, column - BAR, on, opacity=0.28)
    if waits := part.came - part.went_on - part.ended:
        drawn += _rect("band", x + BAR, TOP + on + APART, STUB, max(1, waits * scale - APART), opacity=0.2)
    if part.ended:
        drawn += _drop(x, TOP + came - ended, ended)
    words = (f"{many} {what}" for what, many in part.stayed)
    lines = (text(x, TOP + HIGH + GAP + LINE * n, said, "flow-chart__stayed") for n, said in enumerate(words))
    return drawn + "".join(lines)


def _rect(kind: str, x: float, y: float, width: float, height: float, opacity: float = 1) -> str:
    size = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return f'<rect class="flow-chart__{kind}" {size} fill="{STEADY[kind]}" fill-opacity="{opacity}"/>'


def _drop(x: float, y: float, high: float) -> str:
    """A band that turns from the bar down to the words below it, as wide there as it is high here, within reason."""
    left, floor = x + BAR, TOP + HIGH + GAP - LINE
    wide = min(high, 60.0)
    curve = f"M{number(left)} {number(y)}Q{number(left + wide)} {number(y)} {number(left + wide)} {number(floor)}"
    back = f"H{number(left)}V{number(y + high)}Z"
    return f'<path class="flow-chart__drop" d="{curve}{back}" fill="{STEADY["drop"]}" fill-opacity="0.3"/>'
