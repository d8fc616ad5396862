"""The small drawings of ours, printed once on a page and used from there by name."""

_SHAPES = {
    "todo": '<circle cx="12" cy="12" r="9.2"/>',
    "learning": '<circle cx="12" cy="12" r="9.2"/><path class="glyph__solid" d="M12 5.6a6.4 6.4 0 0 1 0 12.8z"/>',
    "done": (
        '<circle class="glyph__solid" cx="12" cy="12" r="10"/><path class="glyph__mark" d="m7.8 12.4 2.9 2.9 5.6-6.2"/>'
    ),
    "proven": (
        '<circle class="glyph__solid" cx="12" cy="12" r="10"/><path class="glyph__mark" d="M9 17.6V6.6"/>'
        '<path class="glyph__flag" d="M9 6.2 16.6 9 9 12z"/>'
    ),
    "skipped": '<circle cx="12" cy="12" r="9.2"/><path class="glyph__bar" d="M8.2 12h7.6"/>',
    "more": '<circle cx="5.5" cy="12" r="1.6"/><circle cx="12" cy="12" r="1.6"/><circle cx="18.5" cy="12" r="1.6"/>',
    "chevron": '<path d="m5 9 7 7 7-7"/>',
    "tent": (
        '<path class="tent__body" d="M8.4 5.2h7.4l6.4 14H2.2z"/>'
        '<path class="tent__door" d="M8.4 11.2 5 19.2h6.6z"/>'
        '<path class="tent__fold" d="m8.4 5.2 6 14"/>'
    ),
}
"""In a box of 24 by 24."""

_MARK = (
    '<symbol id="g-mark" viewBox="0 0 32 32">'
    '<path d="M15.5 2.6c5.6-.9 11.6 2.6 13.4 8.2 1.7 5.3-.4 12.2-5.2 15.7-4.9 3.5-12.4 4.1-17 .3'
    '-4.4-3.7-5-10.7-2.7-15.9C6 6.6 10.4 3.4 15.5 2.6z"/>'
    '<path d="M16.9 6.9c4-.5 7.6 2 8.5 5.6.9 3.7-.8 8-4 10.1-3.3 2.1-8.2 2.2-11.1-.5'
    '-2.8-2.6-2.9-7.2-1.2-10.5 1.6-3 4.5-4.3 7.8-4.7z"/>'
    '<path d="M18 10.9c2.3-.3 4.1 1 4.5 3 .4 2.1-.7 4.4-2.5 5.4-1.9 1.1-4.5.9-5.9-.7'
    '-1.4-1.6-1.2-4.1-.1-5.8.9-1.3 2.4-1.7 4-1.9z"/>'
    '<circle class="brand__dot" cx="18.3" cy="15" r="2.1"/></symbol>'
)

SPRITE = (
    '<svg class="sprite" aria-hidden="true">'
    + "".join(f'<symbol id="g-{name}" viewBox="0 0 24 24">{shape}</symbol>' for name, shape in _SHAPES.items())
    + _MARK
    + "</svg>"
)


def _use(name: str, css_class: str) -> str:
    return f'<svg class="{css_class}" aria-hidden="true"><use href="#g-{name}"/></svg>'


def glyph(name: str) -> str:
    """A state's shape (todo, learning, done, proven, skipped), or `more`: the three dots of a row."""
    return _use(name, f"glyph glyph--{name}")


def tent(kind: str) -> str:
    """A camp: reached, next or ahead."""
    return _use("tent", f"tent tent--{kind}")


def mark() -> str:
    """The brand: contour rings that close on a point."""
    return _use("mark", "brand__mark")
