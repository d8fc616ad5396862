"""Links of one's own on a skill: nobody else sees them, and the server never follows one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from careers.acts.keep_link import AlreadyKept, keep_link
from careers.acts.take_back import remembered, ticket
from careers.figures.catalogue import Skill
from careers.figures.own_resources import links_on
from careers.forms.study import OwnLinkForm
from careers.http import Request
from careers.models import OwnLink
from careers.views.access import signed_in
from careers.views.fragments import wants_fragment


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, slug: str) -> HttpResponse:
    skill = _skill(request, slug)
    form = OwnLinkForm(
        request.POST if request.method == "POST" else None, instance=OwnLink(user=request.user, skill_id=skill.id)
    )
    way_back = _keep(form)
    if not way_back:
        return _form_again(request, skill, form)
    return _answer(request, skill, f"Kept: {form.instance}.", way_back)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    link = get_object_or_404(OwnLink.of(request.user), pk=pk)
    skill = _of(request, link)
    form = OwnLinkForm(request.POST if request.method == "POST" else None, instance=link)
    way_back = _keep(form)
    if not way_back:
        context = {"form": form, "skill": skill, "link": link}
        return render(request, "skills/link.html", context, status=422 if form.is_bound else 200)
    messages.success(request, f"Saved: {link}.", extra_tags=way_back)
    return redirect(f"{skill.url}#own-links")


@signed_in
@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    link = get_object_or_404(OwnLink.of(request.user), pk=pk)
    way_back = ticket(link, remembered(link), gone=True)
    link.delete()
    return _answer(request, _of(request, link), f"Deleted: {link}.", way_back)


def _keep(form: OwnLinkForm) -> str:
    """The ticket of the way back; empty where the form has to be looked at again."""
    if not form.is_valid():
        return ""
    try:
        return keep_link(form.instance)
    except AlreadyKept:
        form.add_error("url", "You have this address already.")
        return ""


def _skill(request: Request, slug: str) -> Skill:
    catalogue = request.standing.catalogue
    skill = catalogue.by_slug.get(slug) or catalogue.by_former_slug.get(slug)
    if skill is None:
        raise Http404("There is no such skill.")
    return skill


def _of(request: Request, link: OwnLink) -> Skill:
    return request.standing.catalogue.skills[link.skill_id]


def _form_again(request: Request, skill: Skill, form: OwnLinkForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    if not wants_fragment(request):
        return render(request, "skills/link.html", {"form": form, "skill": skill}, status=status)
    return _links(request, skill, {"link_form": form}, status)


def _answer(request: Request, skill: Skill, text: str, way_back: str) -> HttpResponse:
    if not wants_fragment(request):
        messages.success(request, text, extra_tags=way_back)
        return redirect(f"{skill.url}#own-links")
    return _links(request, skill, {"toast": text, "ticket": way_back}, 200)


def _links(request: Request, skill: Skill, context: dict[str, Any], status: int) -> HttpResponse:
    context = {"link_form": OwnLinkForm(), "skill": skill, "links": links_on(request.user, skill)} | context
    return render(request, "skills/links.html", context, status=status)
