"""How a toast leads back: to a signed ticket of one row, or to rows that an act of several names."""

from collections.abc import Iterable

from django import template
from django.urls import reverse

register = template.Library()
MARK = "|"
"""Stands in no signed ticket."""


def way_back_to(view: str, name: str, pks: Iterable[int | str]) -> str:
    """For a message's `extra_tags`: the view that takes rows of this name back."""
    return MARK.join([view, name, ",".join(map(str, pks))])


@register.simple_tag
def way_back(ticket: str) -> dict[str, object]:
    """Where the form of a toast's Undo goes, and what it sends. What leads back to its page is swapped in place."""
    if MARK not in ticket:
        return {"url": reverse("undo"), "name": "ticket", "sent": [ticket], "in_place": True}
    view, name, pks = ticket.split(MARK)
    return {"url": reverse(view), "name": name, "sent": pks.split(",")}
