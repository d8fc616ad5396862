"""Words of applications."""

from collections.abc import Collection
from decimal import Decimal

from django import template

from careers import formats
from careers.figures.applications import LABELS, in_words
from careers.models import Application

register = template.Library()


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
