"""What only the desk draws."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString

from careers.drawings import coverage as drawing
from careers.figures.desk import Coverage

register = template.Library()


@register.simple_tag
def coverage_grid(coverage: Coverage) -> SafeString:
    columns = [
        drawing.Column(shelf.skill.step, shelf.skill.stage, shelf.kinds, shelf.is_thin) for shelf in coverage.shelves
    ]
    thin = sum(column.is_thin for column in columns)
    sentence = f"Resources of {len(columns)} skills by {len(coverage.kinds)} kinds. {thin} skills are thin."
    return drawing.coverage(columns, coverage.kinds, sentence)


@register.filter
def as_said(value: Any) -> str:
    """A field's value as a curator reads it."""
    if value in (None, "", [], {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


@register.filter
def as_json(value: Any) -> str:
    """For a hidden field; comes back as the same value."""
    return json.dumps(value, ensure_ascii=False)
