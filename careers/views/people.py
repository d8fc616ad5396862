"""A person's public page and its projects, for strangers: the same for all of them, whoever is signed in.

Nothing here knows the visitor. A page is rendered without the request, in its owner's time zone, and kept for as long
as it says the same; one query per visit asks whether it does, so taking a page down works at once.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from careers.drawings.share_card import png
from careers.figures.catalogue import Skill
from careers.figures.moderation import withheld_of
from careers.figures.public_page import PublicPage, PublicProject, ShownSkill, own_page, published_page, shared_page
from careers.figures.standing import Standing, standing_of
from careers.figures.structured_data import card_of, creative_work, person
from careers.http import Request
from careers.models import FormerHandle, ShareLink, User
from careers.models.moderation import page_withheld
from careers.views.access import members_only
from careers.views.visitors import Kept, Shelf, answer

KEPT_PAGES = 500
HIDDEN = "noindex, nofollow, noarchive"

ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&"}

_shelf = Shelf(KEPT_PAGES)


@dataclass(frozen=True)
class Place:
    """Where a page is read, since its links stay there: published, by a secret link, or as its owner's preview."""

    page: str
    images: str
    """What goes before the name of a picture's file."""
    robots: str = HIDDEN
    is_published: bool = False
    is_preview: bool = False
    withheld: tuple[str, ...] = ()
    """What moderators withhold of it, and why: for its owner's eyes."""

    @property
    def canonical(self) -> str:
        return f"{settings.ORIGIN}{self.page}" if self.is_published else ""


def _published(page: PublicPage) -> Place:
    robots = "" if page.profile.search_engines else HIDDEN
    return Place(reverse("people:detail", args=[page.profile.handle]), "/images/", robots, is_published=True)


def _shared(link: ShareLink) -> Place:
    address = reverse("shared:detail", args=[link.token])
    return Place(address, f"{address}images/")


def _preview(user: User) -> Place:
    withheld = tuple(f"{mine.title} is withheld: {mine.row.reason}" for mine in withheld_of(user))
    return Place(reverse("profile:preview"), "/images/", is_preview=True, withheld=withheld)


# --- published ---


@require_safe
def detail(request: Request, handle: str) -> HttpResponse:
    page = published_page(handle)
    if page is None:
        return _moved(handle)
    return _answer(request, page, _published(page), None)


@require_safe
def project(request: Request, handle: str, slug: str) -> HttpResponse:
    page = published_page(handle)
    if page is None:
        return _moved(handle, slug)
    return _answer(request, page, _published(page), _project(page, slug))


@require_safe
def share_card(request: Request, handle: str, digest: str) -> HttpResponse:
    """The picture that a link to the page is shown with, at an address made from what it says."""
    page = published_page(handle)
    if page is None:
        raise Http404
    card = card_of(page)
    if digest != card.digest:
        return redirect("people:card", handle, card.digest)
    response = HttpResponse(png(card), content_type="image/png")
    patch_cache_control(response, public=True, max_age=31_536_000, s_maxage=60, immutable=True)
    return response


def _moved(handle: str, slug: str = "") -> HttpResponse:
    """To the same handle in small letters, or to the page of whoever had it last, if that is published."""
    former = FormerHandle.objects.filter(~page_withheld(), handle=handle.lower(), user__profile__is_public=True)
    now = former.values_list("user__profile__handle", flat=True).first() or handle.lower()
    if now == handle:
        raise Http404
    address = reverse("people:project", args=[now, slug]) if slug else reverse("people:detail", args=[now])
    response = HttpResponsePermanentRedirect(address)
    patch_cache_control(response, no_cache=True)
    return response


# --- by a secret link ---


@require_safe
@never_cache
def shared(request: Request, token: str) -> HttpResponse:
    """One visit more, and no other trace; looking at one's own link does not count."""
    link = _link(token)
    if request.method == "GET" and request.user != link.user:
        ShareLink.objects.filter(pk=link.pk).update(visits=F("visits") + 1)
    return _uncounted(request, link, None)


@require_safe
@never_cache
def shared_project(request: Request, token: str, slug: str) -> HttpResponse:
    return _uncounted(request, _link(token), slug)


def _uncounted(request: Request, link: ShareLink, slug: str | None) -> HttpResponse:
    page = shared_page(link.user)
    if page is None:
        raise Http404
    return _answer(request, page, _shared(link), _project(page, slug) if slug else None)


def _link(token: str) -> ShareLink:
    link = ShareLink.objects.select_related("user").filter(token=token, user__is_active=True).first()
    if link is None or not link.is_open:
        raise Http404
    return link


# --- as a preview ---


@members_only
@never_cache
@require_safe
def preview(request: Request, slug: str = "") -> HttpResponseBase:
    page = own_page(request.user)
    if page is None:
        return redirect("profile:edit")
    return _answer(request, page, _preview(request.user), _project(page, slug) if slug else None)


# --- what all three show ---


def _project(page: PublicPage, slug: str) -> PublicProject:
    project = page.project(slug)
    if project is None:
        raise Http404
    return project


def _answer(request: Request, page: PublicPage, place: Place, project: PublicProject | None) -> HttpResponse:
    """The page, or one project of it: from the shelf if it was there and nothing that it says has changed."""
    with timezone.override(page.owner.zone):
        key = (page.stamp, timezone.localdate().year, place, project.slug if project else "")
        kept = _shelf.get(key) or _shelf.put(key, _body(page, place, project).encode())
    response = answer(request, kept, s_maxage=0) if place.is_published else _private(kept)
    if place.robots:
        response.headers["X-Robots-Tag"] = place.robots
    return response


def _private(kept: Kept) -> HttpResponse:
    response = HttpResponse(kept.body)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _body(page: PublicPage, place: Place, project: PublicProject | None) -> str:
    standing = standing_of(page.owner)
    context: dict[str, Any] = {"page": page, "place": place, "standing": standing}
    if place.is_published:
        context["card"] = f"{place.canonical}card-{card_of(page).digest}.png"
    if project is None:
        stages = page.proofs(standing) if page.profile.show_skills else []
        context |= {"stages": stages, "proven_count": sum(len(skills) for _, skills in stages)}
        context |= {"works": page.works(standing)}
        context |= {"structured": _data(person(page, place.canonical)) if place.is_published else ""}
        return render_to_string("people/detail.html", context)
    context |= {"project": project, "step": page.step(project, standing), "skills": _skills(project, standing)}
    context |= {"structured": _data(creative_work(page, project, place.canonical)) if place.is_published else ""}
    return render_to_string("people/project.html", context)


def _skills(project: PublicProject, standing: Standing) -> list[tuple[Skill, ShownSkill, bool]]:
    """What the project shows, and whether it proves it."""
    known = standing.catalogue.skills
    return [
        (known[shown.skill_id], shown, shown in project.proven) for shown in project.skills if shown.skill_id in known
    ]


def _data(values: dict[str, Any]) -> SafeString:
    """JSON for a script element that is never run: no text can end the element early."""
    return mark_safe(json.dumps(values, ensure_ascii=False).translate(ESCAPED))  # noqa: S308 - it is escaped
