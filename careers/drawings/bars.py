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


def columns_bar(columns: int, of: int) -> str:
    """A block of a week as a part of the week's columns, for where blocks stand below each other."""
    return (
        f'<svg class="pack__bar" aria-hidden="true">'
        f'<rect class="bar__done" width="{number(100 * columns / of)}%" height="100%"/></svg>'
    )


def effect(now: int, was: int, widest: int) -> str:
    """What a change makes of a number: what stays solid, what is added bright, what falls away dashed."""
    kept, more, fewer = (100 * part / widest for part in (min(now, was), max(0, now - was), max(0, was - now)))
    added = f'<rect class="effect__new" x="{number(kept)}%" width="{number(more)}%" height="100%"/>' if more else ""
    gone = f'<rect class="effect__was" x="{number(kept)}%" width="{number(fewer)}%" height="100%"/>' if fewer else ""
    solid = f'<rect class="effect__is" width="{number(kept)}%" height="100%"/>'
    return f'<svg class="effect__bar" aria-hidden="true">{solid}{added}{gone}</svg>'


def evening(minutes: int, longest: int) -> str:
    """One day's minutes as a column; `longest` fills its height."""
    height = number(62 * minutes / longest) if longest else "0"
    top = number(65 - 62 * minutes / longest) if longest else "65"
    return (
        '<svg viewBox="0 0 20 66" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="evenings__h" x="2" y="{top}" width="16" height="{height}"/>'
        '<path class="evenings__floor" d="M0 65.5h20"/></svg>'
    )
