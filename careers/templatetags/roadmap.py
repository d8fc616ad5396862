"""Parts of the roadmap that are kept as HTML."""

from collections.abc import Hashable, Iterable
from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from careers.figures.readiness import readiness
from careers.figures.roadmap import Row
from careers.figures.standing import Standing
from careers.templatetags.ascent import STATES, glyph, icon

register = template.Library()


@lru_cache(maxsize=8192)
def _html(row: Row) -> SafeString:
    return mark_safe(get_template("roadmap/index.html#skill-row").render({"row": row}))


@lru_cache(maxsize=4096)
def _kept(name: str, values: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return mark_safe(get_template(name).render(dict(values)))


@register.simple_tag
def kept(name: str, **values: Hashable) -> SafeString:
    """A partial that shows nothing but these values, rendered once for each set of them and kept in the process."""
    return _kept(name, tuple(values.items()))


@register.filter
def ready(standing: Standing) -> int:
    """Readiness in percent; what it is made of stands on a page of its own."""
    return readiness(standing.itself).percent


KIND_ICONS = {
    "course": "academic-cap",
    "book": "book-open",
    "article": "document-text",
    "video": "video-camera",
    "documentation": "document-magnifying-glass",
    "practice": "code-bracket",
    "tool": "wrench-screwdriver",
    "dataset": "circle-stack",
    "competition": "trophy",
    "community": "user-group",
}


@register.simple_tag
def kind_icon(kind: str) -> SafeString:
    """A resource's kind as an icon; the word stands beside it."""
    return icon(KIND_ICONS[kind])


RESOURCE_GLYPHS = {"todo": "todo", "progress": "learning", "finished": "done"}


@register.simple_tag
def resource_glyph(state: str) -> SafeString:
    """A resource's state has the shape of a skill's."""
    return glyph(RESOURCE_GLYPHS[state])


@register.simple_tag
def state_word(state: str) -> str:
    return STATES[state]


@register.simple_tag
def skill_row(row: Row) -> SafeString:
    """One row's HTML, kept in the process: it shows nothing that is not in `row`, and a page has 130 of them."""
    return _html(row)


@register.simple_tag
def skill_rows(rows: Iterable[Row]) -> SafeString:
    return mark_safe("".join(map(_html, rows)))  # rendered templates, joined
