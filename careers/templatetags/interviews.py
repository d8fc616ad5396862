"""Lengths of interviews, and moments in two zones."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from careers.drawings.interviews import span_bar as drawn_span

register = template.Library()


@register.simple_tag
def span_bar(shortest: int, longest: int, whole: int) -> SafeString:
    """From the shortest to the longest customary length, on one scale for a list."""
    return mark_safe(drawn_span(shortest, longest, whole))
