"""What people report of public pages, decided page by page. Nothing here shows what its owner does not show."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from careers import serving
from careers.acts.moderate import DecidedAlready, give_back, keep, stay, withhold
from careers.admin.desk import moderators, only, page
from careers.figures.moderation import Looked, decided, look_at, moderation
from careers.forms.moderation import ReasonForm, WithholdForm
from careers.http import Request
from careers.models import ModerationEvent, Project, ProjectImage, User

EVENTS_SHOWN, EVENTS_A_PAGE = 10, 100
GONE = "Somebody else has decided that meanwhile, or it was withdrawn. Nothing was changed."


@only(moderators)
@require_safe
def index(request: Request) -> HttpResponse:
    found = moderation(request.user, EVENTS_SHOWN)
    return page(request, "desk/moderation.html", "moderation", {"found": found})


@only(moderators)
@require_safe
def history(request: Request) -> HttpResponse:
    """All that was ever decided; nobody edits it."""
    events = Paginator(ModerationEvent.objects.select_related("by"), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {"events": events, "decided": decided(list(events))}
    return page(request, "desk/moderation_history.html", "moderation", context)


@only(moderators)
@require_safe
def case(request: Request, owner: int, project: UUID | None = None) -> HttpResponse:
    return _answer(request, _looked(request, _owner(request, owner), project))


@only(moderators)
@require_safe
def picture(request: Request, owner: int, digest: str, width: int) -> HttpResponse:
    """One that stands on a page which its owner shows, withheld or not: what they changed may be that."""
    shown = Project.objects.published().filter(
        user=_owner(request, owner), user__profile__is_public=True, shownprojects__isnull=False
    )
    image = get_object_or_404(ProjectImage.objects.there(), digest=digest, project__in=shown)
    response = serving.picture(image, width)
    patch_cache_control(response, private=True, no_store=True)
    return response


@only(moderators)
@require_POST
def leave(request: Request, owner: int) -> HttpResponse:
    return _decide(request, owner, "keep_form", keep, "The page stays as it is. Whoever reported it reads why.")


@only(moderators)
@require_POST
def take(request: Request, owner: int) -> HttpResponse:
    """The whole page, or one project of it, whichever of the two was reported."""
    person, part = _owner(request, owner), _part(request)
    looked = _looked(request, person, part)
    form = WithholdForm(request.POST, **_on_page(looked))
    if not form.is_valid():
        return _answer(request, looked, status=422, withhold_form=form)
    try:
        withhold(person, form.part, request.user, form.cleaned_data["reason"], part)
    except DecidedAlready:
        return _gone(request)
    messages.success(request, "Withheld. Nobody but its owner sees it any more, and they read why.")
    return redirect("admin:moderation")


@only(moderators)
@require_POST
def refuse(request: Request, owner: int) -> HttpResponse:
    return _decide(request, owner, "stay_form", stay, "It stays withheld. Its owner reads why.")


@only(moderators)
@require_POST
def release(request: Request, owner: int) -> HttpResponse:
    return _decide(
        request, owner, "back_form", give_back, "Given back: what its owner has switched on is public again."
    )


def _decide(request: Request, owner: int, name: str, act: Callable[..., object], said: str) -> HttpResponse:
    """By the one form of this name, which asks for a reason."""
    person, part = _owner(request, owner), _part(request)
    looked = _looked(request, person, part)
    form = _reason_form(name, request.POST)
    if not form.is_valid():
        return _answer(request, looked, status=422, **{name: form})
    try:
        act(person, part, request.user, form.cleaned_data["reason"])
    except DecidedAlready:
        return _gone(request)
    messages.success(request, said)
    return redirect("admin:moderation")


def _answer(request: Request, looked: Looked, status: int = 200, **forms: BaseForm) -> HttpResponse:
    """A case with its forms, of which one may have to be looked at again."""
    for name in READERS:
        forms.setdefault(name, _reason_form(name))
    forms.setdefault("withhold_form", WithholdForm(**_on_page(looked)))
    context = {"looked": looked, "case": looked.case, "subject": looked.case.subject, **forms}
    context["has_errors"] = any(form.errors for form in forms.values())
    return page(request, "desk/moderation_case.html", "moderation", context, status)


READERS = {
    "keep_form": "Whoever reported it reads it.",
    "stay_form": "The page’s owner reads it, in place of the reason before.",
    "back_form": "Kept in the history, and sent to the page’s owner where mail goes out.",
}


def _reason_form(name: str, data: Any = None) -> ReasonForm:
    return ReasonForm(data, readers=READERS[name], prefix=name.removesuffix("_form"))


def _on_page(looked: Looked) -> dict[str, Any]:
    return {"page": looked.page, "withheld": looked.withheld, "part": looked.case.subject.part}


def _owner(request: Request, pk: int) -> User:
    """Whose page it is. One's own is for another moderator."""
    return get_object_or_404(User.objects.exclude(pk=request.user.pk), pk=pk)


def _part(request: Request) -> UUID | None:
    said = request.POST.get("project")
    try:
        return UUID(said) if said else None
    except ValueError:
        raise Http404("There is no such project.") from None


def _looked(request: Request, owner: User, part: UUID | None) -> Looked:
    looked = look_at(request.user, owner, part)
    if looked is None:
        raise Http404("Nothing was reported of this page.")
    return looked


def _gone(request: Request) -> HttpResponse:
    messages.warning(request, GONE)
    return redirect("admin:moderation")
