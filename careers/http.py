"""The request as our middleware leaves it, for type checkers and readers, and the page that it came from."""

from urllib.parse import urlsplit

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


def page_behind(request: Request) -> str:
    """The address of ours, with its query, that an htmx request was sent from; empty if it is none of ours."""
    try:
        address = request.htmx.current_url_abs_path or ""
        urlsplit(address)
    except ValueError:  # such as http://[
        return ""
    return address
