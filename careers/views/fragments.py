"""One view, two answers: the whole page, or the part of it that htmx asked for."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from careers.http import Request, page_behind

STUDY_CHANGED = "study-changed"
"""An event for the page: parts of it that show study time fetch themselves again."""


def wants_fragment(request: Request) -> bool:
    """Boosted links and a history that htmx restores want the whole page."""
    return bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request


def page_or_fragment(
    request: Request, template: str, fragment: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The page `template`, or the partial `fragment` inside it."""
    is_fragment = wants_fragment(request)
    name = f"{template}#{fragment}" if is_fragment else template
    response = render(request, name, context | {"is_fragment": is_fragment}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def came_from(request: Request) -> tuple[ResolverMatch | None, QueryDict]:
    """The page of ours that an htmx request was sent from, with its query; None if it is none of ours."""
    parts = urlsplit(page_behind(request))
    try:
        return resolve(parts.path), QueryDict(parts.query)
    except Resolver404:
        return None, QueryDict()


def back(request: Request, default: str, anchor: str = "") -> str:
    """The page of ours that the form names in `next`, at one of its parts; else `default`."""
    address = request.POST.get("next", "")
    # Without a slash in front `redirect` would take it for the name of a view.
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return default
    return f"{address.split('#')[0]}#{anchor}" if anchor else address


def refresh() -> HttpResponse:
    """For an htmx request from a page whose parts nobody knows: load it again."""
    response = HttpResponse(status=204)
    response.headers["HX-Refresh"] = "true"
    return response
