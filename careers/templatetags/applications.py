"""Words of applications."""

import json
from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cache

from django import template
from django.http import HttpRequest
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from careers import drawings, formats
from careers.drawings import Part
from careers.figures.application import WAY
from careers.figures.applications import LABELS, Job, in_words
from careers.figures.funnel import Flow
from careers.models import Application

register = template.Library()
MOST_SHARED = 4_000
"""Characters of a marked text that go into an address."""
ANY_PK, ANY_NAME = 0, "name-of-the-application"
"""Stand in a menu that is kept for all applications of a step."""


@register.simple_tag
def move_menu(job: Job) -> SafeString:
    """Where a card can go. A board has hundreds, which differ in their address and name alone."""
    row = job.application
    own = _move_menu(job.course.step).replace(f"/applications/{ANY_PK}/", row.get_absolute_url())
    return mark_safe(own.replace(ANY_NAME, escape(str(row))))


@cache
def _move_menu(step: str) -> str:
    steps = [(value, LABELS[value]) for value in WAY if value != step]
    return get_template("applications/move_menu.html").render({"pk": ANY_PK, "name": ANY_NAME, "steps": steps})


@register.simple_tag
def bookmarklet(request: HttpRequest) -> str:
    """A script for the bookmarks bar. Our own pages do not run it: their policy allows no script in a link."""
    address = json.dumps(request.build_absolute_uri(reverse("applications:new")))
    marked = f"String(getSelection()).slice(0,{MOST_SHARED})"
    values = {"url": "location.href", "title": "document.title", "text": marked}
    query = "+".join(
        f"'{'&' if n else '?'}{name}='+encodeURIComponent({js})" for n, (name, js) in enumerate(values.items())
    )
    return f"javascript:void(open({address}+{query}))"


def parts_of(flows: Sequence[Flow]) -> list[Part]:
    return [Part(flow.reached.label, flow.reached.number, flow.went_on, flow.ended, flow.stayed) for flow in flows]


@register.simple_tag
def flow_chart(flows: Sequence[Flow]) -> SafeString:
    """A picture that names no company and no person, so it can be shown to anybody."""
    told = [
        f"{formats.count(flow.reached.number, 'application')} came to {flow.reached.label.lower()}" for flow in flows
    ]
    return mark_safe(drawings.flow_chart(parts_of(flows), f"{', '.join(told)}."))


@register.simple_tag
def step_label(step: str) -> str:
    return LABELS[step]


@register.simple_tag
def reasons(reasons: Collection[str]) -> str:
    return in_words(reasons).capitalize()


@register.simple_tag
def pay(application: Application) -> str:
    """`52,000 to 60,000 SEK a month`, `from 52,000`, `up to 60,000 EUR a year`."""
    low, high = application.pay_from, application.pay_to
    if low is not None and high is not None and low != high:
        amount = f"{_amount(low)} to {_amount(high)}"
    elif low is not None:
        amount = _amount(low) if high is not None else f"from {_amount(low)}"
    else:
        amount = f"up to {_amount(high)}" if high is not None else ""
    unit = f"{formats.NBSP}{application.currency}" if application.currency else ""
    return f"{amount}{unit} {application.get_period_display()}".strip()


def _amount(value: Decimal) -> str:
    return f"{value:,.0f}" if value == value.to_integral() else f"{value:,.2f}"
