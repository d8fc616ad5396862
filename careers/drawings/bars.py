"""Shares and hours as lengths."""

from careers.drawings.svg import number


def bar(done: float, learning: float = 0.0, step: int | None = None) -> str:
    """Progress in three parts: done solid, learning lighter, left open. Both shares run from 0 to 1."""
    stage = f' data-stage="{step}"' if step else ""
    solid, light = 100 * done, 100 * learning
    return (
        f'<svg class="bar"{stage} aria-hidden="true"><rect class="bar__track" width="100%" height="100%" rx="2"/>'
        f'<rect class="bar__done" width="{number(solid)}%" height="100%" rx="2"/>'
        f'<rect class="bar__learning" x="{number(solid)}%" width="{number(light)}%" height="100%"/></svg>'
    )


def length_bar(minutes: int, longest: int, step: int | None = None) -> str:
    """Minutes as a length, on one scale for the whole list: `longest` fills the row."""
    stage = f' data-stage="{step}"' if step else ""
    width = min(100.0, 100 * minutes / longest) if longest else 0.0
    return (
        f'<svg class="lengthbar"{stage} aria-hidden="true">'
        f'<rect class="bar__done" width="{number(width)}%" height="100%" rx="1.5"/></svg>'
    )
