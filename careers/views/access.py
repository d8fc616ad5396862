"""Who may come in. Everybody is one of three: a visitor (no row), a guest (a row without e-mail), a member."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist, ObjectNotUpdated
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from careers.http import Request, page_behind
from careers.models import User
from careers.models.accounts import known_time_zone

type View = Callable[..., HttpResponseBase]

BACKEND = "careers.backends.EmailBackend"


def person_of(request: HttpRequest) -> User:
    """Who is behind a POST that guests may send: the person signed in, or a new guest, signed in with this very act.

    A form that was drawn for a visitor says so by its field `time_zone`. A POST without it comes from somebody whose
    session has ended meanwhile: they are sent to log in, instead of going on as a stranger to their own marks.
    That page, and 429 for too many guests from one place, are exceptions that allauth's middleware answers.
    """
    if isinstance(request.user, User):
        return request.user
    if "time_zone" not in request.POST:
        raise ImmediateHttpResponse(_send(cast(Request, request), reverse("account_login")))
    if not ratelimit.consume(request, action="guest"):
        raise ImmediateHttpResponse(ratelimit.respond_429(request))
    guest = User.objects.create_guest(known_time_zone(request.POST.get("time_zone", "")))
    secret = request.META.get("CSRF_COOKIE")
    login(request, guest, backend=BACKEND)
    # Nothing was gained that a form in another open tab may not use, so its token stays good.
    request.META["CSRF_COOKIE"] = secret
    return guest


def signed_in(view: View) -> View:
    """For guests and members; visitors are sent to log in and come back."""

    @wraps(view)
    def inner(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _send(request, reverse("account_login"))
        return _seen_through(view, request, *args, **kwargs)

    return inner


def members_only(view: View) -> View:
    """For what needs an account; guests are sent to sign up and come back."""

    @wraps(view)
    def inner(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _send(request, reverse("account_login"))
        if request.user.is_guest:
            messages.info(request, "That needs an account. Sign up, and everything you did as a guest comes along.")
            return _send(request, reverse("account_signup"))
        return _seen_through(view, request, *args, **kwargs)

    return inner


def _seen_through(view: View, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """A row that the view has found may be deleted in another tab before its act takes its turn: there is none then."""
    try:
        return view(request, *args, **kwargs)
    except (ObjectDoesNotExist, ObjectNotUpdated) as error:
        if request.method == "POST":
            raise Http404("That is gone meanwhile.") from error
        raise


def guest_steps_aside(view: View) -> View:
    """For the pages by which one gets in: there a guest counts as a visitor, and waits as `request.guest`."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, User) and request.user.is_guest:
            request.guest = request.user  # type: ignore[attr-defined]
            request.user = AnonymousUser()
        return view(request, *args, **kwargs)

    return inner


def guest_of(request: HttpRequest) -> User | None:
    return getattr(request, "guest", None)


def _send(request: Request, address: str) -> HttpResponse:
    """Send a page there; a fragment's page as a whole, since a log-in form must not land in a table cell."""
    back = page_behind(request) if request.htmx else request.get_full_path()
    if back and (request.htmx or request.method in ("GET", "HEAD")):
        address = f"{address}?{urlencode({'next': back})}"
    return HttpResponseClientRedirect(address) if request.htmx else HttpResponseRedirect(address)
