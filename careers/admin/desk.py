"""The desk's own pages: which there are, for whom, and what they share. Each is a function beside this file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial, wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from careers.figures import moderation, queue
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
    waiting: Callable[..., int] | None = None
    """How much waits there for a person; asked only where it is shown."""

    @property
    def address(self) -> str:
        return reverse(f"admin:{self.key}")


def curators(user: User) -> bool:
    return user.curates


def moderators(user: User) -> bool:
    return user.moderates


def administrators(user: User) -> bool:
    return user.administers


NAV = (
    Entry("index", "Desk", curators),
    Entry("queue", "Queue", curators, lambda _: queue.waiting_count()),
    Entry("catalogue", "Catalogue", curators),
    Entry("bulk", "In and out", curators),
    Entry("changes", "Changes", curators),
    Entry("history", "History", curators),
    Entry("moderation", "Moderation", moderators, moderation.waiting_count),
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


def bar(user: User, here: str) -> dict[str, Any]:
    """What `desk/bar.html` shows, the entry `here` as the one that is open."""
    entries = [
        replace(entry, waiting=entry.waiting and partial(entry.waiting, user)) for entry in NAV if entry.may(user)
    ]
    return {"desk_nav": entries, "desk_here": here}


def page(request: Request, template: str, here: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the desk, under the entry `here` of its bar."""
    return render(request, template, {**context, **bar(request.user, here)}, status=status)
