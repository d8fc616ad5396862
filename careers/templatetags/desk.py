"""What only the desk draws."""

import json
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from careers.drawings import coverage as drawing
from careers.figures import difference
from careers.figures.desk import Coverage
from careers.figures.moving.changes import FEWEST_SHOWN
from careers.forms.changes import FORMS
from careers.models import Move, ResourceState
from careers.templatetags.ascent import glyph, state

register = template.Library()


@register.simple_tag
def coverage_grid(coverage: Coverage) -> SafeString:
    columns = [
        drawing.Column(shelf.skill.step, shelf.skill.stage, shelf.kinds, shelf.is_thin) for shelf in coverage.shelves
    ]
    thin = sum(column.is_thin for column in columns)
    sentence = f"Resources of {len(columns)} skills by {len(coverage.kinds)} kinds. {thin} skills are thin."
    return drawing.coverage(columns, coverage.kinds, sentence)


@dataclass(frozen=True)
class ImpactLink:
    address: str
    word: str


@register.filter
def impact_links(row: Any) -> list[ImpactLink]:
    """Changes of a skill or resource that are seen before they are made; of a retired one only to merge it."""
    of = str(row._meta.model_name)
    if getattr(row, "merged_into_id", None):
        return []
    kinds = [form.kind for (kind_of, _), form in FORMS.items() if kind_of == of]
    return [
        ImpactLink(reverse("admin:change", args=[of, row.key, kind]), f"{kind.value.capitalize()}…")
        for kind in kinds
        if row.retired_at is None or kind == Move.Kind.MERGE
    ]


RESOURCE_GLYPHS = {"todo": "todo", "progress": "learning", "finished": "done"}


@register.simple_tag
def standing_as(name: str) -> SafeString:
    """A state of a skill or of a resource: shape and word."""
    if name not in RESOURCE_GLYPHS or name == "todo":
        return state(name)
    word = ResourceState.State(name).label
    return format_html('<span class="state">{}{}</span>', glyph(RESOURCE_GLYPHS[name]), word)


@register.simple_tag
def share_bar(people: int, most: int) -> SafeString:
    """How many people, on the scale of the list; few are drawn alike, since few are not counted out."""
    width = 100 * max(people, FEWEST_SHOWN) / max(most, FEWEST_SHOWN)
    return format_html(
        '<svg aria-hidden="true"><rect class="bar__done" width="{}%" height="100%"/></svg>', f"{width:.0f}"
    )


@register.filter
def as_said(value: Any) -> str:
    """A field's value as a curator reads it."""
    if value in (None, "", [], {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if _is_list_of_texts(value):
        return "; ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


@register.simple_tag
def what_differs(before: Any, after: Any) -> SafeString:
    """What was there struck out, what is there now marked: words of a text, items of a list, otherwise the whole."""
    if before == after:
        pieces = [difference.Piece("same", as_said(after))]
    elif isinstance(before, str) and isinstance(after, str):
        pieces = difference.of_texts(before, after)
    elif _is_list_of_texts(before) and _is_list_of_texts(after):
        pieces = difference.of_lists(before, after)
    else:
        pieces = [difference.Piece("gone", as_said(before)), difference.Piece("new", as_said(after))]
    tags = {"same": "span", "gone": "del", "new": "ins"}
    return format_html_join(" ", "<{0}>{1}</{0}>", ((tags[piece.kind], piece.text) for piece in pieces))


@register.filter
def spaced(name: str) -> str:
    """A field's name in words."""
    return name.replace("_", " ")


@register.filter
def as_json(value: Any) -> str:
    """For a hidden field; comes back as the same value."""
    return json.dumps(value, ensure_ascii=False)
