"""The request as our middleware leaves it, for type checkers and readers."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from careers.figures.standing import Standing
from careers.models import User


class Request(HttpRequest):
    user: User
    """AnonymousUser on public pages, which ask `is_authenticated` first."""
    htmx: HtmxDetails
    standing: Standing
    """Everything that the page's numbers need to know of this person, read on first use."""
