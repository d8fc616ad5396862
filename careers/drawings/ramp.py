"""The whole way in one line, drawn to scale under the top bar of every page."""

from collections.abc import Sequence

from careers.drawings.stages import StageShare
from careers.drawings.svg import number, picture

_WIDTH = 1000
_GAP = 2


def ramp(stages: Sequence[StageShare], label: str) -> str:
    """One piece for each stage, as wide as its hours; the part that is done stands out."""
    total = sum(stage.minutes for stage in stages) or 1
    start, pieces = 0.0, []
    for stage in stages:
        width = _WIDTH * stage.minutes / total
        pieces.append(_piece(stage, start, max(0.0, width - _GAP)))
        start += width
    return picture("ramp", f"0 0 {_WIDTH} 5", "".join(pieces), label, ' preserveAspectRatio="none"')


def _piece(stage: StageShare, start: float, width: float) -> str:
    x = number(start)
    done = f'<rect class="bar__done" x="{x}" width="{number(width * stage.done)}" height="5"/>' if stage.done else ""
    return (
        f'<g data-stage="{stage.step}">'
        f'<rect class="bar__done ramp__way" x="{x}" width="{number(width)}" height="5"/>{done}</g>'
    )
