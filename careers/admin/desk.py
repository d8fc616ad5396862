"""The desk's own pages: which there are, for whom, and what they share. Each is a function beside this file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from careers.http import Request
from careers.models import User

type View = Callable[..., HttpResponse]
type May = Callable[[User], bool]


@dataclass(frozen=True)
class Entry:
    """One link of the bar on top."""

    key: str
    title: str
    may: May

    @property
    def address(self) -> str:
        return reverse(f"admin:{self.key}")


def anybody(user: User) -> bool:
    return user.is_staff


def curators(user: User) -> bool:
    return user.curates


def administrators(user: User) -> bool:
    return user.administers


NAV = (
    Entry("index", "Desk", anybody),
    Entry("queue", "Queue", curators),
    Entry("catalogue", "Catalogue", curators),
    Entry("bulk", "In and out", curators),
    Entry("changes", "Changes", curators),
    Entry("history", "History", curators),
    Entry("team", "People", administrators),
)


def only(may: May) -> Callable[[View], View]:
    """For those of the staff who have this duty; the site has asked for the second step already."""

    def around(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(cast(User, request.user)):
                raise PermissionDenied
            return view(cast(Request, request), *args, **kwargs)

        return inner

    return around


def page(request: Request, template: str, here: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the desk, under the entry `here` of its bar."""
    nav = [entry for entry in NAV if entry.may(request.user)]
    return render(request, template, {**context, "desk_nav": nav, "desk_here": here}, status=status)
