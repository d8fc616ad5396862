"""One's own public page under Settings: its words, what it shows, who may see it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from careers.acts.edit_profile import Clash, add_way, edit_profile, profile_of, publish, show_project
from careers.acts.report_page import answer_moderators
from careers.acts.share import close_share_link, make_share_link
from careers.acts.take_back import remembered, ticket
from careers.figures.moderation import withheld_of
from careers.forms.moderation import OwnersAnswerForm
from careers.forms.profile import ContactWayForm, PublicProfileForm, ShareLinkForm, SwitchForm
from careers.http import Request
from careers.models import ContactWay, Project, ShareLink, ShownProject, Withheld
from careers.views.access import members_only
from careers.views.fragments import page_or_fragment

CLASH = (
    "The page was changed in another tab since you opened this form. Your words stand below; saving now replaces it."
)


@members_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request) -> HttpResponse:
    if request.method != "POST":
        return _answer(request, "status")
    profile = profile_of(request.user)
    data = request.POST.copy()
    form = PublicProfileForm(data, user=request.user, instance=profile)
    if form.is_valid():
        try:
            edit_profile(request.user, form.values, form.cleaned_data["version"])
        except Clash:
            form.add_error(None, CLASH)
            data["version"] = str(profile_of(request.user).version)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Your page is saved.")
            return redirect("profile:edit")
    return _answer(request, "status", status=422, form=form)


@members_only
@require_POST
def published(request: Request) -> HttpResponse:
    form = SwitchForm(request.POST)
    public = form.is_valid() and form.cleaned_data["on"]
    try:
        publish(request.user, public=public)
    except ValidationError as error:
        return _answer(request, "status", status=422, refused=error.messages[0])
    said = "Your page is published." if public else "Your page is taken down. Its address answers nobody now."
    if public and Withheld.of(request.user).filter(project=None).exists():
        said = "Your page is switched on. It stays withheld until a moderator gives it back."
    return _done(request, "status", said)


@members_only
@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """To the moderators who withhold the page, or a project on it."""
    row = get_object_or_404(Withheld.of(request.user), pk=pk)
    form = OwnersAnswerForm(request.POST, pk=row.pk)
    if not form.is_valid():
        return _answer(request, "status", status=422, answered=row.pk, answer_form=form)
    told = answer_moderators(request.user, row.pk, form.cleaned_data["answer"])
    said = "The moderators have your answer." if told else "You have answered already. The moderators have it."
    return _done(request, "status", said)


@members_only
@require_POST
def project(request: Request, pk: int) -> HttpResponse:
    form = SwitchForm(request.POST)
    project = get_object_or_404(Project.of(request.user).filter(removed_at=None), pk=pk)
    shown = form.is_valid() and form.cleaned_data["on"]
    show_project(request.user, project, shown=shown)
    return _done(request, "projects", f"“{project}” is {'on your page' if shown else 'off your page'}.")


@members_only
@require_POST
def ways(request: Request) -> HttpResponse:
    form = ContactWayForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            add_way(request.user, form.instance)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _done(request, "ways", f"Added: {form.instance}.", ticket(form.instance, None))
    return _answer(request, "ways", status=422, way_form=form)


@members_only
@require_POST
def way(request: Request, pk: int) -> HttpResponse:
    """Switch one way on or off."""
    way = get_object_or_404(ContactWay.of(request.user), pk=pk)
    form = SwitchForm(request.POST)
    ContactWay.of(request.user).filter(pk=way.pk).update(shown=form.is_valid() and form.cleaned_data["on"])
    return _done(request, "ways", "")


@members_only
@require_POST
def way_delete(request: Request, pk: int) -> HttpResponse:
    way = get_object_or_404(ContactWay.of(request.user), pk=pk)
    way_back = ticket(way, remembered(way), gone=True)
    way.delete()
    return _done(request, "ways", f"Deleted: {way}.", way_back)


@members_only
@require_POST
def links(request: Request) -> HttpResponse:
    form = ShareLinkForm(request.POST)
    if form.is_valid():
        try:
            make_share_link(request.user, form.cleaned_data["label"], form.cleaned_data["days"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _done(request, "links", "The link is ready to be sent.")
    return _answer(request, "links", status=422, link_form=form)


@members_only
@require_POST
def link_close(request: Request, pk: int) -> HttpResponse:
    link = get_object_or_404(ShareLink.of(request.user), pk=pk)
    before = remembered(link)
    close_share_link(link)
    return _done(request, "links", f"The link for {link} is closed.", ticket(link, before))


def _done(request: Request, part: str, said: str, way_back: str = "") -> HttpResponse:
    """The part that the act changed, with what it did; without htmx the whole page after a redirect."""
    if request.htmx:
        return _answer(request, part, toast=said, ticket=way_back)
    if said:
        messages.success(request, said, extra_tags=way_back)
    return redirect(f"{reverse('profile:edit')}#{part}")


def _answer(request: Request, part: str, status: int = 200, **more: Any) -> HttpResponse:
    context = _page(request) | {"part": part} | more
    return page_or_fragment(request, "profile/edit.html", part, context, status=status)


def _page(request: Request) -> dict[str, Any]:
    user = request.user
    profile = profile_of(user)
    address = reverse("people:detail", args=[profile.handle]) if profile.handle else ""
    shown = set(ShownProject.of(user).values_list("project_id", flat=True))
    projects = Project.of(user).filter(removed_at=None).order_by("-changed_at", "-pk")
    withheld = withheld_of(user)
    forms: dict[str, BaseForm] = {
        "form": PublicProfileForm(user=user, instance=profile),
        "way_form": ContactWayForm(user=user),
        "link_form": ShareLinkForm(),
    }
    return {
        **forms,
        "profile": profile,
        "address": f"{settings.ORIGIN}{address}" if address else "",
        "origin": settings.ORIGIN,
        "projects": [(project, project.pk in shown) for project in projects],
        "ways": list(ContactWay.of(user)),
        "links": list(ShareLink.of(user).select_related("user")),
        "withheld": [(mine, OwnersAnswerForm(pk=mine.row.pk)) for mine in withheld],
        "page_withheld": any(mine.row.project is None for mine in withheld),
        "projects_withheld": {mine.row.project for mine in withheld},
    }
