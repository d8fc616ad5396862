"""Lengths of interviews to scale."""

from careers.drawings.svg import number


def span_bar(shortest: int, longest: int, whole: int) -> str:
    """Minutes that it takes at least, solid, and at most, lighter; `whole` fills the row. The words stand beside it."""
    solid, light = (100 * minutes / whole for minutes in (shortest, longest))
    return (
        '<svg class="spanbar" aria-hidden="true">'
        f'<rect class="spanbar__most" width="{number(light)}%" height="100%" rx="1.5"/>'
        f'<rect class="spanbar__least" width="{number(solid)}%" height="100%" rx="1.5"/></svg>'
    )
